import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { readScheme } from '../scheme/read/read.js'
import { viewByClause, viewScheme } from '../scheme/show/scheme.js'
import { listCases } from '../factsfile/cases.js'
import { readCaseFiles } from './case-files.js'
import { type Output, plainRefusal, print, refused, widthOf } from './output.js'
import { schemePage } from './page.js'
import { showLines } from './show-text.js'

interface ShowOptions {
  html?: string
  byClause?: boolean
  width?: string
}

/** Adds `kaohe show <scheme>`: clause, sentence, reading and choices; exit 2 when it cannot be read. */
export function addShow(program: Command): void {
  program
    .command('show')
    .description('逐条列出考核办法：条款、标出数字的句子、机器的读法、有关的选择')
    .argument('<scheme>', '考核办法的目录，如 schemes/某一办法')
    .option('--html <file>', '写成一个网页文件，可以打印、核对、签字')
    .option('--by-clause', '按办法的条款顺序：每一条下面列出引用它的全部内容')
    .option('--width <columns>', '按多少列排版，不写即终端的宽度；不足 100 列时上下排列')
    .action((folder: string, options: ShowOptions) => {
      print(show(folder, options, process.stdout.columns))
    })
}

/** The command without its printing; writes the page when one is asked for. */
export function show(folder: string, options: ShowOptions = {}, columns?: number): Output {
  const width = widthOf(options.width, columns)
  if (width === null) return plainRefusal('--width 要写 60 到 400 之间的整数')
  const path = folder.replace(/\/+$/, '')
  const { scheme, problems } = readScheme(path)
  if (scheme === null) return refused(problems)
  const cases = listCases(scheme, readCaseFiles(join(path, 'cases')))
  const view = options.byClause ? viewByClause(scheme, cases) : viewScheme(scheme, cases)
  const { html } = options
  if (html === undefined) return { exitCode: 0, lines: showLines(view, width) }
  try {
    writeFileSync(html, schemePage(view))
  } catch (error) {
    return plainRefusal(`写不进“${html}”：${String(error)}`)
  }
  return { exitCode: 0, lines: [`已写入 ${html}`] }
}
