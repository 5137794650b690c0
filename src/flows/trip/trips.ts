import { addDays, dayAt } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import {
  asked,
  begin,
  chainFolds,
  noRequests,
  onRequest,
  type RequestRecord,
  type Requests,
} from '../chain/request.js'
import { slice } from '../collected.js'
import {
  tripAsked,
  tripBack,
  tripChain,
  tripErased,
  type TripMatter,
  tripOverdue,
} from './entries.js'

/** A trip or an outing with all that was decided about it, without any text of people. */
export interface TripRecord extends RequestRecord {
  matter: TripMatter
  returns: boolean
}

export type TripsCollected = Requests<TripRecord>

/** From which no report back is due stay among the open ones for so many days after their end; nothing asks longer. */
const openDays = 31

export const tripsSlice = slice<TripsCollected>('trips', noRequests, {
  ...chainFolds<TripRecord>(tripChain),
  [tripAsked.kind]: ask,
  [tripBack.kind]: onRequest<TripRecord>((trip, entry) => {
    trip.back = entry.day
  }),
  [tripOverdue.kind]: onRequest<TripRecord>((trip) => {
    trip.overdue = true
  }),
  [tripErased.kind]: onRequest<TripRecord>((trip) => {
    trip.erased = true
  }),
})

function ask(state: TripsCollected, entry: PlainEntry): void {
  const { from, to, startsAtNoon, endsAtNoon, ...same } = tripAsked.body(entry)
  const over = addDays(dayAt(entry.at), -openDays)
  for (const trip of state.open) {
    if (trip.stage === 'approved' && !trip.returns && trip.span.to < over) state.open.delete(trip)
  }
  begin(state, { ...same, ...asked(entry, { from, to, startsAtNoon, endsAtNoon }) })
}

/** The cards that show a trip to its person and to its chain. */
export const tripCards = { own: 'own-trip', approval: 'trip-approval' }
