import { type Day, firstDay, type Instant, type Month } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import type { Db } from '../../storage/database.js'
import { textsOf } from '../texts.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { actorText } from '../post/acted.js'
import { isProvisional } from '../provisional.js'
import { isAwayAllMonth } from './away.js'
import { begunDigest, digestDraftPlace } from './digest-draft.js'
import { parseDigestKey } from './digest-key.js'
import type { ReportCounts, ReportText } from './entries.js'
import {
  answerDay,
  answerTime,
  answerUntil,
  ruledReport,
  unitDueDay,
  unitDueUntil,
} from './months.js'
import { reportsSlice, unitReportOf } from './reported.js'
import { cameIn, leaversFor, namesOf, reportersFor } from './reporters.js'
import { readReports, readSigned, type SubmittedReport } from './reports.js'
import { mayReadDigest, readersOf, signersOf, waitingIn } from './signers.js'
import { composeSummary } from './summary.js'
import { stands, type UnitReport } from './unit-report.js'

/** A unit's month: who has reported, what was not done and why, and the unit report on its way. */
export interface DigestView {
  kind: 'digest'
  month: Month
  unit: string
  unitName: string
  /** Names of who signs it, joined; empty: it has nobody today. */
  heads: string
  /** Until when members answer. */
  answerDay: Day
  answerTime: string
  /** The day by which the report is there; itself in time. */
  due: Day
  /** The members' day and the due day may still change: their year's notice is not known. */
  provisional?: { answerDay: boolean; due: boolean }
  workingDaysLeft: number
  late: boolean
  members: DigestMember[]
  /** The clause that rules it. */
  clause: string
  stage: DigestCollecting | DigestForm | DigestReading | DigestSigned
}

/** A member's report, null while it is missing. */
export interface DigestMember {
  name: string
  report: {
    at: Instant
    late: boolean
    counts: ReportCounts
    /** Null when it was erased. */
    text: ReportText | null
  } | null
  /** On leave for the whole month: owes none. */
  onLeave?: boolean
  /** Came into the unit in the month. */
  since?: Day
}

/** A stored file. */
export interface Annex {
  id: string
  name: string
}

/** Members may still answer and change; nothing to sign yet. */
export interface DigestCollecting {
  stage: 'collecting'
}

/** That it was sent back, or taken back by who had signed it. */
export interface SentBack {
  by: string
  at: Instant
  withdrawn: boolean
  /** Why it was sent back; empty when it was erased. */
  remark: string
}

/** Waits for the head's signature. */
export interface DigestForm {
  stage: 'form'
  /** Drawn from the reports, or the head's draft, or what was signed before. */
  summary: string
  saved: boolean
  /** Names of those whose report came or changed after the draft was saved. */
  since: string[]
  files: Annex[]
  sentBack: SentBack | null
  /** The last entry of the ledger that it was drawn over. */
  shown: number
  /** Who signs after it: their role; '' for nobody. */
  next: string
}

/** Not signed, and the reader does not sign. */
export interface DigestReading {
  stage: 'reading'
  sentBack: SentBack | null
}

/** Signed: the receipt, with its way. */
export interface DigestSigned {
  stage: 'signed'
  /** Id of the signed report. */
  report: string
  by: string
  at: Instant
  late: boolean
  summary: string
  files: Annex[]
  /** Who has signed after it. */
  passed: { role: string; by: string; at: Instant; actingFor: string; remark: string }[]
  /** Who has to sign now; null where nobody has. `who` empty: the role is vacant. */
  waits: { role: string; who: string } | null
  /** When it arrived. */
  filedAt: Instant | null
  mayWithdraw: boolean
  mayDecide: boolean
  /** Of how many leaders how many have read it; null while it was not passed round. */
  round: { read: string[]; of: number } | null
}

/**
 * The digest of a unit: for who signs it, first or later, and for those who read.
 * @refuses gone, digest-not-yours, report-not-begun, digest-nobody
 */
export async function viewDigest(seeing: Seeing, key: string): Promise<DigestView | GoneView> {
  const { db, bureau, person } = seeing
  const parsed = parseDigestKey(key)
  if (!parsed) return { kind: 'gone', code: 'gone' }
  const { month, unit } = parsed
  if (person === null) return { kind: 'gone', code: 'digest-not-yours' }
  const report = await unitReportOf(seeing, month, unit)
  if (!mayReadDigest(seeing, { person, unit, report })) {
    return { kind: 'gone', code: 'digest-not-yours' }
  }
  if (firstDay(month) > seeing.today) return { kind: 'gone', code: 'report-not-begun' }
  const standing = report && stands(report) ? report : null
  const signed = standing ? await readSigned(db, standing.id) : null
  const reports = await readReports(db, {
    bureau: bureau.id,
    month,
    ...(signed ? { ids: signed.reports } : { persons: personsOf(seeing, month, unit) }),
  })
  const members = membersOf(seeing, { month, unit, report: standing }, reports)
  if (members.length === 0) return { kind: 'gone', code: 'digest-nobody' }
  const stage =
    standing && signed
      ? await signedStage(seeing, { person, report: standing, summary: signed.summary })
      : await openStage(seeing, { month, unit, person, report }, members, reports)
  return {
    ...headOf(seeing, { month, unit, report: standing }),
    members: members.map((id) =>
      memberOf(seeing, { month, person: id, report: standing }, reports),
    ),
    stage,
  }
}

type Place = { month: Month; unit: string; report: UnitReport | null }

function headOf(
  seeing: Seeing,
  { month, unit, report }: Place,
): Omit<DigestView, 'members' | 'stage'> {
  const { bureau, calendar } = seeing
  const { roster, work } = bureau
  const due = unitDueDay(calendar, month, work)
  const until = answerDay(calendar, month, work)
  return {
    kind: 'digest',
    month,
    unit,
    unitName: roster.unitNameOf(unit),
    heads: namesOf(roster, signersOf(seeing, unit).asked),
    answerDay: until,
    answerTime,
    due,
    provisional: { answerDay: isProvisional(seeing, until), due: isProvisional(seeing, due) },
    workingDaysLeft: Math.max(0, calendar.workingDaysBetween(seeing.today, due)),
    late: (report?.filedAt ?? seeing.now) >= unitDueUntil(calendar, month, work),
    clause: ruledReport(work, 'unit')?.clause ?? '',
  }
}

function personsOf({ bureau }: Seeing, month: Month, unit: string): string[] {
  return [...reportersFor(bureau, month, unit), ...leaversFor(bureau, month, unit)]
}

/** Its members and who left but had reported; once signed, those whom the signature names. */
function membersOf(
  { bureau }: Seeing,
  { month, unit, report }: Place,
  reports: ReadonlyMap<string, SubmittedReport>,
): string[] {
  if (report) return [...reports.keys(), ...report.missing, ...report.onLeave]
  const left = leaversFor(bureau, month, unit).filter((id) => reports.has(id))
  return [...reportersFor(bureau, month, unit), ...left]
}

function memberOf(
  seeing: Seeing,
  of: { month: Month; person: string; report: UnitReport | null },
  reports: ReadonlyMap<string, SubmittedReport>,
): DigestMember {
  const { bureau, calendar } = seeing
  const { month, person } = of
  const name = bureau.roster.nameOf(person)
  const since = cameIn(bureau, month, person)
  const moved = since === null ? {} : { since }
  const given = reports.get(person)
  if (!given) {
    const away = of.report
      ? of.report.onLeave.includes(person)
      : isAwayAllMonth(seeing, month, person)
    return { name, report: null, ...moved, ...(away ? { onLeave: true } : {}) }
  }
  const { at, counts, text, firstAt } = given
  const late = firstAt > answerUntil(calendar, month, bureau.work)
  return { name, report: { at, late, counts, text }, ...moved }
}

async function openStage(
  seeing: Seeing,
  of: Place & { person: string },
  members: readonly string[],
  reports: ReadonlyMap<string, SubmittedReport>,
): Promise<DigestView['stage']> {
  const { bureau, calendar, db } = seeing
  if (seeing.now < answerUntil(calendar, of.month, bureau.work)) return { stage: 'collecting' }
  const sentBack = await sentBackOf(seeing, of.report)
  if (!signersOf(seeing, of.unit).may.includes(of.person)) return { stage: 'reading', sentBack }
  const { roster } = bureau
  const present = members.flatMap((id) => reports.get(id) ?? [])
  const place = digestDraftPlace(bureau.id, of.person, of.month, of.unit)
  const begun = await begunDigest(db, place, of.report)
  const known = new Set(begun?.draft.reports)
  const since = begun ? present.filter((report) => !known.has(report.id)) : []
  const named = present.flatMap(({ person, text }) =>
    text ? [{ name: roster.nameOf(person), text }] : [],
  )
  return {
    stage: 'form',
    summary: begun?.draft.summary ?? composeSummary(named),
    saved: begun?.saved ?? false,
    since: since.map((report) => roster.nameOf(report.person)),
    files: await annexesOf(db, begun?.draft.files ?? []),
    sentBack,
    shown: Math.max(0, ...present.map(({ sequence }) => sequence)),
    next: nextRole(seeing),
  }
}

function nextRole({ bureau: { work } }: Seeing): string {
  const role = ruledReport(work, 'unit')?.signs[1]
  return work?.rules.roles.find(({ id }) => id === role)?.name ?? ''
}

async function sentBackOf(seeing: Seeing, report: UnitReport | null): Promise<SentBack | null> {
  if (!report?.ended) return null
  const { by, on, entry } = report.ended
  const texts = await textsOf(seeing.db, [entry], ['reason'])
  return {
    by: seeing.bureau.roster.nameOf(by),
    at: on,
    withdrawn: report.stage === 'withdrawn',
    remark: texts.get(entry)?.reason ?? '',
  }
}

async function signedStage(
  seeing: Seeing,
  { person, report, summary }: { person: string; report: UnitReport; summary: string },
): Promise<DigestSigned> {
  const { bureau, calendar, db } = seeing
  const { roster, work } = bureau
  const texts = await textsOf(
    db,
    report.passed.map(({ entry }) => entry),
    ['reason'],
  )
  const waits = waitingIn(seeing, report)
  const round = seeing.collected.of(reportsSlice).rounds.get(report.id)
  const readers = readersOf(bureau)
  const roleName = (role: string) => work?.rules.roles.find(({ id }) => id === role)?.name ?? role
  return {
    stage: 'signed',
    report: report.id,
    by: actorText(seeing, report.by, report.id),
    at: report.at,
    late: (report.filedAt ?? seeing.now) >= unitDueUntil(calendar, report.month, work),
    summary,
    files: await annexesOf(db, report.files),
    passed: report.passed.map((step) => ({
      role: roleName(step.role),
      by: roster.nameOf(step.by),
      at: step.on,
      actingFor: step.actingFor === null ? '' : roster.nameOf(step.actingFor),
      remark: texts.get(step.entry)?.reason ?? '',
    })),
    waits: waits && { role: waits.roleName, who: namesOf(roster, waits.asked) },
    filedAt: report.filedAt,
    mayWithdraw:
      report.stage === 'on-its-way' &&
      report.passed.length === 0 &&
      signersOf(seeing, report.unit).may.includes(person),
    mayDecide: waits?.deciders.includes(person) ?? false,
    round: round
      ? {
          read: readers.filter((one) => round.read.has(one)).map((one) => roster.nameOf(one)),
          of: readers.length,
        }
      : null,
  }
}

async function annexesOf(db: Db, ids: readonly string[]): Promise<Annex[]> {
  const files: Annex[] = []
  for (const id of ids) {
    const file = await findFile(db, id)
    if (file) files.push({ id, name: file.name })
  }
  return files
}
