import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.js'

/** Accountability (问责) on its whole way, over the wire: put, on the homes of who is to act, heard, decided, served, reviewed, answered. */
let world: World
beforeAll(async () => {
  world = await startWorld()
}, 180_000)
afterAll(() => world?.close())

const facts = '八月二十日收到的来函到九月十日没有答复'
const statement = '来函转来时已过期限三天'
const objection = '延误的三天不在本处'

test('is put to the person, who is heard before the leaders decide, and has the decision reviewed', async () => {
  const office = world.person('官清宇')
  const person = world.person('柯雨桐')
  const leader = world.person('范立洲')
  const reviewer = world.person('冉静姝')
  await office.say('帮助')
  expect((await office.card('考核助手')).text).toContain('、问责、')
  await person.say('帮助')
  expect((await person.card('考核助手')).text).not.toContain('问责')

  await office.say('问责')
  const form = await office.card('问责')
  const situation = form.option('situation', '拖拉推诿违诺')
  const put = await form.fill({ who: '柯雨桐', situation, facts }).press('告知本人')
  expect(put.toast?.content).toBe('已把事实告知柯雨桐，请本人陈述')

  // The home says what waits for the person, and nothing yet to who decides.
  expect((await person.card('考核助手')).text).toContain('问责：请陈述和申辩')
  await leader.say('帮助')
  expect((await leader.card('考核助手')).text).not.toContain('问责：')
  const told = await person.card('问责')
  expect(told.text).toContain(facts)
  const said = await told.fill({ text: statement }).press('提交陈述')
  expect(said.toast?.content).toBe('陈述已交，决定的人看得到')

  const home = await leader.card('考核助手')
  expect(home.text).toContain('问责：请决定')
  const asked = home.actions().find(({ name }) => name.includes('case'))
  await home.pressName(asked?.name ?? '')
  const before = await leader.card('问责')
  expect(before.text).toContain(statement)
  const criticism = before.option('form', '通报批评')
  const decided = await before.fill({ form: criticism, reason: '逾期二十天' }).press('作出决定')
  expect(decided.toast?.content).toBe('决定已作出，正在送达本人')
  expect((await leader.card('考核助手')).text).not.toContain('问责：')

  // The platform has brought it: that is the service, and the window of the review runs.
  const served = await person.card('问责')
  expect(served.tag).toBe('已送达')
  const review = await served.fill({ text: objection }).press('申请复核')
  expect(review.toast?.content).toBe('复核申请已交')
  await reviewer.say('帮助')
  expect((await reviewer.card('考核助手')).text).toContain('问责：请答复复核')
  await reviewer.say('问责')
  const waiting = await reviewer.card('问责')
  expect(waiting.tag).toBe('待答复')
  const answered = await waiting.fill({ form: 'none', reason: '延误不在本人' }).press('答复')
  expect(answered.toast?.content).toBe('已答复，已告知本人')
  expect((await person.card('问责')).text).toContain('延误不在本人')
}, 120_000)

test('nothing of it stands in the log, or before anybody else', async () => {
  const other = world.person('俞子昂')
  await other.say('问责')
  expect(await other.lastText()).toContain('没有“提出问责”的权限')
  const log = await world.botLog()
  for (const secret of [facts, statement, objection, '柯雨桐']) expect(log).not.toContain(secret)
})
