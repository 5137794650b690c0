import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { packagePath } from '../../src/base/package-root.js'
import { verifyChain } from '../../src/storage/chain.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { migrationNames } from '../../src/storage/migrate.js'
import { openStorage } from '../../src/storage/open.js'
import { putSetting } from '../../src/storage/settings.js'
import { startPostgres, type TestServer, withoutPostgres } from './postgres.js'
import { writeAndKill } from './writing-child.js'

const quiet = { clock: realClock(), log: silentLog, dataDir: '' }

// UTC and the zone that a server has which was set up in China.
describe.skipIf(withoutPostgres).each(['UTC', 'Asia/Shanghai'])(
  'on a PostgreSQL server in the zone %s (skipped without its programs)',
  (timezone) => {
    let server: TestServer
    beforeAll(async () => {
      server = await startPostgres({ timezone })
    })
    afterAll(() => server?.stop())

    test('four replicas that start at once migrate once', async () => {
      const url = await server.newDatabase()
      const pool = new pg.Pool({ connectionString: url })
      const opened = await Promise.all([1, 2, 3, 4].map(() => openStorage({ ...quiet, url })))
      const { rows } = await pool.query('SELECT migration_name FROM _prisma_migrations ORDER BY 1')
      expect(rows.map((row) => row.migration_name)).toEqual(
        migrationNames(packagePath('prisma', 'migrations')),
      )
      await pool.end()
      await Promise.all(opened.map((storage) => storage.close()))
    })

    test('killed while two replicas write, nothing acknowledged is lost and the chain is sound', {
      timeout: 120_000,
    }, async () => {
      const url = await server.newDatabase()
      const acknowledged: string[] = (
        await Promise.all([writeAndKill(40, 'none', url), writeAndKill(60, 'none', url)])
      ).flat()
      const storage = await openStorage({ ...quiet, url })
      const written = new Set(
        (await readEntries(storage.read, { bureau: 'b' })).map(({ id }) => id),
      )
      expect(acknowledged.length).toBeGreaterThanOrEqual(100)
      expect(acknowledged.filter((id) => !written.has(id))).toEqual([])
      expect(await verifyChain(storage.read, 'b')).toEqual([])
      await storage.close()
    })

    test('it works at read committed, whatever the database or the url say', async () => {
      const url = await server.newDatabase()
      const pool = new pg.Pool({ connectionString: url })
      const { rows } = await pool.query('SELECT current_database() AS name')
      await pool.query(
        `ALTER DATABASE ${rows[0].name} SET default_transaction_isolation TO serializable`,
      )
      await pool.end()
      const storage = await openStorage({
        ...quiet,
        url: `${url}?options=-c%20default_transaction_isolation%3Dserializable`,
      })
      const asked = await storage.transact(
        'work',
        (tx) => tx.client.$queryRaw<unknown[]>`SHOW transaction_isolation`,
      )
      expect(asked).toEqual([{ transaction_isolation: 'read committed' }])
      await storage.close()
    })

    test('its sessions are in UTC, whatever the database, the role or the url say', async () => {
      const url = await server.newDatabase()
      const pool = new pg.Pool({ connectionString: url })
      const { rows } = await pool.query('SELECT current_database() AS name')
      await pool.query(`ALTER DATABASE ${rows[0].name} SET timezone TO 'America/New_York'`)
      await pool.query(`ALTER DATABASE ${rows[0].name} SET datestyle TO 'SQL, DMY'`)
      await pool.end()
      const storage = await openStorage({
        ...quiet,
        url: `${url}?options=-c%20timezone%3DAsia%2FTokyo`,
      })
      const [zone] = await storage.read.client.$queryRaw<{ TimeZone: string }[]>`SHOW TimeZone`
      expect(zone).toEqual({ TimeZone: 'UTC' })
      const moment = new Date('2025-12-31T16:00:00.123Z')
      const [read] = await storage.read.client.$queryRaw<{ at: Date }[]>`
      SELECT ${moment.toISOString()}::timestamptz AS "at"`
      expect(read?.at.getTime()).toBe(moment.getTime())
      await storage.close()
    })

    test('two transactions that block each other are both carried out', async () => {
      const url = await server.newDatabase()
      const storage = await openStorage({ ...quiet, url })
      await storage.transact('work', async (tx) => {
        await putSetting(tx, 'b', 'one', 0)
        await putSetting(tx, 'b', 'two', 0)
      })
      let tries = 0
      let met: () => void = () => {}
      const meeting = new Promise<void>((resolve) => {
        met = resolve
      })
      const cross = (first: string, second: string): Promise<void> =>
        storage.transact('press', async (tx) => {
          tries += 1
          await putSetting(tx, 'b', first, 1)
          if (tries === 2) met()
          await meeting
          await putSetting(tx, 'b', second, 1)
        })
      await Promise.all([cross('one', 'two'), cross('two', 'one')])
      expect(tries).toBeGreaterThan(2)
      await storage.close()
    })
  },
)
