import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { OffsetClock, realClock } from '../base/clock.js'
import { isDay, momentOf } from '../base/day.js'
import { sha256 } from '../base/ids.js'
import { Deliveries } from './delivery.js'
import { Faults } from './faults.js'
import { isOurs, makeHttp } from './http.js'
import { Jumps } from './jump.js'
import { Limits } from './limits.js'
import { Link } from './link/link.js'
import type { Core } from './model.js'
import { checkPeople, defaultPeople, type PeopleFile, readPeopleFile } from './people-file.js'
import { Play } from './play.js'
import type { Sandbox } from './sandbox.js'
import { Snapshot } from './snapshot.js'
import { Stats } from './stats.js'
import { Stream } from './stream.js'
import { makeCore, World } from './world.js'

/** How to start a sandbox; all may be left out. */
export interface SandboxOptions {
  /** Port on 127.0.0.1; 0 takes a free one. */
  port?: number
  /** Who is there: a path to a people file, or its content. */
  people?: string | PeopleFile
  /** Folder that keeps the state; without it all is in memory. */
  dataDir?: string
  /** The bot's HTTP address, for jumps of the clock. */
  botUrl?: string
  /** First virtual time in China standard time, `2025-09-25T09:00`. */
  clock?: string
  appId?: string
  appSecret?: string
  /** Folder of the built chat page. */
  pageDir?: string
  /** Makes ids and chance repeatable. */
  seed?: string
}

/** A running sandbox. */
export interface RunningSandbox {
  port: number
  /** For the SDK's `domain`; no trailing slash. */
  baseUrl: string
  controlUrl: string
  appId: string
  appSecret: string
  /** Ends connections, saves the state. */
  close(): Promise<void>
}

const appIdPattern = /^cli_[0-9a-f]{16}$/i

/** Why a sandbox can't start; the message is for people. */
export class CannotStart extends Error {}

/** Starts a sandbox. Throws {@link CannotStart}, or BadPeopleFile, with one clear line. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const snapshot = new Snapshot(options.dataDir)
  const core = snapshot.readCore() ?? newCore(options)
  if (!appIdPattern.test(core.app.appId)) {
    throw new CannotStart('应用编号应为 cli_ 加16位十六进制')
  }
  const clock = new OffsetClock()
  clock.jump(core.offsetMs, core.revision)
  const sandbox = assemble(core, clock, snapshot, options)
  snapshot.fill(sandbox.world)
  const answer = makeHttp(sandbox, options.pageDir).callback()
  const server = createServer((request, response) => void answer(request, response))
  server.on('upgrade', (request, socket, head) => {
    if (isOurs(request.headers.host ?? '', request.headers.origin ?? '')) {
      sandbox.link.upgrade(request, socket, head)
    } else socket.destroy()
  })
  const port = await listen(server, options.port ?? 0)
  sandbox.baseUrl = `http://127.0.0.1:${port}`
  sandbox.deliveries.resume()
  sandbox.world.changed()
  return {
    port,
    baseUrl: sandbox.baseUrl,
    controlUrl: `${sandbox.baseUrl}/control`,
    appId: core.app.appId,
    appSecret: core.app.appSecret,
    close: async () => {
      sandbox.deliveries.close()
      sandbox.stream.close()
      sandbox.link.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      snapshot.close(sandbox.world)
    },
  }
}

function newCore(options: SandboxOptions): Core {
  const people =
    options.people === undefined
      ? defaultPeople
      : typeof options.people === 'string'
        ? readPeopleFile(options.people)
        : checkPeople(options.people)
  const random = (bytes: number, name: string): string =>
    options.seed === undefined
      ? randomBytes(bytes).toString('hex')
      : sha256(`${options.seed}:${name}`).slice(0, bytes * 2)
  const offsetMs = options.clock === undefined ? 0 : offsetOf(options.clock)
  const now = new OffsetClock(offsetMs).now()
  return makeCore({
    people,
    appId: options.appId ?? people.app?.appId ?? `cli_${random(8, 'app')}`,
    appSecret: options.appSecret ?? people.app?.appSecret ?? random(16, 'secret'),
    seed: options.seed ?? '',
    offsetMs,
    now,
  })
}

/** The offset that makes it this moment (`2025-09-25T09:00`, China standard time) now. */
function offsetOf(text: string): number {
  const [date = '', time = '00:00'] = text.split('T')
  if (!isDay(date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new CannotStart(`时刻应写成 2025-09-25T09:00，收到 ${text}`)
  }
  return momentOf(date, time) - realClock().now()
}

function assemble(
  core: Core,
  clock: OffsetClock,
  snapshot: Snapshot,
  options: SandboxOptions,
): Sandbox {
  const world: World = new World(core, clock, (chatId) => snapshot.touch(() => world, chatId), {
    seeded: options.seed !== undefined,
  })
  const sandbox: Sandbox = {
    clock,
    world,
    limits: new Limits(clock),
    faults: new Faults(() => world),
    stats: new Stats(),
    stream: new Stream(),
    play: new Play(),
    jumps: new Jumps(),
    link: new Link(() => world),
    deliveries: new Deliveries(() => sandbox),
    baseUrl: '',
    botUrl: options.botUrl,
    inflight: 0,
  }
  return sandbox
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const busy = 'code' in error && error.code === 'EADDRINUSE'
      reject(
        new CannotStart(busy ? `端口 ${port} 已被占用` : `不能监听端口 ${port}：${error.message}`),
      )
    })
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}
