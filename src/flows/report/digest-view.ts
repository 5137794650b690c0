import { z } from 'zod'
import { type Day, firstDay, type Instant, type Month } from '../../base/day.js'
import { getDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import { readDigest, signDigests } from './actions.js'
import type { ReportCounts, ReportText } from './entries.js'
import type { GoneView } from '../gone-view.js'
import { digestKey, parseDigestKey } from './digest-key.js'
import { answerDay, answerTime, answerUntil, unitDueDay, unitDueUntil } from './months.js'
import { isProvisional } from '../provisional.js'
import { leaversFor, namesOf, reportersFor } from './reporters.js'
import { readReports, readSignature, type Signature, type SubmittedReport } from './reports.js'
import { composeSummary } from './summary.js'

/** A unit's month: who has reported, what was not done and why, and the unit report. */
export interface DigestView {
  kind: 'digest'
  month: Month
  unit: string
  unitName: string
  /** Names of its heads, joined; empty: it has none today. */
  heads: string
  /** Until when members answer. */
  answerDay: Day
  answerTime: string
  /** The day the signed unit report is due; itself in time. */
  due: Day
  /** The members' day and the due day may still change: their year's notice is not known. */
  provisional?: { answerDay: boolean; due: boolean }
  workingDaysLeft: number
  late: boolean
  members: DigestMember[]
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
}

/** Members may still answer and change; nothing to sign yet. */
export interface DigestCollecting {
  stage: 'collecting'
}

/** Waits for the head's signature. */
export interface DigestForm {
  stage: 'form'
  /** Drawn from the reports, or the head's draft. */
  summary: string
  saved: boolean
  /** Names of those whose report came or changed after the draft was saved. */
  since: string[]
}

/** Not signed, and the reader does not sign. */
export interface DigestReading {
  stage: 'reading'
}

/** The receipt. */
export interface DigestSigned {
  stage: 'signed'
  by: string
  at: Instant
  late: boolean
  summary: string
}

/** Body of the draft of a unit report: `reports` are the entries it was written over. */
export const digestDraft = z.strictObject({ summary: z.string(), reports: z.array(z.string()) })

/** Where a head's draft of the unit report is kept. */
export function digestDraftPlace(bureau: string, person: string, month: Month, unit: string) {
  return { bureau, owner: person, kind: 'digest', key: digestKey(month, unit) }
}

/**
 * The digest of a unit for its head (who signs), the leader in charge of it and the assessment office (who read).
 * @refuses gone, digest-not-yours, report-not-begun, digest-nobody
 */
export async function viewDigest(seeing: Seeing, key: string): Promise<DigestView | GoneView> {
  const { db, bureau, calendar, person } = seeing
  const parsed = parseDigestKey(key)
  if (!parsed) return { kind: 'gone', code: 'gone' }
  const { month, unit } = parsed
  if (person === null || mayNot(bureau, person, readDigest, { unit })) {
    return { kind: 'gone', code: 'digest-not-yours' }
  }
  if (firstDay(month) > seeing.today) return { kind: 'gone', code: 'report-not-begun' }
  const signature = await readSignature(db, { bureau: bureau.id, month, unit })
  const reports = await readReports(db, {
    bureau: bureau.id,
    month,
    ...(signature
      ? { ids: signature.reports }
      : {
          persons: [
            ...reportersFor(bureau.roster, month, unit),
            ...leaversFor(bureau, month, unit),
          ],
        }),
  })
  const members = membersOf(seeing, { month, unit, signature }, reports)
  if (members.length === 0) return { kind: 'gone', code: 'digest-nobody' }
  const due = unitDueDay(calendar, month)
  const late = (signature?.at ?? seeing.now) >= unitDueUntil(calendar, month)
  return {
    kind: 'digest',
    month,
    unit,
    unitName: bureau.roster.unitNameOf(unit),
    heads: namesOf(
      bureau.roster,
      bureau.roster.headsOf(unit).map((head) => head.id),
    ),
    answerDay: answerDay(calendar, month),
    answerTime,
    due,
    provisional: {
      answerDay: isProvisional(seeing, answerDay(calendar, month)),
      due: isProvisional(seeing, due),
    },
    workingDaysLeft: Math.max(0, calendar.workingDaysBetween(seeing.today, due)),
    late,
    members: members.map((id) => memberOf(seeing, month, id, reports.get(id))),
    stage: signature
      ? {
          stage: 'signed',
          by: bureau.roster.nameOf(signature.by),
          at: signature.at,
          late,
          summary: signature.summary,
        }
      : await openStage(seeing, { month, unit, person }, members, reports),
  }
}

/** Its members today and who left but had reported; once signed, those whom the signature names. */
function membersOf(
  { bureau }: Seeing,
  { month, unit, signature }: { month: Month; unit: string; signature: Signature | null },
  reports: ReadonlyMap<string, SubmittedReport>,
): string[] {
  if (!signature) {
    const left = leaversFor(bureau, month, unit).filter((id) => reports.has(id))
    return [...reportersFor(bureau.roster, month, unit), ...left]
  }
  const signed = new Set(signature.reports)
  const persons = [...reports.values()].filter((report) => signed.has(report.id))
  return [...persons.map((report) => report.person), ...signature.missing]
}

function memberOf(
  seeing: Seeing,
  month: Month,
  person: string,
  report: SubmittedReport | undefined,
): DigestMember {
  const name = seeing.bureau.roster.nameOf(person)
  if (!report) return { name, report: null }
  const { at, counts, text, firstAt } = report
  const late = firstAt > answerUntil(seeing.calendar, month)
  return { name, report: { at, late, counts, text } }
}

async function openStage(
  seeing: Seeing,
  of: { month: Month; unit: string; person: string },
  members: readonly string[],
  reports: ReadonlyMap<string, SubmittedReport>,
): Promise<DigestView['stage']> {
  if (seeing.now < answerUntil(seeing.calendar, of.month)) return { stage: 'collecting' }
  if (mayNot(seeing.bureau, of.person, signDigests, { unit: of.unit })) {
    return { stage: 'reading' }
  }
  const { roster } = seeing.bureau
  const present = members.flatMap((id) => reports.get(id) ?? [])
  const place = digestDraftPlace(seeing.bureau.id, of.person, of.month, of.unit)
  const draft = await getDraft(seeing.db, place)
  if (draft) {
    const { summary, reports: over } = digestDraft.parse(draft.body)
    const known = new Set(over)
    const since = present.filter((report) => !known.has(report.id))
    return {
      stage: 'form',
      summary,
      saved: true,
      since: since.map((report) => roster.nameOf(report.person)),
    }
  }
  const named = present.flatMap(({ person, text }) =>
    text ? [{ name: roster.nameOf(person), text }] : [],
  )
  return { stage: 'form', summary: composeSummary(named), saved: false, since: [] }
}
