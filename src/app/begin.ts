import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import type { Calendars } from '../calendar/calendars.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { yearOn } from '../base/assessment-year.js'
import { openCycle } from '../flows/cycle/open.js'
import { listCycles } from '../storage/cycles.js'
import type { Storage } from '../storage/database.js'
import type { FileStore } from '../storage/files.js'
import { hold } from '../storage/locks.js'
import { keepRoster } from './bureau-files.js'
import { BadSettings } from './config.js'
import { livedSoFar } from './demonstration.js'
import { keepOtherInputs } from './other-inputs.js'

/** Brings each bureau's roster, cycles and imported parts into the database. One that fails is left out. */
export async function beginBureaus(
  found: readonly BureauFiles[],
  of: {
    storage: Storage
    files: FileStore
    calendars: Pick<Calendars, 'of'>
    clock: Clock
    log: Log
    demo: boolean
  },
): Promise<BureauFiles[]> {
  const { storage, files, calendars, clock, log } = of
  const served: BureauFiles[] = []
  for (const bureau of found) {
    try {
      await keepRoster(storage, bureau.roster)
      if (of.demo) await livedSoFar(storage, bureau, { calendar: calendars.of(bureau.id), files })
      if (of.demo) await openYear(storage, bureau, clock)
      await keepOtherInputs(storage, bureau, log)
      served.push(bureau)
    } catch (thrown) {
      if (found.length === 1) throw thrown
      log.error('bureau-unready', { bureau: bureau.id, error: errorName(thrown) })
    }
  }
  if (served.length === 0)
    throw new BadSettings('没有一个单位能开始工作，请看日志里的 bureau-unready')
  return served
}

/** Opens this year's cycles of a demonstration that has none running: elsewhere the office does, in chat. */
async function openYear(
  storage: Storage,
  { id: bureau, schemes }: Pick<BureauFiles, 'id' | 'schemes'>,
  clock: Clock,
): Promise<void> {
  const on = clock.today()
  await storage.transact('work', async (tx) => {
    // Of replicas that start at once one opens it.
    await hold(
      tx,
      bureau,
      schemes.map(({ id }) => ({ kind: 'cycles', id })),
    )
    const running = await listCycles(tx, bureau, ['open', 'published'])
    for (const scheme of schemes) {
      if (running.some((cycle) => cycle.scheme === scheme.id)) continue
      const year = Number.parseInt(yearOn(scheme.begins, on), 10)
      await openCycle(tx, { bureau, scheme, year, on, by: 'system' })
    }
  })
}

function errorName(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : 'unknown'
}
