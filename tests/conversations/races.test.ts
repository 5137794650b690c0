import { rm } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { silentLog } from '../../src/base/log.js'
import { openStorage } from '../../src/storage/open.js'
import { bureauClock, makeBureau } from '../chaos/bureau-presses.js'
import { runRaces } from '../chaos/races.js'
import { startPostgres, withoutPostgres } from '../storage/postgres.js'
import { tempDataDir } from '../storage/temp.js'

// The long version: npm run chaos -- races.

test('on the embedded database, of two decisions at once that exclude each other one is taken', async () => {
  const dataDir = await tempDataDir()
  const storage = await openStorage({ dataDir, clock: bureauClock(), log: silentLog })
  const { races, violations } = await runRaces([storage, storage], await makeBureau(storage), 1)
  expect(violations).toEqual([])
  expect(races).toBeGreaterThanOrEqual(12)
  await storage.close()
  await rm(dataDir, { recursive: true })
}, 60_000)

test.skipIf(withoutPostgres)(
  'with two replicas on a server, of two decisions at once that exclude each other one is taken',
  async () => {
    const server = await startPostgres()
    onTestFinished(() => server.stop())
    const clock = bureauClock()
    const open = () => openStorage({ url: server.url, dataDir: '', clock, log: silentLog })
    const replicas = [await open(), await open()] as const
    // Replicas that start at once make one bureau and open one cycle.
    const cycles = await Promise.all(replicas.map((each) => makeBureau(each)))
    expect(new Set(cycles).size).toBe(1)
    const { violations } = await runRaces(replicas, cycles[0] ?? '', 3)
    expect(violations).toEqual([])
    await Promise.all(replicas.map((each) => each.close()))
  },
  60_000,
)
