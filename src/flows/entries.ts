import { z } from 'zod'
import type { Json } from '../base/json.js'

/**
 * What stands in the ledger. An *entry* is one append-only row; a *fact* is what happened; a
 * *decision* names a fact (`about`) and moves its state; nothing is ever edited.
 *
 * `body` is what was decided and is hashed; `personal` is text of people, kept apart so that it can be
 * erased when its retention ends.
 */

const figure = z.string().regex(/^-?\d+(\.\d+)?$/)
const id = z.string().min(1)

export const reportStatus = z.enum(['done', 'under-way', 'not-done'])
export type ReportStatus = z.infer<typeof reportStatus>

/** Personal part of `report.submitted`: what the person wrote. */
export const reportText = z.strictObject({
  /** Last month's plans, each with how it went. */
  items: z.array(z.strictObject({ text: z.string(), status: reportStatus, note: z.string() })),
  /** Work outside the plan, one line each. */
  extra: z.string(),
  /** Plans for the next month. */
  plans: z.array(z.string()),
})
export type ReportText = z.infer<typeof reportText>

/** Body of each entry kind. */
export const bodies = {
  /** The cycle binds a scheme's version to a year. */
  'cycle.opened': z.strictObject({ scheme: id, version: id, year: z.string() }),
  /** subject = by = the person; period = month. A later one replaces the earlier. */
  'report.submitted': z.strictObject({
    done: z.int(),
    underWay: z.int(),
    notDone: z.int(),
    plans: z.int(),
  }),
  /** subject = unit; by = its head; period = month; personal = { summary }. */
  'unit-report.signed': z.strictObject({ reports: z.array(id), missing: z.array(id) }),
  /**
   * day = when it happened; subject = the person charged (for facts charged to a head alone: the head);
   * personal = { note }.
   */
  'fact.proposed': z.strictObject({
    rule: id,
    persons: z.array(id).min(1),
    head: id.optional(),
    unit: id.optional(),
    matter: z.string().optional(),
    /** Hand-entered figures by charge, where the scheme leaves them to people. */
    points: z.record(z.string(), figure).optional(),
  }),
  /** about = fact; by = who the regulation lets approve. */
  'fact.approved': z.strictObject({ role: id }),
  /** about = fact; the approver sends it back; personal = { reason }. The fact does not count. */
  'fact.returned': z.strictObject({ role: id }),
  /** about = fact; subject = who was told; the last working day to object. */
  'fact.told': z.strictObject({ objectUntil: z.string() }),
  /** about = fact; by = subject = who objects; personal = { reason }. */
  'fact.objected': z.strictObject({}),
  /** about = fact; the objection was heard and the fact stands; personal = { reason }. */
  'fact.upheld': z.strictObject({}),
  /** about = fact; taken back, because of an objection or a mistake; personal = { reason }. */
  'fact.withdrawn': z.strictObject({}),
  /** about = fact; from now on it scores. */
  'fact.effective': z.strictObject({ ground: z.enum(['window-passed', 'upheld']) }),
  /** about = an effective fact; gives back exactly what it took; personal = { reason }. */
  'fact.reversed': z.strictObject({}),
  /** by = assessor; period = quarter. A later one of the same assessor, part and period replaces it. */
  'rating.submitted': z.strictObject({
    part: id,
    raterClass: id,
    ratings: z.array(z.strictObject({ assessee: id, points: figure })),
  }),
  /** period = quarter; what was rated in it may be seen from now on. */
  'period.closed': z.strictObject({ part: id }),
  /** A snapshot in the publications table; an assertion: recomputing at `asOf` and `head` gives it. */
  'results.published': z.strictObject({
    version: z.int(),
    snapshotHash: id,
    asOf: z.string(),
    headSequence: z.int(),
    reason: z.string(),
  }),
} as const

export type EntryKind = keyof typeof bodies
export type Body<K extends EntryKind> = z.infer<(typeof bodies)[K]>

/** The body of an entry that is known to be of this kind; a ZodError means that the ledger was written wrongly. */
export function bodyOf<K extends EntryKind>(kind: K, entry: { kind: string; body: Json }): Body<K> {
  if (entry.kind !== kind) throw new Error(`entry is ${entry.kind}, not ${kind}`)
  return bodies[kind].parse(entry.body) as Body<K>
}

/** The personal note of an entry, empty when there is none or it was erased. */
export function noteOf(entry: { personal?: Json }, field: 'note' | 'reason' | 'summary'): string {
  const personal = entry.personal
  if (typeof personal !== 'object' || personal === null || Array.isArray(personal)) return ''
  const text = personal[field]
  return typeof text === 'string' ? text : ''
}
