import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Departments, said, startDepartments, units } from './departments.js'
import { nodes } from '../../src/year/card.js'
import type { Person } from '../../src/year/person.js'

/** The counts of all units that come in by month, in chat. */
let bureau: Departments

beforeAll(async () => {
  bureau = await startDepartments('2025-01-27T09:00')
  await bureau.openCycle()
}, 300_000)

afterAll(() => bureau?.world.close())

/** What the form holds for each unit before anybody types. */
async function held(by: Person): Promise<Record<string, unknown>> {
  const card = await by.card('记录加减分')
  const inputs = nodes(card.content).filter(({ name }) => `${name}`.startsWith('amount.'))
  return Object.fromEntries(inputs.map((each) => [`${each.name}`, each.default_value ?? '']))
}

test('the counts of a month are one form with a field for each unit, which the next month holds what this one had', async () => {
  const clerk = bureau.scorer('office')
  await clerk.say('记录 门户网站信息')
  const empty = await clerk.card('记录加减分')
  expect(said(await empty.press(`全部${units.length}个处室一起填`))).toContain('已列出19个处室')
  expect(Object.values(await held(clerk))).toEqual(units.map(() => ''))
  const form = await clerk.card('记录加减分')
  const answer = await form
    .fill({
      ...{ 'amount.gas': '3', 'amount.quake': '0', 'amount.municipal-works': '12' },
      ...{ sort: form.option('sort', '一般信息'), note: '一月采用' },
      levels: [form.option('levels', '区政府门户网站')],
    })
    .press('提交审定')
  expect(said(answer), (await clerk.card('记录加减分')).text).toContain('已送审定')
  const waiting = await bureau.scorer('law-inspection').cards('加减分审定')
  expect(waiting.map(({ text }) => /燃管站|市政处/.exec(text)?.[0]).sort()).toEqual([
    '市政处',
    '燃管站',
  ])

  await bureau.goOn('2025-02-27')
  await clerk.say('记录 门户网站信息')
  await (await clerk.card('记录加减分')).press('全部19个处室一起填')
  const had = { 'amount.gas': '3', 'amount.quake': '', 'amount.municipal-works': '12' }
  expect(await held(clerk)).toMatchObject(had)
}, 300_000)
