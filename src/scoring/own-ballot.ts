import type { VotesPart } from '../scheme/model-parts.js'
import type { Tally } from './input.js'

/** A tally as it counts: without the assessee's own ballot where the scheme leaves that out and the tally has it. */
export function withoutOwn(part: Pick<VotesPart, 'own'>, tally: Tally): Tally {
  const { own, values, grades, issued } = tally
  if (part.own.value === 'counts' || own === undefined) return tally
  const ofValue = values === undefined ? {} : { values: less(values, own.value) }
  const ofGrade = grades === undefined ? {} : { grades: less(grades, own.grade) }
  return {
    ...tally,
    ...ofValue,
    ...ofGrade,
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
