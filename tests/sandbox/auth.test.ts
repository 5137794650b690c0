import * as lark from '@larksuiteoapi/node-sdk'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/start.js'
import { ask, at, type Driver, drive } from './driver.js'

let driver: Driver

beforeEach(async () => {
  driver = await drive()
})

afterEach(() => driver.close())

const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal'

function askToken(secret = driver.sandbox.appSecret, appId = driver.sandbox.appId) {
  const body = { app_id: appId, app_secret: secret }
  return ask(`${driver.sandbox.baseUrl}${tokenPath}`, 'POST', body)
}

test('C01 the right secret gets a token at top level, without data', async () => {
  const { status, body } = await askToken()
  expect(status).toBe(200)
  expect(body).toEqual({
    code: 0,
    msg: 'ok',
    tenant_access_token: expect.stringMatching(/^t-/),
    expire: 7200,
  })
})

test('C02 the same token while half an hour remains, then a new one beside the old', async () => {
  const first = await askToken()
  await driver.control('/clock', { advanceMs: 5_000_000 })
  const second = await askToken()
  expect(second.body.tenant_access_token).toBe(first.body.tenant_access_token)
  expect(second.body.expire).toBeLessThanOrEqual(2_200)
  await driver.control('/clock', { advanceMs: 900_000 })
  const third = await askToken()
  expect(third.body.tenant_access_token).not.toBe(first.body.tenant_access_token)
  const old = String(first.body.tenant_access_token)
  expect((await driver.api('GET', '/open-apis/bot/v3/info', undefined, old)).status).toBe(200)
})

test('C03 a wrong secret gets a code and no token, and the SDK rejects with the code', async () => {
  const { status, body } = await askToken('wrong')
  expect(status).toBe(200)
  expect(body.code).toBe(10014)
  expect(body.tenant_access_token).toBeUndefined()
  expect((await askToken('x', 'cli_0000000000000000')).body.code).toBe(10003)
  const client = new lark.Client({
    appId: driver.sandbox.appId,
    appSecret: 'wrong',
    domain: driver.sandbox.baseUrl,
    loggerLevel: lark.LoggerLevel.fatal,
  })
  const call = client.im.chat.list({})
  await expect(call).rejects.toThrow('10014')
})

test('C04 missing, garbled, unknown and expired tokens have their own codes', async () => {
  const info = `${driver.sandbox.baseUrl}/open-apis/bot/v3/info`
  const none = await ask(info, 'GET')
  expect(none.body.code).toBe(99991661)
  const withToken = (token: string) => driver.api('GET', '/open-apis/bot/v3/info', undefined, token)
  expect((await withToken('garbage')).body.code).toBe(99991671)
  const unknown = await withToken('t-0000')
  expect([unknown.status, unknown.body.code]).toEqual([400, 99991663])
  const token = await driver.token()
  expect((await withToken(token)).status).toBe(200)
  await driver.control('/clock', { advanceMs: 7_201_000 })
  const expired = await withToken(token)
  expect([expired.status, expired.body.code]).toEqual([400, 99991663])
})

test('C05 a scope that is not granted refuses the call; a field scope drops the field', async () => {
  await driver.control('/app', { scopes: ['contact:user.base:readonly'] })
  const refused = await driver.api('GET', '/open-apis/im/v1/chats')
  expect([refused.status, refused.body.code]).toEqual([400, 99991672])
  expect(String(refused.body.msg)).toContain('im:chat')
  const person = await driver.openId('沈望舒')
  const user = await driver.api('GET', `/open-apis/contact/v3/users/${person}`)
  expect(at(user.body, 'data', 'user', 'name')).toBe('沈望舒')
  expect(at(user.body, 'data', 'user', 'user_id')).toBeUndefined()
  expect(at(user.body, 'data', 'user', 'employee_no')).toBeUndefined()
})

test('C06 an unknown path is 99991201, a wrong method 99991301', async () => {
  const unknown = await driver.api('GET', '/open-apis/nothing/v1/here')
  expect([unknown.status, unknown.body.code]).toEqual([404, 99991201])
  const wrong = await driver.api('PUT', '/open-apis/bot/v3/info')
  expect(wrong.body.code).toBe(99991301)
})

test('C07 every answer has a log id, errors carry it in the body', async () => {
  const good = await driver.api('GET', '/open-apis/bot/v3/info')
  expect(good.headers.get('x-tt-logid')).toMatch(/./)
  const bad = await driver.api('GET', '/open-apis/im/v1/chats/oc_unknown')
  expect(at(bad.body, 'error', 'log_id')).toBe(bad.headers.get('x-tt-logid'))
})

test('C71 the bot stands under bot, not data', async () => {
  const { body } = await driver.api('GET', '/open-apis/bot/v3/info')
  expect(at(body, 'bot', 'app_name')).toBe('考核助手')
  expect(at(body, 'bot', 'open_id')).toMatch(/^ou_/)
  expect(body.data).toBeUndefined()
})

test('C72 an app id that the SDK would not start with is refused', async () => {
  await expect(startSandbox({ appId: 'cli_short' })).rejects.toThrow('cli_')
})

test('a foreign page or host is refused, whatever it asks', async () => {
  const { controlUrl, port } = driver.sandbox
  const foreign = await ask(`${controlUrl}/state`, 'GET', undefined, {
    origin: 'https://example.com',
  })
  expect(foreign.status).toBe(403)
  const own = await ask(`${controlUrl}/state`, 'GET', undefined, {
    origin: `http://127.0.0.1:${port}`,
  })
  expect(own.status).toBe(200)
})
