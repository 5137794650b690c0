import { addDays, dayAt, type Instant, momentOf } from '../base/day.js'
import { enqueueSends } from '../storage/outbox.js'
import { dailySends, replaceSend } from '../storage/outbox-held.js'
import { isLastDay } from './mute/muted.js'
import { type CardFor, noticeTo, type Sending, takerOf, type Timing, whenFor } from './notices.js'
import { quietUntil } from './working-hours.js'

/** The card that lists all that waits for somebody. */
const home = { kind: 'home', key: 'home' }

/** A card that jobs send, with the moment at which it may go. */
interface Planned extends CardFor {
  at: Instant
}

/**
 * Sends what comes by itself: at most one card a day to each. What would be a second one waits for the next
 * working morning; where several wait for one morning, the home card comes in their place. What can be done on this day for the last
 * time comes nevertheless.
 */
export async function sendDaily(
  ctx: Sending,
  all: readonly CardFor[],
  timing: Timing = {},
): Promise<void> {
  const known = all
    .map((of) => ({ ...of, person: takerOf(ctx, of.person, of.card) }))
    .filter(({ person }) => ctx.bureau.addresses.has(person))
  if (known.length === 0) return
  const planned = together(known).map((of) => ({ ...of, at: whenFor(ctx, of, timing) }))
  const days = new Set(planned.flatMap(({ at }) => [dayAt(at), dayAt(morningAfter(ctx, at))]))
  const sends = await dailySends(ctx.tx, {
    bureau: ctx.bureau.id,
    recipients: planned.flatMap(({ person }) => ctx.bureau.addresses.get(person) ?? []),
    days: [...days],
  })
  const fresh: { of: Planned; timing: Timing }[] = []
  for (const of of planned) {
    const first = sends.find((one) => isOn(ctx, one, of, of.at))
    const lastDay = of.due !== undefined && of.due !== null && isLastDay(ctx, of.due)
    if (!first || (lastDay && !first.waits)) fresh.push({ of, timing })
    else if (first.waits) await joined(ctx, first, of)
    else {
      const at = morningAfter(ctx, of.at)
      const second = sends.find((one) => isOn(ctx, one, of, at))
      if (second?.waits) await joined(ctx, second, of)
      else if (!second) fresh.push({ of: { ...of, at }, timing: { ...timing, notBefore: at } })
    }
  }
  await enqueueSends(
    ctx.tx,
    fresh.flatMap(({ of, timing: when }) => {
      const notice = noticeTo(ctx, of, when)
      return notice ? [{ ...notice, detail: { daily: dayAt(of.at) } }] : []
    }),
  )
}

/** One card for each: their own, or home for who has several at once. */
function together(all: readonly CardFor[]): CardFor[] {
  const persons = new Map<string, CardFor[]>()
  for (const of of all) persons.set(of.person, [...(persons.get(of.person) ?? []), of])
  return [...persons].flatMap(([person, cards]): CardFor[] => {
    const [first, ...more] = cards
    if (!first) return []
    if (more.every(({ card }) => card.kind === first.card.kind && card.key === first.card.key)) {
      return [first]
    }
    const dues = cards.flatMap(({ due }) => due ?? [])
    return [{ person, card: home, due: dues.sort()[0] ?? null }]
  })
}

type Daily = Awaited<ReturnType<typeof dailySends>>[number]

function isOn(ctx: Sending, one: Daily, of: Planned, at: Instant): boolean {
  return one.recipient === ctx.bureau.addresses.get(of.person) && one.day === dayAt(at)
}

/** Two that wait for the same morning are told of by one card. */
async function joined(ctx: Sending, one: Daily, { card }: Planned): Promise<void> {
  const same = one.cardKind === card.kind && one.cardKey === card.key
  if (!same && one.cardKind !== home.kind) await replaceSend(ctx.tx, one.id, home)
}

function morningAfter(ctx: Sending, at: Instant): Instant {
  return quietUntil(ctx.calendar, momentOf(addDays(dayAt(at), 1)))
}
