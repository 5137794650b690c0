import type { Problem } from '../../base/problem.js'
import type { Scheme } from '../model/scheme.js'
import { partsOf } from '../model/tree.js'
import type { Source } from '../read/source.js'

/** What carries a figure and is in no case. */
export interface Uncovered {
  /** Clauses, in the order of the document. */
  clauses: string[]
  /** Rule ids, in the order of the scheme. */
  rules: string[]
  /** Alternatives of choices, as `choice/alternative`, that change no case's result. */
  alternatives: string[]
}

/**
 * Clauses and rules with a figure that no case touches. `touched` says which rules the cases' facts use and which
 * clauses the cases are about; a rule's fact touches its clause.
 */
export function uncovered(
  scheme: Scheme,
  touched: {
    rules: readonly string[]
    clauses: readonly string[]
    alternatives?: readonly string[]
  },
): Uncovered {
  const used = scheme.rules.filter((rule) => touched.rules.includes(rule.id))
  const clauses = new Set([...touched.clauses, ...used.map((rule) => rule.clause)])
  return {
    clauses: clausesWithFigures(scheme).filter((one) => !clauses.has(one)),
    rules: scheme.rules
      .filter((rule) => rule.says.figures.length > 0 && !touched.rules.includes(rule.id))
      .map((rule) => rule.id),
    alternatives: scheme.choices
      .flatMap((choice) => choice.alternatives.map((one) => `${choice.id}/${one.id}`))
      .filter((one) => !(touched.alternatives ?? []).includes(one)),
  }
}

/** What no case touches, as warnings where each stands in the scheme's files. */
export function coverageProblems(
  scheme: Scheme,
  without: Uncovered,
  placeOf: Source['placeOf'],
): Problem[] {
  const warning = (path: (string | number)[], message: string): Problem => {
    return { code: 'no-case', level: 'warning', message, ...placeOf(path, { at: 'key' }) }
  }
  const clauses = without.clauses.map((id) =>
    warning(['clauses', id], `条款“${id}”有数字，但没有案例；请在 cases/ 里补一个`),
  )
  const rules = without.rules.map((id) => {
    const at = scheme.rules.findIndex((one) => one.id === id)
    return warning(['rules', at, 'rule'], `规则 ${id} 有数字，但没有案例用到；请在 cases/ 里补一个`)
  })
  const alternatives = without.alternatives.map((path) => {
    const [choice = '', answer = ''] = path.split('/')
    const at = scheme.choices.findIndex((one) => one.id === choice)
    const message = `选择 ${path} 没有改变任何案例的结果，请补一个案例`
    return warning(['choices', at, 'alternatives', answer], message)
  })
  return [...clauses, ...rules, ...alternatives]
}

/** The clauses whose sentences carry a figure that scores, ranks, bars or grades. */
export function clausesWithFigures(scheme: Scheme): string[] {
  const cited = [
    ...partsOf(scheme.total),
    ...partsOf(scheme.total).flatMap((part) => (part.kind === 'deduction' ? part.limits : [])),
    ...scheme.scales,
    ...scheme.rules,
    ...scheme.quotas,
    ...scheme.grades,
    ...scheme.bars,
    ...scheme.counters,
    ...scheme.targets,
    ...scheme.clocks,
    ...(scheme.windows.cited === null ? [] : [scheme.windows.cited]),
    ...scheme.results,
    ...(scheme.service === null ? [] : [scheme.service]),
    ...scheme.states,
  ]
  const marked = new Set(
    cited.filter((one) => one.says.figures.length > 0).map((one) => one.clause),
  )
  return scheme.clauses.map((one) => one.id).filter((one) => marked.has(one))
}
