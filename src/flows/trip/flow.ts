import type { Refusal } from '../../base/refusal.js'
import { daysSaid } from '../away/days-said.js'
import type { CardRef } from '../cards.js'
import { absencesOf } from '../chain/claims.js'
import { staleOfRequest } from '../chain/stale.js'
import type { Context } from '../context.js'
import { type Acting, type Flow, verbs } from '../flow.js'
import { askTrip } from './actions.js'
import { backFromTripAsks, decideTripAsks } from './asks.js'
import { decideTrip } from './decide.js'
import {
  tripAsked,
  tripBack,
  tripChain,
  tripErased,
  type TripMatter,
  tripOverdue,
} from './entries.js'
import { freshTrip, tripDrafts } from './form.js'
import type { OwnTripIntent, TripDecision, TripFormIntent } from './intents.js'
import { backFromTripJob, eraseTripJob, tripDayJob } from './jobs.js'
import { backFromTrip, withdrawTrip } from './own.js'
import { anotherTrip, mayNotTrip, submitTrip } from './submit.js'
import { tripCards, tripsSlice } from './trips.js'
import { viewMyTrips, viewOwnTrip, viewTrip, viewTripApproval } from './views.js'

const own = (_: unknown, { person }: Acting) => absencesOf(person)
const deciding = ({ person }: TripDecision) => absencesOf(person)

const aboutTrip = staleOfRequest({
  requests: ({ collected }) => collected.of(tripsSlice),
  cards: { ...tripCards, form: 'trip', mine: 'my-trips' },
})

/**
 * The form, as it was begun; a receipt is not what is asked for. `said`: the days that are filled in.
 * @refuses {@link mayNotTrip}
 */
async function openForm(
  ctx: Context,
  { matter, said }: { matter: TripMatter; said: string | null },
): Promise<CardRef | Refusal> {
  const refusal = mayNotTrip(ctx, matter)
  if (refusal) return refusal
  const draft = await tripDrafts.get(ctx.tx, ctx, matter)
  const days = said === null ? null : daysSaid(said, ctx.today)
  const begun = draft?.made === '' ? draft.words : null
  if (days) {
    const words = { ...(begun ?? freshTrip(ctx, ctx.person, { matter, before: null })), ...days }
    await tripDrafts.keep(ctx.tx, ctx, matter, { words, made: '' })
  } else if (draft && !begun) {
    await tripDrafts.drop(ctx.tx, ctx, matter)
  }
  return { kind: 'trip', key: matter }
}

/** Trips out of town, decided on by a chain, and outings in town, reported to who leads: 出差, 外出. */
export const tripFlow: Flow = {
  name: 'trip',
  serves: ['trips'],
  slices: [tripsSlice],
  actions: [askTrip],
  verbs: verbs<TripFormIntent | TripDecision | OwnTripIntent>({
    'trip.submit': { claims: own, act: submitTrip },
    'trip.look': { claims: own, act: submitTrip },
    'trip.again': { act: anotherTrip },
    'trip.agree': { claims: deciding, act: decideTrip },
    'trip.return': { claims: deciding, act: decideTrip },
    'trip.refuse': { claims: deciding, act: decideTrip },
    'trip.withdraw': { claims: own, act: withdrawTrip },
    'trip.back': { claims: own, act: backFromTrip },
  }),
  cards: {
    trip: { view: viewTrip, onDemand: true },
    'own-trip': { view: viewOwnTrip, daily: true },
    'trip-approval': { view: viewTripApproval, daily: true },
    'my-trips': { view: viewMyTrips, onDemand: true },
  },
  stale: Object.fromEntries(
    [
      ...[tripAsked, tripBack, tripOverdue, tripErased],
      ...[tripChain.passed, tripChain.returned, tripChain.refused, tripChain.withdrawn],
    ].map(({ kind }) => [kind, aboutTrip]),
  ),
  asks: [decideTripAsks, backFromTripAsks],
  jobs: [tripDayJob, backFromTripJob, eraseTripJob],
  commands: [
    {
      name: '出差',
      words: ['trip', '出差', '出差申请', '申请出差'],
      argument: 'days',
      card: (ctx, said) => openForm(ctx, { matter: 'trip', said }),
    },
    {
      name: '外出',
      words: ['out', '外出', '外出报告', '报告外出'],
      argument: 'days',
      card: (ctx, said) => openForm(ctx, { matter: 'outing', said }),
    },
  ],
}
