import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.js'

let world: World

beforeAll(async () => {
  world = await startWorld()
}, 120_000)

afterAll(() => world?.close())

test('a monthly report is filled in on its card', async () => {
  const person = world.person('柯雨桐')
  const form = await person.card('工作月报')
  expect(form.tag).toBe('待填写')
  expect(form.text).not.toContain('个工作日')
  const plans = form.fields().filter((name) => name.startsWith('status'))
  expect(plans.length).toBeGreaterThan(0)
  const refused = await form.fill({ plans: '整理三季度台账' }).press('提交')
  expect(refused.toast?.type ?? 'local').not.toBe('success')
  const answers = Object.fromEntries(plans.map((name) => [name, 'done']))
  const handedIn = await form
    .fill({ ...answers, plans: '整理三季度台账\n准备季度考勤' })
    .press('提交')
  expect(JSON.stringify(handedIn)).toContain('success')
  const receipt = await person.card('工作月报')
  expect(receipt.tag).toBe('已提交')
  expect(receipt.buttons()).toContain('修改')
}, 120_000)

test('a card counts the days that are left from two working days before the last, and the days go down', async () => {
  const person = world.person('俞子昂')
  const left = /还有\d+个工作日|今天截止/
  const seen: (string | null)[] = []
  for (const day of ['09-26', '09-28', '09-29']) {
    await world.goTo(`2025-${day}`, '08:30')
    seen.push(left.exec((await person.card('工作月报')).text)?.[0] ?? null)
  }
  expect(seen).toEqual([null, '还有2个工作日', '还有1个工作日'])
}, 120_000)

test('a unit’s reports go from the digest to the head’s signature', async () => {
  const person = world.person('柯雨桐')
  const head = world.person('乔砚秋')
  await world.goTo('2025-09-30', '17:30')
  const digest = await head.card('处室月报')
  expect(digest.text).toContain('俞子昂')
  expect(digest.text).toContain('整理三季度台账')
  const signed = await digest.press('签报')
  expect(JSON.stringify(signed)).toContain('success')
  expect((await head.card('处室月报')).text).toContain('乔砚秋')
  expect((await person.card('工作月报')).buttons()).not.toContain('修改')
}, 120_000)

test('only those who have not answered are reminded, one working day before the last', async () => {
  expect((await world.person('柯雨桐').cards('工作月报')).length).toBe(1)
  const reminded = world.person('俞子昂')
  expect(
    (await reminded.messages()).filter((each) => each.msgType === 'interactive').length,
  ).toBeGreaterThan(1)
})

test('the log of the bot holds no name, token or text of people', async () => {
  const log = await world.botLog()
  for (const secret of ['柯雨桐', '俞子昂', '整理三季度台账', 'Bearer', 't-g1']) {
    expect(log).not.toContain(secret)
  }
})
