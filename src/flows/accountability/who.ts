import { rosterRoles } from '../../binding/work.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import type { AccountabilityRules } from '../../workrules/accountability-model.js'
import { holdersFor } from '../chain/chain.js'
import type { Bureau, Situation } from '../context.js'
import { isInForce, type Procedure } from '../procedure/procedure.js'
import type { Case } from './cases.js'

/** What the bureau's work rules say of accountability; null where they say nothing. */
export function accountabilityRules({ work }: Pick<Bureau, 'work'>): AccountabilityRules | null {
  return work?.rules.accountability ?? null
}

/** Who does what about somebody: by the roles that the rules name, never the one concerned. */
export function procedureFor(bureau: Pick<Bureau, 'work' | 'roster'>, person: string): Procedure {
  const { work, roster } = bureau
  const rules = accountabilityRules(bureau)
  const holders = (roles: readonly string[] = []): string[] => {
    const all = work ? roles.flatMap((role) => holdersFor({ roster, work }, role, person)) : []
    return [...new Set(all)].filter((one) => one !== person)
  }
  return {
    ...{ opens: holders(rules?.opens), decides: holders(rules?.decides) },
    ...{ reviews: holders(rules?.reviews), suspends: rules?.review.suspends.value ?? false },
  }
}

/**
 * Null where somebody puts facts to people.
 * @refuses case-no-rules, not-allowed
 */
export function mayNotOpen({ bureau, person }: { bureau: Bureau; person: string }): Refusal | null {
  const { work, roster } = bureau
  const rules = accountabilityRules(bureau)
  if (!work || !rules) return refuse('case-no-rules')
  const named = new Set(rules.opens.flatMap((role) => rosterRoles(work, role)))
  if (roster.rolesOf(person).some(({ role }) => named.has(role))) return null
  const names = rules.opens.map(
    (role) => work.rules.roles.find(({ id }) => id === role)?.name ?? role,
  )
  return refuse('not-allowed', { what: '提出问责', who: names.join('、') })
}

/** Whether somebody sees a case: whom it is about, who opens and decides; who reviews, once that was asked for. */
export function maySeeCase(
  { bureau }: Pick<Situation, 'bureau'>,
  one: Case,
  person: string,
): boolean {
  if (!bureau.roster.person(person) || !accountabilityRules(bureau)) return false
  const { opens, decides, reviews } = procedureFor(bureau, one.person)
  if ([one.person, ...opens, ...decides].includes(person)) return true
  return one.asked !== null && reviews.includes(person)
}

/** The kind of fact that a case's form is for schemes, while it holds and nobody has recorded it; null for none. */
export function factOf(bureau: Pick<Bureau, 'work' | 'roster'>, one: Case): string | null {
  const form = accountabilityRules(bureau)?.forms.find(({ id }) => id === one.form)
  const holds = one.served !== null && isInForce(one, procedureFor(bureau, one.person))
  return holds && one.recorded === null ? (form?.fact ?? null) : null
}
