import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
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
