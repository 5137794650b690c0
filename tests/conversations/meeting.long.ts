import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { demoBureau } from '../../src/demo/bureau.js'
import { startWorld, type World } from './world.js'

let world: World

beforeAll(async () => {
  world = await startWorld({ clock: '2025-09-24T09:00' })
}, 120_000)

afterAll(() => world?.close())

/** Who is in charge of the office's unit. */
function leader() {
  const found = demoBureau('keji').roster.people.find(({ roles }) =>
    roles.some(({ role, unit }) => role === 'leader-in-charge' && unit === 'u-office'),
  )
  return world.person(must(found ?? null, 'somebody is in charge').name)
}

test('a meeting: called, one asks for leave, one comes late, and reports after', async () => {
  const [head, one, other] = ['乔砚秋', '柯雨桐', '俞子昂'].map((name) => world.person(name))
  if (!head || !one || !other) throw new Error('three people')
  await head.say('会议')
  await (await head.card('会议')).press('召集会议')
  const called = await (await head.card('召集会议'))
    .fill({
      ...{ title: '办公会', at: '2025-09-25 09:00 +0800', place: '三楼', note: '' },
      ...{ names: '柯雨桐、俞子昂', briefs: '柯雨桐' },
    })
    .press('通知')
  expect(called.toast?.content).toContain('已通知2人')
  const asked = await (await other.card('会议')).fill({ reason: '到省厅评审' }).press('请假')
  expect(asked.toast?.content).toBe('已提交，等乔砚秋批准')
  const leave = await head.card('会议请假')
  expect(leave.text).toContain('到省厅评审')
  expect((await leave.press('同意')).toast?.content).toContain('已批准俞子昂')

  await world.goTo('2025-09-25', '09:20')
  const marks = await head.card('会议登记')
  expect(marks.tag).toBe('待登记')
  const marked = await marks
    .fill({ absent: '', late: '柯雨桐', substituted: '', note: '九点十分到' })
    .press('按例外登记')
  expect(marked.toast?.content).toBe('已登记，到会1人；1件事项送核实、审定')
  const brief = (await one.cards('会议')).at(-1)
  const sent = await must(brief ?? null, 'the card')
    .fill({ text: '月底前自查' })
    .press('提交报告')
  expect(sent.toast?.content).toContain('会议报告已交')
  expect((await leader().card('会议报告')).text).toContain('月底前自查')
}, 120_000)

test('a major matter at night goes to who is in charge at once, who passes it on', async () => {
  const one = world.person('柯雨桐')
  await world.goTo('2025-09-25', '22:00')
  await one.say('/major')
  const form = await one.card('重大事项')
  expect(form.tag).toBe('22:30前报出')
  const sent = await form
    .fill({ what: '机房起火', place: '一楼', needed: '已报火警' })
    .press('报出')
  expect(sent.toast?.content).toMatch(/^已报.+，按时$/)
  const got = await leader().card('重大事项')
  expect([got.tag, got.text.includes('机房起火')]).toEqual(['请您马上看', true])
  expect((await got.press('已阅')).toast?.content).toBe('已记下，您已阅')
}, 120_000)

test('the log of the bot holds nothing of what was written', async () => {
  const log = await world.botLog()
  for (const secret of ['省厅', '机房', '自查', '柯雨桐']) expect(log).not.toContain(secret)
})
