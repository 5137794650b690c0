import { answerRequest } from '../chain/answer.js'
import type { Decision } from '../chain/decide.js'
import type { Context, Outcome } from '../context.js'
import { tripChain } from './entries.js'
import type { TripDecision } from './intents.js'
import { tripCards, tripsSlice } from './trips.js'

const decisions: Readonly<Record<TripDecision['verb'], Decision>> = {
  'trip.agree': 'pass',
  'trip.return': 'return',
  'trip.refuse': 'refuse',
}

/**
 * One in the chain agrees, sends back or refuses. What the trip changes (a longer one in the place of an approved one)
 * must still stand.
 * @refuses (trip.agree) gone, chain-changed, chain-ended-approved, chain-ended-returned, chain-ended-refused,
 * chain-ended-withdrawn, chain-ended-replaced, chain-passed-before, chain-not-yours
 * @refuses (trip.return, trip.refuse) gone, chain-changed, chain-ended-approved, chain-ended-returned,
 * chain-ended-refused, chain-ended-withdrawn, chain-ended-replaced, chain-passed-before, chain-not-yours, chain-reason
 */
export function decideTrip(ctx: Context, intent: TripDecision): Promise<Outcome> {
  return answerRequest(ctx, {
    requests: ctx.collected.of(tripsSlice),
    ...{ id: intent.trip, person: intent.person, text: intent.text },
    decision: decisions[intent.verb],
    ...{ entries: tripChain, cards: tripCards },
    says: {
      ...{ passed: 'trip-passed', approved: 'trip-approved' },
      ...{ returned: 'trip-returned', refused: 'trip-refused' },
    },
  })
}
