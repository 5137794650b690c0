import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodes, type Person } from './person.js'
import { startWorld, type World } from './world.js'

let world: World

beforeAll(async () => {
  world = await startWorld()
}, 240_000)

afterAll(() => world?.close())

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
  await person.say('帮助')
  expect((await summaries(person)).at(-1)).toBe(home)
  await world.goTo('2025-10-22')
  await enter(person)
  const line = '首页 → 已收起，发送“帮助”打开最新的'
  expect((await summaries(person)).slice(-2)).toEqual([line, home])
  expect((await (await person.card('考核助手')).press('刷新')).toast?.type).toBe('success')
}, 240_000)
