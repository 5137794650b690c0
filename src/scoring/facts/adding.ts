import type { Rule } from '../../scheme/model/rules.js'
import { sidesOf } from './steps.js'

/** Whether a rule can add points. */
export function adds(rule: Rule): boolean {
  if (rule.against !== null && !sidesOf(rule.against).adds) return false
  return rule.charges.some(({ amount }) =>
    amount.value.kind === 'figure'
      ? amount.value.points.greaterThan(0)
      : amount.value.kind === 'entered' && amount.value.sign === 1,
  )
}
