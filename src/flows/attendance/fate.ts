import { isDay, type Day } from '../../base/day.js'
import { sha256 } from '../../base/ids.js'
import { inTurns } from '../../base/real-time.js'
import type { Fault } from '../../base/refusal.js'
import type { Span } from '../../workrules/span.js'
import { type Absence, excuseOn } from '../away/away.js'
import { faultsIn, type Filled, filledForm, type MayRecord, type Recording } from '../fact/check.js'
import { noDraft, noWords } from '../fact/draft.js'
import { type FactRecord, factsSlice } from '../fact/facts.js'
import { fieldsOf } from '../fact/fields.js'
import { kindsOf } from '../fact/kinds.js'
import type { Counting } from '../fact/procedure.js'
import { unitOn } from '../fact/whom.js'
import type { AttendanceAnswers, AttendanceRow } from './form.js'
import { peopleOf, thoseIn } from './names.js'
import { findingsOf, recordsAttendanceOf } from './who.js'

/** What somebody was away for. */
export interface Excuse {
  matter: Absence['matter']
  span: Span
}

/** What becomes of a row. */
export type Fate =
  /** It is recorded. `beside`: leave on that day, and why it is recorded nevertheless. */
  | { is: 'ready'; person: string; beside: { by: Excuse; reason: string } | null }
  /** Several have the name: somebody has to say who is meant. */
  | { is: 'which' }
  /** Approved leave, an approved trip or a reported outing excuses it: it is left out, unless somebody says why not. */
  | { is: 'excused'; person: string; by: Excuse }
  /** Recorded before, by whom: it is left out. */
  | { is: 'known'; person: string; by: string }
  /** The same stands in an earlier row: it is left out. */
  | { is: 'twice'; person: string; row: number }
  /** It can't be recorded as it stands. */
  | { is: 'wrong'; fault: Fault }

/** Somebody who may be meant, with the unit of that day. */
export interface Meant {
  id: string
  name: string
  unit: string
}

export interface Judged {
  row: AttendanceRow
  fate: Fate
  /** All who may be meant; more than one is asked about. */
  among: readonly Meant[]
}

/**
 * What becomes of each row now, in their order: by the roster of its day, the fact flow's own checks, approved leave and trips, and
 * what is recorded already (one log for all who record, ambiguity 21).
 */
export async function judge(
  of: Recording,
  rows: readonly AttendanceRow[],
  answers: AttendanceAnswers,
): Promise<Judged[]> {
  const judging = judgingOf(of, answers)
  return inTurns(rows, (row) => ({ row, ...judgedOf(judging, row) }))
}

/** Names what a card said of rows, so that a press on it can be told from one on what holds now. */
export function fingerprint(judged: readonly Judged[]): string {
  return sha256(JSON.stringify(judged.map(({ row, fate }) => [row, fate])))
}

interface Judging {
  of: Recording
  answers: AttendanceAnswers
  people: ReturnType<typeof peopleOf>
  kinds: ReadonlyMap<string, readonly Counting[]>
  findings: ReturnType<typeof findingsOf>
  /** Person, day, occasion and finding of the rows so far → the row. */
  seen: Map<string, number>
}

function judgingOf(of: Recording, answers: AttendanceAnswers): Judging {
  return {
    ...{ of, answers },
    people: peopleOf(of.bureau.history),
    kinds: kindsOf(of.bureau),
    findings: findingsOf(of.bureau),
    seen: new Map(),
  }
}

function judgedOf(judging: Judging, row: AttendanceRow): Omit<Judged, 'row'> {
  if (row.wrong) return { fate: wrong(row.wrong.code, row.wrong.with), among: [] }
  const among = whoIn(judging, row)
  if (!Array.isArray(among)) return { fate: among, among: [] }
  const [first, ...others] = among
  const who =
    others.length === 0 ? first : among.find(({ id }) => id === judging.answers.who[row.at])
  return { fate: who ? fateOf(judging, row, who.id) : { is: 'which' }, among }
}

function fateOf(judging: Judging, row: AttendanceRow, person: string): Fate {
  const { of, findings } = judging
  const finding = findings.find(({ id }) => id === row.finding)
  if (!finding) return wrong('attendance-finding')
  if (!finding.occasions.includes(row.occasion)) return wrong('attendance-occasion')
  const counting = judging.kinds.get(finding.kind) ?? []
  if (counting.length === 0) return wrong('attendance-uncounted', { name: finding.name })
  const [fact] = faultsIn(of, filledFor(of, { row, kind: finding.kind, counting, whom: [person] }))
  if (fact) return { is: 'wrong', fault: fact }
  return fateOfRight(judging, row, { person, kind: finding.kind, counting })
}

/** Who is meant by a row; several where more than one has the name; wrong where nobody has. */
function whoIn(
  { of: { bureau }, people }: Judging,
  { name, unit, day }: AttendanceRow,
): Meant[] | Fate {
  const named = people.named(name)
  if (named.length === 0) return wrong('attendance-nobody', { name })
  // Of a day that is none the check of the fact says so.
  const on = isDay(day) ? day : null
  const meant = on === null ? named : thoseIn(bureau.history, named, { unit, on })
  if (meant.length === 0) return wrong('attendance-not-in-unit', { name, unit })
  return meant.map((one) => {
    const at = on === null ? null : unitOn(bureau.history, one.id, on)
    return { id: one.id, name: one.name, unit: at === null ? '' : bureau.roster.unitNameOf(at) }
  })
}

function wrong(code: string, values: Record<string, string> = {}): Fate {
  return { is: 'wrong', fault: { field: '', code, with: values } }
}

/** One that can be recorded: whether it was, and whether leave or a trip excuses it. */
function fateOfRight(
  { of, answers, seen }: Judging,
  row: AttendanceRow,
  { person, kind, counting }: { person: string; kind: string; counting: readonly Counting[] },
): Fate {
  const day = row.day as Day
  const key = [person, day, row.occasion, row.finding].join(' ')
  const before = seen.get(key)
  if (before !== undefined) return { is: 'twice', person, row: before }
  seen.set(key, row.at)
  const { occasion } = row
  const twin = recordedBefore(of, { person, day, kind, occasion, counting })
  if (twin) return { is: 'known', person, by: twin.recordedBy }
  const absence = excuseOn(of, person, day)
  if (!absence) return { is: 'ready', person, beside: null }
  const reason = answers.reason[row.at] ?? ''
  const by = { matter: absence.matter, span: absence.request.span }
  return reason === ''
    ? { is: 'excused', person, by }
    : { is: 'ready', person, beside: { by, reason } }
}

/** The fact that says the same of a person already; null where none stands. `but`: those that are known to say something else. */
export function recordedBefore(
  { collected }: Pick<Recording, 'collected'>,
  of: {
    person: string
    day: Day
    kind: string
    occasion: string
    counting: readonly Counting[]
    but?: ReadonlySet<string>
  },
): FactRecord | null {
  const { person, day, kind, counting, but } = of
  const occasion = occasionIn(counting, of.occasion)
  const found = (collected.of(factsSlice).byWho.get(person) ?? []).find(
    ({ id, body, day: on, ended }) =>
      ended === null &&
      !but?.has(id) &&
      on === day &&
      body.kind === kind &&
      body.occasion === occasion &&
      body.persons.includes(person),
  )
  return found ?? null
}

/** The occasion as a fact of this kind says it; undefined where its schemes tell none apart. */
function occasionIn(counting: readonly Counting[], occasion: string): string | undefined {
  return fieldsOf(counting).occasions.length > 0 ? occasion : undefined
}

/** A row, or several that say the same of several people, as the form of the fact that it becomes. */
export function filledFor(
  of: Recording,
  given: {
    row: Pick<AttendanceRow, 'day' | 'occasion' | 'note'>
    kind: string
    counting: readonly Counting[]
    whom: readonly string[]
    may?: MayRecord
  },
): Filled {
  const { row, kind, counting, whom } = given
  const { day, occasion, note } = row
  const words = { ...noWords, whom: [...whom], day, occasion, note }
  const may = given.may ?? (() => recordsAttendanceOf(of.bureau, of.person, occasion))
  return filledForm(of, { ...noDraft, kind, words }, counting, may)
}
