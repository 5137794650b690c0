import { compareExact, type Points } from '../../base/points.js'
import type { Bound } from '../../scheme/model/conditions.js'
import type { Relation } from '../findings.js'

const relations = { 'at-least': '>=', over: '>', 'at-most': '<=', under: '<' } as const

/** How a bound compares. */
export function relationOf(bound: Bound): Relation {
  return relations[bound.word]
}

/** Whether two figures stand in a bound's relation, compared exactly. */
export function isWithin(bound: Bound, left: Points, right: Points): boolean {
  const order = compareExact(left, right)
  switch (bound.word) {
    case 'at-least':
      return order >= 0
    case 'over':
      return order > 0
    case 'at-most':
      return order <= 0
    case 'under':
      return order < 0
  }
}

/** Whether a value that only grows can no longer leave the relation: `holds`, `fails`, or neither yet. */
export function settledWhileGrowing(
  bound: Bound,
  left: Points,
  right: Points,
): 'holds' | 'fails' | 'open' {
  const now = isWithin(bound, left, right)
  const up = bound.word === 'at-least' || bound.word === 'over'
  if (up) return now ? 'holds' : 'open'
  return now ? 'open' : 'fails'
}

/** A bound's figure as one number. */
export function figureOf(bound: Bound): Points {
  const { times, over } = bound.figure
  return over.equals(1) ? times : times.dividedBy(over)
}
