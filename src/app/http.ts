import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { Router } from '@koa/router'
import type { Log } from '../base/log.js'

/** What the bot says of itself. */
export interface Health {
  ready(): Promise<boolean>
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
 * `/healthz` (the process lives), `/readyz` (database and platform are reached), `/metrics` (Prometheus
 * text), `/idle` (for the sandbox's clock), and the webhook's door when there is one.
 * Rejects when the port is taken.
 */
export async function serveHttp(
  options: { host: string; port: number; log: Log; webhook?: Router },
  health: Health,
): Promise<HttpServer> {
  const router = new Router()
  router.get('/healthz', (ctx) => {
    ctx.body = { alive: true }
  })
  router.get('/readyz', async (ctx) => {
    const ready = await health.ready()
    ctx.status = ready ? 200 : 503
    ctx.body = { ready }
  })
  router.get('/idle', async (ctx) => {
    ctx.body = await health.idle()
  })
  router.get('/metrics', async (ctx) => {
    const values = Object.entries(await health.metrics())
    ctx.type = 'text/plain; version=0.0.4'
    ctx.body = values.map(([name, value]) => `# TYPE ${name} gauge\n${name} ${value}\n`).join('')
  })
  const app = new Koa()
  app.on('error', (error: Error) => options.log.error('http-failed', { error: error.name }))
  if (options.webhook) app.use(options.webhook.routes())
  app.use(router.routes())
  const server = createServer(app.callback())
  await listen(server, options.port, options.host)
  return { port: portOf(server), close: () => closeServer(server) }
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
