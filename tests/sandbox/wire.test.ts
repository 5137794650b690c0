import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Answer, at, type Driver, drive } from './driver.js'
import type { Body } from './sample-card.js'

let driver: Driver
let person: string
let group: string

beforeEach(async () => {
  driver = await drive()
  person = await driver.openId('沈望舒')
  const state = await driver.control('/state')
  group = String(at(state, 'chats', (chat: Body) => chat.name === '业务科', 'chatId'))
})

afterEach(() => driver.close())

const im = '/open-apis/im/v1'

function send(given: Body): Promise<Answer> {
  return driver.api('POST', `${im}/messages?receive_id_type=open_id`, {
    receive_id: person,
    msg_type: 'text',
    content: '{"text":"好"}',
    ...given,
  })
}

const post = (...parts: Body[]) => ({
  msg_type: 'post',
  content: JSON.stringify({ zh_cn: { content: [parts] } }),
})

test.each<[string, Body]>([
  ['a uuid that is no text', { uuid: 5 }],
  ['a rich text that is none', { msg_type: 'post', content: '{"zh_cn":"好"}' }],
  ['a rich text with an unknown part', post({ tag: 'video' })],
  ['an image beside a text', post({ tag: 'text', text: '好' }, { tag: 'img', image_key: 'img' })],
  ['a lost image', post({ tag: 'img', image_key: 'img_lost' })],
  ['a person’s card without the person', { msg_type: 'share_user', content: '{}' }],
])('%s is 230001', async (_what, given) => {
  expect((await send(given)).body.code).toBe(230001)
})

test('the card of a group is shared, of a chat with one person it is not', async () => {
  const own = at((await send({})).body, 'data', 'chat_id')
  const share = (chat_id: unknown) =>
    send({ msg_type: 'share_chat', content: JSON.stringify({ chat_id }) })
  expect((await share(group)).status).toBe(200)
  expect((await share(own)).body.code).toBe(230015)
  expect((await share('oc_lost')).body.code).toBe(230001)
})

test('a bad page size or a forged page token of messages is refused', async () => {
  const list = `${im}/messages?container_id_type=chat&container_id=${group}`
  for (const more of ['page_size=0', 'page_size=51', 'page_size=many', 'page_token=p9']) {
    expect((await driver.api('GET', `${list}&${more}`)).body.code).toBe(230001)
  }
})

test('a group says who owns it unless the bot does; the same uuid makes no second one', async () => {
  const shown = await driver.api('GET', `${im}/chats/${group}`)
  expect(shown.body.data).toMatchObject({ owner_id: person, owner_id_type: 'open_id' })
  const make = async (uuid: string, more: Body = {}) =>
    at(
      (await driver.api('POST', `${im}/chats?uuid=${uuid}`, { name: '新', ...more })).body,
      'data',
      'chat_id',
    )
  const first = await make('a')
  expect(at((await driver.api('GET', `${im}/chats/${first}`)).body, 'data', 'owner_id')).toBe(
    undefined,
  )
  expect(await make('a')).toBe(first)
  expect(await make('a', { owner_id: person })).not.toBe(first)
  await driver.control('/clock', { advanceMs: 36_000_000 })
  const later = await driver.api('POST', `${im}/chats?uuid=a`, { name: '新' }, await driver.token())
  expect(at(later.body, 'data', 'chat_id')).not.toBe(first)
})

test('bots join by app id, five at once; succeed_type 2 adds all or none', async () => {
  const add = (query: string, ...id_list: string[]) =>
    driver.api('POST', `${im}/chats/${group}/members?${query}`, { id_list })
  const bots = await add('member_id_type=app_id', 'cli_lost')
  expect(at(bots.body, 'data', 'not_existed_id_list')).toEqual(['cli_lost'])
  const six = Array.from({ length: 6 }, (_, at) => `cli_${at}`)
  expect((await add('member_id_type=app_id', ...six)).body.code).toBe(232001)
  const other = await driver.openId('江一帆')
  const all = await add('member_id_type=open_id&succeed_type=2', other, 'ou_lost')
  expect(all.body.code).toBe(232001)
  const list = await driver.api('GET', `${im}/chats/${group}/members`)
  expect(at(list.body, 'data', 'member_total')).toBe(2)
})

test('a 1.0 card is patched only when it was and stays shared', async () => {
  const card = (shared: boolean) =>
    JSON.stringify({ config: { update_multi: shared }, elements: [] })
  const sent = async (content: string) =>
    at((await send({ msg_type: 'interactive', content })).body, 'data', 'message_id')
  const patch = async (id: unknown, content: string) =>
    (await driver.api('PATCH', `${im}/messages/${id}`, { content })).body.code
  const shared = await sent(card(true))
  expect(await patch(shared, card(true))).toBe(0)
  expect(await patch(shared, card(false))).toBe(230001)
  expect(await patch(await sent(card(false)), card(true))).toBe(230001)
})

test('lists of ids have their ends, and kinds their names', async () => {
  const id = at((await send({})).body, 'data', 'message_id')
  const urge = await driver.api('PATCH', `${im}/messages/${id}/urgent_app?user_id_type=open_id`, {
    user_id_list: Array.from({ length: 201 }, () => person),
  })
  expect(urge.body.code).toBe(230001)
  const ids = Array.from({ length: 51 }, () => 'department_ids=office').join('&')
  const many = await driver.api('GET', `/open-apis/contact/v3/departments/batch?${ids}`)
  expect(many.status).toBe(400)
  const resource = await driver.api('GET', `${im}/messages/${id}/resources/key?type=video`)
  expect(resource.body.code).toBe(234001)
  const own = await driver.api('GET', '/open-apis/contact/v3/custom_attrs')
  expect(own.body.data).toEqual({ items: [], has_more: false })
})
