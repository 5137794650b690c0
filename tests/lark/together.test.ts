import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { realClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { Together } from '../../src/lark/together.js'
import type { Storage } from '../../src/storage/database.js'
import { takeLease } from '../../src/storage/lease.js'
import { openStorage } from '../../src/storage/open.js'
import { enqueueAll, findNotice, nextDue } from '../../src/storage/outbox.js'
import { markDropped, markSent } from '../../src/storage/outbox-states.js'
import { tempDataDir } from '../storage/temp.js'

const leaseName = 'sender'
const clock = realClock()
const kind = { bureau: 'b', recipientType: 'open_id', op: 'send', cardKind: 'task' } as const
let storage: Storage
let dataDir: string
let together: Together
let fencing: number
let commits = 0
/** Ten notices that wait, one to each of ten people. */
let ids: string[]

beforeAll(async () => {
  dataDir = await tempDataDir()
  const told = ({ query }: { query: unknown }): void => {
    if (JSON.stringify(query).includes('COMMIT')) commits += 1
  }
  storage = await openStorage({ dataDir, clock, log: silentLog, told })
  fencing = (await takeLease(storage, leaseName, 'us', 3_600_000)) ?? 0
})
afterAll(async () => {
  await storage.close()
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(async () => {
  await storage.transact('work', async (tx) => {
    for (const { id } of await nextDue(tx, clock.now(), 100)) await markDropped(tx, id, 'cleared')
    const people = Array.from({ length: 10 }, (_, n) => ({ recipient: `ou_${n}`, cardKey: 'x' }))
    await enqueueAll(
      tx,
      people.map((each) => ({ ...kind, ...each })),
    )
  })
  ids = (await nextDue(storage.read, clock.now(), 100)).map(({ id }) => id)
  together = new Together(storage, leaseName)
  commits = 0
})

const sent = { messageId: 'om_1', chatId: null }

function mark(id: string, change: { alone?: boolean; fencing?: number } = {}) {
  const write = async (tx: Parameters<typeof markSent>[0]): Promise<void> =>
    markSent(tx, [{ id, ...sent }])
  return together.run({ notice: id, fencing, alone: false, make: async () => id, write, ...change })
}

const states = async (): Promise<(string | undefined)[]> =>
  Promise.all(ids.map(async (id) => (await findNotice(storage.read, id))?.state))

test('what ten deliveries have to write at once is written with a few commits', async () => {
  expect(await Promise.all(ids.map((id) => mark(id)))).toEqual(ids)
  expect(await states()).toEqual(ids.map(() => 'sent'))
  expect(commits).toBeLessThan(5)
})

test('what decides something is written in a transaction of its own', async () => {
  await Promise.all(ids.map((id) => mark(id, { alone: true })))
  expect(await states()).toEqual(ids.map(() => 'sent'))
  expect(commits).toBe(10)
})

test('one that throws takes nobody along, whether before or after it wrote', async () => {
  const faults = [
    together.run({
      ...{ notice: ids[1] ?? '', fencing, alone: false },
      make: async () => {
        throw new TypeError('while it is made')
      },
      write: async () => {},
    }),
    together.run({
      ...{ notice: ids[2] ?? '', fencing, alone: false, make: async () => null },
      write: async (tx) => {
        await markSent(tx, [{ id: ids[2] ?? '', ...sent }])
        throw new TypeError('after it was written')
      },
    }),
    mark(ids[3] ?? '', { fencing: fencing + 1 }),
  ]
  const good = [0, 4, 5, 6, 7, 8, 9].map((index) => mark(ids[index] ?? ''))
  const ends = await Promise.allSettled(faults)
  expect(ends.map((end) => end.status === 'rejected' && `${end.reason}`)).toEqual([
    'TypeError: while it is made',
    'TypeError: after it was written',
    expect.stringContaining('LeaseLost'),
  ])
  await Promise.all(good)
  const wanted = ids.map((_, index) => ([1, 2, 3].includes(index) ? 'queued' : 'sent'))
  expect(await states()).toEqual(wanted)
})

test('one whose notice waits no more writes nothing and is told so', async () => {
  await storage.transact('work', (tx) => markDropped(tx, ids[0] ?? '', 'answered'))
  expect(await Promise.all([mark(ids[0] ?? ''), mark(ids[1] ?? '')])).toEqual([null, ids[1]])
  expect((await states()).slice(0, 3)).toEqual(['dropped', 'sent', 'queued'])
})
