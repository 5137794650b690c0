import { must } from '../../base/bug.js'
import { compareExact, points, type Points } from '../../base/points.js'
import { day } from '../../base/day.js'
import type { PeriodsCondition, ResultCondition } from '../../scheme/model/results.js'
import { covers, type Context } from '../context.js'
import type { ConditionFinding } from '../findings.js'
import type { Assessee } from '../input.js'
import { text } from '../interval.js'
import { resultRow } from '../parts/other-results.js'
import { isGradingClosed, periodGradesOf } from '../ratings/period-grades.js'

type PeriodsFinding = Extract<ConditionFinding, { kind: 'periods' }>
type ResultFinding = Extract<ConditionFinding, { kind: 'result' }>

/** Tries a condition over the grades of a year's periods; open until all of them are closed. */
export function tryPeriods(
  context: Context,
  condition: PeriodsCondition,
  assessee: string,
): PeriodsFinding {
  const part = must(context.parts.get(condition.part), `no part ${condition.part}`)
  const grades = part.kind === 'period-grades' ? periodGradesOf(context, part, assessee) : []
  const rated = grades.filter(({ found }) => found.level !== null)
  const fitting = rated
    .filter(({ found }) => condition.levels.includes(found.level ?? ''))
    .map(({ period }) => period)
  const all = part.kind === 'period-grades' ? part.periods.length : 0
  const base = condition.of.value === 'rated' ? rated.length : all
  const open = part.kind !== 'period-grades' || !isGradingClosed(context, part, assessee)
  const { left, right } = compared(condition, fitting.length, base)
  const strict = condition.edge.value === 'strict' && condition.least.value.kind === 'share'
  const order = compareExact(left, right)
  return {
    kind: 'periods',
    holds: !open && base > 0 && (strict ? order > 0 : order >= 0),
    open,
    part: condition.part,
    periods: fitting,
    base,
    left: text(left),
    right: text(right),
    relation: strict ? '>' : '>=',
  }
}

function compared(
  condition: PeriodsCondition,
  count: number,
  base: number,
): { left: Points; right: Points } {
  const least = condition.least.value
  switch (least.kind) {
    case 'every':
      return { left: points(count), right: points(base) }
    case 'times':
      return { left: points(count), right: points(least.times) }
    case 'share':
      return { left: least.over.times(count), right: least.times.times(base) }
  }
}

/** Tries a condition on results of other schemes, year by year back; open while a missing row may decide. */
export function tryResult(
  context: Context,
  condition: ResultCondition,
  assessee: Assessee,
): ResultFinding {
  const whose = whoseResults(context, condition, assessee)
  const tried = whose.map((of) => tryOne(context, condition, of))
  const none = { holds: false, open: false, years: [] }
  const best = tried.find((one) => one.holds) ?? tried.find((one) => one.open) ?? tried[0] ?? none
  return { kind: 'result', result: condition.result, ...best }
}

function tryOne(
  context: Context,
  condition: ResultCondition,
  of: string,
): Pick<ResultFinding, 'holds' | 'open' | 'years'> {
  const years = Array.from({ length: condition.years }, (_, back) => {
    const year = `${Number.parseInt(context.input.year, 10) - back}`
    return { year, of, level: resultRow(context, condition.result, { of, year })?.level ?? null }
  })
  const fits = (level: string | null): boolean => level !== null && condition.levels.includes(level)
  const failed = years.some((one) => one.level !== null && !fits(one.level))
  const missing = years.some((one) => one.level === null)
  return { holds: !failed && !missing, open: !failed && missing, years }
}

/** The person itself, the units that it heads when the year ends, or its last unit. */
function whoseResults(context: Context, condition: ResultCondition, assessee: Assessee): string[] {
  switch (condition.as.value) {
    case 'self':
      return [assessee.id]
    case 'member':
      return assessee.unit === null ? [] : [assessee.unit]
    case 'head': {
      const { units, year } = context.input
      const end = day(`${year}-12-31`)
      const on = assessee.to !== undefined && assessee.to < end ? assessee.to : end
      return units
        .filter((unit) => unit.heads.some((one) => one.person === assessee.id && covers(one, on)))
        .map((unit) => unit.id)
        .sort()
    }
  }
}
