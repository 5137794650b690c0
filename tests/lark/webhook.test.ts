import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import Koa from 'koa'
import { afterEach, expect, test } from 'vitest'
import { OffsetClock } from '../../src/base/clock.js'
import type { Dispatch, Inbound } from '../../src/lark/inbound.js'
import { openWebhook } from '../../src/lark/webhook.js'
import { keptLog } from './log.js'

const encryptKey = 'an encrypt key of the test'
const verificationToken = 'a verification token'
const appId = 'cli_0123456789abcdef'
const hourMs = 3_600_000

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

function encrypt(plain: unknown): string {
  const iv = randomBytes(16)
  const key = createHash('sha256').update(encryptKey).digest()
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const text = Buffer.concat([cipher.update(JSON.stringify(plain), 'utf8'), cipher.final()])
  return JSON.stringify({ encrypt: Buffer.concat([iv, text]).toString('base64') })
}

function signed(body: string, atMs: number): Record<string, string> {
  const timestamp = `${Math.floor(atMs / 1000)}`
  const signature = createHash('sha256')
    .update(`${timestamp}nonce${encryptKey}${body}`)
    .digest('hex')
  return {
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': 'nonce',
    'x-lark-signature': signature,
  }
}

function event(type: string, body: object, token = verificationToken): object {
  const header = { event_id: 'e1', event_type: type, token, app_id: appId, tenant_key: 't1' }
  return { schema: '2.0', header, event: body }
}

const message = event('im.message.receive_v1', {
  sender: { sender_id: { open_id: 'ou_a' }, sender_type: 'user', tenant_key: 't1' },
  message: {
    message_id: 'om_1',
    chat_id: 'oc_1',
    chat_type: 'p2p',
    message_type: 'text',
    content: '{"text":"首页"}',
  },
})

const press = event('card.action.trigger', {
  operator: { open_id: 'ou_a', tenant_key: 't1' },
  token: 'c-updatetoken',
  action: { tag: 'button', name: 'ok' },
  context: { open_message_id: 'om_1', open_chat_id: 'oc_1' },
})

interface Bot {
  post: (
    body: string,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; body: unknown }>
  came: Inbound[]
  clock: OffsetClock
  logged: () => string
}

async function bot(dispatch: Dispatch = async () => ({})): Promise<Bot> {
  const log = keptLog()
  const clock = new OffsetClock()
  const came: Inbound[] = []
  const webhook = openWebhook({
    encryptKey,
    verificationToken,
    clock,
    log,
    expected: { appId, tenantKey: 't1', botOpenId: null },
    dispatch: async (inbound) => {
      came.push(inbound)
      return dispatch(inbound)
    },
  })
  const app = new Koa()
  app.use(webhook.middleware)
  const listening = createServer(app.callback())
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const address = listening.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    came,
    clock,
    logged: log.text,
    post: async (body, headers = {}) => {
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      })
      return { status: answer.status, body: await answer.json() }
    },
  }
}

test('a signed event is taken and answered with an empty object', async () => {
  const { post, came, clock } = await bot()
  const body = encrypt(message)
  expect(await post(body, signed(body, clock.now()))).toEqual({ status: 200, body: {} })
  expect(came).toMatchObject([{ kind: 'message', key: 'om_1', text: '首页' }])
})

test('a press is answered with its toast and its card', async () => {
  const card = { schema: '2.0', body: { elements: [] } }
  const { post, clock } = await bot(async () => ({
    toast: { type: 'success', content: '已保存' },
    card,
  }))
  const body = encrypt(press)
  expect(await post(body, signed(body, clock.now()))).toEqual({
    status: 200,
    body: { toast: { type: 'success', content: '已保存' }, card: { type: 'raw', data: card } },
  })
})

test('one changed byte, another key, or no signature: 401 and nothing is dispatched', async () => {
  const { post, came, clock, logged } = await bot()
  const body = encrypt(message)
  const headers = signed(body, clock.now())
  const refused = { status: 401, body: {} }
  expect(await post(`${body} `, headers)).toEqual(refused)
  expect(await post(body)).toEqual(refused)
  expect(await post(body, { ...headers, 'x-lark-signature': '0'.repeat(64) })).toEqual(refused)
  expect(await post(body, { ...headers, 'x-lark-request-nonce': 'other' })).toEqual(refused)
  expect(came).toEqual([])
  expect(logged()).not.toContain('首页')
})

test('a plain body is refused even with the right token, and so is what cannot be decrypted', async () => {
  const { post, came, clock } = await bot()
  const plain = JSON.stringify(message)
  expect(await post(plain, signed(plain, clock.now()))).toMatchObject({ status: 401 })
  const broken = JSON.stringify({ encrypt: 'AAAA' })
  expect(await post(broken, signed(broken, clock.now()))).toMatchObject({ status: 401 })
  expect(came).toEqual([])
})

test('a wrong verification token is refused though the signature is right', async () => {
  const { post, came, clock } = await bot()
  const body = encrypt(event('im.message.receive_v1', {}, 'another token'))
  expect(await post(body, signed(body, clock.now()))).toMatchObject({ status: 401 })
  expect(came).toEqual([])
})

test('a captured request is refused eight hours later, a redelivery after six is taken', async () => {
  const { post, came, clock } = await bot()
  const body = encrypt(message)
  const headers = signed(body, clock.now())
  clock.jump(6 * hourMs)
  expect(await post(body, headers)).toMatchObject({ status: 200 })
  clock.jump(8 * hourMs)
  expect(await post(body, headers)).toMatchObject({ status: 401 })
  expect(came).toHaveLength(1)
})

test('the challenge is answered when its token is ours, without a signature', async () => {
  const { post } = await bot()
  const ask = { challenge: 'abc', type: 'url_verification' }
  expect(await post(encrypt({ ...ask, token: verificationToken }))).toEqual({
    status: 200,
    body: { challenge: 'abc' },
  })
  expect(await post(encrypt({ ...ask, token: 'x' }))).toMatchObject({ status: 401 })
  expect(await post(JSON.stringify({ ...ask, token: verificationToken }))).toMatchObject({
    status: 401,
  })
})

test('a fault while taking an event answers 500, so that it comes again; a press gets a number', async () => {
  const { post, clock, logged } = await bot(async () => {
    throw new TypeError('江一帆 cannot be read')
  })
  const body = encrypt(message)
  expect(await post(body, signed(body, clock.now()))).toMatchObject({ status: 500 })
  const pressed = encrypt(press)
  expect(await post(pressed, signed(pressed, clock.now()))).toEqual({
    status: 200,
    body: {
      toast: {
        type: 'error',
        content: expect.stringMatching(/^出错了（编号 [a-z0-9]{8}），请稍后再试$/),
      },
    },
  })
  expect(logged()).toContain('TypeError')
  expect(logged()).not.toContain('江一帆')
})

test('webhook mode cannot be built without its keys', () => {
  const options = {
    clock: new OffsetClock(),
    log: keptLog(),
    expected: { appId, tenantKey: null, botOpenId: null },
    dispatch: async () => ({}),
  }
  expect(() => openWebhook({ ...options, encryptKey: '', verificationToken })).toThrow(RangeError)
  expect(() => openWebhook({ ...options, encryptKey, verificationToken: '' })).toThrow(RangeError)
})
