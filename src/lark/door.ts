import { sentence } from '../../cards/sayings.js'
import { shortId } from '../base/ids.js'
import type { Log } from '../base/log.js'
import { within } from '../base/real-time.js'
import { type Dispatch, type Expected, parseInbound, type PressIn, type Reply } from './inbound.js'

/** What both doors need to answer; `dispatch` is the bot behind them. */
export interface DoorOptions {
  dispatch: Dispatch
  expected: Expected
  log: Log
  /**
   * Called with the reply to a press that came after the person had already read that it is being
   * worked on: the place to update the card. Never with what was answered in time.
   */
  late?: (press: PressIn, reply: Reply) => Promise<void>
}

/** A door's inside: what the platform reads for one flattened payload, and what is still going on. */
export interface Door {
  /** Presses: always an answer within two seconds. Events: `{}`, or a rejection to have it again. */
  take(payload: unknown): Promise<object>
  /** Payloads whose dispatch has not ended, those answered early included. */
  inflight(): number
}

/** Real time after which a press is answered without its outcome; the platform's limit is 3 s. */
const answerWithinMs = 2_000

const working: Reply = { toast: { type: 'info', content: sentence('received') } }

/** The one way in behind long connection and webhook: parse, dispatch, answer in time. */
export function openDoor(options: DoorOptions): Door {
  let inflight = 0
  const track = async <T>(work: Promise<T>): Promise<T> => {
    inflight += 1
    try {
      return await work
    } finally {
      inflight -= 1
    }
  }

  const press = async (inbound: PressIn): Promise<object> => {
    let isLate = false
    const outcome = options.dispatch(inbound).catch((thrown: unknown): Reply => {
      const id = report(options.log, inbound.kind, thrown)
      return { toast: { type: 'error', content: `出错了（编号 ${id}），请稍后再试` } }
    })
    const whole = outcome.then(async (reply) => {
      if (isLate) await options.late?.(inbound, reply)
    })
    track(whole).catch((thrown: unknown) => report(options.log, 'late', thrown))
    const early = await within(answerWithinMs, outcome, null)
    if (early !== null) return replyBody(early)
    isLate = true
    options.log.warn('answer-late', { messageId: inbound.messageId })
    return replyBody(working)
  }

  return {
    inflight: () => inflight,
    take: async (payload) => {
      const parsed = parseInbound(payload, options.expected)
      if ('ignored' in parsed) {
        options.log.warn('inbound-ignored', { reason: parsed.ignored })
        return {}
      }
      const { inbound } = parsed
      if (inbound.kind === 'press') return await press(inbound)
      try {
        await track(options.dispatch(inbound))
        return {}
      } catch (thrown) {
        const id = report(options.log, inbound.kind, thrown)
        throw new Error(`not taken, see ${id}`)
      }
    },
  }
}

/** Logs a fault under a new id: its name and frames, not its message, which may quote a person. */
function report(log: Log, kind: string, thrown: unknown): string {
  const id = shortId(8)
  const error = thrown instanceof Error ? thrown : new Error('not an error')
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const stack = frames.slice(0, 12).join('\n')
  log.error('dispatch-failed', { id, kind, error: error.name, stack })
  return id
}

/** The callback's answer on the wire (feishu.md 5.1): the card is an object under `raw`. */
function replyBody(reply: Reply): object {
  return {
    ...(reply.toast ? { toast: reply.toast } : {}),
    ...(reply.card ? { card: { type: 'raw', data: reply.card } } : {}),
  }
}
