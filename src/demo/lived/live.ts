import { bug, must } from '../../base/bug.js'
import { type Instant, momentOf } from '../../base/day.js'
import { problemLine } from '../../base/problem.js'
import { readDocument } from '../../base/document.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { BureauFiles } from '../../deployment/bureau.js'
import { slices } from '../../flows/all.js'
import { Bureaus } from '../../flows/bureau.js'
import { Folds } from '../../flows/folds.js'
import type { Storage, Tx } from '../../storage/database.js'
import { beginRun, endRun, runDone } from '../../storage/jobs.js'
import type { FileStore } from '../../storage/files.js'
import { standing } from '../standing-clock.js'
import { take } from './acts.js'
import { happen } from './happen.js'
import { type Past, pastShape } from './script.js'
import { type Living, press } from './living.js'

/** What a demonstration's bureau is lived with. */
export type LivedBureau = Pick<
  BureauFiles,
  'id' | 'roster' | 'schemes' | 'leavesOut' | 'work' | 'informationToGroup'
>

/** The past in a file; one with errors is a bug: it ships with the program. */
export function readPast(path: string): Past {
  const { value, problems } = readDocument(path, pastShape)
  return value ?? bug(problems.map(problemLine).join('\n'))
}

/**
 * Lives a bureau's past through its flows up to a moment: each step is a press of somebody, with the refusals that they would
 * have, and what waits for others after it they do. Its roster must be in the database. One transaction a step, and after
 * a death it goes on with the next one. A step that is refused is a bug.
 */
export async function liveThrough(
  storage: Storage,
  bureau: LivedBureau,
  of: { past: Past; calendar: WorkingCalendar; files: FileStore; until: Instant },
): Promise<void> {
  const { past, calendar, files, until } = of
  const run = { bureau: bureau.id, job: 'demonstration-past', period: past.year }
  if (await runDone(storage.read, run)) return
  const clock = standing(momentOf(past.opens))
  const { schemes, leavesOut, work, informationToGroup } = bureau
  const known = {
    ...{ calendar, leavesOut, work, informationToGroup },
    schemes: new Map(schemes.map((scheme) => [scheme.id, scheme])),
  }
  const bureaus = new Bureaus({ known: () => known, folds: new Folds(slices), clock })
  const steps = [...past.steps]
    .map((step, order) => ({ step, order, at: momentOf(step.on, step.at) }))
    .sort((a, b) => a.at - b.at || a.order - b.order)
  for (;;) {
    const isOver = await storage.transact('work', async (tx) => {
      const begun = await beginRun(tx, run)
      if (!begun.begun) return true
      const next = Number.parseInt(begun.cursor ?? '0', 10)
      const living = livingIn(tx, { bureau: bureau.id, bureaus, clock, calendar, past, files })
      const one = steps[next]
      if (next === 0) await openAll(living, schemes)
      await happen(living, one?.at ?? until)
      if (one !== undefined) await take(living, one)
      const cursor = one === undefined ? null : `${next + 1}`
      await endRun(tx, run, { from: begun.cursor, cursor })
      return one === undefined
    })
    if (isOver) return
  }
}

/** The office looks at what opening would bind, and opens each of the bureau's regulations. */
async function openAll(living: Living, schemes: LivedBureau['schemes']): Promise<void> {
  const { past } = living
  const at = momentOf(past.opens, '10:00')
  living.clock.goTo(at)
  const { bureau } = await living.situation()
  const [office] = bureau.roster.holders('assessment-office')
  const person = must(office, 'a demonstration has an assessment office').id
  for (const { id } of schemes) {
    const which = { scheme: id, year: past.year }
    await press(living, { at, person }, { verb: 'cycle.prepare', ...which })
    await press(living, { at, person }, { verb: 'cycle.open', ...which })
  }
}

function livingIn(tx: Tx, of: Omit<Living, 'tx' | 'situation'> & { bureaus: Bureaus }): Living {
  const { bureaus, ...rest } = of
  const then = { ...tx, clock: of.clock }
  const situation = async () =>
    must(await bureaus.situation(then, of.bureau), 'the demonstration has a roster')
  return { ...rest, tx: then, situation }
}
