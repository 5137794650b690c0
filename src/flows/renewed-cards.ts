import { addDays, day, type Instant, instant, momentOf } from '../base/day.js'
import { agedCards, cardLastsMs } from '../storage/live-cards.js'
import type { Ask, AskKind } from './asks.js'
import { sendDaily } from './daily.js'
import type { JobContext } from './context.js'
import { eachDay, type Job, nextPart, times } from './jobs.js'

/**
 * On working mornings, a card that still waits for somebody and that the platform will soon take no press of comes again at the
 * bottom of the chat; the old one points to it. What a year asks waits longer than such a card lives. Before days off it comes
 * earlier, where on the next working morning it would be too late.
 */
export function renewCards(kinds: readonly AskKind[]): Job {
  return {
    name: 'cards-renew',
    title: '重发还没有办的旧卡片',
    missed: 'latest',
    due: (calendar, from, to) =>
      eachDay(addDays(from, 1), to, times.morning).filter(({ period }) =>
        calendar.isWorkingDay(day(period)),
      ),
    async run(ctx, _period, after) {
      const { part, next } = nextPart(await waitingLong(ctx, kinds), after, idOf)
      await sendDaily(
        ctx,
        part.map(({ who, card, due }) => ({ person: who, card, due })),
      )
      return next
    },
  }
}

/** Before when a card was sent that cannot wait for the next working morning. */
function sentLongBefore({ calendar, today }: JobContext): Instant {
  return instant(momentOf(calendar.addWorkingDays(today, 1), times.morning) - cardLastsMs)
}

/** What is owed by a card that was sent so long ago. */
async function waitingLong(ctx: JobContext, kinds: readonly AskKind[]): Promise<Ask[]> {
  const before = sentLongBefore(ctx)
  const asks = kinds.flatMap((kind) => kind.open(ctx, {})).filter(({ opens }) => opens < before)
  const placed = asks.flatMap((ask) => {
    const recipient = ctx.bureau.addresses.get(ask.who)
    return recipient === undefined ? [] : [{ ask, place: { recipient, ...ask.card } }]
  })
  const places = placed.map(({ place }) => place)
  const aged = await agedCards(ctx.tx, { bureau: ctx.bureau.id, places, before })
  return placed.flatMap(({ ask }, at) => (aged.has(at) ? [ask] : []))
}

function idOf({ who, kind, about }: Ask): string {
  return JSON.stringify([who, kind, about])
}
