import { must } from '../../src/base/bug.js'
import { type Day, day } from '../../src/base/day.js'
import { renderCard } from '../../cards/render.js'
import { viewOf } from '../../src/flows/all.js'
import type { Seeing } from '../../src/flows/context.js'
import type { CycleResult, Statement } from '../../src/scoring/statement.js'
import { plain, type Scored, scoredIn } from './figures.js'
import type { Life } from './life.js'

/** What cards said and what they should have said, with where; and every word that was read on them. */
export interface Compared {
  /** How many figures were compared. */
  figures: number
  wrong: string[]
  read: string[]
}

/** A comparison that has just begun. */
export const nothingCompared = (): Compared => ({ figures: 0, wrong: [], read: [] })

/** A bureau as it is at a moment of a day, with the score of one export for everybody who is looked at. */
export interface Look {
  life: Life
  to: Compared
  today: Day
  seeing: Seeing
  /** As of today, and as of the year's end. */
  now: Scored
  end: Scored
}

/** Looks at a bureau: one reading and one export for everything that is compared. */
export async function lookAt(life: Life, to: Compared, today: Day): Promise<Look> {
  const seeing = await life.bureau.seeing(null)
  const now = scoredIn(seeing, today)
  const last = day('2025-12-31')
  return { life, to, today, seeing, now, end: today === last ? now : scoredIn(seeing, last) }
}

/** Compares what stands on cards with what it should be, and keeps what differs. */
export function same(to: Compared, where: string, said: unknown, right: unknown): void {
  const [left, other] = [JSON.stringify(said), JSON.stringify(right)]
  to.figures += Array.isArray(right) ? right.length : 1
  if (left !== other) to.wrong.push(`${where}: the card says ${left}, not ${other}`)
}

/** What a card shows its reader. */
export function viewFor({ seeing }: Look, who: string, kind: string, key: string) {
  return viewOf({ ...seeing, person: who }, { kind, key })
}

export type View = Awaited<ReturnType<typeof viewFor>>

/** What is drawn of it, with its words kept. */
export function shown({ to }: Look, view: View) {
  const card = renderCard(view, { card: 'k3xabcdefg', revision: 1 })
  to.read.push(plain(card))
  return card
}

/** A card as its reader has it. */
export async function cardOf(look: Look, ...of: [who: string, kind: string, key: string]) {
  return shown(look, await viewFor(look, ...of))
}

/** Somebody's statement, or a unit's. */
export function statementIn({ statements }: CycleResult, assessee: string): Statement {
  return must(
    statements.find((one) => one.assessee === assessee),
    `${assessee} is scored`,
  )
}
