import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { silentLog } from '../../src/base/log.js'
import { stopwatch } from '../../src/base/real-time.js'
import { endings } from '../../src/desk/brought.js'
import { viewOf } from '../../src/flows/all.js'
import { factProposed, factSent, factTold } from '../../src/flows/fact/entries.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { Storage } from '../../src/storage/database.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { openStorage } from '../../src/storage/open.js'
import type { Notice } from '../../src/storage/outbox.js'
import { bureausWith } from '../bureaus.js'
import { startPostgres, type TestServer, withoutPostgres } from '../storage/postgres.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { unitScheme } from './schemes.js'

/** How many cards a year brings; more (`CARDS=5000`) to measure by hand. */
const cards = Number.parseInt(process.env.CARDS ?? '60', 10)

describe.skipIf(withoutPostgres)('two replicas on one PostgreSQL server', () => {
  let server: TestServer
  let database: Awaited<ReturnType<typeof testDatabase>>
  let bureau: TestBureau
  const replicas: { storage: Storage; ending: ReturnType<typeof endings> }[] = []

  beforeAll(async () => {
    server = await startPostgres()
    const url = await server.newDatabase()
    database = await testDatabase({
      open: async (clock) => {
        const one = await openStorage({ url, dataDir: '', clock, log: silentLog })
        const other = await openStorage({ url, dataDir: '', clock, log: silentLog })
        for (const storage of [one, other]) {
          replicas.push({ storage, ending: endings({ bureaus: bureausWith([], clock) }) })
        }
        const close = async (): Promise<void> => {
          await one.close()
          await other.close()
        }
        return { storage: one, close }
      },
    })
    bureau = await database.newBureau([unitScheme])
    bureau.goTo('2025-10-10', '10:00')
    for (const each of replicas) {
      each.ending = endings({
        bureaus: bureausWith([database.scheme, unitScheme], bureau.clock),
      })
    }
  }, 60_000)
  afterAll(async () => {
    await database?.close()
    await server?.stop()
  })

  /** Facts that are approved and on their way, each to 张 and to the head of the unit. */
  async function sent(count: number): Promise<string[]> {
    const made: string[] = []
    for (let from = 0; from < count; from += 100) {
      await bureau.job(async (ctx) => {
        for (let at = from; at < Math.min(count, from + 100); at++) {
          const fact = factProposed.write(ctx, {
            ...{ day: day('2025-10-09'), by: 'zhou', subject: 'zhang' },
            body: { kind: 'late', persons: ['zhang'], units: ['general'] },
          })
          for (const subject of ['zhang', 'general']) {
            factSent.write(ctx, { about: fact, subject, body: { unknown: [] } })
          }
          made.push(fact)
        }
      })
    }
    return made
  }

  /** The platform has brought a fact's card to somebody, as one of the replicas writes it down. */
  async function brought(replica: number, fact: string, who: string): Promise<void> {
    const each = replicas[replica % 2]
    if (!each) return
    const recipient = `ou_${bureau.id}_${who}`
    const place = { bureau: bureau.id, recipient, cardKind: 'fact', cardKey: fact }
    const notice = { ...place, op: 'send' } as Notice
    await each.storage.transact('work', (tx) => each.ending(tx, notice, { kind: 'delivered' }))
  }

  test(`${cards} cards that both write down at once tell each charge once, and no press waits for them`, async () => {
    const facts = await sent(cards)
    const look = async (): Promise<number> => {
      const since = stopwatch()
      await viewOf(await bureau.seeing('zhang'), { kind: 'home', key: 'home' })
      return since()
    }
    for (let warm = 0; warm < 3; warm++) await look()
    const quiet = await Promise.all([look(), look(), look()])
    const presses: number[] = []
    const spent: number[] = []
    let next = 0
    const lane = async (replica: number): Promise<void> => {
      while (next < facts.length) {
        const at = next++
        const fact = facts[at] ?? ''
        const since = stopwatch()
        // Delivered twice, by either replica, and to both who are told.
        await Promise.all([
          brought(replica, fact, 'zhang'),
          brought(replica + 1, fact, 'zhang'),
          brought(replica, fact, 'li'),
        ])
        spent.push(since())
        if (at % 20 === 0) presses.push(await look())
      }
    }
    await Promise.all([lane(0), lane(1)])
    const told = await readEntries(bureau.storage.read, {
      bureau: bureau.id,
      kinds: [factTold.kind],
    })
    const charges = told.map(({ about, subject }) => `${about} ${subject}`)
    expect(new Set(charges).size, 'no charge is told twice').toBe(charges.length)
    expect(charges).toHaveLength(facts.length * 2)
    const { collected } = await bureau.seeing(null)
    const states = [...collected.of(factsSlice).byId.values()].flatMap(({ charges: all }) =>
      [...all.values()].map(({ state }) => state),
    )
    expect(new Set(states)).toEqual(new Set(['told']))
    const half = Math.floor(spent.length / 2)
    const [early, late] = [median(spent.slice(0, half)), median(spent.slice(half))]
    if (process.env.CARDS) {
      const said = { early, late, quiet: median(quiet), pressed: median(presses) }
      process.stdout.write(`${JSON.stringify({ cards, ...said, most: Math.max(...presses) })}\n`)
    }
    // The last ones cost what the first ones cost: it does not grow with the year.
    expect(late).toBeLessThan(Math.max(early * 3, 100))
    expect(median(presses)).toBeLessThan(1_000)
  }, 600_000)
})

function median(of: readonly number[]): number {
  return [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0
}
