import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { realClock, type Clock } from '../base/clock.js'
import { isDay, type Day } from '../base/day.js'
import { silentLog } from '../base/log.js'
import { packagePath } from '../base/package-root.js'
import { problemLine } from '../base/problem.js'
import { Bureaus } from '../flows/bureau.js'
import { scoringInput } from '../flows/scoring-input.js'
import { readScheme } from '../scheme/read.js'
import { exportFacts } from '../scoring/facts-export.js'
import type { FactsFile } from '../scoring/facts-file.js'
import { listCycles } from '../storage/cycles.js'
import type { Db } from '../storage/database.js'
import { openStorage } from '../storage/open.js'
import { listBureaus } from '../storage/roster-rows.js'
import { StorageError } from '../storage/storage-error.js'

interface ExportOptions {
  data: string
  url?: string
  out: string
  asOf?: string
  bureau?: string
  scheme?: string
}

/** Adds `kaohe export`: the facts file of a bot's database, from which `kaohe score` gives the bot's figures. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('把机器人的台账写成事实文件，可用 kaohe score 重新计分；内置数据库须先停机器人')
    .option('--data <folder>', '机器人的数据目录（KAOHE_DATA）', './data')
    .option('--url <url>', 'PostgreSQL 服务的地址（DATABASE_URL），代替数据目录里的内置数据库')
    .requiredOption('--out <file>', '写到哪个文件（JSON，格式见 schemes/facts.schema.json）')
    .option('--as-of <day>', '截至哪一天，如 2025-12-31；不写即今天')
    .option('--bureau <id>', '数据库里有几个单位时写明是哪一个')
    .option('--scheme <folder>', '考核办法的目录；不写即随程序所带、编号相同的')
    .action(async (options: ExportOptions) => {
      const problem = await exportTo(options)
      if (problem === null) return
      console.error(`错误 ${problem}`)
      process.exitCode = 2
    })
}

/** The command without its printing: null when the file was written, else what is wrong, for people. */
export async function exportTo(options: ExportOptions): Promise<string | null> {
  const { data, url, asOf, out } = options
  if (asOf !== undefined && !isDay(asOf)) {
    return `“${asOf}”不是日期，请写成 2025-12-31 这样`
  }
  if (url === undefined && !existsSync(join(data, 'pgdata'))) {
    return `“${data}”里没有数据库，请核对 --data`
  }
  const clock = realClock()
  try {
    const facts = await read(options, clock, asOf ?? clock.today())
    if (typeof facts === 'string') return facts
    writeFileSync(out, `${JSON.stringify(facts, null, 1)}\n`)
    return null
  } catch (error) {
    if (error instanceof StorageError) return error.message
    throw error
  }
}

async function read(options: ExportOptions, clock: Clock, on: Day): Promise<FactsFile | string> {
  const { data, url } = options
  const where = { dataDir: data, ...(url === undefined ? {} : { url }) }
  const storage = await openStorage({ ...where, clock, log: silentLog })
  try {
    return await factsOf(storage.read, options, on)
  } finally {
    await storage.close()
  }
}

async function factsOf(db: Db, options: ExportOptions, on: Day): Promise<FactsFile | string> {
  const known = await listBureaus(db)
  const [first, ...others] = options.bureau === undefined ? known : [options.bureau]
  if (others.length > 0) return `数据库里有几个单位，请用 --bureau 写明：${known.join('、')}`
  if (first === undefined || !known.includes(first)) return '数据库里没有这个单位的名册'
  const [cycle] = await listCycles(db, first, ['open', 'published'])
  if (cycle === undefined) return '数据库里没有进行中的考核年度'
  const folder = options.scheme ?? packagePath('schemes', cycle.scheme)
  const { scheme, problems } = readScheme(folder)
  if (scheme === null) return `考核办法有错误：\n${problems.map(problemLine).join('\n')}`
  if (scheme.id !== cycle.scheme) {
    return `这个年度用的是考核办法“${cycle.scheme}”，“${folder}”里的是“${scheme.id}”`
  }
  const bureau = await new Bureaus([scheme]).load(db, first, on)
  if (bureau === null) return '数据库里没有进行中的考核年度'
  return exportFacts(await scoringInput(db, bureau, { day: on, sequence: null }))
}
