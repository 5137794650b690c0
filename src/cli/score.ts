import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { isDay, type Day } from '../base/day.js'
import { canonicalJson } from '../base/json.js'
import { type Problem, problemLine, sortProblems } from '../base/problem.js'
import type { Scheme } from '../scheme/model.js'
import { readScheme } from '../scheme/read.js'
import { scoreCycle } from '../scoring/cycle.js'
import { checkFacts } from '../scoring/facts-check.js'
import { parseFacts } from '../scoring/facts-file.js'
import { inputOf } from '../scoring/facts-input.js'
import type { ScoringInput } from '../scoring/input.js'
import { explainLines, tableLines } from './score-text.js'

interface ScoreOptions {
  scheme: string
  facts: string
  asOf?: string
  json?: boolean
  explain?: string
}

/** What `kaohe score` prints, and how it exits. */
export interface ScoreOutput {
  exitCode: 0 | 2
  lines: string[]
}

/** Adds `kaohe score`: scores a facts file without a server. Exit 2 with every problem, never half a score. */
export function addScore(program: Command): void {
  program
    .command('score')
    .description('按考核办法和事实文件计分，不需要服务')
    .requiredOption('--scheme <folder>', '考核办法的目录，如 schemes/wuhan-civil-servants')
    .requiredOption('--facts <file>', '事实文件（YAML 或 JSON，格式见 schemes/facts.schema.json）')
    .option('--as-of <day>', '计算到哪一天，如 2025-09-30；不写即文件所写或年度最后一天')
    .option('--json', '输出 JSON，分值是精确的十进制文本')
    .option('--explain <id>', '只输出一名考核对象的得分说明')
    .action((options: ScoreOptions) => {
      const { exitCode, lines } = score(options)
      for (const line of lines) console.log(line)
      if (exitCode !== 0) process.exitCode = exitCode
    })
}

/** The command without its printing. */
export function score(options: ScoreOptions): ScoreOutput {
  const { scheme, problems } = readScheme(options.scheme.replace(/\/+$/, ''))
  const read = readInput(scheme, options)
  if (read.input === null) return refused([...problems, ...read.problems])
  const result = scoreCycle(read.input)
  if (options.explain !== undefined) {
    const statement = result.statements.find((one) => one.assessee === options.explain)
    if (statement === undefined) return plainRefusal(`事实文件里没有考核对象“${options.explain}”`)
    const lines = options.json
      ? [canonicalJson(statement)]
      : explainLines(
          statement,
          read.input.scheme,
          result.grades.find((one) => one.assessee === options.explain),
        )
    return { exitCode: 0, lines }
  }
  const lines = options.json ? [canonicalJson(result)] : tableLines(result, read.input.scheme)
  return { exitCode: 0, lines }
}

function refused(problems: Problem[]): ScoreOutput {
  return { exitCode: 2, lines: sortProblems(problems).map(problemLine) }
}

function plainRefusal(message: string): ScoreOutput {
  return { exitCode: 2, lines: [`错误 ${message}`] }
}

/** Reads and checks the facts file; without a scheme its shape alone. */
function readInput(
  scheme: Scheme | null,
  options: ScoreOptions,
): { input: ScoringInput | null; problems: Problem[] } {
  const file = options.facts
  const problems: Problem[] = []
  const asOf = asOfOption(options.asOf)
  if (asOf === null) {
    const message = `“${options.asOf}”不是日期，请写成 2025-09-30 这样`
    problems.push({ code: 'bad-day', level: 'error', message, file: '--as-of', line: 1, column: 1 })
  }
  const content = contentOf(file)
  if (content === null) {
    const message = '文件读不出来，请核对路径'
    problems.push({ code: 'unreadable-file', level: 'error', message, file, line: 1, column: 1 })
    return { input: null, problems }
  }
  const document = parseFacts(content, file)
  problems.push(...document.problems)
  if (scheme === null || document.value === null) return { input: null, problems }
  problems.push(...checkFacts(scheme, document.value, { document }))
  if (problems.length > 0 || asOf === null) return { input: null, problems }
  return { input: inputOf(scheme, document.value, asOf), problems }
}

function asOfOption(text: string | undefined): Day | undefined | null {
  if (text === undefined) return undefined
  return isDay(text) ? text : null
}

function contentOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
