import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepRoster } from '../../src/app/bureau-files.js'
import { livedSoFar } from '../../src/app/demonstration.js'
import { must } from '../../src/base/bug.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import type { BureauFiles } from '../../src/deployment/bureau.js'
import { demoBureau, demoStart } from '../../src/demo/bureau.js'
import { standing } from '../../src/demo/standing-clock.js'
import { slices } from '../../src/flows/all.js'
import { Bureaus } from '../../src/flows/bureau.js'
import { factsSlice, stageOf } from '../../src/flows/fact/facts.js'
import { Folds } from '../../src/flows/folds.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { askResult } from '../../src/scoring/engine.js'
import { FileStore } from '../../src/storage/files.js'
import { verifyChain } from '../../src/storage/chain.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { tempFolder, tempStorage } from '../storage/temp.js'

const calendar = openCalendar()
const bureaus = new Map<string, BureauFiles>()

let database: Awaited<ReturnType<typeof tempStorage>>
let files: FileStore
let folder: string

/** A demonstration after its past, at its start. */
export async function lived(id: string) {
  const { storage } = database
  const bureau = bureaus.get(id) ?? demoBureau(id)
  bureaus.set(id, bureau)
  await keepRoster(storage, bureau.roster)
  await livedSoFar(storage, bureau, { calendar, files })
  const known = {
    ...bureau,
    calendar,
    schemes: new Map(bureau.schemes.map((scheme) => [scheme.id, scheme])),
  }
  const clock = standing(demoStart)
  const kept = new Bureaus({ known: () => known, folds: new Folds(slices), clock })
  const situation = must(await kept.situation(storage.read, bureau.id), 'it was lived')
  return { bureau, situation, entries: await readEntries(storage.read, { bureau: bureau.id }) }
}

/** What holds of every demonstration whose past is a file of presses. */
export function livesItsPast(ids: readonly string[]): void {
  beforeAll(async () => {
    database = await tempStorage()
    folder = await tempFolder()
    files = new FileStore(folder)
  }, 60_000)
  afterAll(async () => {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  })

  describe.each([...ids])('the past of %s', (id) => {
    test('opens every regulation and goes through the flows without a refusal, once', async () => {
      const { bureau, situation, entries } = await lived(id)
      const running = situation.bureau.cycles.map(({ scheme }) => scheme.id)
      expect(running.sort()).toEqual(bureau.schemes.map((scheme) => scheme.id).sort())
      expect(situation.bureau.standstills).toEqual([])
      expect(await verifyChain(database.storage.read, bureau.id)).toEqual([])
      const moments = entries.map(({ at }) => at)
      expect(moments).toEqual([...moments].sort((a, b) => a - b))
      expect((await lived(id)).entries).toHaveLength(entries.length)
    }, 60_000)

    test('leaves facts that count, and some that wait for somebody', async () => {
      const { situation } = await lived(id)
      const stages = [...situation.collected.of(factsSlice).byId.values()].map(stageOf)
      expect(stages).toContain('effective')
      expect(stages.filter((stage) => stage === 'proposed').length).toBeGreaterThan(0)
      for (const cycle of situation.bureau.cycles) {
        const input = scoringInput(situation, cycle, situation.today)
        const { statementOf } = askResult(input)
        for (const { id: assessee } of cycle.assessees) expect(statementOf(assessee)).not.toBe(null)
        expect(cycle.assessees.length).toBeGreaterThan(1)
      }
    }, 60_000)
  })
}
