import type { Rule } from './rules.js'
import type { Scheme } from './scheme.js'

/** The rule of a scheme that counts facts of a kind; null where none does: the fact is no matter of this scheme. */
export function ruleOfKind(scheme: Pick<Scheme, 'rules'>, kind: string): Rule | null {
  return scheme.rules.find((rule) => rule.counts.includes(kind)) ?? null
}
