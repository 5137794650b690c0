import type { VotesPart } from '../../scheme/model/parts.js'
import type { Tally } from '../input.js'

const known = new WeakMap<Tally, Tally>()

/** A tally as it counts: without the assessee's own ballot where the scheme leaves that out and the tally has it. */
export function withoutOwn(part: Pick<VotesPart, 'own'>, tally: Tally): Tally {
  if (part.own.value === 'counts' || tally.own === undefined) return tally
  const before = known.get(tally)
  if (before !== undefined) return before
  const left = lessOwn(tally, tally.own)
  known.set(tally, left)
  return left
}

function lessOwn(tally: Tally, own: NonNullable<Tally['own']>): Tally {
  const { values, grades, issued } = tally
  return {
    ...tally,
    ...(values === undefined ? {} : { values: less(values, own.value) }),
    ...(grades === undefined ? {} : { grades: less(grades, own.grade) }),
    ...(issued === undefined ? {} : { issued: issued - 1 }),
  }
}

function less(
  counts: Readonly<Record<string, number>>,
  key: string | undefined,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).map(([one, count]) => [one, one === key ? count - 1 : count]),
  )
}
