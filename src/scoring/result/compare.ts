import { compareExact, exactText, points } from '../../base/points.js'
import type { Exact } from '../input.js'
import type {
  CycleResult,
  FactView,
  Line,
  NotCountedReason,
  Standing,
  Statement,
} from '../statement.js'

/** What changes between two results over the same facts: who moves, by how much, and in which lines. */
export interface ResultDifference {
  /** Sorted by assessee id; those alone on one side have null on the other. */
  moved: readonly Moved[]
  /** How many assessees have the same points, ranks, grade and bars in both. */
  unmoved: number
  /** Departments' ledgers whose points differ. */
  ledgers: readonly { unit: string; name: string; before: Exact; after: Exact }[]
}

export interface Moved {
  assessee: string
  name: string
  before: Position | null
  after: Position | null
  /** Change of the total, or of what is settled while a total is open; null when alone on one side. */
  change: Exact | null
  lines: readonly LineDifference[]
}

/** Where an assessee stands in one result. */
export interface Position extends Standing {
  total: Exact | null
  ranks: readonly { tier: string; group: string | null; affiliated: boolean; rank: number | null }[]
  /** Grade id; null while it cannot be said. */
  grade: string | null
  /** Grades that it is nominated for. */
  nominated: readonly string[]
  bars: readonly { id: string; name: string; clause: string }[]
}

/** A line whose figures differ, with those below it. Sums appear only when a choice of their own differs. */
export interface LineDifference {
  id: string
  name: string
  clause: string | null
  says: string | null
  /** Points of the total; null when the line is not there. */
  before: Standing | null
  after: Standing | null
  /** Choices that shaped the line differently: ids. */
  choices: readonly string[]
  /** For a fact: its day, and why it is not counted where it is not. */
  fact: { id: string; rule: string; day: string; before: Counting; after: Counting } | null
  lines: readonly LineDifference[]
}

/** `counted`, absent (`null`), or the reason why it is not counted. */
export type Counting = 'counted' | NotCountedReason | null

/** Compares two results; pure, and the same bytes for the same results. */
export function compareResults(before: CycleResult, after: CycleResult): ResultDifference {
  const ids = [...before.statements, ...after.statements].map((one) => one.assessee)
  const all = [...new Set(ids)].sort()
  const [first, second] = [indexOf(before), indexOf(after)]
  const moved = all.flatMap((id) => movedOf(id, first, second))
  const ledgersOf = (result: CycleResult) =>
    new Map(result.unitLedgers.map((one) => [one.unit, one]))
  const [ledgersBefore, ledgersAfter] = [ledgersOf(before), ledgersOf(after)]
  const units = [...new Set([...ledgersBefore.keys(), ...ledgersAfter.keys()])]
  const ledgers = units.sort().flatMap((unit) => {
    const [from, to] = [ledgersBefore.get(unit), ledgersAfter.get(unit)]
    const figures = { before: from?.points ?? '0', after: to?.points ?? '0' }
    if (same(figures.before, figures.after)) return []
    return [{ unit, name: (from ?? to)?.name ?? unit, ...figures }]
  })
  return { moved, unmoved: all.length - moved.length, ledgers }
}

/** What a result says of each assessee, by id. */
interface Index {
  statements: ReadonlyMap<string, Statement>
  ranks: ReadonlyMap<string, Position['ranks']>
  grades: ReadonlyMap<string, string | null>
  nominated: ReadonlyMap<string, readonly string[]>
}

function indexOf(result: CycleResult): Index {
  const ranks = new Map<string, Position['ranks'][number][]>()
  for (const { tier, group, affiliated, places } of result.rankings) {
    for (const { assessee, rank } of places) {
      ranks.set(assessee, [...(ranks.get(assessee) ?? []), { tier, group, affiliated, rank }])
    }
  }
  const nominated = new Map<string, string[]>()
  for (const { grade, nominees } of result.nominations) {
    for (const { assessee } of nominees) {
      nominated.set(assessee, [...(nominated.get(assessee) ?? []), grade])
    }
  }
  const statements = new Map(result.statements.map((one) => [one.assessee, one]))
  const grades = new Map(result.grades.map((one) => [one.assessee, one.grade]))
  return { statements, ranks, grades, nominated }
}

function movedOf(id: string, before: Index, after: Index): Moved[] {
  const [first, second] = [before.statements.get(id), after.statements.get(id)]
  const from = first === undefined ? null : positionOf(first, before)
  const to = second === undefined ? null : positionOf(second, after)
  const lines = lineDifferences(first?.root ?? null, second?.root ?? null)
  if (lines.length === 0 && samePosition(from, to)) return []
  const name = (second ?? first)?.name ?? id
  return [{ assessee: id, name, before: from, after: to, change: changeOf(from, to), lines }]
}

function positionOf(one: Statement, index: Index): Position {
  const { settled, lowest, highest, total, assessee } = one
  return {
    ...{ settled, lowest, highest, total },
    ranks: index.ranks.get(assessee) ?? [],
    grade: index.grades.get(assessee) ?? null,
    nominated: index.nominated.get(assessee) ?? [],
    bars: one.bars.map(({ id, name, clause }) => ({ id, name, clause })),
  }
}

function samePosition(a: Position | null, b: Position | null): boolean {
  if (a === null || b === null) return a === b
  const plain = ({ ranks, grade, nominated, bars }: Position) =>
    JSON.stringify([ranks, grade, nominated, bars.map((bar) => bar.id)])
  return sameStanding(a, b) && same(a.total, b.total) && plain(a) === plain(b)
}

function changeOf(a: Position | null, b: Position | null): Exact | null {
  if (a === null || b === null) return null
  const final = a.total !== null && b.total !== null
  const [from, to] = final ? [a.total, b.total] : [a.settled, b.settled]
  return exactText(points(to ?? '0').minus(points(from ?? '0')))
}

function same(a: Exact | null, b: Exact | null): boolean {
  if (a === null || b === null) return a === b
  return compareExact(points(a), points(b)) === 0
}

function sameStanding(a: Standing | null, b: Standing | null): boolean {
  if (a === null || b === null) return a === b
  return same(a.settled, b.settled) && same(a.lowest, b.lowest) && same(a.highest, b.highest)
}

/** The differing lines below two lines that stand for the same, and the lines themselves where they are leaves. */
function lineDifferences(before: Line | null, after: Line | null): LineDifference[] {
  const line = after ?? before
  if (line === null) return []
  const below = [...childDifferences(before, after), ...countingDifferences(before, after)]
  const choices = Object.keys(after?.choices ?? {}).filter((id) => {
    const other = before?.choices[id]
    return other !== undefined && other !== after?.choices[id]
  })
  const equal = sameStanding(before?.points ?? null, after?.points ?? null)
  if (equal && below.length === 0) return []
  if (line.operation === 'sum' && below.length > 0 && choices.length === 0) return below
  return [
    {
      id: line.id,
      name: line.name,
      clause: line.clause,
      says: line.says,
      before: before?.points ?? null,
      after: after?.points ?? null,
      choices,
      fact: null,
      lines: below,
    },
  ]
}

function childDifferences(before: Line | null, after: Line | null): LineDifference[] {
  const children = (line: Line | null) => (line?.lines ?? []).filter((one) => one.fact === null)
  const [first, second] = [children(before), children(after)]
  const gone = first.filter((one) => !second.some((other) => other.id === one.id))
  return [
    ...second.flatMap((one) =>
      lineDifferences(first.find((other) => other.id === one.id) ?? null, one),
    ),
    ...gone.flatMap((one) => lineDifferences(one, null)),
  ]
}

interface Counted {
  key: string
  id: string
  rule: string
  name: string
  clause: string
  says: string
  day: string
  counting: Counting
  points: Standing | null
}

/** Facts that cost differently, or count on one side alone. */
function countingDifferences(before: Line | null, after: Line | null): LineDifference[] {
  const [first, second] = [countedIn(before), countedIn(after)]
  const keys = [...new Set([...second.keys(), ...first.keys()])]
  return keys.flatMap((key): LineDifference[] => {
    const [from, to] = [first.get(key), second.get(key)]
    const one = to ?? from
    if (one === undefined) return []
    const [a, b] = [from?.points ?? null, to?.points ?? null]
    if (sameStanding(a, b)) return []
    const { id, rule, name, clause, says, day } = one
    const fact = { id, rule, day, before: from?.counting ?? null, after: to?.counting ?? null }
    return [{ id: key, name, clause, says, before: a, after: b, choices: [], fact, lines: [] }]
  })
}

/**
 * The facts of a line by fact and charge, which may count for each of several persons: then what they make
 * together; `points` null where none counts.
 */
function countedIn(line: Line | null): ReadonlyMap<string, Counted> {
  const found = new Map<string, Counted>()
  for (const { fact, points } of line?.lines ?? []) {
    if (fact === null) continue
    const one = counting(fact, 'counted')
    found.set(one.key, { ...one, points: together(found.get(one.key)?.points ?? null, points) })
  }
  for (const { fact, reason } of line?.notCounted ?? []) {
    const one = counting(fact, reason)
    if (!found.has(one.key)) found.set(one.key, one)
  }
  return found
}

function counting(fact: FactView, how: Counted['counting']): Counted {
  const { id, countsAs: rule, ruleName: name, clause, says, day, charge } = fact
  const key = `${id}/${charge}`
  return { key, id, rule, name, clause, says, day, counting: how, points: null }
}

function together(a: Standing | null, b: Standing): Standing {
  if (a === null) return b
  const both = (one: Exact, other: Exact) => exactText(points(one).plus(points(other)))
  const orNone = (one: Exact | null, other: Exact | null) =>
    one === null || other === null ? null : both(one, other)
  return {
    settled: both(a.settled, b.settled),
    lowest: orNone(a.lowest, b.lowest),
    highest: orNone(a.highest, b.highest),
  }
}
