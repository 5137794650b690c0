import { larger, smaller, sum, zero, type Points } from '../../base/points.js'
import type { DeductionPart } from '../../scheme/model/parts.js'
import type { Limit } from '../../scheme/model/sharing.js'
import type { ChargeMade } from './charge-made.js'
import { choicesOf, type Context } from '../context.js'
import { applyLinear, text, type Linear } from '../interval.js'
import { toTotal } from '../parts/line.js'
import { newLine } from '../parts/new-line.js'
import type { Line } from '../statement.js'

/** What a limit takes back: negative where too much was added, positive where too much was taken. */
export interface Cut {
  limit: Limit
  points: Points
  /** How many charges it stands over. */
  count: number
}

/** The limit that a rule stands under; null where there is none. */
export function limitOf(part: DeductionPart, rule: string): Limit | null {
  return part.limits.find((limit) => limit.rules.value.includes(rule)) ?? null
}

/** What the limits of a part take back of what counts. */
export function cutsOf(part: DeductionPart, counted: readonly ChargeMade[]): Cut[] {
  return part.limits.flatMap((limit) => {
    const own = counted.filter((charge) => limit.rules.value.includes(charge.rule.id))
    const made = sum(own.map((charge) => charge.points))
    const points = within(limit, made).minus(made)
    return points.isZero() ? [] : [{ limit, points, count: own.length }]
  })
}

/** A change kept within a limit; the more is made, the more is left. */
function within({ mostAdded, mostTaken }: Limit, made: Points): Points {
  const least = mostTaken.value === null ? made : larger(made, mostTaken.value.negated())
  return mostAdded.value === null ? least : smaller(least, mostAdded.value)
}

/** What counts, with what the limits take back. */
export function limitedSum(part: DeductionPart, counted: readonly ChargeMade[]): Points {
  let made = zero
  for (const charge of counted) made = made.plus(charge.points)
  return part.limits.length === 0
    ? made
    : made.plus(sum(cutsOf(part, counted).map((cut) => cut.points)))
}

/** A line for each limit that took something back: the mean of it where offices each give a figure. */
export function cutLines(
  context: Context,
  part: DeductionPart,
  of: { byOffice: readonly (readonly ChargeMade[])[]; toScore: Linear },
): Line[] {
  const cuts = of.byOffice.flatMap((counted) => cutsOf(part, counted))
  return part.limits.flatMap((limit) => {
    const own = cuts.filter((one) => one.limit === limit)
    if (own.length === 0) return []
    const made = sum(own.map((one) => one.points)).dividedBy(of.byOffice.length)
    const count = own.reduce((all, one) => all + one.count, 0)
    return [lineOf(context, part, { limit, points: made, count, toScore: of.toScore })]
  })
}

function lineOf(context: Context, part: DeductionPart, of: Cut & { toScore: Linear }): Line {
  const { limit, points, count } = of
  const own = text(points)
  const share = text(applyLinear(points, toTotal(part, of.toScore)))
  return newLine({
    id: `${part.id}/limit/${limit.id}`,
    kind: 'limit',
    name: limit.name,
    clause: limit.clause,
    says: limit.says.text,
    operation: 'limit',
    own: { settled: own, lowest: own, highest: own },
    points: { settled: share, lowest: share, highest: share },
    choices: choicesOf(context, [limit.rules, limit.mostAdded, limit.mostTaken]),
    count,
  })
}
