import type { Command } from 'commander'
import { canonicalJson } from '../base/json.js'
import { withChoices } from '../scheme/model/choices.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { changedEntries } from '../scheme/show/changes.js'
import { compareResults } from '../scoring/result/compare.js'
import { scoreCycle } from '../scoring/engine.js'
import type { ScoringInput } from '../scoring/input.js'
import { type AnsweredChoice, type Comparison, diffLines } from './diff-text.js'
import { type Output, plainRefusal, print, refused, widthOf } from './output.js'
import { problemIn, readAsOf, readFacts, readInput, schemeFolder } from './scoring-files.js'

interface DiffOptions {
  facts: string
  /** One or two folders: before and after. */
  scheme?: string[]
  /** One file: after; two: before and after. */
  choices?: string[]
  asOf?: string
  json?: boolean
  width?: string
}

/** Adds `kaohe diff`: exit 0 when nobody's result differs, 1 when one does, 2 with problems. */
export function addDiff(program: Command): void {
  const collect = (one: string, all: string[] | undefined) => [...(all ?? []), one]
  program
    .command('diff')
    .description('同一份事实，按两份办法或两组选择各算一次：谁变了、变多少、因为哪一条')
    .argument('<facts>', '事实文件')
    .option('--scheme <folder>', '考核办法的目录；写两次就是之前和之后两份', collect)
    .option(
      '--choices <file>',
      '另行决定的选择，每行“选择: 可选项”；写一次是之后的，写两次是之前和之后的',
      collect,
    )
    .option('--as-of <day>', '计算到哪一天，如 2025-09-30')
    .option('--json', '输出 JSON，分值是精确的十进制文本')
    .option('--width <columns>', '按多少列排版，不写即终端的宽度')
    .addHelpText('after', '\n退出码：0 没有差别，1 有差别，2 文件有问题（全部列出）')
    .action((facts: string, options: Omit<DiffOptions, 'facts'>) => {
      print(diff({ ...options, facts }, process.stdout.columns))
    })
}

/** The command without its printing. */
export function diff(options: DiffOptions, columns?: number): Output {
  const { scheme: folders = [], choices = [] } = options
  const width = widthOf(options.width, columns)
  if (width === null) return plainRefusal('--width 要写 60 到 400 之间的整数')
  if (folders.length > 2 || choices.length > 2) {
    return plainRefusal('--scheme 和 --choices 各最多写两次：之前、之后')
  }
  const asOf = readAsOf(options.asOf)
  const read = readFacts(options.facts)
  const first = schemeFolder(folders[0], read, options.facts)
  const early = [...asOf.problems, ...read.problems]
  if (first === null) {
    const message = '不知道用哪份考核办法：请写 --scheme 目录，或在事实文件里写 scheme'
    return refused(early.length > 0 ? early : [problemIn(options.facts, 'no-scheme', message)])
  }
  const second = folders[1]?.replace(/\/+$/, '') ?? first
  const side = (folder: string, file: string | undefined) =>
    readInput(read, { folder, choices: file, asOf: asOf.day, anyScheme: first !== second })
  const before = side(first, choices.length === 2 ? choices[0] : undefined)
  const after = side(second, choices.at(-1))
  const seen = new Set<string>()
  const problems = [...early, ...before.problems, ...after.problems].filter((one) => {
    const key = JSON.stringify(one)
    return !seen.has(key) && seen.add(key)
  })
  if (before.input === null || after.input === null || problems.length > 0) return refused(problems)
  const found = compared(before.input, after.input)
  const { difference } = found
  const exitCode = difference.moved.length + difference.ledgers.length > 0 ? 1 : 0
  const from = {
    before: sourceText(first, choices.length === 2 ? choices[0] : undefined),
    after: sourceText(second, choices.at(-1)),
  }
  const lines = options.json ? [canonicalJson(jsonOf(found))] : diffLines(found, from, width)
  return { exitCode, lines }
}

function sourceText(folder: string, choices: string | undefined): string {
  return choices === undefined ? folder : `${folder}，选择另按 ${choices}`
}

/** Both sides scored and compared; where several answers of one scheme differ, each of them alone as well. */
function compared(before: ScoringInput, after: ScoringInput): Comparison {
  const first = scoreCycle(before)
  const difference = compareResults(first, scoreCycle(after))
  const choices = answersOf(before.scheme, after.scheme)
  const sameScheme = before.scheme.version === after.scheme.version
  const alone =
    sameScheme && choices.length > 1
      ? choices.map((choice) => {
          const scheme = withChoices(before.scheme, { [choice.id]: choice.after ?? '' })
          const result = scoreCycle({ ...before, scheme })
          return { choice: choice.id, difference: compareResults(first, result) }
        })
      : []
  const entries = sameScheme ? [] : changedEntries(before.scheme, after.scheme)
  return { before, after, choices, entries, difference, alone }
}

/** Choices that the two sides answer differently, or that one side does not have. */
function answersOf(before: Scheme, after: Scheme): AnsweredChoice[] {
  const ids = [...after.choices, ...before.choices].map((one) => one.id)
  return [...new Set(ids)].flatMap((id) => {
    const answer = (scheme: Scheme) => scheme.choices.find((one) => one.id === id)?.answer ?? null
    const [from, to] = [answer(before), answer(after)]
    return from === to ? [] : [{ id, before: from, after: to }]
  })
}

function jsonOf({ before, after, choices, entries, difference, alone }: Comparison): unknown {
  const of = ({ scheme }: ScoringInput) => ({
    scheme: scheme.id,
    version: scheme.version,
    choices: Object.fromEntries(scheme.choices.map((one) => [one.id, one.answer])),
  })
  const { year, asOf } = after
  return {
    year,
    asOf,
    before: of(before),
    after: of(after),
    choices,
    entries,
    ...difference,
    alone,
  }
}
