import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readDocument } from '../base/document.js'
import type { Problem } from '../base/problem.js'
import type { Part, Scheme } from './model.js'

/** What a scheme's cases touch. */
export interface Coverage {
  /** Case files. */
  files: number
  /** Clauses with a figure, in the order of the document, that no case is about. */
  clausesWithoutCase: string[]
  /** Rules with a figure of which no case has a fact. */
  rulesWithoutCase: string[]
}

/** What is read of a case here: its list of clauses and the rules of its facts. */
const glimpse = z.looseObject({
  clauses: z.array(z.string()).default([]),
  facts: z.array(z.looseObject({ rule: z.string().optional() })).default([]),
})

/**
 * Looks which clauses and rules the cases of a folder touch: a case is about the clauses that it lists under
 * `clauses` and those of the rules of its facts. Clauses that it lists but that do not exist are problems.
 */
export function readCoverage(
  scheme: Scheme,
  folder: string,
): { coverage: Coverage; problems: Problem[] } {
  const names = existsSync(folder) ? readdirSync(folder).filter((one) => /\.ya?ml$/.test(one)) : []
  const problems: Problem[] = []
  const rules = new Set<string>()
  const clauses = new Set<string>()
  for (const name of names.sort()) {
    const file = join(folder, name)
    const document = readDocument(file, glimpse)
    for (const fact of document.value?.facts ?? [])
      if (fact.rule !== undefined) rules.add(fact.rule)
    for (const [index, clause] of (document.value?.clauses ?? []).entries()) {
      clauses.add(clause)
      if (scheme.clauses.some((one) => one.id === clause)) continue
      const message = `考核办法里没有条款“${clause}”`
      const place = document.positionOf(['clauses', index])
      problems.push({ code: 'unknown-clause', level: 'error', message, file, ...place })
    }
  }
  for (const rule of scheme.rules) if (rules.has(rule.id)) clauses.add(rule.clause)
  return {
    problems,
    coverage: {
      files: names.length,
      clausesWithoutCase: clausesWithFigures(scheme).filter((one) => !clauses.has(one)),
      rulesWithoutCase: scheme.rules
        .filter((rule) => rule.says.figures.length > 0 && !rules.has(rule.id))
        .map((rule) => rule.id),
    },
  }
}

/** The clauses whose sentences carry a figure that scores, ranks, bars or grades. */
export function clausesWithFigures(scheme: Scheme): string[] {
  const cited = [
    ...partsOf(scheme.total),
    ...scheme.scales,
    ...scheme.rules,
    ...scheme.quotas,
    ...scheme.grades,
    ...scheme.bars,
  ]
  const marked = new Set(
    cited.filter((one) => one.says.figures.length > 0).map((one) => one.clause),
  )
  return scheme.clauses.map((one) => one.id).filter((one) => marked.has(one))
}

/** A part and all below it, parents first. */
export function partsOf(part: Part): Part[] {
  return part.kind === 'weighted' ? [part, ...part.children.flatMap(partsOf)] : [part]
}
