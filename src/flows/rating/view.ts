import type { Day, Instant } from '../../base/day.js'
import { quarterOf } from '../../base/day.js'
import { getDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import type { Bureau, Seeing } from '../context.js'
import { readFacts } from '../fact/state.js'
import type { GoneView } from '../gone-view.js'
import { assignmentsOf, assessorsOf } from './assignments.js'
import { isProvisional } from '../provisional.js'
import { closedPeriods, periodsOf, ratingKey, type RatingPeriod } from './periods.js'
import { draftPlace } from './rate.js'
import { submissionsOf, type Submission } from './submissions.js'

/** An assessor's card of a period; for the office also who is missing. */
export interface RatingView {
  kind: 'rating'
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
  const all = periodsOf(bureau, seeing.calendar)
  const period = all.find((each) => ratingKey(each) === key)
  if (!period || person === null) return { kind: 'gone', code: 'gone' }
  const assigned = assignmentsOf(bureau, period.part, person)
  const office = mayNot(bureau, person, 'period.close', 'anything') === null
  if (assigned.length === 0 && !office) return { kind: 'gone', code: 'gone' }
  const closed = (await closedPeriods(seeing.db, bureau)).has(key)
  const of = { part: period.part.id, period: period.period }
  const own = (await submissionsOf(seeing.db, bureau, { ...of, by: person })).get(person)
  const scale = bureau.scheme.scales.find((each) => each.id === period.part.scale)
  return {
    kind: 'rating',
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
    people: await people(seeing, { all, period, own, person }),
    submittedAt: own?.at ?? null,
    office: office ? await officeOf(seeing, period, closed) : null,
  }
}

async function people(
  seeing: Seeing,
  of: { all: RatingPeriod[]; period: RatingPeriod; own: Submission | undefined; person: string },
): Promise<RatedPerson[]> {
  const { bureau } = seeing
  const { all, period, own, person } = of
  const before = all
    .filter((each) => each.part.id === period.part.id && each.period < period.period)
    .at(-1)
  const earlier = before
    ? (
        await submissionsOf(seeing.db, bureau, {
          part: before.part.id,
          period: before.period,
          by: person,
        })
      ).get(person)
    : undefined
  const draft = await getDraft(seeing.db, draftPlace({ bureau, person }, period))
  const facts = await readFacts(seeing.db, { bureau: bureau.id, cycle: bureau.cycle.id })
  return assignmentsOf(bureau, period.part, person).map(({ assessee }) => ({
    id: assessee,
    name: bureau.roster.nameOf(assessee),
    unit: bureau.roster.unitNameOf(bureau.roster.unitOf(assessee) ?? ''),
    post: bureau.roster.person(assessee)?.post ?? '',
    value: valueIn(draft?.body, assessee) ?? own?.points[assessee] ?? '',
    previous: earlier?.points[assessee] ?? null,
    facts: mayNot(bureau, person, 'fact.read', { person: assessee })
      ? []
      : facts
          .filter(
            (fact) =>
              fact.stage === 'effective' &&
              quarterOf(fact.day) === period.period &&
              fact.proposal.persons.includes(assessee),
          )
          .map((fact) => ruleName(bureau, fact.proposal.rule)),
  }))
}

function ruleName(bureau: Bureau, rule: string): string {
  return bureau.scheme.rules.find((each) => each.id === rule)?.name ?? rule
}

function valueIn(body: unknown, assessee: string): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const value = Object.entries(body).find(([id]) => id === assessee)?.[1]
  return typeof value === 'string' ? value : undefined
}

async function officeOf(
  seeing: Seeing,
  period: RatingPeriod,
  closed: boolean,
): Promise<RatingView['office']> {
  const submitted = await submissionsOf(seeing.db, seeing.bureau, {
    part: period.part.id,
    period: period.period,
  })
  const all = assessorsOf(seeing.bureau, period.part)
  const missing = all.filter((person) => !submitted.has(person))
  return {
    submitted: all.length - missing.length,
    all: all.length,
    missing: missing.map((person) => seeing.bureau.roster.nameOf(person)),
    mayClose: !closed && (missing.length === 0 || seeing.today > period.due),
  }
}
