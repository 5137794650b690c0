import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
/** A minute of the bureau's clock, `2025-09-16T14:30`. */
const minute = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

/**
 * A complaint about a unit, or somebody of it: by = who hears it; personal = { who, text }, which only those see who hear
 * complaints, until it is erased. It has no subject: nobody else's cards speak of it.
 */
export const complaintReceived = entryKind(
  'complaint.received',
  z.strictObject({ received: minute, unit: id, person: id.nullable() }),
)

export const complaintOutcomes = ['verified', 'unfounded', 'withdrawn'] as const
/** It is true; it is not, or can't be found out; or who complained took it back. */
export type ComplaintOutcome = (typeof complaintOutcomes)[number]

/** about = a complaint; `facts`: what a verified one was proposed as; personal = { reason }. */
export const complaintDecided = entryKind(
  'complaint.decided',
  z.strictObject({ as: z.enum(complaintOutcomes), facts: z.array(id) }),
)

/** about = a complaint; a file of what was found out, which is evidence of its facts. */
export const complaintFiled = entryKind('complaint.filed', z.strictObject({ file: id }))

/** about = a complaint whose complainer, text and finding are erased; by = system, once. */
export const complaintErased = entryKind('complaint.erased', z.strictObject({}))
