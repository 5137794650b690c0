import { must } from '../../base/bug.js'
import { compareExact, points } from '../../base/points.js'
import type { GradeCondition } from '../../scheme/model/grades.js'
import { isPartClosed, type Context } from '../context.js'
import type { ConditionFinding } from '../findings.js'
import { text } from '../interval.js'
import { withoutOwn } from './own-ballot.js'
import { countsOf, tallyOf } from './votes.js'

/** Tries a share of votes in exact integers; it fails while the votes are open. */
export function tryVotes(
  context: Context,
  condition: Extract<GradeCondition, { kind: 'vote-share' }>,
  assessee: string,
): ConditionFinding {
  const { votes, ballots } = votesFor(context, condition, assessee)
  const left = points(condition.denominator).times(votes)
  const right = points(condition.numerator).times(ballots)
  const order = compareExact(left, right)
  const inclusive = condition.edge.value === 'inclusive'
  return {
    kind: 'vote-share',
    holds: ballots > 0 && (inclusive ? order >= 0 : order > 0),
    votes,
    ballots,
    left: text(left),
    right: text(right),
    relation: inclusive ? '>=' : '>',
  }
}

/** Votes in the bands and the ballots they are a share of; none while open or with too few ballots. */
function votesFor(
  context: Context,
  condition: Extract<GradeCondition, { kind: 'vote-share' }>,
  assessee: string,
): { votes: number; ballots: number } {
  const none = { votes: 0, ballots: 0 }
  const part = must(context.parts.get(condition.part), `no part ${condition.part}`)
  if (part.kind !== 'votes' || !isPartClosed(context, part)) return none
  const tally = tallyOf(context, part.id, assessee)
  if (tally === null) return none
  const scale = must(context.scales.get(part.scale), `no scale ${part.scale}`)
  const counts = countsOf(context, scale, withoutOwn(part, tally))
  if (counts.valid < part.ballotsMin.value) return none
  const votes = condition.bands.reduce((all, band) => all + (counts.bands.get(band) ?? 0), 0)
  return { votes, ballots: condition.of.value === 'issued' ? counts.issued : counts.valid }
}
