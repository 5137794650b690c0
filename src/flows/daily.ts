import { addDays, day, dayAt, type Instant, momentOf, timeAt } from '../base/day.js'
import { enqueueAll } from '../storage/outbox.js'
import { dailySends, replaceSend } from '../storage/outbox-held.js'
import { isLastDay } from './mute/muted.js'
import { noticeKinds } from './notice-kinds.js'
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
 * working morning; where several wait for one morning, the home card comes in their place. News, which home does not list, takes
 * the next morning on which nothing else waits. What can be done on this day for the last time comes nevertheless.
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
  const planned = [
    ...together(known.filter(({ card }) => !isNews(card.kind))),
    ...known.filter(({ card }) => isNews(card.kind)),
  ].map((of) => ({ ...of, at: whenFor(ctx, of, timing) }))
  const sends = await dailySends(ctx.tx, {
    bureau: ctx.bureau.id,
    recipients: planned.flatMap(({ person }) => ctx.bureau.addresses.get(person) ?? []),
    days: [...new Set(planned.flatMap(({ at }) => morningsFrom(ctx, at).map(dayAt)))],
  })
  const plan = new Plan(ctx, sends)
  for (const of of planned) {
    if (isNews(of.card.kind)) plan.news(of)
    else await plan.duty(of)
  }
  await enqueueAll(
    ctx.tx,
    plan.fresh.flatMap((of) => {
      const { moved } = of
      const notice = noticeTo(ctx, of, moved ? { ...timing, notBefore: of.at } : timing)
      return notice ? [{ ...notice, detail: { daily: dayAt(of.at) } }] : []
    }),
  )
}

/** News is for reading, and stands on no home card. */
function isNews(kind: string): boolean {
  return noticeKinds[kind] === 'news'
}

/** So many mornings are looked at for one on which nothing waits; a working week. */
const mornings = 6

/** A moment and the working mornings after it. */
function morningsFrom(ctx: Sending, at: Instant): Instant[] {
  const all = [at]
  while (all.length < mornings) all.push(morningAfter(ctx, all.at(-1) ?? at))
  return all
}

/** Which card comes to each on which day. */
class Plan {
  readonly fresh: (Planned & { moved: boolean })[] = []
  readonly #ctx: Sending
  readonly #sends: Daily[]

  constructor(ctx: Sending, sends: readonly Daily[]) {
    this.#ctx = ctx
    this.#sends = [...sends]
  }

  /** Something that waits for somebody: today's card, else it joins what comes on the next working morning. */
  async duty(of: Planned): Promise<void> {
    const first = this.#on(of, of.at)
    const lastDay = of.due !== undefined && of.due !== null && isLastDay(this.#ctx, of.due)
    if (!first || (lastDay && !first.waits)) this.#add(of, of.at)
    else if (first.waits) await this.#join(first, of)
    else {
      const at = morningAfter(this.#ctx, of.at)
      const second = this.#on(of, at)
      if (second?.waits) await this.#join(second, of)
      else if (!second) this.#add(of, at)
    }
  }

  /** Something to read: on the first morning that is free; once where it waits already. */
  news(of: Planned): void {
    for (const at of morningsFrom(this.#ctx, of.at)) {
      const there = this.#on(of, at)
      if (!there) {
        this.#add(of, at)
        return
      }
      if (there.waits && there.cardKind === of.card.kind && there.cardKey === of.card.key) return
    }
    this.#add(of, morningsFrom(this.#ctx, of.at).at(-1) ?? of.at)
  }

  /** Two that wait for the same morning are told of by one card; news gives way to what waits. */
  async #join(one: Daily, of: Planned): Promise<void> {
    const { tx } = this.#ctx
    if (isNews(one.cardKind)) {
      const before = { kind: one.cardKind, key: one.cardKey }
      await replaceSend(tx, one.id, of.card)
      Object.assign(one, { cardKind: of.card.kind, cardKey: of.card.key })
      this.news({ person: of.person, card: before, at: momentOf(day(one.day), timeAt(of.at)) })
      return
    }
    const same = one.cardKind === of.card.kind && one.cardKey === of.card.key
    if (!same && one.cardKind !== home.kind) await replaceSend(tx, one.id, home)
  }

  #on(of: Planned, at: Instant): Daily | undefined {
    const recipient = this.#ctx.bureau.addresses.get(of.person)
    return this.#sends.find((one) => one.recipient === recipient && one.day === dayAt(at))
  }

  #add(of: Planned, at: Instant): void {
    this.fresh.push({ ...of, at, moved: at !== of.at })
    this.#sends.push({
      ...{ id: '', recipient: this.#ctx.bureau.addresses.get(of.person) ?? '', waits: true },
      ...{ cardKind: of.card.kind, cardKey: of.card.key, day: dayAt(at) },
    })
  }
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

function morningAfter(ctx: Sending, at: Instant): Instant {
  return quietUntil(ctx.calendar, momentOf(addDays(dayAt(at), 1)))
}
