import { type Fault, fault } from '../base/refusal.js'
import { namesTyped, peopleOf, thoseIn } from './attendance/names.js'
import type { Bureau } from './context.js'

/** Everybody of the bureau, where that is typed in the place of names. */
const everybody = '全体'

/** People as somebody typed them, and what could not be read. */
export interface NamesRead {
  persons: string[]
  faults: Fault[]
}

/**
 * Reads names of people, of units (all who belong to them), or `全体`. Who is not of the bureau (any more) is nobody.
 * `among`: only these can be meant.
 */
export function readNames(
  bureau: Bureau,
  typed: string,
  of: { field: string; among?: readonly string[] },
): NamesRead {
  const { roster, history } = bureau
  const people = peopleOf({ ...history, people: [...roster.people] })
  const [persons, unknown, several]: [string[], string[], string[]] = [[], [], []]
  for (const { name, unit } of namesTyped(typed)) {
    const all = of.among === undefined ? wholeOf(bureau, name) : null
    const named = all
      ? []
      : thoseIn(history, people.named(name), { unit, on: roster.day }).filter(
          ({ id }) => of.among?.includes(id) ?? true,
        )
    if (all) persons.push(...all)
    else if (named.length === 1) persons.push(...named.map(({ id }) => id))
    else (named.length === 0 ? unknown : several).push(unit === '' ? name : `${name}（${unit}）`)
  }
  const faultOf = (code: string, names: readonly string[]): Fault[] =>
    names.length === 0 ? [] : [fault(of.field, code, { names: names.slice(0, 5).join('、') })]
  return {
    persons: [...new Set(persons)],
    faults: [...faultOf('names-nobody', unknown), ...faultOf('names-which', several)],
  }
}

function wholeOf({ roster }: Bureau, name: string): string[] | null {
  if (name === everybody) return roster.people.map(({ id }) => id)
  const unit = roster.units.find((each) => each.name === name)
  return unit ? roster.membersOf(unit.id).map(({ id }) => id) : null
}
