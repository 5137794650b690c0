import {
  defaultHttpInstance,
  type Cache,
  type HttpInstance,
  type Logger,
} from '@larksuiteoapi/node-sdk'
import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import { machineTime } from '../base/real-time.js'

/** What the SDK lets us bring along instead of its own: HTTP, the token cache, the logger. */

/** Real time for one REST call, the upload and download of files included. */
const callTimeoutMs = 20_000

/**
 * An own axios instance with a time limit (the SDK's has none), answering bodies as the SDK expects.
 * Loopback domains never go through a proxy from the environment.
 */
export function httpFor(domain: string): HttpInstance {
  const loopback = /^https?:\/\/(127\.|localhost|\[::1\])/.test(domain)
  const http = defaultHttpInstance.create({
    timeout: callTimeoutMs,
    ...(loopback ? { proxy: false } : {}),
  })
  const request: HttpInstance['request'] = async (options) => {
    const response = await http.request(options)
    if (options.$return_headers) {
      response.data = { data: response.data, headers: response.headers }
    }
    return response.data
  }
  return {
    request,
    get: (url, options) => request({ ...options, url, method: 'GET' }),
    delete: (url, options) => request({ ...options, url, method: 'DELETE' }),
    head: (url, options) => request({ ...options, url, method: 'HEAD' }),
    options: (url, options) => request({ ...options, url, method: 'OPTIONS' }),
    post: (url, data, options) => request({ ...options, url, method: 'POST', data }),
    put: (url, data, options) => request({ ...options, url, method: 'PUT', data }),
    patch: (url, data, options) => request({ ...options, url, method: 'PATCH', data }),
  }
}

/** A token cache of this client alone, whose entries expire by the Clock and can be thrown away. */
export class TokenCache implements Cache {
  readonly #clock: Clock
  readonly #values = new Map<string, { value: unknown; expiresAt: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `expireAt` is what the SDK reckons with the machine's clock: only the remaining life counts. */
  set: Cache['set'] = async (key, value, expireAt, options) => {
    const lifeMs = expireAt === undefined ? Number.POSITIVE_INFINITY : expireAt - machineTime()
    const expiresAt = this.#clock.now() + lifeMs
    this.#values.set(keyText(key, options?.namespace), { value, expiresAt })
    return true
  }

  get: Cache['get'] = async (key, options) => {
    const kept = this.#values.get(keyText(key, options?.namespace))
    return kept !== undefined && kept.expiresAt > this.#clock.now() ? kept.value : undefined
  }

  clear(): void {
    this.#values.clear()
  }
}

function keyText(key: unknown, namespace = ''): string {
  return `${namespace}/${String(key)}`
}

/**
 * The SDK's logger: warnings and errors only, as one event with what is safe to keep. Objects (HTTP
 * errors with bodies, credentials and tokens) are cut down to code and status; texts lose everything
 * quoted, everything that is not ASCII, and what looks like a token.
 */
export function sdkLogger(log: Log): Logger {
  const write =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]): void => {
      const flat = parts.flat(1)
      const about = flat.map(safeText).filter((text) => text !== '')
      log[level]('lark-sdk', { about: about.join(' ').slice(0, 200) })
    }
  const nothing = (): void => {}
  return {
    error: write('error'),
    warn: write('warn'),
    info: nothing,
    debug: nothing,
    trace: nothing,
  }
}

function safeText(part: unknown): string {
  if (typeof part === 'string') {
    return (part.split(/["'`{]/)[0] ?? '')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/\b[tuc]-[\w.-]{6,}/g, '')
      .replace(/[?&][\w-]+=\S*/g, '')
      .trim()
  }
  const first: unknown = Array.isArray(part) ? part[0] : part
  if (typeof first !== 'object' || first === null) return ''
  const response = 'response' in first ? first.response : null
  if (typeof response === 'object' && response !== null && 'status' in response) {
    return `HTTP ${typeof response.status === 'number' ? response.status : 0}`
  }
  return 'code' in first && typeof first.code === 'string' ? safeText(first.code) : 'failure'
}
