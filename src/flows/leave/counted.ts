import { inJanuary, type YearBegins, yearSpan } from '../../base/assessment-year.js'
import { type Day, firstDay, lastDay, type Month, yearIn } from '../../base/day.js'
import { exactText, type Points } from '../../base/points.js'
import type { Roster } from '../../roster/roster.js'
import type { ScoringFact } from '../../scoring/input.js'
import type { DayMeasure, LeaveKind } from '../../workrules/model.js'
import { daysFromHalves, halfDaysOf, type Span, within } from '../../workrules/span.js'
import type { Bureau, Situation } from '../context.js'
import { unitOn } from '../fact/whom.js'
import { isInYear, type Running, type YearOfCycle } from '../running.js'
import type { LeaveParts } from './entries.js'
import { requestsOf } from '../chain/request.js'
import { type LeaveRecord, type LeavesCollected, leavesSlice } from './leaves.js'

/**
 * Half days of a span, counted where each day lies: in each calendar year, and apart from each month in which the year of
 * one of the bureau's cycles begins.
 */
export function partsOfSpan(
  { calendar, bureau }: Pick<Situation, 'calendar' | 'bureau'>,
  span: Span,
  measure: DayMeasure,
): LeaveParts {
  const begin = new Set([1, ...bureau.cycles.map(({ scheme }) => scheme.begins.month)])
  const months = [...begin].sort((a, b) => a - b)
  const parts: LeaveParts = []
  for (let year = yearNumber(span.from); year <= yearNumber(span.to); year++) {
    for (const [at, month] of months.entries()) {
      const until = monthIn(year, (months[at + 1] ?? 13) - 1)
      const part = within(span, firstDay(monthIn(year, month)), lastDay(until))
      if (!part) continue
      const certain = measure === 'calendar-days' || calendar.certain(part.from, part.to)
      const halves = halfDaysOf(calendar, part, measure)
      parts.push({ year, ...(month === 1 ? {} : { month }), halves, certain })
    }
  }
  return parts
}

function monthIn(year: number, month: number): Month {
  return `${year}-${`${month}`.padStart(2, '0')}`
}

function yearNumber(of: Day): number {
  return Number.parseInt(yearIn(of), 10)
}

/** Of a leave's parts those that lie in a cycle's year. */
export function partsIn(cycle: YearOfCycle, parts: LeaveParts): LeaveParts {
  return parts.filter(({ year, month }) => isInYear(cycle, firstDay(monthIn(year, month ?? 1))))
}

/** All days of a leave, as its kind counts them. */
export function daysOf({ parts }: Pick<LeaveRecord, 'parts'>): Points {
  return daysFromHalves(parts.reduce((sum, part) => sum + part.halves, 0))
}

/** How the days of a kind are counted; working days where the rules do not know the kind any more. */
export function measureOf(kind: LeaveKind | undefined): DayMeasure {
  return kind?.counted.value ?? 'working-days'
}

/** A kind of leave of the bureau's work rules. */
export function kindOf({ work }: Pick<Bureau, 'work'>, id: string): LeaveKind | undefined {
  return work?.rules.leave.kinds.find((one) => one.id === id)
}

/**
 * Approved days and times of leave between two days, both counted: each day where it lies. Each leave is one time in every
 * year of which it has days, as cycles count it ({@link leaveFacts}): in the stretch in which it begins, or in which the year does. For
 * tables of attendance.
 */
export function leaveBetween(
  { bureau, collected, calendar }: Pick<Situation, 'bureau' | 'collected' | 'calendar'>,
  person: string,
  of: { from: Day; to: Day },
): { days: Points; times: number } {
  let [halves, times] = [0, 0]
  for (const leave of requestsOf(collected.of(leavesSlice), person)) {
    if (leave.stage !== 'approved') continue
    const part = within(leave.span, of.from, of.to)
    if (!part) continue
    halves += halfDaysOf(calendar, part, measureOf(kindOf(bureau, leave.kind)))
    const years = new Set(leave.parts.flatMap(({ halves: own, year }) => (own > 0 ? year : [])))
    times += [...years].filter((year) => {
      const on = firstIn(leave, inJanuary, year)
      return of.from <= on && on <= of.to
    }).length
  }
  return { days: daysFromHalves(halves), times }
}

/** The day on which a leave begins in a year of which it has days. */
function firstIn({ span }: Pick<LeaveRecord, 'span'>, of: YearBegins, year: number): Day {
  const begins = yearSpan(of, year).from
  return span.from < begins ? begins : span.from
}

/**
 * Approved leave as a cycle's facts: one for each leave and year that has days of it, counted as they stood in the
 * ledger. `whom`: only of these persons and of who ever belonged to these units; null: of everybody.
 */
export function leaveFacts(
  { history }: Pick<Bureau, 'history'>,
  cycle: Running,
  of: { leaves: LeavesCollected; whom: readonly string[] | null },
): ScoringFact[] {
  const { leaves, whom } = of
  const persons = whom === null ? [...leaves.byPerson.keys()] : personsIn(history, whom)
  return persons.flatMap((person) =>
    requestsOf(leaves, person).flatMap((leave) => factsOf(history, cycle, leave)),
  )
}

function factsOf(history: Roster, cycle: Running, leave: LeaveRecord): ScoringFact[] {
  const { person, fact } = leave
  const days = daysOf({ parts: partsIn(cycle, leave.parts) })
  if (leave.stage !== 'approved' || fact === null || days.isZero()) return []
  const on = firstIn(leave, cycle.scheme.begins, cycle.year)
  const unit = unitOn(history, person, on)
  const scored = cycle.scheme.assessee === 'person' ? person : (unit ?? '')
  if (!cycle.byId.has(scored)) return []
  const approved = leave.passed.at(-1)
  return (cycle.countedBy.get(fact.kind) ?? []).map(
    (rule): ScoringFact => ({
      id: leave.id,
      rule: rule.id,
      day: on,
      state: 'effective',
      persons: [person],
      ...(unit === null ? {} : { unit }),
      ...(fact.sort !== null && rule.sorts.length > 0 ? { sort: fact.sort } : {}),
      quantity: exactText(days),
      recordedBy: leave.askedBy,
      ...(approved ? { approvedBy: approved.by } : {}),
      sequence: leave.sequence,
    }),
  )
}

/** Unit → who ever belonged to it; kept while the roster is. */
const everIn = new WeakMap<Roster, ReadonlyMap<string, readonly string[]>>()

function personsIn(history: Roster, whom: readonly string[]): string[] {
  const known = everIn.get(history) ?? membersEver(history)
  everIn.set(history, known)
  return [...new Set(whom.flatMap((one) => known.get(one) ?? [one]))]
}

function membersEver(history: Roster): Map<string, string[]> {
  const units = new Map<string, string[]>()
  for (const { id, memberships } of history.people) {
    for (const unit of new Set(memberships.map((of) => of.unit))) {
      units.set(unit, [...(units.get(unit) ?? []), id])
    }
  }
  return units
}

/** Days as people write them: `3`, `1.5`. */
export function daysText(days: Points): string {
  return exactText(days)
}
