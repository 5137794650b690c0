import { afterEach, beforeEach, expect, test } from 'vitest'
import { instant } from '../../src/base/day.js'
import { callWindows, Limits } from '../../src/sandbox/limits.js'
import { type Answer, at, type Driver, drive } from './driver.js'
import { type Body, buttonCard } from './sample-card.js'

let driver: Driver
let person: string

beforeEach(async () => {
  driver = await drive()
  person = await driver.openId('沈望舒')
})

afterEach(() => driver.close())

const messages = '/open-apis/im/v1/messages'

function send(given: Body = {}, idType = 'open_id'): Promise<Answer> {
  return driver.api('POST', `${messages}?receive_id_type=${idType}`, {
    receive_id: person,
    msg_type: 'text',
    content: '{"text":"好"}',
    ...given,
  })
}

async function group(name = '业务科'): Promise<string> {
  const state = await driver.control('/state')
  return String(at(state, 'chats', (chat: Body) => chat.name === name, 'chatId'))
}

/** Moves the clock so far that no window of one second holds anything. */
function second(): Promise<unknown> {
  return driver.control('/clock', { advanceMs: 1_100 })
}

test('C08 a GET with a body of two bytes is a normal GET', async () => {
  const listed = await driver.client.im.chat.list({})
  expect(listed.data?.items?.map((chat) => chat.name)).toEqual(['全局通知', '业务科'])
})

test('C12 a sent text comes back as the whole entity', async () => {
  const { status, body } = await send()
  expect(status).toBe(200)
  expect(body.data).toMatchObject({
    message_id: expect.stringMatching(/^om_/),
    chat_id: expect.stringMatching(/^oc_/),
    msg_type: 'text',
    create_time: expect.stringMatching(/^\d{13}$/),
    deleted: false,
    updated: false,
    sender: { id: driver.sandbox.appId, id_type: 'app_id', sender_type: 'app' },
    body: { content: '{"text":"好"}' },
  })
})

test('C13 a missing or unknown id type, or content that is no JSON text, is 230001', async () => {
  const wrong = [
    await send({}, 'nickname'),
    await driver.api('POST', messages, { receive_id: person, msg_type: 'text', content: '{}' }),
    await send({ content: { text: '好' } }),
    await send({ content: 'no json' }),
  ]
  for (const { status, body } of wrong) expect([status, body.code]).toEqual([400, 230001])
  expect(await driver.control(`/chats?as=${person}`)).toHaveLength(2)
})

test('C14 an id that does not fit its type is 230034', async () => {
  expect((await send({ receive_id: 'u03' })).body.code).toBe(230034)
  expect((await send({ receive_id: person }, 'chat_id')).body.code).toBe(230034)
})

test('C15 who has resigned or is outside the availability is 230013', async () => {
  await driver.control('/app', { contactScope: { departments: ['office'], users: [] } })
  expect((await send()).body.code).toBe(230013)
  await driver.control('/app', { contactScope: null })
  await driver.control('/people', { resign: person })
  expect((await send()).body.code).toBe(230013)
})

test('C16 a group without the bot is 230002, a dissolved one 232009', async () => {
  const receive_id = await group()
  await driver.control('/groups', { removeBot: receive_id })
  expect((await send({ receive_id }, 'chat_id')).body.code).toBe(230002)
  await driver.control('/groups', { dissolve: receive_id })
  expect((await send({ receive_id }, 'chat_id')).body.code).toBe(232009)
})

test('C17 the same uuid within an hour makes at most one message', async () => {
  const first = await send({ uuid: 'one' })
  await driver.control('/clock', { advanceMs: 3_500_000 })
  const again = await send({ uuid: 'one' })
  expect(at(again.body, 'data', 'message_id')).toBe(at(first.body, 'data', 'message_id'))
  expect(at(await driver.control('/stats'), 'sends', 'one')).toEqual({ calls: 2, messages: 1 })
  await driver.control('/clock', { advanceMs: 200_000 })
  const later = await send({ uuid: 'one' })
  expect(at(later.body, 'data', 'message_id')).not.toBe(at(first.body, 'data', 'message_id'))
  expect((await send({ uuid: 'x'.repeat(51) })).body.code).toBe(230001)
})

test('C17 a send whose answer was cut stands once after the second try with its uuid', async () => {
  await driver.control('/faults', { dropAnswer: { api: 'messages.create', times: 1 } })
  await driver.token()
  await expect(send({ uuid: 'cut' })).rejects.toThrow()
  expect((await send({ uuid: 'cut' })).status).toBe(200)
  expect(at(await driver.control('/stats'), 'sends', 'cut')).toEqual({ calls: 2, messages: 1 })
})

test('C18 a text above 150 KB or a card above 30 KB is 230025', async () => {
  const long = (bytes: number) => JSON.stringify({ text: 'x'.repeat(bytes) })
  expect((await send({ content: long(140_000) })).status).toBe(200)
  expect((await send({ content: long(154_000) })).body.code).toBe(230025)
  const card = buttonCard({ text: '字'.repeat(10_300) })
  const given = { msg_type: 'interactive', content: JSON.stringify(card) }
  expect((await send(given)).body.code).toBe(230025)
})

test('C19 the sixth message to one chat within a second is 230020', async () => {
  const receive_id = await group()
  for (let count = 0; count < 5; count += 1) {
    expect((await send({ receive_id }, 'chat_id')).status).toBe(200)
  }
  const sixth = await send({ receive_id }, 'chat_id')
  expect([sixth.status, sixth.body.code]).toEqual([400, 230020])
  expect(sixth.headers.get('x-ogw-ratelimit-reset')).toBeNull()
  expect((await send()).status).toBe(200)
  await second()
  expect((await send({ receive_id }, 'chat_id')).status).toBe(200)
})

test('C20 the 51st call of a second is over the limit until a second has passed', () => {
  let now = 0
  const limits = new Limits({ now: () => instant(now) })
  for (let call = 0; call < 50; call += 1) {
    now = call
    expect(limits.take('api', callWindows)).toBe(0)
  }
  expect(limits.take('api', callWindows)).toBe(1_000 - 49)
  expect(limits.take('other', callWindows)).toBe(0)
  now = 1_000
  expect(limits.take('api', callWindows)).toBe(0)
})

test('C20 the 1001st call of a minute is 429 with both headers until the reset', async () => {
  const info = () => driver.api('GET', '/open-apis/bot/v3/info')
  for (let burst = 0; burst < 20; burst += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, info))
    expect(answers.filter((answer) => answer.status !== 200)).toEqual([])
    await second()
  }
  const over = await info()
  expect([over.status, over.body.code]).toEqual([429, 99991400])
  expect(over.headers.get('x-ogw-ratelimit-limit')).toBe('50')
  const seconds = String(over.headers.get('x-ogw-ratelimit-reset'))
  expect(at(await driver.control('/stats'), 'rateHits')).toBe(1)
  await driver.control('/clock', { advanceMs: parseInt(seconds, 10) * 1_000 })
  expect((await info()).status).toBe(200)
})

test('C21 an at in a text becomes a key and a mention', async () => {
  const receive_id = await group()
  const content = JSON.stringify({ text: `<at user_id="${person}">x</at> 请看` })
  const { body } = await send({ receive_id, content }, 'chat_id')
  expect(at(body, 'data', 'body', 'content')).toBe('{"text":"@_user_1 请看"}')
  expect(at(body, 'data', 'mentions', 0)).toMatchObject({
    key: '@_user_1',
    id: person,
    name: '沈望舒',
  })
})

test('C22 a recalled message takes no reply; a reply in a thread has its id', async () => {
  const id = String(at((await send()).body, 'data', 'message_id'))
  const reply = (given: Body) =>
    driver.api('POST', `${messages}/${id}/reply`, {
      msg_type: 'text',
      content: '{"text":"回"}',
      ...given,
    })
  const answered = await reply({ reply_in_thread: true })
  expect(answered.body.data).toMatchObject({ parent_id: id, root_id: id })
  expect(at(answered.body, 'data', 'thread_id')).toMatch(/^omt_/)
  expect((await driver.api('DELETE', `${messages}/${id}`)).status).toBe(200)
  expect((await reply({})).body.code).toBe(230011)
})

test('C23 the 21st edit is 230072, another’s message 230071', async () => {
  const id = String(at((await send()).body, 'data', 'message_id'))
  const edit = (messageId: string) =>
    driver.api('PUT', `${messages}/${messageId}`, { msg_type: 'text', content: '{"text":"改"}' })
  for (let count = 0; count < 20; count += 1) expect((await edit(id)).status).toBe(200)
  expect((await edit(id)).body.code).toBe(230072)
  const theirs = await driver.control('/messages', { as: person, toBot: true, text: '好' })
  expect((await edit(String(theirs.messageId))).body.code).toBe(230071)
})

test('C29 a patch of a recalled, old, too often patched or plain message is refused', async () => {
  const card = { msg_type: 'interactive', content: JSON.stringify(buttonCard()) }
  const id = String(at((await send(card)).body, 'data', 'message_id'))
  const patch = (messageId: string) =>
    driver.api('PATCH', `${messages}/${messageId}`, { content: card.content })
  for (let count = 0; count < 5; count += 1) {
    const { status, body } = await patch(id)
    expect([status, body.data]).toEqual([200, {}])
  }
  expect((await patch(id)).body.code).toBe(230020)
  const text = String(at((await send()).body, 'data', 'message_id'))
  expect((await patch(text)).body.code).toBe(230001)
  await driver.control('/clock', { advanceMs: 14 * 86_400_000 + 1_000 })
  const fresh = await driver.token()
  const old = await driver.api('PATCH', `${messages}/${id}`, { content: card.content }, fresh)
  expect(old.body.code).toBe(230031)
})

test('C40 a read card is simplified unless its own content is asked for', async () => {
  const content = JSON.stringify(buttonCard())
  const sent = await send({ msg_type: 'interactive', content })
  const id = String(at(sent.body, 'data', 'message_id'))
  const simple = await driver.api('GET', `${messages}/${id}`)
  expect(at(simple.body, 'data', 'items', 0, 'body', 'content')).not.toContain('behaviors')
  const whole = await driver.api('GET', `${messages}/${id}?card_msg_content_type=user_card_content`)
  expect(at(whole.body, 'data', 'items', 0, 'body', 'content')).toBe(content)
})

test('the messages of a chat are listed in pages, in both orders', async () => {
  const chatId = String(at((await send({ content: '{"text":"0"}' })).body, 'data', 'chat_id'))
  for (const text of ['1', '2']) await send({ content: JSON.stringify({ text }) })
  const list = `${messages}?container_id_type=chat&container_id=${chatId}&page_size=2`
  const first = await driver.api('GET', list)
  expect(at(first.body, 'data', 'has_more')).toBe(true)
  const rest = await driver.api('GET', `${list}&page_token=${at(first.body, 'data', 'page_token')}`)
  expect(at(rest.body, 'data', 'items', 0, 'body', 'content')).toBe('{"text":"2"}')
  const newest = await driver.api('GET', `${list}&sort_type=ByCreateTimeDesc`)
  expect(at(newest.body, 'data', 'items', 0, 'body', 'content')).toBe('{"text":"2"}')
})
