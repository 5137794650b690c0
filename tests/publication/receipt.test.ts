import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRefusal } from '../../src/base/refusal.js'
import { renderCard } from '../../cards/render.js'
import { readable } from '../text/desk.js'
import { must } from '../../src/base/bug.js'
import { allJobs, viewOf } from '../../src/flows/all.js'
import { publishAsks } from '../../src/flows/publication/asks.js'
import type { PublishIntent } from '../../src/flows/publication/intents.js'
import { publishResults } from '../../src/flows/publication/publish.js'
import type { PublishView } from '../../src/flows/publication/publish-view.js'
import { day } from '../../src/base/day.js'
import { putAddresses } from '../../src/storage/addresses.js'
import { fresh, units } from '../refusals/schemes.js'
import { person, testDatabase, type TestBureau } from '../report/bureau.js'
import { computedNow, workAsked } from './computed.js'

let database: Awaited<ReturnType<typeof testDatabase>>

beforeAll(async () => {
  const left = {
    ...person('wu', '吴远', 'party', []),
    memberships: [{ unit: 'party', from: day('2025-01-01'), to: day('2025-08-31') }],
  }
  database = await testDatabase({ people: [person('sun', '孙文', 'party', []), left] })
})
afterAll(() => database?.close())

async function office(bureau: TestBureau, cycle: string): Promise<PublishView> {
  return (await viewOf(await bureau.seeing('zhou'), { kind: 'publish', key: cycle })) as PublishView
}

async function publish(bureau: TestBureau, cycle: string, reason = ''): Promise<void> {
  const results = await computedNow(bureau, 'zhou', cycle)
  const said = await bureau.outcome('zhou', (ctx) =>
    publishResults(ctx, { verb: 'publish.confirm', cycle, scope: 'ranking', results, reason }),
  )
  expect(isRefusal(said)).toBe(false)
  await workAsked(bureau)
}

test('the office reads who has the own result, and by name to whom it could not be brought', async () => {
  const bureau = await database.newBureau([fresh])
  const cycle = `${bureau.id}.${fresh.id}.2025`
  bureau.goTo('2026-01-20', '10:00')
  // 孙文 is not on the platform, 吴远 left in August.
  const known = new Map((await bureau.seeing(null)).bureau.addresses)
  known.delete('sun')
  await bureau.storage.transact('work', (tx) => putAddresses(tx, bureau.id, known))
  await publish(bureau, cycle)
  const before = (await office(bureau, cycle)).published
  expect(before).toMatchObject({
    version: 1,
    delivered: 0,
    failed: [],
    unreachable: ['孙文', '吴远'],
  })
  expect(before?.waiting).toBe((before?.all ?? 0) - 2)
  const sent = await bureau.delivered(({ what }) => !what.includes(' zhang'))
  const results = sent.filter((what) => what.startsWith('send result'))
  expect(new Set(results).size).toBe(results.length)
  expect(results.length).toBe(before?.waiting)
  const after = (await office(bureau, cycle)).published
  expect(after).toMatchObject({ waiting: 0, failed: ['张可'], unreachable: ['孙文', '吴远'] })
  expect(after?.delivered).toBe((after?.all ?? 0) - 3)
})

test('the office is asked to publish when the scoring is over, by a card, until it has', async () => {
  const bureau = await database.newBureau([fresh])
  const cycle = `${bureau.id}.${fresh.id}.2025`
  const asked = async () =>
    publishAsks.open(await bureau.seeing(null), {}).filter((ask) => ask.cycle === cycle)
  bureau.goTo('2026-01-12', '10:00')
  expect(await asked()).toEqual([])
  bureau.goTo('2026-01-13', '09:00')
  expect((await asked()).map(({ who, card }) => [who, card])).toEqual([
    ['zhou', { kind: 'publish', key: cycle }],
  ])
  const job = must(
    allJobs.find(({ name }) => name === 'results.publish'),
    'a job',
  )
  await bureau.job((ctx) => job.run(ctx, '2025', null))
  expect((await bureau.notices()).map(({ what }) => what).join()).toMatch(/^send (publish|home) /)
  expect((await office(bureau, cycle)).owed.map(({ kind }) => kind)).not.toContain(
    'results.publish',
  )
  await publish(bureau, cycle)
  expect(await asked()).toEqual([])
})

test('of units, every member has the unit’s result; a second version that changes nothing is sent to nobody', async () => {
  const bureau = await database.newBureau([units])
  const cycle = `${bureau.id}.${units.id}.2025`
  bureau.goTo('2026-01-20', '10:00')
  await publish(bureau, cycle)
  await bureau.delivered()
  const first = (await office(bureau, cycle)).published
  expect(first).toMatchObject({ version: 1, waiting: 0, failed: [] })
  // Computed again on another day it is the same: nothing is to be published.
  bureau.goTo('2026-01-21', '10:00')
  await computedNow(bureau, 'zhou', cycle)
  const later = await office(bureau, cycle)
  expect(later.published?.same).toBe(true)
  expect(readable(renderCard(later, { card: 'abc', revision: 1 }))).toMatch(
    /已公布(.|\n)*没有影响得分的变化/,
  )
  const { preview } = await office(bureau, cycle)
  const again: PublishIntent = {
    ...{ verb: 'publish.confirm', cycle, scope: 'nominees' },
    ...{ results: preview?.results ?? '', reason: '更正一处' },
  }
  expect(await bureau.act('zhou', (ctx) => publishResults(ctx, again))).toBe('publish-begun')
  await workAsked(bureau)
  const second = (await office(bureau, cycle)).published
  expect(first?.delivered).toBeGreaterThan(2)
  expect(second).toMatchObject({ version: 2, all: 0, delivered: 0, waiting: 0 })
})

test('a ranking that did not reach the group is told to the office, one that did is not', async () => {
  const bureau = await database.newBureau([units])
  const cycle = `${bureau.id}.${units.id}.2025`
  bureau.goTo('2026-01-20', '10:00')
  await publish(bureau, cycle)
  await bureau.delivered()
  const told = (sent: string[]) => sent.filter((what) => what.includes('publish-not-in-group'))
  expect(told(await bureau.delivered())).toEqual([])
  await publish(bureau, cycle, '更正一处')
  await bureau.delivered(({ what }) => !what.startsWith('send ranking'))
  expect(told(await bureau.delivered())).toEqual(['text saying publish-not-in-group zhou'])
})
