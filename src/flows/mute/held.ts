import type { Day } from '../../base/day.js'
import { dropSends, moveSends, queuedSends, replaceSend } from '../../storage/outbox-held.js'
import { enqueueAll } from '../../storage/outbox.js'
import { type AskKind, asksFor } from '../asks.js'
import type { Writing } from '../context.js'
import { heldKinds, noticeKinds } from '../notice-kinds.js'
import { noticeTo } from '../notices.js'
import { quietUntil } from '../working-hours.js'
import { heldUntil, isLastDay } from './muted.js'

/** What waits in the outbox for somebody and is held back while they are quiet. */
async function waiting({ tx, bureau }: Writing, person: string) {
  const recipient = bureau.addresses.get(person)
  if (recipient === undefined) return []
  return queuedSends(tx, { bureau: bureau.id, recipients: [recipient], kinds: heldKinds })
}

/** Lets what waits for somebody wait until they are written to again. */
export async function holdBack(ctx: Writing, person: string, until: Day): Promise<void> {
  const all = await waiting(ctx, person)
  await moveSends(
    ctx.tx,
    all.map(({ id }) => id),
    heldUntil(ctx.calendar, until),
  )
}

/**
 * Lets what waited for somebody come: not what is owed no more; where several things are, the home card in their place.
 * News come as they are.
 */
export async function release(
  kinds: readonly AskKind[],
  ctx: Writing,
  person: string,
): Promise<void> {
  const all = await waiting(ctx, person)
  if (all.length === 0) return
  const owed = new Set(
    asksFor(kinds, ctx, person).map(({ card }) => JSON.stringify([card.kind, card.key])),
  )
  const duties = all.filter(({ cardKind }) => noticeKinds[cardKind] === 'duty')
  const open = duties.filter(
    ({ cardKind, cardKey }) => cardKind === 'home' || owed.has(JSON.stringify([cardKind, cardKey])),
  )
  const over = duties.filter((one) => !open.includes(one))
  const [first, ...more] = open
  if (first && more.length > 0) await replaceSend(ctx.tx, first.id, { kind: 'home', key: 'home' })
  const dropped = [...over, ...more].map(({ id }) => id)
  await dropSends(ctx.tx, dropped, 'muted')
  const kept = all.filter(({ id }) => !dropped.includes(id)).map(({ id }) => id)
  await moveSends(ctx.tx, kept, quietUntil(ctx.calendar, ctx.now))
}

/**
 * What somebody who is quiet can do today for the last time comes today: what waits for it in the outbox, else a card of its
 * own.
 */
export async function bringLastDay(
  kinds: readonly AskKind[],
  ctx: Writing,
  person: string,
): Promise<void> {
  const due = asksFor(kinds, ctx, person).filter(
    ({ due: day, lateFrom }) =>
      day !== null && isLastDay(ctx, day) && (lateFrom === null || ctx.now < lateFrom),
  )
  if (due.length === 0) return
  const all = await waiting(ctx, person)
  const at = quietUntil(ctx.calendar, ctx.now)
  for (const ask of due) {
    const { kind, key } = ask.card
    const held = all.find(({ cardKind, cardKey }) => cardKind === kind && cardKey === key)
    if (held) await moveSends(ctx.tx, [held.id], at)
    else {
      const notice = noticeTo(ctx, { person, card: ask.card, due: ask.due })
      if (notice) await enqueueAll(ctx.tx, [notice])
    }
  }
}
