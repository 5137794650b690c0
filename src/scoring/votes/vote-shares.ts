import { must } from '../../base/bug.js'
import type { VotesCondition } from '../../scheme/model/conditions.js'
import { isPartClosed, type Context } from '../context.js'
import type { ConditionFinding } from '../findings.js'
import { text } from '../interval.js'
import { isWithin, relationOf } from '../result/relation.js'
import { withoutOwn } from './own-ballot.js'
import { countsOf, tallyOf } from './votes.js'

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
  const part = must(context.parts.get(condition.part), `no part ${condition.part}`)
  if (part.kind !== 'votes') return none
  if (!isPartClosed(context, part)) return { ...none, open: true }
  const tally = tallyOf(context, part.id, assessee)
  if (tally === null) return none
  const scale = must(context.scales.get(part.scale), `no scale ${part.scale}`)
  const counts = countsOf(context, scale, withoutOwn(part, tally))
  if (counts.valid < part.ballotsMin.value) return none
  const votes = condition.are.reduce((all, band) => all + (counts.bands.get(band) ?? 0), 0)
  const ballots = condition.of.value === 'issued' ? counts.issued : counts.valid
  return { votes, ballots, open: false }
}
