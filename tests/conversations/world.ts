import type { ChildProcess } from 'node:child_process'
import { cp, readFile, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { keepRoster } from '../../src/app/bureau-files.js'
import { livedSoFar } from '../../src/app/demonstration.js'
import { must } from '../../src/base/bug.js'
import { OffsetClock } from '../../src/base/clock.js'
import { type Day, day, momentOf } from '../../src/base/day.js'
import { silentLog } from '../../src/base/log.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { demoBureau } from '../../src/demo/bureau.js'
import { peopleFile } from '../../src/demo/people.js'
import { startSandbox } from '../../src/sandbox/start.js'
import { FileStore } from '../../src/storage/files.js'
import { openStorage } from '../../src/storage/open.js'
import { copyOf, emptyFolder, madeOnce, tempFolder } from '../storage/temp.js'
import { spawnBot } from '../../src/year/bot.js'
import { type Control, controlOf } from '../../src/year/control.js'
import { type Chat, Person } from '../../src/year/person.js'

/** A demonstration bureau that lives: sandbox in this process, the bot as a child over the real wire. */
export interface World {
  person(name: string): Person
  /** The bureau's group as a person sees it. */
  group(as: Person): Promise<Chat>
  control: Control
  /** Moves the clock on, step by step, to a time of a day. */
  goTo(on: Day | string, time?: string): Promise<void>
  quiet(): Promise<void>
  killBot(): Promise<void>
  startBot(env?: Record<string, string>): Promise<void>
  botRssBytes(): Promise<number>
  botLog(): Promise<string>
  dataDir: string
  close(): Promise<void>
}

export interface WorldOptions {
  /** First moment, China standard time. */
  clock?: string
  /** A PostgreSQL server instead of the embedded database. */
  databaseUrl?: string
  env?: Record<string, string>
  /** Nothing has happened before: the data folder is new. */
  fresh?: true
  /** The demonstrations that live in the tenant; the usual one when left out. */
  bureaus?: string[]
}

/** The demonstration's data folder with its past: all that it is made of stands in these. */
async function livedFolder(): Promise<string> {
  const rooms = [
    ...['base', 'calendar', 'scheme', 'storage', 'roster'],
    ...['deployment', 'factsfile', 'flows', 'demo', 'app'],
  ]
  const from = [...rooms.map((room) => `src/${room}`), 'schemes/wuhan-civil-servants', 'prisma']
  return madeOnce('lived', from, async (dataDir) => {
    await cp(await emptyFolder(), dataDir, { recursive: true })
    await live(dataDir)
  })
}

async function live(dataDir: string, url?: string): Promise<void> {
  const bureau = demoBureau('keji')
  const clock = new OffsetClock(momentOf(day('2025-09-24'), '18:00') - Date.now())
  const storage = await openStorage({ dataDir, clock, log: silentLog, ...(url ? { url } : {}) })
  await keepRoster(storage, bureau.roster)
  const files = new FileStore(join(dataDir, 'files'))
  await livedSoFar(storage, bureau, { calendar: openCalendar(), files })
  await storage.close()
}

/** Starts the world on a working day of September 2025 unless said otherwise. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const before = options.fresh ? emptyFolder : livedFolder
  const dataDir = options.databaseUrl ? await tempFolder() : await copyOf(await before())
  if (options.databaseUrl) await live(dataDir, options.databaseUrl)
  const bureaus = (options.bureaus ?? ['keji']).map(demoBureau)
  const sandbox = await startSandbox({
    people: peopleFile(bureaus, day('2025-09-25')),
    clock: options.clock ?? '2025-09-25T09:00',
    seed: 'conversations',
  })
  const control = controlOf(sandbox.controlUrl)
  let bot: { child: ChildProcess; port: number } | null = null
  const env = {
    PATH: process.env.PATH ?? '',
    FEISHU_APP_ID: sandbox.appId,
    FEISHU_APP_SECRET: sandbox.appSecret,
    FEISHU_DOMAIN: sandbox.baseUrl,
    KAOHE_CLOCK_URL: `${sandbox.controlUrl}/clock`,
    KAOHE_DATA: dataDir,
    KAOHE_PORT: '0',
    KAOHE_DEMO: '1',
    KAOHE_BUREAUS: bureaus.map((one) => one.folder).join(delimiter),
    KAOHE_LOG_LEVEL: 'info',
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
    ...options.env,
  }
  const world: World = {
    control,
    dataDir,
    person: (name) => new Person(name, must(people.get(name), `nobody is called ${name}`), control),
    group: async (as) =>
      must(
        (await as.chats()).find((chat) => chat.type === 'group'),
        'no group',
      ),
    quiet: async () => {
      await control.post('/quiet', { timeoutMs: 60_000 })
    },
    goTo: async (on, time = '09:00') => {
      const answer = await control.post<{ now: number }>('/clock', { to: momentOf(day(on), time) })
      if (!(answer.now >= momentOf(day(on), time))) throw new Error(JSON.stringify(answer))
      await world.quiet()
    },
    startBot: async (more = {}) => {
      bot = await spawnBot({ ...env, ...more }, join(dataDir, 'bot.log'))
      await control.post('/bot', { url: `http://127.0.0.1:${bot.port}` })
      // One that is to die (dying.mjs) is not waited for.
      if (!more.KAOHE_DIE) await world.quiet()
    },
    killBot: async () => {
      const dying = bot?.child
      bot = null
      if (!dying || dying.exitCode !== null || dying.signalCode !== null) return
      const gone = new Promise((done) => dying.once('exit', done))
      dying.kill('SIGKILL')
      await gone
    },
    botRssBytes: async () => {
      const status = await readFile(`/proc/${must(bot, 'no bot').child.pid}/status`, 'utf8')
      return Number.parseInt(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? '0', 10) * 1024
    },
    botLog: () => readFile(join(dataDir, 'bot.log'), 'utf8'),
    close: async () => {
      await world.killBot()
      await sandbox.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  await world.startBot()
  const state = await control.get<{ people: { name: string; openId: string }[] }>('/state')
  const people = new Map(state.people.map((each) => [each.name, each.openId]))
  return world
}
