import type { Scheme } from './scheme.js'
import type { Rule, Window } from './rules.js'

/**
 * How long objections are heard against a fact of this rule that came on this occasion: the line's own window,
 * else that of the procedure it came by, else the scheme's, in working days.
 */
export function objectionWindow(
  scheme: Pick<Scheme, 'procedures' | 'windows'>,
  rule: Pick<Rule, 'objection' | 'procedures'> | undefined,
  occasion: string | null = null,
): { days: number; measure: Window['measure']['value'] } {
  const chains = scheme.procedures.filter((one) => rule?.procedures.includes(one.id))
  const came = occasion === null ? undefined : chains.find((one) => one.occasion === occasion)
  const chain = came ?? chains[0]
  const own = rule?.objection ?? chain?.objection ?? null
  if (own === null) return { days: scheme.windows.objection.value, measure: 'working-days' }
  return { days: own.days.value, measure: own.measure.value }
}
