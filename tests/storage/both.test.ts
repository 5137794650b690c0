import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OffsetClock } from '../../src/base/clock.js'
import { day, instant } from '../../src/base/day.js'
import { silentLog } from '../../src/base/log.js'
import { points, sum } from '../../src/base/points.js'
import type { Storage, Tx } from '../../src/storage/database.js'
import { answer, pruneInbox, take } from '../../src/storage/inbox.js'
import {
  beginRun,
  endRun,
  failingRuns,
  failRun,
  jobsState,
  movePointers,
  runDone,
} from '../../src/storage/jobs.js'
import {
  checkLease,
  LeaseLost,
  releaseLease,
  renewLease,
  takeLease,
} from '../../src/storage/lease.js'
import { append } from '../../src/storage/ledger.js'
import { verifyChain } from '../../src/storage/chain.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { openStorage } from '../../src/storage/open.js'
import { markRetry } from '../../src/storage/outbox-states.js'
import { enqueue, nextDue, outlook } from '../../src/storage/outbox.js'
import { putSetting } from '../../src/storage/settings.js'
import { startPostgres, withoutPostgres } from './postgres.js'
import { tempDataDir } from './temp.js'

const clock = new OffsetClock()

async function openEmbedded(): Promise<{ storage: Storage; close: () => Promise<void> }> {
  const dataDir = await tempDataDir()
  const storage = await openStorage({ dataDir, clock, log: silentLog })
  const close = async (): Promise<void> => {
    await storage.close()
    await rm(dataDir, { recursive: true })
  }
  return { storage, close }
}

async function openServer(
  timezone: string,
): Promise<{ storage: Storage; close: () => Promise<void> }> {
  const server = await startPostgres({ timezone })
  const storage = await openStorage({ url: server.url, dataDir: '', clock, log: silentLog })
  const close = async (): Promise<void> => {
    await storage.close()
    await server.stop()
  }
  return { storage, close }
}

const kinds = [
  { name: 'embedded', open: openEmbedded, skip: false },
  ...['UTC', 'Asia/Shanghai', 'America/New_York'].map((zone) => ({
    name: `on a PostgreSQL server in the zone ${zone}`,
    open: () => openServer(zone),
    skip: withoutPostgres,
  })),
]

for (const { name, open, skip } of kinds) {
  describe.skipIf(skip)(name, () => {
    let storage: Storage
    let close: () => Promise<void> = async () => {}
    beforeAll(async () => {
      ;({ storage, close } = await open())
    })
    afterAll(() => close())

    describe('decimals', () => {
      test('points come back exactly as written, and the database adds them exactly', async () => {
        const written = [
          '0.1',
          '0.2',
          '123456789012.123456',
          ...Array.from({ length: 20 }, () => '0.05'),
        ]
        await storage.transact('press', async (tx) => {
          for (const text of written) {
            append(tx, {
              bureau: 'd',
              kind: 'fact',
              day: day('2025-01-02'),
              by: 'p',
              body: { points: text },
            })
          }
        })
        const entries = await readEntries(storage.read, { bureau: 'd' })
        expect(entries.map((entry) => entry.body)).toEqual(
          written.map((text) => ({ points: text })),
        )
        const rows = await storage.read.client.$queryRaw<{ sum: string }[]>`
          SELECT sum(("body"->>'points')::numeric)::text AS "sum" FROM "LedgerEntry" WHERE "bureau" = 'd'`
        expect(rows[0]?.sum).toBe('123456789013.423456')
        expect(sum(written.map(points)).toFixed()).toBe('123456789013.423456')
      })
    })

    describe('moments', () => {
      test('a moment is the same moment in the column, in a comparison and when it is read', async () => {
        const at = clock.now()
        const notice = {
          ...{ bureau: 'm', recipientType: 'open_id' as const, recipient: 'ou_m' },
          ...{ op: 'send' as const, cardKind: 'home', cardKey: 'home' },
        }
        const id = await storage.transact('press', (tx) => enqueue(tx, notice))
        await storage.transact('press', async (tx) => {
          append(tx, { bureau: 'm', kind: 'fact', day: day('2025-01-02'), by: 'p', body: {} })
        })
        const [entry] = await readEntries(storage.read, { bureau: 'm' })
        expect(Math.abs((entry?.at ?? 0) - at)).toBeLessThan(30_000)
        const columns = await storage.read.client.$queryRaw<{ ms: number }[]>`
          SELECT (extract(epoch FROM "at") * 1000)::float8 AS "ms" FROM "LedgerEntry" WHERE "bureau" = 'm'`
        expect(columns[0]?.ms).toBe(entry?.at)
        // A notice waits exactly as long as it is told to (back-off), no hours more or less.
        const later = instant(clock.now() + 60_000)
        await storage.transact('work', (tx) =>
          markRetry(tx, id, { notBefore: later, error: 'busy' }),
        )
        const due = async (now: number) =>
          (await nextDue(storage.read, instant(now), 10)).map((each) => each.id)
        expect(await due(later - 1)).toEqual([])
        expect(await due(later)).toEqual([id])
        expect((await outlook(storage.read, instant(later - 1))).nextAt).toBe(later)
        expect(await verifyChain(storage.read, 'm')).toEqual([])
      })
    })

    describe('a statement that fails', () => {
      const failing: [string, (db: Storage['read']) => Promise<unknown>][] = [
        [
          'a number too large',
          ({ client }) => client.ledgerEntry.findMany({ where: { sequence: { lte: 2 ** 40 } } }),
        ],
        ['a NUL in a text', ({ client }) => client.$queryRaw`SELECT ${'a\u0000b'}::text AS "n"`],
        ['a division by zero', ({ client }) => client.$queryRaw`SELECT 1 / ${0}::int AS "n"`],
        ['no SQL', ({ client }) => client.$queryRawUnsafe('SELEC 1')],
      ]
      test.each(failing)('with %s takes nobody else’s answer', async (_, fails) => {
        const { read } = storage
        const asked = [...Array(6).keys()]
        const one = (n: number) => read.client.$queryRaw`SELECT ${n}::int AS "n"`
        await expect(fails(read)).rejects.toThrow()
        for (const n of asked) expect(await one(n)).toEqual([{ n }])
        const together = asked.flatMap((n) => [one(n), fails(read).catch(() => null)])
        const answers = (await Promise.all(together)).filter((each) => each !== null)
        expect(answers).toEqual(asked.map((n) => [{ n }]))
        expect(
          await storage.transact('press', (tx) => tx.client.$queryRaw`SELECT 7 AS "n"`),
        ).toEqual([{ n: 7 }])
      })
    })

    describe('a transaction', () => {
      test('refuses the outer client at once, and a transaction within itself', async () => {
        const outer = storage.transact('press', () => storage.read.client.setting.findMany())
        await expect(outer).rejects.toThrow('storage.read used inside a transaction')
        const nested = storage.transact('press', () => storage.transact('press', async () => 1))
        await expect(nested).rejects.toThrow('storage.transact used inside a transaction')
        expect(await storage.read.client.setting.count()).toBe(0)
      })

      test('tells after the commit, and never when it is rolled back', async () => {
        const told: string[] = []
        const run = (word: string, fails: boolean): Promise<void> =>
          storage.transact('press', async (tx) => {
            tx.afterCommit(() => told.push(word))
            await putSetting(tx, 'tx', word, true)
            expect(told).not.toContain(word)
            if (fails) throw new Error('rolled back')
          })
        await run('first', false)
        await expect(run('second', true)).rejects.toThrow('rolled back')
        expect(told).toEqual(['first'])
        expect(await storage.read.client.setting.count({ where: { bureau: 'tx' } })).toBe(1)
      })
    })

    describe('the inbox', () => {
      const press = (key: string, act: (tx: Tx) => Promise<void>) =>
        storage.transact('press', async (tx) => {
          const taken = await take(tx, key, 'press')
          if (!taken.fresh) return taken.answer
          await act(tx)
          await answer(tx, key, { toast: key })
          return 'acted'
        })

      test('of ten identical presses at once one acts and the others get its answer', async () => {
        let acts = 0
        const act = async (): Promise<void> => {
          acts += 1
        }
        const answers = await Promise.all(Array.from({ length: 10 }, () => press('k1', act)))
        expect(acts).toBe(1)
        expect(answers.filter((one) => one === 'acted')).toHaveLength(1)
        expect(answers.filter((one) => one !== 'acted')).toEqual(Array(9).fill({ toast: 'k1' }))
      })

      test('a press that failed is not remembered: the next one acts', async () => {
        const failing = press('k2', () => Promise.reject(new Error('no')))
        await expect(failing).rejects.toThrow('no')
        expect(await press('k2', async () => {})).toBe('acted')
      })

      test('keys older than a moment are forgotten, later ones are not', async () => {
        await press('k3', async () => {})
        expect(await storage.transact('work', (tx) => pruneInbox(tx, instant(0)))).toBe(0)
        await storage.transact('work', (tx) => pruneInbox(tx, instant(clock.now() + 1)))
        expect(await press('k3', async () => {})).toBe('acted')
      })
    })

    describe('the lease', () => {
      const check = (fencing: number) =>
        storage.transact('work', (tx) => checkLease(tx, 'sender', fencing))

      test('one holder until it lapses by the clock; the one before it can write no more', async () => {
        const first = await takeLease(storage, 'sender', 'a', 30_000)
        expect(first).toBe(1)
        expect(await takeLease(storage, 'sender', 'b', 30_000)).toBeNull()
        clock.jump(clock.offsetMs() + 20_000)
        expect(await renewLease(storage, 'sender', 1, 30_000)).toBe(true)
        clock.jump(clock.offsetMs() + 20_000)
        expect(await takeLease(storage, 'sender', 'b', 30_000)).toBeNull()
        await check(1)
        clock.jump(clock.offsetMs() + 20_000)
        expect(await takeLease(storage, 'sender', 'b', 30_000)).toBe(2)
        await expect(check(1)).rejects.toThrow(LeaseLost)
        expect(await renewLease(storage, 'sender', 1, 30_000)).toBe(false)
        await check(2)
      })

      test('given back it is free at once, and the number grows still', async () => {
        await releaseLease(storage, 'sender', 2)
        expect(await takeLease(storage, 'sender', 'c', 30_000)).toBe(3)
      })

      test('of ten that want it at once one gets it', async () => {
        const wanted = Array.from({ length: 10 }, (_, n) =>
          takeLease(storage, 'other', `h${n}`, 1_000),
        )
        expect((await Promise.all(wanted)).filter((fencing) => fencing !== null)).toEqual([1])
      })
    })

    describe('jobs', () => {
      const run = (period: string) => ({ bureau: 'b', job: 'digest', period })

      test('a period is done once, by the transaction that commits it', async () => {
        const done = (period: string, fails = false) =>
          storage.transact('work', async (tx) => {
            const begun = await beginRun(tx, run(period))
            if (begun.begun) await endRun(tx, run(period), { from: null, cursor: null })
            if (fails) throw new Error('crash')
            return begun.begun
          })
        await expect(done('2025-03-01', true)).rejects.toThrow('crash')
        expect(await runDone(storage.read, run('2025-03-01'))).toBe(false)
        const runs = await Promise.all([1, 2, 3].map(() => done('2025-03-01')))
        expect(runs.filter(Boolean)).toHaveLength(1)
        expect(await runDone(storage.read, run('2025-03-01'))).toBe(true)
        expect(await runDone(storage.read, run('2025-03-02'))).toBe(false)
        const other = { ...run('2025-03-01'), bureau: 'c' }
        expect(await runDone(storage.read, other)).toBe(false)
      })

      test('a run goes on where its last part ended, and what failed waits', async () => {
        const part = (cursor: string | null) =>
          storage.transact('work', async (tx) => {
            const begun = await beginRun(tx, run('2025-04'))
            if (begun.begun) await endRun(tx, run('2025-04'), { from: begun.cursor, cursor })
            return begun
          })
        expect(await part('p-100')).toEqual({ begun: true, cursor: null })
        const failure = { attempts: 1, error: 'Bug', retryAt: clock.now() }
        const known = await storage.transact('work', (tx) => failRun(tx, run('2025-04'), failure))
        expect(known).toBe(false)
        expect(await failingRuns(storage.read)).toEqual([{ ...run('2025-04'), ...failure }])
        expect(await part(null)).toEqual({ begun: true, cursor: 'p-100' })
        expect(await part(null)).toEqual({ begun: false, why: 'over' })
        expect(await failingRuns(storage.read)).toEqual([])
      })

      test('a pointer never goes back, and each of several goes its own way', async () => {
        for (const until of [2_000, 5_000, 3_000].map(instant)) {
          const other = { job: 'asks', until: instant(10_000 - until) }
          await storage.transact('work', (tx) =>
            movePointers(tx, 'b', [{ job: 'digest', until }, other]),
          )
        }
        await storage.transact('work', (tx) => movePointers(tx, 'b', []))
        const pointers = (await jobsState(storage.read, [])).pointers.get('b')
        expect([pointers?.get('digest'), pointers?.get('asks')]).toEqual([5_000, 8_000])
      })
    })
  })
}
