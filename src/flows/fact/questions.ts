import { type Day, dayText } from '../../base/day.js'
import { canonicalJson } from '../../base/json.js'
import { isFigure, points, zero } from '../../base/points.js'
import type { Context } from '../context.js'
import type { Filled } from './check.js'
import type { Asked } from './draft.js'
import { factsSlice } from './facts.js'
import type { FigureByHand } from './fields.js'

/** From here on, as a part of its range, a figure is asked once more: its top tenth. */
const nearTheEnd = '0.9'

/**
 * What is right as it stands and yet rare enough to be asked once more before it is recorded: the same kind for the same
 * person on the same day, a rest day, a figure in the top tenth of its range. `instead`: the fact that this one
 * takes the place of.
 */
export function questionsOf(ctx: Context, filled: Filled, on: Day): Asked[] {
  const { draft, fields } = filled
  return [
    ...twins(ctx, filled, on),
    ...(ctx.calendar.isWorkingDay(on)
      ? []
      : [{ code: 'record-ask-rest', with: { day: dayText(on) } }]),
    ...fields.points.flatMap((each) => high(each, draft.words.points[each.to] ?? '')),
  ]
}

function twins(ctx: Context, { draft, counting, whom }: Filled, on: Day): Asked[] {
  const { byWho } = ctx.collected.of(factsSlice)
  const rule = counting[0]?.rule.name ?? draft.kind
  return whom.flatMap(({ id, name }) => {
    const twin = (byWho.get(id) ?? []).find(
      (fact) =>
        fact.body.kind === draft.kind &&
        fact.day === on &&
        fact.ended === null &&
        (fact.body.persons.includes(id) || fact.body.persons.length === 0),
    )
    if (!twin) return []
    const by = ctx.bureau.roster.nameOf(twin.recordedBy)
    return [{ code: 'record-ask-twin', with: { name, rule, day: dayText(on), by } }]
  })
}

function high({ lowest, highest, bounded }: FigureByHand, typed: string): Asked[] {
  if (!bounded || !isFigure(typed)) return []
  const from = lowest ?? zero
  const range = highest.minus(from)
  if (!range.greaterThan(zero)) return []
  const near = from.plus(range.times(points(nearTheEnd)))
  if (points(typed).lessThan(near)) return []
  return [{ code: 'record-ask-high', with: { value: typed, max: highest.toFixed() } }]
}

/** Whether everything that is asked was asked before. */
export function isConfirmed(now: readonly Asked[], before: readonly Asked[]): boolean {
  // A kept form comes back with its members in another order.
  const known = new Set(before.map((each) => canonicalJson(each)))
  return now.every((each) => known.has(canonicalJson(each)))
}
