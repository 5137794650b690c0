import type { Instant } from '../../base/day.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { textsOf } from '../texts.js'
import { closePeriods } from './actions.js'
import { hasHandedIn } from './asks.js'
import { actingIn, assesseeName, rates } from './assignments.js'
import { type Filling, fillingOf, onPage } from './filling.js'
import { type Happened, happenedIn } from './happened.js'
import { headOf, type PeriodHead } from './period-head.js'
import { closingOf, isClosed, periodFor, ratingKey, type RatingPeriod } from './periods.js'
import { previousOf } from './previous.js'
import { quotasFor, usedOf } from './quota.js'
import { periodPlace, ratedIn, ratedSlice } from './rated.js'

/** An assessor's card of a period. */
export interface RatingView extends PeriodHead {
  kind: 'rating'
  /** What is given: figures of a scale, or levels. */
  scale: { from: string; to: string; bands: string[] } | null
  levels: { id: string; name: string; remark: boolean }[]
  quotas: RatingQuota[]
  /** Who is on the page that is shown; of a period that is closed, everybody. */
  people: RatedPerson[]
  page: number
  pages: number
  /** How many there are on all pages, and how many of them have something filled in. */
  all: number
  filled: number
  /** Something typed and kept is not handed in. */
  unsent: boolean
  /** When the assessor handed in last; null when not yet. */
  submittedAt: Instant | null
  /** Handed in, but since then named in somebody's place: those are missing. */
  more: boolean
  /** In whose place the assessor rates; who rates in the assessor's. */
  insteadOf: string[]
  replacedBy: string | null
  /** By whom and when it was ended last. */
  closed: { by: string; at: Instant } | null
  /** It was opened again, and why. */
  reopened: { by: string; at: Instant; reason: string } | null
  /** Whether the last time's values can be filled in. */
  hasPrevious: boolean
  /** The office's card of the period, for who may have it. */
  office: string | null
}

/** How many may have a level. */
export interface RatingQuota {
  level: string
  group: string
  size: number
  most: number
  /** `20%`; '' where a number is fixed. */
  share: string
  used: number
}

/** Somebody to rate: what is typed, what is handed in, and what counts are three things. */
export interface RatedPerson extends Happened {
  id: string
  name: string
  unit: string
  post: string
  /** What stands in the form; '' for nothing yet. A score, or the id of a level. */
  value: string
  remark: string
  /** What is handed in; null for nothing. */
  submitted: string | null
  /** What counts since the period was closed; null for nothing. */
  counted: string | null
  /** What the same assessor gave in the period before. */
  previous: string | null
  /** A level that facts force, and which. */
  forced: { level: string; because: string[] } | null
}

/**
 * Access: who has somebody to rate, or whose place another took; only their own scores.
 * @refuses gone
 */
export async function viewRating(seeing: Seeing, key: string): Promise<RatingView | GoneView> {
  const { bureau, person } = seeing
  const period = periodFor(seeing, key)
  if (!period || person === null) return { kind: 'gone', code: 'gone' }
  const acting = actingIn(seeing, period)
  if (!rates(seeing, period, person) && !acting.has(person)) return { kind: 'gone', code: 'gone' }
  const filling = await fillingOf(seeing, period, person)
  const closed = isClosed(seeing, period)
  const replaced = acting.get(person)
  const insteadOf = [...acting].flatMap(([rater, { instead }]) =>
    instead === person ? [bureau.roster.nameOf(rater)] : [],
  )
  const office = mayNot(bureau, person, closePeriods, 'anything') === null
  const previous = previousOf(seeing, period, person)
  return {
    kind: 'rating',
    ...headOf(seeing, period),
    ...given(period),
    quotas: closed ? [] : quotas(seeing, filling),
    people: peopleOf(seeing, filling, { closed, previous }),
    page: filling.page,
    pages: filling.pages,
    all: filling.people.length,
    filled: filling.people.filter(
      ({ assessee }) => filling.values.has(assessee) || filling.forced.has(assessee),
    ).length,
    unsent: filling.unsent,
    submittedAt: filling.submission?.at ?? null,
    more: filling.submission !== null && !hasHandedIn(seeing, period, person),
    insteadOf,
    replacedBy: replaced ? bureau.roster.nameOf(replaced.instead) : null,
    ...(await endOf(seeing, period)),
    hasPrevious: filling.people.some(
      ({ assessee }) => previous?.has(assessee) && !filling.forced.has(assessee),
    ),
    office: office ? ratingKey(period) : null,
  }
}

function given({ cycle, part }: RatingPeriod): Pick<RatingView, 'scale' | 'levels'> {
  if (part.kind === 'period-grades') return { scale: null, levels: part.levels }
  const scale = cycle.scheme.scales.find((each) => each.id === part.scale)
  const bands = (scale?.bands ?? []).map((b) =>
    b.from.equals(b.to)
      ? `${b.name} ${b.to.toFixed()}`
      : `${b.name} ${b.from.toFixed()}–${b.to.toFixed()}`,
  )
  const [from, to] = [scale?.lowest.toFixed() ?? '0', scale?.highest.toFixed() ?? '100']
  return { scale: { from, to, bands }, levels: [] }
}

function quotas(seeing: Seeing, filling: Filling): RatingQuota[] {
  const people = filling.people.map((one) => one.assessee)
  return quotasFor(seeing, filling.period, { person: filling.person, people }).map((quota) => ({
    level: quota.levelName,
    group: quota.group,
    size: quota.size,
    most: quota.most,
    share: quota.share?.of ?? '',
    used: usedOf(quota, filling.values),
  }))
}

/** By whom and when a period was ended and opened again, with the reasons. */
export async function endOf(
  seeing: Seeing,
  period: RatingPeriod,
): Promise<Pick<RatingView, 'closed' | 'reopened'>> {
  const closing = closingOf(seeing, period)
  if (!closing) return { closed: null, reopened: null }
  const nameOf = (id: string): string => seeing.bureau.roster.nameOf(id)
  const { reopened } = closing
  const texts = await textsOf(seeing.db, reopened ? [reopened.entry] : [], ['reason'])
  return {
    closed: { by: nameOf(closing.by), at: closing.at },
    reopened: reopened && {
      by: nameOf(reopened.by),
      at: reopened.at,
      reason: texts.get(reopened.entry)?.reason ?? '',
    },
  }
}

function peopleOf(
  seeing: Seeing,
  filling: Filling,
  of: { closed: boolean; previous: ReadonlyMap<string, string> | undefined },
): RatedPerson[] {
  const { period, person } = filling
  const shown = of.closed ? filling.people : onPage(filling, filling.page)
  const counted = countedFrom(seeing, filling)
  const { roster } = seeing.bureau
  return shown.map(({ assessee }) => {
    const one = period.cycle.byId.get(assessee)
    const unit = one && one.unit !== assessee ? one.unit : null
    return {
      id: assessee,
      name: assesseeName(period, assessee),
      unit: unit ? roster.unitNameOf(unit) : '',
      post: one?.post ?? '',
      value: filling.values.get(assessee) ?? '',
      remark: filling.remarks.get(assessee) ?? '',
      submitted: filling.submission?.values.get(assessee) ?? null,
      counted: counted.get(assessee) ?? null,
      previous: of.previous?.get(assessee) ?? null,
      forced: filling.forced.get(assessee) ?? null,
      ...happenedIn(seeing, period, { person, assessee }),
    }
  })
}

/** What of this assessor's counts since the period was closed, by assessee. */
function countedFrom(seeing: Seeing, { period, person, people }: Filling): Map<string, string> {
  const rated = ratedIn(seeing.collected.of(ratedSlice), period.cycle.id)
  const begin = `${periodPlace(period.period, period.part.id)} ${person} `
  const found = new Map<string, string>()
  for (const { assessee } of people) {
    for (const [key, { points }] of rated.counted.get(assessee) ?? []) {
      if (key.startsWith(begin)) found.set(assessee, points)
    }
    for (const [key, { level }] of rated.grades.get(assessee) ?? []) {
      if (key.startsWith(begin)) found.set(assessee, level)
    }
  }
  return found
}
