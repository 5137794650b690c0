import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { realClock, type Clock } from '../base/clock.js'
import { isDay, type Day } from '../base/day.js'
import { silentLog } from '../base/log.js'
import { packagePath } from '../base/package-root.js'
import { problemLine } from '../base/problem.js'
import { openCalendar } from '../calendar/calendar.js'
import { slices } from '../flows/all.js'
import { Bureaus } from '../flows/bureau.js'
import { Folds } from '../flows/folds.js'
import { scoringInput } from '../flows/scoring-input.js'
import { readScheme } from '../scheme/read/read.js'
import { exportFacts } from '../factsfile/export.js'
import type { FactsFile } from '../factsfile/shape.js'
import { listCycles } from '../storage/cycles.js'
import type { Db } from '../storage/database.js'
import { openStorage } from '../storage/open.js'
import { listBureaus } from '../storage/roster-rows.js'
import { StorageError } from '../storage/storage-error.js'

/** What to export, from where and as of which day. */
export interface ExportOptions {
  data: string
  url?: string
  out: string
  asOf?: string
  bureau?: string
  scheme?: string
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
  const bureaus = new Bureaus({
    known: () => ({ schemes: new Map([[scheme.id, scheme]]), calendar: openCalendar() }),
    folds: new Folds(slices),
    clock: db.clock,
  })
  const situation = await bureaus.situation(db, first)
  const running = situation?.bureau.cycles.find((each) => each.id === cycle.id)
  if (!situation || !running) return '数据库里没有进行中的考核年度'
  return exportFacts(scoringInput(situation, running, on))
}
