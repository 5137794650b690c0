import type { ScoringInput } from '../../src/scoring/input.js'
import { cents, type FloorResult } from './floor.js'

/**
 * The floor of the units' scheme: the same arithmetic by hand on whole numbers, reading the same parsed input. It explains
 * nothing and knows no other scheme.
 */

/** Totals in fifths of a hundredth. */
const perPoint = 5 * 100

interface Row {
  id: string
  tier: string
  briefs: Int32Array
  checks: Int32Array
  lapses: number
  /** What each matter brings: the highest of what happened in it, in hundredths. */
  awards: Set<string>
  media: Set<string>
  rated: number
  raters: number
  rest: number
  total: number
}

export function unitFloorOf(input: ScoringInput): FloorResult {
  const rows = new Map<string, Row>()
  for (const { id, tier } of input.assessees) {
    rows.set(id, {
      ...{ id, tier, briefs: new Int32Array(12), checks: new Int32Array(4), lapses: 0 },
      ...{ awards: new Set(), media: new Set(), rated: 0, raters: 0, rest: 0, total: 0 },
    })
  }
  for (const fact of input.facts) {
    if (fact.state !== 'effective' || fact.day > input.asOf) continue
    const row = rows.get(fact.unit ?? '')
    if (row !== undefined) count(row, fact)
  }
  for (const { assessee, points } of input.ratings) {
    const row = rows.get(assessee)
    if (row === undefined) continue
    row.rated += cents(points)
    row.raters += 1
  }
  for (const { assessee, points } of input.entered) {
    const row = rows.get(assessee)
    if (row !== undefined) row.rest = cents(points)
  }
  const tiers = new Map<string, Row[]>()
  for (const row of rows.values()) {
    row.total = totalOf(row)
    const tier = tiers.get(row.tier)
    if (tier === undefined) tiers.set(row.tier, [row])
    else tier.push(row)
  }
  return ranked(tiers)
}

function count(row: Row, fact: ScoringInput['facts'][number]): void {
  const month = Number.parseInt(fact.day.slice(5, 7), 10) - 1
  const { briefs, checks } = row
  switch (fact.rule) {
    case 'brief-done':
      briefs[month] = (briefs[month] ?? 0) + Number.parseInt(fact.quantity ?? '0', 10)
      break
    case 'check-done': {
      const quarter = Math.floor(month / 3)
      checks[quarter] = (checks[quarter] ?? 0) + Number.parseInt(fact.quantity ?? '0', 10)
      break
    }
    case 'lapse':
      row.lapses += 1
      break
    case 'award':
      row.awards.add(fact.matter ?? fact.id)
      break
    default:
      row.media.add(fact.matter ?? fact.id)
  }
}

function totalOf(row: Row): number {
  let [briefs, checks, media] = [1200, 1800, 0]
  for (const held of row.briefs) if (held < 2) briefs -= 50
  for (const held of row.checks) if (held < 5) checks -= 75 * (5 - held)
  for (const matter of row.media) if (!row.awards.has(matter)) media += 30
  const bonus = Math.min(600, 200 * row.awards.size + Math.min(100, media))
  const whole =
    Math.max(0, briefs) +
    Math.max(0, checks) +
    Math.max(0, 3000 - 150 * row.lapses) +
    row.rest +
    bonus
  return whole * 5 + (row.rated * 5) / row.raters
}

function ranked(tiers: ReadonlyMap<string, Row[]>): FloorResult {
  const [ranks, totals] = [new Map<string, number>(), new Map<string, number>()]
  const grades = new Map<string, string | null>()
  for (const members of tiers.values()) {
    members.sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1))
    let rank = 0
    for (const [index, row] of members.entries()) {
      if (index === 0 || members[index - 1]?.total !== row.total) rank = index + 1
      ranks.set(row.id, rank)
      totals.set(row.id, row.total)
      grades.set(row.id, row.total < line ? 'fail' : 'pass')
    }
  }
  const nominees = new Map<string, string[]>()
  const taken = new Set<string>()
  for (const [grade, tenths] of prizes) {
    for (const [tier, members] of tiers) {
      const able = members.filter((row) => row.total >= line && !taken.has(row.id))
      const { placed, tied } = upTo(able, Math.floor((tenths * members.length + 5) / 10))
      nominees.set(`${grade} ${tier}`, [...placed, ...tied])
      for (const id of placed) grades.set(id, grade)
      for (const id of tied) grades.set(id, null)
    }
    for (const ids of nominees.values()) for (const id of ids) taken.add(id)
  }
  return { perPoint, totals, ranks, nominees, grades }
}

const line = 60 * perPoint
const prizes = [
  ['excellent', 2],
  ['good', 4],
] as const

/** The first of those who come in order; who is equal at the last place has it, or not, by people's decision. */
function upTo(rows: readonly Row[], places: number): { placed: string[]; tied: string[] } {
  const ids = (some: readonly Row[]): string[] => some.map((one) => one.id)
  const cut = rows[places - 1]?.total
  if (rows.length <= places || cut === undefined || rows[places]?.total !== cut) {
    return { placed: ids(rows.slice(0, places)), tied: [] }
  }
  const tied = rows.filter((one) => one.total === cut)
  return { placed: ids(rows.filter((one) => one.total > cut)), tied: ids(tied) }
}
