import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Acting, type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { closePeriods } from './actions.js'
import { closeAsks, missingIn, rateAsks } from './asks.js'
import { actingIn, rates, ratersOf } from './assignments.js'
import { closePeriod, nameActing, reopenPeriod } from './close.js'
import {
  gradesSubmitted,
  periodClosed,
  periodReopened,
  raterActing,
  ratingSubmitted,
} from './entries.js'
import type { RatingIntent } from './intents.js'
import { isClosed, openPeriods, periodFor, periodsOf, ratedParts, ratingKey } from './periods.js'
import { viewPeriod } from './period-view.js'
import { sameAsLast, saveRating, submitRating, turnPage } from './rate.js'
import { ratedSlice } from './rated.js'
import { cyclesReliedOn } from '../running-claim.js'
import { viewRating } from './view.js'

type Of = { cycle: string; period: string; part: string }

const periodClaim = ({ cycle, period, part }: Of): Claim => ({
  kind: 'period',
  id: keyOf(cycle, period, part),
})

/** Decides on a period as a whole. */
const periodClaims = (of: Of): Claim[] => [cyclesReliedOn, periodClaim(of)]

/** Filling in and closing exclude each other; two assessors do not. */
const ratingClaims = (of: Of, { person }: Acting): Claim[] => [
  cyclesReliedOn,
  { ...periodClaim(of), shared: true },
  { kind: 'rating', id: `${periodClaim(of).id}/${person}` },
]

/** Where a level has a quota, two who hand in at once decide on the same: one after the other. */
const handInClaims = (of: Of, by: Acting): Claim[] => {
  const cycle = by.bureau.cycles.find((each) => each.id === of.cycle)
  const part = cycle && ratedParts(cycle.scheme.total).find((each) => each.id === of.part)
  const limited = part?.kind === 'period-grades' && part.atMost.length > 0
  return limited ? periodClaims(of) : ratingClaims(of, by)
}

/** The key of a period's card, from an entry about it. */
function keyIn(entry: { cycle?: string; period?: string; body: unknown }): string {
  const { part } = periodClosed.body({ body: partOnly(entry.body) })
  return keyOf(entry.cycle ?? '', entry.period ?? '', part)
}

function partOnly(body: unknown): { part: string } {
  const part = typeof body === 'object' && body !== null && 'part' in body ? body.part : ''
  return { part: typeof part === 'string' ? part : '' }
}

/**
 * Whether somebody may have a rater's card: who rates, or whose place another took.
 * @refuses not-allowed
 */
function mayOpenRating(ctx: Context, key: string) {
  const period = periodFor(ctx, key)
  if (!period || rates(ctx, period, ctx.person) || actingIn(ctx, period).has(ctx.person))
    return null
  return refuse('not-allowed', { what: '评价', who: '办法规定的评价人' })
}

const office = ({ bureau }: Pick<Situation, 'bureau'>): string[] =>
  bureau.roster.holders('assessment-office').map((one) => one.id)

/** A period is handed in, ended, opened again: who rates in it and the office see it. */
function everybodysCards(entry: Written, situation: Situation): Stale[] {
  const keys = [keyIn(entry)]
  const period = periodFor(situation, keyIn(entry))
  const raters = period ? ratersOf(situation, period) : []
  return [
    { kind: 'rating', keys },
    { kind: 'period', keys },
    homeOf(...raters, ...office(situation)),
  ]
}

/** Who handed in; the office once nobody is missing: who still fills in an own form there is not disturbed before. */
function handedIn(entry: Written, situation: Situation): Stale[] {
  const key = keyIn(entry)
  const period = periodFor(situation, key)
  const waiting = period ? missingIn(situation, period).filter((one) => one !== entry.by) : []
  return [
    { kind: 'rating', keys: [key], persons: [entry.by] },
    homeOf(entry.by, ...(waiting.length === 0 ? office(situation) : [])),
    ...(waiting.length === 0 ? [{ kind: 'period', keys: [key] }] : []),
  ]
}

/** The period that a person's word is about: the first that still waits for them, else the last that was open. */
function periodAsked(ctx: Context): CardRef | null {
  const mine = openPeriods(ctx).filter((each) => rates(ctx, each, ctx.person))
  const first = mine.find((each) => missingIn(ctx, each).includes(ctx.person)) ?? mine[0]
  return first ? { kind: 'rating', key: ratingKey(first) } : null
}

/** The office's card: of the first open period; where none is, of the one that was closed last. */
function officeAsked(ctx: Context): CardRef | null {
  const all = ctx.bureau.cycles.flatMap((cycle) => periodsOf(cycle, ctx.calendar))
  const closed = all.filter((each) => isClosed(ctx, each)).sort((a, b) => (a.due < b.due ? 1 : -1))
  const found = openPeriods(ctx)[0] ?? closed[0]
  return found ? { kind: 'period', key: ratingKey(found) } : null
}

/** Evaluations by period, with points or as grades. */
export const ratingFlow: Flow = {
  name: 'rating',
  serves: ['ratings', 'period-grades'],
  slices: [ratedSlice],
  actions: [closePeriods],
  verbs: verbs<RatingIntent>({
    'rating.save': { claims: ratingClaims, act: saveRating },
    'rating.page': { claims: ratingClaims, act: turnPage },
    'rating.same': { claims: ratingClaims, act: sameAsLast },
    'rating.submit': { claims: handInClaims, act: submitRating },
    'period.close': { claims: periodClaims, act: closePeriod },
    'period.reopen': { claims: periodClaims, act: reopenPeriod },
    'period.acting': { claims: periodClaims, act: nameActing },
  }),
  cards: {
    rating: { view: viewRating, mayOpen: mayOpenRating, daily: true },
    period: {
      view: viewPeriod,
      /** @refuses not-allowed */
      mayOpen: (ctx) => mayNot(ctx.bureau, ctx.person, closePeriods, 'anything'),
      daily: true,
    },
  },
  stale: {
    [ratingSubmitted.kind]: handedIn,
    [gradesSubmitted.kind]: handedIn,
    // Everybody's score has changed; the cards that show one are shown anew where they are open.
    [periodClosed.kind]: (entry, situation) => [
      ...everybodysCards(entry, situation),
      { kind: 'standing' },
    ],
    [periodReopened.kind]: everybodysCards,
    [raterActing.kind]: everybodysCards,
  },
  rosterStale: (situation) => {
    const keys = openPeriods(situation).map(ratingKey)
    return [
      { kind: 'rating', keys },
      { kind: 'period', keys },
    ]
  },
  asks: [rateAsks, closeAsks],
  commands: [
    {
      name: '评价',
      words: ['rate', '评价', '季度评价', '月度评价', '年度评价', '打分'],
      argument: 'none',
      /** @refuses nothing-to-rate */
      card: async (ctx) => {
        const closes = mayNot(ctx.bureau, ctx.person, closePeriods, 'anything') === null
        const found = periodAsked(ctx) ?? (closes ? officeAsked(ctx) : null)
        return found ?? refuse('nothing-to-rate')
      },
    },
    {
      name: '评价进度',
      words: ['periods', '评价进度', '结束评价'],
      argument: 'none',
      /** @refuses not-allowed, nothing-to-rate */
      card: async (ctx) =>
        mayNot(ctx.bureau, ctx.person, closePeriods, 'anything') ??
        officeAsked(ctx) ??
        refuse('nothing-to-rate'),
    },
  ],
}
