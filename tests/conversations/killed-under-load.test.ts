import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../src/base/log.js'
import type { Storage } from '../../src/storage/database.js'
import { readEntries, verifyChain } from '../../src/storage/ledger-reading.js'
import { openStorage } from '../../src/storage/open.js'
import { startPostgres, type TestServer, withoutPostgres } from '../storage/postgres.js'
import { tempDataDir } from '../storage/temp.js'
import { type Presses, pressAndKill, unansweredOf } from './presser-child.js'
import { askForReports, bureau, pressing, reportClock } from './report-presses.js'

/*
 * Kills on each kind of database: ten in every run of the tests, thirty with KAOHE_KILLS=30. Even this small process
 * spends two seconds of CPU on starting, and the whole run has five minutes. A bot takes longer still, so whole bots
 * are killed at chosen moments only (death.test.ts); here dies the part of it that decides what is lost: dispatcher, flows and storage as one process,
 * with eight people pressing at a time. The platform's part is played by who reads what it says: a press without an
 * answer is made again, unchanged, as people do.
 */
const kills = Number.parseInt(process.env.KAOHE_KILLS ?? '10', 10)
const timeout = kills * 18_000

async function withStorage<T>(
  on: { dataDir: string; url?: string },
  use: (storage: Storage) => Promise<T>,
): Promise<T> {
  const storage = await openStorage({ ...on, clock: reportClock(), log: silentLog })
  try {
    return await use(storage)
  } finally {
    await storage.close()
  }
}

/** Presses what is left, and compares all that was pressed with the ledger. */
async function expectNothingLost(storage: Storage, presses: Presses): Promise<void> {
  const entries = await readEntries(storage.read, { bureau, kinds: ['report.submitted'] })
  const before = marksOf(entries)
  for (const [mark] of presses.answered) expect(before).toContain(mark)
  const press = pressing(storage)
  for (const left of unansweredOf(presses)) presses.answered.set(left.mark, await press(left))
  expect([...new Set(presses.answered.values())]).toEqual(['success'])
  const after = await readEntries(storage.read, { bureau, kinds: ['report.submitted'] })
  expect(marksOf(after).sort()).toEqual([...presses.made.keys()].sort())
  expect(presses.made.size).toBeGreaterThan(kills)
  expect(await verifyChain(storage.read, bureau)).toEqual([])
}

function marksOf(entries: Awaited<ReturnType<typeof readEntries>>): string[] {
  return entries.map(({ personal }) => {
    const { plans } = JSON.parse(JSON.stringify(personal))
    return `${plans}`
  })
}

test('killed again and again under load, the embedded database has every acknowledged report once', {
  timeout,
}, async () => {
  const dataDir = await tempDataDir()
  await withStorage({ dataDir }, askForReports)
  const presses: Presses = { made: new Map(), answered: new Map() }
  for (let kill = 0; kill < kills; kill++) await pressAndKill(presses, { dataDir })
  await withStorage({ dataDir }, (storage) => expectNothingLost(storage, presses))
  await rm(dataDir, { recursive: true })
})

describe.skipIf(withoutPostgres)('on a PostgreSQL server (skipped without its programs)', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server?.stop())

  // Two replicas at a time; both press again what has no answer, so each of these comes in twice at once.
  test('killed again and again under load, two replicas have every acknowledged report once', {
    timeout,
  }, async () => {
    const on = { dataDir: '', url: await server.newDatabase() }
    await withStorage(on, askForReports)
    const presses: Presses = { made: new Map(), answered: new Map() }
    for (let kill = 0; kill < kills; kill += 2) {
      await Promise.all([0, 1].map((seat) => pressAndKill(presses, { ...on, seat, seats: 2 })))
    }
    await withStorage(on, (storage) => expectNothingLost(storage, presses))
  })
})
