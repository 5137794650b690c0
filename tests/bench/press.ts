import { must } from '../../src/base/bug.js'
import { stopwatch } from '../../src/base/real-time.js'
import { slices } from '../../src/flows/all.js'
import { Folds } from '../../src/flows/folds.js'
import { streamEntries } from '../../src/storage/ledger-stream.js'
import { makeBigBureau } from './big-bureau.js'
import { insert, memoryMb, openPlace, type Place, presser } from './press-desk.js'

/** One row of the table: something in bureaus of a size, beside what it is compared with, in the same run. */
export interface PressRow {
  name: string
  on: 'embedded' | 'server'
  bureaus: number
  people: number
  entries: number
  /** Median, or the whole of what happens once. */
  ms: number
  statements: number
  /** A bare durable insert of one row; of a cold start: a plain read of the same rows; null: of nothing. */
  floorMs: number | null
  /** The same in a bureau of 60 people with 1,000 entries, turn by turn with it; null where nothing is compared. */
  smallMs: number | null
  /** What the process uses afterwards. */
  rssMb: number
}

const presses = 60

/** What every row says of a place. */
export function rowOf({ url, bureaus, people, entries }: Place) {
  return { on: url ? ('server' as const) : ('embedded' as const), bureaus, people, entries }
}

/** The middle one. */
export function median(all: readonly number[]): number {
  return must([...all].sort((a, b) => a - b)[Math.floor(all.length / 2)], 'some')
}

/** Makes a place's bureaus. */
export async function prepare(of: Place): Promise<void> {
  const { storage, scheme } = await openPlace(of)
  for (let n = 0; n < of.bureaus; n++) {
    const { people, entries } = of
    await makeBigBureau(storage, { id: `b${n}`, people, entries, scheme })
  }
  await storage.clean()
  await storage.close()
}

/** `/myscore` and home here and in the small place, turn by turn, with an insert between. */
export async function measurePresses(of: Place, beside: Place): Promise<PressRow[]> {
  const [here, there] = [await openPlace(of), await openPlace(beside)]
  const [big, small] = [presser(here, of), presser(there, beside)]
  // What is kept of each bureau is kept, and what is compiled is compiled.
  for (let n = 0; n < Math.max(of.bureaus, 10); n++) await big.myscore()
  for (let n = 0; n < 10; n++) await small.myscore()
  const floor: number[] = []
  const measured = { myscore: rounds(), home: rounds() }
  for (let n = 0; n < presses; n++) {
    floor.push(await insert(here.storage))
    for (const name of ['myscore', 'home'] as const) {
      // Who comes first pays for what came before.
      const first = n % 2 === 0 ? await big[name]() : null
      const other = await small[name]()
      const one = first ?? (await big[name]())
      measured[name].ms.push(one.ms)
      measured[name].small.push(other.ms)
      measured[name].statements.push(one.statements)
    }
  }
  const base = { ...rowOf(of), floorMs: median(floor), rssMb: memoryMb() }
  await here.storage.close()
  await there.storage.close()
  return (['myscore', 'home'] as const).map((name) => ({
    ...base,
    name,
    ms: median(measured[name].ms),
    smallMs: median(measured[name].small),
    statements: Math.max(...measured[name].statements),
  }))
}

function rounds(): { ms: number[]; small: number[]; statements: number[] } {
  return { ms: [], small: [], statements: [] }
}

/** A process that knows nothing yet reads a whole ledger: beside a plain read of the same rows. */
export async function measureCold(of: Place): Promise<PressRow[]> {
  const { storage, counted } = await openPlace(of)
  const plain = stopwatch()
  const last = must(await lastSequence(storage.read), 'a ledger')
  for await (const rows of streamEntries(storage.read, { bureau: 'b0', after: 0, upTo: null })) {
    if (rows.length === 0) throw new Error('nothing to read')
  }
  const floorMs = plain()
  const [cold, before] = [stopwatch(), counted()]
  const folds = new Folds(slices)
  await folds.latest(storage.read, 'b0', last)
  const ms = cold()
  const row = { ...rowOf(of), name: 'cold start', ms, floorMs, smallMs: null }
  const statements = counted() - before
  const rssMb = memoryMb()
  await storage.close()
  return [{ ...row, statements, rssMb }]
}

async function lastSequence(db: Awaited<ReturnType<typeof openPlace>>['storage']['read']) {
  const head = await db.client.ledgerHead.findUnique({ where: { bureau: 'b0' } })
  return head?.sequence
}
