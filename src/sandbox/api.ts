import type { Router } from '@koa/router'
import type { Context } from 'koa'
import { sleep } from '../base/real-time.js'
import { ApiError } from './api-error.js'
import { callWindows } from './limits.js'
import { type Fields, fieldsOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'
import { requireScope, requireToken } from './token-check.js'

/** One call as its handler sees it. */
export interface Call {
  sandbox: Sandbox
  /** Path parameters. */
  path: Record<string, string>
  /** First value of a query key. */
  query(name: string): string | undefined
  /** All values of a repeated query key. */
  queries(name: string): string[]
  body: Fields
  /** UTF-8 bytes of the request's body. */
  bodyBytes: number
  ctx: Context
}

/** One call of the open platform. */
export interface Api {
  /** `messages.create`; faults and limits name it so. */
  name: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  /** One of these is needed; none for calls without a token. */
  scopes?: readonly string[]
  open?: true
  /** The answer to a call without any token, where it is not 99991661. */
  anonymous?: { status: number; code: number; message: string }
  /** What stands in `data`; a {@link Plain} is the whole body. */
  handle(call: Call): Promise<unknown> | unknown
}

/** A whole answer instead of `data`. */
export class Plain {
  constructor(
    readonly body: unknown,
    readonly type?: string,
  ) {}
}

/** Puts calls on the router, with tokens, scopes, limits, faults and the error shape around them. */
export function mount(router: Router, sandbox: Sandbox, apis: readonly Api[]): void {
  for (const api of apis) {
    router[api.method](api.path, async (ctx: Context) => {
      sandbox.inflight += 1
      try {
        await answer(ctx, sandbox, api)
      } finally {
        sandbox.inflight -= 1
      }
    })
  }
}

async function answer(ctx: Context, sandbox: Sandbox, api: Api): Promise<void> {
  sandbox.stats.called(api.name)
  const logId = sandbox.world.newId('02')
  ctx.set('X-Tt-Logid', logId)
  ctx.set('X-Request-Id', logId)
  try {
    const late = sandbox.faults.take('delay', api.name)
    if (late) await sleep(late.ms)
    if (sandbox.faults.take('dropCall', api.name)) return cut(ctx)
    strike(sandbox, api)
    if (!api.open) {
      if (api.anonymous && ctx.get('authorization') === '') {
        const { status, code, message } = api.anonymous
        throw new ApiError(status, code, message)
      }
      const granted = requireToken(ctx, sandbox)
      requireScope(granted, api.scopes ?? [])
      requireRate(sandbox, api)
    }
    const result = await api.handle(callOf(ctx, sandbox))
    if (sandbox.faults.take('dropAnswer', api.name)) return cut(ctx)
    if (result instanceof Plain) {
      if (result.type !== undefined) ctx.type = result.type
      ctx.body = result.body
    } else {
      ctx.body = {
        code: 0,
        msg: api.path.includes('/contact/') ? 'success' : 'ok',
        data: result ?? {},
      }
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    ctx.status = error.status
    ctx.set(error.headers)
    ctx.body = errorBody(error, logId)
  }
}

/** The body of a refused call. */
export function errorBody(error: ApiError, logId: string): Fields {
  return {
    code: error.code,
    msg: error.message,
    error: { log_id: logId, troubleshooter: '排查建议查看：沙箱 src/sandbox/README.md' },
  }
}

function strike(sandbox: Sandbox, api: Api): void {
  if (sandbox.faults.take('tooMany', api.name)) throw tooMany(1)
  const broken = sandbox.faults.take('serverError', api.name)
  if (broken) throw new ApiError(broken.status, 1, 'internal error')
  const refusal = sandbox.faults.take('refuse', api.name)
  if (refusal) throw new ApiError(refusal.status, refusal.code, 'refused on demand')
  if (sandbox.faults.take('cardLocked', api.name)) {
    throw new ApiError(
      400,
      230099,
      'Failed to create card content, ext=ErrCode: 11310; ErrMsg: card action is lock; ',
    )
  }
}

function requireRate(sandbox: Sandbox, api: Api): void {
  const waitMs = sandbox.limits.take(`call:${api.name}`, callWindows)
  if (waitMs === 0) return
  sandbox.stats.rateHits += 1
  throw tooMany(Math.ceil(waitMs / 1_000))
}

function tooMany(seconds: number): ApiError {
  return new ApiError(429, 99991400, 'request trigger frequency limit', {
    'x-ogw-ratelimit-limit': '50',
    'x-ogw-ratelimit-reset': String(seconds),
  })
}

/** Ends the connection without an answer. */
function cut(ctx: Context): void {
  ctx.respond = false
  ctx.req.socket.destroy()
}

function callOf(ctx: Context, sandbox: Sandbox): Call {
  const queries = (name: string): string[] => {
    const value = ctx.query[name]
    return value === undefined ? [] : Array.isArray(value) ? value : [value]
  }
  const raw = ctx.request.rawBody
  return {
    sandbox,
    path: paramsOf(ctx),
    query: (name) => queries(name)[0],
    queries,
    body: fieldsOf(ctx.request.body),
    bodyBytes: typeof raw === 'string' ? Buffer.byteLength(raw) : 0,
    ctx,
  }
}

/** Path parameters of a request that the router matched. */
export function paramsOf(ctx: Context): Record<string, string> {
  const params: unknown = ctx.params
  const texts: Record<string, string> = {}
  for (const [key, value] of Object.entries(fieldsOf(params))) {
    if (typeof value === 'string') texts[key] = value
  }
  return texts
}
