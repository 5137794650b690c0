import { addDays, day, type Day, momentOf } from '../../base/day.js'
import type { JobContext, Situation } from '../context.js'
import { eachDay, type Job, nextPart, times } from '../jobs.js'
import { sendCards } from '../notices.js'
import { tellOffice } from '../office.js'
import { runningVotes, voteAsks } from './asks.js'
import { countVote, dropVote } from './close.js'
import { sendVoteJob } from './open.js'
import { cyclesReliedOn } from '../running-claim.js'
import { hold } from '../../storage/locks.js'
import { voteClaim } from './claims.js'
import { votedPart } from './parts.js'
import { type VoteRecord, votesSlice } from './votes.js'

/** Time of day at which who has not handed in is reminded. */
const remindTime = times.morning
/** Just after a vote's last day. */
const closeTime = times.night

/** The sheets of a vote that was just opened go to its voters. */
export const sendVotes: Job = {
  name: sendVoteJob,
  title: '发民主测评卡片',
  missed: 'each',
  asked: true,
  due: () => [],
  run: sendTo,
}

/** Sends a part of a vote's cards to who still owes it. */
async function sendTo(ctx: JobContext, vote: string, after: string | null): Promise<string | null> {
  const asks = voteAsks.open(ctx, { occasion: vote })
  const { part, next } = nextPart(asks, after, ({ who }) => who)
  const due = ctx.collected.of(votesSlice).byId.get(vote)?.due
  await sendCards(
    ctx,
    part.map(({ who, card }) => ({ person: who, card })),
    due === undefined ? {} : { expiresAt: momentOf(addDays(due, 1)) },
  )
  return next
}

/** The day on which who has not handed in is reminded: the working day before the last, if that comes after the opening. */
function remindOn({ calendar }: Situation, { due, openedAt }: VoteRecord): Day {
  const before = calendar.addWorkingDays(due, -1)
  return momentOf(before, remindTime) > openedAt ? before : due
}

/** Once, near the end, at the bottom of the chat; only who still has to hand in. */
export const remindVotes: Job = {
  name: 'vote-remind',
  title: '提醒民主测评',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(from, to, remindTime),
  async run(ctx, on, after) {
    const [first, ...others] = runningVotes(ctx)
      .filter((vote) => remindOn(ctx, vote) === on)
      .map(({ id }) => id)
      .sort()
      .filter((id) => after === null || id >= (after.split(' ')[0] ?? ''))
    if (first === undefined) return null
    const [, who = null] = after?.startsWith(first) ? after.split(' ') : []
    const next = await sendTo(ctx, first, who)
    return next === null ? (others[0] === undefined ? null : `${others[0]} `) : `${first} ${next}`
  },
}

/**
 * Votes whose last day is over are counted; one whose cycle was closed meanwhile is void. One that can't be counted waits:
 * the office is told each night until it has made it void.
 */
export const closeVotes: Job = {
  name: 'vote-close',
  title: '结束民主测评并计票',
  missed: 'latest',
  due: (_calendar, from, to) => eachDay(from, to, closeTime),
  async run(ctx, on) {
    const { tx, bureau } = ctx
    const ended = endedBy(ctx, day(on)).map(({ id }) => id)
    if (ended.length === 0) return null
    // Nobody hands in meanwhile; who just has is counted.
    await hold(tx, bureau.id, [cyclesReliedOn, ...ended.map((vote) => voteClaim({ vote }))])
    const now = { ...ctx, ...(await ctx.fresh()) }
    for (const vote of endedBy(now, day(on))) {
      if (!ended.includes(vote.id)) continue
      const of = votedPart(now.bureau, vote)
      if (!of) await dropVote(now, vote, '考核周期已经结束')
      else if (await countVote(now, vote)) {
        await tellOffice(now, 'vote-not-counted', { part: of.part.name })
      }
    }
    return null
  },
}

/** Votes whose last day is before a day, or whose cycle was closed; one of a cycle that stands still waits with it. */
function endedBy({ bureau, collected }: Situation, on: Day): VoteRecord[] {
  const waiting = new Set(bureau.standstills.map(({ cycle }) => cycle.id))
  return [...collected.of(votesSlice).open].filter(
    (vote) => !waiting.has(vote.cycle) && (vote.due < on || !votedPart(bureau, vote)),
  )
}
