import { bodyParser } from '@koa/bodyparser'
import { Router } from '@koa/router'
import Koa, { type Context, type Next } from 'koa'
import { errorBody, mount } from './api.js'
import { ApiError } from './api-error.js'
import { mountControls } from './control.js'
import { chatControls } from './control-chat.js'
import { playControls } from './control-play.js'
import { stateControls } from './control-state.js'
import { tenantControls } from './control-tenant.js'
import { authApis } from './rest-auth.js'
import { batchApis } from './rest-batch.js'
import { botApis } from './rest-bot.js'
import { chatApis } from './rest-chats.js'
import { contactApis } from './rest-contact.js'
import { ephemeralApis } from './rest-ephemeral.js'
import { fileApis } from './rest-files.js'
import { messageApis } from './rest-messages.js'
import { moreMessageApis } from './rest-messages-more.js'
import { pinApis } from './rest-pins.js'
import { reactionApis } from './rest-reactions.js'
import type { Sandbox } from './sandbox.js'
import { servePage } from './static-page.js'

/** The sandbox's HTTP side: open platform, control API, page. */
export function makeHttp(sandbox: Sandbox, pageDir: string | undefined): Koa {
  const app = new Koa()
  app.silent = true
  const router = new Router()
  mount(router, sandbox, [
    ...authApis,
    ...moreMessageApis,
    ...messageApis,
    ...reactionApis,
    ...pinApis,
    ...ephemeralApis,
    ...batchApis,
    ...botApis,
    ...chatApis,
    ...contactApis,
    ...fileApis,
  ])
  mountControls(router, sandbox, [
    ...chatControls,
    ...stateControls,
    ...playControls,
    ...tenantControls,
  ])
  app.use(guard)
  app.use(slashes)
  app.use(
    bodyParser({
      parsedMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      enableTypes: ['json'],
      jsonLimit: '40mb',
      onError: () => {
        throw new ApiError(400, 9499, 'Invalid JSON in the body')
      },
    }),
  )
  app.use(router.routes())
  app.use((ctx) => {
    if (isPlatform(ctx)) return unknownCall(ctx, router, sandbox)
    return servePage(ctx, pageDir)
  })
  return app
}

function isPlatform(ctx: Context): boolean {
  return ctx.path.startsWith('/open-apis/') || ctx.path.startsWith('/control')
}

/** Any web page can post to loopback, so only loopback names and our own origin are let in. */
async function guard(ctx: Context, next: Next): Promise<void> {
  if (!isOurs(ctx.get('host'), ctx.get('origin'))) {
    ctx.status = 403
    ctx.body = { code: 403, msg: 'only loopback names and the sandbox’s own page are let in' }
    return
  }
  try {
    await next()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    ctx.status = error.status
    ctx.body = errorBody(error, '')
  }
}

/** Whether a request names loopback, and comes from no foreign page. */
export function isOurs(host: string, origin: string): boolean {
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host)) return false
  return origin === '' || origin === `http://${host}`
}

/** A final slash is the same call. */
async function slashes(ctx: Context, next: Next): Promise<void> {
  if (ctx.path.length > 1 && ctx.path.endsWith('/')) ctx.path = ctx.path.slice(0, -1)
  await next()
}

function unknownCall(ctx: Context, router: Router, sandbox: Sandbox): void {
  const known = router.match(ctx.path, 'GET').path.length > 0
  const error = known
    ? new ApiError(405, 99991301, 'the HTTP method is not supported by this path')
    : new ApiError(404, 99991201, 'the path does not exist')
  const logId = sandbox.world.newId('02')
  ctx.set('X-Tt-Logid', logId)
  ctx.status = error.status
  ctx.body = errorBody(error, logId)
}
