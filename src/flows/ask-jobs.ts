import { yearsOf } from '../base/assessment-year.js'
import type { Ask, AskKind, Sends } from './asks.js'
import type { JobContext } from './context.js'
import { type Due, type Job, nextPart } from './jobs.js'
import { sendDaily } from './daily.js'

/**
 * The jobs that send an ask's cards: one when an occasion opens, to everybody who owes it; one for reminders, again at
 * the bottom of the chat, only to who still does; at most one card a day to each. After the occasion's time none is sent. The
 * period is the occasion.
 */
export function askJobs(kinds: readonly AskKind[]): Job[] {
  return kinds.flatMap((kind) =>
    kind.sends ? [jobOf(kind, kind.sends, false), jobOf(kind, kind.sends, true)] : [],
  )
}

function jobOf(kind: AskKind, sends: Sends, reminds: boolean): Job {
  return {
    name: reminds ? `${kind.name}.remind` : kind.name,
    title: reminds ? sends.titles.remind : sends.titles.open,
    missed: 'until-deadline',
    due: (calendar, from, to, rules) =>
      sends
        .moments(calendar, from, to, rules)
        .filter((moment) => moment.reminds === reminds)
        .map(({ occasion, at, until }): Due => ({ period: occasion, at, until })),
    async run(ctx, occasion, after) {
      const { part, next } = nextPart(kind.open(ctx, { occasion }), after, idOf)
      const until = untilOf(ctx, sends, occasion)
      await sendDaily(
        ctx,
        part.map((ask) => ({ person: ask.who, card: ask.card, due: ask.due })),
        until === null ? {} : { expiresAt: until },
      )
      return next
    },
  }
}

function idOf(ask: Ask): string {
  return `${ask.about} ${ask.who}`
}

/** Until when an occasion's cards may go out; null: for as long as the ask is open. */
function untilOf(ctx: JobContext, sends: Sends, occasion: string) {
  const rules = {
    work: ctx.bureau.work,
    years: yearsOf(ctx.bureau.cycles.map(({ scheme }) => scheme)),
  }
  const moments = sends.moments(ctx.calendar, ctx.today, ctx.today, rules)
  return moments.find((moment) => moment.occasion === occasion)?.until ?? null
}
