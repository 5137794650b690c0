import { refuse } from '../../base/refusal.js'
import type { Claim } from '../../storage/locks.js'
import { mayNot } from '../access.js'
import { keyOf } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Context, Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import { type Acting, type Flow, type Stale, verbs } from '../flow.js'
import { homeOf } from '../home/stale.js'
import { cyclesReliedOn } from '../running-claim.js'
import { manageVotes } from './actions.js'
import { runningVotes, runVoteAsks, voteAsks } from './asks.js'
import { voteClaim } from './claims.js'
import { closeVote, missingIn, voidVote } from './close.js'
import { viewVoteDesk } from './desk-view.js'
import { sheetTaken, voteClosed, voteOpened, voteVoided } from './entries.js'
import { handIn } from './hand-in.js'
import type { VoteIntent } from './intents.js'
import { closeVotes, remindVotes, sendVotes } from './jobs.js'
import { openVote } from './open.js'
import { votedParts } from './parts.js'
import { viewVote } from './view.js'
import { sheetsLeft, type VoteRecord, votesSlice } from './votes.js'

type Which = { vote: string }

/** Ends a vote: nobody hands in meanwhile. */
const endClaims = (of: Which): Claim[] => [cyclesReliedOn, voteClaim(of)]

/** Many hand in at once, each once. */
const handInClaims = (of: Which, { person }: Acting): Claim[] => [
  cyclesReliedOn,
  { ...voteClaim(of), shared: true },
  { kind: 'vote-of', id: keyOf(of.vote, person) },
]

const deskOf = ({ cycle, part }: Pick<VoteRecord, 'cycle' | 'part'>): Stale => ({
  kind: 'vote-desk',
  keys: [keyOf(cycle, part)],
})

const officeOf = ({ bureau }: Situation): string[] =>
  bureau.roster.holders('assessment-office').map(({ id }) => id)

/** Whoever votes has it on the home card, and the office has it no more. */
function opened(entry: Written, situation: Situation): readonly Stale[] {
  const { part, voters } = voteOpened.body(entry)
  return [
    deskOf({ cycle: entry.cycle ?? '', part }),
    homeOf(...officeOf(situation), ...voters.flatMap(({ people }) => people)),
  ]
}

const voteIn = (entry: Written, { collected }: Situation): VoteRecord | undefined =>
  collected.of(votesSlice).byId.get(entry.about ?? '')

/** Who handed in; the office when nobody else is missing: how far it is shows when its card is looked at. */
function handedIn(entry: Written, situation: Situation): readonly Stale[] {
  const vote = voteIn(entry, situation)
  if (!vote) return []
  const waiting = missingIn(situation, vote).some((one) => one !== entry.by)
  return [
    { kind: 'vote', keys: [vote.id], persons: [entry.by] },
    homeOf(entry.by, ...(waiting ? [] : officeOf(situation))),
    ...(waiting ? [] : [deskOf(vote)]),
  ]
}

/** Every sheet, and the scores that it counts in. */
function ended(entry: Written, situation: Situation): readonly Stale[] {
  const vote = voteIn(entry, situation)
  if (!vote) return []
  return [
    { kind: 'vote', keys: [vote.id] },
    deskOf(vote),
    homeOf(...officeOf(situation), ...missingIn(situation, vote)),
    { kind: 'standing' },
  ]
}

/** The own vote that waits; else the one that was handed in and runs. */
function ballotAsked(ctx: Context): CardRef | null {
  const own = runningVotes(ctx).filter((vote) => vote.classOf.has(ctx.person))
  const vote = own.find((each) => sheetsLeft(each, ctx.person).length > 0) ?? own[0]
  return vote ? { kind: 'vote', key: vote.id } : null
}

/** The office's card: of a vote that runs, else of the first part without one. */
function deskAsked(ctx: Context): CardRef | null {
  const parts = votedParts(ctx.bureau)
  const votes = ctx.collected.of(votesSlice)
  const keyed = parts.map(({ cycle, part }) => ({ cycle: cycle.id, part: part.id }))
  const of = (each: { cycle: string; part: string }): readonly VoteRecord[] =>
    (votes.byCycle.get(each.cycle) ?? []).filter(({ part }) => part === each.part)
  const found =
    keyed.find((each) => of(each).some(({ end }) => end === null)) ??
    keyed.find((each) => of(each).length === 0) ??
    keyed[0]
  return found ? { kind: 'vote-desk', key: keyOf(found.cycle, found.part) } : null
}

/** @refuses not-allowed */
const ofOffice = (ctx: Context) => mayNot(ctx.bureau, ctx.person, manageVotes, 'anything')

/** Anonymous votes of a scheme: sheets, turnout, and what they give. */
export const voteFlow: Flow = {
  name: 'vote',
  serves: ['votes'],
  slices: [votesSlice],
  actions: [manageVotes],
  verbs: verbs<VoteIntent>({
    'vote.hand-in': { secret: true, claims: handInClaims, act: handIn },
    'vote.open': {
      claims: ({ cycle, part }) => [cyclesReliedOn, { kind: 'vote-part', id: keyOf(cycle, part) }],
      act: openVote,
    },
    'vote.close': { claims: endClaims, act: closeVote },
    'vote.void': { claims: endClaims, act: voidVote },
  }),
  cards: {
    vote: { view: viewVote, daily: true },
    'vote-desk': { view: viewVoteDesk, mayOpen: ofOffice, daily: true },
  },
  stale: {
    [voteOpened.kind]: opened,
    [sheetTaken.kind]: handedIn,
    [voteClosed.kind]: ended,
    [voteVoided.kind]: ended,
  },
  rosterStale: (situation) => [
    {
      kind: 'vote-desk',
      keys: votedParts(situation.bureau).map(({ cycle, part }) => keyOf(cycle.id, part.id)),
    },
  ],
  asks: [runVoteAsks, voteAsks],
  jobs: [sendVotes, remindVotes, closeVotes],
  commands: [
    {
      name: '民主测评',
      words: ['vote', '民主测评', '测评', '投票'],
      argument: 'none',
      /** @refuses vote-none */
      card: async (ctx) =>
        ballotAsked(ctx) ?? (ofOffice(ctx) ? null : deskAsked(ctx)) ?? refuse('vote-none'),
    },
    {
      name: '测评进度',
      words: ['votes', '测评进度', '发起测评', '结束测评'],
      argument: 'none',
      /** @refuses not-allowed, vote-none */
      card: async (ctx) => ofOffice(ctx) ?? deskAsked(ctx) ?? refuse('vote-none'),
    },
  ],
}
