import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Pressed } from '../../src/year/card.js'
import { startWorld, type World } from './world.js'

/** Third parties over the wire: links from the office's card, their pages by a real client, and what the office sees of them. */
let world: World
let port = 0

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const free = typeof address === 'object' && address ? address.port : 0
      probe.close(() => done(free))
    })
  })
}

beforeAll(async () => {
  port = await freePort()
  const env = { KAOHE_PORT: `${port}`, KAOHE_PUBLIC_URL: `http://127.0.0.1:${port}` }
  world = await startWorld({ clock: '2025-12-18T09:00', bureaus: ['wuhan'], fresh: true, env })
}, 240_000)

afterAll(() => world?.close())

const said = (answer: Pressed): string => answer.toast?.content ?? JSON.stringify(answer)
const office = '孔见山'

const card = async () => {
  await world.person(office).say('第三方评价')
  return world.person(office).card('第三方评价')
}

function linksOn(text: string): string[] {
  return text.match(/http:\/\/127\.0\.0\.1:\d+\/p\/[a-z]+\/[0-9a-f]{32}/g) ?? []
}

/** The form as the page has it, with one score for everybody. */
function filled(page: string, score: string, does = 'hand-in'): URLSearchParams {
  const fields = [...page.matchAll(/name="(score\.[^"]+)"/g)].flatMap(([, name]) => name ?? [])
  expect(fields.length).toBeGreaterThan(3)
  return new URLSearchParams([
    ...fields.map((name) => [name, score]),
    ['remark', ''],
    ['does', does],
  ])
}

const post = (url: string, body: URLSearchParams | string, type?: string): Promise<Response> =>
  fetch(url, { method: 'POST', body, ...(type ? { headers: { 'content-type': type } } : {}) })

test('a third party opens a link without login, keeps a draft, hands in once, and leaves no token anywhere', async () => {
  const made = await (await card()).fill({ count: '3' }).press('生成链接')
  expect(said(made)).toContain('已生成3个链接')
  const links = linksOn((await card()).text)
  expect(links).toHaveLength(3)
  const [first = '', second = ''] = links
  const opened = await fetch(first)
  expect(opened.status).toBe(200)
  const { headers } = opened
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(headers.get('set-cookie')).toBeNull()
  const page = await opened.text()
  expect(page).toContain('第三方评价')
  expect(page).not.toMatch(/<script|src=|href="http/)

  expect(await (await post(first, filled(page, '88', 'keep'))).text()).toContain('已存下')
  expect(await (await fetch(first)).text()).toContain('value="88"')
  const wrong = await post(first, filled(page, '101'))
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toMatch(/value="101"[^>]*aria-invalid/)
  const done = await post(first, filled(page, '88.25'))
  expect(done.status).toBe(200)
  expect(await done.text()).toContain('已收到，谢谢您')
  const again = await post(first, filled(page, '10'))
  expect(again.status).toBe(409)
  expect(await again.text()).toContain('一个链接只能交一次')

  // At once, by one link: one is taken.
  const both = await Promise.all([
    post(second, filled(page, '70')),
    post(second, filled(page, '90')),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])

  expect((await post(links[2] ?? '', 'x=1', 'application/json')).status).toBe(415)
  expect(
    (
      await post(
        links[2] ?? '',
        `remark=${'x'.repeat(70_000)}`,
        'application/x-www-form-urlencoded',
      )
    ).status,
  ).toBe(413)
  expect((await card()).text).toMatch(/链接已交 (\*\*)?2(\*\*)? \/ 3/)
  expect((await card()).text).not.toMatch(/88\.25/)

  // Nobody else has one before them, and no log line holds one.
  const tokens = links.map((link) => link.slice(-32))
  const log = await world.botLog()
  expect(log).not.toContain('"level":"error"')
  for (const token of tokens) expect(log).not.toContain(token)

  const unknown = `http://127.0.0.1:${port}/p/kechuang/${'0'.repeat(32)}`
  expect((await fetch(unknown)).status).toBe(404)
  const statuses: number[] = []
  for (let at = 0; at < 25; at++) statuses.push((await fetch(unknown)).status)
  expect(statuses.at(-1)).toBe(429)
  // Who comes from elsewhere through the same proxy is not kept out.
  const elsewhere = { headers: { 'x-forwarded-for': '203.0.113.9' } }
  expect((await fetch(first, elsewhere)).status).toBe(200)
}, 240_000)
