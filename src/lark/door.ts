import { sentence } from '../../cards/sayings.js'
import { failureFields } from '../base/failure.js'
import { shortId } from '../base/ids.js'
import type { Log } from '../base/log.js'
import { within } from '../base/real-time.js'
import {
  type Dispatch,
  type Dispatched,
  type Expected,
  type Inbound,
  parseInbound,
  type PressIn,
  type Reply,
  type Waiting,
} from './inbound.js'
import { Turns } from './turns.js'

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
/** Real time more for an answer that is being committed. */
const committingMs = 600

const working: Reply = { toast: { type: 'info', content: sentence('received') } }
const tooFast: Reply = { toast: { type: 'warning', content: sentence('too-fast') } }

/** The one way in behind long connection and webhook: parse, dispatch, answer in time. */
export function openDoor(options: DoorOptions): Door {
  let inflight = 0
  const turns = new Turns()
  const track = async <T>(work: Promise<T>): Promise<T> => {
    inflight += 1
    try {
      return await work
    } finally {
      inflight -= 1
    }
  }

  const press = async (inbound: PressIn): Promise<object> => {
    let told = false
    let committing = false
    let settled: Dispatched | null = null
    const waiting: Waiting = {
      isLate: () => {
        if (!told) committing = true
        return told
      },
    }
    const begun = turns.take(inbound.openId, () => options.dispatch(inbound, waiting))
    if (begun === null) {
      options.log.warn('press-refused', { reason: 'too-fast' })
      return replyBody(tooFast)
    }
    const outcome = begun.catch((thrown: unknown): Dispatched => {
      const id = report(options.log, inbound.kind, thrown)
      return { toast: { type: 'error', content: `出错了（编号 ${id}），请稍后再试` } }
    })
    const whole = outcome.then(async (reply) => {
      settled = reply
      if (told && !reply.followed) await options.late?.(inbound, reply)
    })
    track(whole).catch((thrown: unknown) => report(options.log, 'late', thrown))
    await within(answerWithinMs, outcome, null)
    if (settled === null && committing) await within(committingMs, outcome, null)
    if (settled !== null) return replyBody(settled)
    told = true
    options.log.warn('answer-late', { messageId: inbound.messageId })
    return replyBody(working)
  }

  const event = async (inbound: Exclude<Inbound, PressIn>): Promise<void> => {
    const begun =
      inbound.kind === 'contact-changed'
        ? options.dispatch(inbound)
        : turns.take(inbound.openId, () => options.dispatch(inbound))
    if (begun === null) throw new TooFast()
    await track(begun)
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
        await event(inbound)
        return {}
      } catch (thrown) {
        const id = report(options.log, inbound.kind, thrown)
        throw new Error(`not taken, see ${id}`)
      }
    },
  }
}

/** Too much of one person waits: the platform delivers the event again after a while. */
class TooFast extends Error {
  override name = 'TooFast'
}

/** Logs a fault under a new id: its codes and frames, not its message, which may quote a person. */
function report(log: Log, kind: string, thrown: unknown): string {
  const id = shortId(8)
  log.error('dispatch-failed', { id, kind, ...failureFields(thrown) })
  return id
}

/** The callback's answer on the wire (feishu.md 5.1): the card is an object under `raw`. */
function replyBody(reply: Reply): object {
  return {
    ...(reply.toast ? { toast: reply.toast } : {}),
    ...(reply.card ? { card: { type: 'raw', data: reply.card } } : {}),
  }
}
