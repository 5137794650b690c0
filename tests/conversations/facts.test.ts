import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.js'

let world: World

beforeAll(async () => {
  world = await startWorld({ clock: '2025-10-10T08:30' })
}, 120_000)

afterAll(() => world?.close())

/** 政治处 records, the leader in charge of 办公室 decides, 阮明澈 of 办公室 was late. */
const late = { note: '上午 9:12 到会，会议 9:00 开始' }

async function recordLate(person: string, on: string): Promise<void> {
  const office = world.person('祝海宁')
  await office.say('记录 迟到')
  await (await office.card('记录加减分')).fill({ find: person }).press('查找')
  const form = await office.card('记录加减分')
  const answer = await form
    .fill({ day: `${on} +0800`, occasion: 'duty', newMatter: `例会 ${on} ${person}`, ...late })
    .press('提交审定')
  expect(JSON.stringify(answer)).toContain('已送审定')
  await (await office.card('记录加减分')).press('再记一件')
}

/** The head of 办公室 verifies; who is asked to approve then. */
async function approverOf(): Promise<string> {
  const verifying = await world.person('乔砚秋').card('加减分审定')
  expect(verifying.tag).toBe('待您核实')
  expect((await verifying.press('核实无误')).toast?.content).toContain('已核实')
  for (const name of ['裴文岳', '骆书恒', '姚若澜', '盛秉谦', '翟云舒']) {
    if ((await world.person(name).cards('加减分审定')).length > 0) return name
  }
  throw new Error('nobody got the approval card')
}

test('a late arrival is recorded, approved, told, and after five working days costs 0.05 with clause, day and approver', async () => {
  const person = world.person('阮明澈')
  await recordLate('阮明澈', '2025-10-09')
  const approver = world.person(await approverOf())
  const approval = await approver.card('加减分审定')
  expect(approval.text).toContain('阮明澈')
  expect(approval.text).toContain('−0.05')
  expect((await approval.press('同意')).toast?.content).toContain('正在告知本人')
  const told = await person.card('减分告知')
  expect(told.text).toContain('第五条')
  expect(told.text).toContain('10月16日（周四）**前可提出异议')
  await person.say('我的得分')
  const standing = await person.card('我的得分')
  expect(standing.text).toContain('尚未生效')
  expect(standing.text).toContain('异议期到10月16日（周四），没有异议就从次日起计分')
  await world.goTo('2025-10-20')
  await person.say('/myscore')
  const score = await person.card('我的得分')
  expect(score.text).toContain('迟到 −0.05')
  expect(score.text).toContain('29.95')
  expect(score.text).toContain('第五条（二）')
  expect(score.text).toContain('10月9日')
  expect(score.text).toContain(`审定 ${approver.name}`)
  expect((await person.card('减分告知')).tag).toBe('已生效')
}, 120_000)

test('an objection stops the effect until the office upholds it', async () => {
  const person = world.person('俞子昂')
  const office = world.person('祝海宁')
  await recordLate('俞子昂', '2025-10-10')
  const approver = world.person(await approverOf())
  await (await approver.card('加减分审定')).press('同意')
  const told = await person.card('减分告知')
  const empty = await told.press('提出异议')
  expect(empty.error).toBeDefined()
  const objected = await told.fill({ text: '当天上午外出送文，已报告' }).press('提出异议')
  expect(objected.toast?.content).toContain('异议已送考核办')
  await person.say('我的得分')
  expect((await person.card('我的得分')).text).toContain('异议处理中')
  const hearing = await office.card('异议处理')
  expect(hearing.text).toContain('当天上午外出送文')
  const upheld = await hearing.fill({ text: '送文在会后，出门登记为 10:30' }).press('维持减分')
  expect(upheld.toast?.content).toContain('已维持')
  const decided = await person.card('减分告知')
  expect(decided.text).toContain('送文在会后')
  // A decision is a message of its own, not only a change further up.
  expect(decided.messageId).not.toBe(told.messageId)
  await person.say('我的得分')
  expect((await person.card('我的得分')).text).toContain('迟到 −0.05')
}, 120_000)

test('the same press twice has one effect and one answer', async () => {
  await recordLate('柯雨桐', '2025-10-09')
  const approver = world.person(await approverOf())
  const approval = await approver.card('加减分审定')
  const [first, second] = await Promise.all([approval.press('同意'), approval.press('同意')])
  expect(second.toast).toEqual(first.toast)
  expect((await world.person('柯雨桐').cards('减分告知')).length).toBe(1)
}, 60_000)

test('of two contrary presses on one card the first counts, the other is told that the card is outdated', async () => {
  await recordLate('梁知夏', '2025-10-09')
  const approver = world.person(await approverOf())
  const approval = await approver.card('加减分审定')
  const contrary = await approver.card('加减分审定')
  const both = await Promise.all([
    approval.press('同意'),
    contrary.fill({ text: '不妥' }).press('退回'),
  ])
  const toasts = both.map((each) => each.toast?.content ?? '')
  expect(toasts.filter((text) => text.includes('已有更新'))).toHaveLength(1)
  expect((await approver.card('加减分审定')).text).not.toContain('退回时必填')
}, 60_000)

test('a deduction that the platform would not deliver does not run before the office has handed it over', async () => {
  const person = world.person('阮明澈')
  const office = world.person('祝海宁')
  const before = (await person.cards('减分告知')).length
  await recordLate(person.name, '2025-10-13')
  const approval = await world.person(await approverOf()).card('加减分审定')
  await world.control.post('/faults', {
    refuse: { api: 'messages.create', code: 230013, times: 1 },
  })
  await approval.press('同意')
  const undelivered = await office.card('加减分审定')
  expect(undelivered.tag).toBe('待送达')
  expect(undelivered.text).toContain(`没有送达${person.name}`)
  // Long after the window that a delivery would have begun.
  await world.goTo('2025-10-29')
  expect((await person.cards('减分告知')).length).toBe(before)
  await person.say('我的得分')
  expect((await person.card('我的得分')).text).toContain('尚未生效')
  const told = await (await office.card('加减分审定'))
    .fill({ text_0: '10月29日当面交本人签收' })
    .press('已告知')
  expect(told.toast?.content).toContain('异议期从今天起算')
  expect((await office.card('加减分审定')).text).toContain('10月29日当面交本人签收')
  expect((await office.card('加减分审定')).tag).toBe('异议期内')
}, 120_000)

test('a person may not open what another role is for, and is told who may', async () => {
  const person = world.person('柯雨桐')
  await person.say('/record')
  expect(await person.lastText()).toContain('您没有“记录加减分事项”的权限')
  expect(await person.lastText()).toContain('祝海宁')
  expect((await person.cards('记录加减分')).length).toBe(0)
})

test('what is not a command is answered with what to do', async () => {
  const person = world.person('柯雨桐')
  await person.say('今天天气')
  expect(await person.lastText()).toContain('帮助')
})

test('a card that is opened again moves to the bottom, and the older one points to it', async () => {
  const person = world.person('钟亦舟')
  await person.say('帮助')
  const first = await person.card('考核助手')
  await person.say('帮助')
  const homes = await person.cards('考核助手')
  expect(homes.map((each) => each.messageId)).not.toContain(first.messageId)
  const old = (await person.messages()).find((each) => each.messageId === first.messageId)
  expect(JSON.stringify(old?.content)).toContain('首页 → 已更新在下方')
  expect(homes.at(-1)?.buttons()).toContain('我的得分')
  const home = await person.card('考核助手')
  expect((await home.press('刷新')).toast?.type).toBe('success')
})
