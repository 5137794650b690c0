import type { WorkingCalendar } from '../calendar/calendar.js'
import { demoCycleOpens, demoYear, demoYearEndPath } from '../demo/bureau.js'
import { demoPast, livePast } from '../demo/past.js'
import type { Roster } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { listCycles, saveCycle, type Cycle } from '../storage/cycles.js'
import type { Storage } from '../storage/database.js'
import { endRun, runDone } from '../storage/jobs.js'
import { keepOtherInputs } from './other-inputs.js'

/**
 * Opens the demonstration's cycle and writes the months it has already lived; goes on where a dead process stopped.
 * Once all is written, it is not even read again.
 */
export async function livedSoFar(
  storage: Storage,
  of: { roster: Roster; scheme: Scheme; calendar: WorkingCalendar },
): Promise<void> {
  const { roster, scheme, calendar } = of
  const bureau = roster.bureau.id
  const run = { bureau, job: 'demonstration-past', period: demoYear }
  if (await runDone(storage.read, run)) return
  const fresh: Cycle = {
    id: `${bureau}.${scheme.id}.${demoYear}`,
    bureau,
    scheme: scheme.id,
    schemeVersion: scheme.version,
    year: Number.parseInt(demoYear, 10),
    state: 'open',
    binding: { tiers: scheme.tiers.map((tier) => tier.id) },
    openedOn: demoCycleOpens,
  }
  const [begun] = await listCycles(storage.read, bureau)
  if (!begun) await storage.transact('work', (tx) => saveCycle(tx, fresh))
  const cycle = begun ?? fresh
  await livePast(storage, demoPast({ roster, scheme, cycle, calendar }))
  await keepOtherInputs(storage, demoYearEndPath, { scheme, bureau, cycle: cycle.id })
  await storage.transact('work', (tx) => endRun(tx, run, null))
}
