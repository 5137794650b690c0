import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import type { Storage } from '../../src/storage/database.js'
import { append, erasePersonal, flush, headOf } from '../../src/storage/ledger.js'
import { genesisHash, type NewEntry } from '../../src/storage/ledger-entry.js'
import { verifyChain } from '../../src/storage/chain.js'
import { findEntry, readEntries } from '../../src/storage/ledger-reading.js'
import { tempStorage } from './temp.js'

let storage: Storage
let close: () => Promise<void>

beforeAll(async () => {
  ;({ storage, close } = await tempStorage())
})
afterAll(() => close())

function fact(bureau: string, more: Partial<NewEntry> = {}): NewEntry {
  return {
    bureau,
    kind: 'fact',
    day: day('2025-03-04'),
    by: 'p1',
    body: { points: '0.05' },
    ...more,
  }
}

function write(...entries: NewEntry[]): Promise<string[]> {
  return storage.transact('press', async (tx) => entries.map((entry) => append(tx, entry)))
}

function run(sql: string): Promise<unknown> {
  return storage.transact('work', (tx) => tx.client.$executeRawUnsafe(sql))
}

/** Runs SQL as somebody who first switches the triggers off. */
async function tamper(sql: string): Promise<void> {
  await storage.transact('work', async (tx) => {
    await tx.client.$executeRawUnsafe(`SET LOCAL session_replication_role = 'replica'`)
    await tx.client.$executeRawUnsafe(sql)
  })
}

describe('the chain', () => {
  test('entries are numbered without gaps from 1 and each carries the hash of the one before', async () => {
    await write(fact('chain'), fact('chain'))
    await write(
      fact('chain', { about: (await readEntries(storage.read, { bureau: 'chain' }))[0]?.id ?? '' }),
    )
    const entries = await readEntries(storage.read, { bureau: 'chain' })
    expect(entries.map((entry) => entry.sequence)).toEqual([1, 2, 3])
    expect(entries[0]?.previousHash).toBe(genesisHash)
    expect(entries[1]?.previousHash).toBe(entries[0]?.hash)
    expect(await headOf(storage.read, 'chain')).toEqual({ sequence: 3, hash: entries[2]?.hash })
    expect(await verifyChain(storage.read, 'chain')).toEqual([])
  })

  test('a transaction that fails leaves neither entry nor gap', async () => {
    await write(fact('failed'))
    const failed = storage.transact('press', async (tx) => {
      append(tx, fact('failed'))
      await flush(tx)
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    await write(fact('failed'))
    const entries = await readEntries(storage.read, { bureau: 'failed' })
    expect(entries.map((entry) => entry.sequence)).toEqual([1, 2])
  })

  test('bureaus have chains of their own, also in one transaction', async () => {
    await write(fact('two-b'), fact('two-a'), fact('two-b'))
    expect((await headOf(storage.read, 'two-a')).sequence).toBe(1)
    expect((await headOf(storage.read, 'two-b')).sequence).toBe(2)
  })

  test('600 entries at once are a sound chain and are read in order', async () => {
    await write(...Array.from({ length: 600 }, (_, i) => fact('many', { body: { i } })))
    expect(await verifyChain(storage.read, 'many')).toEqual([])
    const entries = await readEntries(storage.read, { bureau: 'many' })
    expect(entries.map((entry) => entry.body)).toEqual(
      Array.from({ length: 600 }, (_, i) => ({ i })),
    )
  })

  test('entries appended at the same time by many presses are a sound chain', async () => {
    await Promise.all(Array.from({ length: 20 }, () => write(fact('together'))))
    expect((await headOf(storage.read, 'together')).sequence).toBe(20)
    expect(await verifyChain(storage.read, 'together')).toEqual([])
  })
})

describe('reading', () => {
  test('filters narrow, and a position gives the ledger as it stood', async () => {
    const [first] = await write(
      fact('read', { cycle: 'c', subject: 's', period: '2025-03', by: 'p2' }),
      fact('read', { kind: 'rating', period: '2025-Q1' }),
      fact('read', { kind: 'upheld' }),
    )
    const sequences = async (more: object): Promise<number[]> =>
      (await readEntries(storage.read, { bureau: 'read', ...more })).map((entry) => entry.sequence)
    expect(await sequences({ kinds: ['fact', 'upheld'] })).toEqual([1, 3])
    expect(await sequences({ cycle: 'c' })).toEqual([1])
    expect(await sequences({ subject: 's' })).toEqual([1])
    expect(await sequences({ period: '2025-Q1' })).toEqual([2])
    expect(await sequences({ by: 'p2' })).toEqual([1])
    expect(await sequences({ ids: [first] })).toEqual([1])
    expect(await sequences({ upToSequence: 2 })).toEqual([1, 2])
    expect(await sequences({ afterSequence: 2 })).toEqual([3])
    expect(await sequences({ kinds: [] })).toEqual([])
  })
})

describe('what must not happen', () => {
  test.each([
    ['an update', `UPDATE "LedgerEntry" SET "by" = 'p9'`],
    ['a delete', `DELETE FROM "LedgerEntry"`],
    ['a truncate', `TRUNCATE "LedgerEntry" CASCADE`],
    ['a delete of personal text', `DELETE FROM "PersonalText"`],
    ['a truncate of personal text', `TRUNCATE "PersonalText"`],
    ['another personal text', `UPDATE "PersonalText" SET "text" = '"other"'`],
    ['moving the head back', `UPDATE "LedgerHead" SET "sequence" = 0`],
    ['removing the head', `DELETE FROM "LedgerHead"`],
    ['truncating the heads', `TRUNCATE "LedgerHead"`],
  ])('%s is refused by the database', async (_, sql) => {
    const [id] = await write(fact('guarded', { personal: { name: '张三' } }))
    await expect(run(sql)).rejects.toThrow(/append-only|only moves forward/)
    expect((await findEntry(storage.read, id ?? ''))?.personal).toEqual({ name: '张三' })
  })

  test('a second entry with the same number is refused', async () => {
    await write(fact('double'))
    const copy = `INSERT INTO "LedgerEntry" SELECT gen_random_uuid(), "bureau", "sequence", "kind", "day", "by", "cycle",
      "subject", "about", "period", "body", "personalDigest", "at", "previousHash", "hash" FROM "LedgerEntry" WHERE "bureau" = 'double'`
    await expect(run(copy)).rejects.toThrow(/unique|23505/i)
  })
})

describe('a rewritten database shows', () => {
  test('a changed entry is named', async () => {
    const ids = await write(fact('t1'), fact('t1'), fact('t1'))
    await tamper(`UPDATE "LedgerEntry" SET "body" = '{"points":"5"}' WHERE "id" = '${ids[1]}'`)
    expect(await verifyChain(storage.read, 't1')).toEqual([
      { code: 'changed', sequence: 2, entryId: ids[1] },
    ])
  })

  test('a changed entry with a hash computed anew breaks the link of the next', async () => {
    const ids = await write(fact('t2'), fact('t2'), fact('t2'))
    await tamper(`UPDATE "LedgerEntry" SET "hash" = repeat('a', 64) WHERE "id" = '${ids[1]}'`)
    const problems = await verifyChain(storage.read, 't2')
    expect(problems[0]).toEqual({ code: 'changed', sequence: 2, entryId: ids[1] })
    expect(problems[1]).toEqual({ code: 'link', sequence: 3, entryId: ids[2] })
  })

  test('a removed entry is a gap, a removed last one shows at the head', async () => {
    const ids = await write(fact('t3'), fact('t3'), fact('t3'))
    await tamper(`DELETE FROM "LedgerEntry" WHERE "id" = '${ids[1]}'`)
    expect((await verifyChain(storage.read, 't3'))[0]).toEqual({
      code: 'gap',
      sequence: 2,
      entryId: null,
    })
    await tamper(`DELETE FROM "LedgerEntry" WHERE "id" = '${ids[2]}'`)
    expect((await verifyChain(storage.read, 't3')).at(-1)?.code).toBe('head')
  })

  test('a removed head does not hide the entries', async () => {
    await write(fact('t4'))
    await tamper(`DELETE FROM "LedgerHead" WHERE "bureau" = 't4'`)
    expect(await verifyChain(storage.read, 't4')).not.toEqual([])
  })

  test('changed personal text is named', async () => {
    const [id] = await write(fact('t5', { personal: '一' }))
    await tamper(`UPDATE "PersonalText" SET "text" = '"二"' WHERE "entryId" = '${id}'`)
    expect(await verifyChain(storage.read, 't5')).toEqual([
      { code: 'personal-changed', sequence: 1, entryId: id },
    ])
  })
})

describe('personal text', () => {
  test('erased with its salt it is gone, and the chain still proves', async () => {
    const [id = ''] = await write(fact('erase', { personal: { name: '张三' } }), fact('erase'))
    expect(await storage.transact('press', (tx) => erasePersonal(tx, id))).toBe(true)
    expect((await findEntry(storage.read, id))?.personal).toBeNull()
    expect(await verifyChain(storage.read, 'erase')).toEqual([])
    const left = await storage.read.client.personalText.findUnique({ where: { entryId: id } })
    expect(left).toEqual({ entryId: id, salt: null, text: null })
    expect(await storage.transact('press', (tx) => erasePersonal(tx, id))).toBe(false)
  })

  test('an entry that never had any says so by having no such field', async () => {
    const [id = ''] = await write(fact('none'))
    expect(await findEntry(storage.read, id)).not.toHaveProperty('personal')
  })
})
