import type { Command } from 'commander'
import { canonicalJson } from '../base/json.js'
import { scoreCycle } from '../scoring/engine.js'
import { type Output, plainRefusal, print, refused, widthOf } from './output.js'
import { cycleLines, notAssessed, statementLines } from './score-lines.js'
import { scoreSeveral } from './score-several.js'
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
    .argument(
      '[facts...]',
      '事实文件（YAML 或 JSON，格式见 schemes/facts.schema.json）；几份一起写，一份办法的结果就是另一份要看的',
    )
    .option('--facts <file>', '事实文件，也可以写在这里')
    .option('--scheme <folder>', '考核办法的目录；不写即事实文件里 scheme 所写的')
    .option('--as-of <day>', '计算到哪一天，如 2025-09-30；不写即文件所写或年度最后一天')
    .option('--choices <file>', '另行决定的选择，每行“选择: 可选项”，压过事实文件里的 choices')
    .option('--explain <id>', '只输出一名考核对象的得分说明')
    .option('--json', '输出 JSON，分值是精确的十进制文本')
    .option('--width <columns>', '说明按多少列排版，不写即终端的宽度')
    .action((written: string[], options: Omit<ScoreOptions, 'facts'> & { facts?: string }) => {
      const [facts = options.facts, ...others] = written
      if (facts === undefined) print(plainRefusal('请写明事实文件：kaohe score 事实文件'))
      else if (others.length === 0) print(score({ ...options, facts }, process.stdout.columns))
      else print(scoreSeveral({ ...options, facts, others }, process.stdout.columns))
    })
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
  const { explain: id, json = false } = options
  if (id === undefined) {
    const result = scoreCycle(input)
    const lines = json ? [canonicalJson(result)] : cycleLines(result, input, facts)
    return { exitCode: 0, lines }
  }
  if (!input.assessees.some((one) => one.id === id)) return notAssessed([input], id)
  return { exitCode: 0, lines: statementLines(input, facts, { id, json, width }) }
}
