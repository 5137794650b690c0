import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { Router } from '@koa/router'
import { failureCodes, failureFields } from '../base/failure.js'
import type { Log } from '../base/log.js'
import { sleep, stopwatch, within } from '../base/real-time.js'
import { shared } from '../base/shared.js'

/** `reached`: database and platform are there; `late`: the database gave no answer in time. */
export type Reached = 'reached' | 'database-away' | 'platform-away' | 'late'

/** Whether the bot can be talked to. */
export interface Readiness {
  ready: boolean
  code: Reached
  /** For `database-away`: SQLSTATE, errno. */
  cause?: string
  /**
   * What comparing the ledger with its proofs gave. A bot whose ledger `differs` stays ready: it refuses to
   * publish, and people can go on; restarting it would mend nothing.
   */
  ledger?: 'unverified' | 'proved' | 'differs'
  /** Scheduled work that fails just now and is tried again; the bot is no less ready for it. */
  failing?: { bureau: string; job: string; period: string; error: string }[]
}

/** What the bot says of itself. */
export interface Health {
  ready(): Promise<Readiness>
  idle(): Promise<{
    idle: boolean
    clockRevision: number
    /** Numbers; `outbox` is null where something else is known to run, and it was not looked into. */
    pending: { inbox: number; sending: number; jobs: number; outbox: number | null }
    nextWakeAt: number | null
  }>
  metrics(): Promise<Record<string, number>>
}

/** The bot's own HTTP. */
export interface HttpServer {
  port: number
  close(): Promise<void>
}

/**
 * `/healthz` (the process lives), `/readyz` (database and platform are reached; names jobs that fail), `/metrics`
 * (Prometheus text), `/idle` (for the sandbox's clock; waits until it is with `?within=MS&revision=N`), the webhook's door when there is one, and the
 * pages without login (`/p/`), which alone a proxy passes on to the outside.
 * Rejects when the port is taken.
 */
export async function serveHttp(
  options: { host: string; port: number; log: Log; webhook?: Router; pages?: Router },
  health: Health,
): Promise<HttpServer> {
  const router = new Router()
  // Asked again before they have answered, they are not done twice: probes must not queue up before a database that hangs.
  const ready = shared(() => health.ready().catch(away))
  const metrics = shared(() => health.metrics().catch(() => null))
  router.get('/healthz', (ctx) => {
    ctx.body = { alive: true }
  })
  router.get('/readyz', async (ctx) => {
    const readiness: Readiness = await within(probeMs, ready(), unready('late'))
    ctx.status = readiness.ready ? 200 : 503
    ctx.body = readiness
  })
  router.get('/idle', async (ctx) => {
    ctx.body = await idleWithin(health, {
      ms: Math.min(idleWaitMaxMs, numberIn(ctx.query.within)),
      clockRevision: numberIn(ctx.query.revision),
    })
  })
  router.get('/metrics', async (ctx) => {
    const known = await within(probeMs, metrics(), null)
    const values = Object.entries(known ?? {})
    ctx.status = known ? 200 : 503
    ctx.type = 'text/plain; version=0.0.4'
    ctx.body = values.map(([name, value]) => `# TYPE ${name} gauge\n${name} ${value}\n`).join('')
  })
  const app = new Koa()
  app.on('error', (error: Error) => options.log.error('http-failed', failureFields(error)))
  if (options.webhook) app.use(options.webhook.routes())
  if (options.pages) app.use(options.pages.routes())
  app.use(router.routes())
  const server = createServer(app.callback())
  await listen(server, options.port, options.host)
  return { port: portOf(server), close: () => closeServer(server) }
}

/** What a probe waits for, below the usual deadline of who asks. */
const probeMs = 2_000

/** Longest wait of one question whether the bot is idle. */
const idleWaitMaxMs = 2_000
/** Real time between two looks meanwhile. */
const idleLookMs = 5

/**
 * What the bot is at, as soon as it is idle under this revision of the clock or later, at the latest after so many
 * milliseconds: who moves the clock on would else ask a hundred times a second, and the bot be busy answering.
 */
async function idleWithin(
  health: Health,
  of: { ms: number; clockRevision: number },
): Promise<Awaited<ReturnType<Health['idle']>>> {
  const elapsed = stopwatch()
  for (;;) {
    const now = await health.idle()
    if ((now.idle && now.clockRevision >= of.clockRevision) || elapsed() >= of.ms) return now
    await sleep(idleLookMs)
  }
}

/** A figure of the query, 0 where there is none. */
function numberIn(value: string | string[] | undefined): number {
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number.parseInt(value, 10) : 0
}

function away(thrown: unknown): Readiness {
  const cause = failureCodes(thrown).join(' ')
  return { ...unready('database-away'), ...(cause ? { cause } : {}) }
}

function unready(code: Reached): Readiness {
  return { ready: false, code }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
