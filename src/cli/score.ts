import type { Command } from 'commander'
import { canonicalJson } from '../base/json.js'
import { scoreCycle, scoreOne, standingsOf } from '../scoring/engine.js'
import type { FactsFile } from '../factsfile/shape.js'
import type { ScoringInput } from '../scoring/input.js'
import { explainLines } from './explain.js'
import { namesOf } from './explain-names.js'
import { type Output, plainRefusal, print, refused, widthOf } from './output.js'
import { laterLines } from './score-notes.js'
import { tableLines } from './score-text.js'
import { problemIn, readAsOf, readFacts, readInput, schemeFolder } from './scoring-files.js'

interface ScoreOptions {
  /** The facts file. */
  facts: string
  /** The scheme's folder; by the facts file's `scheme` when absent. */
  scheme?: string
  choices?: string
  asOf?: string
  json?: boolean
  explain?: string
  width?: string
}

/** Adds `kaohe score`: scores a facts file without a server. Exit 2 with every problem, never half a score. */
export function addScore(program: Command): void {
  program
    .command('score')
    .description('按考核办法和事实文件计分，不需要服务；有问题就全部列出，不给分数')
    .argument('[facts]', '事实文件（YAML 或 JSON，格式见 schemes/facts.schema.json）')
    .option('--facts <file>', '事实文件，也可以写在这里')
    .option('--scheme <folder>', '考核办法的目录；不写即事实文件里 scheme 所写的')
    .option('--as-of <day>', '计算到哪一天，如 2025-09-30；不写即文件所写或年度最后一天')
    .option('--choices <file>', '另行决定的选择，每行“选择: 可选项”，压过事实文件里的 choices')
    .option('--explain <id>', '只输出一名考核对象的得分说明')
    .option('--json', '输出 JSON，分值是精确的十进制文本')
    .option('--width <columns>', '说明按多少列排版，不写即终端的宽度')
    .action(
      (argument: string | undefined, options: Omit<ScoreOptions, 'facts'> & { facts?: string }) => {
        const facts = argument ?? options.facts
        if (facts === undefined) print(plainRefusal('请写明事实文件：kaohe score 事实文件'))
        else print(score({ ...options, facts }, process.stdout.columns))
      },
    )
}

/** The command without its printing; `columns` is the width of the terminal, when it is one. */
export function score(options: ScoreOptions, columns?: number): Output {
  const width = widthOf(options.width, columns)
  if (width === null) return plainRefusal('--width 要写 60 到 400 之间的整数')
  const asOf = readAsOf(options.asOf)
  const read = readFacts(options.facts)
  const folder = schemeFolder(options.scheme, read, options.facts)
  const before = [...asOf.problems, ...read.problems]
  if (folder === null) {
    const message = '不知道用哪份考核办法：请写 --scheme 目录，或在事实文件里写 scheme'
    return refused(before.length > 0 ? before : [problemIn(options.facts, 'no-scheme', message)])
  }
  const { input, facts, problems } = readInput(read, {
    folder,
    choices: options.choices,
    asOf: asOf.day,
  })
  const all = [...before, ...problems]
  if (input === null || facts === null || all.length > 0) return refused(all)
  return options.explain === undefined
    ? wholeCycle(input, facts, options)
    : oneStatement(input, facts, { id: options.explain, json: options.json === true, width })
}

function wholeCycle(input: ScoringInput, facts: FactsFile, { json }: ScoreOptions): Output {
  const result = scoreCycle(input)
  if (json) return { exitCode: 0, lines: [canonicalJson(result)] }
  const lines = [...tableLines(result, input.scheme), ...laterLines(facts, input.asOf)]
  return { exitCode: 0, lines }
}

/** One statement alone: the others are ranked, not explained. */
function oneStatement(
  input: ScoringInput,
  facts: FactsFile,
  asked: { id: string; json: boolean; width: number },
): Output {
  if (!input.assessees.some((one) => one.id === asked.id)) {
    const ids = input.assessees.map((one) => one.id)
    const more = ids.length > 20 ? ` 等 ${ids.length} 个` : ''
    const known = `${ids.slice(0, 20).join('、')}${more}`
    return plainRefusal(`事实文件里没有考核对象“${asked.id}”，有的是：${known}`)
  }
  const statement = scoreOne(input, asked.id)
  if (asked.json) return { exitCode: 0, lines: [canonicalJson(statement)] }
  const { scheme, year } = input
  const result = {
    year,
    scheme: { id: scheme.id, version: scheme.version },
    choices: Object.fromEntries(scheme.choices.map((one) => [one.id, one.answer])),
    ...standingsOf(input),
  }
  const lines = explainLines(statement, result, namesOf(scheme, facts, statement), asked.width)
  lines.push(...laterLines(facts, input.asOf))
  return { exitCode: 0, lines }
}
