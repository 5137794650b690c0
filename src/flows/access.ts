import { refuse, type Refusal } from '../base/refusal.js'
import type { Bureau } from './context.js'

/** What can be done or seen. */
export const actions = {
  'report.answer': '填写月报',
  'digest.read': '查看处室月报',
  'digest.sign': '签报处室月报',
  'fact.record': '记录加减分事项',
  'fact.approve': '审定加减分事项',
  'fact.object': '提出异议',
  'fact.hear': '处理异议',
  'fact.read': '查看加减分事项',
  'standing.read': '查看得分',
  'period.rate': '评价',
  'period.close': '结束季度评价',
  'results.publish': '公布结果',
  'result.read': '查看考核结果',
} as const

export type Action = keyof typeof actions

/** How the person stands to what it is about. */
export type Relation =
  /** It is about the person. */
  | 'self'
  /** It is about somebody of, or the unit that the person heads. */
  | 'own-unit'
  /** It is about a unit in the person's charge. */
  | 'in-charge'
  /** Anything in the bureau. */
  | 'bureau'

interface Grant {
  role: string
  action: Action
  relation: Relation
}

/** The whole matrix: role × action × relation. What does not stand here is not allowed. */
export const grants: readonly Grant[] = [
  ...everybody('report.answer', 'self'),
  ...everybody('fact.read', 'self'),
  ...everybody('fact.object', 'self'),
  ...everybody('standing.read', 'self'),
  ...everybody('result.read', 'self'),
  { role: 'unit-head', action: 'digest.read', relation: 'own-unit' },
  { role: 'unit-head', action: 'digest.sign', relation: 'own-unit' },
  { role: 'unit-head', action: 'period.rate', relation: 'own-unit' },
  { role: 'leader-in-charge', action: 'digest.read', relation: 'in-charge' },
  { role: 'leader-in-charge', action: 'fact.approve', relation: 'in-charge' },
  { role: 'leader-in-charge', action: 'fact.read', relation: 'in-charge' },
  { role: 'leader-in-charge', action: 'period.rate', relation: 'in-charge' },
  { role: 'party-group', action: 'period.rate', relation: 'bureau' },
  { role: 'principal-leader', action: 'fact.approve', relation: 'bureau' },
  { role: 'principal-leader', action: 'fact.read', relation: 'bureau' },
  { role: 'assessment-office', action: 'digest.read', relation: 'bureau' },
  { role: 'assessment-office', action: 'fact.record', relation: 'bureau' },
  { role: 'assessment-office', action: 'fact.hear', relation: 'bureau' },
  { role: 'assessment-office', action: 'fact.read', relation: 'bureau' },
  { role: 'assessment-office', action: 'period.close', relation: 'bureau' },
  { role: 'assessment-office', action: 'results.publish', relation: 'bureau' },
]

function everybody(action: Action, relation: Relation): Grant[] {
  return [{ role: 'everybody', action, relation }]
}

/** What an action is about: a person, a unit, or nothing in particular. */
export type Target = { person: string } | { unit: string } | 'anything'

/**
 * Whether a person may; null for yes, else the refusal `not-allowed`, which says who may.
 * `'anything'` asks whether there is any target at all for which the person may.
 */
export function mayNot(
  bureau: Bureau,
  person: string,
  action: Action,
  target: Target,
): Refusal | null {
  const allowed = grants.some(
    (grant) => grant.action === action && holds(bureau, person, grant, target),
  )
  if (allowed) return null
  return refuse('not-allowed', { what: actions[action], who: whoMay(bureau, action, target) })
}

function holds(bureau: Bureau, person: string, grant: Grant, target: Target): boolean {
  const roster = bureau.roster
  if (grant.role === 'everybody') {
    if (!roster.person(person)) return false
    return target === 'anything' || ('person' in target && target.person === person)
  }
  const held = roster.rolesOf(person).filter((role) => role.role === grant.role)
  if (held.length === 0) return false
  if (grant.relation === 'bureau' || target === 'anything') return true
  const unit = 'unit' in target ? target.unit : roster.unitOf(target.person)
  return held.some((role) => role.unit !== undefined && role.unit === unit)
}

function whoMay(bureau: Bureau, action: Action, target: Target): string {
  const names = new Set<string>()
  for (const grant of grants) {
    if (grant.action !== action) continue
    if (grant.role === 'everybody') names.add('本人')
    for (const person of bureau.roster.holders(grant.role)) {
      if (holds(bureau, person.id, grant, target)) names.add(person.name)
    }
  }
  const shown = [...names].slice(0, 4)
  if (shown.length === 0) return '目前无人'
  return names.size > shown.length ? `${shown.join('、')}等` : shown.join('、')
}
