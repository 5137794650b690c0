import type { Context } from '../context.js'
import { sendCards } from '../notices.js'
import { waitingOf } from './chain.js'
import { informedOf } from './people.js'
import type { RequestRecord } from './request.js'

/** The kinds of cards that show a request to its person and to its chain. */
export interface RequestCards {
  own: string
  approval: string
}

/** What who takes over sees of any time away. */
export const coverCard = 'cover'

type Told = Pick<RequestRecord, 'id' | 'person' | 'handover' | 'informed'>

/** Whom a new request goes to: the first who decide; where it stands at once, whom an approved one is told. */
export async function tellAsked(
  ctx: Context,
  request: Told & { deciding: readonly string[] },
  cards: RequestCards,
): Promise<void> {
  const { id, person, deciding } = request
  const first = waitingOf(ctx.bureau, { person, deciding, passed: [] })
  if (first === null) return tellApproved(ctx, request, cards)
  await sendCards(ctx, [
    ...first.asked.map((one) => ({ person: one, card: { kind: cards.approval, key: id } })),
    ...(person === ctx.person ? [] : [{ person, card: { kind: cards.own, key: id } }]),
  ])
}

/** Whom an approved request is told: the person, who takes over, and who only learns of it. */
export async function tellApproved(
  ctx: Context,
  request: Told,
  cards: RequestCards,
): Promise<void> {
  const { id, person, handover } = request
  await sendCards(ctx, [
    ...(person === ctx.person ? [] : [{ person, card: { kind: cards.own, key: id } }]),
    ...(handover === null ? [] : [{ person: handover, card: { kind: coverCard, key: id } }]),
    ...informedOf(ctx.bureau, request).map((one) => ({
      person: one,
      card: { kind: cards.approval, key: id },
    })),
  ])
}

/** Who decided on a request that stood, or learned of it, and who takes over, learn that it is another. */
export async function tellChanged(
  ctx: Context,
  request: RequestRecord,
  cards: RequestCards,
): Promise<void> {
  if (request.stage !== 'approved') return
  const { id, handover } = request
  const told = [...request.passed.map(({ by }) => by), ...informedOf(ctx.bureau, request)]
  await sendCards(ctx, [
    ...[...new Set(told)].map((person) => ({ person, card: { kind: cards.approval, key: id } })),
    ...(handover === null ? [] : [{ person: handover, card: { kind: coverCard, key: id } }]),
  ])
}
