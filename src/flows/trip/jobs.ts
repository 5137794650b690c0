import { sameDayLater } from '../../base/day.js'
import { chainFor } from '../../workrules/chains.js'
import { backJobOf, eraseJobOf, keptMonths } from '../chain/jobs.js'
import type { Situation } from '../context.js'
import { coverNotes } from '../post/cover.js'
import { dueFromTrips } from './asks.js'
import { tripErased, tripOverdue } from './entries.js'
import { tripCards, type TripRecord, tripsSlice } from './trips.js'

/** Where the rules want it, who was on a trip is reminded to report back; who is late, and who approved, are told once. */
export const backFromTripJob = backJobOf({
  ...{ name: 'trip-back', title: '提醒出差返岗', dueBack: dueFromTrips, overdue: tripOverdue },
  cards: tripCards,
})

/** Place, reason, remarks and what was handed over are erased when their time is over. */
export const eraseTripJob = eraseJobOf({
  ...{ name: 'trip-erase', title: '删去到期的出差、外出事由', over: overIn },
  texts: (at, { id }: TripRecord) => coverNotes(at, id),
  erased: tripErased,
})

/** Trips whose texts have been kept long enough. */
function overIn({ bureau, collected, today }: Situation): TripRecord[] {
  const { work } = bureau
  return [...collected.of(tripsSlice).byId.values()].filter((trip) => {
    if (trip.erased || trip.stage === 'asked') return false
    const chain = work && chainFor(work.rules, trip.matter)
    return today > sameDayLater(trip.span.to, chain?.erasedAfter?.value ?? keptMonths)
  })
}
