import { afterEach, beforeEach, expect, test } from 'vitest'
import { stopwatch } from '../../src/base/real-time.js'
import { at, type Driver, drive } from './driver.js'
import { type Body, buttonCard } from './sample-card.js'
import { until } from '../until.js'

let driver: Driver
let person: string

beforeEach(async () => {
  driver = await drive()
  person = await driver.openId('沈望舒')
  await driver.token()
})

afterEach(() => driver.close())

const info = () => driver.api('GET', '/open-apis/bot/v3/info')

function send(given: Body = {}) {
  return driver.api('POST', '/open-apis/im/v1/messages?receive_id_type=open_id', {
    receive_id: person,
    msg_type: 'text',
    content: '{"text":"好"}',
    ...given,
  })
}

test('429 and 5xx strike the named call as often as asked, and nothing happens', async () => {
  await driver.control('/faults', {
    tooMany: { api: 'messages.create', times: 1 },
    serverError: { api: 'messages.create', times: 1, status: 502 },
  })
  expect((await info()).status).toBe(200)
  const answers = [await send(), await send(), await send()]
  expect(answers.map((answer) => answer.status)).toEqual([429, 502, 200])
  expect(answers[0]?.headers.get('x-ogw-ratelimit-reset')).toBe('1')
  const chatId = at(answers[2]?.body, 'data', 'chat_id')
  expect(await driver.control(`/chats/${chatId}/messages?as=${person}`)).toHaveLength(1)
})

test('a cut answer leaves the message, a cut call leaves none', async () => {
  await driver.control('/faults', { dropAnswer: { api: 'messages.create' } })
  await expect(send()).rejects.toThrow()
  await driver.control('/faults', { dropCall: { api: 'messages.create' } })
  await expect(send()).rejects.toThrow()
  const state = await driver.control('/state')
  const chatId = at(state, 'chats', (chat: Body) => chat.type === 'p2p', 'chatId')
  expect(await driver.control(`/chats/${chatId}/messages?as=${person}`)).toHaveLength(1)
})

test('a locked card and a slow answer', async () => {
  await driver.control('/faults', { cardLocked: { api: 'messages.patch' }, delay: { ms: 300 } })
  const elapsed = stopwatch()
  const sent = await send({ msg_type: 'interactive', content: JSON.stringify(buttonCard()) })
  expect(elapsed()).toBeGreaterThan(290)
  const path = `/open-apis/im/v1/messages/${at(sent.body, 'data', 'message_id')}`
  const locked = await driver.api('PATCH', path, { content: JSON.stringify(buttonCard()) })
  expect(locked.body.code).toBe(230099)
  expect(String(locked.body.msg)).toContain('ErrCode: 11310')
})

test('a cut connection brings the event again after the SDK is back', async () => {
  await driver.control('/app', { link: { ReconnectNonce: 0, ReconnectInterval: 1 } })
  const heard: Body[] = []
  await driver.connect({ 'im.message.receive_v1': async (data) => void heard.push(data) })
  await driver.control('/faults', { disconnect: { event: 'im.message.receive_v1' } })
  await driver.control('/messages', { as: person, toBot: true, text: '好' })
  await until(async () => at(await driver.control('/stats'), 'events', 'failed') === 1)
  await until(async () => at(await driver.control('/stats'), 'connections') === 1)
  expect(heard).toHaveLength(0)
  await driver.control('/clock', { advanceMs: 15_000 })
  await until(() => heard.length === 1)
})

test('chance with a seed is the same each time', async () => {
  const run = async () => {
    await driver.close()
    driver = await drive()
    await driver.control('/faults', { serverError: { api: 'bot.info', probability: 0.5 } })
    const statuses: number[] = []
    for (let call = 0; call < 12; call += 1) statuses.push((await info()).status)
    return statuses
  }
  const first = await run()
  expect(await run()).toEqual(first)
  expect(new Set(first).size).toBe(2)
})

test('an unknown fault is refused', async () => {
  await expect(driver.control('/faults', { earthquake: {} })).rejects.toThrow('earthquake')
})

const batch = (given: Body, slash = '') =>
  driver.api('POST', `/open-apis/message/v4/batch_send${slash}`, {
    msg_type: 'text',
    content: { text: '各位' },
    ...given,
  })

test('C11 the batch call is known with and without its final slash', async () => {
  const answers = [await batch({ open_ids: [person] }), await batch({ open_ids: [person] }, '/')]
  expect(answers.map((answer) => answer.status)).toEqual([200, 200])
})

test('C27 a batch names its bad ids, and takes no reply, patch or urging', async () => {
  const sent = await batch({ open_ids: [person, 'ou_lost'], department_ids: ['office'] })
  expect(sent.body).toMatchObject({
    code: 0,
    data: { invalid_open_ids: ['ou_lost'], invalid_department_ids: [] },
  })
  const id = String(at(sent.body, 'data', 'message_id'))
  expect(id).toMatch(/^bm-/)
  const path = `/open-apis/im/v1/messages/${id}`
  const reply = await driver.api('POST', `${path}/reply`, {
    msg_type: 'text',
    content: '{"text":"x"}',
  })
  const patch = await driver.api('PATCH', path, { content: '{}' })
  const urged = await driver.api('PATCH', `${path}/urgent_app`, { user_id_list: [person] })
  expect([reply.status, patch.status, urged.status]).toEqual([400, 400, 400])
  const below = await driver.openId('白景行')
  expect(await driver.control(`/chats?as=${below}`)).toMatchObject([{ last: { text: '各位' } }, {}])
})

test('C28 urging names invalid ids, refuses when none is left, and another’s message', async () => {
  const id = at((await send()).body, 'data', 'message_id')
  const urge = (messageId: unknown, ...user_id_list: string[]) =>
    driver.api('PATCH', `/open-apis/im/v1/messages/${messageId}/urgent_app?user_id_type=open_id`, {
      user_id_list,
    })
  const part = await urge(id, person, 'ou_lost')
  expect(at(part.body, 'data', 'invalid_user_id_list')).toEqual(['ou_lost'])
  expect((await urge(id, 'ou_lost')).body.code).toBe(230001)
  const theirs = await driver.control('/messages', { as: person, toBot: true, text: '好' })
  expect((await urge(theirs.messageId, person)).body.code).toBe(230012)
})
