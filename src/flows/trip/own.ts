import { refuse, isRefusal, type Refusal } from '../../base/refusal.js'
import { tellChanged } from '../chain/tell.js'
import { type Context, done, type Outcome } from '../context.js'
import { tripBack, tripChain } from './entries.js'
import { tripCards, type TripRecord, tripsSlice } from './trips.js'

/** One's own trip; `gone` for another's or none. */
function ownTrip(ctx: Context, id: string): TripRecord | Refusal {
  const trip = ctx.collected.of(tripsSlice).byId.get(id)
  return trip && trip.person === ctx.person ? trip : refuse('gone')
}

/**
 * Takes a trip back: while it is decided on, or approved and not begun. An outing of today can still be taken back.
 * @refuses gone, trip-over, trip-withdraw-begun
 */
export async function withdrawTrip(ctx: Context, { trip: id }: { trip: string }): Promise<Outcome> {
  const trip = ownTrip(ctx, id)
  if (isRefusal(trip)) return trip
  if ((trip.stage !== 'asked' && trip.stage !== 'approved') || trip.back !== null)
    return refuse('trip-over')
  if (trip.stage === 'approved' && hasBegun(ctx, trip)) return refuse('trip-withdraw-begun')
  tripChain.withdrawn.write(ctx, { about: id, subject: trip.person, body: {} })
  await tellChanged(ctx, trip, tripCards)
  return done('trip-withdrawn')
}

/** Whether it can't be taken back any more: an outing of today is known to be none only today. */
export function hasBegun({ today }: Pick<Context, 'today'>, { matter, span }: TripRecord): boolean {
  return matter === 'outing' ? span.from < today : span.from <= today
}

/**
 * Is there again: what is left of the trip falls away.
 * @refuses gone, trip-over, trip-not-begun
 */
export async function backFromTrip(ctx: Context, { trip: id }: { trip: string }): Promise<Outcome> {
  const trip = ownTrip(ctx, id)
  if (isRefusal(trip)) return trip
  if (trip.stage !== 'approved' || trip.back !== null) return refuse('trip-over')
  if (trip.span.from > ctx.today) return refuse('trip-not-begun')
  tripBack.write(ctx, { about: id, subject: trip.person, body: {} })
  return done('trip-back')
}
