import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as lark from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '../../src/base/ids.js'
import { decrypt, encrypt } from '../../src/sandbox/webhook.js'
import { at, type Driver, drive } from './driver.js'
import { type Body, buttonCard } from './sample-card.js'
import { until } from '../until.js'

let driver: Driver
let person: string
let server: Server
let url: string
let got: { headers: IncomingHttpHeaders; raw: string }[]
let reply: (body: Body) => { status: number; body: string }

beforeEach(async () => {
  driver = await drive()
  person = await driver.openId('沈望舒')
  got = []
  reply = (body) => ({ status: 200, body: JSON.stringify({ challenge: body.challenge }) })
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString()
      got.push({ headers: request.headers, raw })
      const { status, body } = reply(JSON.parse(raw))
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${portOf(server)}/push`
})

afterEach(async () => {
  await driver.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function portOf(of: Server): number {
  const address: AddressInfo | string | null = of.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const webhook = () => ({ mode: 'webhook', url })

function open(body: Body): Body {
  return JSON.parse(decrypt('test key', String(body.encrypt)))
}

test('the golden vector of the documentation holds', () => {
  const cipher = 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk='
  expect(decrypt('test key', cipher)).toBe('hello world')
  const iv = Buffer.from(cipher, 'base64').subarray(0, 16)
  expect(encrypt('test key', 'hello world', iv)).toBe(cipher)
})

test('C49 saving a URL asks for the challenge without signature, and wants it back', async () => {
  await driver.control('/app', { events: webhook() })
  expect(JSON.parse(got[0]?.raw ?? '')).toMatchObject({ type: 'url_verification' })
  expect(got[0]?.headers['x-lark-signature']).toBeUndefined()
  reply = () => ({ status: 200, body: '{}' })
  await expect(driver.control('/app', { events: webhook() })).rejects.toThrow('challenge')
})

test('C50 with an Encrypt Key a push is sealed, signed and compact', async () => {
  reply = (body) => ({
    status: 200,
    body: JSON.stringify({ challenge: open(body).challenge }),
  })
  await driver.control('/app', { encryptKey: 'test key' })
  await driver.control('/app', { events: webhook() })
  await driver.control('/messages', { as: person, toBot: true, text: '密' })
  await until(() => got.length === 2)
  const { headers, raw } = got[1] ?? { headers: {}, raw: '' }
  expect(Object.keys(JSON.parse(raw))).toEqual(['encrypt'])
  expect(JSON.stringify(JSON.parse(raw))).toBe(raw)
  const time = headers['x-lark-request-timestamp']
  const nonce = headers['x-lark-request-nonce']
  expect(headers['x-lark-signature']).toBe(sha256(`${time}${nonce}test key${raw}`))
  expect(at(open(JSON.parse(raw)), 'header', 'event_type')).toBe('im.message.receive_v1')
})

test('C51 the SDK’s dispatcher takes a signed push and refuses one with a flipped byte', async () => {
  reply = (body) => ({
    status: 200,
    body: JSON.stringify({ challenge: open(body).challenge }),
  })
  await driver.control('/app', { encryptKey: 'test key' })
  await driver.control('/app', { events: webhook() })
  await driver.control('/messages', { as: person, toBot: true, text: '密' })
  await until(() => got.length === 2)
  const { headers, raw } = got[1] ?? { headers: {}, raw: '{}' }
  const heard: unknown[] = []
  const dispatcher = new lark.EventDispatcher({
    encryptKey: 'test key',
    loggerLevel: lark.LoggerLevel.fatal,
  }).register({ 'im.message.receive_v1': async (data) => void heard.push(data.message.content) })
  const invoke = (body: Body) =>
    dispatcher.invoke(Object.assign(Object.create({ headers }), body)).catch(() => undefined)
  await invoke(JSON.parse(raw))
  expect(heard).toEqual(['{"text":"密"}'])
  const text = String(JSON.parse(raw).encrypt)
  await invoke({ encrypt: (text.startsWith('A') ? 'B' : 'A') + text.slice(1) })
  expect(heard).toHaveLength(1)
})

test('C52 an answer other than 200 brings the same event again after 15 s', async () => {
  await driver.control('/app', { events: webhook() })
  reply = () => ({ status: 204, body: '' })
  await driver.control('/messages', { as: person, toBot: true, text: '好' })
  await until(() => got.length === 2)
  await until(async () => at(await driver.control('/stats'), 'events', 'failed') === 1)
  reply = () => ({ status: 200, body: '{}' })
  await driver.control('/clock', { advanceMs: 15_000 })
  await until(() => got.length === 3)
  expect(got[2]?.raw).toBe(got[1]?.raw)
  await driver.control('/clock', { advanceMs: 86_400_000 })
  expect(got).toHaveLength(3)
})

test('C46 a webhook’s status, shape and absence have their codes for the person', async () => {
  await driver.control('/app', { callbacks: webhook() })
  const sent = await driver.api('POST', '/open-apis/im/v1/messages?receive_id_type=open_id', {
    receive_id: person,
    msg_type: 'interactive',
    content: JSON.stringify(buttonCard()),
  })
  const messageId = at(sent.body, 'data', 'message_id')
  const press = async () =>
    at(await driver.control('/press', { as: person, messageId, name: 'go' }), 'error', 'code')
  const codes: unknown[] = []
  for (const [status, body] of [
    [500, '{}'],
    [302, ''],
    [200, 'no json'],
    [200, '{"card":{"type":"raw","data":{"schema":"2.0","x":1}}}'],
    [200, '{}'],
  ] as const) {
    reply = () => ({ status, body })
    codes.push(await press())
  }
  expect(codes).toEqual([200671, 200671, 200672, 200673, undefined])
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  expect(await press()).toBe(200342)
  server.listen(0, '127.0.0.1')
})
