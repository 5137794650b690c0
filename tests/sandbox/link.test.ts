import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { decodeFrame, encodeFrame, type Frame } from '../../src/sandbox/link/frames.js'
import { ask, at, type Driver, drive } from './driver.js'
import { type Body, buttonCard } from './sample-card.js'
import { until } from '../until.js'

let driver: Driver
let person: string

beforeEach(async () => {
  driver = await drive()
  person = await driver.openId('沈望舒')
})

afterEach(() => driver.close())

async function endpoint(secret = driver.sandbox.appSecret): Promise<Body> {
  const body = { AppID: driver.sandbox.appId, AppSecret: secret }
  return (await ask(`${driver.sandbox.baseUrl}/callback/ws/endpoint`, 'POST', body)).body
}

/** A client with its own protocol code: collects frames, acknowledges only when told. */
async function rawClient(): Promise<{ socket: WebSocket; frames: Frame[] }> {
  const url = String(at(await endpoint(), 'data', 'URL'))
  const socket = new WebSocket(url)
  const frames: Frame[] = []
  socket.on('message', (data: Buffer) => frames.push(decodeFrame(data)))
  await new Promise((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('error', reject)
  })
  return { socket, frames }
}

function say(text: string, more: Body = {}): Promise<Body> {
  return driver.control('/messages', { as: person, toBot: true, text, ...more })
}

test('C54 the endpoint gives a URL whose first key is not needed, and four numbers', async () => {
  const body = await endpoint()
  expect(body.code).toBe(0)
  const url = new URL(String(at(body, 'data', 'URL')))
  expect([...url.searchParams.keys()][0]).toBe('fpid')
  expect(url.searchParams.get('service_id')).toMatch(/^\d+$/)
  expect(at(body, 'data', 'ClientConfig')).toEqual({
    ReconnectCount: expect.any(Number),
    ReconnectInterval: expect.any(Number),
    ReconnectNonce: expect.any(Number),
    PingInterval: expect.any(Number),
  })
})

test('C55 a wrong secret is 514 with empty data', async () => {
  expect(await endpoint('wrong')).toEqual({ code: 514, msg: 'auth failed', data: {} })
})

test('C56 the 51st connection is refused', async () => {
  const clients = await Promise.all(Array.from({ length: 50 }, rawClient))
  expect((await endpoint()).code).toBe(1000040350)
  for (const { socket } of clients) socket.terminate()
})

test('C57 a ping gets a pong with the whole configuration as it is now', async () => {
  const { socket, frames } = await rawClient()
  await driver.control('/app', { link: { PingInterval: 7 } })
  const ping = { seqId: 0, logId: 0, service: 5, method: 0, payload: Buffer.alloc(0) }
  socket.send(encodeFrame({ ...ping, headers: { type: 'ping' } }))
  await until(() => frames.length === 1)
  expect(frames[0]?.headers.type).toBe('pong')
  expect(JSON.parse(String(frames[0]?.payload))).toEqual({
    ReconnectCount: -1,
    ReconnectInterval: 3,
    ReconnectNonce: 1,
    PingInterval: 7,
  })
  socket.terminate()
})

test('the ping has the documented bytes', () => {
  const bytes = encodeFrame({
    seqId: 0,
    logId: 0,
    service: 1,
    method: 0,
    headers: { type: 'ping' },
    payload: Buffer.alloc(0),
  })
  const head = '08001000180120002a0c0a0474797065120470696e67'
  expect(Buffer.from(bytes).toString('hex').startsWith(head)).toBe(true)
})

test('C58 a long event comes in pieces that the SDK puts together', async () => {
  await driver.control('/app', { pieceBytes: 300 })
  const { socket, frames } = await rawClient()
  await say('字'.repeat(100))
  await until(() => frames.length > 3)
  const headers = frames.map((frame) => frame.headers)
  expect(new Set(headers.map((one) => one.message_id)).size).toBe(1)
  expect(headers.map((one) => Number(one.seq)).sort((a, b) => a - b)).toEqual(
    frames.map((_, index) => index),
  )
  expect(headers[0]).toMatchObject({ type: 'event', sum: String(frames.length) })
  expect(headers[0]?.trace_id).toMatch(/./)
  socket.terminate()
  await driver.control('/quiet', { timeoutMs: 5_000 })
  const heard: Body[] = []
  await driver.connect({ 'im.message.receive_v1': async (data) => void heard.push(data) })
  await say('词'.repeat(200))
  await until(() => heard.length === 1)
  expect(String(at(heard[0], 'message', 'content'))).toContain('词词词')
})

test('C59 a failing handler gets the same event again after 15 s, 5 min, 1 h and 6 h, then never', async () => {
  const heard: unknown[] = []
  await driver.connect({
    'im.message.receive_v1': async (data) => {
      heard.push(data.event_id)
      throw new Error('on purpose')
    },
  })
  await say('好')
  await until(() => heard.length === 1)
  for (const [index, ms] of [15_000, 300_000, 3_600_000, 21_600_000].entries()) {
    await driver.control('/clock', { advanceMs: ms - 10_000 })
    expect(heard).toHaveLength(index + 1)
    await driver.control('/clock', { advanceMs: 13_000 })
    await until(() => heard.length === index + 2)
  }
  await driver.control('/clock', { advanceMs: 86_400_000 })
  expect(heard).toHaveLength(5)
  expect(new Set(heard).size).toBe(1)
})

test('C59 an event that nobody acknowledges in three seconds comes again', async () => {
  const { socket, frames } = await rawClient()
  await say('好')
  await until(() => frames.length === 1)
  await until(async () => at(await driver.control('/stats'), 'events', 'failed') === 1)
  await driver.control('/clock', { advanceMs: 15_000, timeoutMs: 10_000 })
  await until(() => frames.length === 2)
  const ids = frames.map((frame) => at(JSON.parse(String(frame.payload)), 'header', 'event_id'))
  expect(ids[0]).toBe(ids[1])
  socket.terminate()
})

test('C60 the acknowledgement’s data is the answer in base64', async () => {
  const { socket, frames } = await rawClient()
  const sent = await driver.api('POST', '/open-apis/im/v1/messages?receive_id_type=open_id', {
    receive_id: person,
    msg_type: 'interactive',
    content: JSON.stringify({
      schema: '2.0',
      body: {
        elements: [
          {
            tag: 'button',
            name: 'go',
            text: { tag: 'plain_text', content: '好' },
            behaviors: [{ type: 'callback', value: {} }],
          },
        ],
      },
    }),
  })
  const messageId = at(sent.body, 'data', 'message_id')
  const pressed = driver.control('/press', { as: person, messageId, name: 'go' })
  await until(() => frames.length === 1)
  const data = Buffer.from(JSON.stringify({ toast: { type: 'info', content: '手写' } }))
  const payload = JSON.stringify({ code: 200, data: data.toString('base64') })
  const frame = frames[0]
  if (frame) {
    const headers = { ...frame.headers, biz_rt: '-1' }
    socket.send(encodeFrame({ ...frame, headers, payload: Buffer.from(payload) }))
  }
  expect(at(await pressed, 'toast', 'content')).toBe('手写')
  socket.terminate()
})

test('while the callback subscription is not published, frames of callbacks are of type card', async () => {
  const { socket, frames } = await rawClient()
  const sent = await driver.api('POST', '/open-apis/im/v1/messages?receive_id_type=open_id', {
    receive_id: person,
    msg_type: 'interactive',
    content: JSON.stringify(buttonCard()),
  })
  const messageId = at(sent.body, 'data', 'message_id')
  await driver.control('/faults', { cardFrame: { times: 1 } })
  await say('在吗')
  const pressed = driver.control('/press', { as: person, messageId, name: 'go' })
  await until(() => frames.length === 2)
  expect(frames.map((frame) => frame.headers.type)).toEqual(['event', 'card'])
  socket.terminate()
  await pressed
})

test('C61 each event reaches exactly one of several connections', async () => {
  const heard: string[][] = [[], [], []]
  for (const list of heard) {
    await driver.connect({
      'im.message.receive_v1': async (data) => void list.push(String(data.event_id)),
    })
  }
  for (let count = 0; count < 20; count += 1) await say(String(count))
  await driver.control('/quiet', { timeoutMs: 5_000 })
  expect(heard.flat()).toHaveLength(20)
  expect(new Set(heard.flat()).size).toBe(20)
  expect(heard.filter((list) => list.length > 0).length).toBeGreaterThan(1)
})

test('C62 the payload is plain JSON even with an Encrypt Key', async () => {
  await driver.control('/app', { encryptKey: 'test key' })
  const { socket, frames } = await rawClient()
  await say('明文')
  await until(() => frames.length === 1)
  expect(String(frames[0]?.payload)).toContain('明文')
  socket.terminate()
})

test('C63 the SDK comes back through a new endpoint call after a cut', async () => {
  await driver.control('/app', { link: { ReconnectNonce: 0, ReconnectInterval: 1 } })
  const heard: Body[] = []
  await driver.connect({ 'im.message.receive_v1': async (data) => void heard.push(data) })
  expect(await driver.control('/disconnect', {})).toEqual({ closed: 1 })
  await until(async () => at(await driver.control('/stats'), 'connections') === 1)
  expect(at(await driver.control('/stats'), 'calls', 'link.endpoint')).toBe(2)
  await say('还在')
  await until(() => heard.length === 1)
})

test('C64 the long connection is saved only while a client is connected', async () => {
  const link = { events: { mode: 'link' } }
  await expect(driver.control('/app', link)).rejects.toThrow('应用未建立长连接')
  await driver.connect({})
  expect(at(await driver.control('/app', link), 'events', 'mode')).toBe('link')
})

test('C53 an acknowledged event is delivered again on demand, with the same id', async () => {
  const heard: unknown[] = []
  await driver.connect({ 'im.message.receive_v1': async (data) => void heard.push(data.event_id) })
  await driver.control('/faults', { redeliver: { event: 'im.message.receive_v1', times: 1 } })
  await say('好')
  await until(() => heard.length === 2)
  await driver.control('/quiet', { timeoutMs: 5_000 })
  await driver.control('/events/replay', {})
  await until(() => heard.length === 3)
  expect(new Set(heard).size).toBe(1)
})

test('a group message reaches the bot only when it is named', async () => {
  const heard: Body[] = []
  await driver.connect({ 'im.message.receive_v1': async (data) => void heard.push(data) })
  const state = await driver.control('/state')
  const chatId = at(state, 'chats', (chat: Body) => chat.name === '业务科', 'chatId')
  await driver.control('/messages', { as: person, chatId, text: '闲聊' })
  await driver.control('/messages', { as: person, chatId, text: '排名', mentionBot: true })
  await until(() => heard.length > 0)
  await driver.control('/quiet', { timeoutMs: 5_000 })
  expect(heard).toHaveLength(1)
  expect(at(heard[0], 'message')).toMatchObject({
    chat_type: 'group',
    content: '{"text":"@_user_1 排名"}',
    mentions: [{ key: '@_user_1', name: '考核助手', mentioned_type: 'bot' }],
  })
})

test('entering the chat and the menu send their events', async () => {
  const heard: Body[] = []
  await driver.connect({
    'im.chat.access_event.bot_p2p_chat_entered_v1': async (data) => void heard.push(data),
    'application.bot.menu_v6': async (data) => void heard.push(data),
  })
  await driver.control('/enter', { as: person })
  await until(() => heard.length === 1)
  await driver.control('/menu', { as: person, eventKey: 'home' })
  await until(() => heard.length === 2)
  expect(at(heard[0], 'operator_id', 'open_id')).toBe(person)
  expect(heard[1]).toMatchObject({ event_key: 'home', timestamp: expect.any(Number) })
})
