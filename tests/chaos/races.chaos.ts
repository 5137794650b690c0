import { rm } from 'node:fs/promises'
import { silentLog } from '../../src/base/log.js'
import { openStorage } from '../../src/storage/open.js'
import { startPostgres, withoutPostgres } from '../storage/postgres.js'
import { tempDataDir } from '../storage/temp.js'
import { bureauClock, makeBureau } from './bureau-presses.js'
import type { Outcome } from './chaos.js'
import { runRaces } from './races.js'

export const promise =
  'of two decisions that exclude each other, made at the same moment, one is taken'

const rounds = 40

/** Every pair on the embedded database, and by two replicas on a server. */
export async function run(): Promise<Outcome> {
  const clock = bureauClock()
  const dataDir = await tempDataDir()
  const embedded = await openStorage({ dataDir, clock, log: silentLog })
  const first = await runRaces([embedded, embedded], await makeBureau(embedded), rounds)
  await embedded.close()
  await rm(dataDir, { recursive: true })
  if (withoutPostgres) return { figures: { embedded: first.races }, violations: first.violations }
  const server = await startPostgres({ timezone: 'Asia/Shanghai' })
  const open = () => openStorage({ url: server.url, dataDir: '', clock, log: silentLog })
  const replicas = [await open(), await open()] as const
  const second = await runRaces(replicas, await makeBureau(replicas[0]), rounds)
  await Promise.all(replicas.map((each) => each.close()))
  await server.stop()
  return {
    figures: { 'races, embedded': first.races, 'races, server': second.races },
    violations: [...first.violations, ...second.violations],
  }
}
