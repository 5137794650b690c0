import type { Day } from '../../base/day.js'
import { refuse, type Refusal } from '../../base/refusal.js'

/**
 * A procedure by which something is put to somebody, who is heard; it is decided, served, and may be reviewed in time.
 * Who does what, and the windows, are data of its user: accountability has them from the work rules.
 */
export interface Procedure {
  /** Who brings a case and serves the decision, who decides, who reviews: persons, never the one concerned. */
  opens: readonly string[]
  decides: readonly string[]
  reviews: readonly string[]
  /** Whether the decision waits while it is reviewed. */
  suspends: boolean
}

/** Something that was done in a course: by whom, and when. */
export interface Done {
  by: string
  on: Day
}

/** How far a case has come, with its windows as they were reckoned when they began. */
export interface Course {
  person: string
  /** The last day of the statement. */
  statementBy: Day
  heard: Done | null
  dropped: Done | null
  decided: Done | null
  /** `reviewBy`: the last day for asking for a review. */
  served: (Done & { reviewBy: Day }) | null
  asked: (Done & { answerBy: Day }) | null
  answered: Done | null
}

/** What can be done in a course. */
export type Act = 'state' | 'drop' | 'decide' | 'serve' | 'review' | 'answer'

/** Who does it. */
export function actorsOf(
  act: Act,
  { opens, decides, reviews }: Procedure,
  of: Course,
): readonly string[] {
  switch (act) {
    case 'state':
    case 'review':
      return [of.person]
    case 'drop':
    case 'serve':
      return opens
    case 'decide':
      return decides
    case 'answer':
      return reviews
  }
}

/** What was done already that this would do again, or that ended it; null for nothing. */
function doneBefore(act: Act, of: Course): Done | null {
  const { heard, dropped, decided, served, asked, answered } = of
  switch (act) {
    case 'state':
      return dropped ?? decided ?? heard
    case 'drop':
    case 'decide':
      return dropped ?? decided
    case 'serve':
      return dropped ?? served
    case 'review':
      return dropped ?? asked
    case 'answer':
      return dropped ?? answered
  }
}

/** Whether what comes before it has not come. Nobody decides before the statement was heard, or its time is over. */
function isEarly(act: Act, of: Course, today: Day): boolean {
  const { heard, dropped, decided, served, asked, statementBy } = of
  if (dropped) return false
  if (act === 'decide') return heard === null && decided === null && today <= statementBy
  if (act === 'serve') return decided === null
  if (act === 'review') return served === null
  return act === 'answer' && asked === null
}

/** The last day of an act's window; null where it has none. */
export function windowOf(act: Act, of: Course): Day | null {
  if (act === 'state') return of.statementBy
  if (act === 'review') return of.served?.reviewBy ?? null
  return act === 'answer' ? (of.asked?.answerBy ?? null) : null
}

/**
 * Why somebody can't do an act now; null where they can. An answer after its day is late and still given.
 * Refusals: procedure-not-yours, procedure-early, procedure-over, procedure-late.
 */
export function mayNotAct(
  act: Act,
  of: { course: Course; procedure: Procedure; person: string; today: Day },
  nameOf: (person: string) => string,
): Refusal | null {
  const { course, procedure, person, today } = of
  const actors = actorsOf(act, procedure, course)
  if (!actors.includes(person)) {
    return refuse('procedure-not-yours', { who: actors.map(nameOf).join('、') || '目前无人' })
  }
  if (isEarly(act, course, today)) return refuse('procedure-early')
  const before = doneBefore(act, course)
  if (before) return refuse('procedure-over', { who: nameOf(before.by) })
  const until = windowOf(act, course)
  if (until === null || today <= until || act === 'answer') return null
  return refuse('procedure-late', { until })
}

/** Whether the decision holds: decided and, where a review suspends it, not under one. */
export function isInForce({ decided, asked, answered }: Course, { suspends }: Procedure): boolean {
  return decided !== null && !(suspends && asked !== null && answered === null)
}
