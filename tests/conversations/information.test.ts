import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { demoBureau } from '../../src/demo/bureau.js'
import type { Person } from '../../src/year/person.js'
import { startWorld, type World } from './world.js'

let world: World
const { roster } = demoBureau('departments')

beforeAll(async () => {
  world = await startWorld({ clock: '2025-09-22T09:00', bureaus: ['departments'] })
}, 120_000)

afterAll(() => world?.close())

function memberOf(unit: string, role?: string): Person {
  const found = roster.people.find(
    ({ memberships, roles }) =>
      memberships.some((of) => of.unit === unit) &&
      (role === undefined ? roles.length === 0 : roles.some((held) => held.role === role)),
  )
  return world.person(must(found, `nobody of ${unit} is ${role}`).name)
}

test('a piece is sent in with its file, adopted at two levels with others, told, approved, and counts with the unit; who is short is reminded in time', async () => {
  const [clerk, office] = [memberOf('gas'), memberOf('office')]
  await clerk.say('/info')
  await clerk.sendFile('通稿.pdf')
  const form = await clerk.card('报送信息')
  expect(form.text).toContain('燃管站的标准')
  const answer = await form
    .fill({
      what: form.option('what', '门户网站信息：一般信息'),
      ...{ title: '燃气安全进社区', link: 'https://www.example.gov.cn/gas', channel: '区网站' },
    })
    .press('提交')
  expect(answer.toast?.content).toContain('已报送')
  await office.say('采用')
  const desk = await office.card('处理报送')
  expect(desk.text).toContain('燃气安全进社区')
  const choice = must(
    desk.fields().find((name) => name.startsWith('as.')),
    'a choice',
  )
  const levels = choice.replace(/^as/, 'levels')
  const decided = await desk
    .fill({
      ...{ [choice]: 'adopted', day: '2025-09-22 +0800', reason: '' },
      [levels]: ['区政府门户网站', '市政府门户网站'].map((name) => desk.option(levels, name)),
    })
    .press('提交处理')
  expect(decided.toast?.content).toContain('采用1条')
  const told = await clerk.card('信息报送')
  expect(told.tag).toBe('已采用')
  expect(told.text).toContain('区政府门户网站、市政府门户网站　9月22日（周一）')
  const approver = memberOf('party-office', 'scoring-office')
  expect((await (await approver.card('加减分审定')).press('同意')).toast?.content).toContain('告知')
  // Five working days are left of the month: who is short has its digest, and what is adopted is on its way.
  await world.goTo('2025-09-25', '09:30')
  await clerk.say('报送')
  expect((await clerk.card('报送信息')).text).toContain('另在审定或异议期内 1 条')
  // The head’s card of that day is the report’s: who is short has theirs the next working morning.
  await world.goTo('2025-09-26', '09:30')
  const reminded = await memberOf('site-supervision', 'unit-head').card('信息报送进度')
  expect(reminded.text).toContain('本月的信息还不够')
}, 120_000)
