/** A facts file with one fault; `▲` stands where the problem is reported, in the order of `codes`. */
export interface BrokenFacts {
  name: string
  /** Lines after the head; or the whole file with `whole`. */
  lines?: string
  whole?: string | Uint8Array
  /** `.json` for a file under that name. */
  ending?: '.json'
  codes: string[]
  /** The sentence of the first problem, where it is checked word for word. */
  says?: string
}

/** The small office with its people: a clerk, a chief, one who left and one who came. */
export const head = `year: 2025
roster:
  units: [{id: hall, heads: [{person: c, from: 2025-01-01}]}]
  people:
    - {id: p, tier: desk, unit: hall}
    - {id: c, tier: desk, unit: hall, roles: [chief]}
    - {id: gone, tier: desk, unit: hall, to: 2025-06-30}
    - {id: new, tier: desk, unit: hall, from: 2025-07-01}
`
/** The beginnings of a fact, a rating and a task that are right. */
export const fact = '  - {id: a, rule: late, day: 2025-02-03, persons: [p]'
export const rating = '  - {part: rated, period: 2025-Q1, assessee: p, assessor: c, body: chief'
export const task = '{part: tasks, assessee: p, id: t, name: 修订指南, points: 10'
