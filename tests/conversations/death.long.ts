import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OffsetClock } from '../../src/base/clock.js'
import { silentLog } from '../../src/base/log.js'
import { verifyChain } from '../../src/storage/chain.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { openStorage } from '../../src/storage/open.js'
import type { Card, Pressed } from '../../src/year/card.js'
import type { Person } from '../../src/year/person.js'
import { startWorld, type World } from './world.js'
import { until } from '../until.js'

const dying = fileURLToPath(new URL('./dying.mjs', import.meta.url))
/** A killed bot's lease of the sender lapses in this time of the virtual clock. */
const leaseMs = 16_000
const timeout = 180_000

let world: World

beforeAll(async () => {
  world = await startWorld()
}, timeout)

afterAll(() => world?.close())

/** Environment of a bot that dies before its n-th answer to a press, or receipt of an event. */
function diesBefore(what: 'press' | 'event', count: number): Record<string, string> {
  return { KAOHE_DIE: `${what}:${count}`, NODE_OPTIONS: `--import ${dying}` }
}

function say(person: Person, text: string): Promise<unknown> {
  return world.control.post('/messages', { as: person.openId, toBot: true, text })
}

/** Kills what runs, lets time pass, and starts a new bot. */
async function dieAndLive(pastMs: number, env: Record<string, string> = {}): Promise<void> {
  await world.killBot()
  await world.control.post('/faults', { clear: true })
  await world.control.post('/clock', { advanceMs: pastMs })
  await world.startBot(env)
}

interface Stats {
  calls: Record<string, number>
  sends: Record<string, { calls: number; messages: number }>
  events: { redelivered: number }
}

const stats = (): Promise<Stats> => world.control.get('/stats')

/** Presses without waiting for anything but the answer. */
function pressNow(person: Person, card: Card, what: object): Promise<Pressed> {
  const { messageId } = card
  return world.control.post('/press', { as: person.openId, messageId, ...what })
}

/** What fills somebody's report. */
function filled(card: Card, plans: string): Record<string, string> {
  const statuses = card.fields().filter((name) => name.startsWith('status'))
  return { ...Object.fromEntries(statuses.map((name) => [name, 'done'])), plans }
}

/** How many messages of a kind the bot has written to somebody. */
async function written(person: Person, kind: 'interactive' | 'text'): Promise<number> {
  return (await person.messages()).filter(
    (each) => each.msgType === kind && each.sender.type === 'app',
  ).length
}

/** The ledger's reports of this plan; the bot must be dead. */
async function reportsPlanning(plan: string): Promise<number> {
  const { dataDir } = world
  const storage = await openStorage({ dataDir, clock: new OffsetClock(0), log: silentLog })
  try {
    expect(await verifyChain(storage.read, 'keji')).toEqual([])
    const entries = await readEntries(storage.read, { bureau: 'keji', kinds: ['report.submitted'] })
    return entries.filter(({ personal }) => JSON.stringify(personal ?? '').includes(plan)).length
  } finally {
    await storage.close()
  }
}

/** Notices said to be sent twice perhaps, but for those that the platform had refused for their pace: they never stood anywhere. */
async function doubledWithoutCause(): Promise<string[]> {
  const log = await world.botLog()
  const refused = noticesIn(log, /"error":"code 99991400[^\n]*"event":"notice-retried"/)
  return noticesIn(log, /"event":"notice-possibly-doubled"/).filter((id) => !refused.includes(id))
}

function noticesIn(log: string, event: RegExp): string[] {
  const lines = log.split('\n').filter((line) => event.test(line))
  return lines.map((line) => /"notice":"([^"]+)"/.exec(line)?.[1] ?? line)
}

for (const [late, minutes] of [
  ['61 minutes later, when the same uuid would make a second message', 61],
  ['within the hour', 5],
] as const) {
  test(`a message that Feishu took, its answer lost and the bot killed: started again ${late}, it stands once`, {
    timeout,
  }, async () => {
    const [one, two] = [world.person('柯雨桐'), world.person('俞子昂')]
    const cards = await written(one, 'interactive')
    const sayings = await written(two, 'text')
    await world.control.post('/faults', { dropAnswer: { api: 'messages.create', times: 1_000 } })
    await say(one, '/myscore')
    await say(two, '今天天气')
    await until(
      async () => (await written(one, 'interactive')) > cards,
      () => 'for card',
    )
    await until(
      async () => (await written(two, 'text')) > sayings,
      () => 'for text',
    )
    await dieAndLive(minutes * 60_000)
    expect(await written(one, 'interactive')).toBe(cards + 1)
    expect(await written(two, 'text')).toBe(sayings + 1)
    expect(await doubledWithoutCause()).toEqual([])
  })
}

test('what was not sent when the bot was killed is sent once, in order', { timeout }, async () => {
  const person = world.person('阮明澈')
  const before = await person.messages()
  await world.control.post('/faults', {
    serverError: { api: 'messages.create', times: 1_000, status: 503 },
  })
  const calls = (await stats()).calls['messages.create'] ?? 0
  // The first is refused by the platform, the second waits behind it.
  await say(person, '/myscore')
  await say(person, '今天天气')
  await until(
    async () => ((await stats()).calls['messages.create'] ?? 0) > calls + 1,
    () => 'for a try',
  )
  await world.killBot()
  expect(await person.messages()).toHaveLength(before.length + 2)
  await dieAndLive(leaseMs)
  const after = await person.messages()
  expect(after.slice(before.length + 2).map((each) => each.msgType)).toEqual([
    'interactive',
    'text',
  ])
})

test('killed between commit and answer: pressed again the stored answer comes, the card is corrected, the report stands once', {
  timeout,
}, async () => {
  const person = world.person('梁知夏')
  const plan = '整理四季度台账'
  await dieAndLive(leaseMs, diesBefore('press', 1))
  const form = await person.card('工作月报')
  const press = { name: form.button('提交'), formValue: filled(form, plan) }
  const lost = await pressNow(person, form, press)
  expect(lost.error).toBeDefined()
  expect((await person.card('工作月报')).tag).toBe('待填写')
  await world.killBot()
  expect(await reportsPlanning(plan)).toBe(1)
  // No time passes: the dead bot's lease holds, so nothing is corrected before the second press.
  await world.startBot(diesBefore('press', 2))
  const stored = await pressNow(person, form, press)
  expect(stored.toast?.type).toBe('success')
  expect((await person.card('工作月报')).tag).toBe('已提交')
  const receipt = await person.card('工作月报')
  const cut = await pressNow(person, receipt, { name: receipt.button('修改') })
  expect(cut.error).toBeDefined()
  expect((await person.card('工作月报')).tag).toBe('已提交')
  await dieAndLive(leaseMs)
  // Nobody pressed again: the sender corrects what the lost answer did not show.
  expect((await person.card('工作月报')).tag).toBe('修改中')
  expect(await person.cards('工作月报')).toHaveLength(1)
  await world.killBot()
  expect(await reportsPlanning(plan)).toBe(1)
  await world.control.post('/clock', { advanceMs: leaseMs })
  await world.startBot()
})

test('an event that comes twice has one effect, also when the bot dies before its receipt', {
  timeout,
}, async () => {
  const person = world.person('柯雨桐')
  const of = async (): Promise<number> => await written(person, 'interactive')
  const before = await of()
  const { redelivered } = (await stats()).events
  await world.control.post('/faults', { redeliver: { event: 'im.message.receive_v1' } })
  await person.say('/myscore')
  await until(
    async () => (await stats()).events.redelivered > redelivered,
    () => 'for redelivery',
  )
  await world.quiet()
  expect((await stats()).events.redelivered).toBe(redelivered + 1)
  expect(await of()).toBe(before + 1)
  await dieAndLive(leaseMs, diesBefore('event', 1))
  await say(person, '/myscore')
  // The platform has no receipt, and delivers it again to the next bot.
  await until(
    async () =>
      (await world.control.get<Stats & { connections: number }>('/stats')).connections === 0,
    () => 'for death',
  )
  await dieAndLive(leaseMs)
  await world.quiet()
  expect((await stats()).events.redelivered).toBe(redelivered + 2)
  expect(await of()).toBe(before + 2)
})
