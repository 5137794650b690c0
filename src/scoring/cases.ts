import { z } from 'zod'
import { day, type Day } from '../base/day.js'
import { parseYaml, type DocumentPath, type YamlDocument } from '../base/document.js'
import { isFigure } from '../base/points.js'
import { type Problem, sortProblems } from '../base/problem.js'
import { withChoices } from '../scheme/choices.js'
import type { Scheme } from '../scheme/model.js'
import { scoreCycle } from './cycle.js'
import { checkFacts } from './facts-check.js'
import { factsShape, type FactsFile } from './facts-file.js'
import { inputOf } from './facts-input.js'
import { compareExpected } from './case-compare.js'

const figureOrNone = z.string().refine((text) => text === 'none' || isFigure(text), {
  error: '请写十进制数字，或 none（没有）',
})
const byPerson = <T extends z.ZodType>(value: T) => z.record(z.string(), value).optional()

/** What a case expects at one day under one set of choices. Only what is written is compared. */
const expectation = z.strictObject({
  'as-of': z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  choices: z.record(z.string(), z.string()).optional(),
  totals: byPerson(figureOrNone).describe('总分；none 表示还不能定'),
  settled: byPerson(figureOrNone),
  lowest: byPerson(figureOrNone),
  highest: byPerson(figureOrNone),
  parts: byPerson(z.record(z.string(), figureOrNone)).describe('各部分计入总分的分'),
  'not-counted': byPerson(z.record(z.string(), z.string())).describe('事实: 不计的原因'),
  ranks: byPerson(z.string()),
  nominees: z.record(z.string(), z.array(z.string())).optional().describe('层次: 建议人选'),
  grades: byPerson(z.string()),
  bars: byPerson(z.array(z.string())),
  units: z.record(z.string(), figureOrNone).optional().describe('处室账'),
  warnings: z.array(z.string()).optional(),
})
export type Expectation = z.output<typeof expectation>

/** One case file: a facts file's content, what it is about, and what must come out. */
export const caseSchema = z.strictObject({
  case: z.string().min(1).describe('这个案例说明什么'),
  clauses: z.array(z.string()).default([]).describe('说明哪些条款；所用规则的条款不必再写'),
  ...factsShape,
  expect: z.array(expectation).min(1, { error: '至少写一组期望的结果' }),
})
type Case = z.output<typeof caseSchema>

/** A case file's text and where it comes from. */
export interface CaseFile {
  file: string
  content: Uint8Array | string
}

/** What running cases gives. */
export interface CaseResults {
  /** Cases run. */
  cases: number
  /** Groups of expected results compared. */
  expectations: number
  /** Sorted; empty when every case comes out as expected. */
  problems: Problem[]
}

/**
 * Runs case files against a scheme: each is a facts file's content with `expect`. Whatever comes out
 * differently is a problem at the expected value's position; figures are compared exactly.
 */
export function runCases(scheme: Scheme, files: readonly CaseFile[]): CaseResults {
  const results: CaseResults = { cases: 0, expectations: 0, problems: [] }
  for (const { file, content } of files) {
    const document = parseYaml(content, file, caseSchema)
    results.problems.push(...document.problems)
    if (document.value === null) continue
    results.cases += 1
    results.expectations += document.value.expect.length
    results.problems.push(...runCase(scheme, document, document.value))
  }
  return { ...results, problems: sortProblems(results.problems) }
}

function runCase(scheme: Scheme, document: YamlDocument<unknown>, one: Case): Problem[] {
  const problems = checkFacts(scheme, one, { document })
  if (problems.length > 0) return problems
  return one.expect.flatMap((expected, index) =>
    expectationProblems(scheme, { document, one, expected, path: ['expect', index] }),
  )
}

function expectationProblems(
  scheme: Scheme,
  at: {
    document: YamlDocument<unknown>
    one: Case
    expected: Expectation
    path: DocumentPath
  },
): Problem[] {
  const { document, one, expected, path } = at
  const choices = { ...one.choices, ...expected.choices }
  const unknown = Object.entries(choices).filter(
    ([id, answer]) =>
      !scheme.choices.some(
        (choice) => choice.id === id && choice.alternatives.some((other) => other.id === answer),
      ),
  )
  if (unknown.length > 0) {
    return unknown.map(([id, answer]) =>
      problemAt(document, [...path, 'choices', id], `没有选择“${id}”的答案“${answer}”`),
    )
  }
  const asOf = expected['as-of']
  const result = scoreCycle(caseInput(withChoices(scheme, choices), one, asOf))
  return compareExpected(expected, result).map((one) =>
    problemAt(document, [...path, ...one.path], one.message, 'case-differs'),
  )
}

function caseInput(scheme: Scheme, one: Case, asOf: string | undefined) {
  const { choices: _, ...facts } = one
  const plain: FactsFile = facts
  const on: Day | undefined = asOf === undefined ? undefined : day(asOf)
  return inputOf(scheme, plain, on)
}

function problemAt(
  document: YamlDocument<unknown>,
  path: DocumentPath,
  message: string,
  code = 'bad-case',
): Problem {
  return { code, level: 'error', message, file: document.file, ...document.positionOf(path) }
}
