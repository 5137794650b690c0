import { addDays, type Day, day, instant, momentOf } from '../base/day.js'
import { cardLifeMs } from '../storage/live-cards.js'
import { type CardPlaces, refreshCards } from '../storage/stale-cards.js'
import { type Ask, type AskKind, soonDays, workingDaysLeft } from './asks.js'
import type { JobContext, Situation } from './context.js'
import { eachDay, type Job, times } from './jobs.js'

/** Before people come to work: what a card says of days is true when it is looked at. */
const refreshTime = times.early
/** The card that lists what waits for a person, whatever kinds of card it leads to. */
const listKind = 'home'

/**
 * On the working mornings near a due day the open cards of who still owes it are shown anew, and on the one after
 * it those whose time is over say what became of them, for as long as the platform lets them be changed. Of these
 * `kinds` only: they count days. What shows the same as before is not sent.
 */
export function dailyCards(askKinds: readonly AskKind[], kinds: readonly string[]): Job {
  return {
    name: 'daily-cards',
    title: '刷新卡片',
    missed: 'latest',
    due(calendar, from, to) {
      return eachDay(from, to, refreshTime).filter(({ period }) =>
        calendar.isWorkingDay(day(period)),
      )
    },
    async run(ctx) {
      await refreshCards(ctx.tx, {
        bureau: ctx.bureau.id,
        group: ctx.bureau.groupChatId,
        except: null,
        sentAfter: instant(ctx.now - cardLifeMs),
        places: placesOf(ctx, changing(ctx, askKinds), kinds),
      })
      return null
    },
  }
}

/** Asks whose words are others than on the working morning before: near their due day, late since then, or over. */
function changing(ctx: JobContext, kinds: readonly AskKind[]): readonly Ask[] {
  const before = morningBefore(ctx)
  return kinds.flatMap((kind) => {
    const now = kind.open(ctx, {})
    const still = new Set(now.map(idOf))
    const over = kind.open(before, {}).filter((ask) => !still.has(idOf(ask)))
    return [...now.filter((ask) => isNear(ctx, before, ask)), ...over]
  })
}

function isNear(now: Situation, before: Situation, ask: Ask): boolean {
  const left = workingDaysLeft(now, ask)
  if (left === null || left > soonDays) return false
  return left >= 0 || (workingDaysLeft(before, ask) ?? 0) >= 0
}

/** The same bureau, with the same ledger, on the working morning before. */
function morningBefore(ctx: JobContext): Situation {
  let on: Day = addDays(ctx.today, -1)
  while (!ctx.calendar.isWorkingDay(on)) on = addDays(on, -1)
  return { ...ctx, today: on, now: momentOf(on, refreshTime) }
}

function idOf(ask: Ask): string {
  return JSON.stringify([ask.about, ask.who, ask.occasion])
}

/** One place for each kind of card: few, however many people it is about. */
function placesOf(ctx: Situation, asks: readonly Ask[], kinds: readonly string[]): CardPlaces[] {
  return kinds.map((kind) => {
    const of = kind === listKind ? asks : asks.filter((ask) => ask.card.kind === kind)
    return {
      kind,
      ...(kind === listKind ? {} : { keys: [...new Set(of.map((ask) => ask.card.key))] }),
      recipients: [...new Set(of.flatMap((ask) => ctx.bureau.addresses.get(ask.who) ?? []))],
    }
  })
}
