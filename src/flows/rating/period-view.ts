import type { Instant } from '../../base/day.js'
import type { RaterRule } from '../../scheme/model/parts.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { textsOf } from '../texts.js'
import { closePeriods } from './actions.js'
import { hasHandedIn, missingIn, submissionsIn } from './asks.js'
import { actingIn, assesseeName, assessorsOf, ratersOf, wasThere } from './assignments.js'
import { headOf, type PeriodHead } from './period-head.js'
import { linksWaiting, outsideProgress, type OutsideProgress } from './outside-waiting.js'
import { closingOf, isClosed, periodFor, type RatingPeriod } from './periods.js'
import { endOf } from './view.js'

/** The office's card of a period: who is missing, and its end. Never a score. */
export interface PeriodView extends PeriodHead {
  kind: 'period'
  scheme: string
  /** Raters, and how many of them have handed in. */
  all: number
  submitted: number
  missing: { name: string; unit: string }[]
  /** Assessees about whom nobody has handed in anything. */
  unrated: string[]
  mayClose: boolean
  /** Bodies of third parties: their card, how many links count, were handed in and can be, and sheets of paper. */
  outside: OutsideProgress[]
  /** What the scheme does where something is missing. */
  without: ('no-grade' | 'rater' | 'body-re-split' | 'body-zero' | 'period-mean' | 'period-zero')[]
  closed: { by: string; at: Instant } | null
  /** Who was missing when it was closed, and why it was closed so. */
  closedWithout: { names: string[]; reason: string }
  reopened: { by: string; at: Instant; reason: string } | null
  /** Who rates in whose place. */
  acting: { rater: string; instead: string }[]
  /** Raters in whose place somebody can still be named. */
  raters: { id: string; name: string }[]
}

/**
 * Access: `period.close`.
 * @refuses gone
 */
export async function viewPeriod(seeing: Seeing, key: string): Promise<PeriodView | GoneView> {
  const { bureau, person, today } = seeing
  const period = periodFor(seeing, key)
  if (!period || person === null || mayNot(bureau, person, closePeriods, 'anything')) {
    return { kind: 'gone', code: 'gone' }
  }
  const nameOf = (id: string): string => bureau.roster.nameOf(id)
  const closed = isClosed(seeing, period)
  const missing = missingIn(seeing, period)
  const acting = actingIn(seeing, period)
  const all = ratersOf(seeing, period).length
  const opened = today >= period.opens
  return {
    kind: 'period',
    ...headOf(seeing, period),
    scheme: period.cycle.scheme.shortTitle,
    all,
    submitted: all - missing.length,
    missing: missing.map((id) => ({
      name: nameOf(id),
      unit: bureau.roster.unitNameOf(bureau.roster.unitOf(id) ?? ''),
    })),
    unrated: unratedIn(seeing, period).map((id) => assesseeName(period, id)),
    mayClose:
      opened &&
      !closed &&
      (missing.length === 0 || today > period.due) &&
      linksWaiting(seeing, period) === 0,
    outside: outsideProgress(seeing, period),
    without: withoutOf(period),
    ...(await endOf(seeing, period)),
    closedWithout: await closedWithout(seeing, period),
    acting: [...acting].map(([rater, { instead }]) => ({
      rater: nameOf(rater),
      instead: nameOf(instead),
    })),
    raters: assessorsOf(bureau, period)
      .filter((id) => !hasHandedIn(seeing, period, acting.get(id)?.instead ?? id))
      .map((id) => ({ id, name: nameOf(id) })),
  }
}

function unratedIn(seeing: Seeing, period: RatingPeriod): string[] {
  const rated = new Set<string>()
  for (const { values } of submissionsIn(seeing, period).values()) {
    for (const id of values.keys()) rated.add(id)
  }
  return period.cycle.assessees
    .filter((one) => wasThere(one, period) && !rated.has(one.id))
    .map((one) => one.id)
}

/** What the scheme does with what did not come: of a rater, of a whole body, of the whole period. */
function withoutOf({ part }: RatingPeriod): PeriodView['without'] {
  if (part.kind === 'period-grades') return ['no-grade']
  const several = part.raters.filter((rule: RaterRule) => rule.bodies.length > 1)
  const bodies = new Set(several.map((rule) => rule.missingBody.value))
  return [
    'rater',
    ...(bodies.has('re-split') ? (['body-re-split'] as const) : []),
    ...(bodies.has('zero') ? (['body-zero'] as const) : []),
    part.missingPeriod.value === 'zero' ? 'period-zero' : 'period-mean',
  ]
}

async function closedWithout(
  seeing: Seeing,
  period: RatingPeriod,
): Promise<PeriodView['closedWithout']> {
  const closing = closingOf(seeing, period)
  if (!closing) return { names: [], reason: '' }
  const texts = await textsOf(seeing.db, [closing.entry], ['reason'])
  return {
    names: closing.missing.map((id) => seeing.bureau.roster.nameOf(id)),
    reason: texts.get(closing.entry)?.reason ?? '',
  }
}
