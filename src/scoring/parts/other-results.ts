import { must } from '../../base/bug.js'
import { larger, points, smaller, sum, zero, type Points } from '../../base/points.js'
import type { ResultPart } from '../../scheme/model/parts.js'
import type { OtherResult } from '../../scheme/model/results.js'
import { isPartClosed, type Context } from '../context.js'
import type { Assessee, ResultRow } from '../input.js'
import { addAll, certain, mapLinear, unknown, type Interval } from '../interval.js'
import { partLine, type PartLine } from './line.js'
import { once } from '../../base/lookups.js'
import { monthsIn, unitsOver } from './service.js'
import type { ResultUsed } from './line-grounds.js'

const rowsByKey = once(
  (context: Context) =>
    new Map((context.input.results ?? []).map((row) => [keyOf(row.result, row.of, row.year), row])),
)

function keyOf(result: string, of: string, year: string): string {
  return `${result} ${of} ${year}`
}

/** What another scheme found for a person or a unit in a year; null when there is no row. */
export function resultRow(
  context: Context,
  result: string,
  of: { of: string; year: string },
): ResultRow | null {
  return rowsByKey(context).get(keyOf(result, of.of, of.year)) ?? null
}

/** A declared result. Throws a Bug when the scheme lacks it. */
export function resultOf(context: Context, id: string): OtherResult {
  return must(
    context.input.scheme.results.find((one) => one.id === id),
    `no result ${id}`,
  )
}

/** Whose row counts, and for how many months where several share the year; null: for all of it. */
interface Source {
  of: string
  months: number | null
}

/**
 * A result of another scheme as points: undetermined until the part is closed, and while a row that it rests on
 * is missing. Who belonged to several units takes each one's by its months, divided last.
 */
export function resultLine(context: Context, part: ResultPart, assessee: Assessee): PartLine {
  const { year } = context.input
  const result = resultOf(context, part.result)
  const ends = endsOf(part, result)
  const closed = isPartClosed(context, part)
  const sources = sourcesOf(context, part, { result, assessee })
  const rows = sources.map((source) => ({
    source,
    row: closed ? resultRow(context, part.result, { of: source.of, year }) : null,
  }))
  const values = rows.map(({ row }) =>
    row === null ? unknown(ends.from, ends.to) : certain(figureOf(part, row)),
  )
  const missing = closed && (rows.length === 0 || rows.some(({ row }) => row === null))
  const made = partLine(context, part, {
    own: rows.length === 0 ? unknown(ends.from, ends.to) : weighted(values, sources),
    scale: ends,
    operation: 'result',
    settings: () => (result.of === 'unit' ? [part.moved] : []),
    closed,
    missing,
    warnings: missing ? ['nothing-entered'] : [],
  })
  const used = (): ResultUsed[] =>
    rows.map(({ source, row }) => {
      const { level = null, points: figure = null } = row ?? {}
      return { result: result.id, ...source, year, level, points: figure }
    })
  return { ...made, line: () => ({ ...made.line(), results: used() }) }
}

function sourcesOf(
  context: Context,
  part: ResultPart,
  of: { result: OtherResult; assessee: Assessee },
): Source[] {
  const { assessee, result } = of
  const { scheme, year } = context.input
  if (result.of === 'assessee') return [{ of: assessee.id, months: null }]
  const units = unitsOver(assessee)
  const last = units.at(-1)
  if (last === undefined) return []
  const { service } = scheme
  if (part.moved.value === 'last' || service === null) return [{ of: last.unit, months: null }]
  const months = units.map((one) => ({
    of: one.unit,
    months: monthsIn({ service, begins: scheme.begins, year }, [one]),
  }))
  const counted = months.filter((one) => one.months > 0)
  return counted.length > 1 ? counted : [{ of: last.unit, months: null }]
}

/** The mean of intervals by months, divided last. */
function weighted(values: readonly Interval[], sources: readonly Source[]): Interval {
  const months = sources.map((one) => points(one.months ?? 1))
  const one = points(1)
  const each = values.map((value, index) =>
    mapLinear(value, { times: months[index] ?? one, over: one, plus: zero }),
  )
  return mapLinear(addAll(each), { times: one, over: sum(months), plus: zero })
}

function figureOf(part: ResultPart, row: ResultRow): Points {
  if (row.points !== undefined) return points(row.points)
  return part.pointsFor[row.level ?? ''] ?? zero
}

function endsOf(part: ResultPart, result: OtherResult): { from: Points; to: Points } {
  if (result.range !== null) return { from: result.range.lowest, to: result.range.highest }
  const figures = result.levels.map((one) => part.pointsFor[one.id] ?? zero)
  const [first = zero, ...rest] = figures
  return { from: rest.reduce(smaller, first), to: rest.reduce(larger, first) }
}
