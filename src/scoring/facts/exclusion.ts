import type { DeductionPart } from '../../scheme/model/parts.js'
import type { Exclusion, Rule, Within } from '../../scheme/model/rules.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import type { ChargeMade } from './charge-made.js'
import { limitOf } from './limits.js'
import { stretchOf } from '../../base/assessment-year.js'

/** Within this key a rule's facts count once; null where each counts. */
export function onceKey(charge: ChargeMade): string | null {
  const within = charge.rule.once.value
  if (within === 'no') return null
  return `${charge.rule.id} ${signOf(charge)} ${charge.person ?? ''} ${stretch(charge, within)}`
}

/** Groups of lines that exclude each other, by scheme: rule id → the rule that says so, and what it says. */
const known = new WeakMap<readonly Rule[], ReadonlyMap<string, { by: string; of: Exclusion }>>()

/** Makes the groups of a scheme known before its charges are compared. */
export function exclusionsOf(
  scheme: Pick<Scheme, 'rules'>,
): ReadonlyMap<string, { by: string; of: Exclusion }> {
  const before = known.get(scheme.rules)
  if (before !== undefined) return before
  const found = new Map<string, { by: string; of: Exclusion }>()
  for (const { id, excludes } of scheme.rules) {
    if (excludes === null || excludes.counts.value === 'sum') continue
    for (const member of [id, ...excludes.rules]) found.set(member, { by: id, of: excludes })
  }
  known.set(scheme.rules, found)
  return found
}

/** Within this key only one of several lines counts, the one that makes most; null where the line excludes none. */
export function exclusionKey(charge: ChargeMade): string | null {
  const { exclusion } = charge
  if (exclusion === null) return null
  return `${exclusion.by} ${signOf(charge)} ${charge.person ?? ''} ${stretch(charge, exclusion.of.within)}`
}

function stretch(charge: ChargeMade, within: Within): string {
  const { fact } = charge
  return within === 'matter'
    ? `${fact.matter ?? `fact ${fact.id}`}`
    : stretchOf(charge.begins, fact.day, within)
}

function signOf(charge: ChargeMade): string {
  return charge.points.isNegative() ? '-' : '+'
}

/** How a line's points come off: all at once, stopped by the floor or not, by each office for itself, under which limit. */
export function kindOf(part: DeductionPart, of: { rule: Rule; all: boolean }): string {
  const office = part.severalOffices.value === 'mean' ? of.rule.scoredBy.join(' ') : ''
  return `${of.all ? 'all' : of.rule.exhausts.value ? 'stopped' : 'unstopped'} ${office} ${limitOf(part, of.rule.id)?.id ?? ''}`
}

function kindsOf(part: DeductionPart, rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap((rule) =>
      rule.charges.map(({ amount }) => kindOf(part, { rule, all: amount.value.kind === 'all' })),
    ),
  )
}

/**
 * Whether only lines whose points come off in the same way are compared with each other. Where a line of
 * another kind may take one's place, less may come off than before, though the line is stronger.
 */
export function isUniform(part: DeductionPart, scheme: Pick<Scheme, 'rules'>): boolean {
  const ofScheme = uniform.get(scheme.rules) ?? new Map<string, boolean>()
  uniform.set(scheme.rules, ofScheme)
  const found = ofScheme.get(part.id) ?? findUniform(part, scheme)
  ofScheme.set(part.id, found)
  return found
}

/** By scheme and part. */
const uniform = new WeakMap<readonly Rule[], Map<string, boolean>>()

function findUniform(part: DeductionPart, scheme: Pick<Scheme, 'rules'>): boolean {
  if (part.compares.value === 'whole') return false
  const rules = scheme.rules.filter((rule) => rule.part.value === part.id)
  const groups = exclusionsOf(scheme)
  const compared =
    part.sameMatter.value === 'highest'
      ? [rules]
      : rules.map((rule) => {
          const group = groups.get(rule.id)?.by
          return rules.filter((one) => one === rule || (group && groups.get(one.id)?.by === group))
        })
  return compared.every((some) => kindsOf(part, some).size <= 1)
}

/**
 * Whether one more charge can never make the sum of a part's selected charges smaller: then the least and the
 * most are reached by all and by none of what is undecided. Comparisons in different stretches may break it.
 */
export function isMonotone(part: DeductionPart, scheme: Pick<Scheme, 'rules'>): boolean {
  const groups = exclusionsOf(scheme)
  const compared = scheme.rules.filter(
    (rule) => rule.part.value === part.id && (rule.once.value !== 'no' || groups.has(rule.id)),
  )
  if (!isUniform(part, scheme)) return false
  if (compared.length === 0) return true
  if (part.sameMatter.value === 'highest') return false
  return compared.every((rule) => {
    const group = groups.get(rule.id)
    const once = rule.once.value
    return group === undefined || once === 'no' || once === group.of.within
  })
}
