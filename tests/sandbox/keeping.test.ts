import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { at, type Driver, drive } from './driver.js'
import { until } from '../until.js'

let dir: string
let driver: Driver | undefined

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sandbox-'))
})

afterEach(async () => {
  await driver?.close()
  driver = undefined
  rmSync(dir, { recursive: true, force: true })
})

test('a second start goes on: the same app, people, messages, files, clock, and undelivered events', async () => {
  driver = await drive({ dataDir: dir })
  const { appId } = driver.sandbox
  const as = await driver.openId('沈望舒')
  const given = await driver.control('/files', {
    as,
    toBot: true,
    fileName: 'a.txt',
    base64: Buffer.from('内容').toString('base64'),
  })
  await driver.control('/clock', { advanceMs: 86_400_000 * 30, timeoutMs: 20_000 })
  await driver.control('/messages', { as, toBot: true, text: '之后' })
  const before = await driver.control('/clock')
  await driver.close()

  driver = await drive({ dataDir: dir, clock: '2020-01-01T00:00' })
  expect(driver.sandbox.appId).toBe(appId)
  expect(await driver.openId('沈望舒')).toBe(as)
  const after = await driver.control('/clock')
  expect(Number(after.now)).toBeGreaterThanOrEqual(Number(before.now))
  expect(Number(after.revision)).toBeGreaterThanOrEqual(Number(before.revision))
  const messages = await driver.control(`/chats/${given.chatId}/messages?as=${as}`)
  expect(at(messages, 1, 'content', 'text')).toBe('之后')
  const file = await fetch(`${driver.sandbox.controlUrl}/files/${given.fileKey}`)
  expect(await file.text()).toBe('内容')
  const heard: unknown[] = []
  await driver.connect({ 'im.message.receive_v1': async (data) => void heard.push(data) })
  await driver.control('/clock', { advanceMs: 16_000 })
  await until(() => heard.length === 1)
  expect(at(heard[0], 'message', 'content')).toBe('{"text":"之后"}')
})

test('what is wrong with a people file is said in one line', async () => {
  const people = join(dir, 'people.json')
  writeFileSync(
    people,
    JSON.stringify({
      tenant: { name: '局' },
      bot: { name: '助手' },
      departments: [],
      people: [{ userId: 'u1', employeeNo: '1', name: '甲', departments: ['nowhere'] }],
      groups: [],
    }),
  )
  await expect(drive({ people })).rejects.toThrow('没有部门 nowhere')
  await expect(drive({ people: join(dir, 'lost.json') })).rejects.toThrow('读不到人员文件')
})

test('a busy port is said in one line', async () => {
  driver = await drive()
  await expect(drive({ port: driver.sandbox.port })).rejects.toThrow('已被占用')
})

test('the chat page is served, and a note stands in when it is not built', async () => {
  const pageDir = join(dir, 'page')
  driver = await drive({ pageDir })
  const { baseUrl } = driver.sandbox
  expect(await (await fetch(baseUrl)).text()).toContain('还没有构建')
  const outside = await fetch(`${baseUrl}/..%2f..%2fetc%2fpasswd`)
  expect(await outside.text()).not.toContain('root:')
})

test('the command prints its help and refuses a wrong time in one line', async () => {
  const run = promisify(execFile)
  const tsx = join('node_modules', '.bin', 'tsx')
  const help = await run(tsx, ['src/sandbox/main.ts', '--help'])
  expect(help.stdout).toContain('--people')
  const wrong = run(tsx, ['src/sandbox/main.ts', '--clock', '昨天'])
  await expect(wrong).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('时刻') })
})

test('a uuid sent before a second start makes no second message within its hour', async () => {
  driver = await drive({ dataDir: dir })
  const send = async (): Promise<unknown> => {
    const sent = await driver?.api('POST', '/open-apis/im/v1/messages?receive_id_type=user_id', {
      receive_id: 'u03',
      msg_type: 'text',
      content: '{"text":"好"}',
      uuid: 'once',
    })
    return at(sent?.body, 'data', 'message_id')
  }
  const first = await send()
  expect(first).toMatch(/^om_/)
  await driver.close()
  driver = await drive({ dataDir: dir })
  expect(await send()).toBe(first)
})
