import { afterEach, beforeEach, expect, test } from 'vitest'
import { sleep } from '../../src/base/real-time.js'
import type { Inbound, PressIn, Reply } from '../../src/lark/inbound.js'
import { openClient } from '../../src/lark/client.js'
import { connect } from '../../src/lark/long-connection.js'
import { cardJson, type Platform, platform } from './bot.js'
import { until } from '../until.js'

interface Answer {
  toast?: { type: string; content: string }
  card?: object
  cardChanged: boolean
  error?: { code: number }
}

let on: Platform
let person: string
beforeEach(async () => {
  on = await platform()
  person = await on.openId('陆知秋')
})
afterEach(() => on.close())

async function sendOne(): Promise<string> {
  const sending = { recipientType: 'open_id', recipient: person, uuid: 'one' } as const
  return (await on.client.sendCard({ ...sending, content: cardJson('请签') })).messageId
}

const press = (messageId: string): Promise<Answer> =>
  on.control<Answer>('/press', { as: person, messageId, name: 'go' })

test('a message arrives once, with the person, the chat and the words', async () => {
  const came: Inbound[] = []
  await on.connect(async (inbound) => {
    came.push(inbound)
    return {}
  })
  const { messageId } = await on.control<{ messageId: string }>('/messages', {
    as: person,
    toBot: true,
    text: '我的得分',
  })
  await on.control('/quiet', { timeoutMs: 3_000 })
  await sleep(100)
  expect(came).toMatchObject([
    { kind: 'message', key: messageId, openId: person, chatType: 'p2p', text: '我的得分' },
  ])
})

test('in a group the bot sees that it was called, and its name leaves the text', async () => {
  const came: Inbound[] = []
  await on.connect(async (inbound) => {
    came.push(inbound)
    return {}
  })
  const chats = await on.control<{ chatId: string; type: string }[]>(`/chats?as=${person}`)
  const chatId = chats.find((chat) => chat.type === 'group')?.chatId
  await on.control('/messages', { as: person, chatId, text: '帮助', mentionBot: true })
  await until(() => came.length > 0)
  expect(came).toMatchObject([{ chatType: 'group', chatId, text: '帮助', mentionsBot: true }])
})

test('a press arrives once, and its toast and card come back to the person', async () => {
  const came: Inbound[] = []
  const card = JSON.parse(cardJson('已签'))
  await on.connect(async (inbound) => {
    came.push(inbound)
    return { toast: { type: 'success', content: '已签收' }, card }
  })
  const messageId = await sendOne()
  expect(await press(messageId)).toMatchObject({
    toast: { type: 'success', content: '已签收' },
    cardChanged: true,
  })
  expect(came).toMatchObject([{ kind: 'press', name: 'go', openId: person, messageId }])
  expect(JSON.stringify(await on.chat(person))).toContain('已签')
})

test('after two seconds the person reads that it is being worked on; the outcome goes to the late hand', async () => {
  const { appId, appSecret, baseUrl: domain } = on.sandbox
  const late: { press: PressIn; reply: Reply }[] = []
  const link = connect({
    domain,
    appId,
    appSecret,
    log: on.log,
    expected: { appId, tenantKey: null, botOpenId: null },
    dispatch: async () => {
      await sleep(2_600)
      return { toast: { type: 'success', content: '已保存' } }
    },
    late: async (pressed, reply) => {
      late.push({ press: pressed, reply })
    },
  })
  await link.ready
  const messageId = await sendOne()
  expect(await press(messageId)).toMatchObject({
    toast: { type: 'info', content: '已收到，正在处理' },
    cardChanged: false,
  })
  expect(late).toEqual([])
  expect(link.status().inflight).toBe(1)
  await until(() => late.length === 1)
  expect(late).toMatchObject([{ press: { messageId }, reply: { toast: { content: '已保存' } } }])
  await link.close()
})

test('a fault in a press is told with a number that stands in the log, without its words', async () => {
  await on.connect(async () => {
    throw new RangeError('陆知秋得了 37.5 分')
  })
  const answer = await press(await sendOne())
  expect(answer.toast).toMatchObject({ type: 'error' })
  const id = /编号 ([a-z0-9]+)/.exec(answer.toast?.content ?? '')?.[1]
  expect(id).toBeDefined()
  expect(on.log.lines.find((line) => line.event === 'dispatch-failed')?.fields).toMatchObject({
    id,
    error: 'RangeError',
  })
  expect(on.log.text()).not.toContain('37.5')
})

test('an event that could not be taken is delivered again by the platform', async () => {
  let tries = 0
  await on.connect(async () => {
    tries += 1
    if (tries === 1) throw new Error('the database is away')
    return {}
  })
  await on.control('/messages', { as: person, toBot: true, text: '首页' })
  await until(() => tries === 1)
  await on.advance(20_000)
  await until(() => tries === 2)
  await on.advance(8 * 3_600_000)
  expect(tries).toBe(2)
})

test('a cut connection comes back by itself and events flow again', async () => {
  const came: Inbound[] = []
  const link = await on.connect(async (inbound) => {
    came.push(inbound)
    return {}
  })
  const calls = async () =>
    (await on.control<{ calls: Record<string, number> }>('/stats')).calls['link.endpoint'] ?? 0
  const before = await calls()
  await on.control('/disconnect', {})
  // That it was away may be over before anybody looks; that it came back stays.
  await until(async () => (await calls()) > before && link.status().state === 'connected')
  await on.control('/messages', { as: person, toBot: true, text: '在吗' })
  await until(() => came.length === 1)
})

test('a wrong secret is refused, and a malformed app id is not even tried', async () => {
  const { appId, baseUrl: domain } = on.sandbox
  const common = { domain, log: on.log, expected: { appId, tenantKey: null, botOpenId: null } }
  const wrong = connect({ ...common, appId, appSecret: 'not it', dispatch: async () => ({}) })
  await expect(wrong.ready).rejects.toThrow('refused')
  expect(wrong.status().state).toBe('failed')
  await wrong.close()
  const odd = connect({ ...common, appId: 'cli_x', appSecret: 's', dispatch: async () => ({}) })
  await expect(odd.ready).rejects.toThrow('16 hex')
  await odd.close()
})

test('after messages, presses and failures the log holds no secret, token, name or text', async () => {
  await on.connect(async () => ({ toast: { type: 'success', content: '绝密回复' } }))
  const messageId = await sendOne()
  await press(messageId)
  await on.control('/messages', { as: person, toBot: true, text: '绝密来信' })
  await on.control('/quiet', { timeoutMs: 3_000 })
  await on.fault({ serverError: { api: 'messages.create', status: 502 } })
  await expect(sendOne()).rejects.toThrow()
  await on.client.patchCard(messageId, '{"schema":"2.0","绝密":1}').catch(() => {})
  await on.client.patchCard('om_nothing', cardJson('绝密卡片')).catch(() => {})
  expect(on.log.lines.length).toBeGreaterThan(2)
  const text = on.log.text()
  for (const secret of ['绝密', '陆知秋', on.sandbox.appSecret, 'Bearer', '"t-', 'access_key']) {
    expect(text).not.toContain(secret)
  }
  expect(text).not.toMatch(/t-[0-9a-f]{8}/)
})

test('whoever presses fast waits for himself: one at a time, and nobody else waits for him', async () => {
  const other = await on.openId('江一帆')
  let running = 0
  let most = 0
  const ended: string[] = []
  await on.connect(async (inbound) => {
    if (inbound.kind !== 'press') return {}
    const own = inbound.openId === person
    if (own) running += 1
    most = Math.max(most, running)
    await sleep(own ? 400 : 20)
    if (own) running -= 1
    ended.push(own ? 'fast' : 'other')
    return { toast: { type: 'success', content: '好' } }
  })
  const mine = await sendOne()
  const sending = { recipientType: 'open_id', recipient: other, uuid: 'two' } as const
  const theirs = await on.client.sendCard({ ...sending, content: cardJson('请签') })
  const many = Array.from({ length: 4 }, () => press(mine))
  await sleep(100)
  await on.control('/press', { as: other, messageId: theirs.messageId, name: 'go' })
  await Promise.all(many)
  expect(most).toBe(1)
  expect(ended).toEqual(['other', 'fast', 'fast', 'fast', 'fast'])
})

test('too many presses of one person at once are refused in words, and the others still count', async () => {
  let taken = 0
  await on.connect(async () => {
    taken += 1
    await sleep(60)
    return { toast: { type: 'success', content: '好' } }
  })
  const messageId = await sendOne()
  const answers = await Promise.all(Array.from({ length: 14 }, () => press(messageId)))
  const refused = answers.filter((each) => each.toast?.content.startsWith('操作太快'))
  expect(refused.length).toBeGreaterThan(0)
  expect(taken).toBe(14 - refused.length)
})

test('an answer whose transaction is nearly done is waited for; one decided late says so itself', async () => {
  const follows: unknown[] = []
  await on.connect(
    async (inbound, waiting) => {
      if (inbound.kind !== 'press') return {}
      await sleep(follows.length === 0 ? 1_900 : 2_200)
      const late = waiting?.isLate() ?? false
      follows.push(late)
      await sleep(300)
      return { toast: { type: 'success', content: '好' }, followed: late }
    },
    async () => {
      follows.push('followed twice')
    },
  )
  const messageId = await sendOne()
  expect(await press(messageId)).toMatchObject({ toast: { content: '好' } })
  expect(await press(messageId)).toMatchObject({ toast: { content: '已收到，正在处理' } })
  await until(() => follows.length === 2)
  await sleep(400)
  expect(follows).toEqual([false, true])
})

test('presses in frames that the SDK drops are noticed, with the step of the README that is missing', async () => {
  await on.connect(async () => ({ toast: { type: 'success', content: '好' } }))
  const messageId = await sendOne()
  await on.fault({ cardFrame: {} })
  await press(messageId)
  const lines = on.log.lines.filter((line) => line.event === 'card-frame-dropped')
  expect(lines).toMatchObject([
    { level: 'error', fields: { todo: expect.stringMatching(/README.*4.*5/) } },
  ])
  expect(await press(messageId)).toMatchObject({ toast: { content: '好' } })
}, 15_000)

test('of another tenant than the one that was learned nothing is taken', async () => {
  const came: Inbound[] = []
  const { appId, appSecret, baseUrl: domain } = on.sandbox
  const expected = { appId, tenantKey: 'tenant-of-others', botOpenId: null }
  const dispatch = async (inbound: Inbound): Promise<Reply> => {
    came.push(inbound)
    return {}
  }
  const link = connect({ domain, appId, appSecret, log: on.log, expected, dispatch })
  await link.ready
  const messageId = await sendOne()
  await on.control('/messages', { as: person, toBot: true, text: '帮助' })
  await press(messageId)
  await on.control('/quiet', { timeoutMs: 3_000 })
  expect(came).toEqual([])
  const reasons = on.log.lines.filter((line) => line.event === 'inbound-ignored')
  expect(reasons.map((line) => line.fields.reason)).toEqual(['other-tenant', 'other-tenant'])
  await link.close()
})

test('the platform names the tenant with each message of ours', async () => {
  const named: string[] = []
  const { appId, appSecret, baseUrl: domain } = on.sandbox
  const client = openClient({
    ...{ domain, appId, appSecret, log: on.log, clock: on.clock },
    onTenant: (tenantKey) => named.push(tenantKey),
  })
  const to = { recipientType: 'open_id', recipient: person, uuid: 'tenant' } as const
  await client.sendText({ ...to, content: '好' })
  expect(named).toHaveLength(1)
  expect(named[0]).not.toBe('')
})
