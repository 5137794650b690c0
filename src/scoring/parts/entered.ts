import { points, type Points } from '../../base/points.js'
import type { Part } from '../../scheme/model/parts.js'
import { isPartClosed, type Context } from '../context.js'
import { enteredOf } from './assessed.js'
import { certain, unknown } from '../interval.js'
import { partLine, scored, type PartLine } from './line.js'

/** A part entered as one figure: undetermined until closed, or while nothing is entered. */
export function enteredLine(
  context: Context,
  part: Part,
  of: { assessee: string; ends: { from: Points; to: Points } },
): PartLine {
  const closed = isPartClosed(context, part)
  const result = closed ? enteredOf(context, part.id, of.assessee) : null
  const missing = closed && result === null
  return partLine(context, part, {
    own: result === null ? unknown(of.ends.from, of.ends.to) : certain(points(result.points)),
    scale: of.ends,
    operation: 'entered',
    toScore: scored(context, part),
    closed,
    missing,
    warnings: missing ? ['nothing-entered'] : [],
  })
}
