import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import type { Calendars } from '../calendar/calendars.js'
import type { BureauFiles } from '../deployment/bureau.js'
import type { Storage } from '../storage/database.js'
import { keepRoster, openCycle } from './bureau-files.js'
import { BadSettings } from './config.js'
import { livedSoFar } from './demonstration.js'
import { keepOtherInputs } from './other-inputs.js'

/** Brings each bureau's roster, cycles and imported parts into the database. One that fails is left out. */
export async function beginBureaus(
  found: readonly BureauFiles[],
  of: { storage: Storage; calendars: Pick<Calendars, 'of'>; clock: Clock; log: Log; demo: boolean },
): Promise<BureauFiles[]> {
  const { storage, calendars, clock, log } = of
  const served: BureauFiles[] = []
  for (const bureau of found) {
    try {
      await keepRoster(storage, bureau.roster)
      if (of.demo) await livedSoFar(storage, bureau, calendars.of(bureau.id))
      for (const scheme of bureau.schemes) await openCycle(storage, bureau.id, { scheme, clock })
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

function errorName(thrown: unknown): string {
  return thrown instanceof Error ? thrown.name : 'unknown'
}
