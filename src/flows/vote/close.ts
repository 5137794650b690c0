import { dayText } from '../../base/day.js'
import { fault, refuse, refuseForm } from '../../base/refusal.js'
import { askRun } from '../../storage/jobs.js'
import { type BoxFault, dropBoxes, openBoxes } from '../../storage/vote-boxes.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome, type Writing } from '../context.js'
import { manageVotes } from './actions.js'
import { voteClosed, voteVoided } from './entries.js'
import type { VoteIntent } from './intents.js'
import { boxesMatch, closedBody } from './tallies.js'
import { sheetsLeft, type VoteRecord, votesSlice } from './votes.js'

/** The job that leaves no old version of a vote's boxes behind; its period is the vote. */
export const forgetVoteJob = 'vote-forget'

type Of<V extends VoteIntent['verb']> = Extract<VoteIntent, { verb: V }>

/** Voters of today's roster who still have a sheet to hand in. */
export function missingIn({ bureau }: Pick<Writing, 'bureau'>, vote: VoteRecord): string[] {
  return [...vote.classOf.keys()].filter(
    (one) => bureau.roster.person(one) && sheetsLeft(vote, one).length > 0,
  )
}

/**
 * Ends a vote: what its boxes hold becomes an entry of the ledger, and boxes and key go. Answers why it can't: what they hold
 * is not what was handed in, or can't be told.
 */
export async function countVote(
  ctx: Context | Writing,
  vote: VoteRecord,
): Promise<BoxFault | 'differs' | null> {
  const of = { bureau: ctx.bureau.id, vote: vote.id }
  const boxes = await openBoxes(ctx.tx, of)
  if (!Array.isArray(boxes)) return boxes
  if (!boxesMatch(vote, boxes)) return 'differs'
  voteClosed.write(ctx, { cycle: vote.cycle, about: vote.id, body: closedBody(vote, boxes) })
  await letGo(ctx, vote)
  return null
}

/** Makes a vote void: nothing of it was or is ever seen. */
export async function dropVote(
  ctx: Context | Writing,
  vote: VoteRecord,
  reason: string,
): Promise<void> {
  const { cycle, id: about, part } = vote
  voteVoided.write(ctx, { cycle, about, body: { part }, personal: { reason } })
  await letGo(ctx, vote)
}

async function letGo(ctx: Context | Writing, { id: vote }: VoteRecord): Promise<void> {
  await dropBoxes(ctx.tx, { bureau: ctx.bureau.id, vote })
  await askRun(ctx.tx, { bureau: ctx.bureau.id, job: forgetVoteJob, period: vote })
}

/**
 * The office ends a vote once everybody has handed in or its last day is over: not while somebody could still make use of
 * what is seen then.
 * @refuses vote-unknown, not-allowed, vote-ended, vote-early, vote-differs
 */
export async function closeVote(ctx: Context, of: Of<'vote.close'>): Promise<Outcome> {
  const vote = ctx.collected.of(votesSlice).byId.get(of.vote)
  if (!vote) return refuse('vote-unknown')
  const refusal = mayNot(ctx.bureau, ctx.person, manageVotes, 'anything')
  if (refusal) return refusal
  if (vote.end !== null) return refuse('vote-ended')
  const missing = missingIn(ctx, vote).length
  if (missing > 0 && ctx.today <= vote.due) {
    return refuse('vote-early', { count: `${missing}`, due: dayText(vote.due) })
  }
  return (await countVote(ctx, vote)) ? refuse('vote-differs') : done('vote-closed-done')
}

/**
 * The office makes a vote void that was opened by mistake, or whose boxes are not as they were left.
 * @refuses vote-unknown, not-allowed, vote-ended, vote-reason
 */
export async function voidVote(ctx: Context, of: Of<'vote.void'>): Promise<Outcome> {
  const vote = ctx.collected.of(votesSlice).byId.get(of.vote)
  if (!vote) return refuse('vote-unknown')
  const refusal = mayNot(ctx.bureau, ctx.person, manageVotes, 'anything')
  if (refusal) return refusal
  if (vote.end !== null) return refuse('vote-ended')
  if (of.reason === '') return refuseForm([fault('reason', 'vote-reason')])
  await dropVote(ctx, vote, of.reason)
  return done('vote-voided-done')
}
