import { type Day, dayAt } from '../../base/day.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { ownResult } from '../../storage/result-readers.js'
import type { Situation } from '../context.js'
import { isProvisional } from '../provisional.js'
import type { Running } from '../running.js'
import { type Published, publishedSlice } from './published.js'

/** How long a review (复核) of somebody's own result may be asked for. */
export interface Review {
  /** The version that is the reader's own: the last of which they got a result. */
  published: Published
  /** Working days of it, from the day on which the result came. */
  days: number
  /** The regulation's clause on it; null where it is silent. */
  clause: string | null
  /** How the silence was decided, and by whom; null where the clause says it. */
  choice: { name: string; decidedBy: string } | null
  /** Last day; of a result that has not come yet as if it came today. */
  until: Day
  provisional: boolean
  workingDaysLeft: number
  over: boolean
}

/** How long a scheme gives, and on what ground: its clause, or how the silence was decided. */
export function reviewRule({
  windows,
  choices,
  roles,
}: Pick<Scheme, 'windows' | 'choices' | 'roles'>): Pick<Review, 'days' | 'clause' | 'choice'> {
  const { value: days, choice: id } = windows.review
  const choice = choices.find((each) => each.id === id)
  const role = roles.find((each) => each.id === choice?.decidedBy)
  return {
    days,
    clause: choice ? null : (windows.cited?.clause ?? null),
    choice: choice ? { name: choice.name, decidedBy: role?.name ?? choice.decidedBy } : null,
  }
}

/**
 * The window in which somebody may ask for a review of a cycle's result, in working days from the day on which the
 * platform brought it (who never got a card of their own: from the publication). Null while nothing is published.
 */
export async function reviewOf(
  situation: Situation,
  cycle: Pick<Running, 'id' | 'scheme'>,
  person: string,
): Promise<Review | null> {
  const all = situation.collected.of(publishedSlice).get(cycle.id) ?? []
  const last = all.at(-1)
  if (!last) return null
  const own = await ownResult(situation.db, cycle.id, person)
  const published = all.find(({ id }) => id === own?.publication) ?? last
  const { today } = situation
  const from = own === null ? last.on : own.at === null ? today : dayAt(own.at)
  const rule = reviewRule(cycle.scheme)
  const until = situation.calendar.addWorkingDays(from, rule.days)
  return {
    published,
    ...rule,
    until,
    provisional: isProvisional(situation, until),
    workingDaysLeft: situation.calendar.workingDaysBetween(today, until),
    over: today > until,
  }
}
