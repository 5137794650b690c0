import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { homeSamples } from '../../cards/samples/home.js'
import { must } from '../../src/base/bug.js'
import { addDays, type Day, dayAt, day, instant, timeAt } from '../../src/base/day.js'
import { allJobs, viewOf } from '../../src/flows/all.js'
import { type Ask, mostUrgentFirst } from '../../src/flows/asks.js'
import type { BurdenView } from '../../src/flows/burden/flow.js'
import { spreadOf } from '../../src/flows/burden/count.js'
import type { JobContext } from '../../src/flows/context.js'
import { sendDaily } from '../../src/flows/daily.js'
import type { Intent } from '../../src/flows/flow.js'
import type { HomeView } from '../../src/flows/home/view.js'
import { type CardFor, sendCard, sendCards } from '../../src/flows/notices.js'
import { markSent } from '../../src/storage/outbox-states.js'
import { leaveDatabase } from '../leave/bureau.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'
import { readable } from '../text/desk.js'

/** The day of an ordinary person: what waits, what comes by itself and when, and what a year asks. */
let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-25', '09:00')
})
afterAll(() => database.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)

/** What is in the outbox for somebody, sent or not: `report 2025-09 09-25 09:00`. */
async function outbox(who: string): Promise<string[]> {
  const rows = await bureau.storage.read.client.notice.findMany({
    where: {
      ...{ bureau: bureau.id, op: 'send', recipient: `ou_${bureau.id}_${who}` },
      state: { in: ['queued', 'sent'] },
    },
    orderBy: { position: 'asc' },
  })
  return rows.map(({ cardKind, cardKey, notBefore, state }) => {
    const at = instant(notBefore.getTime())
    const on = dayAt(at).replace('2025-', '')
    return `${cardKind} ${cardKey} ${on} ${timeAt(at)}${state === 'sent' ? ' sent' : ''}`
  })
}

/** The platform takes what may go now. */
async function sent(): Promise<void> {
  const rows = await bureau.storage.read.client.notice.findMany({
    where: { bureau: bureau.id, state: 'queued', notBefore: { lte: new Date(bureau.clock.now()) } },
  })
  const marks = rows.map(({ id }) => ({ id, messageId: id, chatId: null }))
  await bureau.storage.transact('work', (tx) => markSent(tx, marks))
}

const card = (kind: string, key = '2025-09') => ({ kind, key })
const daily = (...all: CardFor[]) => bureau.job((ctx) => sendDaily(ctx, all))
const runJob = (name: string, period: string) =>
  bureau.job((ctx: JobContext) =>
    must(
      allJobs.find((job) => job.name === name),
      `job ${name}`,
    ).run(ctx, period, null),
  )

test('what waits stands with what is late first, then by its day, then what has none', () => {
  const at = (day_: string | null, of: Partial<Ask>): Ask => ({
    ...{ kind: 'a', cycle: null, who: 'zhang', about: 'x', occasion: 'x' },
    ...{ says: { code: '', with: {} }, card: card('a'), opens: instant(0) },
    due: day_ === null ? null : day(day_),
    lateFrom: null,
    ...of,
  })
  const now = instant(1_000)
  const asks = [
    at(null, { about: 'none', opens: instant(5) }),
    at('2025-09-29', { about: 'today until evening', lateFrom: instant(2_000) }),
    at('2025-09-29', { about: 'today, over at noon', lateFrom: instant(900), opens: instant(9) }),
    at('2025-09-26', { about: 'long over', lateFrom: instant(100) }),
    at('2025-09-30', { about: 'tomorrow', kind: 'b', opens: instant(2) }),
    at('2025-09-30', { about: 'tomorrow, waits longer', kind: 'c', opens: instant(1) }),
  ]
  const names = mostUrgentFirst({ now }, asks).map(({ about }) => about)
  expect(names).toEqual([
    ...['long over', 'today, over at noon', 'today until evening'],
    ...['tomorrow, waits longer', 'tomorrow', 'none'],
  ])
})

describe('what comes by itself', () => {
  test('is one card a day: a second waits for the next working morning, several are told of by home', async () => {
    await daily({ person: 'zhang', card: card('report') })
    await sent()
    for (const again of [1, 2]) {
      await daily({ person: 'zhang', card: card('rating', 'q3') })
      expect(await outbox('zhang'), `${again}`).toEqual([
        ...['report 2025-09 09-25 09:00 sent', 'rating q3 09-26 08:30'],
      ])
    }
    await daily({ person: 'zhang', card: card('vote', 'v') })
    expect(await outbox('zhang')).toEqual([
      ...['report 2025-09 09-25 09:00 sent', 'home home 09-26 08:30'],
    ])
    await daily({ person: 'wang', card: card('report') }, { person: 'wang', card: card('vote') })
    expect(await outbox('wang'), 'at once').toEqual(['home home 09-25 09:00'])
  })

  test('is not told of by home where it is news, which home does not list: that takes the next morning on which nothing waits', async () => {
    const news = card('info-unit', '2025-09/u')
    await daily({ person: 'wang', card: card('report') }, { person: 'wang', card: news })
    expect(await outbox('wang'), 'at once').toEqual([
      ...['report 2025-09 09-25 09:00', 'info-unit 2025-09/u 09-26 08:30'],
    ])
    await daily({ person: 'wang', card: news })
    await daily({ person: 'wang', card: card('rating', 'q3') })
    expect(await outbox('wang'), 'told of with what waits').toEqual([
      ...['home home 09-25 09:00', 'info-unit 2025-09/u 09-26 08:30'],
    ])
    await sent()
    await daily({ person: 'wang', card: card('vote', 'v') })
    expect(await outbox('wang'), 'it gives way').toEqual([
      ...['home home 09-25 09:00 sent', 'vote v 09-26 08:30', 'info-unit 2025-09/u 09-28 08:30'],
    ])
    await daily({ person: 'wang', card: card('info-table') })
    expect((await outbox('wang')).at(-1)).toBe('info-table 2025-09 09-29 08:30')
  })

  test('comes as a second card where it can be done on this day for the last time', async () => {
    await daily({ person: 'zhang', card: card('report') })
    await sent()
    await daily({ person: 'zhang', card: card('vote', 'v'), due: day('2025-09-25') })
    expect(await outbox('zhang')).toEqual([
      ...['report 2025-09 09-25 09:00 sent', 'vote v 09-25 09:00'],
    ])
  })

  test('keeps to working hours, whatever a flow says, but for what is urgent and near; what one asked for comes at once', async () => {
    bureau.goTo('2025-09-27', '21:00')
    await bureau.job(async (ctx) => {
      const now = { notBefore: ctx.now }
      await sendCards(ctx, [{ person: 'zhang', card: card('report') }], now)
      await sendCards(ctx, [{ person: 'wang', card: card('meeting', 'm') }], now)
      await sendCards(ctx, [{ person: 'sun', card: card('meeting', 'm') }])
      await sendCard({ ...ctx, person: 'he' }, { person: 'he' }, card('home', 'home'))
    })
    // The 28th is a Sunday that is worked.
    expect(await outbox('zhang')).toEqual(['report 2025-09 09-28 08:30'])
    expect(await outbox('wang')).toEqual(['meeting m 09-27 21:00'])
    expect(await outbox('sun')).toEqual(['meeting m 09-28 08:30'])
    expect(await outbox('he')).toEqual(['home home 09-27 21:00'])
  })
})

describe('somebody who asked for quiet', () => {
  const until = (on: string) => say('zhang', { verb: 'mute.until', until: on })
  const home = async () =>
    (await viewOf(await bureau.seeing('zhang'), { kind: 'home', key: 'home' })) as HomeView

  test('gets what waits after it, what has to be told at once, and reads on home until when it is', async () => {
    await daily({ person: 'zhang', card: card('info-unit', 'u') })
    expect(await until('2025-09-27')).toBe('mute-begun')
    expect((await home()).mutedUntil).toBe('2025-09-27')
    await bureau.job(async (ctx) => {
      await sendCards(ctx, [
        { person: 'zhang', card: card('report') },
        { person: 'zhang', card: card('fact', 'f') },
      ])
    })
    expect(await outbox('zhang'), 'the 28th is worked').toEqual([
      ...['info-unit u 09-28 08:30', 'report 2025-09 09-28 08:30', 'fact f 09-25 09:00'],
    ])
  })

  test('gets on its last day what is due, from what waits or as a card of its own', async () => {
    bureau.goTo('2025-09-26', '09:00')
    await until('2025-10-09')
    await bureau.job((ctx) => sendCards(ctx, [{ person: 'zhang', card: card('report') }]))
    expect(await outbox('zhang')).toEqual(['report 2025-09 10-10 08:30'])
    for (const on of ['2025-09-28', '2025-09-29']) {
      bureau.goTo(on, '08:20')
      await runJob('mute', on)
    }
    expect(await outbox('zhang')).toEqual(['report 2025-09 10-10 08:30'])
    bureau.goTo('2025-09-30', '08:20')
    await runJob('mute', '2025-09-30')
    expect(await outbox('zhang')).toEqual(['report 2025-09 09-30 08:30'])
  })

  test('gets one card of all when it is over, without what is owed no more; it ends by itself', async () => {
    await until('2025-09-26')
    await bureau.job((ctx) =>
      sendCards(ctx, [
        { person: 'zhang', card: card('report') },
        { person: 'zhang', card: card('rating', 'of nobody') },
        { person: 'zhang', card: card('info-unit', 'u') },
      ]),
    )
    bureau.goTo('2025-09-28', '08:20')
    await runJob('mute', '2025-09-28')
    expect(await outbox('zhang')).toEqual(['report 2025-09 09-28 08:30', 'info-unit u 09-28 08:30'])
    expect((await home()).mutedUntil).toBeNull()
    await bureau.job((ctx) => sendCards(ctx, [{ person: 'zhang', card: card('vote', 'v') }]))
    expect((await outbox('zhang')).at(-1)).toBe('vote v 09-28 08:30')
  })

  test('may end it, and gets what waits in working hours; no longer than a fortnight', async () => {
    const last: Day = addDays(day('2025-09-25'), 13)
    expect(await until(addDays(last, 1))).toBe('refused:mute-long')
    expect(await until(last)).toBe('mute-begun')
    await bureau.job((ctx) =>
      sendCards(ctx, [
        { person: 'zhang', card: card('report') },
        { person: 'zhang', card: card('home', 'home') },
      ]),
    )
    bureau.goTo('2025-09-25', '19:00')
    expect(await say('zhang', { verb: 'mute.end' })).toBe('mute-ended')
    expect(await outbox('zhang')).toEqual(['home home 09-26 08:30'])
    expect(await say('zhang', { verb: 'mute.end' })).toBe('refused:mute-none')
  })
})

/** Somebody's report card is sent now. */
async function reportSentTo(who: string): Promise<void> {
  await bureau.haveCard(who, 'report', '2025-09')
  await bureau.storage.transact('work', (tx) =>
    tx.client.liveCard.updateMany({
      where: { bureau: bureau.id, recipient: `ou_${bureau.id}_${who}` },
      data: { sentAt: new Date(bureau.clock.now()) },
    }),
  )
}

test('a card that still waits comes again before the platform takes no press of it any more, once', async () => {
  bureau.goTo('2025-09-26', '09:00')
  await reportSentTo('zhang')
  await reportSentTo('wang')
  await say('wang', {
    verb: 'report.submit',
    month: '2025-09',
    answers: { items: [], extra: '值班', plans: ['办提案'] },
  })
  bureau.goTo('2025-10-05', '09:00')
  await runJob('cards-renew', '2025-10-05')
  expect(await outbox('zhang')).toEqual([])
  bureau.goTo('2025-10-09', '09:00')
  await runJob('cards-renew', '2025-10-09')
  expect(await outbox('zhang')).toEqual(['report 2025-09 10-09 09:00'])
  expect(await outbox('wang')).toEqual([])
  await reportSentTo('zhang')
  bureau.goTo('2025-10-10', '09:00')
  await runJob('cards-renew', '2025-10-10')
  expect(await outbox('zhang')).toHaveLength(1)
})

test('it comes before the days off on which it would grow too old', async () => {
  // A Monday; its twelfth day after is a Saturday, worked in 2025, its fourteenth the next working day.
  bureau.goTo('2025-09-29', '09:00')
  await reportSentTo('zhang')
  bureau.goTo('2025-10-10', '09:00')
  await runJob('cards-renew', '2025-10-10')
  expect(await outbox('zhang')).toEqual([])
  bureau.goTo('2025-10-11', '09:00')
  await runJob('cards-renew', '2025-10-11')
  expect(await outbox('zhang')).toEqual(['report 2025-09 10-11 09:00'])
})

describe('what the year asks', () => {
  const answers = { items: [], extra: '值班', plans: ['办提案'] }
  const report = (who: string, month = '2025-09') =>
    say(who, { verb: 'report.submit', month, answers })

  test('is derived from the ledger and the cards: a changed answer is no second one', async () => {
    await bureau.haveCard('zhang', 'report', '2025-09')
    await bureau.storage.transact('work', (tx) =>
      tx.client.liveCard.updateMany({
        where: { bureau: bureau.id },
        data: { sentAt: new Date(bureau.clock.now()) },
      }),
    )
    await report('zhang')
    await report('zhang')
    await report('zhang', '2025-08')
    await report('wang')
    const home = (await viewOf(await bureau.seeing('zhang'), {
      ...{ kind: 'home', key: 'home' },
    })) as HomeView
    expect(home.burden).toEqual({
      ...{ year: '2025', answers: 2, cards: 1, own: 0 },
      kinds: [{ kind: 'report.answer', count: 2 }],
    })
    const drawn = JSON.stringify(renderCard(home, { card: 'k3xabcdefg', revision: 1 }))
    expect(drawn).toContain('2025年您答复了 2 件（月报 2），收到卡片 1 张')
  })

  test('is counted by a job for the office, with its spread and kinds', async () => {
    await report('zhang')
    await report('wang')
    const look = async () =>
      (await viewOf(await bureau.seeing('zhou'), { kind: 'burden', key: '2025' })) as BurdenView
    expect((await look()).burden).toBeNull()
    await runJob('burden', '2025-09-26')
    const { burden } = await look()
    // 张, 王, 赵, 孙, 何: who holds no role.
    expect(burden?.groups[0]).toMatchObject({ who: 'ordinary', people: 5, over: 0 })
    expect(burden?.groups[0]?.answers).toEqual({ median: 0, max: 1, total: 2 })
    expect(burden?.kinds).toEqual([
      { kind: 'report.answer', people: 2, median: 1, max: 1, total: 2 },
    ])
    expect(burden?.bars.reduce((sum, { people }) => sum + people, 0)).toBe(5)
  })

  test('has the lower middle as its median', () => {
    expect(spreadOf([])).toEqual({ median: 0, max: 0, total: 0 })
    expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2, max: 4, total: 10 })
  })
})

test('home says of everything that waits in whose place it is, also behind the first five', () => {
  const sample = homeSamples.find(({ name }) => name === 'home-every-role')
  const home = must(sample, 'a sample').view as HomeView
  const tasks = home.tasks.map((task, at) => ({
    ...task,
    instead: at === 1 || at > 6 ? '上官静' : '',
  }))
  const shown: HomeView = { ...home, tasks }
  const text = readable(renderCard(shown, { card: 'k3xabcdefg', revision: 1 }))
  expect(text.match(/代上官静/g)).toHaveLength(3)
})
