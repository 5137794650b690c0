import { yearSpan } from '../../base/assessment-year.js'
import { must } from '../../base/bug.js'
import { points, type Points } from '../../base/points.js'
import type { Bound, Condition, Subject } from '../../scheme/model/conditions.js'
import { covers, holds, type Context } from '../context.js'
import type { ConditionFinding } from '../findings.js'
import type { Assessee } from '../input.js'
import { isCertain, text } from '../interval.js'
import { resultRow } from '../parts/other-results.js'
import { monthsServed } from '../parts/service.js'
import { isGradingClosed, periodGradesOf } from '../ratings/period-grades.js'
import { tryVotes } from '../votes/vote-shares.js'
import { type Asked, tryCount, tryFacts, tryGroup, tryNot } from './fact-conditions.js'
import { figureOf, isWithin, relationOf } from './relation.js'
import { scoreOfPart } from './score.js'

type Of<K extends Subject['kind']> = Extract<Subject, { kind: K }>
type Found<K extends ConditionFinding['kind']> = Extract<ConditionFinding, { kind: K }>

/** A condition's parts that are asked for: those under its `all`, or itself; without those no reading asks. */
export function askedParts(condition: Condition): Condition[] {
  const parts = condition.kind === 'all' ? condition.conditions : [condition]
  return parts.filter((one) => one.inForce.value)
}

/** What was found of a condition's parts that are asked for ({@link askedParts}), once the whole was tried. */
export function askedFindings(
  condition: Condition,
  whole: ConditionFinding,
): readonly ConditionFinding[] {
  if (whole.kind === 'all') return whole.conditions
  return condition.inForce.value ? [whole] : []
}

/**
 * Tries a condition for one assessee. It holds or not; while something that could turn it is open, it is `open`
 * and does not hold. What no reading asks (`in-force: no`) never holds.
 */
export function tryCondition(context: Context, condition: Condition, of: Asked): ConditionFinding {
  const found = trySubject(context, condition, of)
  return condition.inForce.value ? found : { ...found, holds: false, open: false }
}

function trySubject(context: Context, one: Subject, of: Asked): ConditionFinding {
  switch (one.kind) {
    case 'all':
    case 'any':
      return tryGroup(one, (each) => tryCondition(context, each, of))
    case 'not':
      return tryNot(tryCondition(context, one.condition, of))
    case 'facts':
      return tryFacts(context, one, of)
    case 'count':
      return tryCount(context, one, of)
    case 'points':
      return tryPoints(context, one, of.assessee)
    case 'votes':
      return tryVotes(context, one, of.assessee)
    case 'periods':
      return tryPeriods(context, one, of.assessee)
    case 'result':
      return tryResult(context, one, assesseeOf(context, of))
    case 'served':
      return tryServed(context, one, assesseeOf(context, of))
    case 'member': {
      const is = isMember(context, one, assesseeOf(context, of))
      return { kind: 'member', holds: is, open: false, of: one.of, ids: one.ids }
    }
    case 'grade':
      return must(of.after, 'grades are not known yet').grade(one)
    case 'rank':
      return must(of.after, 'ranks are not known yet').rank(one)
  }
}

function assesseeOf(context: Context, of: Asked): Assessee {
  return must(context.assessees.get(of.assessee), `no assessee ${of.assessee}`)
}

function tryPoints(context: Context, one: Of<'points'>, assessee: string): Found<'points'> {
  const bound = one.is.value
  const limit = figureOf(bound)
  const own = scoreOfPart(context, one.part, assessee)
  const ends = [own.lowest, own.highest].map((end) => end !== null && isWithin(bound, end, limit))
  const holds = ends.every(Boolean)
  const value = isCertain(own) ? text(own.settled) : null
  const open = !holds && value === null && (ends.some(Boolean) || isUnbounded(bound, own))
  const relation = relationOf(bound)
  return { kind: 'points', holds, open, part: one.part, value, relation, limit: text(limit) }
}

function isUnbounded(
  bound: Bound,
  own: { lowest: Points | null; highest: Points | null },
): boolean {
  const up = bound.word === 'at-least' || bound.word === 'over'
  return up ? own.highest === null : own.lowest === null
}

/** Tries a condition over the grades of a year's periods; open until all of them are closed. */
function tryPeriods(context: Context, one: Of<'periods'>, assessee: string): Found<'periods'> {
  const part = must(context.parts.get(one.part), `no part ${one.part}`)
  const grades = part.kind === 'period-grades' ? periodGradesOf(context, part, assessee) : []
  const rated = grades.filter(({ found }) => found.level !== null)
  const fitting = rated
    .filter(({ found }) => one.are.includes(found.level ?? ''))
    .map(({ period }) => period)
  const all = part.kind === 'period-grades' ? part.periods.length : 0
  const base = one.of.value === 'rated' ? rated.length : all
  const open = part.kind !== 'period-grades' || !isGradingClosed(context, part, assessee)
  const bound = one.is.value
  const { times, over } = bound.figure
  const isShare = bound.unit === 'share'
  const left = isShare ? over.times(fitting.length) : points(fitting.length)
  const right = isShare ? times.times(base) : figureOf(bound)
  return {
    kind: 'periods',
    holds: !open && base > 0 && isWithin(bound, left, right),
    open,
    part: one.part,
    periods: fitting,
    base,
    left: text(left),
    right: text(right),
    relation: relationOf(bound),
  }
}

/** Tries a condition on results of other schemes, year by year back; open while a missing row may decide. */
function tryResult(context: Context, one: Of<'result'>, assessee: Assessee): Found<'result'> {
  const tried = whoseResults(context, one, assessee).map((of) => tryRows(context, one, of))
  const none = { holds: false, open: false, years: [] }
  const best = tried.find((each) => each.holds) ?? tried.find((each) => each.open) ?? tried[0]
  return { kind: 'result', result: one.result, ...(best ?? none) }
}

function tryRows(
  context: Context,
  one: Of<'result'>,
  of: string,
): Pick<Found<'result'>, 'holds' | 'open' | 'years'> {
  const years = Array.from({ length: one.years }, (_, back) => {
    const year = `${Number.parseInt(context.input.year, 10) - back}`
    return { year, of, level: resultRow(context, one.result, { of, year })?.level ?? null }
  })
  const fits = (level: string | null): boolean => level !== null && one.are.includes(level)
  const failed = years.some((each) => each.level !== null && !fits(each.level))
  const missing = years.some((each) => each.level === null)
  return { holds: !failed && !missing, open: !failed && missing, years }
}

/** The person itself, the units that it heads when the year ends, or its last unit. */
function whoseResults(context: Context, one: Of<'result'>, assessee: Assessee): string[] {
  switch (one.as.value) {
    case 'self':
      return [assessee.id]
    case 'member':
      return assessee.unit === null ? [] : [assessee.unit]
    case 'head':
      return unitsHeaded(context, assessee.id)
  }
}

/** The units that a person heads when the year, or the person's stay, ends. */
export function unitsHeaded(context: Context, person: string): string[] {
  const on = lastDayOf(context, context.assessees.get(person))
  return context.input.units
    .filter((unit) => unit.heads.some((one) => one.person === person && covers(one, on)))
    .map((unit) => unit.id)
    .sort()
}

function lastDayOf(context: Context, assessee: Assessee | undefined) {
  const end = yearSpan(context.input.scheme.begins, context.input.year).to
  return assessee?.to !== undefined && assessee.to < end ? assessee.to : end
}

function tryServed(context: Context, one: Of<'served'>, assessee: Assessee): Found<'served'> {
  const { scheme, year } = context.input
  const service = must(scheme.service, 'months served need a service')
  const months = points(monthsServed({ service, begins: scheme.begins, year }, assessee))
  const bound = one.is.value
  const limit = figureOf(bound)
  return {
    kind: 'served',
    holds: isWithin(bound, months, limit),
    open: false,
    value: text(months),
    relation: relationOf(bound),
    limit: text(limit),
  }
}

function isMember(context: Context, one: Of<'member'>, assessee: Assessee): boolean {
  switch (one.of) {
    case 'tier':
      return one.ids.includes(assessee.tier)
    case 'trait':
      return one.ids.some((id) => assessee.traits?.includes(id) ?? false)
    case 'role': {
      const on = lastDayOf(context, assessee)
      return one.ids.some((id) => holds(assessee.roles, id, on))
    }
  }
}
