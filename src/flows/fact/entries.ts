import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const figure = z.string().regex(/^-?\d+(\.\d+)?$/)
const id = z.string().min(1)
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
const nothing = z.strictObject({})

/**
 * What happened, in words that no scheme owns. It belongs to the bureau, not to a cycle: every scheme whose rules
 * count the kind counts it. day = when it happened; personal = { note, matter? } (texts of people).
 */
const factBody = z.strictObject({
  kind: id,
  /** Persons named, each once; empty for a fact about units alone. */
  persons: z.array(id),
  /** The units concerned: those named, else where the persons belonged on that day. */
  units: z.array(id),
  /** Of those who did it together: the part that each had, or the share of it. */
  joint: z
    .array(
      z.strictObject({
        who: id,
        as: z.string().exactOptional(),
        /** `50%`, `1/3`. */
        share: z
          .string()
          .regex(/^\d+(\.\d+)?%$|^\d+\/\d+$/)
          .exactOptional(),
      }),
    )
    .exactOptional(),
  /** The head charged where it is not who heads the unit on that day; null: no head. */
  head: id.nullable().exactOptional(),
  /** What several facts are about: an id; its name is personal text. */
  matter: id.exactOptional(),
  occasion: id.exactOptional(),
  sort: id.exactOptional(),
  levels: z.array(id).exactOptional(),
  answers: z.record(z.string(), z.enum(['yes', 'no'])).exactOptional(),
  quantity: figure.exactOptional(),
  /** How often it happened, of one that stands for several alike; once where absent. */
  times: z.int().min(2).exactOptional(),
  /** When it was sent, and when it was done; minutes in the bureau's zone. */
  sent: moment.exactOptional(),
  done: moment.exactOptional(),
  /** Figures set by hand, by who is charged, where the scheme leaves them to people. */
  points: z.record(z.string(), figure).exactOptional(),
  /** Ids of stored files that prove it. */
  files: z.array(id).exactOptional(),
  /** The fact that was sent back and is recorded anew with this one. */
  instead: id.exactOptional(),
})
export type FactBody = z.infer<typeof factBody>

export const factProposed = entryKind('fact.proposed', factBody)

/** A step of the procedure is done: about = fact; by = who holds the role. */
export const factVerified = entryKind('fact.verified', z.strictObject({ role: id }))
export const factApproved = entryKind('fact.approved', z.strictObject({ role: id }))
/** about = fact; sent back to who recorded it; personal = { reason }. It does not count. */
export const factReturned = entryKind('fact.returned', z.strictObject({ role: id }))
/**
 * about = fact; subject = who is charged (person or unit): every step is done, and the card is on its way to who is
 * told; `unknown`: those of them whom the platform has no address of.
 */
export const factSent = entryKind('fact.sent', z.strictObject({ unknown: z.array(id) }))
/** about = fact; subject = a person whom the platform would not deliver the card to. */
export const factUndelivered = entryKind('fact.undelivered', nothing)
/**
 * about = fact; subject = who is charged (person or unit) and was told; the last day to object. by = `system` when the
 * platform has delivered it, else who handed it over, with personal = { reason } (when and how).
 */
export const factTold = entryKind('fact.told', z.strictObject({ objectUntil: z.string() }))
/** about = fact; subject = whose charge; by = who objects; personal = { reason }. */
export const factObjected = entryKind('fact.objected', nothing)
/** about = fact; subject = whose charge: the objection was heard and it stands; personal = { reason }. */
export const factUpheld = entryKind('fact.upheld', nothing)
/**
 * about = fact; subject = whose charge, absent: the whole fact; personal = { reason }. By who recorded it while it is
 * proposed, or by who hears objections.
 */
export const factWithdrawn = entryKind('fact.withdrawn', nothing)
/** about = fact; subject = whose charge: from now on it scores. */
export const factEffective = entryKind(
  'fact.effective',
  z.strictObject({ ground: z.enum(['window-passed', 'upheld']) }),
)
/** about = an effective fact; gives back exactly what it took, in every cycle; personal = { reason }. */
export const factReversed = entryKind('fact.reversed', nothing)
