import { afterAll, beforeAll, expect, test } from 'vitest'
import { stopwatch } from '../../src/base/real-time.js'
import { nodes } from '../../src/year/card.js'
import type { Person } from '../../src/year/person.js'
import { startWorld, type World } from './world.js'

/** A month of a bureau in chat: what grows old in it, what it costs, and how fast it answers then. */
let world: World
const rssBytes: number[] = []

beforeAll(async () => {
  world = await startWorld()
  await seeMemory()
}, 240_000)

afterAll(() => world?.close())

async function seeMemory(): Promise<void> {
  rssBytes.push(await world.botRssBytes())
}

/** The person opens the chat with the bot, as clients tell it each time. */
async function enter(person: Person): Promise<void> {
  await world.control.post('/enter', { as: person.openId })
  await world.quiet()
}

/** What the chat list says of each card: its title with the period, or its only line. */
async function summaries(person: Person): Promise<string[]> {
  const messages = await person.messages()
  return messages.map(
    (message) =>
      nodes(message.content)
        .map((node) => `${node.content ?? ''}`)
        .find((words) => words !== '') ?? '',
  )
}

const home = '考核助手 · 公务员年度考核 · 2025年度'

test('a home card that is too old does not come again under what arrived, and says where it went', async () => {
  const person = world.person('柯雨桐')
  await enter(person)
  expect((await summaries(person)).filter((words) => words === home)).toHaveLength(1)
  await world.goTo('2025-10-09')
  await seeMemory()
  await enter(person)
  await enter(person)
  const shown = await summaries(person)
  expect(shown.at(-1)).toBe('工作月报 · 2025年9月')
  expect(shown).not.toContain(home)
  expect(shown).toContain('首页 → 已收起，发送“帮助”打开最新的')
  expect(shown).toContain('工作月报 · 2025年9月 → 已更新在下方')
}, 240_000)

test('it comes when it is asked for, and anew where nothing came after it', async () => {
  const person = world.person('柯雨桐')
  // What still waited would come again in between, and under it the home card ends.
  const form = await person.card('工作月报')
  const statuses = form.fields().filter((name) => name.startsWith('status'))
  const answers = Object.fromEntries(statuses.map((name) => [name, 'done']))
  const handedIn = await form.fill({ ...answers, plans: '整理三季度台账' }).press('提交')
  expect(handedIn.toast?.type).toBe('success')
  await person.say('帮助')
  expect((await summaries(person)).at(-1)).toBe(home)
  await world.goTo('2025-10-22')
  await seeMemory()
  await enter(person)
  const line = '首页 → 已收起，发送“帮助”打开最新的'
  expect((await summaries(person)).slice(-2)).toEqual([line, home])
  expect((await (await person.card('考核助手')).press('刷新')).toast?.type).toBe('success')
}, 240_000)

test('a card that waits comes again before the days off on which it grows too old, and the old ones point to it', async () => {
  const shown = await summaries(world.person('俞子昂'))
  const month = '工作月报 · 2025年9月'
  const pointing = `${month} → 已更新在下方`
  expect(shown.filter((words) => words.startsWith(month))).toEqual([pointing, pointing, month])
})

test('over the month the bot stays below 400 MB; presses are answered', async () => {
  const person = world.person('柯雨桐')
  await person.say('/myscore')
  const took: number[] = []
  for (let press = 0; press < 30; press++) {
    const card = await person.card('我的得分')
    const elapsed = stopwatch()
    const body = { as: person.openId, messageId: card.messageId, name: card.button('刷新') }
    const answer = await world.control.post<{ cardChanged?: boolean }>('/press', body)
    took.push(elapsed())
    expect(answer).not.toHaveProperty('error')
    await world.quiet()
  }
  await seeMemory()
  const sorted = [...took].sort((a, b) => a - b)
  console.info(
    `30 presses of /myscore: median ${sorted[15]?.toFixed(0)} ms, slowest ${sorted[29]?.toFixed(0)} ms; ` +
      `RSS ${rssBytes.map((bytes) => (bytes / 1e6).toFixed(0)).join(', ')} MB`,
  )
  expect(Math.max(...rssBytes)).toBeLessThan(400e6)
}, 240_000)
