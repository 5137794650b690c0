import { awayFromZero, points, wholePart, zero, type Points } from '../../base/points.js'
import type { Against } from '../../scheme/model/sharing.js'

/**
 * How many steps a quantity is better (positive) or worse (negative) than the norm, as the scheme counts a part
 * of a step and either side.
 */
export function stepsOf(against: Against, quantity: Points): Points {
  const { norm, better, step, steps, counts } = against
  const off = quantity.minus(norm.value)
  const gain = better === 'higher' ? off : off.negated()
  const side = counts.value
  if (gain.isZero() || (side === 'worse' && gain.greaterThan(0))) return zero
  if (side === 'better' && gain.lessThan(0)) return zero
  const exact = gain.dividedBy(step.value)
  const many = { whole: wholePart, started: awayFromZero, proportional: unchanged }[steps.value](
    exact,
  )
  return many.isZero() ? zero : many
}

function unchanged(value: Points): Points {
  return value
}

/** Whether a measure can bring points, and whether it can cost them. */
export function sidesOf(against: Against): { adds: boolean; takes: boolean } {
  return { adds: against.counts.value !== 'worse', takes: against.counts.value !== 'better' }
}

/** Points of a measured charge: the figure for each step; with `proportional` the division comes last. */
export function measured(against: Against, figure: Points, quantity: Points): Points {
  if (against.steps.value !== 'proportional') return figure.times(stepsOf(against, quantity))
  const whole = { ...against, step: { ...against.step, value: points(1) } }
  return figure.times(stepsOf(whole, quantity)).dividedBy(against.step.value)
}
