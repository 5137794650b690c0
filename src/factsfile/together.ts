import { yearOn } from '../base/assessment-year.js'
import { day } from '../base/day.js'
import type { Day } from '../base/day.js'
import type { YamlDocument } from '../base/document.js'
import type { Problem } from '../base/problem.js'
import { ruleOfKind } from '../scheme/model/kinds.js'
import type { OtherResult } from '../scheme/model/results.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { scoreCycle } from '../scoring/engine.js'
import type { ResultRow, ScoringInput } from '../scoring/input.js'
import { resultRows } from '../scoring/result/result-rows.js'
import type { CycleResult } from '../scoring/statement.js'
import { checkFacts, type Elsewhere } from './check.js'
import { inputOf } from './input.js'
import type { FactsFile } from './shape.js'

/** A scheme with its facts, one of several that are scored together. */
export interface Given {
  scheme: Scheme
  facts: FactsFile
  document: YamlDocument<FactsFile>
}

/** What came of one of them. */
export interface Scored {
  input: ScoringInput
  /** With the facts of the others that its scheme counts too. */
  facts: FactsFile
  result: CycleResult
}

/**
 * Scores several schemes and years together: a fact that stands in one file counts in every scheme that counts its kind,
 * and what one scheme finds is the result that another looks at. In the order in which they were given; all problems,
 * and nothing scored, where something is wrong.
 */
export function scoreTogether(
  all: readonly Given[],
  asOf?: Day,
): { scored: Scored[]; problems: Problem[] } {
  const { order, ring } = inOrder(all)
  if (ring !== null) {
    const message = '这几份办法互相要对方的结果，分不出先后；其中一份的结果请写在 results 里'
    return { scored: [], problems: [problemOf(ring, [], 'results-ring', message)] }
  }
  const done = new Map<Given, Scored>()
  const problems: Problem[] = []
  for (const one of order) {
    const ready = readyOf(one, all)
    const computed = rowsFor(one, done)
    const found = [...ready.problems, ...computed.problems]
    problems.push(...found)
    if (found.length > 0) continue
    const made = inputOf(one.scheme, ready.facts, asOf)
    const results = [...(made.results ?? []), ...computed.rows]
    const input = results.length === 0 ? made : { ...made, results }
    done.set(one, { input, facts: ready.facts, result: scoreCycle(input) })
  }
  if (problems.length > 0) return { scored: [], problems }
  return { scored: all.flatMap((one) => done.get(one) ?? []), problems: [] }
}

/** Those whose results somebody needs come before who needs them; `ring`: one that is behind itself. */
function inOrder(all: readonly Given[]): { order: Given[]; ring: Given | null } {
  const order: Given[] = []
  const left = new Set(all)
  while (left.size > 0) {
    const next = [...left].find(
      (one) => ![...left].some((other) => sourcesOf(one, other).length > 0),
    )
    if (next === undefined) return { order, ring: [...left][0] ?? null }
    order.push(next)
    left.delete(next)
  }
  return { order, ring: null }
}

/** The results of a scheme that another of those given finds: of the same year, or its own of an earlier one. */
function sourcesOf(one: Given, other: Given): OtherResult[] {
  if (other === one || other.facts.year > one.facts.year) return []
  if (other.scheme.id === one.scheme.id && other.facts.year === one.facts.year) return []
  return one.scheme.results.filter(({ scheme }) => scheme === other.scheme.id)
}

/** A file with the facts of the others that its scheme counts, checked. */
function readyOf(one: Given, all: readonly Given[]): { facts: FactsFile; problems: Problem[] } {
  const own = new Set(one.facts.facts.map(({ id }) => id))
  const shared = all.flatMap((other) => {
    if (other === one || other.scheme.id === one.scheme.id) return []
    return other.facts.facts.flatMap((fact, index) => {
      const counts = ruleOfKind(one.scheme, fact.rule) !== null
      const within = yearOn(one.scheme.begins, day(fact.day)) === one.facts.year
      if (!counts || !within || own.has(fact.id)) return []
      own.add(fact.id)
      return [{ fact, document: other.document, index }]
    })
  })
  const count = one.facts.facts.length
  const facts = { ...one.facts, facts: [...one.facts.facts, ...shared.map(({ fact }) => fact)] }
  const elsewhere: Elsewhere = ([section, index, ...rest]) => {
    const from =
      section === 'facts' && typeof index === 'number' ? shared[index - count] : undefined
    return from === undefined
      ? null
      : { document: from.document, path: ['facts', from.index, ...rest] }
  }
  return { facts, problems: checkFacts(one.scheme, facts, { document: one.document, elsewhere }) }
}

/** What the others found, as rows of this one's results; a result that is also written is a problem. */
function rowsFor(
  one: Given,
  done: ReadonlyMap<Given, Scored>,
): { rows: ResultRow[]; problems: Problem[] } {
  const problems: Problem[] = []
  const whoseRows = new Set([
    ...one.facts.roster.units.map(({ id }) => id),
    ...one.scheme.units.map(({ id }) => id),
    ...one.facts.roster.people.map(({ id }) => id),
  ])
  const rows = [...done].flatMap(([other, { result: found }]) =>
    sourcesOf(one, other).flatMap((result) => {
      const made = resultRows(result, found)
      for (const { of, found: figure } of made.misfits) {
        if (!whoseRows.has(of)) continue
        const message = `“${other.scheme.id}”算出“${of}”是 ${figure}，不在结果“${result.id}”所写的里面；请改考核办法的 results`
        problems.push(problemOf(one, ['scheme'], 'result-misfit', message))
      }
      return made.rows.filter(({ of }) => whoseRows.has(of))
    }),
  )
  const computed = new Set(rows.map(({ result, of, year }) => `${result} ${of} ${year}`))
  for (const [index, { result, of, year }] of one.facts.results.entries()) {
    if (!computed.has(`${result} ${of} ${year ?? one.facts.year}`)) continue
    const message = `“${of}”的结果“${result}”由一起计分的办法算出，这里不用写，请删去`
    problems.push(problemOf(one, ['results', index], 'result-computed', message))
  }
  return { rows, problems }
}

function problemOf(
  { document }: Given,
  path: (string | number)[],
  code: string,
  message: string,
): Problem {
  return { code, level: 'error', message, file: document.file, ...document.positionOf(path) }
}
