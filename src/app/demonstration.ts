import type { Day } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { demonstrationIn } from '../demo/bureau.js'
import { type LivedBureau, liveThrough, readPast } from '../demo/lived/live.js'
import { demoPast, livePast } from '../demo/past.js'
import { newCycle } from '../flows/cycle/open.js'
import { listCycles, saveCycle } from '../storage/cycles.js'
import type { Storage } from '../storage/database.js'
import type { FileStore } from '../storage/files.js'
import { endRun, runDone } from '../storage/jobs.js'

/**
 * Writes the months that a demonstration has already lived, its cycles with them; goes on where a dead process stopped.
 * Once all is written, it is not even read again. Nothing for any other bureau.
 */
export async function livedSoFar(
  storage: Storage,
  bureau: LivedBureau & Pick<BureauFiles, 'folder'>,
  of: { calendar: WorkingCalendar; files: FileStore },
): Promise<void> {
  const found = demonstrationIn(bureau.folder)
  if (!found?.past) return
  const { start, past } = found
  if ('file' in past) {
    await liveThrough(storage, bureau, { ...of, past: readPast(past.file), until: start })
  } else await writePast(storage, bureau, { ...past, calendar: of.calendar })
}

/** The usual demonstration's past is long: its entries are written as the flows would have. */
async function writePast(
  storage: Storage,
  { id: bureau, roster, schemes: [scheme] }: LivedBureau,
  { year, cycleOpens, calendar }: { year: string; cycleOpens: Day; calendar: WorkingCalendar },
): Promise<void> {
  if (!scheme) return
  const run = { bureau, job: 'demonstration-past', period: year }
  if (await runDone(storage.read, run)) return
  const fresh = newCycle({ bureau, scheme, on: cycleOpens, year: Number.parseInt(year, 10) })
  const [begun] = await listCycles(storage.read, bureau)
  if (!begun) await storage.transact('work', (tx) => saveCycle(tx, fresh))
  const cycle = begun ?? fresh
  await livePast(storage, demoPast({ roster, scheme, cycle, calendar }))
  await storage.transact('work', (tx) => endRun(tx, run, { from: null, cursor: null }))
}
