import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createVerification } from '../../src/app/verification.js'
import { sha256 } from '../../src/base/ids.js'
import { canonicalJson } from '../../src/base/json.js'
import type { Log, LogFields } from '../../src/base/log.js'
import { Calendars } from '../../src/calendar/calendars.js'
import { silentLog } from '../../src/base/log.js'
import { readVerified } from '../../src/flows/verification/record.js'
import { verifyBureau } from '../../src/flows/verification/verify.js'
import { verify } from '../../src/cli/verify.js'
import { checkChain } from '../../src/storage/chain.js'
import type { Storage } from '../../src/storage/database.js'
import { append, headOf } from '../../src/storage/ledger.js'
import { openStorage } from '../../src/storage/open.js'
import { savePublication } from '../../src/storage/publications.js'
import {
  bureauClock,
  bureauId,
  makeBureau,
  people,
  scheme,
  today,
} from '../chaos/bureau-presses.js'
import { bureausWith } from '../bureaus.js'
import { tempStorage } from './temp.js'

let storage: Storage
let dataDir: string
let cycle: string
let close: () => Promise<void> = async () => {}
const slow: [string, LogFields | undefined][] = []

beforeAll(async () => {
  const log: Log = { ...silentLog, warn: (event, fields) => slow.push([event, fields]) }
  ;({ storage, dataDir, close } = await tempStorage({ clock: bureauClock(), log }))
  cycle = await makeBureau(storage)
})
afterAll(() => close())

const bureau = bureauId
const officer = people.holders('assessment-office')[0]?.id ?? ''

function write(count: number): Promise<string[]> {
  return storage.transact('work', async (tx) =>
    Array.from({ length: count }, (_, n) =>
      append(tx, {
        ...{ bureau, cycle, day: today, by: 'p1', subject: 'p2' },
        ...(n % 2 === 0
          ? { kind: 'note', body: { n }, personal: { note: `第${n}条` } }
          : { kind: 'note', body: { points: '0.05' } }),
      }),
    ),
  )
}

function publish(version: number, snapshot: { total: string; list: number[] }): Promise<string> {
  return storage.transact('work', async (tx) => {
    await savePublication(tx, {
      ...{ id: `p-${version}`, cycle, version, results: null, state: 'published' },
      snapshot,
    })
    const snapshotHash = sha256(canonicalJson(snapshot))
    const body = {
      ...{ publication: `p-${version}`, version, snapshotHash, asOf: today, headSequence: 1 },
      ...{ rosterRevision: 1, schemeVersion: scheme.version, reason: '' },
    }
    const kind = 'results.published'
    return append(tx, { bureau, cycle, kind, day: today, by: officer, body })
  })
}

/** Runs statements as somebody who first switches the triggers off, and answers how to undo them. */
async function tamper(...statements: string[]): Promise<() => Promise<void>> {
  const tables = ['LedgerEntry', 'PersonalText', 'LedgerHead', 'Publication']
  const run = (sqls: string[]): Promise<void> =>
    storage.transact('work', async (tx) => {
      await tx.client.$executeRawUnsafe(`SET LOCAL session_replication_role = 'replica'`)
      for (const sql of sqls) await tx.client.$executeRawUnsafe(sql)
    })
  await run(tables.map((table) => `CREATE TABLE "kept${table}" AS TABLE "${table}"`))
  await run(statements)
  return () =>
    run(
      tables.flatMap((table) => [
        `DELETE FROM "${table}"`,
        `INSERT INTO "${table}" SELECT * FROM "kept${table}"`,
        `DROP TABLE "kept${table}"`,
      ]),
    )
}

describe('a ledger that was tampered with', () => {
  let ids: string[]
  let published: string
  beforeAll(async () => {
    ids = await write(8)
    published = await publish(1, { total: '92.875', list: [1, 2, 3] })
  })
  const at = (index: number): string => `"id" = '${ids[index]}'`

  test('is told from one that was not, whatever was rewritten, by its first difference', async () => {
    expect((await verifyBureau(storage.read, bureau)).differences).toEqual([])
    // The chain begins with the entry that opened the cycle.
    const cases: [string, string[], { kind: string; sequence: number; entryId: string | null }][] =
      [
        [
          'a figure changed',
          [`UPDATE "LedgerEntry" SET "body" = '{"points":"5"}' WHERE ${at(1)}`],
          { kind: 'changed', sequence: 3, entryId: ids[1] ?? '' },
        ],
        [
          'a decision deleted',
          [`DELETE FROM "LedgerEntry" WHERE ${at(3)}`],
          { kind: 'gap', sequence: 5, entryId: null },
        ],
        [
          'two entries swapped',
          [
            `UPDATE "LedgerEntry" SET "sequence" = 1000 WHERE ${at(1)}`,
            `UPDATE "LedgerEntry" SET "sequence" = 3 WHERE ${at(5)}`,
            `UPDATE "LedgerEntry" SET "sequence" = 7 WHERE ${at(1)}`,
          ],
          { kind: 'link', sequence: 3, entryId: ids[5] ?? '' },
        ],
        [
          'a salt changed',
          [`UPDATE "PersonalText" SET "salt" = repeat('0', 32) WHERE "entryId" = '${ids[2]}'`],
          { kind: 'personal-changed', sequence: 4, entryId: ids[2] ?? '' },
        ],
        [
          'the last entry deleted',
          [`DELETE FROM "LedgerEntry" WHERE "id" = '${published}'`],
          { kind: 'publication-unknown', sequence: 0, entryId: null },
        ],
        [
          'a published snapshot rewritten',
          [`UPDATE "Publication" SET "snapshot" = jsonb_set("snapshot", '{total}', '"93"')`],
          { kind: 'publication-changed', sequence: 10, entryId: published },
        ],
        [
          'a published snapshot deleted',
          [`DELETE FROM "Publication"`],
          { kind: 'publication-missing', sequence: 10, entryId: published },
        ],
      ]
    for (const [what, statements, first] of cases) {
      const undo = await tamper(...statements)
      const { differences } = await verifyBureau(storage.read, bureau)
      await undo()
      expect([what, differences[0]]).toEqual([what, first])
    }
    expect((await verifyBureau(storage.read, bureau)).differences).toEqual([])
  })

  test('is told to the office once, stands in the record, and is forgotten when it is mended', async () => {
    const bureaus = bureausWith([scheme], storage.clock)
    const { clock } = storage
    const calendars = new Calendars()
    const given = { storage, bureaus, calendars, clock, log: silentLog, wake: () => {} }
    const verification = createVerification(given)
    const told = () => storage.read.client.notice.findMany({ where: { op: 'text' } })
    await verification.whole(bureau)
    expect((await readVerified(storage.read, bureau)).differs).toBeNull()
    const undo = await tamper(`UPDATE "LedgerEntry" SET "by" = 'p9' WHERE ${at(4)}`)
    // What lies before the proved position shows in the whole comparison only.
    await verification.since(bureau)
    expect((await readVerified(storage.read, bureau)).differs).toBeNull()
    await verification.whole(bureau)
    await verification.whole(bureau)
    const { differs } = await readVerified(storage.read, bureau)
    expect(differs).toEqual({ kind: 'changed', sequence: 6, entryId: ids[4] })
    const texts = await told()
    expect(texts.length).toBe(people.holders('assessment-office').length)
    expect(texts[0]).toMatchObject({
      cardKey: 'ledger-changed',
      detail: { sequence: '6', entry: ids[4] },
    })
    await undo()
    await verification.whole(bureau)
    expect((await readVerified(storage.read, bureau)).differs).toBeNull()
  })
})

test('from a proved position on only what came since is compared, and the position itself', async () => {
  await write(300)
  const head = await headOf(storage.read, bureau)
  await write(3)
  expect((await checkChain(storage.read, bureau, head)).problems).toEqual([])
  const other = { ...head, hash: 'a'.repeat(64) }
  expect((await checkChain(storage.read, bureau, other)).problems[0]).toMatchObject({
    code: 'changed',
    sequence: head.sequence,
  })
})

test('comparing some thousand entries, each statement takes less than 50 ms', async () => {
  for (let n = 0; n < 5; n++) await write(1_000)
  slow.length = 0
  expect((await verifyBureau(storage.read, bureau)).differences).toEqual([])
  // One may wait for the machine.
  expect(slow.length).toBeLessThanOrEqual(1)
})

test('kaohe verify ends with 2 and the first difference; mended, with the end of the ledger and what it could not compute anew', async () => {
  const { hash, sequence } = await headOf(storage.read, bureau)
  const [id] = await write(1)
  await tamper(`UPDATE "LedgerEntry" SET "subject" = 'p3' WHERE "id" = '${id}'`)
  expect((await verify({ data: dataDir })).lines[0]).toContain('正由')
  await storage.close()
  const found = await verify({ data: dataDir })
  expect(found).toMatchObject({ exitCode: 2 })
  // What this test published follows from nothing: that it was not computed anew is said.
  expect(found.lines).toHaveLength(2)
  expect(found.lines[0]).toContain(`第${sequence + 1}条（${id}） 内容与校验码不符`)
  const again = await openStorage({ dataDir, clock: storage.clock, log: silentLog })
  await again.transact('work', async (tx) => {
    await tx.client.$executeRawUnsafe(`SET LOCAL session_replication_role = 'replica'`)
    await tx.client.$executeRawUnsafe(`DELETE FROM "LedgerEntry" WHERE "id" = '${id}'`)
    await tx.client.$executeRawUnsafe(`DELETE FROM "PersonalText" WHERE "entryId" = '${id}'`)
    await tx.client.$executeRawUnsafe(
      `UPDATE "LedgerHead" SET "sequence" = ${sequence}, "hash" = '${hash}'`,
    )
  })
  await again.close()
  const mended = await verify({ data: dataDir })
  expect(mended.exitCode).toBe(3)
  expect(mended.lines).toEqual([
    `一致 ${bureau}：共${sequence}条，末条校验码 ${hash}`,
    expect.stringContaining('[recompute-earlier-form]'),
  ])
  expect((await verify({ data: `${dataDir}-none` })).exitCode).toBe(2)
})
