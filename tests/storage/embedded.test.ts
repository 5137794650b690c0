import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realClock } from '../../src/base/clock.js'
import { day } from '../../src/base/day.js'
import { type Log, type LogFields, silentLog } from '../../src/base/log.js'
import { stopwatch } from '../../src/base/real-time.js'
import { packagePath } from '../../src/base/package-root.js'
import type { Storage } from '../../src/storage/database.js'
import { append } from '../../src/storage/ledger.js'
import { verifyChain } from '../../src/storage/chain.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { ownHolder } from '../../src/storage/holder.js'
import { openStorage } from '../../src/storage/open.js'
import { putSetting } from '../../src/storage/settings.js'
import { tempDataDir, tempFolder, tempStorage } from './temp.js'
import { writeAndKill, writeRefused } from './writing-child.js'

const quiet = { clock: realClock(), log: silentLog }

/** Starting processes takes long on a busy machine. */
const slow = { timeout: 120_000 }

let synced = 0
const lines: [string, LogFields | undefined][] = []
let storage: Storage
let sharedDir: string
let close: () => Promise<void> = async () => {}

beforeAll(async () => {
  const log: Log = { ...silentLog, warn: (event, fields) => lines.push([event, fields]) }
  const opened = await tempStorage({ onFsync: () => synced++, log })
  storage = opened.storage
  sharedDir = opened.dataDir
  close = opened.close
})
afterAll(() => close())

describe('durability', () => {
  test('a commit calls fsync, reading does not', async () => {
    for (let n = 1; n <= 5; n++) {
      const before = synced
      await storage.transact('press', (tx) => putSetting(tx, 'b', 'k', n))
      expect(synced).toBeGreaterThan(before)
    }
    const before = synced
    await storage.read.client.setting.findMany()
    expect(synced).toBe(before)
  })

  test('killed again and again while writing, nothing acknowledged is lost', slow, async () => {
    const dataDir = await tempDataDir()
    const acknowledged: string[] = []
    for (const count of [5, 30]) acknowledged.push(...(await writeAndKill(count, dataDir)))
    const storage = await openStorage({ ...quiet, dataDir })
    const entries = await readEntries(storage.read, { bureau: 'b' })
    const written = new Set(entries.map((entry) => entry.id))
    expect(acknowledged.length).toBeGreaterThanOrEqual(35)
    expect(acknowledged.filter((id) => !written.has(id))).toEqual([])
    expect(await verifyChain(storage.read, 'b')).toEqual([])
    await storage.close()
    await rm(dataDir, { recursive: true })
  })

  test('what was written is there when it is opened again', async () => {
    const { storage, dataDir } = await tempStorage()
    await storage.transact('press', (tx) => putSetting(tx, 'b', 'k', '0.05'))
    await storage.close()
    const again = await openStorage({ ...quiet, dataDir })
    expect((await again.read.client.setting.findFirst())?.value).toBe('0.05')
    await again.close()
    await rm(dataDir, { recursive: true })
  })
})

describe('opening', () => {
  test(
    'the first opening makes the database in another process, and clears what a killed one left',
    slow,
    async () => {
      const dataDir = await tempFolder()
      mkdirSync(join(dataDir, 'pgdata.new-left'))
      const storage = await openStorage({ ...quiet, dataDir })
      expect(readdirSync(dataDir).sort()).toEqual(['link-key', 'lock', 'pgdata'])
      await storage.close()
      expect(readdirSync(dataDir)).toEqual(['link-key', 'pgdata'])
      await rm(dataDir, { recursive: true })
    },
  )

  test.each(['PG_VERSION', 'global/pg_control', 'base', 'pg_wal'])(
    'a database without its %s is called damaged, and nothing is written over it',
    async (name) => {
      const dataDir = await tempDataDir()
      const pgdata = join(dataDir, 'pgdata')
      await rm(join(pgdata, name), { recursive: true })
      const before = readdirSync(pgdata, { recursive: true }).sort()
      const opening = openStorage({ ...quiet, dataDir })
      await expect(opening).rejects.toMatchObject({ code: 'damaged' })
      await expect(opening).rejects.toThrow(name)
      expect(readdirSync(pgdata, { recursive: true }).sort()).toEqual(before)
      await rm(dataDir, { recursive: true })
    },
  )

  test('a database that can’t be read is called so, and the folder is let go', async () => {
    const dataDir = await tempDataDir()
    writeFileSync(join(dataDir, 'pgdata', 'global', 'pg_control'), 'x')
    for (let tries = 1; tries <= 2; tries++) {
      await expect(openStorage({ ...quiet, dataDir })).rejects.toMatchObject({ code: 'damaged' })
    }
    await rm(dataDir, { recursive: true })
  })
})

describe('one process at a time', () => {
  test('a second process is refused and told which one has the folder', slow, async () => {
    const { code, said } = await writeRefused(sharedDir)
    expect(code).toBe(3)
    expect(said).toContain('in-use')
    expect(said).toContain(`进程 ${process.pid}`)
  })

  test('the same process is refused a second opening', async () => {
    await expect(openStorage({ ...quiet, dataDir: sharedDir })).rejects.toMatchObject({
      code: 'in-use',
    })
  })

  test('a lock whose process number was given out again is not obeyed', async () => {
    const dataDir = await tempDataDir()
    const dead = { ...ownHolder(), id: 'dead', pid: process.ppid, start: 'another' }
    writeFileSync(join(dataDir, 'lock'), JSON.stringify(dead))
    const elapsed = stopwatch()
    const storage = await openStorage({ ...quiet, dataDir })
    // Known as dead at once: a killed bot starts again without a wait.
    expect(elapsed()).toBeLessThan(10_000)
    expect(JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
    })
    await storage.close()
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
    await rm(dataDir, { recursive: true })
  })
})

describe('sharing the thread', () => {
  test('timers have their turn during a long chain of awaited queries', async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    const elapsed = stopwatch()
    while (elapsed() < 1_000) await storage.read.client.setting.findMany()
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(5)
  })

  test('a press overtakes work that waits', async () => {
    const order: string[] = []
    const run = (lane: 'press' | 'work', name: string): Promise<void> =>
      storage.transact(lane, async (tx) => {
        await putSetting(tx, 'b', name, true)
        order.push(name)
      })
    await Promise.all([run('work', 'w1'), run('work', 'w2'), run('work', 'w3'), run('press', 'p1')])
    expect(order).toEqual(['w1', 'p1', 'w2', 'w3'])
  })

  test('a statement over 50 ms is logged without its values, short ones are not', async () => {
    const { client } = storage.read
    lines.length = 0
    const secret = '张三'
    for (let n = 0; n < 5; n++) await client.$queryRaw`SELECT ${secret}::text AS short`
    expect(lines.length).toBeLessThan(5)
    await client.$queryRaw`SELECT ${secret}::text, pg_sleep(0.12)::text`
    expect(lines.at(-1)?.[0]).toBe('slow query')
    expect(lines.at(-1)?.[1]?.statement).toContain('pg_sleep')
    expect(JSON.stringify(lines)).not.toContain(secret)
  })

  test('cleaning goes through the one connection beside presses and changes nothing', async () => {
    const press = (): Promise<void> =>
      storage.transact('press', async (tx) => {
        append(tx, { bureau: 'c', kind: 'fact', day: day('2025-03-04'), by: 'p', body: {} })
      })
    await Promise.all([press(), storage.clean(), press(), press()])
    expect(await readEntries(storage.read, { bureau: 'c' })).toHaveLength(3)
    expect(await verifyChain(storage.read, 'c')).toEqual([])
  })
})

describe('migrations', () => {
  test('a migration edited after it was applied is refused', async () => {
    const { migrate } = await import('../../src/storage/migrate.js')
    const { connectEmbedded } = await import('../../src/storage/embedded.js')
    const dataDir = await tempDataDir()
    const folder = join(await tempFolder(), 'migrations')
    cpSync(packagePath('prisma', 'migrations'), folder, { recursive: true })
    const connected = await connectEmbedded(dataDir, silentLog, { fatal: () => {} })
    expect(await migrate(connected.pool, silentLog, folder)).toEqual([])
    mkdirSync(join(folder, '29990101000000_wrong'))
    writeFileSync(
      join(folder, '29990101000000_wrong', 'migration.sql'),
      'CREATE TABLE t (a int); nonsense',
    )
    await expect(migrate(connected.pool, silentLog, folder)).rejects.toMatchObject({
      code: 'migration-failed',
    })
    const { rows } = await connected.pool.query(`SELECT to_regclass('t') AS t`)
    expect(rows).toEqual([{ t: null }])
    await rm(join(folder, '29990101000000_wrong'), { recursive: true })
    await connected.pool.query(`UPDATE "_prisma_migrations" SET checksum = 'x'`)
    await expect(migrate(connected.pool, silentLog, folder)).rejects.toMatchObject({
      code: 'migration-changed',
    })
    await connected.close()
    await rm(dataDir, { recursive: true })
    await rm(join(folder, '..'), { recursive: true })
  })
})
