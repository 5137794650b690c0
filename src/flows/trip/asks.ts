import { dayText } from '../../base/day.js'
import { chainFor } from '../../workrules/chains.js'
import { returnDue } from '../../workrules/dates.js'
import { matterNames } from '../away/away.js'
import { type AskedRequests, backAsksOf, decideAsksOf, type DueBack } from '../chain/asks.js'
import type { Situation } from '../context.js'
import { type TripRecord, tripsSlice } from './trips.js'

const trips: AskedRequests<TripRecord> = {
  of: ({ collected }) => collected.of(tripsSlice),
  says: ({ bureau }, trip) => ({
    name: bureau.roster.nameOf(trip.person),
    kind: matterNames[trip.matter],
    from: dayText(trip.span.from),
  }),
}

/** A trip waits for who decides: best before it begins. Where nobody holds the role, for the office. */
export const decideTripAsks = decideAsksOf(trips, {
  ...{ name: 'trip.decide', code: 'ask-trip', vacant: 'ask-trip-vacant', card: 'trip-approval' },
})

/** Who was on a trip reports back, where the rules want it. */
export const backFromTripAsks = backAsksOf(trips, {
  ...{ name: 'trip.back', code: 'ask-trip-back', card: 'own-trip', dueBack: dueFromTrips },
})

/** The approved trips that are to be reported back from and were not, and until when. */
export function dueFromTrips({ bureau, collected, calendar }: Situation): DueBack<TripRecord>[] {
  const { work } = bureau
  if (!work) return []
  return [...collected.of(tripsSlice).open].flatMap((trip) => {
    if (trip.stage !== 'approved' || trip.back !== null || !trip.returns) return []
    const chain = chainFor(work.rules, trip.matter)
    const due = chain && returnDue(chain, trip.span, calendar)
    return due ? [{ request: trip, due }] : []
  })
}
