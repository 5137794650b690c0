import { addMonths, firstDay, type Month, monthOf } from '../../base/day.js'
import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import type { Context } from '../context.js'
import { type Acting, type Flow, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { answerReport, readDigest, signDigests } from './actions.js'
import { answerAsks, signAsks } from './asks.js'
import { digestKey } from './digest-key.js'
import { viewDigest } from './digest-view.js'
import { reportSubmitted, unitReportSigned } from './entries.js'
import type { DigestIntent, ReportIntent } from './intents.js'
import { reportMonthOf } from './months.js'
import { reportsSlice } from './reported.js'
import { viewReport } from './report-view.js'
import { reportersOf, wasThereIn } from './reporters.js'
import { saveDigest, signDigest } from './sign.js'
import { changeReport, saveReport, submitReport } from './submit.js'

/** Handing in and signing exclude each other, unit by unit. */
function ownReport({ month }: { month: string }, { person, bureau }: Acting): Claim[] {
  return [
    { kind: 'report', id: `${month}.${person}` },
    { ...unitReport({ month, unit: bureau.roster.unitOf(person) ?? '' }), shared: true },
  ]
}

function unitReport({ month, unit }: { month: string; unit: string }): Claim {
  return { kind: 'unit-report', id: digestKey(month, unit) }
}

/** The month that a person speaks of; this one for who came to the bureau after the last. */
function ownMonth({ bureau, calendar, today, person }: Context): Month {
  const month = reportMonthOf(calendar, today)
  return wasThereIn(bureau.roster, month, person) ? month : monthOf(today)
}

/** The monthly report: everybody's own, and the unit's, signed by its head. */
export const reportFlow: Flow = {
  name: 'report',
  slices: [reportsSlice],
  actions: [answerReport, readDigest, signDigests],
  verbs: verbs<ReportIntent | DigestIntent>({
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
    'digest.save': {
      claims: (of) => [unitReport(of)],
      act: saveDigest,
    },
    'digest.sign': {
      claims: (of) => [unitReport(of)],
      act: signDigest,
    },
  }),
  cards: {
    report: { view: viewReport, daily: true },
    digest: {
      view: viewDigest,
      /** @refuses not-allowed */
      mayOpen: (ctx) => mayNot(ctx.bureau, ctx.person, readDigest, 'anything'),
      daily: true,
    },
  },
  stale: {
    [reportSubmitted.kind]: ({ by, period = '' }, { bureau }) => {
      const unit = bureau.roster.unitOf(by)
      return [
        { kind: 'report', keys: [period, addMonths(period, 1)], persons: [by] },
        ...(unit === null ? [] : [{ kind: 'digest', keys: [digestKey(period, unit)] }]),
        homeOf(by),
      ]
    },
    [unitReportSigned.kind]: (entry, { bureau }) => {
      const { by, period = '', subject = '' } = entry
      const members = reportersOf(bureau.roster, subject)
      return [
        { kind: 'digest', keys: [digestKey(period, subject)] },
        { kind: 'report', keys: [period], persons: members },
        homeOf(by, ...unitReportSigned.body(entry).missing),
      ]
    },
  },
  rosterStale: ({ bureau, today }) => [
    {
      kind: 'digest',
      keys: [addMonths(monthOf(today), -1), monthOf(today)].flatMap((month) =>
        bureau.history.units.map((unit) => digestKey(month, unit.id)),
      ),
    },
  ],
  asks: [answerAsks, signAsks],
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
      name: '处室',
      words: ['unit', '处室', '处室月报'],
      argument: 'unit',
      /** @refuses not-allowed */
      card: async (ctx, about) => {
        const { roster } = ctx.bureau
        const unit = about ?? roster.inChargeOf(ctx.person)[0] ?? roster.unitOf(ctx.person) ?? ''
        const denied = about && mayNot(ctx.bureau, ctx.person, readDigest, { unit: about })
        const month = reportMonthOf(ctx.calendar, ctx.today)
        return denied || { kind: 'digest', key: digestKey(month, unit) }
      },
    },
  ],
}
