import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Answer, ask, at, type Driver, drive } from './driver.js'
import { type Body, buttonCard } from './sample-card.js'

let driver: Driver
let person: string

beforeEach(async () => {
  driver = await drive()
  person = await driver.openId('沈望舒')
})

afterEach(() => driver.close())

const im = '/open-apis/im/v1'

async function groupId(name = '业务科'): Promise<string> {
  const state = await driver.control('/state')
  return String(at(state, 'chats', (chat: Body) => chat.name === name, 'chatId'))
}

async function sendTo(type: string, id: string, more: Body = {}): Promise<string> {
  const sent = await driver.api('POST', `${im}/messages?receive_id_type=${type}`, {
    receive_id: id,
    msg_type: 'text',
    content: '{"text":"好"}',
    ...more,
  })
  return String(at(sent.body, 'data', 'message_id'))
}

const batch = (given: Body): Promise<Answer> =>
  driver.api('POST', '/open-apis/message/v4/batch_send/', {
    msg_type: 'text',
    content: { text: '各位' },
    ...given,
  })

test('a batch with a bad card is 11246 with the sub-code, and HTTP 200', async () => {
  const card = { schema: '2.0', body: { elements: [{ tag: 'action' }] } }
  const sent = await batch({ open_ids: [person], msg_type: 'interactive', card })
  expect([sent.status, sent.body.code]).toEqual([200, 11246])
  expect(String(sent.body.msg)).toContain('ErrCode: 200861')
  expect(await driver.control(`/chats?as=${person}`)).not.toMatchObject([{ type: 'p2p' }])
})

test('a batch takes 200 receivers of a kind and not 201, and none at all is refused', async () => {
  const lost = (count: number) => Array.from({ length: count }, (_, at) => `ou_${at}`)
  expect((await batch({ open_ids: lost(200) })).body.code).toBe(0)
  const answers = [await batch({ open_ids: lost(201) }), await batch({})]
  expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
    [200, 10003],
    [200, 10003],
  ])
})

test('a batch is measured like a message', async () => {
  const content = { text: '字'.repeat(51 * 1024) }
  const card = { elements: [{ tag: 'markdown', content: 'x'.repeat(31 * 1024) }] }
  const long = await batch({ open_ids: [person], content })
  const wide = await batch({ open_ids: [person], msg_type: 'interactive', card })
  expect([long, wide].map(({ status, body }) => [status, body.code])).toEqual([
    [200, 11246],
    [200, 11246],
  ])
})

test('a batch of a kind that it does not know, without its scope, or with a lost image', async () => {
  expect((await batch({ open_ids: [person], msg_type: 'file' })).body.code).toBe(10003)
  const image = { open_ids: [person], msg_type: 'image', content: { image_key: 'img_lost' } }
  expect((await batch(image)).body.code).toBe(11227)
  await driver.control('/app', { scopes: ['im:message'] })
  expect((await batch({ open_ids: [person] })).body.code).toBe(11203)
  expect((await batch({ department_ids: ['office'] })).body.code).toBe(11204)
})

test('the progress of a batch counts who got it, who read it, and what was recalled', async () => {
  const sent = await batch({ department_ids: ['office'] })
  const path = `${im}/batch_messages/${at(sent.body, 'data', 'message_id')}`
  const reader = await driver.openId('陆知秋')
  const chats = await driver.control(`/chats?as=${reader}`)
  await driver.control(`/chats/${at(chats, 0, 'chatId')}/messages?as=${reader}`)
  const read = await driver.client.im.batchMessage.readUser({
    path: { batch_message_id: String(at(sent.body, 'data', 'message_id')) },
  })
  expect(read.data?.read_user).toEqual({ read_count: '1', total_count: '3' })
  await driver.api('DELETE', path)
  const progress = await driver.api('GET', `${path}/get_progress`)
  expect(progress.body.data).toEqual({
    batch_message_send_progress: {
      valid_user_ids_count: 3,
      success_user_ids_count: 3,
      read_user_ids_count: 1,
    },
    batch_message_recall_progress: { recall: true, recall_count: 3 },
  })
  expect((await driver.api('GET', `${im}/batch_messages/bm-lost/read_user`)).body.code).toBe(230030)
})

test('a message is pinned once, listed newest first, and unpinned', async () => {
  const chatId = await groupId()
  const ids = [await sendTo('chat_id', chatId), await sendTo('chat_id', chatId)]
  for (const message_id of [...ids, ids[0] ?? '']) {
    await driver.control('/clock', { advanceMs: 1_000 })
    await driver.client.im.pin.create({ data: { message_id } })
  }
  const listed = await driver.client.im.pin.list({ params: { chat_id: chatId } })
  expect(listed.data?.items?.map((pin) => pin.message_id)).toEqual([ids[1], ids[0]])
  expect(listed.data?.items?.[0]).toMatchObject({
    operator_id: driver.sandbox.appId,
    operator_id_type: 'app_id',
  })
  await driver.client.im.pin.delete({ path: { message_id: ids[1] ?? '' } })
  const left = await driver.client.im.pin.list({ params: { chat_id: chatId } })
  expect(left.data?.items).toHaveLength(1)
})

test('a reaction is added once, listed by its kind, and taken away', async () => {
  const path = { message_id: await sendTo('open_id', person) }
  const add = (emoji_type: string) =>
    driver.client.im.messageReaction.create({ path, data: { reaction_type: { emoji_type } } })
  const smile = await add('SMILE')
  await add('OK')
  expect((await add('SMILE')).data?.reaction_id).toBe(smile.data?.reaction_id)
  const list = async (more: { reaction_type?: string } = {}) =>
    (await driver.client.im.messageReaction.list({ path, params: more })).data?.items ?? []
  expect(await list()).toHaveLength(2)
  expect(await list({ reaction_type: 'SMILE' })).toMatchObject([
    { operator: { operator_id: driver.sandbox.appId, operator_type: 'app' } },
  ])
  const reaction_id = smile.data?.reaction_id ?? ''
  await driver.client.im.messageReaction.delete({ path: { ...path, reaction_id } })
  expect(await list({ reaction_type: 'SMILE' })).toHaveLength(0)
  const reactions = `${im}/messages/${path.message_id}/reactions`
  expect((await driver.api('DELETE', `${reactions}/${reaction_id}`)).body.code).toBe(231011)
  const wrong = { reaction_type: { emoji_type: '笑' } }
  expect((await driver.api('POST', reactions, wrong)).body.code).toBe(231001)
})

test('a message is forwarded as the bot’s own; a card that forbids it is not', async () => {
  const told = await driver.control('/messages', { as: person, toBot: true, text: '转给他们' })
  const chatId = await groupId()
  const forward = (id: unknown) =>
    driver.api('POST', `${im}/messages/${id}/forward?receive_id_type=chat_id`, {
      receive_id: chatId,
    })
  const sent = await forward(told.messageId)
  expect(sent.body.data).toMatchObject({
    chat_id: chatId,
    sender: { id: driver.sandbox.appId, sender_type: 'app' },
    body: { content: '{"text":"转给他们"}' },
  })
  const card = { ...buttonCard(), config: { enable_forward: false } }
  const kept = await sendTo('open_id', person, {
    msg_type: 'interactive',
    content: JSON.stringify(card),
  })
  expect((await forward(kept)).body.code).toBe(230061)
})

test('who has read a message is known for seven days, of the bot’s own only', async () => {
  const chatId = await groupId()
  const id = await sendTo('chat_id', chatId)
  const readers = async () =>
    (await driver.api('GET', `${im}/messages/${id}/read_users?user_id_type=user_id`)).body
  expect(at(await readers(), 'data', 'items')).toEqual([])
  await driver.control('/clock', { advanceMs: 60_000 })
  await driver.control(`/chats/${chatId}/messages?as=${person}`)
  expect(at(await readers(), 'data', 'items')).toMatchObject([
    { user_id_type: 'user_id', user_id: 'u03', timestamp: expect.stringMatching(/^\d{13}$/) },
  ])
  const told = await driver.control('/messages', { as: person, chatId, text: '好' })
  const theirs = `${im}/messages/${told.messageId}/read_users?user_id_type=open_id`
  expect((await driver.api('GET', theirs)).body.code).toBe(230012)
  await driver.control('/clock', { advanceMs: 7 * 86_400_000 })
  const late = `${im}/messages/${id}/read_users?user_id_type=user_id`
  const fresh = await driver.token()
  expect((await driver.api('GET', late, undefined, fresh)).body.code).toBe(230033)
})

test('several messages are read at once, lost ones are left out', async () => {
  const ids = [await sendTo('open_id', person), await sendTo('chat_id', await groupId()), 'om_lost']
  const query = ids.map((id) => `message_ids=${id}`).join('&')
  const got = await driver.api('GET', `${im}/messages/mget?${query}`)
  expect(at(got.body, 'data', 'items')).toMatchObject([
    { message_id: ids[0], body: { content: '{"text":"好"}' } },
    { message_id: ids[1] },
  ])
})

test('a message stands on top of its group until it is taken down', async () => {
  const chat_id = await groupId()
  const message_id = await sendTo('chat_id', chat_id)
  const put = (notice: Body) =>
    driver.api('POST', `${im}/chats/${chat_id}/top_notice/put_top_notice`, {
      chat_top_notice: [notice],
    })
  expect((await put({ action_type: '1', message_id })).body.code).toBe(0)
  const shown = async () =>
    at(
      await driver.control('/state'),
      'chats',
      (chat: Body) => chat.chatId === chat_id,
      'topNotice',
    )
  expect(await shown()).toBe(message_id)
  expect((await put({ action_type: '1', message_id: 'om_lost' })).body.code).toBe(232001)
  await driver.client.im.chatTopNotice.deleteTopNotice({ path: { chat_id } })
  expect(await shown()).toBeNull()
})

test('an ephemeral card is for one member, is pressed by them, and goes without a trace', async () => {
  const chat_id = await groupId()
  const send = (more: Body) =>
    driver.api('POST', '/open-apis/ephemeral/v1/send', {
      chat_id,
      msg_type: 'interactive',
      card: buttonCard(),
      ...more,
    })
  const sent = await send({ open_id: person })
  const message_id = at(sent.body, 'data', 'message_id')
  const other = await driver.openId('顾南枝')
  const seen = async (as: string) => driver.control(`/chats/${chat_id}/messages?as=${as}`)
  expect(await seen(person)).toHaveLength(1)
  expect(await seen(other)).toHaveLength(0)
  const press = { messageId: message_id, name: 'go' }
  await expect(driver.control('/press', { ...press, as: other })).rejects.toThrow('404')
  expect(await driver.control('/press', { ...press, as: person })).toMatchObject({
    error: { code: 200340 },
  })
  const remove = () => driver.api('POST', '/open-apis/ephemeral/v1/delete', { message_id })
  expect((await remove()).body).toEqual({ code: 0, msg: 'ok' })
  expect(await seen(person)).toHaveLength(0)
  expect((await remove()).body.code).toBe(18051)
  expect((await send({})).body.code).toBe(230001)
  expect((await send({ open_id: await driver.openId('江一帆') })).body.code).toBe(230001)
})

test('a group gets another name, description and owner; what is not given stays', async () => {
  const chat_id = await groupId()
  const update = (data: Body) => driver.api('PUT', `${im}/chats/${chat_id}`, data)
  expect((await update({ name: '业务一科' })).body.code).toBe(0)
  expect((await update({ description: '日常', owner_id: person })).body.code).toBe(0)
  const list = await driver.client.im.chat.list({})
  expect(list.data?.items?.find((chat) => chat.chat_id === chat_id)).toMatchObject({
    name: '业务一科',
    description: '日常',
    owner_id: person,
  })
  expect((await update({ owner_id: await driver.openId('江一帆') })).body.code).toBe(232012)
  expect((await update({ owner_id: 'ou_lost' })).body.code).toBe(232035)
})

test('a rich text is read without its language, with mentions by key; so is an edited text', async () => {
  const post = {
    zh_cn: {
      title: '通知',
      content: [
        [
          { tag: 'at', user_id: person },
          { tag: 'text', text: '请看' },
        ],
        [{ tag: 'md', text: `**<at user_id="${person}">他</at>** 与 <at user_id="all"></at>` }],
      ],
    },
  }
  const id = await sendTo('open_id', person, { msg_type: 'post', content: JSON.stringify(post) })
  const read = await driver.api('GET', `${im}/messages/${id}`)
  expect(JSON.parse(String(at(read.body, 'data', 'items', 0, 'body', 'content')))).toEqual({
    title: '通知',
    content: [
      [
        { tag: 'at', user_id: '@_user_1', user_name: '沈望舒', style: [] },
        { tag: 'text', text: '请看' },
      ],
      [{ tag: 'text', text: '**@_user_2** 与 @_all', style: [] }],
    ],
  })
  expect(at(read.body, 'data', 'items', 0, 'mentions')).toHaveLength(2)
  const text = await sendTo('open_id', person)
  const edited = await driver.api('PUT', `${im}/messages/${text}`, {
    msg_type: 'text',
    content: JSON.stringify({ text: `<at user_id="${person}">他</at> 早` }),
  })
  expect(edited.body.data).toMatchObject({
    body: { content: '{"text":"@_user_1 早"}' },
    mentions: [{ key: '@_user_1', id: person }],
  })
})

test('groups are found by their name, and a department knows what is above it', async () => {
  const found = await driver.client.im.chat.search({ params: { query: '业务' } })
  expect(found.data?.items).toMatchObject([{ chat_id: await groupId(), name: '业务科' }])
  const above = await driver.client.contact.department.parent({
    params: { department_id: 'archive', department_id_type: 'department_id' },
  })
  expect(above.data?.items).toMatchObject([{ department_id: 'office' }])
})

test('the app’s own token is the tenant’s, with the same life', async () => {
  const { appId, appSecret, baseUrl } = driver.sandbox
  const url = `${baseUrl}/open-apis/auth/v3/app_access_token/internal`
  const answer = await ask(url, 'POST', { app_id: appId, app_secret: appSecret })
  expect(answer.body).toMatchObject({ code: 0, msg: 'ok', expire: 7200 })
  expect(answer.body.app_access_token).toBe(answer.body.tenant_access_token)
  const token = String(answer.body.app_access_token)
  expect((await driver.api('GET', '/open-apis/bot/v3/info', undefined, token)).status).toBe(200)
  const wrong = await ask(url, 'POST', { app_id: appId, app_secret: 'no' })
  expect(wrong.body).toEqual({ code: 10014, msg: 'app secret invalid' })
})

test('C72 an app id may have its letters large, and nothing but sixteen hex digits', async () => {
  const large = await drive({ appId: 'cli_A1B2C3D4E5F60718' })
  const ready = await large.connect({})
  expect(ready.getConnectionStatus().state).toBe('connected')
  await large.close()
  await expect(drive({ appId: 'cli_A1B2C3D4E5F6071G' })).rejects.toThrow('16')
})

test('a card that was turned into a text twice has the sub-code of its own', async () => {
  const content = JSON.stringify(JSON.stringify(buttonCard()))
  const sent = await driver.api('POST', `${im}/messages?receive_id_type=open_id`, {
    receive_id: person,
    msg_type: 'interactive',
    content,
  })
  expect([sent.status, sent.body.code]).toEqual([400, 230099])
  expect(String(sent.body.msg)).toContain('ErrCode: 200621')
})
