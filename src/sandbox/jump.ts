import { instant } from '../base/day.js'
import { sleep, stopwatch, within } from '../base/real-time.js'
import { fieldsOf, numberOf } from './read-json.js'
import type { Sandbox } from './sandbox.js'

/** What a bot's `GET /idle` says. */
interface BotIdle {
  idle: boolean
  clockRevision: number
  nextWakeAt: number | undefined
}

const pollMs = 15

/** Real time that a bot which is at work may take until it answers that it is idle, or still is not. */
const waitMs = 500

/** Asks the bot, which waits until it is idle; undefined when there is none or it can't be reached. */
async function askBot(sandbox: Sandbox, revision: number): Promise<BotIdle | undefined> {
  if (sandbox.botUrl === undefined) return undefined
  const idle = new URL(`/idle?within=${waitMs}&revision=${revision}`, sandbox.botUrl)
  const asked = fetch(idle).then(
    async (response) => fieldsOf(await response.json()),
    () => undefined,
  )
  const body = await within(
    5_000,
    asked.catch(() => undefined),
    undefined,
  )
  if (body === undefined) return undefined
  return {
    idle: body.idle === true,
    clockRevision: numberOf(body, 'clockRevision') ?? 0,
    nextWakeAt: numberOf(body, 'nextWakeAt'),
  }
}

/** Whether nothing is being answered and nothing waits for its acknowledgement. */
export function isIdle(sandbox: Sandbox): boolean {
  const { inflight, deliveries, clock } = sandbox
  const nextAt = deliveries.nextAt
  return (
    inflight === 0 && deliveries.running === 0 && (nextAt === undefined || nextAt > clock.now())
  )
}

/** Waits until sandbox and bot are idle, twice in a row; false when time ran out. */
export async function quiet(
  sandbox: Sandbox,
  timeoutMs: number,
  revision = 0,
): Promise<{ quiet: boolean; bot: BotIdle | undefined }> {
  const elapsed = stopwatch()
  let calm = 0
  let bot: BotIdle | undefined
  for (;;) {
    bot = isIdle(sandbox) ? await askBot(sandbox, revision) : undefined
    const botCalm = bot === undefined || (bot.idle && bot.clockRevision >= revision)
    calm = isIdle(sandbox) && botCalm ? calm + 1 : 0
    if (calm >= 2) return { quiet: true, bot }
    if (elapsed() > timeoutMs) return { quiet: false, bot }
    await sleep(calm > 0 ? 1 : pollMs)
  }
}

/**
 * Moves the clock to `to` (milliseconds), stopping wherever the bot wants to wake or an event is due
 * again. Answers false when somebody never became idle.
 */
export async function jump(sandbox: Sandbox, to: number, timeoutMs: number): Promise<boolean> {
  const elapsed = stopwatch()
  for (;;) {
    const left = Math.max(timeoutMs - elapsed(), 0)
    const before = await quiet(sandbox, left, sandbox.clock.revision())
    if (!before.quiet) return false
    const now = sandbox.clock.now()
    if (now >= to) return true
    const stops = [before.bot?.nextWakeAt, sandbox.deliveries.nextAt].filter(
      (at): at is number => at !== undefined && at > now,
    )
    setClock(sandbox, Math.min(to, ...stops))
    await sleep(1)
  }
}

/** Sets the clock at once and tells everybody. */
export function setClock(sandbox: Sandbox, to: number): void {
  const { clock, world } = sandbox
  clock.jump(instant(to) - clock.now() + clock.offsetMs())
  world.core.offsetMs = clock.offsetMs()
  world.core.revision = clock.revision()
  world.changed()
  sandbox.stream.tell('clock', reading(sandbox))
}

/** The clock as the control API answers it. */
export function reading(sandbox: Sandbox): { now: number; offsetMs: number; revision: number } {
  const { clock } = sandbox
  return { now: clock.now(), offsetMs: clock.offsetMs(), revision: clock.revision() }
}
