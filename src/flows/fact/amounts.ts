import { addMonths, type Day, isDay, type Month, monthOf } from '../../base/day.js'
import { isFigure, points, sum } from '../../base/points.js'
import type { Situation } from '../context.js'
import { recordLimits } from '../limits.js'
import type { RecordDraft, RecordWords } from './draft.js'
import { factsSlice, type FactRecord } from './facts.js'
import type { FactFields } from './fields.js'
import type { Nameable } from './whom.js'

/**
 * Whose amounts one form takes, each with a field: several units of a kind that is counted by quantity. Empty where the
 * form has one quantity for all that it names.
 */
export function countedApart(
  fields: Pick<FactFields, 'quantity' | 'together'>,
  whom: readonly Nameable[],
): readonly Nameable[] {
  const several = fields.quantity !== null && fields.together === null && whom.length > 1
  return several && whom.every(({ unit }) => unit) ? whom : []
}

/** The units that may all be counted on one form; empty where there are too few or too many of them. */
export function allCounted(
  fields: Pick<FactFields, 'quantity' | 'together'>,
  nameable: readonly Nameable[],
): readonly Nameable[] {
  const units = nameable.filter(({ unit }) => unit)
  return units.length <= recordLimits.whom ? countedApart(fields, units) : []
}

/** Whether a unit has nothing to be recorded: its field was left empty, or says 0. */
export function isNothing(typed: string): boolean {
  return typed === '' || (isFigure(typed) && points(typed).isZero())
}

/** What each of some units had of a kind and sort in the month before the form's day, as text; '' for nothing. */
export function amountsBefore(
  { collected, today }: Pick<Situation, 'collected' | 'today'>,
  { kind, words }: Pick<RecordDraft, 'kind' | 'words'>,
  units: readonly string[],
): Record<string, string> {
  const on: Day = isDay(words.day) ? words.day : today
  const month: Month = addMonths(monthOf(on), -1)
  const { byWho } = collected.of(factsSlice)
  return Object.fromEntries(
    units.map((unit) => {
      const facts = (byWho.get(unit) ?? []).filter((fact) => isLike(fact, { kind, words, month }))
      const amounts = facts.map((fact) => points(fact.body.quantity ?? '0'))
      return [unit, facts.length === 0 ? '' : sum(amounts).toFixed()]
    }),
  )
}

function isLike(
  { body, day, ended }: FactRecord,
  of: { kind: string; words: RecordWords; month: Month },
): boolean {
  return (
    body.kind === of.kind &&
    monthOf(day) === of.month &&
    ended === null &&
    body.quantity !== undefined &&
    (of.words.sort === '' || body.sort === of.words.sort)
  )
}
