import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import type { Context } from '../context.js'
import { type Acting, type Flow, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { closePeriods } from './actions.js'
import { closeAsks, rateAsks, submissionsIn } from './asks.js'
import { assessorsOf, rates } from './assignments.js'
import { periodClosed, ratingSubmitted } from './entries.js'
import type { RatingIntent } from './intents.js'
import { openPeriods, periodFor, ratingKey } from './periods.js'
import { closePeriod, saveRating, submitRating } from './rate.js'
import { ratedSlice } from './rated.js'
import { viewRating } from './view.js'

type Of = { cycle: string; period: string; part: string }

const periodClaim = ({ cycle, period, part }: Of): Claim => ({
  kind: 'period',
  id: keyOf(cycle, period, part),
})

/** Handing in and closing exclude each other; two assessors do not. */
const ratingClaims = (of: Of, { person }: Acting): Claim[] => [
  { ...periodClaim(of), shared: true },
  { kind: 'rating', id: `${periodClaim(of).id}/${person}` },
]

/** The key of a period's card, from an entry about it. */
function keyIn(entry: { cycle?: string; period?: string; body: unknown }): string {
  const { part } = periodClosed.body({ body: partOnly(entry.body) })
  return keyOf(entry.cycle ?? '', entry.period ?? '', part)
}

function partOnly(body: unknown): { part: string } {
  const part = typeof body === 'object' && body !== null && 'part' in body ? body.part : ''
  return { part: typeof part === 'string' ? part : '' }
}

/** Whether somebody may have the card of a period: who rates in it, and who ends it. */
function mayOpenRating(ctx: Context, key: string) {
  const period = periodFor(ctx, key)
  if (period && rates(ctx.bureau, period, ctx.person)) return null
  return mayNot(ctx.bureau, ctx.person, closePeriods, 'anything')
}

/** Supervisors' evaluations, period by period. */
export const ratingFlow: Flow = {
  name: 'rating',
  slices: [ratedSlice],
  actions: [closePeriods],
  verbs: verbs<RatingIntent>({
    'rating.save': { claims: ratingClaims, act: saveRating },
    'rating.submit': { claims: ratingClaims, act: submitRating },
    'period.close': { claims: (of) => [periodClaim(of)], act: closePeriod },
  }),
  cards: { rating: { view: viewRating, mayOpen: mayOpenRating, daily: true } },
  stale: {
    [ratingSubmitted.kind]: (entry, situation) => {
      const own = { kind: 'rating', keys: [keyIn(entry)], persons: [entry.by] }
      const period = periodFor(situation, keyIn(entry))
      const submitted = period && submissionsIn(situation, period)
      const waiting = period
        ? assessorsOf(situation.bureau, period).filter(
            (one) => one !== entry.by && !submitted?.has(one),
          )
        : []
      // Who of the office still fills in an own card is not disturbed by what others hand in.
      if (waiting.length > 0) return [own, homeOf(entry.by)]
      const office = situation.bureau.roster.holders('assessment-office').map((one) => one.id)
      return [own, { ...own, persons: office }, homeOf(entry.by, ...office)]
    },
    [periodClosed.kind]: (entry, situation) => {
      const key = keyIn(entry)
      const period = periodFor(situation, key)
      const raters = period ? assessorsOf(situation.bureau, period) : []
      const office = situation.bureau.roster.holders('assessment-office').map((one) => one.id)
      // Everybody's score has changed; the cards that show one are shown anew where they are open.
      return [{ kind: 'rating', keys: [key] }, { kind: 'standing' }, homeOf(...raters, ...office)]
    },
  },
  asks: [rateAsks, closeAsks],
  commands: [
    {
      name: '评价',
      words: ['rate', '评价', '季度评价', '打分'],
      argument: 'none',
      card: async (ctx) => {
        const office = mayNot(ctx.bureau, ctx.person, closePeriods, 'anything') === null
        const mine = openPeriods(ctx).find((each) => office || rates(ctx.bureau, each, ctx.person))
        return mine ? { kind: 'rating', key: ratingKey(mine) } : refuse('nothing-to-rate')
      },
    },
  ],
}
