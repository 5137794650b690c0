/**
 * What a failure is about, and so what waits or ends (feishu.md 1.3, 6.8, 6.10, 7.4):
 * `pace` the same call succeeds later; `outage` every call fails alike until the platform recovers or
 * somebody changes the app, and nothing that waits may be given up for it; `recipient` this person or
 * group can't be reached; `message` this message is refused, or the message it is about is gone.
 */
export type FailureScope = 'pace' | 'outage' | 'recipient' | 'message'

/** A call to the platform that did not succeed, whichever way the SDK told it (feishu.md 1.4). */
export class LarkFailure extends Error {
  override name = 'LarkFailure'
  /** The platform's code; 0 when there was no answer from it. */
  readonly code: number
  /** `ErrCode` inside the message of a refused card (230099), else null. */
  readonly detailCode: number | null
  /** HTTP status; 0 when nothing came back. */
  readonly status: number
  readonly scope: FailureScope
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
    this.scope = scopeOf(this)
  }

  /** Whether the same call may succeed later. */
  get transient(): boolean {
    return this.scope === 'pace' || this.scope === 'outage'
  }

  /** No answer, a broken platform, or an app that may not call: other calls fail in the same way. */
  get outage(): boolean {
    return this.scope === 'outage'
  }

  /** Whether the app's id or secret is wrong: only another setting helps. */
  get badCredentials(): boolean {
    return credentialCodes.has(this.code)
  }

  /** For logs and the outbox: figures only, since messages may quote what was sent. */
  get summary(): string {
    const detail = this.detailCode === null ? '' : `/${this.detailCode}`
    return `code ${this.code}${detail}, status ${this.status}`
  }
}

/** Codes after which the token is thrown away and fetched anew, once (feishu.md 1.3). */
export const tokenCodes: ReadonlySet<number> = new Set([99991661, 99991663, 99991671])

/** The app's id or secret is wrong (1.1). */
const credentialCodes = new Set([10003, 10014, 10015, 514])

/** Rate limits (6.8, 6.10) and "the message is being sent" (6.1). */
const paceCodes = new Set([99991400, 230020, 230049, 11232, 11233, 232019])

/**
 * The app itself is off, unpublished or short of a scope (6.10, 7.4); the gateway's own codes are
 * recognised by their range (1.3).
 */
const appCodes = new Set([230006, 230027, 232025, 232034, 232014, 40004, 40014, 1000040350])

/** The gateway's answers about one id or field instead of the app (1.3). */
const gatewayMessageCodes = new Set([99992351, 99992354, 99992360, 99992361, 99992402])

/** This person or group, and nobody else, can't be reached (6.10). */
const recipientCodes = new Set([
  ...[230002, 230013, 230018, 230029, 230034, 230035, 230038, 230053, 232006, 232009, 232010],
  ...[232011, 232024, 232033, 99992351, 99992360, 99992361],
])

function scopeOf(f: LarkFailure): FailureScope {
  if (f.status === 429 || paceCodes.has(f.code)) return 'pace'
  if (f.detailCode === 11310 && f.message.includes('card action is lock')) return 'pace'
  if (f.status === 0 || f.status >= 500) return 'outage'
  if (credentialCodes.has(f.code) || appCodes.has(f.code)) return 'outage'
  if (recipientCodes.has(f.code)) return 'recipient'
  return isGateway(f.code) ? 'outage' : 'message'
}

/** The gateway speaks before any message is looked at: token, scope, address, quota, unknown path. */
function isGateway(code: number): boolean {
  return code >= 99991000 && code <= 99992499 && !gatewayMessageCodes.has(code)
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
