import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { OffsetClock } from '../../src/base/clock.js'
import { type Instant, instant } from '../../src/base/day.js'
import { sleep } from '../../src/base/real-time.js'
import type { Moved } from '../../src/lark/delivery-parts.js'
import { lateAnswer } from '../../src/lark/late-answer.js'
import type { Sender } from '../../src/lark/sender.js'
import type { Storage } from '../../src/storage/database.js'
import { FileStore } from '../../src/storage/files.js'
import { openCard } from '../../src/storage/live-cards.js'
import { enqueue, findNotice, outlook } from '../../src/storage/outbox.js'
import {
  database,
  type Platform,
  plainRender,
  plainSender,
  platform,
  queue,
  type Shown,
} from './bot.js'
import { until } from '../until.js'

let on: Platform
let storage: Storage
let end: () => Promise<void>
/** Whom a test writes to; each has its own two. */
let person: string
let other: string
let senders: Sender[] = []
let strangers: string[] = []
let statsBefore: Stats

/** One sandbox and one database serve all tests of the file: making a database takes seconds. */
beforeAll(async () => {
  const people = Array.from({ length: 60 }, (_, n) => ({
    userId: `u${n}`,
    employeeNo: `${1000 + n}`,
    name: `员${n}`,
    departments: ['office'],
  }))
  const departments = [{ id: 'office', name: '办公室' }]
  on = await platform({
    people: { tenant: { name: '局' }, bot: { name: '助手' }, departments, people, groups: [] },
  })
  const state = await on.control<{ people: { openId: string }[] }>('/state')
  strangers = state.people.map(({ openId }) => openId)
  const opened = await database(on.clock)
  storage = opened.storage
  end = opened.end
})
afterAll(async () => {
  await end()
  await on.close()
})
beforeEach(async () => {
  person = strangers.pop() ?? ''
  other = strangers.pop() ?? ''
  on.log.lines.length = 0
  statsBefore = await stats()
})
afterEach(async () => {
  await on.fault({ clear: true })
  for (const sender of senders) await sender.close()
  senders = []
})

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

function start(change: Parameters<typeof plainSender>[2] = {}): Sender {
  const sender = plainSender(on, storage, change)
  senders.push(sender)
  return sender
}

async function stop(sender: Sender): Promise<void> {
  senders = senders.filter((one) => one !== sender)
  await sender.close()
}

const state = async (id: string | undefined): Promise<string | undefined> =>
  (await findNotice(storage.read, id ?? ''))?.state

const reached = (id: string | undefined, wanted: string): Promise<void> =>
  until(async () => (await state(id)) === wanted)

async function allSent(sender: Sender): Promise<boolean> {
  const { sendable } = await outlook(storage.read, on.clock.now())
  return sendable === 0 && sender.sending() === 0
}

/** What stands on a card's title or in a text. */
function words(shown: Shown): string {
  const found = /"(?:content|text)":"([^"]*)"/.exec(JSON.stringify(shown.content))
  return found?.[1] ?? ''
}

const chatWords = async (as: string): Promise<string[]> => (await on.chat(as)).map(words)

interface Stats {
  calls: Record<string, number>
  sends: Record<string, { calls: number; messages: number }>
  rateHits: number
}
const stats = (): Promise<Stats> => on.control<Stats>('/stats')

/** Calls and messages for each uuid that this test used, in order of the first call. */
async function sends(): Promise<{ calls: number; messages: number }[]> {
  const all = Object.entries((await stats()).sends)
  return all.filter(([uuid]) => !(uuid in statsBefore.sends)).map(([, counts]) => counts)
}

test('a notice becomes one card, and the live card knows its message', async () => {
  const [id] = await queue(storage, [{ recipient: person, cardKey: '签收' }])
  const sender = start()
  await reached(id, 'sent')
  const [message, ...more] = await on.chat(person)
  expect(more).toEqual([])
  expect(message && words(message)).toBe('签收 r1')
  const card = await openCard(storage.read, {
    bureau: 'b',
    recipient: person,
    kind: 'task',
    key: '签收',
  })
  expect(card).toMatchObject({ messageId: message?.messageId, revision: 1 })
  expect(card?.sentAt).not.toBeNull()
  await until(() => allSent(sender))
})

test('to one person all arrives in order, and the platform never has to refuse the pace', async () => {
  const keys = Array.from({ length: 9 }, (_, n) => `第${n}件`)
  await queue(
    storage,
    keys.flatMap((cardKey) => [
      { recipient: person, cardKey },
      { recipient: other, cardKey },
    ]),
  )
  const sender = start()
  await until(() => allSent(sender))
  expect(await chatWords(person)).toEqual(keys.map((key) => `${key} r1`))
  expect(await chatWords(other)).toEqual(keys.map((key) => `${key} r1`))
  expect((await stats()).rateHits).toBe(statsBefore.rateHits)
})

/** A clock that stands until it is moved. */
class StillClock extends OffsetClock {
  stands: Instant = instant(0)
  override now = () => this.stands
}

test('what waits for its turn by the pace is not at work: whoever moves the clock on is told until when', async () => {
  const still = new StillClock()
  still.stands = instant(on.clock.now() + minuteMs)
  const keys = Array.from({ length: 5 }, (_, n) => `第${n}件`)
  await queue(
    storage,
    keys.map((cardKey) => ({ recipient: person, cardKey })),
  )
  const sender = start({ clock: still })
  await until(() => sender.pausedUntil() !== null)
  expect(sender.sending()).toBe(0)
  expect(await chatWords(person)).toEqual(keys.slice(0, 4).map((key) => `${key} r1`))
  const moment = sender.pausedUntil() ?? 0
  expect(moment - still.now()).toBeLessThan(1_100)
  still.stands = instant(moment)
  still.jump(0)
  await until(() => allSent(sender))
  expect(await chatWords(person)).toEqual(keys.map((key) => `${key} r1`))
  expect(sender.pausedUntil()).toBeNull()
})

test('too many calls, a broken platform and a locked card are tried again; what follows waits its turn', async () => {
  await on.fault({
    tooMany: { api: 'messages.create' },
    serverError: { api: 'messages.create' },
    dropCall: { api: 'messages.create' },
  })
  const [first, second] = await queue(storage, [
    { recipient: person, cardKey: '甲' },
    { recipient: person, cardKey: '乙' },
  ])
  start()
  for (let n = 0; n < 12 && (await state(second)) !== 'sent'; n += 1) {
    await sleep(350)
    await on.advance(15_000)
  }
  expect([await state(first), await state(second)]).toEqual(['sent', 'sent'])
  expect(await chatWords(person)).toEqual(['甲 r1', '乙 r1'])
  expect((await sends()).map((one) => one.messages)).toEqual([1, 1])
  expect((await findNotice(storage.read, first ?? ''))?.attempts).toBe(3)
})

test('what the platform refuses for good is given up visibly, and the lane goes on', async () => {
  const [bad, good] = await queue(
    storage,
    [
      { recipient: 'ou_nobody', cardKey: '甲' },
      { recipient: person, cardKey: '乙' },
    ],
    { lane: 'one lane' },
  )
  start()
  await reached(good, 'sent')
  const failed = await findNotice(storage.read, bad ?? '')
  expect(failed).toMatchObject({ state: 'failed', attempts: 1 })
  expect(failed?.error).toMatch(/^code \d+, status 400$/)
  expect(on.log.lines.some((line) => line.event === 'notice-failed')).toBe(true)
})

test('when only the answer was lost, the same uuid makes one message of two calls', async () => {
  await on.fault({ dropAnswer: { api: 'messages.create' } })
  const [id] = await queue(storage, [{ recipient: person, cardKey: '甲' }])
  start()
  await until(async () => (await findNotice(storage.read, id ?? ''))?.attempts === 1)
  await on.advance(2_000)
  await reached(id, 'sent')
  expect(await sends()).toEqual([{ calls: 2, messages: 1 }])
  expect(await on.chat(person)).toHaveLength(1)
})

test('a process that dies after sending is followed by one that sends again within the hour: one message', async () => {
  await on.fault({ dropAnswer: { api: 'messages.create' } })
  const [id] = await queue(storage, [{ recipient: person, cardKey: '甲' }])
  const first = start()
  await until(async () => (await findNotice(storage.read, id ?? ''))?.attempts === 1)
  await stop(first)
  expect(await state(id)).toBe('frozen')
  await on.advance(50 * minuteMs)
  start({ holder: 'another' })
  await reached(id, 'sent')
  expect(await on.chat(person)).toHaveLength(1)
  expect(await sends()).toEqual([{ calls: 2, messages: 1 }])
})

test('found after 61 minutes, it is looked for in the chat and adopted: one message, one call', async () => {
  const [before] = await queue(storage, [{ recipient: person, cardKey: '早先' }])
  const first = start()
  await reached(before, 'sent')
  await on.fault({ dropAnswer: { api: 'messages.create' } })
  const [id] = await queue(storage, [{ recipient: person, cardKey: '甲' }])
  first.wake()
  await until(async () => (await findNotice(storage.read, id ?? ''))?.attempts === 1)
  await stop(first)
  await on.advance(61 * minuteMs)
  start()
  await reached(id, 'sent')
  expect(await chatWords(person)).toEqual(['早先 r1', '甲 r1'])
  expect((await sends()).map((one) => one.calls)).toEqual([1, 1])
  const card = await openCard(storage.read, {
    bureau: 'b',
    recipient: person,
    kind: 'task',
    key: '甲',
  })
  expect(card?.messageId).toBe((await on.chat(person))[1]?.messageId)
  expect(on.log.lines.some((line) => line.event === 'notice-found')).toBe(true)
  expect(on.log.lines.some((line) => line.event === 'notice-possibly-doubled')).toBe(false)
})

test('not found after 61 minutes, it is sent anew and the log says that it may stand twice', async () => {
  await on.fault({ dropCall: { api: 'messages.create' } })
  const [id] = await queue(storage, [{ recipient: person, cardKey: '甲' }])
  const first = start()
  await until(async () => (await findNotice(storage.read, id ?? ''))?.attempts === 1)
  await stop(first)
  await on.advance(61 * minuteMs)
  start()
  await reached(id, 'sent')
  expect(await on.chat(person)).toHaveLength(1)
  expect(on.log.lines.filter((line) => line.event === 'notice-possibly-doubled')).toHaveLength(1)
})

test('a reminder whose time has passed is dropped, whether it was never tried or never arrived', async () => {
  const change = { expiresAt: instant(on.clock.now() + 10 * minuteMs) }
  await on.fault({ dropCall: { api: 'messages.create' } })
  const [tried] = await queue(storage, [{ recipient: person, cardKey: '甲' }], change)
  const first = start()
  await until(async () => (await findNotice(storage.read, tried ?? ''))?.attempts === 1)
  await stop(first)
  const [untried] = await queue(storage, [{ recipient: person, cardKey: '乙' }], change)
  await on.advance(11 * minuteMs)
  start()
  await reached(tried, 'dropped')
  await reached(untried, 'dropped')
  expect(await on.chat(person)).toEqual([])
})

test('what is rendered as not to be seen any more is dropped unsent', async () => {
  const [id] = await queue(storage, [{ recipient: person, cardKey: '甲' }])
  start({ render: async () => ({ drop: 'access' }) })
  await reached(id, 'dropped')
  expect((await findNotice(storage.read, id ?? ''))?.error).toBe('access')
  expect(await on.chat(person)).toEqual([])
})

test('an update patches the one card that stands, and shows what is true when its turn comes', async () => {
  const place = [{ recipient: person, cardKey: '甲' }]
  const [id] = await queue(storage, place)
  const sender = start()
  await reached(id, 'sent')
  const [update] = await queue(storage, place, { op: 'update' })
  sender.wake()
  await reached(update, 'sent')
  const [message, ...more] = await on.chat(person)
  expect(more).toEqual([])
  expect(message).toMatchObject({ updated: true })
  expect(message && words(message)).toBe('甲 r2')
})

test('an update that comes in while another is on its way is not lost', async () => {
  const place = [{ recipient: person, cardKey: '甲' }]
  const [id] = await queue(storage, place)
  const plain = plainRender()
  const queuedMeanwhile: (string | undefined)[] = []
  const sender = start({
    render: async (notice, tx) => {
      const rendered = await plain(notice, tx)
      if (notice.op === 'update' && queuedMeanwhile.length === 0) {
        const { bureau, recipientType, recipient, op, cardKind, cardKey } = notice
        const own = { bureau, recipientType, recipient, op, cardKind, cardKey }
        queuedMeanwhile.push(await enqueue(tx, own))
      }
      return rendered
    },
  })
  await reached(id, 'sent')
  const [update] = await queue(storage, place, { op: 'update' })
  sender.wake()
  await reached(update, 'sent')
  expect(queuedMeanwhile[0]).not.toBe(update)
  await reached(queuedMeanwhile[0], 'sent')
  expect(await chatWords(person)).toEqual(['甲 r3'])
})

test('an update of a card that was never sent is dropped: sending renders what is true', async () => {
  const [update] = await queue(storage, [{ recipient: person, cardKey: '甲' }], { op: 'update' })
  start()
  await reached(update, 'dropped')
  expect(await on.chat(person)).toEqual([])
})

test('a card older than twelve days is sent anew, and the old one says where it went', async () => {
  const place = [{ recipient: person, cardKey: '甲' }]
  const [id] = await queue(storage, place)
  const movedCard = (moved: Moved): string =>
    JSON.stringify({
      schema: '2.0',
      body: { elements: [{ tag: 'markdown', content: `${moved.kind} ${moved.key} 已移到下方` }] },
    })
  const sender = start({ movedCard })
  await reached(id, 'sent')
  const old = await openCard(storage.read, {
    bureau: 'b',
    recipient: person,
    kind: 'task',
    key: '甲',
  })
  await on.advance(13 * dayMs)
  const [update] = await queue(storage, place, { op: 'update' })
  sender.wake()
  await reached(update, 'dropped')
  await until(async () => (await on.chat(person)).length === 2 && (await allSent(sender)))
  expect(await chatWords(person)).toEqual(['task 甲 已移到下方', '甲 r1'])
  const fresh = await openCard(storage.read, {
    bureau: 'b',
    recipient: person,
    kind: 'task',
    key: '甲',
  })
  expect(fresh?.id).not.toBe(old?.id)
  expect(fresh?.messageId).toBe((await on.chat(person))[1]?.messageId)
})

test('every card sent anew below leaves an old one that says so, though patches fail and the sender dies', async () => {
  const movedCard = (moved: Moved): string =>
    JSON.stringify({
      schema: '2.0',
      body: { elements: [{ tag: 'markdown', content: `${moved.kind} ${moved.key} 已移到下方` }] },
    })
  const place = [{ recipient: person, cardKey: '甲' }]
  const first = start({ movedCard })
  await on.fault({ serverError: { api: 'messages.patch', times: 3 } })
  for (let n = 0; n < 5; n += 1) {
    const [id] = await queue(storage, place)
    first.wake()
    for (let wait = 0; wait < 20 && (await state(id)) !== 'sent'; wait += 1) {
      await on.advance(5_000)
      await sleep(330)
    }
  }
  await stop(first)
  const second = start({ movedCard, holder: 'second' })
  for (let wait = 0; wait < 20 && !(await allSent(second)); wait += 1) {
    await on.advance(15_000)
    await sleep(330)
  }
  const shown = await chatWords(person)
  expect(shown.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => 'task 甲 已移到下方'))
  expect(shown.slice(4)).toEqual(['甲 r5'])
})

test('a fault in rendering ends after six tries and does not hold up the others', async () => {
  const plain = plainRender()
  const [bad] = await queue(storage, [{ recipient: person, cardKey: '坏' }])
  const [good] = await queue(storage, [{ recipient: other, cardKey: '好' }])
  start({
    render: async (notice, tx) => {
      if (notice.cardKey === '坏') throw new TypeError('员工的名字')
      return await plain(notice, tx)
    },
  })
  await reached(good, 'sent')
  for (let n = 0; n < 10 && (await state(bad)) !== 'failed'; n += 1) {
    await on.advance(70_000)
    await sleep(350)
  }
  expect(await findNotice(storage.read, bad ?? '')).toMatchObject({
    state: 'failed',
    attempts: 6,
    error: 'TypeError',
  })
  expect(on.log.text()).not.toContain('员工的名字')
})

test('of two senders one sends; when it goes, the other takes over', async () => {
  const first = start({ holder: 'first' })
  const [one] = await queue(storage, [{ recipient: person, cardKey: '甲' }])
  first.wake()
  await reached(one, 'sent')
  start({ holder: 'second' })
  const leases = (): unknown[] => on.log.lines.filter((line) => line.event === 'sender-lease-taken')
  await sleep(400)
  expect(leases()).toHaveLength(1)
  await stop(first)
  const [two] = await queue(storage, [{ recipient: person, cardKey: '乙' }])
  await reached(two, 'sent')
  expect(leases()).toHaveLength(2)
  expect(await chatWords(person)).toEqual(['甲 r1', '乙 r1'])
})

test('a plain text is sent as text', async () => {
  const [id] = await queue(storage, [{ recipient: person, cardKey: '请先绑定' }], { op: 'text' })
  start()
  await reached(id, 'sent')
  expect(await on.chat(person)).toMatchObject([{ msgType: 'text', content: { text: '请先绑定' } }])
})

test('an answer that came too late follows, through a broken platform: its sentence as a text, its effect on the card', async () => {
  const [id] = await queue(storage, [{ recipient: person, cardKey: '甲' }])
  const sender = start()
  await reached(id, 'sent')
  const link = await on.connect(
    async () => {
      await sleep(2_300)
      return { toast: { type: 'success', content: '已保存' } }
    },
    lateAnswer({ storage, bureau: 'b', log: on.log, wake: sender.wake }),
  )
  const messageId = (await on.chat(person))[0]?.messageId
  await on.fault({ serverError: { api: 'messages.create' } })
  expect(await on.control('/press', { as: person, messageId, name: 'go' })).toMatchObject({
    toast: { content: '已收到，正在处理' },
  })
  await until(async () => {
    await on.advance(2_000)
    return (await on.chat(person)).length === 2 && (await allSent(sender))
  })
  expect((await on.chat(person)).map((one) => JSON.stringify(one.content)).join()).toMatch(
    /甲 r2.*已保存/,
  )
  await link.close()
})

test('a file is uploaded by its bytes and stands in the chat of who asked for it', async () => {
  const store = new FileStore(mkdtempSync(join(tmpdir(), 'sent-files-')))
  const hash = await store.put(new TextEncoder().encode('住院通知书的字节'))
  start({
    files: store,
    render: async () => ({
      ...{ content: JSON.stringify({ name: '住院通知书.pdf', sha256: hash }), revision: 0 },
      cardId: '',
    }),
  })
  const [id] = await queue(storage, [{ recipient: person, cardKey: 'paper' }], { op: 'file' })
  await until(async () => (await state(id)) === 'sent')
  const [message] = await on.chat(person)
  expect(message).toMatchObject({ msgType: 'file', content: { file_key: expect.any(String) } })
  const { file_key: key = '' } = { ...(message?.content as { file_key?: string } | undefined) }
  const answer = await fetch(`${on.sandbox.controlUrl}/files/${key}`)
  expect(await answer.text()).toBe('住院通知书的字节')
})
