import { z } from 'zod'
import { isDay } from '../../base/day.js'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const day = z.string().refine(isDay)

/** Facts are put to somebody: subject = whom, by = who opens the case; personal = { summary }. */
export const caseOpened = entryKind(
  'case.opened',
  z.strictObject({ situation: id, statementBy: day }),
)
/** about = a case; by = whom it is about; personal = { reason }: the statement. */
export const caseStated = entryKind('case.stated', z.strictObject({}))
/** about = a case that is not gone on with; personal = { reason }. */
export const caseDropped = entryKind('case.dropped', z.strictObject({}))
/** about = a case; `form`: how, null: not held to account; personal = { reason }. */
export const caseDecided = entryKind('case.decided', z.strictObject({ form: id.nullable() }))
/** about = a case; subject = whom; by = system (delivered) or who handed it over; personal = { reason }: how. */
export const caseServed = entryKind('case.served', z.strictObject({ reviewBy: day }))
/** about = a case whose decision the platform would not deliver: it is handed over. */
export const caseUndelivered = entryKind('case.undelivered', z.strictObject({}))
/** about = a case; by = whom it is about; personal = { reason }. */
export const caseReviewAsked = entryKind('case.review-asked', z.strictObject({ answerBy: day }))
/** about = a case; `form`: what holds now; personal = { reason }. */
export const caseAnswered = entryKind(
  'case.answered',
  z.strictObject({ form: id.nullable(), late: z.boolean() }),
)
/** about = a case whose form is a fact for schemes: proposed, brought to the form of a fact, or counted nowhere. */
export const caseRecorded = entryKind(
  'case.recorded',
  z.strictObject({ as: z.enum(['proposed', 'form', 'noted']), facts: z.array(id) }),
)
/** about = a case whose texts are erased; by = system, once. */
export const caseErased = entryKind('case.erased', z.strictObject({}))
