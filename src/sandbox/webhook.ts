import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { OffsetClock } from '../base/clock.js'
import { sha256 } from '../base/ids.js'
import { within } from '../base/real-time.js'
import type { PushOutcome } from './push-outcome.js'
import { fieldsOf, parseJson, textOf } from './read-json.js'
import type { World } from './world.js'

/** The parts of the sandbox that webhooks work with. */
export interface WebhookParts {
  world: World
  clock: OffsetClock
}

/** Base64 of IV and AES-256-CBC text; the key is the SHA-256 of the Encrypt Key (feishu.md 3.2). */
export function encrypt(key: string, text: string, iv = randomBytes(16)): string {
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

/** What {@link encrypt} hid; throws when the key is wrong. */
export function decrypt(key: string, text: string): string {
  const bytes = Buffer.from(text, 'base64')
  const hash = createHash('sha256').update(key).digest()
  const decipher = createDecipheriv('aes-256-cbc', hash, bytes.subarray(0, 16))
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8')
}

/** Posts an envelope to the app's URL, encrypted and signed when an Encrypt Key is set. */
export async function pushWebhook(
  sandbox: WebhookParts,
  url: string,
  envelope: unknown,
  deadlineMs: number,
): Promise<PushOutcome> {
  const { body, headers } = sealed(sandbox, envelope)
  const request = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(deadlineMs + 500),
  }).then(
    async (response): Promise<PushOutcome> => {
      const text = await response.text()
      if (response.status !== 200) return failed(200671, `answered ${response.status}`)
      const data = text === '' ? undefined : parseJson(text)
      if (text !== '' && data === undefined) return failed(200672, 'not JSON')
      return { kind: 'ok', data }
    },
    (): PushOutcome => failed(200342, 'connection failed'),
  )
  return within(deadlineMs, request, failed(200341, 'no answer within 3 s'))
}

function failed(userCode: number, why: string): PushOutcome {
  return { kind: 'failed', userCode, why }
}

function sealed(
  sandbox: WebhookParts,
  envelope: unknown,
): { body: string; headers: Record<string, string> } {
  const { encryptKey } = sandbox.world.core.app
  if (encryptKey === '') return { body: JSON.stringify(envelope), headers: {} }
  const body = JSON.stringify({ encrypt: encrypt(encryptKey, JSON.stringify(envelope)) })
  const timestamp = String(Math.floor(sandbox.clock.now() / 1_000))
  const nonce = randomBytes(8).toString('hex')
  return {
    body,
    headers: {
      'X-Lark-Request-Timestamp': timestamp,
      'X-Lark-Request-Nonce': nonce,
      'X-Lark-Signature': sha256(timestamp + nonce + encryptKey + body),
    },
  }
}

/** Asks a URL for its challenge, as saving it does; answers a complaint, or undefined. */
export async function verifyUrl(sandbox: WebhookParts, url: string): Promise<string | undefined> {
  const { encryptKey, verificationToken } = sandbox.world.core.app
  const challenge = sandbox.world.newId('')
  const plain = { challenge, token: verificationToken, type: 'url_verification' }
  const body = encryptKey === '' ? plain : { encrypt: encrypt(encryptKey, JSON.stringify(plain)) }
  const asked = fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json;charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(1_500),
  }).then(
    async (response) =>
      response.status === 200 &&
      textOf(fieldsOf(parseJson(await response.text())), 'challenge') === challenge,
    () => false,
  )
  const right = await within(1_000, asked, false)
  return right ? undefined : 'the URL did not answer the challenge within 1 s'
}
