import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { silentLog } from '../../src/base/log.js'
import { takeOutside } from '../../src/desk/outside.js'
import { linksOf, outsideSlice } from '../../src/flows/outside/links.js'
import { makeLinks } from '../../src/flows/outside/manage.js'
import type { Storage } from '../../src/storage/database.js'
import { openStorage } from '../../src/storage/open.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { bureausWith } from '../bureaus.js'
import { thirds } from '../refusals/schemes.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { startPostgres, type TestServer, withoutPostgres } from '../storage/postgres.js'

const links = 12

describe.skipIf(withoutPostgres)('links on two replicas with one PostgreSQL server', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kaohe-links-'))
  const replicas: Storage[] = []
  let server: TestServer
  let database: Awaited<ReturnType<typeof testDatabase>>
  let bureau: TestBureau

  beforeAll(async () => {
    server = await startPostgres()
    const url = await server.newDatabase()
    database = await testDatabase({
      open: async (clock) => {
        for (let each = 0; each < 2; each += 1) {
          replicas.push(await openStorage({ url, dataDir, clock, log: silentLog }))
        }
        const close = async (): Promise<void> => {
          for (const storage of replicas) await storage.close()
        }
        return { storage: must(replicas[0] ?? null, 'a replica'), close }
      },
    })
    bureau = await database.newBureau([thirds])
    bureau.goTo('2025-10-09', '10:00')
  }, 120_000)

  afterAll(async () => {
    await database?.close()
    await server?.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  test('what is handed in by one link on both at once counts once, and the other is told so', async () => {
    const ref = {
      cycle: `${bureau.id}.thirds.2025`,
      period: '2025-Q3',
      part: 'service',
      body: 'client',
    }
    await bureau.outcome('zhou', (ctx) =>
      makeLinks(ctx, { verb: 'outside.make', ...ref, count: `${links}`, names: '', whom: ['li'] }),
    )
    const made = linksOf((await bureau.seeing(null)).collected.of(outsideSlice), ref)
    // Both make the same tokens: the key is a file of both.
    const tokens = made.map(({ id }) => {
      const [one, other] = replicas.map(({ read }) => read.linkKey.tokenOf(id))
      expect(one).toBe(other)
      return must(one, 'a token')
    })
    const desks = replicas.map((storage) => ({
      storage,
      bureaus: bureausWith([database.scheme, thirds], bureau.clock),
      wake: () => undefined,
    }))
    const results = await Promise.all(
      tokens.flatMap((token) =>
        desks.map(async (desk, which) => {
          const filled = { scores: { li: `${70 + which}` }, unknown: [], remark: '' }
          const { done, page } = await takeOutside(desk, {
            ...{ bureau: bureau.id, token, handIn: true, filled },
          })
          return `${done} ${page.state}`
        }),
      ),
    )
    // Of the two one is taken, and the other is told that it was.
    expect(results.filter((one) => one === 'true used')).toHaveLength(links)
    expect(results.filter((one) => one === 'false used')).toHaveLength(links)
    const kinds = ['rating.submitted']
    const given = await readEntries(bureau.storage.read, { bureau: bureau.id, kinds })
    expect(new Set(given.map(({ by }) => by)).size).toBe(links)
    expect(given).toHaveLength(links)
  }, 120_000)
})
