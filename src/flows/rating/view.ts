import type { Day, Instant } from '../../base/day.js'
import { quarterOf } from '../../base/day.js'
import { getDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import type { Seeing } from '../context.js'
import { readFacts } from '../fact/actions.js'
import { factsSlice, stageOf } from '../fact/facts.js'
import { ruleOf } from '../fact/views.js'
import type { GoneView } from '../gone-view.js'
import { closePeriods } from './actions.js'
import { submissionsIn } from './asks.js'
import { assignmentsOf, assessorsOf } from './assignments.js'
import { isProvisional } from '../provisional.js'
import { isClosed, periodFor, periodsOf, type RatingPeriod } from './periods.js'
import { draftPlace } from './rate.js'
import type { Submission } from './rated.js'

/** An assessor's card of a period; for the office also who is missing. */
export interface RatingView {
  kind: 'rating'
  cycle: string
  part: string
  partName: string
  period: string
  clause: string
  /** The scale's ends, and its bands from best to least, e.g. `优秀 90–100`. */
  from: string
  to: string
  bands: string[]
  opens: Day
  due: Day
  /** First and due day may still change: their year's notice is not known. */
  provisional?: { opens: boolean; due: boolean }
  workingDaysLeft: number
  state: 'not-open' | 'open' | 'closed'
  people: RatedPerson[]
  /** When the assessor handed in last; null when not yet. */
  submittedAt: Instant | null
  office: { submitted: number; all: number; missing: string[]; mayClose: boolean } | null
}

/** Somebody to rate. */
export interface RatedPerson {
  id: string
  name: string
  unit: string
  post: string
  /** Filled in so far, or handed in; '' for nothing yet. */
  value: string
  /** What the same assessor gave in the period before. */
  previous: string | null
  /** Names of the facts of this quarter that count, where the assessor may see them. */
  facts: string[]
}

/** Access: who has somebody to rate, only their own scores; the office sees who is missing, never a score. */
export async function viewRating(seeing: Seeing, key: string): Promise<RatingView | GoneView> {
  const { bureau, person, today } = seeing
  const period = periodFor(seeing, key)
  if (!period || person === null) return { kind: 'gone', code: 'gone' }
  const assigned = assignmentsOf(bureau, period, person)
  const office = mayNot(bureau, person, closePeriods, 'anything') === null
  if (assigned.length === 0 && !office) return { kind: 'gone', code: 'gone' }
  const closed = isClosed(seeing, period)
  const own = submissionsIn(seeing, period).get(person)
  const scale = period.cycle.scheme.scales.find((each) => each.id === period.part.scale)
  return {
    kind: 'rating',
    cycle: period.cycle.id,
    part: period.part.id,
    partName: period.part.name,
    period: period.period,
    clause: period.part.clause,
    from: scale?.lowest.toFixed() ?? '0',
    to: scale?.highest.toFixed() ?? '100',
    bands: (scale?.bands ?? []).map((b) =>
      b.from.equals(b.to)
        ? `${b.name} ${b.to.toFixed()}`
        : `${b.name} ${b.from.toFixed()}–${b.to.toFixed()}`,
    ),
    opens: period.opens,
    due: period.due,
    provisional: {
      opens: isProvisional(seeing, period.opens),
      due: isProvisional(seeing, period.due),
    },
    workingDaysLeft: seeing.calendar.workingDaysBetween(today, period.due),
    state: closed ? 'closed' : today < period.opens ? 'not-open' : 'open',
    people: await people(seeing, { period, own, person }),
    submittedAt: own?.at ?? null,
    office: office ? officeOf(seeing, period, closed) : null,
  }
}

async function people(
  seeing: Seeing,
  of: { period: RatingPeriod; own: Submission | undefined; person: string },
): Promise<RatedPerson[]> {
  const { bureau } = seeing
  const { period, own, person } = of
  const before = periodsOf(period.cycle, seeing.calendar)
    .filter((each) => each.part.id === period.part.id && each.period < period.period)
    .at(-1)
  const earlier = before && submissionsIn(seeing, before).get(person)
  const draft = await getDraft(seeing.db, draftPlace({ bureau, person }, period))
  const { byWho } = seeing.collected.of(factsSlice)
  return assignmentsOf(bureau, period, person).map(({ assessee }) => ({
    id: assessee,
    name: bureau.roster.nameOf(assessee),
    unit: bureau.roster.unitNameOf(bureau.roster.unitOf(assessee) ?? ''),
    post: bureau.roster.person(assessee)?.post ?? '',
    value: valueIn(draft?.body, assessee) ?? own?.points.get(assessee) ?? '',
    previous: earlier?.points.get(assessee) ?? null,
    facts: mayNot(bureau, person, readFacts, { person: assessee })
      ? []
      : (byWho.get(assessee) ?? [])
          .filter(
            (fact) =>
              stageOf(fact) === 'effective' &&
              quarterOf(fact.day) === period.period &&
              fact.body.persons.includes(assessee),
          )
          .map((fact) => ruleOf(bureau, fact)?.name ?? fact.body.kind),
  }))
}

function valueIn(body: unknown, assessee: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const value = Object.entries(body).find(([id]) => id === assessee)?.[1]
  return typeof value === 'string' ? value : undefined
}

function officeOf(seeing: Seeing, period: RatingPeriod, closed: boolean): RatingView['office'] {
  const submitted = submissionsIn(seeing, period)
  const all = assessorsOf(seeing.bureau, period)
  const missing = all.filter((person) => !submitted.has(person))
  return {
    submitted: all.length - missing.length,
    all: all.length,
    missing: missing.map((person) => seeing.bureau.roster.nameOf(person)),
    mayClose: !closed && (missing.length === 0 || seeing.today > period.due),
  }
}
