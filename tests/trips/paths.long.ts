import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { awayIn } from '../../src/flows/away/away.js'
import type { Intent } from '../../src/flows/flow.js'
import { postsSlice } from '../../src/flows/post/posts.js'
import { tripsSlice } from '../../src/flows/trip/trips.js'
import { ask, decide, leaveDatabase } from '../leave/bureau.js'
import type { TestBureau } from '../report/bureau.js'
import { press } from '../pressing.js'
import { approvedTrip, askTrip, decideTrip, lastTrip, ownTrip, tripWords } from './bureau.js'

/** Paths through trips besides those of `trips.test.ts`. */
let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau
beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-08', '10:00')
})
afterAll(() => database.close())

const long = { from: '2025-09-10', to: '2025-09-12' }

test('that the leader refuses after the head agreed is no trip', async () => {
  expect(await askTrip(bureau, 'zhang', long)).toBe('trip-asked')
  expect(await decideTrip(bureau, 'li', { on: 'zhang' })).toBe('trip-passed')
  const no = { on: 'zhang', as: 'refuse', text: '请对方寄来' } as const
  expect(await decideTrip(bureau, 'chen', no)).toBe('trip-refused')
  bureau.goTo('2025-09-10', '10:00')
  expect(awayIn(await bureau.seeing('zhang'))).toEqual([])
})

test('that the leader sends back begins at the head again', async () => {
  await askTrip(bureau, 'zhang', long)
  await decideTrip(bureau, 'li', { on: 'zhang' })
  const back = { on: 'zhang', as: 'return', text: '写明随行的人' } as const
  expect(await decideTrip(bureau, 'chen', back)).toBe('trip-returned')
  const { id } = await lastTrip(bureau, 'zhang')
  expect(await askTrip(bureau, 'zhang', { ...long, reason: '与孙晴同去调研' }, id)).toBe(
    'trip-asked',
  )
  expect(await decideTrip(bureau, 'chen', { on: 'zhang' })).toBe('refused:chain-not-yours')
  for (const [who, said] of [
    ['li', 'trip-passed'],
    ['chen', 'trip-approved'],
  ] as const) {
    expect(await decideTrip(bureau, who, { on: 'zhang' })).toBe(said)
  }
})

test('a longer one that is refused leaves the one that was approved, and its post', async () => {
  const first = await approvedTrip(bureau, 'zhang', { handover: 'wang' }, ['li'])
  expect(await askTrip(bureau, 'zhang', { ...long, handover: 'wang' }, first)).toBe('trip-asked')
  await decideTrip(bureau, 'li', { on: 'zhang', as: 'refuse', text: '一天够了' })
  const { collected } = await bureau.seeing(null)
  const stages = [...collected.of(tripsSlice).byId.values()].map((one) => one.stage)
  expect(stages).toEqual(['approved', 'refused'])
  bureau.goTo('2025-09-10', '10:00')
  expect((await bureau.seeing('li')).bureau.standIns.of('zhang')).toBe('wang')
  bureau.goTo('2025-09-11', '10:00')
  expect((await bureau.seeing('li')).bureau.standIns.of('zhang')).toBeNull()
})

test('that is withdrawn after it was approved gives its post back before anybody took it', async () => {
  await approvedTrip(bureau, 'zhang', { handover: 'wang' }, ['li'])
  expect(await ownTrip(bureau, 'zhang', 'withdraw')).toBe('trip-withdrawn')
  bureau.goTo('2025-09-10', '10:00')
  expect((await bureau.seeing('li')).bureau.standIns.of('zhang')).toBeNull()
  expect((await bureau.seeing(null)).collected.of(postsSlice).named.size).toBe(0)
})

test('who comes back while B decides in their place: the decision is of one of them, and says whose place', async () => {
  await approvedTrip(bureau, 'li', { from: '2025-09-09', to: '2025-09-10', handover: 'wang' }, [
    'chen',
    'wu',
  ])
  expect(await ask(bureau, 'zhang', { from: '2025-09-15' })).toBe('leave-asked')
  bureau.goTo('2025-09-10', '10:00')
  const said = await Promise.all([
    ownTrip(bureau, 'li', 'back'),
    decide(bureau, 'wang', { on: 'zhang' }),
  ])
  expect(said[0]).toBe('trip-back')
  expect(['leave-approved', 'refused:chain-not-yours']).toContain(said[1])
  const later = await decide(bureau, 'li', { on: 'zhang' })
  expect(later).toBe(
    said[1] === 'leave-approved' ? 'refused:chain-ended-approved' : 'leave-approved',
  )
})

test('that is sent back only after it began is asked for anew with the same days', async () => {
  await askTrip(bureau, 'zhang', long)
  bureau.goTo('2025-09-11', '09:00')
  await decideTrip(bureau, 'li', { on: 'zhang', as: 'return', text: '写明住哪里' })
  const { id } = await lastTrip(bureau, 'zhang')
  expect(await askTrip(bureau, 'zhang', { ...long, from: '2025-09-09' }, id)).toBe(
    'refused:trip-past',
  )
  expect(await askTrip(bureau, 'zhang', long, id)).toBe('trip-asked')
})

test('is looked at before it is sent, and another is begun after it', async () => {
  const words = tripWords({ from: '2025-09-12', to: '2025-09-16' })
  const look = { verb: 'trip.look', key: 'trip', shown: '', words } as Intent
  expect(await press(bureau, 'zhang', look)).toBe('trip-look')
  const { collected } = await bureau.seeing(null)
  expect(collected.of(tripsSlice).byId.size).toBe(0)
  expect(await askTrip(bureau, 'zhang', { from: '2025-09-12', to: '2025-09-16' })).toBe(
    'trip-asked',
  )
  expect(await press(bureau, 'zhang', { verb: 'trip.again', key: 'trip' } as Intent)).toBe(
    'refreshed',
  )
  expect(await askTrip(bureau, 'zhang', { from: '2025-09-22' })).toBe('trip-asked')
})
