import { z } from 'zod'
import { addDays, timeAt } from '../../base/day.js'
import { usualHandover } from '../away/handover.js'
import { requestsOf } from '../chain/request.js'
import type { Situation } from '../context.js'
import { formDrafts } from '../form-draft.js'
import { type TripMatter, tripMatters } from './entries.js'
import type { TripWords } from './intents.js'
import { type TripRecord, tripsSlice } from './trips.js'

const text = z.string().catch('')

const draftShape = z.object({
  words: z.object({
    from: text,
    to: text,
    starts: text,
    ends: text,
    place: text,
    reason: text,
    handover: text,
    tasks: text,
  }),
  /** The trip that this form has become: it is its receipt now. */
  made: text,
})

/** Forms of trips as they are left, by {@link formMatter}'s keys. */
export const tripDrafts = formDrafts('trip', draftShape)

/** The matter of a form that is about nothing yet, by its key; null for one that changes something. */
export function formMatter(key: string): TripMatter | null {
  return tripMatters.find((matter) => matter === key) ?? null
}

/** Names the days that a card counted. */
export function shownDays({ from, to, starts, ends }: TripWords): string {
  return [from, to, starts, ends].join(',')
}

/**
 * A form that nobody has begun: a trip on the next working day, an outing from now on today; who usually takes over.
 * For an earlier one, what was asked there, without its texts.
 */
export function freshTrip(
  situation: Situation,
  person: string,
  of: { matter: TripMatter; before: TripRecord | null },
): TripWords {
  const { calendar, today, now, collected } = situation
  const { matter, before } = of
  const empty = { place: '', reason: '', tasks: '' }
  if (before) {
    const { span, handover } = before
    return {
      ...{ ...empty, from: span.from, to: span.to, handover: handover ?? '' },
      starts: span.startsAtNoon ? 'noon' : 'morning',
      ends: span.endsAtNoon ? 'noon' : 'evening',
    }
  }
  const last = requestsOf(collected.of(tripsSlice), person).findLast((one) => one.matter === 'trip')
  const on =
    matter === 'outing'
      ? calendar.shiftToWorkingDay(today)
      : calendar.shiftToWorkingDay(addDays(today, 1))
  const afternoon = on === today && timeAt(now) >= '12:00'
  return {
    ...{ ...empty, from: on, to: on, starts: afternoon ? 'noon' : 'morning', ends: 'evening' },
    handover: matter === 'trip' ? usualHandover(situation, person, { on, last }) : '',
  }
}
