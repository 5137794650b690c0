import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, type Driver, drive } from './driver.js'
import type { Body } from './sample-card.js'
import { until } from '../until.js'

let driver: Driver

beforeEach(async () => {
  driver = await drive()
})

afterEach(() => driver.close())

const contact = '/open-apis/contact/v3'

test('C65 pages of departments end without a token; bad sizes and tokens have their codes', async () => {
  const children = `${contact}/departments/0/children?fetch_child=true`
  expect((await driver.api('GET', `${children}&page_size=51`)).body.code).toBe(40011)
  expect((await driver.api('GET', `${children}&page_token=1.forged`)).body.code).toBe(40012)
  const names: unknown[] = []
  let token = ''
  for (;;) {
    const { body } = await driver.api('GET', `${children}&page_size=2&page_token=${token}`)
    const items = at(body, 'data', 'items')
    if (Array.isArray(items)) names.push(...items.map((item) => item.name))
    if (at(body, 'data', 'has_more') !== true) {
      expect(at(body, 'data', 'page_token')).toBeUndefined()
      break
    }
    token = String(at(body, 'data', 'page_token'))
  }
  expect(names).toEqual(['办公室', '档案组', '业务科'])
})

test('C66 the root’s children need the all-staff scope', async () => {
  await driver.control('/app', { contactScope: { departments: ['office'], users: [] } })
  const root = await driver.api('GET', `${contact}/departments/0/children`)
  expect([root.status, root.body.code]).toEqual([403, 40014])
  const scopes = await driver.api('GET', `${contact}/scopes?department_id_type=department_id`)
  expect(at(scopes.body, 'data', 'department_ids')).toEqual(['office'])
})

test('C67 a user outside the scope is 41050 alone and left out of a batch', async () => {
  await driver.control('/app', { contactScope: { departments: ['office'], users: [] } })
  const outside = await driver.openId('沈望舒')
  const inside = await driver.openId('白景行')
  const one = await driver.api('GET', `${contact}/users/${outside}`)
  expect([one.status, one.body.code]).toEqual([400, 41050])
  const batch = `${contact}/users/batch?user_ids=${outside}&user_ids=${inside}`
  const items = at((await driver.api('GET', batch)).body, 'data', 'items')
  expect(items).toMatchObject([{ open_id: inside }])
})

test('C09 repeated query keys are a list, one key is a list of one', async () => {
  const ids = [await driver.openId('沈望舒'), await driver.openId('白景行')]
  const both = await driver.client.contact.v3.user.batch({ params: { user_ids: ids } })
  expect(both.data?.items).toHaveLength(2)
  const single = await driver.client.contact.v3.user.batch({ params: { user_ids: ids.slice(1) } })
  expect(single.data?.items?.[0]?.name).toBe('白景行')
})

test('C68 an unknown mail comes back without a user id', async () => {
  const { body } = await driver.api('POST', `${contact}/users/batch_get_id`, {
    emails: ['nobody@example.com'],
  })
  expect(body.code).toBe(0)
  expect(at(body, 'data', 'user_list')).toEqual([{ email: 'nobody@example.com' }])
})

test('C69 hiring, moving and leaving send events without departments in the object', async () => {
  const heard: Body[] = []
  const note = async (data: Body) => {
    heard.push(data)
  }
  await driver.connect({
    'contact.user.created_v3': note,
    'contact.user.updated_v3': note,
    'contact.user.deleted_v3': note,
  })
  const added = await driver.control('/people', {
    add: { userId: 'u99', employeeNo: '1099', name: '程晚舟', departments: ['office'] },
  })
  await until(() => heard.length === 1)
  await driver.control('/people', { move: { openId: added.openId, departments: ['business'] } })
  await until(() => heard.length === 2)
  await driver.control('/people', { resign: added.openId })
  await until(() => heard.length === 3)
  for (const event of heard) expect(at(event, 'object', 'department_ids')).toEqual([])
  expect(at(heard[1], 'old_object', 'department_ids', 0)).toMatch(/^od-/)
  expect(at(heard[2], 'object', 'status', 'is_resigned')).toBe(true)
  const office = await driver.api(
    'GET',
    `${contact}/users/find_by_department?department_id=business&department_id_type=department_id`,
  )
  expect(at(office.body, 'data', 'items')).toHaveLength(2)
})

test('C70 members of a group are people only; is_in_chat is about the bot', async () => {
  const state = await driver.control('/state')
  const chatId = at(state, 'chats', (chat: Body) => chat.name === '业务科', 'chatId')
  const { body } = await driver.api('GET', `/open-apis/im/v1/chats/${chatId}/members`)
  expect(at(body, 'data', 'member_total')).toBe(2)
  expect(at(body, 'data', 'items')).toMatchObject([{ name: '沈望舒' }, { name: '顾南枝' }])
  const inside = await driver.api('GET', `/open-apis/im/v1/chats/${chatId}/members/is_in_chat`)
  expect(at(inside.body, 'data', 'is_in_chat')).toBe(true)
})
