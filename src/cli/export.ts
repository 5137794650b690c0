import { writeFileSync } from 'node:fs'
import { day, isDay } from '../base/day.js'
import { problemLine } from '../base/problem.js'
import { openCalendar } from '../calendar/calendar.js'
import { slices } from '../flows/all.js'
import { Bureaus } from '../flows/bureau.js'
import { Folds } from '../flows/folds.js'
import { scoringInput } from '../flows/scoring-input.js'
import { SchemeShelf } from '../deployment/schemes.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { readScheme } from '../scheme/read/read.js'
import { exportFacts } from '../factsfile/export.js'
import type { FactsFile } from '../factsfile/shape.js'
import { listCycles } from '../storage/cycles.js'
import type { Db } from '../storage/database.js'
import { cycleIn, readFrom, type Source } from './database.js'

/** What to export, from where and as of which day. */
export interface ExportOptions extends Source {
  out: string
  asOf?: string
  bureau?: string
  /** Id of the cycle, where the bureau has several. */
  cycle?: string
  /** Folder of its scheme; the one that ships when left out. */
  scheme?: string
}

/** The command without its printing: null when the file was written, else what is wrong, for people. */
export async function exportTo(options: ExportOptions): Promise<string | null> {
  const { asOf, out } = options
  if (asOf !== undefined && !isDay(asOf)) {
    return `“${asOf}”不是日期，请写成 2025-12-31 这样`
  }
  const own = options.scheme === undefined ? null : readScheme(options.scheme)
  if (own && !own.scheme) return `考核办法有错误：\n${own.problems.map(problemLine).join('\n')}`
  const facts = await readFrom(options, (db) => factsOf(db, options, own?.scheme ?? null))
  if (typeof facts === 'string') return facts
  writeFileSync(out, `${JSON.stringify(facts, null, 1)}\n`)
  return null
}

async function factsOf(
  db: Db,
  options: ExportOptions,
  own: Scheme | null,
): Promise<FactsFile | string> {
  const cycle = await cycleIn(db, { ...options, scheme: own?.id })
  if (typeof cycle === 'string') return cycle
  const shelf = new SchemeShelf(process.env.KAOHE_SCHEMES)
  const schemes = new Map<string, Scheme>()
  // What one regulation finds is the result that another looks at: those of the bureau's other cycles are read too.
  for (const { scheme: id } of await listCycles(db, cycle.bureau)) {
    const folder = shelf.find(id, '.')
    const read = own?.id === id ? own : folder && shelf.read(folder).scheme
    if (read) schemes.set(id, read)
  }
  if (!schemes.has(cycle.scheme)) {
    return `找不到考核办法“${cycle.scheme}”，或它有错误；请用 --scheme 写明它的目录`
  }
  const asOf = options.asOf === undefined ? db.clock.today() : day(options.asOf)
  const bureaus = new Bureaus({
    known: () => ({ schemes, calendar: openCalendar() }),
    folds: new Folds(slices),
    clock: db.clock,
  })
  const situation = await bureaus.situation(db, cycle.bureau)
  const running = situation?.bureau.cycles.find((each) => each.id === cycle.id)
  if (!situation || !running) return '数据库里没有进行中的考核年度'
  return exportFacts(scoringInput(situation, running, asOf))
}
