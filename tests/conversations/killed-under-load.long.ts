import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../src/base/log.js'
import type { Storage } from '../../src/storage/database.js'
import { verifyChain } from '../../src/storage/chain.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { openStorage } from '../../src/storage/open.js'
import { startPostgres, type TestServer, withoutPostgres } from '../storage/postgres.js'
import { copyOf, tempDataDir } from '../storage/temp.js'
import { builtPresser, type Presses, pressAndKill, unansweredOf } from './presser-child.js'
import { askForReports, bureau, pressing, reportClock } from './report-presses.js'

/*
 * Whole bots are killed at chosen moments (death.long.ts). Here dies at random moments, sixteen times on the embedded
 * database and eight on a server (KAOHE_KILLS says how many processes otherwise), the part of a bot that decides what is lost: dispatcher, flows and storage as one process, with eight
 * people pressing at a time. The platform's part is played by who reads what it says: a press without an answer is
 * made again, unchanged, as people do. On the embedded database each process is caught twice: first it is stopped and a
 * copy of its folder, which is what it would leave if it died there, is opened; later it is killed.
 */
const kills = Number.parseInt(process.env.KAOHE_KILLS ?? '8', 10)
const timeout = kills * 18_000
let script: string

beforeAll(async () => {
  script = await builtPresser()
})

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

/** Opens a copy of the folder of a process that stands still: what a killed one would leave. */
async function expectAcknowledged(folder: string, answered: readonly string[]): Promise<void> {
  const dataDir = await copyOf(folder)
  await withStorage({ dataDir }, async (storage) => {
    const entries = await readEntries(storage.read, { bureau, kinds: ['report.submitted'] })
    const marks = marksOf(entries)
    expect(marks).toEqual([...new Set(marks)])
    expect(marks).toEqual(expect.arrayContaining([...answered]))
    expect(await verifyChain(storage.read, bureau)).toEqual([])
  })
  await rm(dataDir, { recursive: true })
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
  const stopped = (): Promise<void> => expectAcknowledged(dataDir, [...presses.answered.keys()])
  for (let kill = 0; kill < kills; kill++) {
    await pressAndKill(script, presses, { dataDir, stops: 1, stopped })
  }
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
      await Promise.all(
        [0, 1].map((seat) => pressAndKill(script, presses, { ...on, seat, seats: 2 })),
      )
    }
    await withStorage(on, (storage) => expectNothingLost(storage, presses))
  })
})
