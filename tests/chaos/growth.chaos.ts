import { rm } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { must } from '../../src/base/bug.js'
import { silentLog } from '../../src/base/log.js'
import { openCard } from '../../src/storage/live-cards.js'
import { openStorage } from '../../src/storage/open.js'
import { tempDataDir } from '../storage/temp.js'
import {
  bureauClock,
  bureauId,
  cardBefore,
  makeBureau,
  people,
  pressOn,
  replicaOn,
} from './bureau-presses.js'
import type { Outcome } from './chaos.js'

export const promise = 'an embedded bot does not grow with the number of presses'

const presses = Number.parseInt(process.env.KAOHE_PRESSES ?? '12000', 10)
/** After this many caches are filled; growth counts from here. */
const warm = presses / 4
/** So many presses lie between two looks. */
const step = Math.min(4_000, warm)
/** What ten thousand presses may add, in megabytes: the measure's own noise. */
const allowedMb = 40

interface Sample {
  rss: number
  heap: number
  external: number
}

function sample(collect: () => void): Sample {
  collect()
  const { rss, heapUsed, external } = process.memoryUsage()
  const mb = (bytes: number): number => Math.round(bytes / 1e5) / 10
  return { rss: mb(rss), heap: mb(heapUsed), external: mb(external) }
}

/** Presses home cards again and again, which reads most of what a bot reads, and tells what has grown. */
export async function run(): Promise<Outcome> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  const dataDir = await tempDataDir()
  const storage = await openStorage({ dataDir, clock: bureauClock(), log: silentLog })
  await makeBureau(storage)
  const press = replicaOn(storage)
  const persons = people.people.slice(0, 20).map(({ id }) => id)
  for (const person of persons) await cardBefore(storage, person, 'home', 'home')
  const figures: Outcome['figures'] = {}
  let from: Sample | null = null
  for (let n = 1; n <= presses; n++) {
    const person = must(persons[n % persons.length], 'nobody')
    const place = { bureau: bureauId, recipient: `ou_${person}`, kind: 'home', key: 'home' }
    const card = await openCard(storage.read, place)
    await press(pressOn({ card: must(card, 'no card'), verb: 'refresh' }))
    if (n % step !== 0) continue
    const now = sample(collect)
    if (n >= warm) from ??= now
    figures[`MB after ${n} presses (rss, heap, external)`] = Object.values(now).join(' ')
  }
  const grown = sample(collect)
  await storage.close()
  await rm(dataDir, { recursive: true })
  const perTenThousand = ((grown.rss - (from?.rss ?? 0)) / (presses - warm)) * 10_000
  figures['MB more for each 10,000 presses'] = Math.round(perTenThousand * 10) / 10
  const violations =
    perTenThousand > allowedMb ? [`${Math.round(perTenThousand)} MB for 10,000 presses`] : []
  return { figures, violations }
}
