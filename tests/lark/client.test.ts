import { afterEach, beforeEach, expect, test } from 'vitest'
import { OffsetClock } from '../../src/base/clock.js'
import { groupsOf, membersOf } from '../../src/lark/chats.js'
import { openClient } from '../../src/lark/client.js'
import { syncContacts } from '../../src/lark/contacts.js'
import { LarkFailure } from '../../src/lark/failure.js'
import { cardJson, type Platform, platform } from './bot.js'

let on: Platform
let person: string
beforeEach(async () => {
  on = await platform()
  person = await on.openId('陆知秋')
})
afterEach(() => on.close())

interface Stats {
  calls: Record<string, number>
}

const stats = (): Promise<Stats> => on.control<Stats>('/stats')

const hourMs = 3_600_000

async function send(uuid: string): Promise<string> {
  const sending = { recipientType: 'open_id', recipient: person, uuid } as const
  return (await on.client.sendCard({ ...sending, content: cardJson(uuid) })).messageId
}

async function failureOf(call: Promise<unknown>): Promise<LarkFailure> {
  const thrown: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(thrown instanceof LarkFailure)) throw new Error('no LarkFailure')
  return thrown
}

test('one token serves many calls; after its two hours of business time a new one is fetched', async () => {
  await send('a')
  await send('b')
  expect((await stats()).calls['auth.token']).toBe(1)
  await on.advance(3 * hourMs)
  await send('c')
  expect((await stats()).calls['auth.token']).toBe(2)
})

test('of many calls that find no token one fetches it for all', async () => {
  await on.advance(3 * hourMs)
  const before = (await stats()).calls['auth.token'] ?? 0
  await Promise.all(Array.from({ length: 8 }, () => on.client.botInfo()))
  expect((await stats()).calls['auth.token']).toBe(before + 1)
})

test('a token that only we think good is thrown away, and the call is made again once', async () => {
  const { appId, appSecret, baseUrl: domain } = on.sandbox
  const standing = new OffsetClock(on.clock.now() - new OffsetClock().now())
  const client = openClient({ domain, appId, appSecret, log: on.log, clock: standing })
  await client.botInfo()
  await on.advance(3 * hourMs)
  const before = (await stats()).calls['auth.token'] ?? 0
  expect(await client.botInfo()).toMatchObject({ name: '考核助手' })
  expect((await stats()).calls['auth.token']).toBe(before + 1)
})

test('too many calls and a broken platform are passing failures; the platform says how long', async () => {
  await on.fault({ tooMany: { api: 'messages.create' } })
  const tooMany = await failureOf(send('a'))
  expect(tooMany).toMatchObject({ code: 99991400, status: 429, transient: true, outage: false })
  expect(tooMany.retryAfterMs).toBeGreaterThan(0)
  await on.fault({ serverError: { api: 'messages.create', status: 503 } })
  expect(await failureOf(send('b'))).toMatchObject({ status: 503, transient: true, outage: true })
  await on.fault({ dropCall: { api: 'messages.create' } })
  expect(await failureOf(send('c'))).toMatchObject({ status: 0, transient: true, outage: true })
})

test('a refused card is a lasting failure with its inner code, a locked one is not', async () => {
  const card = '{"schema":"2.0","body":{"elements":[{"tag":"note","content":"机密"}]}}'
  const sending = { recipientType: 'open_id', recipient: person, uuid: 'x', content: card } as const
  const refused = await failureOf(on.client.sendCard(sending))
  expect(refused).toMatchObject({ code: 230099, transient: false })
  expect(refused.detailCode).not.toBeNull()
  expect(refused.summary).not.toContain('机密')
  const messageId = await send('y')
  await on.fault({ cardLocked: {} })
  const locked = await failureOf(on.client.patchCard(messageId, cardJson('2')))
  expect(locked).toMatchObject({ code: 230099, detailCode: 11310, transient: true })
})

test('wrong credentials are a failure of their own, not of the message', async () => {
  const { appId, baseUrl: domain } = on.sandbox
  const { log, clock } = on
  const client = openClient({ domain, appId, appSecret: 'not it', log, clock })
  expect(await failureOf(client.botInfo())).toMatchObject({ transient: true, outage: true })
})

test('a file that a person sent is fetched byte for byte, unless it is larger than allowed', async () => {
  const base64 = Buffer.from('证明材料').toString('base64')
  const sent = await on.control<{ messageId: string; fileKey: string }>('/files', {
    as: person,
    toBot: true,
    fileName: '证明.pdf',
    base64,
  })
  const of = { messageId: sent.messageId, fileKey: sent.fileKey, type: 'file' } as const
  const bytes = await on.client.downloadResource({ ...of, bytesMax: 1_000 })
  expect(Buffer.from(bytes).toString('utf8')).toBe('证明材料')
  expect(await failureOf(on.client.downloadResource({ ...of, bytesMax: 3 }))).toMatchObject({
    code: 234037,
  })
  const wrong = { ...of, fileKey: 'file_v3_nothing', bytesMax: 1_000 }
  expect((await failureOf(on.client.downloadResource(wrong))).code).toBe(234003)
})

test('the directory comes whole: departments below departments, people with their numbers', async () => {
  const { people, departments } = await syncContacts(on.client)
  expect(departments.map((d) => d.name).sort()).toEqual(['业务科', '办公室', '档案组'].sort())
  expect(people.find((p) => p.name === '白景行')).toMatchObject({
    employeeNo: '1005',
    userId: 'u05',
    active: true,
  })
  expect(people).toHaveLength(5)
})

test('a directory that breaks off in the middle is a failure, never a smaller bureau', async () => {
  await on.fault({ serverError: { api: 'users.find_by_department' } })
  expect((await failureOf(syncContacts(on.client))).status).toBe(500)
})

test('a department of a hundred and twenty people comes over several pages', async () => {
  await on.close()
  const people = Array.from({ length: 120 }, (_, n) => ({
    userId: `u${n}`,
    employeeNo: `${1000 + n}`,
    name: `员${n}`,
    departments: ['office'],
  }))
  const departments = [{ id: 'office', name: '办公室' }]
  on = await platform({
    people: { tenant: { name: '局' }, bot: { name: '助手' }, departments, people, groups: [] },
  })
  const contacts = await syncContacts(on.client)
  expect(new Set(contacts.people.map((p) => p.employeeNo)).size).toBe(120)
  expect((await stats()).calls['users.find_by_department']).toBeGreaterThanOrEqual(4)
})

test('the groups of the bot and their people are listed', async () => {
  const groups = await groupsOf(on.client)
  expect(groups.map((g) => g.name).sort()).toEqual(['业务科', '全局通知'].sort())
  const group = groups.find((g) => g.name === '业务科')
  expect(await membersOf(on.client, group?.chatId ?? '')).toHaveLength(2)
})
