#!/usr/bin/env node
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { packagePath } from '../base/package-root.js'
import { sleep, stopwatch } from '../base/real-time.js'
import { readSettings, type Settings } from './config.js'
import { prepareFolder } from './data-folder.js'
import { offerPlay } from './player.js'
import { exitCodes } from './start-failure.js'
import { triedBureaus } from './tried.js'

const help = `考核助手

  npm start                           没有应用凭证时：沙箱 + 演示单位，打印一个网址
  npm start -- --bureau wuhan         另一个演示单位：wuhan、wujin、yueyang、shiyan、lianyungang；可以写几次，或 --bureau all
  npm start -- --fresh                清空 ./data 重新开始（只删沙箱自己建的文件夹）
  npm start -- --port 8080            沙箱网页的端口（默认 8700）
  npm start -- --help

  试用自己的名册和考核办法：设置 KAOHE_BUREAUS（单位的文件夹）后再 npm start。
  连接真实的飞书：再设置 FEISHU_APP_ID 和 FEISHU_APP_SECRET。
  数据在 ./data（KAOHE_DATA 可改）；人多或多副本时设置 DATABASE_URL。`

/** Ends the program with one clear line. */
function fail(line: string, code: number = exitCodes.settings): never {
  process.stderr.write(`${line}\n`)
  process.exit(code)
}

interface Options {
  port: number
  fresh: boolean
  /** Demonstrations named. */
  bureaus: string[]
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8700' },
        bureau: { type: 'string', multiple: true, default: [] },
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(`${help}\n`)
      process.exit(0)
    }
    if (!/^\d{1,5}$/.test(values.port) || Number.parseInt(values.port, 10) > 65_535)
      fail(`端口应为 0 至 65535 的数字：${values.port}`)
    const { bureau: bureaus, fresh } = values
    return { port: Number.parseInt(values.port, 10), fresh, bureaus }
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error}\n\n${help}`)
  }
}

function checkNode(): void {
  const [major = 0, minor = 0] = process.versions.node
    .split('.')
    .map((part) => Number.parseInt(part, 10))
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`需要 Node.js 20.19 或更高版本，现在是 ${process.versions.node}。建议安装 24。`)
  }
}

/** The port if it is free on loopback; 0 gives any. Ends the program when it is taken. */
function freePort(port: number): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () =>
      fail(`端口 ${port} 已被占用。请关闭占用它的程序，或用 -- --port 换一个端口。`),
    )
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      const taken = typeof address === 'object' && address ? address.port : port
      probe.close(() => done(taken))
    })
  })
}

/** A bureau needs little: the collector works a bit more often and the process stays under 400 MB. */
const smallHeap = ['--max-old-space-size=256', '--max-semi-space-size=16']

/** Lines of an error output that are no log lines. */
function forPeople(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{'))
}

/** A child ended before it was ready; the message is what it said to people. */
class ChildEnded extends Error {
  override name = 'ChildEnded'

  constructor(
    message: string,
    readonly code: number | null,
  ) {
    super(message)
  }
}

const botScript = packagePath('dist', 'src', 'app', 'bot-main.js')

/** Starts a child and waits for its first line of JSON; its errors go to the log file. */
function startChild(
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  logPath: string,
): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, [...smallHeap, script, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = createWriteStream(logPath, { flags: 'a' })
  let errors = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = `${errors}${chunk}`.slice(-2_000)
    log.write(chunk)
    // What the start waits for is said where people look.
    for (const line of forPeople(`${chunk}`)) {
      if (line.includes('会继续重试')) process.stderr.write(`${line}\n`)
    }
  })
  return new Promise((done, reject) => {
    createInterface({ input: child.stdout ?? process.stdin }).once('line', (line) =>
      done({ child, line }),
    )
    child.once('exit', (code) => {
      const said = forPeople(errors).filter((line) => !line.includes('会继续重试'))
      reject(new ChildEnded(said.join('\n') || `${script} 没有启动，请看 ${logPath}`, code))
    })
  })
}

/** The first pause before a bot that died is started again, and the longest; they double. */
const restartFirstMs = 1_000
const restartMaxMs = 60_000
/** A bot that lived so long had started well. */
const livedMs = 60_000

/** With real credentials only the bot runs, in this process's place; started again unless somebody has to act. */
async function runBotAlone(): Promise<void> {
  let stopping = false
  let child: ChildProcess | null = null
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping = true
      child?.kill(signal)
    })
  }
  for (let pauseMs = restartFirstMs; ; pauseMs = Math.min(restartMaxMs, pauseMs * 2)) {
    const since = stopwatch()
    child = spawn(process.execPath, [...smallHeap, botScript], { stdio: 'inherit' })
    const dying = child
    const code = await new Promise<number | null>((done) => dying.once('exit', done))
    if (stopping || code === 0 || isFinal(code)) {
      process.exitCode = code ?? 0
      return
    }
    if (since() > livedMs) pauseMs = restartFirstMs
    process.stderr.write(
      `考核助手意外停止（${code ?? '被终止'}），${pauseMs / 1_000} 秒后重新启动。\n`,
    )
    await sleep(pauseMs)
    if (stopping) return
  }
}

/** Whether somebody has to change something before another start can succeed. */
function isFinal(code: number | null): boolean {
  return (
    code !== null && code !== exitCodes.fault && Object.values(exitCodes).some((c) => c === code)
  )
}

async function tryOut(options: Options, settings: Settings): Promise<void> {
  const tried = triedBureaus(options.bureaus, settings)
  const data = resolve(settings.KAOHE_DATA)
  prepareFolder(data, { bureaus: tried.bureaus, fresh: options.fresh })
  const port = await freePort(options.port)
  const botPort = await freePort(0)
  const people = join(data, 'people.json')
  writeFileSync(people, JSON.stringify(tried.people))
  const sandbox = await startChild(
    packagePath('dist', 'src', 'sandbox', 'main.js'),
    [
      ...['--port', `${port}`, '--people', people, '--data', join(data, 'sandbox')],
      ...['--bot', `http://127.0.0.1:${botPort}`],
      ...(tried.clock === null ? [] : ['--clock', tried.clock]),
    ],
    process.env,
    join(data, 'sandbox.log'),
  )
  const started: { baseUrl: string; controlUrl: string; appId: string; appSecret: string } =
    JSON.parse(sandbox.line)
  const env = {
    ...process.env,
    FEISHU_APP_ID: started.appId,
    FEISHU_APP_SECRET: started.appSecret,
    FEISHU_DOMAIN: started.baseUrl,
    KAOHE_CLOCK_URL: `${started.controlUrl}/clock`,
    KAOHE_BUREAUS: tried.bureaus,
    KAOHE_SCHEMES: settings.KAOHE_SCHEMES && resolve(settings.KAOHE_SCHEMES),
    KAOHE_DATA: join(data, 'bot'),
    KAOHE_PORT: `${botPort}`,
    KAOHE_PUBLIC_URL: settings.KAOHE_PUBLIC_URL ?? `http://127.0.0.1:${botPort}`,
    KAOHE_DEMO: '1',
  }
  const stopping = { now: false }
  const bot = await keepBot(env, join(data, 'bot.log'), stopping)
  const player = offerPlay(started.controlUrl, tried.played, smallHeap)
  process.stdout.write(
    `\n  考核助手已启动：  http://127.0.0.1:${port}/\n\n` +
      '  打开网址，在左边选一个人，给“考核助手”发送“帮助”；右上角可以拨动时钟。\n' +
      `  数据在 ${data}，按 Ctrl+C 停止，再次 npm start 会接着走。\n\n`,
  )
  const stop = (): void => {
    stopping.now = true
    player.stop()
    bot.kill()
    sandbox.child.kill('SIGTERM')
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  sandbox.child.once('exit', () => {
    player.stop()
    bot.kill()
    if (!stopping.now) fail(`沙箱意外停止，请看 ${join(data, 'sandbox.log')}`)
  })
}

/** The bot, started again when it dies. */
async function keepBot(
  env: NodeJS.ProcessEnv,
  logPath: string,
  stopping: { now: boolean },
): Promise<{ kill(): void }> {
  let current = (await startChild(botScript, [], env, logPath)).child
  const again = async (pauseMs = restartFirstMs): Promise<void> => {
    if (stopping.now) return
    await sleep(pauseMs)
    if (stopping.now) return
    try {
      current = (await startChild(botScript, [], env, logPath)).child
      current.once('exit', () => void again())
    } catch {
      await again(Math.min(restartMaxMs, pauseMs * 2))
    }
  }
  current.once('exit', () => void again())
  return { kill: () => void current.kill('SIGTERM') }
}

async function main(): Promise<void> {
  checkNode()
  const options = readOptions()
  const settings = readSettings(process.env)
  if (settings.FEISHU_APP_ID) await runBotAlone()
  else await tryOut(options, settings)
}

main().catch((thrown: unknown) => {
  const code = thrown instanceof ChildEnded && thrown.code ? thrown.code : exitCodes.settings
  fail(thrown instanceof Error ? thrown.message : `${thrown}`, code)
})
