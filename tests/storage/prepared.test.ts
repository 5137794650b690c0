import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { day } from '../../src/base/day.js'
import { getDraft, putDraft } from '../../src/storage/drafts.js'
import { append } from '../../src/storage/ledger.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { shownCard } from '../../src/storage/live-cards.js'
import type { Storage } from '../../src/storage/database.js'
import { preparedNames } from '../../src/storage/prepared.js'
import { findNotice } from '../../src/storage/outbox.js'
import { newId } from '../../src/base/ids.js'
import { tempStorage } from './temp.js'

let storage: Storage
let close: () => Promise<void>

beforeAll(async () => {
  ;({ storage, close } = await tempStorage())
})
afterAll(() => close())

test('on the embedded database a statement is parsed once, however often and wherever it runs', async () => {
  await findNotice(storage.read, newId())
  await storage.transact('work', (tx) => findNotice(tx, newId()))
  await storage.transact('press', (tx) => findNotice(tx, newId()))
  const kept = await storage.read.client.$queryRaw<{ times: bigint }[]>`
    SELECT "generic_plans" + "custom_plans" AS "times" FROM pg_prepared_statements
    WHERE "statement" LIKE 'SELECT "public"."Notice"%'`
  expect(kept.map(({ times }) => Number(times))).toEqual([3])
})

test('a statement goes to the embedded database in one call, however many messages it has; one that fails too', async () => {
  const calls = vi.spyOn(PGlite.prototype, 'execProtocolRaw')
  const counted = async (statement: Promise<unknown>): Promise<number> => {
    calls.mockClear()
    await statement.catch(() => null)
    return calls.mock.calls.length
  }
  expect(await counted(findNotice(storage.read, newId()))).toBe(1)
  expect(await counted(storage.read.client.$queryRaw`SELECT 1 / ${0}::int`)).toBe(1)
  expect(await counted(findNotice(storage.read, newId()))).toBe(1)
  calls.mockRestore()
  expect(await storage.read.client.$queryRaw`SELECT ${7}::int AS "n"`).toEqual([{ n: 7 }])
})

test('what many ask at the same time is one statement, and each is answered as if alone', async () => {
  const statements = async <T>(asked: readonly Promise<T>[]): Promise<[T[], number]> => {
    calls.mockClear()
    const answers = await Promise.all(asked)
    return [answers, calls.mock.calls.length]
  }
  const calls = vi.spyOn(PGlite.prototype, 'execProtocolRaw')
  const place = (n: number) => ({ bureau: 'b', owner: `p${n}`, kind: 'k', key: 'x' })
  const card = (n: number) => ({ bureau: 'b', recipient: `ou_${n}`, kind: 'k', key: 'x' })
  const entry = { bureau: 'b', kind: 'k', day: day('2026-01-05'), by: 'p', body: 1 }
  await storage.transact('work', async (tx) => {
    for (const n of [1, 2]) append(tx, { ...entry, subject: `s${n}`, personal: { n } })
    await putDraft(tx, place(2), { two: 2 })
    const show = [1, 2, 1].map((n, at) => shownCard(tx, card(n), { contentHash: `${at % 2}` }))
    const [shown, times] = await statements(show)
    expect(shown.map(({ revision, changed }) => [revision, changed])).toEqual([
      [1, true],
      [1, true],
      [1, false],
    ])
    expect(shown[2]?.id).toBe(shown[0]?.id)
    expect(times).toBe(2)
  })
  const [drafts, asked] = await statements([1, 2, 3].map((n) => getDraft(storage.read, place(n))))
  expect(drafts.map((draft) => draft?.body ?? null)).toEqual([null, { two: 2 }, null])
  expect(asked).toBe(1)
  const subjects = ['s2', 's1', 'nobody', 's2']
  const [entries, reads] = await statements(
    subjects.map((subject) => readEntries(storage.read, { bureau: 'b', subject })),
  )
  const personal = entries.map((all) => all.map((each) => each.personal))
  expect(personal).toEqual([[{ n: 2 }], [{ n: 1 }], [], [{ n: 2 }]])
  expect(reads).toBe(2)
  calls.mockRestore()
})

test('as many statements are kept as a connection has room for, and none with a long list', () => {
  const nameOf = preparedNames()
  const first = nameOf({ sql: 'SELECT 0' })
  const names = Array.from({ length: 1_000 }, (_, n) => nameOf({ sql: `SELECT ${n}` }))
  expect(new Set(names).size).toBeLessThan(500)
  expect(names[0]).toBe(first)
  expect(nameOf({ sql: 'SELECT 0' })).toBe(first)
  expect(names.at(-1)).toBe('')
  expect(preparedNames()({ sql: `SELECT ${'1,'.repeat(2_000)}1` })).toBe('')
})
