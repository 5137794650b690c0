import { points } from '../../base/points.js'
import { type Standings, scoreOne, standingsOf } from '../../scoring/engine.js'
import type { ScoringInput } from '../../scoring/input.js'
import {
  compareResults,
  type LineDifference,
  type Moved,
  type Position,
} from '../../scoring/result/compare.js'
import type { CycleResult } from '../../scoring/statement.js'
import type { Mover } from './kept.js'

/** Movers that are kept, and lines that are said of each. */
export const moversMost = 10
const linesMost = 3

/** One of the two sides: what is scored, and what is found of all. */
export interface Side {
  input: ScoringInput
  standings: Standings
}

/** A side, with ranks and grades worked out. */
export function sideOf(input: ScoringInput): Side {
  return { input, standings: standingsOf(input) }
}

/** Who of some assessees stands otherwise on the other side, with the lines that make it. Pure. */
export function movedAmong(before: Side, after: Side, ids: readonly string[]): Mover[] {
  const { scheme } = before.input
  const grades = new Map(scheme.grades.map(({ id, name }) => [id, name]))
  const { moved } = compareResults(resultFor(before, ids), resultFor(after, ids))
  return moved.flatMap((one) => moverOf(one, grades) ?? [])
}

function resultFor({ input, standings }: Side, ids: readonly string[]): CycleResult {
  const { asOf, year, scheme } = input
  return {
    ...standings,
    ...{ asOf, year, scheme: { id: scheme.id, version: scheme.version }, choices: {} },
    ...{ unitLedgers: [], warnings: [], statements: ids.map((id) => scoreOne(input, id)) },
  }
}

function moverOf(
  { assessee, name, before, after, change, lines }: Moved,
  grades: ReadonlyMap<string, string>,
): Mover | null {
  if (before === null || after === null) return null
  const [from, to] = [placeOf(before, grades), placeOf(after, grades)]
  // What only may become otherwise, while the year is open, moves nobody.
  if (JSON.stringify(from) === JSON.stringify(to)) return null
  const why = leavesOf(lines).slice(0, linesMost)
  return { id: assessee, name, change: change ?? '0', before: from, after: to, why }
}

function placeOf(
  { total, settled, ranks, grade }: Position,
  grades: ReadonlyMap<string, string>,
): Mover['before'] {
  const rank = ranks.find(({ group }) => group === null)?.rank ?? ranks[0]?.rank ?? null
  return {
    ...{ total: total ?? settled, rank },
    grade: grade === null ? null : (grades.get(grade) ?? grade),
  }
}

/** The lines that give otherwise by themselves, not for what is below them. */
function leavesOf(lines: readonly LineDifference[]): Mover['why'] {
  return lines.flatMap((line) => {
    const [before, after] = [line.before?.settled ?? null, line.after?.settled ?? null]
    if (before === after) return []
    const below = leavesOf(line.lines)
    return below.length > 0
      ? below
      : [{ name: line.name, clause: line.clause ?? '', before, after }]
  })
}

/** The first of them: whose grade is another, then who goes the most places, then the most points. */
export function firstOf(movers: readonly Mover[]): Mover[] {
  const places = ({ before, after }: Mover) => Math.abs((before.rank ?? 0) - (after.rank ?? 0))
  const graded = ({ before, after }: Mover) => (before.grade === after.grade ? 0 : 1)
  return [...movers]
    .sort(
      (a, b) =>
        graded(b) - graded(a) ||
        places(b) - places(a) ||
        points(b.change).abs().comparedTo(points(a.change).abs()) ||
        (a.id < b.id ? -1 : 1),
    )
    .slice(0, moversMost)
}
