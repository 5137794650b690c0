import type { WorkingCalendar } from '../calendar/calendar.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { demonstrationIn } from '../demo/bureau.js'
import { demoPast, livePast } from '../demo/past.js'
import { newCycle } from '../flows/cycle/open.js'
import { listCycles, saveCycle } from '../storage/cycles.js'
import type { Storage } from '../storage/database.js'
import { endRun, runDone } from '../storage/jobs.js'

/**
 * Opens the cycle of a demonstration that has a past and writes the months it has already lived; goes on where a dead
 * process stopped. Once all is written, it is not even read again. Nothing for any other bureau.
 */
export async function livedSoFar(
  storage: Storage,
  { folder, roster, schemes: [scheme] }: Pick<BureauFiles, 'folder' | 'roster' | 'schemes'>,
  calendar: WorkingCalendar,
): Promise<void> {
  const past = demonstrationIn(folder)?.past
  if (!past || !scheme) return
  const bureau = roster.bureau.id
  const run = { bureau, job: 'demonstration-past', period: past.year }
  if (await runDone(storage.read, run)) return
  const fresh = newCycle({
    ...{ bureau, scheme, on: past.cycleOpens },
    year: Number.parseInt(past.year, 10),
  })
  const [begun] = await listCycles(storage.read, bureau)
  if (!begun) await storage.transact('work', (tx) => saveCycle(tx, fresh))
  const cycle = begun ?? fresh
  await livePast(storage, demoPast({ roster, scheme, cycle, calendar }))
  await storage.transact('work', (tx) => endRun(tx, run, null))
}
