import { yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import { mayNot } from '../access.js'
import type { CardRef } from '../cards.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { tryChoices } from './actions.js'
import { type Mover, triedDrafts } from './kept.js'

/** What the office may try in a cycle, and what came of what it tried last. */
export interface WhatIfView {
  kind: 'what-if'
  cycle: string
  scheme: string
  year: string
  /** Every other answer: `choice/alternative`, what is chosen, and how. */
  answers: { pair: string; choice: string; clause: string; says: string }[]
  tried: {
    choice: string
    clause: string
    asks: string
    /** What is in force, and what was tried. */
    now: string
    instead: string
    found: {
      asOf: Day
      people: number
      moved: number
      first: Mover[]
    } | null
  } | null
  others: { scheme: string; year: string; card: CardRef }[]
}

/**
 * Access: `what-if.try`.
 * @refuses gone
 */
export async function viewWhatIf(seeing: Seeing, key: string): Promise<WhatIfView | GoneView> {
  const { bureau, person, db } = seeing
  const cycle = bureau.cycles.find(({ id }) => id === key)
  if (person === null || !cycle || mayNot(bureau, person, tryChoices, 'anything')) {
    return { kind: 'gone', code: 'gone' }
  }
  const { choices, shortTitle } = cycle.scheme
  const draft = await triedDrafts.get(db, { bureau, person }, key)
  const choice = choices.find(({ id }) => id === draft?.choice)
  const saysOf = (alternative: string) =>
    choice?.alternatives.find(({ id }) => id === alternative)?.says ?? alternative
  return {
    kind: 'what-if',
    ...{ cycle: key, scheme: shortTitle, year: yearNameOf(cycle) },
    answers: choices.flatMap(({ id, name, clause, answer, alternatives }) =>
      alternatives
        .filter((one) => one.id !== answer)
        .map((one) => ({ pair: `${id}/${one.id}`, choice: name, clause, says: one.says })),
    ),
    tried:
      draft && choice
        ? {
            ...{ choice: choice.name, clause: choice.clause, asks: choice.asks },
            ...{ now: saysOf(choice.answer), instead: saysOf(draft.alternative) },
            found: draft.found,
          }
        : null,
    others: bureau.cycles
      .filter(({ id, scheme }) => id !== key && scheme.choices.length > 0)
      .map((one) => ({
        ...{ scheme: one.scheme.shortTitle, year: yearNameOf(one) },
        card: { kind: 'what-if', key: one.id },
      })),
  }
}
