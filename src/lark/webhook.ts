import { createHash, timingSafeEqual } from 'node:crypto'
import { AESCipher } from '@larksuiteoapi/node-sdk'
import type { Middleware } from 'koa'
import { z } from 'zod'
import type { Clock } from '../base/clock.js'
import { type DoorOptions, openDoor } from './door.js'
import type { ConnectionStatus } from './long-connection.js'

/** What webhook mode needs; both keys stand on the app's page under 事件与回调. */
export interface WebhookOptions extends DoorOptions {
  encryptKey: string
  verificationToken: string
  clock: Clock
}

/** The door for events and callbacks over HTTP: one middleware for a POST route. */
export interface Webhook {
  middleware: Middleware
  status(): ConnectionStatus
}

/** The platform tries again up to 6 h 05 min 15 s after the first delivery (feishu.md 3.4). */
const windowMs = 7 * 3_600_000
const bodyBytesMax = 1_048_576

const encrypted = z.object({ encrypt: z.string().min(1) })
const challenge = z.object({
  type: z.literal('url_verification'),
  challenge: z.string(),
  token: z.string(),
})
const envelope = z.looseObject({
  schema: z.literal('2.0'),
  header: z.looseObject({ token: z.string() }),
  event: z.looseObject({}),
})

/**
 * Webhook mode (feishu.md 3). Everything is encrypted; all but the challenge is signed over the raw
 * bytes, compared in constant time, within seven hours of the Clock; the verification token is
 * compared as well. Anything else is answered 401 and logged. Throws a RangeError without keys:
 * without an encrypt key anybody can forge events.
 */
export function openWebhook(options: WebhookOptions): Webhook {
  const { encryptKey, verificationToken, clock, log } = options
  if (encryptKey === '' || verificationToken === '') {
    throw new RangeError('webhook mode needs an encrypt key and a verification token')
  }
  const door = openDoor(options)
  const cipher = new AESCipher(encryptKey)

  const middleware: Middleware = async (ctx) => {
    const refuse = (reason: string): void => {
      log.warn('webhook-refused', { reason })
      ctx.status = 401
      ctx.body = {}
    }
    const raw = await rawBody(ctx.req)
    if (raw === null) return refuse('too-large')
    const plain = decrypted(cipher, raw)
    if (plain === null) return refuse('not-encrypted')

    const asked = challenge.safeParse(plain)
    if (asked.success) {
      if (!sameText(asked.data.token, verificationToken)) return refuse('token')
      ctx.body = { challenge: asked.data.challenge }
      return
    }
    const timestamp = ctx.get('x-lark-request-timestamp')
    const expected = createHash('sha256')
      .update(timestamp + ctx.get('x-lark-request-nonce') + encryptKey)
      .update(raw)
      .digest('hex')
    if (!sameText(ctx.get('x-lark-signature'), expected)) return refuse('signature')
    if (!isRecent(timestamp, clock.now())) return refuse('timestamp')

    const read = envelope.safeParse(plain)
    if (!read.success) return refuse('envelope')
    const { header, event, schema } = read.data
    if (!sameText(header.token, verificationToken)) return refuse('token')
    try {
      ctx.body = await door.take({ schema, ...header, ...event })
    } catch {
      ctx.status = 500
      ctx.body = {}
    }
  }
  return {
    middleware,
    status: () => ({ state: 'connected', reconnectAttempts: 0, inflight: door.inflight() }),
  }
}

async function rawBody(stream: AsyncIterable<Uint8Array>): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.byteLength
    if (size <= bodyBytesMax) chunks.push(chunk)
  }
  return size > bodyBytesMax ? null : Buffer.concat(chunks)
}

function decrypted(cipher: AESCipher, raw: Buffer): unknown {
  try {
    const outer = encrypted.parse(JSON.parse(raw.toString('utf8')))
    return JSON.parse(cipher.decrypt(outer.encrypt))
  } catch {
    return null
  }
}

function sameText(given: string, expected: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The header holds seconds; milliseconds are understood too. */
function isRecent(timestamp: string, now: number): boolean {
  if (!/^\d{9,16}$/.test(timestamp)) return false
  const figure = Number.parseInt(timestamp, 10)
  const at = figure < 100_000_000_000 ? figure * 1000 : figure
  return Math.abs(now - at) <= windowMs
}
