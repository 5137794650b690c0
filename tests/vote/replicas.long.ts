import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../src/base/log.js'
import { must } from '../../src/base/bug.js'
import { verifyBureau } from '../../src/flows/verification/verify.js'
import type { Storage } from '../../src/storage/database.js'
import { openStorage } from '../../src/storage/open.js'
import { bureausWith } from '../bureaus.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { startPostgres, type TestServer, withoutPostgres } from '../storage/postgres.js'
import { deskOf } from '../text/desk.js'
import { colleagues, votedScheme, votingIn } from './bureau.js'

/** Colleagues beside the six. */
const more = 18

describe.skipIf(withoutPostgres)(
  'two replicas on one PostgreSQL server, with the keys in a folder of both',
  () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'kaohe-votes-'))
    const replicas: Storage[] = []
    let server: TestServer
    let database: Awaited<ReturnType<typeof testDatabase>>
    let bureau: TestBureau
    let voting: ReturnType<typeof votingIn>

    beforeAll(async () => {
      server = await startPostgres()
      const url = await server.newDatabase()
      database = await testDatabase({
        people: colleagues(more),
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
      bureau = await database.newBureau([votedScheme])
      bureau.goTo('2025-12-15', '23:00')
      voting = votingIn(bureau)
    }, 120_000)

    afterAll(async () => {
      await database?.close()
      await server?.stop()
      rmSync(dataDir, { recursive: true, force: true })
    })

    /** The desks of both replicas, each with what its own process keeps. */
    function desks() {
      return replicas.map((storage) =>
        deskOf({
          ...bureau,
          storage,
          bureaus: bureausWith([database.scheme, votedScheme], bureau.clock),
        }),
      )
    }

    test('what everybody hands in on both at once, while the vote is counted, is counted once or was refused', async () => {
      await voting.open('1')
      const { classOf, id } = await voting.last()
      const voters = [...classOf.keys()]
      const cards = new Map<string, Awaited<ReturnType<typeof voting.card>>>()
      for (const who of voters) cards.set(who, await voting.card(who))
      const [one, other] = desks()
      const said = new Map<string, string[]>(voters.map((who) => [who, []]))
      const press = async (who: string, at: number): Promise<void> => {
        const desk = at === 0 ? one : other
        const card = must(cards.get(who) ?? null, 'a card')
        const values = { rest: at === 0 ? 'superb' : 'dreadful' }
        const reply = await must(desk ?? null, 'a desk').press(who, card, '交表', values)
        said.get(who)?.push(`${reply.toast?.content}`)
      }
      // A third before, a third while, a third after.
      const third = Math.floor(voters.length / 3)
      const both = (people: readonly string[]): Promise<void>[] =>
        people.flatMap((who) => [press(who, 0), press(who, 1)])
      await Promise.all(both(voters.slice(0, third)))
      await Promise.all([
        ...both(voters.slice(third, 2 * third)),
        voting.job('vote-close', '2025-12-17'),
      ])
      await Promise.all(both(voters.slice(2 * third)))

      const taken = (text: string): boolean => text.includes('已收到')
      const vote = await voting.last()
      for (const who of voters) {
        const answers = said.get(who) ?? []
        expect(answers).toHaveLength(2)
        expect(answers.every(taken) || answers.every((text) => text.includes('不再收表'))).toBe(
          true,
        )
        expect(vote.taken.has(who)).toBe(answers.every(taken))
      }
      const counted = vote.end?.closed
      expect(counted?.sheets.taken).toBe(vote.taken.size)
      expect(vote.taken.size).toBeGreaterThanOrEqual(third)
      const judges = [...vote.taken.keys()].filter((who) => who !== 'zhao').length
      const zhao = counted?.tallies.find(({ assessee }) => assessee === 'zhao')
      const grades = zhao && 'grades' in zhao ? (zhao.grades ?? {}) : {}
      expect(Object.values(grades).reduce((all, each) => all + each, 0)).toBe(judges)
      expect((await verifyBureau(bureau.storage.read, bureau.id)).differences).toEqual([])
      await replicas[1]?.forgetVotes()
      expect(await bureau.storage.read.voteKeys.find(id)).toBeNull()
    }, 120_000)

    test('a replica that has not the keys takes no sheet, and loses none', async () => {
      const figures = votingIn(bureau, 'figures')
      bureau.goTo('2025-12-18', '10:00')
      await figures.open()
      await figures.handIn('zhang', { rest: '90' })
      const url = server.url.replace(/[^/]*$/, 'test_1')
      const apart = await openStorage({
        url,
        dataDir: join(dataDir, 'apart'),
        clock: bureau.clock,
        log: silentLog,
      })
      const lonely = deskOf({
        ...bureau,
        storage: apart,
        bureaus: bureausWith([database.scheme, votedScheme], bureau.clock),
      })
      const { toast } = await lonely.press('wang', await figures.card('wang'), '交表', {
        rest: '90',
      })
      expect(`${toast?.content}`).toContain('计票箱暂时打不开')
      expect(
        (await verifyBureau(apart.read, bureau.id)).differences.map(({ kind }) => kind),
      ).toEqual(['vote-no-key'])
      await apart.close()
      expect(await figures.handIn('wang', { rest: '90' })).toContain('已收到')
      expect((await verifyBureau(bureau.storage.read, bureau.id)).differences).toEqual([])
    }, 60_000)
  },
)
