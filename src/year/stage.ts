import { mkdir, mkdtemp, readFile, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Day } from '../base/day.js'
import { demoBureau } from '../demo/bureau.js'
import { peopleFile } from '../demo/people.js'
import type { BureauFiles } from '../deployment/bureau.js'
import { startSandbox } from '../sandbox/start.js'
import { spawnBot } from './bot.js'
import { type Control, controlOf, goTo } from './control.js'

/** A bureau in a sandbox of this process, with the bot as a child over the wire, in a folder of its own. */
export interface Stage {
  bureau: BureauFiles
  control: Control
  controlUrl: string
  dataDir: string
  /** Moves the clock on, through everything that happens on the way. Throws an Error when somebody never became idle. */
  goTo(on: Day, time: string): Promise<void>
  quiet(): Promise<void>
  rssBytes(): Promise<number>
  /** Ends the bot; its database stays to be read. */
  stopBot(): Promise<void>
  close(): Promise<void>
}

const memory = '/dev/shm'
/** Bytes that a year's data takes at most. */
const room = 2_000_000_000

/** Where data goes that nobody keeps: into memory where there is room, for a year is mostly the database's waiting for the disk. */
async function scratch(): Promise<string> {
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )
  return free > room ? memory : tmpdir()
}

/** Sets up a demonstration's bureau at the beginning of a day, with nothing lived before; its data in `keep`, or in a folder that goes with it. */
export async function setStage(
  id: string,
  { on, seed, keep }: { on: Day; seed: string; keep?: string | undefined },
): Promise<Stage> {
  const bureau = demoBureau(id)
  const dataDir = keep ?? (await mkdtemp(join(await scratch(), 'kaohe-year-')))
  if (keep !== undefined) await mkdir(keep, { recursive: true })
  const sandbox = await startSandbox({
    ...{ people: peopleFile([bureau], on), clock: `${on}T08:00`, seed },
  })
  const control = controlOf(sandbox.controlUrl)
  const env = {
    PATH: process.env.PATH ?? '',
    FEISHU_APP_ID: sandbox.appId,
    FEISHU_APP_SECRET: sandbox.appSecret,
    FEISHU_DOMAIN: sandbox.baseUrl,
    KAOHE_CLOCK_URL: `${sandbox.controlUrl}/clock`,
    KAOHE_DATA: dataDir,
    KAOHE_PORT: '0',
    KAOHE_DEMO: '0',
    KAOHE_BUREAUS: bureau.folder,
  }
  const { child, port } = await spawnBot(env, join(dataDir, 'bot.log'))
  await control.post('/bot', { url: `http://127.0.0.1:${port}` })
  const quiet = async (): Promise<void> => {
    await control.post('/quiet', { timeoutMs: 60_000 })
  }
  await quiet()
  return {
    ...{ bureau, control, controlUrl: sandbox.controlUrl, dataDir, quiet },
    goTo: (day, time) => goTo(control, day, time),
    rssBytes: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      return Number.parseInt(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? '0', 10) * 1024
    },
    stopBot: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await gone
      await control.post('/bot', { url: null })
    },
    close: async () => {
      child.kill('SIGKILL')
      await sandbox.close()
      if (keep === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
