import { bug } from '../../base/bug.js'
import type { Instant } from '../../base/day.js'
import { isRefusal } from '../../base/refusal.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { verbOf } from '../../flows/all.js'
import type { Context, Outcome, Saying, Situation } from '../../flows/context.js'
import type { Intent } from '../../flows/flow.js'
import type { Tx } from '../../storage/database.js'
import type { FileStore } from '../../storage/files.js'
import { flush } from '../../storage/ledger.js'
import type { StandingClock } from '../standing-clock.js'
import type { Past } from './script.js'

/** A bureau while a stretch of its past is lived: a transaction, and a clock that is set on. */
export interface Living {
  tx: Tx
  bureau: string
  clock: StandingClock
  calendar: WorkingCalendar
  past: Past
  files: FileStore
  /** The bureau as it is at the clock's moment, with all that was written before. */
  situation(): Promise<Situation>
}

/** Lets somebody do something at a moment; answers what was said. What they would be refused is a bug, which names it. */
export async function act(
  living: Living,
  by: { at: Instant; person: string },
  what: string,
  flow: (ctx: Context) => Promise<Outcome>,
): Promise<Saying> {
  living.clock.goTo(by.at)
  const ctx = { ...(await living.situation()), tx: living.tx, person: by.person }
  const outcome = await flow(ctx)
  if (isRefusal(outcome)) return bug(`${what} of ${by.person}: ${JSON.stringify(outcome)}`)
  await flush(living.tx)
  return outcome.say
}

/** A press: the verb's flow with what its card would have sent. Answers what was said. */
export async function press<I extends Intent>(
  living: Living,
  by: { at: Instant; person: string },
  intent: I,
): Promise<Saying> {
  const verb = verbOf(intent.verb) ?? bug(`no verb ${intent.verb}`)
  return act(living, by, JSON.stringify(intent), (ctx) => verb.act(ctx, intent as never))
}
