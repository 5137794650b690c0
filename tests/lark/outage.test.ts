import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Outage } from '../../src/lark/outage.js'
import type { Sender } from '../../src/lark/sender.js'
import type { Storage } from '../../src/storage/database.js'
import { findNotice } from '../../src/storage/outbox.js'
import { sleep } from '../../src/base/real-time.js'
import { database, type Platform, plainSender, platform, queue } from './bot.js'
import { until } from '../until.js'

let on: Platform
let storage: Storage
let end: () => Promise<void>
let people: string[] = []
let sender: Sender | null = null

beforeAll(async () => {
  on = await platform()
  const state = await on.control<{ people: { openId: string }[] }>('/state')
  people = state.people.map((person) => person.openId).slice(0, 3)
  const opened = await database(on.clock)
  storage = opened.storage
  end = opened.end
})
afterAll(async () => {
  await end()
  await on.close()
})
afterEach(async () => {
  await on.fault({ clear: true })
  await sender?.close()
  sender = null
})

const minuteMs = 60_000
const states = async (ids: string[]): Promise<(string | undefined)[]> =>
  Promise.all(ids.map(async (id) => (await findNotice(storage.read, id))?.state))
const calls = async (): Promise<number> => {
  const { calls } = await on.control<{ calls: Record<string, number> }>('/stats')
  return calls['messages.create'] ?? 0
}

const outages = [
  ['the quota of the month is used up', 99991403],
  ['the bot is switched off', 230006],
  ['a scope is missing', 99991672],
  ['the address is not on the list', 99991401],
  ['the app may not send', 230027],
] as const

test.each(outages)('%s: everything waits, and is sent when that is over', async (what, code) => {
  await on.fault({ refuse: { api: 'messages.create', code, probability: 1 } })
  const before = await calls()
  const ids = await queue(
    storage,
    people.map((recipient) => ({ recipient, cardKey: what })),
  )
  const lasting: Outage[] = []
  let over = 0
  sender = plainSender(on, storage, {
    outages: {
      lasting: (outage) => lasting.push(outage),
      over: () => {
        over += 1
      },
    },
  })
  await until(() => sender?.outage() !== null)
  for (let n = 0; n < 14; n += 1) {
    await on.advance(n < 10 ? 2 ** n * 1_000 : 24 * 60 * minuteMs)
    sender.wake()
    await sleep(60)
  }
  expect((await states(ids)).filter((state) => state === 'failed')).toEqual([])
  expect(sender.outage()).toMatchObject({ code })
  expect(lasting).toMatchObject([{ code }])
  expect((await calls()) - before).toBeLessThan(20)
  await on.fault({ clear: true })
  for (let n = 0; n < 6 && (await states(ids)).some((state) => state !== 'sent'); n += 1) {
    await on.advance(10 * minuteMs)
    sender.wake()
    await sleep(150)
  }
  expect(await states(ids)).toEqual(['sent', 'sent', 'sent'])
  expect([sender.outage(), over]).toEqual([null, 1])
})

test('somebody who cannot be reached holds nobody up, and is told of as failed', async () => {
  const endings: string[] = []
  const [gone, reached] = await queue(storage, [
    { recipient: 'ou_nobody', cardKey: '甲' },
    { recipient: people[0] ?? '', cardKey: '乙' },
  ])
  sender = plainSender(on, storage, {
    onEnding: async (_tx, notice, ending) => {
      endings.push(`${notice.cardKey} ${ending.kind}`)
    },
  })
  await until(async () => (await states([gone ?? '', reached ?? ''])).join() === 'failed,sent')
  expect(endings.sort()).toEqual(['乙 delivered', '甲 failed'])
  expect(sender.outage()).toBeNull()
})

test('many refusals that pass do not use up the tries of a notice', async () => {
  await on.fault({ serverError: { api: 'messages.create', times: 24 } })
  const [id] = await queue(storage, [{ recipient: people[0] ?? '', cardKey: '丙' }])
  sender = plainSender(on, storage)
  for (let n = 0; n < 400 && (await states([id ?? ''])).join() !== 'sent'; n += 1) {
    await on.advance(11 * minuteMs)
    sender.wake()
    await sleep(60)
  }
  expect(await states([id ?? ''])).toEqual(['sent'])
})
