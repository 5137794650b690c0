/** A call to the platform that did not succeed, whichever way the SDK told it (feishu.md 1.4). */
export class LarkFailure extends Error {
  override name = 'LarkFailure'
  /** The platform's code; 0 when there was no answer from it. */
  readonly code: number
  /** `ErrCode` inside the message of a refused card (230099), else null. */
  readonly detailCode: number | null
  /** HTTP status; 0 when nothing came back. */
  readonly status: number
  /** Whether the same call may succeed later. */
  readonly transient: boolean
  /** When the platform says how long to wait. */
  readonly retryAfterMs: number | null

  constructor(of: {
    code: number
    status: number
    message: string
    retryAfterMs?: number | null
  }) {
    super(of.message)
    this.code = of.code
    this.status = of.status
    this.detailCode = detailCodeOf(of.message)
    this.retryAfterMs = of.retryAfterMs ?? null
    this.transient = isTransient(this)
  }

  /** No answer, a broken platform, or refused credentials: other calls fail in the same way. */
  get outage(): boolean {
    return this.status === 0 || this.status >= 500 || credentialCodes.has(this.code)
  }

  /** For logs and the outbox: figures only, since messages may quote what was sent. */
  get summary(): string {
    const detail = this.detailCode === null ? '' : `/${this.detailCode}`
    return `code ${this.code}${detail}, status ${this.status}`
  }
}

/** Codes after which the token is thrown away and fetched anew, once (feishu.md 1.3). */
export const tokenCodes: ReadonlySet<number> = new Set([99991661, 99991663, 99991671])

/** The credentials or the token are wrong: nothing is wrong with the message, somebody must act. */
const credentialCodes = new Set([10003, 10014, 10015, ...tokenCodes])

/** Rate limits (6.8, 6.10) and "the message is being sent" (6.1). */
const laterCodes = new Set([99991400, 230020, 230049, 11232, 11233])

function isTransient(f: LarkFailure): boolean {
  if (f.status === 0 || f.status === 429 || f.status >= 500) return true
  if (laterCodes.has(f.code) || credentialCodes.has(f.code)) return true
  return f.detailCode === 11310 && f.message.includes('card action is lock')
}

function detailCodeOf(message: string): number | null {
  const digits = /ErrCode:\s*(\d{1,9})/.exec(message)?.[1]
  return digits === undefined ? null : Number.parseInt(digits, 10)
}

interface Answer {
  status: number
  headers: Record<string, unknown>
  data: unknown
}

/** The failure for what the SDK threw: an AxiosError, its token error, or anything else. */
export function failureOf(thrown: unknown): LarkFailure {
  if (thrown instanceof LarkFailure) return thrown
  const answer = answerOf(thrown)
  if (answer !== null) {
    const body = bodyOf(answer.data)
    return new LarkFailure({
      code: body.code,
      status: answer.status,
      message: body.msg,
      retryAfterMs: retryAfterOf(answer.headers),
    })
  }
  const message = thrown instanceof Error ? thrown.message : 'unknown failure'
  const tokenCode = /^failed to get \w+, code: (\d{1,9})/.exec(message)?.[1]
  if (tokenCode !== undefined) {
    return new LarkFailure({ code: Number.parseInt(tokenCode, 10), status: 200, message })
  }
  return new LarkFailure({ code: 0, status: 0, message })
}

/** The body as it came with HTTP 200; throws {@link LarkFailure} when its code is not 0. */
export function succeeded(answer: unknown): Record<string, unknown> {
  if (typeof answer !== 'object' || answer === null) {
    throw new LarkFailure({ code: 0, status: 200, message: 'the answer is not JSON' })
  }
  const body = bodyOf(answer)
  if (body.code !== 0) {
    throw new LarkFailure({ code: body.code, status: 200, message: body.msg })
  }
  return { ...answer }
}

function answerOf(thrown: unknown): Answer | null {
  if (typeof thrown !== 'object' || thrown === null || !('response' in thrown)) return null
  const response = thrown.response
  if (typeof response !== 'object' || response === null || !('status' in response)) return null
  if (typeof response.status !== 'number') return null
  const headers =
    'headers' in response && typeof response.headers === 'object' ? response.headers : null
  const data = 'data' in response ? response.data : null
  return { status: response.status, headers: { ...headers }, data }
}

function bodyOf(data: unknown): { code: number; msg: string } {
  if (typeof data !== 'object' || data === null) return { code: 0, msg: '' }
  const code = 'code' in data && typeof data.code === 'number' ? data.code : 0
  const msg = 'msg' in data && typeof data.msg === 'string' ? data.msg : ''
  return { code, msg }
}

function retryAfterOf(headers: Record<string, unknown>): number | null {
  const seconds = headers['x-ogw-ratelimit-reset']
  if (typeof seconds !== 'string' || !/^\d{1,6}$/.test(seconds)) return null
  return Number.parseInt(seconds, 10) * 1000
}
