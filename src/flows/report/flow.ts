import { addMonths, firstDay, type Month, monthOf } from '../../base/day.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Acting, type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { answerReport, fileReports, readDigest, signDigests } from './actions.js'
import { attachAnnex, digestTakesFiles, mayOpenAnnex, sendAnnex } from './annexes.js'
import { archiveKey, viewArchive } from './archive.js'
import { answerAsks, passRoundAsks, readAsks, reviewAsks, signAsks } from './asks.js'
import { digestKey } from './digest-key.js'
import { viewDigest } from './digest-view.js'
import {
  reportsPassedRound,
  reportsRead,
  reportSubmitted,
  unitReportChain,
  unitReportSigned,
} from './entries.js'
import type { DigestIntent, ReportIntent } from './intents.js'
import { isMonth, reportMonthOf } from './months.js'
import { reportsSlice } from './reported.js'
import { viewReport } from './report-view.js'
import { reportersOf, unitIn, wasThereIn } from './reporters.js'
import { type ReviewIntent, reviewDigest } from './review.js'
import { shownPage, turnTo } from './shown-page.js'
import { dropAnnex, saveDigest, signDigest, withdrawDigest } from './sign.js'
import { mayNotReadAny, mayReadDigest, readersOf, signersOf, waitingIn } from './signers.js'
import { changeReport, saveReport, submitReport } from './submit.js'
import {
  passRound,
  proposeFailing,
  readReportsOn,
  type ReportsIntent,
  sendTable,
  tableSheet,
  tableSheetOf,
  turnReports,
} from './table-acts.js'
import { tableOf } from './table.js'
import { viewTableOf } from './table-view.js'
import { viewReading } from './reading.js'

/** What is pressed on a unit's report besides its text. */
type UnitReportIntent =
  | { verb: 'digest.withdraw'; month: Month; unit: string }
  | { verb: 'digest.file'; file: string }

/** Handing in and signing exclude each other, unit by unit. */
function ownReport({ month }: { month: string }, { person, bureau }: Acting): Claim[] {
  // What is no month is refused later.
  const unit = isMonth(month) ? unitIn(bureau, month, person) : null
  return [
    { kind: 'report', id: `${month}.${person}` },
    { ...unitReport({ month, unit: unit ?? '' }), shared: true },
  ]
}

function unitReport({ month, unit }: { month: string; unit: string }): Claim {
  return { kind: 'unit-report', id: digestKey(month, unit) }
}

const ofUnit = (of: { month: string; unit: string }): Claim[] => [unitReport(of)]

/** What is decided about all reports of a month: passing them round twice at once passes them round once. */
const ofMonth = ({ month }: { month: string }): Claim[] => [{ kind: 'unit-reports', id: month }]

/** The month that a person speaks of; this one for who came to the bureau after the last. */
function ownMonth({ bureau, calendar, today, person }: Context): Month {
  const month = reportMonthOf(calendar, today, bureau.work)
  return wasThereIn(bureau.roster, month, person) ? month : monthOf(today)
}

/** Every card about a unit's report, and the homes of those whom it waits for or waited for. */
function aboutUnit(entry: Written, situation: Situation): Stale[] {
  const { bureau, collected } = situation
  const { by, period = '', subject = '' } = entry
  const key = digestKey(period, subject)
  const before = collected.of(reportsSlice).units.get(key)
  const waited = before ? (waitingIn(situation, before)?.asked ?? []) : []
  const members = reportersOf(bureau.roster, subject)
  const signed = entry.kind === unitReportSigned.kind
  // Who has not reported may do so again once it is sent back.
  const missing = signed ? unitReportSigned.body(entry).missing : (before?.missing ?? [])
  return [
    { kind: 'digest', keys: [key] },
    { kind: 'report', keys: [period], persons: [...members, ...missing] },
    { kind: 'report-table', keys: [period] },
    { kind: 'report-archive' },
    homeOf(by, ...missing, ...waited, ...signersOf(situation, subject).may),
  ]
}

/** Every card about reports that are passed round. */
function aboutRound({ by, period = '' }: Written, { bureau }: Situation): Stale[] {
  return [
    { kind: 'report-reading', keys: [period] },
    { kind: 'report-table', keys: [period] },
    homeOf(by, ...readersOf(bureau)),
  ]
}

/**
 * The list of earlier months, at the month that is asked for.
 * @refuses report-not-begun
 */
async function openArchive(ctx: Context, about: string | null): Promise<CardRef | Refusal> {
  if (about !== null && firstDay(about) > ctx.today) return refuse('report-not-begun')
  const whose = { bureau: ctx.bureau, person: ctx.person, card: 'report-archive' as const }
  const place = { ...whose, key: archiveKey }
  const shown = await shownPage(ctx.tx, place)
  const month = about ?? reportMonthOf(ctx.calendar, ctx.today, ctx.bureau.work)
  if (shown.month !== month) await turnTo(ctx.tx, place, { page: 1, month })
  return { kind: 'report-archive', key: archiveKey }
}

/**
 * What came when, of the month that is asked for.
 * @refuses report-not-begun, reports-not-yours
 */
async function openTable(ctx: Context, about: string | null): Promise<CardRef | Refusal> {
  if (about !== null && firstDay(about) > ctx.today) return refuse('report-not-begun')
  if (tableOf(ctx, ctx.person) === null) return refuse('reports-not-yours')
  const month = about ?? reportMonthOf(ctx.calendar, ctx.today, ctx.bureau.work)
  return { kind: 'report-table', key: month }
}

/** The monthly report: everybody's own, and the unit's, signed by its head and who comes after by the work rules. */
export const reportFlow: Flow = {
  name: 'report',
  serves: ['reports'],
  slices: [reportsSlice],
  actions: [answerReport, readDigest, signDigests, fileReports],
  verbs: verbs<ReportIntent | DigestIntent | ReviewIntent | UnitReportIntent | ReportsIntent>({
    'report.save': {
      claims: ownReport,
      act: (ctx, { month, answers }) => saveReport(ctx, month, answers),
    },
    'report.submit': {
      claims: ownReport,
      act: (ctx, { month, answers }) => submitReport(ctx, month, answers),
    },
    'report.change': {
      claims: ownReport,
      act: (ctx, { month }) => changeReport(ctx, month),
    },
    'digest.save': { claims: ofUnit, act: saveDigest },
    'digest.annex': { claims: ofUnit, act: saveDigest },
    'digest.drop': { claims: ofUnit, act: dropAnnex },
    'digest.sign': { claims: ofUnit, act: signDigest },
    'digest.withdraw': { claims: ofUnit, act: withdrawDigest },
    'digest.pass': { claims: ofUnit, act: reviewDigest },
    'digest.return': { claims: ofUnit, act: reviewDigest },
    'digest.file': { act: sendAnnex },
    'reports.pass-round': { claims: ofMonth, act: passRound },
    'reports.propose': { act: proposeFailing },
    'reports.read': { claims: ofMonth, act: readReportsOn },
    'reports.sheet': { act: sendTable },
    'reports.page': { act: turnReports },
  }),
  cards: {
    report: { view: viewReport, daily: true },
    digest: {
      view: viewDigest,
      /** @refuses not-allowed */
      mayOpen: (ctx) => mayNotReadAny(ctx, ctx.person),
      daily: true,
      typedStays: true,
    },
    'report-table': {
      view: viewTableOf,
      daily: true,
      /** @refuses reports-not-yours */
      mayOpen: (ctx) => (tableOf(ctx, ctx.person) === null ? refuse('reports-not-yours') : null),
    },
    'report-reading': { view: viewReading },
    'report-archive': { view: viewArchive, onDemand: true },
  },
  files: { since: digestTakesFiles, attach: attachAnnex, mayOpen: mayOpenAnnex },
  templates: { [tableSheet]: tableSheetOf },
  stale: {
    [reportSubmitted.kind]: ({ by, period = '' }, { bureau }) => {
      const unit = unitIn(bureau, period, by)
      return [
        { kind: 'report', keys: [period, addMonths(period, 1)], persons: [by] },
        { kind: 'report-archive', persons: [by] },
        ...(unit === null ? [] : [{ kind: 'digest', keys: [digestKey(period, unit)] }]),
        homeOf(by),
      ]
    },
    [unitReportSigned.kind]: aboutUnit,
    [unitReportChain.passed.kind]: aboutUnit,
    [unitReportChain.returned.kind]: aboutUnit,
    [unitReportChain.withdrawn.kind]: aboutUnit,
    [reportsPassedRound.kind]: aboutRound,
    [reportsRead.kind]: aboutRound,
  },
  rosterStale: ({ bureau, today }) => [
    {
      kind: 'digest',
      keys: [addMonths(monthOf(today), -1), monthOf(today)].flatMap((month) =>
        bureau.history.units.map((unit) => digestKey(month, unit.id)),
      ),
    },
    { kind: 'report-table' },
  ],
  asks: [answerAsks, signAsks, reviewAsks, passRoundAsks, readAsks],
  commands: [
    {
      name: '月报',
      words: ['report', '月报', '我的月报', '工作月报'],
      argument: 'month',
      /** @refuses report-not-begun */
      card: async (ctx, about) => {
        const month = about ?? ownMonth(ctx)
        if (firstDay(month) > ctx.today) return refuse('report-not-begun')
        return { kind: 'report', key: month }
      },
    },
    {
      name: '处室月报',
      words: ['digest', '处室月报'],
      argument: 'unit',
      /** @refuses not-allowed */
      card: async (ctx, about) => {
        const { roster } = ctx.bureau
        const unit = about ?? roster.inChargeOf(ctx.person)[0] ?? roster.unitOf(ctx.person) ?? ''
        const month = reportMonthOf(ctx.calendar, ctx.today, ctx.bureau.work)
        const report = ctx.collected.of(reportsSlice).units.get(digestKey(month, unit)) ?? null
        const reads = about === null || mayReadDigest(ctx, { person: ctx.person, unit, report })
        const denied = reads ? null : mayNot(ctx.bureau, ctx.person, readDigest, { unit })
        return denied ?? { kind: 'digest', key: digestKey(month, unit) }
      },
    },
    {
      name: '往期月报',
      words: ['archive', '往期月报', '历史月报', '以前的月报'],
      argument: 'month',
      card: openArchive,
    },
    {
      name: '报送情况',
      words: ['reports', '报送情况', '月报报送', '月报汇总', '月报报送情况'],
      argument: 'month',
      card: openTable,
    },
  ],
}
