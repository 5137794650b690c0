import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { exportTo } from '../../src/cli/export.js'
import { pack } from '../../src/cli/pack.js'
import { replay } from '../../src/cli/replay.js'
import { score } from '../../src/cli/score.js'
import { type Card, nodes } from '../../src/year/card.js'
import { Person } from '../../src/year/person.js'
import { type Scored, tablesBy, tablesOf } from '../../src/year/published.js'
import { startWorld, type World } from './world.js'

/** A bureau's year from the third quarter's ratings to the corrected ranking, all through the chat. */
let world: World

beforeAll(async () => {
  world = await startWorld({ clock: '2025-09-24T08:30' })
}, 240_000)

afterAll(() => world?.close())

/** Nobody runs the bot until a later moment: what it missed, it makes up when it starts. */
async function awayUntil(on: string, time: string): Promise<void> {
  await world.killBot()
  await world.control.post('/bot', { url: null })
  await world.goTo(on, time)
  await world.startBot()
}

async function everybody(): Promise<string[]> {
  const state = await world.control.get<{ people: { name: string }[] }>('/state')
  return state.people.map((each) => each.name).filter((name) => name !== '路过')
}

/** The rating card of a quarter in each assessor's chat. */
async function ratingCards(quarter: string): Promise<Map<string, Card>> {
  const found = new Map<string, Card>()
  for (const name of await everybody()) {
    const cards = await world.person(name).cards('季度评价')
    const ours = cards.filter((card) => card.text.includes(quarter))
    expect(ours.length, `${name} has one card of ${quarter}`).toBeLessThan(2)
    for (const card of ours) found.set(name, card)
  }
  return found
}

/** A score for everybody on the card, above 80 and not the same for all. */
function filled(card: Card, base: number): Record<string, string> {
  return Object.fromEntries(
    card.fields().map((field, index) => [field, `${base + (index % 9)}${index % 2 ? '.5' : ''}`]),
  )
}

async function submit(card: Card, base: number): Promise<void> {
  const answer = await card.fill(filled(card, base)).press('提交')
  expect(answer.toast?.content).toContain(`已提交${card.fields().length}人`)
}

/** Without bold marks and the joiners that keep words on one line. */
function plain(text: string): string {
  return text.replaceAll(/\*|\u2060/g, '')
}

async function myScore(name: string): Promise<string> {
  const person = world.person(name)
  await person.say('/myscore')
  return plain((await person.card('我的得分')).text)
}

const assessors = [
  ...['范立洲', '裴文岳', '骆书恒', '姚若澜', '盛秉谦', '翟云舒'],
  ...['乔砚秋', '祝海宁', '钟亦舟', '舒景和', '甘霖泽', '卓远航', '麦长青', '季明远', '路承泽'],
  ...['鲍春和', '池正则', '申屠岚', '窦明哲'],
]

test('on its opening day the third quarter reaches every leader and head on one card each, and nobody else', async () => {
  await world.goTo('2025-09-24', '09:05')
  const cards = await ratingCards('2025年第三季度')
  expect([...cards.keys()].sort()).toEqual([...assessors].sort())
  expect(cards.get('范立洲')?.fields().length).toBe(14)
  expect(cards.get('乔砚秋')?.text).toContain('柯雨桐')
  expect(cards.get('乔砚秋')?.text).not.toContain('乔砚秋')
}, 120_000)

test('a head is told who lacks a score and which figure is out of bounds, keeps a draft, and submits', async () => {
  const head = world.person('乔砚秋')
  const before = await myScore('柯雨桐')
  const card = await head.card('季度评价')
  const [first, second, ...others] = card.fields()
  const some = Object.fromEntries(others.map((field) => [field, '90']))
  card.fill({ ...some, [`${first}`]: '88.5', [`${second}`]: '' })
  expect((await card.press('提交')).toast?.content).toContain('“阮明澈”还没有打分')
  const out = await head.card('季度评价')
  const tooHigh = await out
    .fill({ ...some, [`${first}`]: '88.5', [`${second}`]: '101' })
    .press('提交')
  expect(tooHigh.toast?.content).toContain('“阮明澈”的分数要在0到100之间')
  const draft = await head.card('季度评价')
  const kept = await draft
    .fill({ ...some, [`${first}`]: '88.5', [`${second}`]: '' })
    .press('存草稿')
  expect(kept.toast?.content).toContain('草稿已保存')
  const again = await head.card('季度评价')
  expect(again.tag).toBe('草稿未提交')
  const values = nodes(again.content).filter((node) => node.tag === 'input')
  expect(values.map((node) => node.default_value ?? '')).toEqual(['88.5', '', '90', '90'])
  await submit(again, 84)
  expect((await head.card('季度评价')).tag).toBe('已提交')
  expect(await myScore('柯雨桐')).toBe(before)
}, 120_000)

test('the office closes the quarter when all have submitted; only then the ratings count', async () => {
  const office = world.person('祝海宁')
  await office.say('评价进度')
  const waiting = await office.card('评价进度')
  expect(plain(waiting.text)).toContain('已交 1 / 19')
  expect(waiting.buttons()).not.toContain('结束本期评价')
  for (const [name, card] of await ratingCards('2025年第三季度')) {
    if (name !== '乔砚秋') await submit(card, 82)
  }
  expect(await myScore('柯雨桐')).toMatch(/三季度\s未结束/)
  await office.say('评价进度')
  const closing = await office.card('评价进度')
  expect(plain(closing.text)).toContain('已交 19 / 19')
  expect((await closing.press('结束本期评价')).toast?.content).toContain('本期评价已结束')
  expect(await myScore('柯雨桐')).not.toMatch(/三季度\s未结束/)
  const head = await world.person('乔砚秋').card('季度评价')
  expect(head.tag).toBe('已结束')
  expect(head.fields()).toEqual([])
}, 240_000)

test('a fact that waited since September is decided from the list of tasks', async () => {
  const leader = world.person('翟云舒')
  await leader.say('/help')
  const home = await leader.card('考核助手')
  expect(home.text).toContain('审定：')
  await home.press('去办理')
  const approval = await leader.card('加减分审定')
  expect((await approval.press('同意')).toast?.content).toContain('正在告知本人')
}, 60_000)

test('in January the publishing card names what is still missing, and nothing is published', async () => {
  await awayUntil('2025-12-24', '08:30')
  // Heads owe a report that is late: it is their card of the day on which the bot comes back, the evaluation that of the next.
  await world.goTo('2025-12-25', '09:05')
  const cards = await ratingCards('2025年第四季度')
  expect([...cards.keys()].sort()).toEqual([...assessors].sort())
  for (const card of cards.values()) await submit(card, 85)
  await awayUntil('2026-01-05', '09:30')
  const office = world.person('祝海宁')
  await office.say('/publish')
  const early = await office.card('公布考核结果')
  expect(early.tag).toBe('还不能公布')
  expect(early.text).toContain('上级评价：54 人未定')
  expect(early.text).not.toMatch(/民主测评|绩效考核|平时考核/)
  expect(early.buttons()).toEqual(['会议决定', '催办', '刷新'])
}, 240_000)

test('publishing puts a chart and the table into the group and a private result to each who is assessed', async () => {
  const office = world.person('祝海宁')
  await office.say('评价进度')
  await (await office.card('评价进度')).press('结束本期评价')
  await office.say('/publish')
  const ready = await office.card('公布考核结果')
  expect(ready.tag).toBe('可以公布')
  await world.control.post('/faults', { serverError: { api: 'chats.list', times: 1 } })
  expect((await ready.press('公布名次')).toast?.content).toContain('没有公布，什么也没有发出')
  const { chatId } = await world.group(office)
  await world.control.post('/groups', { removeBot: chatId })
  expect((await ready.press('公布名次')).toast?.content).toContain('没有找到本单位的群')
  expect((await office.card('公布考核结果')).text).toContain('请先把助手加进群')
  await world.control.post('/groups', { addBot: chatId })
  await world.quiet()
  const found = await office.card('公布考核结果')
  expect((await found.press('公布名次')).toast?.content).toContain('第1版正在公布')
  const ranking = await rankingCards()
  expect(ranking.map((card) => card.tag)).toEqual(['第1版'])
  const tags = nodes(must(ranking[0], 'a ranking').content).map((node) => node.tag)
  expect(tags.filter((tag) => tag === 'chart').length).toBe(2)
  expect(tags.filter((tag) => tag === 'table').length).toBe(2)
  let results = 0
  for (const name of await everybody()) {
    for (const card of await world.person(name).cards('我的考核结果')) {
      expect(card.text).toContain(name)
      results++
    }
  }
  expect(results).toBe(54)
  expect(await world.person('范立洲').cards('我的考核结果')).toEqual([])
  const receipt = await office.card('公布考核结果')
  expect(receipt.tag).toBe('已公布')
  expect(receipt.text).toContain('第1版')
  expect(plain(receipt.text)).toContain('54 / 54 人')
  expect(receipt.text).not.toContain('还有')
}, 240_000)

test('a correction needs its reason and stands as the second version beside the first', async () => {
  const office = world.person('祝海宁')
  await office.say('/publish')
  const card = await office.card('公布考核结果')
  expect((await card.press('公布名次')).error).toBeDefined()
  const answer = await card.fill({ reason: '核对后重新公布' }).press('公布名次')
  expect(answer.toast?.content).toContain('第2版正在公布')
  const versions = await rankingCards()
  expect(versions.map((each) => each.tag)).toEqual(['已有更正', '第2版'])
  expect(versions[1]?.text).toContain('更正原因：核对后重新公布')
}, 240_000)

test('somebody who is not in the roster is told so', async () => {
  const { openId } = await world.control.post<{ openId: string }>('/people', {
    add: { userId: 'u-new', name: '路过', employeeNo: 'X1' },
  })
  const stranger = new Person('路过', openId, world.control)
  await stranger.say('帮助')
  expect(await stranger.lastText()).toContain('不在本单位的考核名册里')
  expect(await stranger.cards('考核助手')).toEqual([])
}, 60_000)

test('kaohe score on the exported facts gives the published ranking row by row, and the proposed grades', async () => {
  const published = tablesOf(must((await rankingCards())[1], 'the second version'))
  const cards = new Map<string, string>()
  for (const name of await everybody()) {
    for (const card of await world.person(name).cards('我的考核结果'))
      cards.set(name, plain(card.text))
  }
  await world.killBot()
  const out = join(world.dataDir, 'exported.json')
  expect(await exportTo({ data: world.dataDir, out, asOf: '2026-01-05' })).toBeNull()
  const scheme = 'schemes/wuhan-civil-servants'
  const { exitCode, lines } = score({ scheme, facts: out, json: true })
  expect(lines.length, lines.slice(0, 5).join('\n')).toBe(1)
  expect(exitCode).toBe(0)
  const result: Scored = JSON.parse(`${lines[0]}`)
  const expected = tablesBy(result)
  expect(expected.flat().length).toBe(54)
  expect(published).toEqual(expected)
  for (const place of result.rankings.flatMap((ranking) => ranking.places)) {
    const finding = result.grades.find((each) => each.assessee === place.assessee)
    const grade = finding?.grade ? '建议等次' : '等次待定'
    expect(cards.get(place.name)).toContain(grade)
    expect(cards.get(place.name)).toContain(`第${place.rank}名`)
  }
}, 120_000)

test('the publication, packed, is computed again without the database to the last digit', async () => {
  const out = join(world.dataDir, 'pack.json')
  const packed = await pack({ data: world.dataDir, out })
  expect(packed.exitCode, packed.lines[0]).toBe(0)
  const { exitCode, lines } = await replay(out)
  expect(lines[0]).toContain('第2版：54份得分说明和全部名次、等次逐字相同')
  expect(exitCode).toBe(0)
}, 120_000)

async function rankingCards(): Promise<Card[]> {
  const office = world.person('祝海宁')
  return office.cards('考核结果公布', await world.group(office))
}
