import { compareExact, larger, points, smaller, zero, type Points } from '../../base/points.js'
import type { DeductionPart, RatioPart } from '../../scheme/model/parts.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import type { Context } from '../context.js'
import { adds } from '../facts/adding.js'
import type { EnteredResult } from '../input.js'
import { certain } from '../interval.js'
import { groupedBy, once } from '../../base/lookups.js'
import type { PartValue } from './line.js'

const enteredByAssessee = once((context: Context) =>
  groupedBy(context.input.entered, (result) => result.assessee),
)

/** One figure for a part that was worked out elsewhere; also stands in for ratings, votes, and what facts make. */
export function enteredOf(context: Context, part: string, assessee: string): EnteredResult | null {
  const found = enteredByAssessee(context).get(assessee)
  return found?.find((result) => result.part === part) ?? null
}

const assessing = once(
  ({ input }: Context) =>
    new Set((input.assessing ?? []).map(({ part, assessee }) => `${part} ${assessee}`)),
)

/** The figures that an office may give in place of what facts make of a part, on the part's own scale; null: no end. */
export function assessedRange(
  scheme: Pick<Scheme, 'rules'>,
  part: DeductionPart | RatioPart,
): { lowest: Points | null; highest: Points | null } {
  if (part.kind === 'ratio') return { lowest: zero, highest: part.whole.times(part.top.value) }
  const from = part.start.greaterThan(0)
  const grows = scheme.rules.some((rule) => rule.part.value === part.id && adds(rule))
  return {
    lowest: part.floor.value ?? (from ? zero : null),
    highest: part.cap.value ?? (from && !grows ? part.start : null),
  }
}

/**
 * What an office gave in place of what facts make of a part. While the office still scores it for the assessee
 * (`ScoringInput.assessing`), it may become anything that the office may give, besides what facts may make of it.
 */
export function withAssessed(
  context: Context,
  part: DeductionPart | RatioPart,
  of: { assessee: string; value: PartValue },
): PartValue {
  const { assessee, value } = of
  const given = enteredOf(context, part.id, assessee)
  const scoring = assessing(context)
  const open = scoring.size > 0 && scoring.has(`${part.id} ${assessee}`)
  if (given === null && !open) return value
  const figure = given === null ? null : points(given.points)
  const isEnd = (end: Points | null): boolean =>
    figure !== null && end !== null && compareExact(figure, end) === 0
  const now: PartValue =
    figure === null
      ? value
      : {
          ...value,
          ...{ own: certain(figure), operation: 'assessed', closed: true, missing: false },
          ...{ warnings: [], floored: false, lost: null, exhausted: isEnd(value.scale.from) },
        }
  if (!open) return now
  const { lowest, highest } = assessedRange(context.input.scheme, part)
  const all = [value.own, now.own]
  const least = [lowest, ...all.map((one) => one.lowest)]
  const most = [highest, ...all.map((one) => one.highest)]
  return {
    ...now,
    own: {
      settled: now.own.settled,
      lowest: least.reduce((a, b) => (a === null || b === null ? null : smaller(a, b))),
      highest: most.reduce((a, b) => (a === null || b === null ? null : larger(a, b))),
    },
    closed: false,
  }
}
