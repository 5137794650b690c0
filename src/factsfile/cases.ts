import { z } from 'zod'
import { day, type Day } from '../base/day.js'
import { parseYaml, type DocumentPath, type YamlDocument } from '../base/document.js'
import { isFigure } from '../base/points.js'
import { type Problem, sortProblems } from '../base/problem.js'
import { withChoices } from '../scheme/model/choices.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { askResult, type ResultAsked } from '../scoring/engine.js'
import { checkFacts, unknownChoices } from './check.js'
import { factsShape, type FactsFile } from './shape.js'
import { inputOf } from './input.js'
import { differencesFrom, type Difference } from './case-compare.js'

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
  counters: byPerson(z.record(z.string(), figureOrNone)).describe('计数: 全年合计'),
  ranks: byPerson(z.string()),
  'group-ranks': byPerson(z.string()).describe('扎口组内的名次'),
  nominees: z.record(z.string(), z.array(z.string())).optional().describe('层次: 建议人选'),
  grades: byPerson(z.string()),
  'grade-states': byPerson(z.string()).describe('不定等次的情形'),
  'period-grades': byPerson(z.record(z.string(), z.string())).describe('期间: 等次'),
  consequences: byPerson(z.array(z.string())).describe(
    '结果运用：到了的、还不知道的，连续几年没有到的，写 标识:yes、no、unknown',
  ),
  bars: byPerson(z.array(z.string())),
  units: z.record(z.string(), figureOrNone).optional().describe('处室账'),
  windows: z
    .record(z.string(), z.string().min(1))
    .optional()
    .describe('期限: 几个工作日；objection/规则 是这一条的异议期，按自然日的写 15 calendar-days'),
  outside: z
    .record(z.string(), z.string().min(1))
    .optional()
    .describe('考核部分: 第三方记不记名，numbered 或 noted；没有第三方的写 none'),
  warnings: z.array(z.string()).optional(),
})
export type Expectation = z.output<typeof expectation>

/** One case: a facts file's content, what it is about, and what must come out. */
const caseShape = z.strictObject({
  case: z.string().min(1).describe('这个案例说明什么'),
  clauses: z.array(z.string()).optional().describe('说明哪些条款；所用规则的条款不必再写'),
  clause: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe('同 clauses'),
  ...factsShape,
  expect: z.array(expectation).min(1, { error: '至少写一组期望的结果' }),
})
type Case = z.output<typeof caseShape>

/** A case file: one case, or several under `cases`. */
export const casesSchema = z.strictObject({ cases: z.array(caseShape).min(1) })

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
  /** Rule ids that some case's facts use, sorted. */
  rules: string[]
  /** Clause ids that cases say they are about, sorted. */
  clauses: string[]
  /** Alternatives, as `choice/alternative`, by which some expected result comes out differently, sorted. */
  alternatives: string[]
}

/** A case and where it stands in its file. */
export interface Placed {
  document: YamlDocument<unknown>
  one: Case
  base: DocumentPath
}

/**
 * Runs case files against a scheme: each case is a facts file's content with `expect`. Whatever comes out
 * differently is a problem at the expected value's position; figures are compared exactly.
 */
export function runCases(scheme: Scheme, files: readonly CaseFile[]): CaseResults {
  const read = files.map(readCaseFile)
  const placed = read.flatMap((file) => file.placed)
  const runs = placed.map((one) => runCase(scheme, one))
  const problems = [
    ...read.flatMap((file) => file.problems),
    ...runs.flatMap((run) => run.problems),
  ]
  const facts = placed.flatMap(({ one }) => one.facts.map((fact) => fact.rule))
  return {
    cases: placed.length,
    expectations: placed.reduce((count, { one }) => count + one.expect.length, 0),
    problems: sortProblems(problems),
    rules: distinct([...facts, ...runs.flatMap((run) => run.rules)]),
    clauses: distinct(placed.flatMap(({ one }) => clausesOf(one))),
    alternatives: distinct(runs.flatMap((run) => run.alternatives)),
  }
}

/** Case files read once, for schemes that are run against them one after another. */
export interface ReadCases {
  placed: readonly Placed[]
  /** What each says, to look for names in. */
  texts: ReadonlyMap<Placed, string>
}

/** Reads case files; those that cannot be read are left out (see `runCases`). */
export function readCases(files: readonly CaseFile[]): ReadCases {
  const placed = files.flatMap(readPlaced)
  return { placed, texts: new Map(placed.map((at) => [at, JSON.stringify(at.one)])) }
}

/** The cases that name something (a rule, a part, a target) first: what is changed about it shows there. */
export function casesNaming({ placed, texts }: ReadCases, id: string | null): ReadCases {
  if (id === null) return { placed, texts }
  const names = (one: Placed) => texts.get(one)?.includes(id) === true
  return { placed: [...placed.filter(names), ...placed.filter((one) => !names(one))], texts }
}

/** Whether some case comes out otherwise than expected with a scheme; the first that does ends it. */
export function isNoticed(scheme: Scheme, cases: ReadCases): boolean {
  return cases.placed.some((at) => {
    const { one, document, base } = at
    if (checkFacts(scheme, one, { document, base }).length > 0) return true
    return one.expect.some((expected) => {
      const { differences } = tryCase(scheme, one, {
        expected,
        answers: { ...one.choices, ...expected.choices },
      })
      return isAny(differences)
    })
  })
}

/** One case as a reader looks for it. */
export interface ListedCase {
  name: string
  file: string
  /** Clauses that it says it is about, and those of the rules that its facts use or that come out computed. */
  clauses: string[]
}

/** The cases of files, in their order; those that cannot be read are left out (see `runCases`). */
export function listCases(scheme: Scheme, files: readonly CaseFile[]): ListedCase[] {
  return files.flatMap(readPlaced).map((at) => {
    const { document, base, one } = at
    const sound = checkFacts(scheme, one, { document, base }).length === 0
    const input = sound ? caseInput(scheme, one, one.expect[0]?.['as-of']) : null
    const computed = input === null ? [] : askResult(input).computedRules
    const rules = [...one.facts.map((fact) => fact.rule), ...computed]
    const used = scheme.rules.filter((rule) => rules.includes(rule.id))
    const clauses = distinct([...clausesOf(one), ...used.map((rule) => rule.clause)])
    return { name: one.case, file: document.file, clauses }
  })
}

function readPlaced(file: CaseFile): Placed[] {
  return readCaseFile(file).placed
}

function readCaseFile({ file, content }: CaseFile): { placed: Placed[]; problems: Problem[] } {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content)
  if (/^cases:/m.test(text)) {
    const document = parseYaml(content, file, casesSchema)
    const cases = document.value?.cases ?? []
    const placed = cases.map((one, index) => ({ document, one, base: ['cases', index] }))
    return { placed, problems: document.problems }
  }
  const document = parseYaml(content, file, caseShape)
  const placed = document.value === null ? [] : [{ document, one: document.value, base: [] }]
  return { placed, problems: document.problems }
}

function clausesOf(one: Case): string[] {
  return [...(one.clauses ?? []), ...[one.clause ?? []].flat()]
}

function distinct(all: readonly string[]): string[] {
  return [...new Set(all)].sort()
}

/** What one case, or one of its groups of expected results, gives. */
interface Run {
  problems: Problem[]
  /** Rules whose computed facts came out. */
  rules: string[]
  alternatives: string[]
}

function runCase(scheme: Scheme, at: Placed): Run {
  const { document, one, base } = at
  const problems = checkFacts(scheme, one, { document, base })
  for (const key of ['clauses', 'clause'] as const) {
    const written = one[key] ?? []
    for (const [index, clause] of [written].flat().entries()) {
      if (scheme.clauses.some((known) => known.id === clause)) continue
      const path = [...base, key, ...(typeof written === 'string' ? [] : [index])]
      problems.push(problemAt(document, path, `考核办法里没有条款“${clause}”，请核对条款号`))
    }
  }
  if (problems.length > 0) return { problems, rules: [], alternatives: [] }
  const runs = one.expect.map((expected, index) =>
    runExpectation(scheme, { document, one, expected, path: [...base, 'expect', index] }),
  )
  return {
    problems: runs.flatMap((run) => run.problems),
    rules: runs.flatMap((run) => run.rules),
    alternatives: runs.flatMap((run) => run.alternatives),
  }
}

function runExpectation(
  scheme: Scheme,
  at: {
    document: YamlDocument<unknown>
    one: Case
    expected: Expectation
    path: DocumentPath
  },
): Run {
  const { document, one, expected, path } = at
  const choices = { ...one.choices, ...expected.choices }
  const unknown = unknownChoices(scheme, choices).map(({ id, message, atKey }): Problem => {
    const look = atKey ? { at: 'key' as const } : {}
    const place = document.positionOf([...path, 'choices', id], look)
    return { code: 'bad-case', level: 'error', message, file: document.file, ...place }
  })
  if (unknown.length > 0) return { problems: unknown, rules: [], alternatives: [] }
  const { result, differences } = tryCase(scheme, one, { expected, answers: choices })
  const problems = [...differences].map((each) =>
    problemAt(document, [...path, ...each.path], each.message, 'case-differs'),
  )
  const alternatives = Object.entries(choices).flatMap(([id, answer]) => {
    const usual = scheme.choices.find((choice) => choice.id === id)?.answer ?? answer
    if (usual === answer) return []
    const otherwise = tryCase(scheme, one, { expected, answers: { ...choices, [id]: usual } })
    return isAny(otherwise.differences) ? [`${id}/${answer}`, `${id}/${usual}`] : []
  })
  return { problems, rules: [...result.computedRules], alternatives }
}

/** A case under some answers: what comes out, and what of it is otherwise than expected, as far as it is looked at. */
function tryCase(
  scheme: Scheme,
  one: Case,
  { expected, answers }: { expected: Expectation; answers: Readonly<Record<string, string>> },
): { result: ResultAsked; differences: Iterable<Difference> } {
  const scored = withChoices(scheme, answers)
  const result = askResult(caseInput(scored, one, expected['as-of']))
  return { result, differences: differencesFrom(expected, scored, result) }
}

function isAny(all: Iterable<unknown>): boolean {
  for (const _ of all) return true
  return false
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
