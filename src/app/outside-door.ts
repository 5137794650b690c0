import type { IncomingMessage } from 'node:http'
import { Router } from '@koa/router'
import type { Context } from 'koa'
import { sentence } from '../../cards/sayings.js'
import { failureFields } from '../base/failure.js'
import type { Log } from '../base/log.js'
import { machineTime, within } from '../base/real-time.js'
import { cleanText, startOf } from '../base/text.js'
import { lookOutside, type OutsideDesk, type Shown, takeOutside } from '../desk/outside.js'
import type { OutsideFilled } from '../flows/outside/intents.js'
import { pageHeaders } from '../pages/document.js'
import { buttons, fields, notice, outsidePage, scoreLength } from '../pages/outside-page.js'
import { WrongTokens } from './wrong-tokens.js'

/** Bytes of a form: some hundred scores and a remark. */
const bodyBytesMax = 64 * 1024
/** A form is sent within so long. */
const bodyMs = 15_000

/** Status of a page in a state. */
const statuses: Readonly<Record<Shown['page']['state'], number>> = {
  ...{ open: 200, used: 200, 'not-open': 200 },
  ...{ unknown: 404, withdrawn: 410, expired: 410, closed: 410 },
}

/**
 * The pages without login, `/p/:bureau/:token`: shown with GET, kept and handed in with POST to the same address, which nobody can
 * make without the token (no cookie is read or set). Who sends many wrong tokens waits. Neither address nor what was filled in is
 * ever logged.
 */
export function outsideDoor(desk: OutsideDesk, log: Log): Router {
  const router = new Router()
  const wrong = new WrongTokens(machineTime)
  router.get('/p/:bureau/:token', (ctx) =>
    guarded(ctx, { log, wrong }, async () => lookOutside(desk, openedIn(ctx))),
  )
  router.post('/p/:bureau/:token', (ctx) =>
    guarded(ctx, { log, wrong }, async () => {
      const form = await formIn(ctx)
      if (form === null) return null
      const handIn = form.get(fields.does) === buttons.handIn
      return takeOutside(desk, { ...openedIn(ctx), filled: filledIn(form), handIn })
    }),
  )
  return router
}

function openedIn(ctx: Context): { bureau: string; token: string } {
  const { bureau = '', token = '' }: Record<string, string> = ctx.params
  return { bureau, token }
}

/** Answers with a page, whatever happens; null: what was sent can't be read, and the answer is there already. */
async function guarded(
  ctx: Context,
  { log, wrong }: { log: Log; wrong: WrongTokens },
  answer: () => Promise<(Shown & { done?: boolean }) | null>,
): Promise<void> {
  ctx.set(pageHeaders)
  const from = addressOf(ctx.req)
  const waitSeconds = wrong.waitFor(from)
  if (waitSeconds > 0) {
    ctx.set('Retry-After', `${waitSeconds}`)
    return say(ctx, 429, 'outside-page-slow')
  }
  try {
    const shown = await answer()
    if (shown === null) return
    if (shown.page.state === 'unknown') wrong.note(from)
    ctx.status = shown.faults.size > 0 ? 422 : statusOf(shown)
    ctx.body = outsidePage(shown)
  } catch (thrown) {
    log.error('outside-page-failed', failureFields(thrown))
    say(ctx, 500, 'outside-page-fault')
  }
}

/** What was handed in by another just before is a conflict; else as its page is. */
function statusOf({ page, done }: Shown & { done?: boolean }): number {
  return page.state === 'used' && done === false ? 409 : statuses[page.state]
}

function say(ctx: Context, status: number, code: string): void {
  ctx.status = status
  ctx.body = notice('第三方评价', 'over', [sentence(code)])
}

/**
 * Whose wrong tokens are counted together: who is connected; behind a proxy on this machine whom it says it stands for, which is
 * the last that it wrote.
 */
function addressOf({ socket, headers }: IncomingMessage): string {
  const direct = socket.remoteAddress ?? ''
  const isHere = /^(::1|(::ffff:)?127\.)/.test(direct)
  const told = [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').at(-1)?.trim() ?? ''
  return isHere && told !== '' ? startOf(told, 64) : direct
}

/** The form of a request; null where it can't be read, and the answer says so. */
async function formIn(ctx: Context): Promise<URLSearchParams | null> {
  if (!ctx.is('application/x-www-form-urlencoded')) {
    say(ctx, 415, 'outside-page-broken')
    return null
  }
  const body = await within(bodyMs, bodyOf(ctx.req), 'slow' as const)
  if (typeof body === 'string') {
    ctx.set('Connection', 'close')
    if (body === 'large') say(ctx, 413, 'outside-page-large')
    else say(ctx, 408, 'outside-page-broken')
    return null
  }
  return new URLSearchParams(body.toString('utf8'))
}

/** All of a body, or that it is too large: the rest is let pass, so that the answer can be read. */
function bodyOf(request: IncomingMessage): Promise<Buffer | 'large' | 'broken'> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength
      if (bytes <= bodyBytesMax) chunks.push(chunk)
      else resolve('large')
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('close', () => resolve('broken'))
  })
}

/** What a form holds; more than a page of ours has fields is left out. */
function filledIn(form: URLSearchParams): OutsideFilled {
  const scores = new Map<string, string>()
  const unknown: string[] = []
  for (const [name, value] of form) {
    const clean = cleanText(name)
    if (clean.startsWith(fields.score)) {
      const text = startOf(cleanText(value).trim(), scoreLength)
      scores.set(clean.slice(fields.score.length), text)
    } else if (clean.startsWith(fields.unknown) && value === '1') {
      unknown.push(clean.slice(fields.unknown.length))
    }
  }
  const remark = cleanText(form.get(fields.remark) ?? '')
    .replaceAll('\r\n', '\n')
    .trim()
  return { scores: Object.fromEntries(scores), unknown, remark }
}
