import {
  inJanuary,
  periodId,
  periodOccasion,
  type YearBegins,
  yearOn,
  yearSpan,
} from '../base/assessment-year.js'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { realClock } from '../base/clock.js'
import { packagePath } from '../base/package-root.js'
import { type Output, plainRefusal, print } from './output.js'

interface NewOptions {
  assessee: string
  /** The year of the regulation, four digits. */
  year?: string
  /** The month in which its assessment years begin, `9`, or `last-12` of the year before. */
  begins?: string
}

const idPattern = /^[a-z][a-z0-9-]*$/
const files = [
  'scheme.yaml',
  'rules.yaml',
  'choices.yaml',
  join('cases', 'first.yaml'),
  'example-facts.yaml',
]

/** Adds `kaohe new <folder>`: a small scheme that checks clean, to be changed into one's own. */
export function addNew(program: Command): void {
  program
    .command('new')
    .description('新建一份可以照着改的考核办法：带说明、案例和事实文件的例子')
    .argument('<folder>', '新目录，如 schemes/my-office；目录名就是办法的标识')
    .option('--assessee <kind>', '考核对象：person 个人，unit 部门', 'person')
    .option('--year <year>', '办法的年份；不写就是今天所在的年度')
    .option('--begins <month>', '年度从几月起，如 9；从上一年 12 月起写 last-12；不写就是一月')
    .action((folder: string, options: NewOptions) => print(create(folder, options)))
}

/** The command without its printing. Refuses a folder with anything in it, and writes nothing then. */
export function create(folder: string, { assessee, ...written }: NewOptions): Output {
  const id = basename(resolve(folder))
  if (assessee !== 'person' && assessee !== 'unit') {
    return plainRefusal(`--assessee 只能写 person（个人）或 unit（部门），写的是“${assessee}”`)
  }
  const begins = beginsOf(written.begins)
  if (begins === null) {
    return plainRefusal(
      `--begins 写 1 到 12 的月份，或 last-12 这样（上一年的月份），写的是“${written.begins ?? ''}”`,
    )
  }
  const year = written.year ?? yearOn(begins, realClock().today())
  if (!/^\d{4}$/.test(year)) return plainRefusal(`--year 写四位数字，如 2026，写的是“${year}”`)
  if (!idPattern.test(id)) {
    return plainRefusal(`目录名“${id}”要用作标识：小写英文字母开头，只用字母、数字和连字符`)
  }
  if (existsSync(folder) && !isEmptyFolder(folder)) {
    return plainRefusal(`“${folder}”已经有内容，请换一个新目录，或先清空它`)
  }
  const words = { __ID__: id, __SCHEMAS__: schemasFrom(folder) }
  try {
    for (const file of files) {
      const target = join(folder, file)
      mkdirSync(dirname(target), { recursive: true })
      const text = readFileSync(packagePath('src', 'cli', 'scaffold', assessee, file), 'utf8')
      const deeper =
        dirname(file) === '.' ? words : { ...words, __SCHEMAS__: `../${words.__SCHEMAS__}` }
      writeFileSync(target, filled(text, { year, begins, words: deeper }))
    }
  } catch (error) {
    return plainRefusal(`写不进“${folder}”：${String(error)}`)
  }
  return {
    exitCode: 0,
    lines: [
      `已建好 ${folder}：${files.join('、')}`,
      `检查  npx kaohe check ${folder}`,
      `查看  npx kaohe show ${folder}`,
      `计分  npx kaohe score ${join(folder, 'example-facts.yaml')}`,
    ],
  }
}

function isEmptyFolder(folder: string): boolean {
  return statSync(folder).isDirectory() && readdirSync(folder).length === 0
}

/** Where the JSON Schemas and the handbook of the language are, seen from the new folder. */
function schemasFrom(folder: string): string {
  return relative(resolve(folder), packagePath('schemes')).replaceAll('\\', '/')
}

/** `9`, `last-12`; null for what is neither. */
function beginsOf(written: string | undefined): YearBegins | null {
  if (written === undefined) return inJanuary
  const [, last, month] = /^(last-)?([1-9]|1[0-2])$/.exec(written) ?? []
  if (month === undefined) return null
  return { month: Number.parseInt(month, 10), in: last === undefined ? 'this-year' : 'last-year' }
}

/** The text with its words, its days in the assessment year, and what it says of where that begins. */
function filled(
  text: string,
  of: { year: string; begins: YearBegins; words: Readonly<Record<string, string>> },
): string {
  const { year, begins } = of
  const dated = text
    .replaceAll('__END__', yearSpan(begins, year).to)
    .replaceAll(/__YEAR__-(\d\d)/g, (_, month: string) => periodId(begins, year, month))
    .replaceAll('year: "__YEAR__"', `year: ${yearText(year, begins)}`)
    .replaceAll('__YEAR__', year)
  return Object.entries(of.words).reduce((all, [word, value]) => all.replaceAll(word, value), dated)
}

function yearText(year: string, begins: YearBegins): string {
  if (periodOccasion(begins, `${year}-year`) === `${year}-year`) return `"${year}"`
  const last = begins.in === 'last-year' ? '上一年' : '每年'
  const says = `考核年度从${last} {month=${begins.month}} 月起`
  const month = begins.in === 'last-year' ? 'last-year $month' : '$month'
  return `{ of: "${year}", clause: 第一条, says: "${says}", month: ${month} }`
}
