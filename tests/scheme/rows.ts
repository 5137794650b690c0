import { must } from '../../src/base/bug.js'
import { exactText } from '../../src/base/points.js'
import type { Rule } from '../../src/scheme/model/rules.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { partsOf } from '../../src/scheme/model/tree.js'

/** The points that a rule gives (or takes), by whom it charges; its kind for one without any. */
function figuresOf(rule: Rule): string {
  const figures = rule.charges
    .filter((one) => one.inForce.value)
    .map(({ to, amount: { value } }) =>
      value.kind === 'figure' ? `${to.value} ${exactText(value.points)}` : value.kind,
    )
  return figures.length === 0 ? rule.kind : figures.join(', ')
}

/** `clause: figures, per what; by procedures, with evidence`, as a table of a digest says a rule. */
export function ruleRow(scheme: Scheme, id: string): string {
  const rule = must(
    scheme.rules.find((one) => one.id === id),
    id,
  )
  const proof = rule.evidence === 'required' ? ', with proof' : ''
  return `${rule.clause}: ${figuresOf(rule)} by ${rule.procedures.join(' or ')}${proof}`
}

/** `records > verifies > decides` of a procedure; `-` where nobody does. */
export function chainOf(scheme: Scheme, id: string): string {
  const { recordedBy, verifiedBy, approvedBy } = must(
    scheme.procedures.find((one) => one.id === id),
    id,
  )
  return [recordedBy.join('+'), verifiedBy ?? '-', approvedBy ?? '-'].join(' > ')
}

/** Each part with its weight, or its points where it has some. */
export function partRows(scheme: Scheme): string[] {
  return partsOf(scheme.total).map(({ id, kind, weight, points }) =>
    [id, kind, points === null ? exactText(weight) : `${exactText(points)} points`].join(' '),
  )
}

/** The doubts of a digest that no choice and no note answers for. */
export function unanswered(schemes: readonly Scheme[], count: number): string[] {
  const answered = schemes.flatMap(({ choices, notes }) =>
    [...choices, ...notes].flatMap((one) => one.point?.split(/[、, ]+/) ?? []),
  )
  const all = Array.from({ length: count }, (_, index) => `${index + 1}`)
  return all.filter((point) => !answered.includes(point))
}
