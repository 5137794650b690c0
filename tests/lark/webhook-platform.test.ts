import { createServer, type Server } from 'node:http'
import Koa from 'koa'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Inbound } from '../../src/lark/inbound.js'
import { openWebhook } from '../../src/lark/webhook.js'
import { cardJson, type Platform, platform } from './bot.js'
import { until } from '../until.js'

let on: Platform
let server: Server
const came: Inbound[] = []

beforeEach(async () => {
  on = await platform()
  came.length = 0
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await on.close()
})

/** Serves the webhook and tells the platform where it is. */
async function subscribe(keys: { ours: string; theirs: string }): Promise<void> {
  const { openId: botOpenId } = await on.client.botInfo()
  const webhook = openWebhook({
    encryptKey: keys.ours,
    verificationToken: 'token',
    clock: on.clock,
    log: on.log,
    expected: { appId: on.sandbox.appId, tenantKey: null, botOpenId },
    dispatch: async (inbound) => {
      came.push(inbound)
      return { toast: { type: 'success', content: '已签收' } }
    },
  })
  const app = new Koa()
  app.use(webhook.middleware)
  server = createServer(app.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const subscribed = { mode: 'webhook', url: `http://127.0.0.1:${port}/webhook` }
  await on.control('/app', {
    encryptKey: keys.theirs,
    verificationToken: 'token',
    events: subscribed,
    callbacks: subscribed,
  })
}

test('the platform verifies the address, then messages and presses come over HTTP, each once', async () => {
  await subscribe({ ours: 'key', theirs: 'key' })
  const person = await on.openId('陆知秋')
  await on.control('/messages', { as: person, toBot: true, text: '首页' })
  await until(() => came.length === 1)
  const sending = { recipientType: 'open_id', recipient: person, uuid: 'one' } as const
  const { messageId } = await on.client.sendCard({ ...sending, content: cardJson('请签') })
  expect(await on.control('/press', { as: person, messageId, name: 'go' })).toMatchObject({
    toast: { content: '已签收' },
  })
  expect(came.map(({ kind }) => kind)).toEqual(['message', 'press'])
})

test('an address with another key is not accepted by the platform', async () => {
  await expect(subscribe({ ours: 'key', theirs: 'another' })).rejects.toThrow()
  expect(came).toEqual([])
})
