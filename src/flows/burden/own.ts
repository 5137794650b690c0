import { yearIn } from '../../base/day.js'
import { cardsTo } from '../../storage/card-counts.js'
import type { Seeing } from '../context.js'
import { noticeKinds } from '../notice-kinds.js'
import { answersOf, boundsOf, burdenSlice } from './counted.js'

/** What this year has asked of somebody, for their home. */
export interface OwnBurden {
  year: string
  /** Things answered, and how many of each kind of ask, most first. */
  answers: number
  kinds: { kind: string; count: number }[]
  /** Cards that came by themselves. */
  cards: number
  /** What they began themselves. */
  own: number
}

/** What this year has asked of somebody so far: out of the fold, and their own cards by their address. */
export async function ownBurden(seeing: Seeing, person: string): Promise<OwnBurden> {
  const { bureau, collected, db, today } = seeing
  const year = yearIn(today)
  const of = collected.of(burdenSlice).get(year)?.get(person)
  const recipient = bureau.addresses.get(person)
  const cards =
    recipient === undefined
      ? new Map<string, number>()
      : await cardsTo(db, { bureau: bureau.id, recipient, ...boundsOf(year) })
  const came = [...cards].filter(([kind]) => noticeKinds[kind] !== 'asked' && kind !== 'home')
  return {
    year,
    answers: answersOf(of),
    kinds: [...(of?.answers ?? [])]
      .map(([kind, { size }]) => ({ kind, count: size }))
      .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)),
    cards: came.reduce((sum, [, count]) => sum + count, 0),
    own: of?.own ?? 0,
  }
}
