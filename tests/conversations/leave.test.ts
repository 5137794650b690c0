import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.js'

let world: World

beforeAll(async () => {
  world = await startWorld()
}, 120_000)

afterAll(() => world?.close())

const reason = '陪家人去省人民医院复诊'

test('a day of leave tomorrow: one word, one card, a reason, and the head’s press', async () => {
  const person = world.person('柯雨桐')
  const head = world.person('乔砚秋')
  await person.say('请假')
  const form = await person.card('请假')
  expect(form.text).toContain('**1** 个工作日')
  expect(form.text).toContain('乔砚秋')
  const sent = await form.fill({ reason }).press('提交')
  expect(sent.toast?.content).toBe('已提交，共1天，等乔砚秋批准')
  expect((await person.card('请假')).tag).toBe('待批准')

  const approval = await head.card('批假')
  expect(approval.tag).toBe('待您批准')
  expect(approval.text).toContain(reason)
  const agreed = await approval.press('同意')
  expect(agreed.toast?.content).toBe('已批准柯雨桐的请假，已通知本人')
  expect((await person.card('我的请假')).tag).toBe('已批准')
}, 120_000)

test('a paper goes from the person’s chat into that of who approves', async () => {
  const person = world.person('俞子昂')
  const head = world.person('乔砚秋')
  await person.say('请假')
  const form = await person.card('请假')
  const sick = form.option('kind', '住院病假')
  const looked = await form
    .fill({ kind: sick, from: '2025-10-13', to: '2025-10-13', reason: '住院检查' })
    .press('提交')
  expect(looked.toast?.content).toBe('共1天，请看清天数和批准人后按“提交”')
  await person.sendFile('住院通知书.pdf')
  expect(await person.lastText()).toContain('已附上“住院通知书.pdf”')
  const again = await (await person.card('请假')).press('提交')
  expect(again.toast?.content).toContain('已提交')
  const asked = await (await head.card('批假')).press('查看')
  expect(asked.toast?.content).toContain('住院通知书.pdf')
  const files = (await head.messages()).filter(({ msgType }) => msgType === 'file')
  expect(files).toHaveLength(1)
}, 120_000)

test('who comes back reports back by a word', async () => {
  const person = world.person('柯雨桐')
  await world.goTo('2025-09-28', '09:00')
  await person.say('销假')
  const mine = (await person.cards('我的请假')).find((each) => each.buttons().includes('请假'))
  expect(mine?.text).toContain('今年已计')
  const back = await (await ownCard('柯雨桐')).press('销假')
  expect(back.toast?.content).toBe('已销假')
  expect((await ownCard('柯雨桐')).tag).toBe('已销假')
}, 120_000)

test('the log of the bot holds no reason and no name of a paper', async () => {
  const log = await world.botLog()
  for (const secret of [reason, '住院', '柯雨桐']) expect(log).not.toContain(secret)
})

/** The card of one leave, not the list of the year. */
async function ownCard(name: string) {
  const all = await world.person(name).cards('我的请假')
  const own = all.filter((each) => each.text.includes('姓名'))
  const last = own.at(-1)
  if (!last) throw new Error(`${name} has no leave`)
  return last
}
