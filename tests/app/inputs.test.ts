import { afterAll, beforeAll, expect, test } from 'vitest'
import { inputsJob, keepOtherInputs } from '../../src/app/other-inputs.js'
import { runAsked } from '../../src/app/run-jobs.js'
import { silentLog } from '../../src/base/log.js'
import { factsSchema } from '../../src/factsfile/shape.js'
import { openPrepared } from '../../src/flows/cycle/opening.js'
import { inputsImported } from '../../src/flows/publication/imported.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { fresh } from '../refusals/schemes.js'
import { testDatabase } from '../report/bureau.js'

let database: Awaited<ReturnType<typeof testDatabase>>

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.close())

test('a facts file is read as soon as its cycle is opened, and once', async () => {
  const bureau = await database.newBureau([], [fresh])
  const { storage, bureaus, clock, calendar, id } = bureau
  bureau.goTo('2026-01-20', '10:00')
  const closed = [{ what: 'part', part: 'item', on: '2026-01-10' }]
  const roster = { units: [], people: [] }
  const facts = factsSchema.parse({ year: '2026', 'as-of': '2026-01-15', roster, closed })
  const files = { id, inputs: [{ path: 'inputs.yaml', scheme: fresh, facts }] }
  const imported = async (): Promise<unknown[]> => {
    const entries = await readEntries(storage.read, { bureau: id, kinds: [inputsImported.kind] })
    return entries.map(({ cycle, body }) => ({ cycle, ...Object(body) }))
  }
  // At the start there is no such cycle.
  await keepOtherInputs(storage, files, silentLog)
  expect(await imported()).toEqual([])
  const intent = { verb: 'cycle.open', scheme: fresh.id, year: '2026' } as const
  expect(await bureau.act('zhou', (ctx) => openPrepared(ctx, intent))).toBe('cycle-opened')
  const calendars = { of: () => calendar, revision: () => 0 }
  const options = { storage, bureaus, served: () => [id], calendars, clock, log: silentLog }
  await runAsked({ ...options, jobs: [inputsJob(() => [files])] }, clock.now())
  const kept = {
    ...{ cycle: `${id}.${fresh.id}.2026`, from: '2026-01-15' },
    ...{ entered: [], tallies: [], closedParts: ['item'] },
  }
  expect(await imported()).toEqual([kept])
  // The next start finds it there.
  await keepOtherInputs(storage, files, silentLog)
  expect(await imported()).toEqual([kept])
})
