import { bug } from '../../base/bug.js'
import type { VotesCondition } from '../../scheme/model/conditions.js'
import { isPartClosed, type Context } from '../context.js'
import type { ConditionFinding } from '../findings.js'
import { text } from '../interval.js'
import { isWithin, relationOf } from '../result/relation.js'
import { countsOf, talliesOf, validIn, type VoteCounts } from './votes.js'

/** Tries a share of votes in exact integers; open while the votes are. */
export function tryVotes(
  context: Context,
  condition: VotesCondition,
  assessee: string,
): Extract<ConditionFinding, { kind: 'votes' }> {
  const { votes, ballots, open } = votesFor(context, condition, assessee)
  const bound = condition.is.value
  const left = bound.figure.over.times(votes)
  const right = bound.figure.times.times(ballots)
  return {
    kind: 'votes',
    holds: !open && ballots > 0 && isWithin(bound, left, right),
    open,
    votes,
    ballots,
    left: text(left),
    right: text(right),
    relation: relationOf(bound),
  }
}

/** Votes in the bands and the ballots they are a share of; none while open or with too few ballots. */
function votesFor(
  context: Context,
  condition: VotesCondition,
  assessee: string,
): { votes: number; ballots: number; open: boolean } {
  const none = { votes: 0, ballots: 0, open: false }
  const part = context.parts.get(condition.part) ?? bug(`no part ${condition.part}`)
  if (part.kind !== 'votes') return none
  if (!isPartClosed(context, part)) return { ...none, open: true }
  const scale = context.scales.get(part.scale) ?? bug(`no scale ${part.scale}`)
  const tallies = talliesOf(context, part, assessee)
  if (tallies.length === 0 || validIn(context, scale, tallies) < part.ballotsMin.value) return none
  // Shares are of ballots, each of them one, also where classes of voters weigh differently in the mean.
  const counts = tallies.map((tally) => countsOf(context, scale, tally))
  const sumOver = (of: (one: VoteCounts) => number): number =>
    counts.reduce((all, one) => all + of(one), 0)
  const votes = sumOver(({ bands }) =>
    condition.are.reduce((all, band) => all + (bands.get(band) ?? 0), 0),
  )
  const ballots = sumOver((one) => (condition.of.value === 'issued' ? one.issued : one.valid))
  return { votes, ballots, open: false }
}
