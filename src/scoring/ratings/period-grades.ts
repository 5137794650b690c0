import { rulesIn } from '../../scheme/model/conditions.js'
import { partsOf } from '../../scheme/model/tree.js'
import type { PeriodGradesPart, PeriodLimit } from '../../scheme/model/parts.js'
import { newLine } from '../parts/new-line.js'
import { choicesOf, compareText, isPeriodClosed, type Context } from '../context.js'
import type { ConditionFinding, Warning } from '../findings.js'
import type { Assessee, PeriodGrade } from '../input.js'
import { certain, standing } from '../interval.js'
import { zero } from '../../base/points.js'
import { partLine, type PartLine } from '../parts/line.js'
import { grouped, once } from '../../base/lookups.js'
import { periodId, spanOf } from '../../base/assessment-year.js'
import type { PeriodGradeFound } from '../parts/line-grounds.js'
import { tryWithin } from '../result/fact-conditions.js'
import { hasUndecidedFact } from '../result/ground-facts.js'
import { wholePlaces } from '../result/quota-places.js'
import type { Line } from '../statement.js'

const givenByAssessee = once((context: Context) =>
  grouped(context.input.periodGrades ?? [], (one) => [one.assessee]),
)

/** Whether nothing about an assessee's periods can change any more: neither grades nor what forces them. */
export function isGradingClosed(
  context: Context,
  part: PeriodGradesPart,
  assessee: string,
): boolean {
  const { closed, year, scheme } = context.input
  const given = part.periods.every((label) =>
    isPeriodClosed(context, part, periodId(scheme.begins, year, label)),
  )
  if (!given || part.forced.length === 0) return given
  const rules = part.forced.flatMap((one) => rulesIn(one.when))
  return (closed.year || closed.facts) && !hasUndecidedFact(context, rules, { assessee })
}

/** The grade of one closed period: as given, or as low as a cause forces it. */
export function periodGrade(
  context: Context,
  part: PeriodGradesPart,
  of: { assessee: string; period: string },
): PeriodGradeFound {
  const row = givenByAssessee(context)
    .get(of.assessee)
    ?.find((one: PeriodGrade) => one.part === part.id && one.period === of.period)
  const given = row?.level ?? null
  const placeOf = (level: string | null): number => part.levels.findIndex((one) => one.id === level)
  const span = spanOf(context.input.scheme.begins, of.period)
  const causes = part.forced.flatMap(({ level, when }) => {
    const found = tryWithin(context, when, { assessee: of.assessee, span })
    return found.holds ? [{ level, facts: factsOf(found) }] : []
  })
  const lowest = causes.reduce((place, one) => Math.max(place, placeOf(one.level)), -1)
  const isForced = lowest > placeOf(given)
  return {
    level: isForced ? (part.levels[lowest]?.id ?? null) : given,
    given,
    forcedBy: isForced ? [...new Set(causes.flatMap((one) => one.facts))].sort(compareText) : [],
    remark: row?.remark ?? null,
  }
}

function factsOf(found: ConditionFinding): readonly string[] {
  if (!found.holds || found.kind === 'not') return []
  if (found.kind === 'all' || found.kind === 'any') return found.conditions.flatMap(factsOf)
  return found.kind === 'facts' || found.kind === 'count' ? found.facts : []
}

/** Every closed period of an assessee with its grade, in order of time. */
export function periodGradesOf(
  context: Context,
  part: PeriodGradesPart,
  assessee: string,
): { period: string; found: PeriodGradeFound }[] {
  const { year, scheme } = context.input
  return part.periods.flatMap((label) => {
    const period = periodId(scheme.begins, year, label)
    if (!isPeriodClosed(context, part, period)) return []
    return [{ period, found: periodGrade(context, part, { assessee, period }) }]
  })
}

/** A part of grades by period: no points; a line for each period, its grade once closed. */
export function periodGradesLine(
  context: Context,
  part: PeriodGradesPart,
  assessee: Assessee,
): PartLine {
  return partLine(context, part, {
    own: certain(zero),
    scale: { from: zero, to: zero },
    operation: 'period-grades',
    settings: () => part.atMost.flatMap((one) => [one.per, one.rounding, one.places]),
    closed: isGradingClosed(context, part, assessee.id),
    lines: () => part.periods.map((label) => periodLine(context, part, { label, assessee })),
  })
}

function periodLine(
  context: Context,
  part: PeriodGradesPart,
  of: { label: string; assessee: Assessee },
): Line {
  const { year, scheme } = context.input
  const period = periodId(scheme.begins, year, of.label)
  const closed = isPeriodClosed(context, part, period)
  const line: Line = newLine({
    id: `${part.id}/${period}`,
    kind: 'period',
    name: period,
    clause: part.clause,
    operation: 'period-grades',
    own: standing(certain(zero)),
    points: standing(certain(zero)),
    pointsMax: '0',
    closed,
  })
  if (!closed) return line
  const found = periodGrade(context, part, { assessee: of.assessee.id, period })
  const { from, to } = of.assessee
  const span = spanOf(scheme.begins, period)
  const there = (from === undefined || from <= span.to) && (to === undefined || span.from <= to)
  const missing = found.level === null && there
  const forced = found.forcedBy.length > 0 && found.given !== null
  const forcedCode = forced ? (['grade-forced'] as const) : []
  const missingCode = missing ? (['nothing-entered'] as const) : []
  return { ...line, missing, grade: found, warnings: [...forcedCode, ...missingCode] }
}

/** Periods in which more have a level than its share allows, for the office to look at. */
export function shareWarnings(context: Context): Warning[] {
  return partsOf(context.input.scheme.total).flatMap((part) =>
    part.kind === 'period-grades'
      ? part.atMost.flatMap((limit) => limitWarnings(context, part, limit))
      : [],
  )
}

function limitWarnings(context: Context, part: PeriodGradesPart, limit: PeriodLimit): Warning[] {
  const { assessees, year, scheme } = context.input
  const groups = grouped(assessees, (one) => [groupOf(limit, one)])
  return part.periods.flatMap((label) => {
    const period = periodId(scheme.begins, year, label)
    if (!isPeriodClosed(context, part, period)) return []
    return [...groups.keys()].sort(compareText).flatMap((key): Warning[] => {
      const levels = (groups.get(key) ?? []).flatMap((one) => {
        const { level } = periodGrade(context, part, { assessee: one.id, period })
        return level === null ? [] : [{ who: one.id, level }]
      })
      const having = levels.filter((one) => one.level === limit.level).map((one) => one.who)
      const most = mostOf(limit, levels.length)
      if (having.length <= most) return []
      const counts = { given: `${having.length}`, most: `${most}`, of: `${levels.length}` }
      return [
        {
          code: 'period-share',
          tier: limit.per.value === 'tier' ? key : null,
          assessees: having.sort(compareText),
          part: `${part.id}/${period}`,
          with: {
            level: limit.level,
            ...counts,
            ...choicesOf(context, [limit.per, limit.rounding, limit.places]),
          },
        },
      ]
    })
  })
}

/** The group among whom a level's places are counted. */
export function groupOf(limit: PeriodLimit, assessee: Assessee): string {
  switch (limit.per.value) {
    case 'unit':
      return assessee.unit ?? ''
    case 'tier':
      return assessee.tier
    case 'tier-and-unit':
      return `${assessee.unit ?? ''} ${assessee.tier}`
    case 'everyone':
      return ''
  }
}

/** How many of those rated may have the level. */
export function mostOf(limit: PeriodLimit, rated: number): number {
  return wholePlaces(limit.places.value, limit.rounding.value, rated).count
}
