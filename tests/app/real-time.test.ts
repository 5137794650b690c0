import { type ChildProcess, spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { realClock } from '../../src/base/clock.js'
import { addMonths, monthOf, monthText, yearIn } from '../../src/base/day.js'
import { packagePath } from '../../src/base/package-root.js'
import { demoBureau, demonstration } from '../../src/demo/bureau.js'
import { peopleFile } from '../../src/demo/people.js'
import { type RunningSandbox, startSandbox } from '../../src/sandbox/start.js'
import { Person } from '../../src/year/person.js'
import { tempDataDir } from '../storage/temp.js'
import { until } from '../until.js'

/*
 * A server as a bureau has it: today's date, whatever that is, and no clock but the machine's. The sandbox stands for the
 * platform, and its own clock runs with the machine's too.
 */
const today = realClock().today()
const year = yearIn(today)

let sandbox: RunningSandbox
let dataDir: string
let bot: ChildProcess
let log = ''
let address = ''

async function answer<T>(url: string, body?: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) }
  return (await fetch(url, init)).json()
}

const control = {
  get: <T>(path: string): Promise<T> => answer(`${sandbox.controlUrl}${path}`),
  /** The clock is nobody's here: what is waited for is the message itself. */
  post: async <T>(path: string, body: unknown): Promise<T> =>
    answer(`${sandbox.controlUrl}${path}`, path === '/quiet' ? { timeoutMs: 5_000 } : body),
}

let people = new Map<string, string>()

function person(name: string): Person {
  return new Person(name, must(people.get(name), `nobody is called ${name}`), control)
}

/** Says something and answers the card of this title that came. */
async function asks(who: Person, word: string, title: string): Promise<string> {
  const before = (await who.cards(title)).at(-1)?.messageId
  await who.say(word)
  const came = async (): Promise<boolean> => {
    const last = (await who.cards(title)).at(-1)?.messageId
    return last !== undefined && last !== before
  }
  await until(came, () => `for ${word} → ${title}: ${log}`)
  return (await who.card(title)).text
}

beforeAll(async () => {
  sandbox = await startSandbox({ people: peopleFile([demoBureau('keji')], today) })
  dataDir = await tempDataDir()
  bot = spawn(process.execPath, [packagePath('dist', 'src', 'app', 'bot-main.js')], {
    env: {
      PATH: process.env.PATH ?? '',
      ...passed('LD_PRELOAD', 'FAKETIME', 'FAKETIME_DONT_FAKE_MONOTONIC', 'FAKETIME_SHARED'),
      FEISHU_APP_ID: sandbox.appId,
      FEISHU_APP_SECRET: sandbox.appSecret,
      FEISHU_DOMAIN: sandbox.baseUrl,
      KAOHE_DATA: dataDir,
      KAOHE_PORT: '0',
      KAOHE_BUREAUS: demonstration('keji').folder,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  bot.stderr?.on('data', (chunk: Buffer) => {
    log += `${chunk}`
  })
  const line = await new Promise<string>((done, fail) => {
    createInterface({ input: must(bot.stdout, 'an output') }).once('line', done)
    bot.once('exit', () => fail(new Error(`the bot ended: ${log}`)))
  })
  const { port }: { port: number } = JSON.parse(line)
  address = `http://127.0.0.1:${port}`
  await control.post('/bot', { url: address })
  const state = await control.get<{ people: { name: string; openId: string }[] }>('/state')
  people = new Map(state.people.map((each) => [each.name, each.openId]))
}, 60_000)

afterAll(async () => {
  bot?.kill('SIGKILL')
  await sandbox?.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** Under a moved machine clock (libfaketime) the bot is moved with the test. */
function passed(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

test('on the machine’s own date a bureau opens its year in chat, and everybody is answered', async () => {
  const office = person('祝海宁')
  const staff = person('柯雨桐')
  expect(await asks(office, '帮助', '考核助手')).toContain('祝海宁')
  await asks(office, '周期', '考核周期')
  const form = await office.card('考核周期')
  form.fill({ scheme: 'wuhan-civil-servants', year })
  await form.press('先看清单')
  await until(
    async () => (await office.cards('开启考核周期')).length > 0,
    () => `for the sheet: ${log}`,
  )
  expect((await (await office.card('开启考核周期')).press('确认开启')).toast?.type).toBe('success')
  for (const word of ['/myscore', '我的得分']) {
    expect(await asks(staff, word, '我的得分')).toContain(
      `${today.slice(5, 7).replace(/^0/, '')}月`,
    )
  }
  const months = [monthOf(today), addMonths(monthOf(today), -1)].map(monthText)
  const report = await asks(staff, '/report', '工作月报')
  expect(months.some((month) => report.includes(month))).toBe(true)
  for (const word of ['待办', '/help'])
    expect(await asks(staff, word, '考核助手')).toContain('柯雨桐')
}, 60_000)

test('it is ready, no job has failed, and nothing was logged as an error', async () => {
  const ready = await fetch(`${address}/readyz`)
  expect(ready.status).toBe(200)
  expect(await ready.json()).toMatchObject({ ready: true, code: 'reached', failing: [] })
  const metrics = await (await fetch(`${address}/metrics`)).text()
  expect(metrics).toMatch(/^kaohe_jobs_failing 0$/m)
  const lines = log.split('\n').filter((line) => line.startsWith('{'))
  expect(lines.filter((line) => JSON.parse(line).level >= 50)).toEqual([])
})
