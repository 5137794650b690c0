import { canonicalJson } from '../base/json.js'
import type { FactsFile } from '../factsfile/shape.js'
import { scoreOne, standingsOf } from '../scoring/engine.js'
import type { ScoringInput } from '../scoring/input.js'
import type { CycleResult } from '../scoring/statement.js'
import { explainLines } from './explain.js'
import { namesOf } from './explain-names.js'
import { type Output, plainRefusal } from './output.js'
import { alikeLines, laterLines } from './score-notes.js'
import { tableLines } from './score-text.js'

/** A cycle as a table, with what lies after its day. */
export function cycleLines(result: CycleResult, input: ScoringInput, facts: FactsFile): string[] {
  return [
    ...tableLines(result, input.scheme),
    ...alikeLines(facts),
    ...laterLines(facts, input.asOf, input.scheme),
  ]
}

/** Refuses to explain who is not assessed. */
export function notAssessed(inputs: readonly ScoringInput[], id: string): Output {
  const ids = inputs.flatMap((input) => input.assessees.map((one) => one.id))
  const more = ids.length > 20 ? ` 等 ${ids.length} 个` : ''
  const known = `${ids.slice(0, 20).join('、')}${more}`
  return plainRefusal(`事实文件里没有考核对象“${id}”，有的是：${known}`)
}

/** One statement alone: the others are ranked, not explained. */
export function statementLines(
  input: ScoringInput,
  facts: FactsFile,
  asked: { id: string; json: boolean; width: number },
): string[] {
  const statement = scoreOne(input, asked.id)
  if (asked.json) return [canonicalJson(statement)]
  const { scheme, year } = input
  const result = {
    year,
    scheme: { id: scheme.id, version: scheme.version },
    choices: Object.fromEntries(scheme.choices.map((one) => [one.id, one.answer])),
    ...standingsOf(input),
  }
  const lines = explainLines(statement, result, namesOf(scheme, facts, statement), asked.width)
  return [...lines, ...laterLines(facts, input.asOf, scheme)]
}
