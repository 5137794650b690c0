import type { ScoringInput } from '../../src/scoring/input.js'

/**
 * The floor under the engine: the same arithmetic for this one scheme, written by hand on whole numbers, reading the
 * same parsed input. It explains nothing, keeps no bounds and knows no other scheme.
 */

/** Totals in 1/60 of a hundredth of a hundredth. */
const unitsPerPoint = 60 * 100 * 100

export interface FloorResult {
  /** In how many parts of a point the totals are. */
  perPoint: number
  totals: ReadonlyMap<string, number>
  /** By tier, best first; equal totals share a rank. */
  ranks: ReadonlyMap<string, number>
  nominees: ReadonlyMap<string, readonly string[]>
  /** Null where a tie has to be broken by people. */
  grades: ReadonlyMap<string, string | null>
}

interface Row {
  id: string
  tier: string
  /** Hundredths taken by facts, of quarters, entered. */
  taken: number
  quarters: number
  rated: number
  performance: number
  superior: number
  /** Sum of ballots' figures in hundredths, ballots, and those in the two low bands. */
  votes: number
  ballots: number
  basic: number
  incompetent: number
  total: number
}

export function floorOf(input: ScoringInput): FloorResult {
  const rows = new Map<string, Row>()
  for (const { id, tier } of input.assessees) {
    const nothing = { taken: 0, quarters: 0, rated: 0, performance: 0, superior: 0 }
    rows.set(id, {
      ...{ id, tier, ...nothing, votes: 0, ballots: 0, basic: 0, incompetent: 0, total: 0 },
    })
  }
  for (const fact of input.facts) {
    if (fact.state !== 'effective' || fact.day > input.asOf) continue
    for (const id of fact.persons) {
      const row = rows.get(id)
      if (row === undefined) continue
      if (fact.rule === 'late') row.taken += 5
      else if (fact.rule === 'undone') row.taken += 50
      else row.taken += cents(fact.points?.person ?? '0')
    }
  }
  for (const rating of input.ratings) {
    const row = rows.get(rating.assessee)
    if (row === undefined) continue
    row.quarters += cents(rating.points)
    row.rated += 1
  }
  for (const { part, assessee, points } of input.entered) {
    const row = rows.get(assessee)
    if (row === undefined) continue
    if (part === 'performance') row.performance = cents(points)
    else row.superior = cents(points)
  }
  for (const { assessee, values } of input.tallies) {
    const row = rows.get(assessee)
    if (row === undefined || values === undefined) continue
    for (const figure in values) {
      const [value, count] = [cents(figure), values[figure] ?? 0]
      row.votes += value * count
      row.ballots += count
      if (value < 6000) row.incompetent += count
      else if (value < 8000) row.basic += count
    }
  }
  const tiers = new Map<string, Row[]>()
  for (const row of rows.values()) {
    row.total =
      Math.max(0, 10000 - row.taken) * 20 * 60 +
      (row.quarters * 20 * 60) / row.rated +
      row.performance * 30 * 60 +
      (row.votes * 20 * 60) / row.ballots +
      row.superior * 10 * 60
    const tier = tiers.get(row.tier)
    if (tier === undefined) tiers.set(row.tier, [row])
    else tier.push(row)
  }
  return ranked(tiers, rows)
}

function ranked(tiers: ReadonlyMap<string, Row[]>, rows: ReadonlyMap<string, Row>): FloorResult {
  const ranks = new Map<string, number>()
  const nominees = new Map<string, string[]>()
  const named = new Set<string>()
  for (const [tier, members] of tiers) {
    members.sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1))
    let rank = 0
    const first: string[] = []
    for (const [index, row] of members.entries()) {
      if (index === 0 || members[index - 1]?.total !== row.total) rank = index + 1
      ranks.set(row.id, rank)
      if (rank <= 8) {
        first.push(row.id)
        named.add(row.id)
      }
    }
    nominees.set(tier, first)
  }
  const grades = new Map<string, string>()
  const totals = new Map<string, number>()
  for (const row of rows.values()) {
    totals.set(row.id, row.total)
    grades.set(row.id, gradeOf(row, named.has(row.id)))
  }
  return { perPoint: unitsPerPoint, totals, ranks, nominees, grades }
}

function gradeOf(row: Row, named: boolean): string {
  if (3 * row.incompetent > row.ballots && row.total < 60 * unitsPerPoint) return 'incompetent'
  if (3 * (row.basic + row.incompetent) > 2 * row.ballots && row.total < 70 * unitsPerPoint)
    return 'basic'
  return named ? 'excellent' : 'competent'
}

/** `86.5` as 8650. */
export function cents(text: string): number {
  const dot = text.indexOf('.')
  if (dot === -1) return 100 * Number.parseInt(text, 10)
  const after = text.length - dot - 1
  const digits = Number.parseInt(text.slice(0, dot) + text.slice(dot + 1), 10)
  return after === 1 ? 10 * digits : digits
}
