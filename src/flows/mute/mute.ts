import { addDays, type Day, dayText, isDay } from '../../base/day.js'
import { fault, refuse, refuseForm } from '../../base/refusal.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { muteLimits } from '../limits.js'
import { muteBegun, muteEnded } from './entries.js'
import { holdBack, release } from './held.js'
import { mutedUntil } from './muted.js'
import type { AskKind } from '../asks.js'

/** Quiet until the end of a day, or to be written to again. */
export type MuteIntent = { verb: 'mute.until'; until: string } | { verb: 'mute.end' }

/** The last day until which one may be quiet today. */
export function muteAtMost({ today }: Pick<Situation, 'today'>): Day {
  return addDays(today, muteLimits.days - 1)
}

/**
 * Nothing that waits comes by itself until the end of a day, today at the least, but on its last day; what is told by law, or
 * was asked for, comes nevertheless. It ends by itself.
 * @refuses mute-day, mute-past, mute-long
 */
export async function muteUntil(
  ctx: Context,
  { until }: Extract<MuteIntent, { verb: 'mute.until' }>,
): Promise<Outcome> {
  if (!isDay(until)) return refuseForm([fault('until', 'mute-day')]) ?? refuse('mute-day')
  const most = muteAtMost(ctx)
  const long = { days: `${muteLimits.days}`, most: dayText(most) }
  const refusal = refuseForm([
    ...(until < ctx.today ? [fault('until', 'mute-past')] : []),
    ...(until > most ? [fault('until', 'mute-long', long)] : []),
  ])
  if (refusal) return refusal
  muteBegun.write(ctx, { body: { until } })
  await holdBack(ctx, ctx.person, until)
  return done('mute-begun', { until: dayText(until) })
}

/**
 * Ends it before its day: what waited comes, in working hours, as one card where it is several.
 * @refuses mute-none
 */
export function endMute(kinds: () => readonly AskKind[]) {
  return async (ctx: Context): Promise<Outcome> => {
    if (mutedUntil(ctx, ctx.person) === null) return refuse('mute-none')
    muteEnded.write(ctx, { body: {} })
    await release(kinds(), ctx, ctx.person)
    return done('mute-ended')
  }
}
