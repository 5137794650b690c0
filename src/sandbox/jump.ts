import type { OffsetClock } from '../base/clock.js'
import { instant } from '../base/day.js'
import { failureCodes } from '../base/failure.js'
import { sleep, stopwatch, within } from '../base/real-time.js'
import type { Deliveries } from './delivery.js'
import { fieldsOf, numberOf } from './read-json.js'
import type { Stream } from './stream.js'
import type { World } from './world.js'

/** The parts of the sandbox that jumps work with. */
export interface JumpParts {
  clock: OffsetClock
  world: World
  stream: Stream
  deliveries: Deliveries
  jumps: Jumps
  inflight: number
  botUrl: string | undefined
}

/** What a bot's `GET /idle` says. */
interface BotIdle {
  idle: boolean
  clockRevision: number
  nextWakeAt: number | undefined
}

const pollMs = 15

/** Real time that a bot which is at work may take until it answers that it is idle, or still is not. */
const waitMs = 500

/** What is taken of a bot that gives no answer: it is at work. */
const busy: BotIdle = { idle: false, clockRevision: 0, nextWakeAt: undefined }

/** Real time after which a bot that gives no answer is asked again. */
const answerMs = 5_000

/** A connection that broke off tells nothing of who is asked next. */
function nobodyListens(thrown: unknown): boolean {
  const codes = failureCodes(thrown)
  return ['ECONNREFUSED', 'EHOSTUNREACH', 'ENOTFOUND'].some((code) => codes.includes(code))
}

/** Asks the bot, which waits until it is idle; undefined when there is none or nobody listens there. */
async function askBot(
  sandbox: JumpParts,
  revision: number,
  timeoutMs: number,
): Promise<BotIdle | undefined> {
  if (sandbox.botUrl === undefined) return undefined
  const idle = new URL(`/idle?within=${waitMs}&revision=${revision}`, sandbox.botUrl)
  const asked = fetch(idle).then(async (response) => fieldsOf(await response.json()))
  const body = await within(
    Math.min(answerMs, timeoutMs),
    asked.catch((thrown: unknown) => (nobodyListens(thrown) ? undefined : null)),
    null,
  )
  if (body === undefined) return undefined
  if (body === null) return busy
  return {
    idle: body.idle === true,
    clockRevision: numberOf(body, 'clockRevision') ?? 0,
    nextWakeAt: numberOf(body, 'nextWakeAt'),
  }
}

/** Whether nothing is being answered and nothing waits for its acknowledgement. */
export function isIdle(sandbox: JumpParts): boolean {
  const { inflight, deliveries, clock } = sandbox
  const nextAt = deliveries.nextAt
  return (
    inflight === 0 && deliveries.running === 0 && (nextAt === undefined || nextAt > clock.now())
  )
}

/** Waits until sandbox and bot are idle, twice in a row; false when time ran out. */
export async function quiet(
  sandbox: JumpParts,
  timeoutMs: number,
  revision = 0,
): Promise<{ quiet: boolean; bot: BotIdle | undefined }> {
  const elapsed = stopwatch()
  let calm = 0
  let bot: BotIdle | undefined
  for (;;) {
    bot = isIdle(sandbox) ? await askBot(sandbox, revision, timeoutMs) : undefined
    const botCalm = bot === undefined || (bot.idle && bot.clockRevision >= revision)
    calm = isIdle(sandbox) && botCalm ? calm + 1 : 0
    if (calm >= 2) return { quiet: true, bot }
    if (elapsed() > timeoutMs) return { quiet: false, bot }
    await sleep(calm > 0 ? 1 : pollMs)
  }
}

/** A bot that wakes so soon is still at it: what the platform refused for its pace is sent again a second later. */
const soonMs = 1_500

/** Waits until sandbox and bot are idle and the bot does not wake in a moment; false when time ran out. */
export async function quietForSome(sandbox: JumpParts, timeoutMs: number): Promise<boolean> {
  const elapsed = stopwatch()
  for (;;) {
    const left = Math.max(timeoutMs - elapsed(), 0)
    const waited = await quiet(sandbox, left, sandbox.clock.revision())
    const wakesIn = (waited.bot?.nextWakeAt ?? Number.POSITIVE_INFINITY) - sandbox.clock.now()
    if (!waited.quiet || wakesIn > soonMs) return waited.quiet
    await sleep(Math.max(wakesIn, 0) + 1)
  }
}

/** A jump of the clock that goes on: milliseconds since 1970. */
export interface Jump {
  from: number
  to: number
}

/** The jumps of the clock: one at a time, in the order in which they were asked for. */
export class Jumps {
  #goesOn: Jump | null = null
  #last: Promise<unknown> = Promise.resolve()

  /** The one that goes on, or null. */
  get goesOn(): Jump | null {
    return this.#goesOn
  }

  /**
   * Moves the clock to `to` (milliseconds) once those asked for before are over; where one of them went further, it is there already.
   * Answers false when somebody was busy for `timeoutMs` at one stop: the clock then stays there.
   */
  start(sandbox: JumpParts, to: number, timeoutMs: number): Promise<boolean> {
    const done = this.#last.then(() => this.#jump(sandbox, to, timeoutMs))
    this.#last = done.catch(() => {})
    return done
  }

  async #jump(sandbox: JumpParts, to: number, timeoutMs: number): Promise<boolean> {
    this.#goesOn = { from: sandbox.clock.now(), to }
    const reached = await stepTo(sandbox, to, timeoutMs).finally(() => {
      this.#goesOn = null
    })
    // Who followed it believes that it goes on.
    if (!reached) setClock(sandbox, sandbox.clock.now())
    else sandbox.stream.tell('clock', reading(sandbox))
    return reached
  }
}

/** Stops wherever the bot wants to wake or an event is due again, until both are idle. */
async function stepTo(sandbox: JumpParts, to: number, timeoutMs: number): Promise<boolean> {
  let elapsed = stopwatch()
  for (;;) {
    const before = await quiet(sandbox, timeoutMs, sandbox.clock.revision())
    if (!before.quiet) return false
    const now = sandbox.clock.now()
    if (now >= to) return await quietForSome(sandbox, timeoutMs)
    const wakesAt = before.bot?.nextWakeAt
    if (wakesAt !== undefined && wakesAt <= now) {
      // It came while the bot answered: the bot is at work by now, and says later what comes next.
      if (elapsed() > timeoutMs) return false
      await sleep(1)
      continue
    }
    elapsed = stopwatch()
    const stops = [wakesAt, sandbox.deliveries.nextAt].filter(
      (at): at is number => at !== undefined && at > now,
    )
    setClock(sandbox, Math.min(to, ...stops))
    await sleep(1)
  }
}

/** Sets the clock at once and tells everybody. */
export function setClock(sandbox: JumpParts, to: number): void {
  const { clock, world } = sandbox
  clock.jump(instant(to) - clock.now() + clock.offsetMs())
  world.core.offsetMs = clock.offsetMs()
  world.core.revision = clock.revision()
  world.changed()
  sandbox.stream.tell('clock', reading(sandbox))
}

/** The clock as the control API answers it. */
export interface Reading {
  now: number
  offsetMs: number
  revision: number
  /** Where it is being moved to, and from where; null while it only runs. */
  jump: Jump | null
}

export function reading({ clock, jumps }: JumpParts): Reading {
  return {
    now: clock.now(),
    offsetMs: clock.offsetMs(),
    revision: clock.revision(),
    jump: jumps.goesOn,
  }
}
