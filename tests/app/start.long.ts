import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type Server } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { packagePath } from '../../src/base/package-root.js'
import { demoBureau, demonstration } from '../../src/demo/bureau.js'
import { peopleFile } from '../../src/demo/people.js'
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.js'
import { emptyFolder, copyOf } from '../storage/temp.js'
import { until } from '../until.js'

let sandbox: RunningSandbox
let folder: string
let child: ChildProcess | null = null
let said = ''
let complained = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kaohe-bot-start-'))
  sandbox = await startSandbox({
    people: peopleFile([demoBureau('keji')], day('2025-09-25')),
    clock: '2025-09-25T08:00',
    seed: 'start',
  })
})
afterEach(async () => {
  if (child && child.exitCode === null) child.kill('SIGKILL')
  child = null
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

function start(env: Record<string, string> = {}): void {
  said = ''
  complained = ''
  child = spawn(process.execPath, [packagePath('dist', 'src', 'app', 'bot-main.js')], {
    env: {
      PATH: process.env.PATH ?? '',
      FEISHU_APP_ID: sandbox.appId,
      FEISHU_APP_SECRET: sandbox.appSecret,
      FEISHU_DOMAIN: sandbox.baseUrl,
      KAOHE_CLOCK_URL: `${sandbox.controlUrl}/clock`,
      KAOHE_DATA: join(folder, 'db'),
      KAOHE_PORT: '0',
      KAOHE_BUREAUS: demonstration('keji').folder,
      ...env,
    },
  })
  child.stdout?.on('data', (chunk: Buffer) => {
    said += `${chunk}`
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    complained += `${chunk}`
  })
}

async function born(): Promise<string> {
  return await copyOf(await emptyFolder())
}

/** Waits for what the process does; a failure shows what it said. */
function soon(holds: () => boolean): Promise<void> {
  return until(holds, () => `${said} ${complained}`)
}

/** What is said to people: no log line, no stack. */
const lines = (): string[] =>
  complained.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{'))

async function fault(body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${sandbox.controlUrl}/faults`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
}

const calls = async (): Promise<Record<string, number>> => {
  const stats: { calls: Record<string, number> } = await (
    await fetch(`${sandbox.controlUrl}/stats`)
  ).json()
  return stats.calls
}

/** The process ended with this code and said exactly one line for people. */
async function endedWith(code: number, line: RegExp): Promise<void> {
  await soon(() => child?.exitCode !== null)
  expect(lines().join('\n')).toMatch(line)
  expect(lines()).toHaveLength(1)
  expect({ code: child?.exitCode, said }).toEqual({ code, said: '' })
}

test('calls that fail at the start are made again: token, bot and directory', async () => {
  await fault({
    serverError: [
      { api: 'auth.token', status: 503 },
      { api: 'users.find_by_department', status: 503 },
    ],
    tooMany: [{ api: 'bot.info' }, { api: 'departments.children' }],
  })
  start({ KAOHE_DATA: await born() })
  await soon(() => said.includes('ready'))
  expect(child?.exitCode).toBeNull()
  expect(lines().every((line) => line.includes('会继续重试'))).toBe(true)
}, 60_000)

test('a wrong secret ends with code 4 and says which settings to look at', async () => {
  start({ FEISHU_APP_SECRET: 'another', KAOHE_DATA: await born() })
  await endedWith(4, /平台不认应用凭证.*FEISHU_APP_SECRET/)
}, 60_000)

test('a port that is taken ends with code 5', async () => {
  const taken: Server = createServer()
  await new Promise<void>((done) => taken.listen(0, '127.0.0.1', done))
  const address = taken.address()
  const port = typeof address === 'object' && address ? `${address.port}` : ''
  start({ KAOHE_PORT: port, KAOHE_DATA: await born() })
  await endedWith(5, /KAOHE_PORT.*EADDRINUSE/)
  await new Promise((done) => taken.close(done))
}, 60_000)

test('a data folder that is a file ends with code 6', async () => {
  await writeFile(join(folder, 'db'), 'x')
  start()
  await endedWith(6, /不能使用文件夹.*KAOHE_DATA/)
}, 60_000)

test('a database out of reach is waited for, and said once', async () => {
  start({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/kaohe' })
  await soon(() => complained.split('start-waits').length > 2)
  expect(child?.exitCode).toBeNull()
  expect(lines()).toHaveLength(1)
  expect(lines()[0]).toMatch(/连不上数据库.*DATABASE_URL/)
}, 60_000)

test('a full read takes few calls, and forty changes at once lead to one more, without a refusal', async () => {
  start({ KAOHE_DATA: await born() })
  await soon(() => said.includes('ready'))
  const before = await calls()
  const reads = ['departments.children', 'users.find_by_department', 'chats.list']
  const full = reads.reduce((sum, api) => sum + (before[api] ?? 0), 0)
  // One a day and some for starts and events, of the 10,000 calls a month of a free tenant.
  expect(full * 31).toBeLessThan(1_000)
  expect(full).toBeGreaterThan(3)
  const state: { people: { openId: string }[] } = await (
    await fetch(`${sandbox.controlUrl}/state`)
  ).json()
  const change = async (openId: string): Promise<void> => {
    await fetch(`${sandbox.controlUrl}/people`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ retitle: { openId, title: '科员' } }),
    })
  }
  for (const { openId } of state.people.slice(0, 40)) await change(openId)
  await soon(() => complained.split('"directory-read"').length > 2)
  await change(state.people[0]?.openId ?? '')
  await soon(() => complained.includes('"directory-updated"'))
  const after = await calls()
  const rise = (api: string): number => (after[api] ?? 0) - (before[api] ?? 0)
  expect(rise('departments.children')).toBe(1)
  expect(rise('users.get')).toBe(1)
  expect(complained).not.toContain('99991400')
}, 120_000)

test('while the directory can not be read, it is read again later, once for all changes', async () => {
  start({ KAOHE_DATA: await born() })
  await soon(() => said.includes('ready'))
  const before = await calls()
  await fault({ serverError: { api: 'users.get', status: 503, times: 1 } })
  const state: { people: { openId: string }[] } = await (
    await fetch(`${sandbox.controlUrl}/state`)
  ).json()
  await fetch(`${sandbox.controlUrl}/people`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ retitle: { openId: state.people[0]?.openId, title: '科员' } }),
  })
  await soon(() => complained.includes('"directory-unread"'))
  await soon(() => complained.includes('"directory-updated"'))
  const after = await calls()
  expect((after['users.get'] ?? 0) - (before['users.get'] ?? 0)).toBe(2)
}, 60_000)
