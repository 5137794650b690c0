import { must } from '../../base/bug.js'
import { dayText } from '../../base/day.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import type { Rounding } from '../../scheme/model/grades.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { keyOf } from '../card-key.js'
import { type Context, done, type Outcome } from '../context.js'
import { isProvisional } from '../provisional.js'
import { type Assignment, assesseeName, rates } from './assignments.js'
import { gradesSubmitted, ratingSubmitted } from './entries.js'
import {
  draftBody,
  draftPlace,
  type Filling,
  fillingOf,
  namesIn,
  pageOf,
  withPage,
  withPrevious,
} from './filling.js'
import type { FormIntent, PeriodRef } from './intents.js'
import { isClosed, periodFor, type RatingPeriod } from './periods.js'
import { quotasFor, usedOf } from './quota.js'
import { wrongFigure } from './wrong-figure.js'
import { remarkField, scoreField } from './score-field.js'

type Of<V extends FormIntent['verb']> = Extract<FormIntent, { verb: V }>

/**
 * Keeps what was filled in so far; gaps and too many of a level are allowed.
 * @refuses {@link opened}, rating-figure, rating-bounds, rating-listed, rating-decimals, grade-unknown
 */
export async function saveRating(ctx: Context, input: Of<'rating.save'>): Promise<Outcome> {
  const filling = await opened(ctx, input)
  if ('code' in filling) return filling
  return (await keep(ctx, filling, input.page)) ?? done('rating-saved')
}

/**
 * Shows another page of the form; what stands on this one is kept.
 * @refuses {@link opened}, rating-figure, rating-bounds, rating-listed, rating-decimals, grade-unknown
 */
export async function turnPage(ctx: Context, input: Of<'rating.page'>): Promise<Outcome> {
  const filling = await opened(ctx, input)
  if ('code' in filling) return filling
  const to = Math.min(Math.max(1, input.to), filling.pages)
  return (
    (await keep(ctx, filling, to)) ??
    done('rating-page', { page: `${to}`, pages: `${filling.pages}` })
  )
}

/**
 * Fills in what the same assessor gave last time for everybody who has nothing yet; it is kept, not handed in.
 * @refuses {@link opened}, rating-no-previous, rating-figure, rating-bounds, rating-listed, rating-decimals, grade-unknown
 */
export async function sameAsLast(ctx: Context, input: Of<'rating.same'>): Promise<Outcome> {
  const typed = await opened(ctx, input)
  if ('code' in typed) return typed
  const { filling, count } = withPrevious(ctx, typed)
  if (count === 0) return refuse('rating-no-previous')
  return (await keep(ctx, filling, input.page)) ?? done('rating-same', { count: `${count}` })
}

/**
 * Hands in an assessor's form of a period, all pages of it; again until the office closes it, the last one counts.
 * Faults of everybody on the page are said at once, then those of other pages, last levels that too many would have.
 * @refuses {@link opened}, rating-incomplete, grade-incomplete, rating-figure, rating-bounds, rating-listed, rating-decimals,
 * grade-unknown, grade-remark, rating-other-page, grade-too-many, grade-too-many-down, grade-too-many-half-up,
 * grade-too-many-up, grade-too-many-at-least-one
 */
export async function submitRating(ctx: Context, input: Of<'rating.submit'>): Promise<Outcome> {
  const filling = await opened(ctx, input)
  if ('code' in filling) return filling
  const faults = filling.people.flatMap((one) => faultsOf(filling, one, true))
  const wrong = refuseForm([
    ...faults.filter((each) => each.page === input.page).map((each) => each.fault),
    ...otherPages(filling, faults, input.page),
  ])
  if (wrong) return wrong
  const many = refuseForm(tooMany(ctx, filling))
  if (many) return many
  for (const [body, assessees] of byBody(filling)) write(ctx, filling, { body, assessees })
  await deleteDraft(ctx.tx, draftPlace(ctx, filling.period))
  return done('rating-submitted', { count: `${filling.people.length}` })
}

/** The period that a press is about. */
export function periodOf(
  ctx: Context,
  { cycle, period, part }: PeriodRef,
): RatingPeriod | undefined {
  return periodFor(ctx, keyOf(cycle, period, part))
}

/**
 * The form with what was just typed, where it may be filled in: a period of a running cycle, of who has somebody to rate.
 * @refuses rating-unknown, not-allowed, rating-closed, rating-not-open
 */
async function opened(ctx: Context, input: FormIntent): Promise<Filling | Refusal> {
  const period = periodOf(ctx, input)
  if (!period) return refuse('rating-unknown')
  if (!rates(ctx, period, ctx.person)) {
    return refuse('not-allowed', { what: '评价', who: '办法规定的评价人' })
  }
  if (isClosed(ctx, period)) return refuse('rating-closed')
  if (ctx.today < period.opens) {
    const opens = dayText(period.opens, isProvisional(ctx, period.opens))
    return refuse('rating-not-open', { opens })
  }
  return withPage(await fillingOf(ctx, period, ctx.person), input)
}

/** Keeps the form, unless something in it can't be. */
async function keep(ctx: Context, filling: Filling, page: number): Promise<Refusal | null> {
  const faults = filling.people.flatMap((one) => faultsOf(filling, one, false))
  const wrong = refuseForm(faults.map((each) => each.fault))
  if (wrong) return wrong
  await putDraft(ctx.tx, draftPlace(ctx, filling.period), draftBody(filling, page))
  return null
}

interface PlacedFault {
  assessee: string
  page: number
  fault: Fault
}

/** What is wrong with what stands for somebody; gaps only where the form is handed in. */
function faultsOf(filling: Filling, { assessee }: Assignment, handedIn: boolean): PlacedFault[] {
  if (filling.forced.has(assessee)) return []
  const name = assesseeName(filling.period, assessee)
  const value = filling.values.get(assessee) ?? ''
  const found = (code: string, values: Record<string, string> = {}, field = scoreField) => [
    {
      assessee,
      page: pageOf(filling, assessee),
      fault: fault(`${field}${assessee}`, code, { name, ...values }),
    },
  ]
  const { part } = filling.period
  const missing = part.kind === 'ratings' ? 'rating-incomplete' : 'grade-incomplete'
  if (value === '') return handedIn ? found(missing) : []
  if (part.kind === 'ratings') {
    const wrong = wrongFigure(filling.period.cycle.scheme, part, value)
    return wrong ? found(wrong.code, wrong.with) : []
  }
  const level = part.levels.find((one) => one.id === value)
  if (!level) return found('grade-unknown')
  if (!handedIn || !level.remark || filling.remarks.has(assessee)) return []
  return found('grade-remark', { level: level.name, clause: part.clause }, remarkField)
}

/** Names said of a page that is not shown. */
const namesMax = 4

/** Faults on pages that are not shown: one line a page. */
function otherPages(filling: Filling, faults: readonly PlacedFault[], shown: number): Fault[] {
  const pages = new Set(faults.map((each) => each.page).filter((page) => page !== shown))
  return [...pages].map((page) => {
    const ids = faults.filter((each) => each.page === page).map((each) => each.assessee)
    const who = [...new Set(ids)]
    const names = namesIn(filling, who, namesMax)
    return fault('', 'rating-other-page', { page: `${page}`, count: `${who.length}`, names })
  })
}

/** The sentences that say how a share becomes whole places. */
const tooManyOf: Readonly<Record<Rounding, string>> = {
  down: 'grade-too-many-down',
  'half-up': 'grade-too-many-half-up',
  up: 'grade-too-many-up',
  'down-at-least-one': 'grade-too-many-at-least-one',
}

/** Levels that more would have than may. */
function tooMany(ctx: Context, filling: Filling): Fault[] {
  const people = filling.people.map((one) => one.assessee)
  return quotasFor(ctx, filling.period, { person: ctx.person, people }).flatMap((quota) => {
    const used = usedOf(quota, filling.values)
    if (used <= quota.most) return []
    const code = quota.share === null ? 'grade-too-many' : tooManyOf[quota.share.rounding]
    return [
      fault('', code, {
        level: quota.levelName,
        group: quota.group || '全体',
        size: `${quota.size}`,
        share: quota.share?.of ?? '',
        most: `${quota.most}`,
        used: `${used}`,
        elsewhere: `${quota.elsewhere.length}`,
        clause: quota.clause,
      }),
    ]
  })
}

function byBody({ people, forced }: Filling): Map<string, string[]> {
  const bodies = new Map<string, string[]>()
  for (const { assessee, bodies: as } of people) {
    for (const body of as) {
      const whom = bodies.get(body) ?? []
      bodies.set(body, forced.has(assessee) ? whom : [...whom, assessee])
    }
  }
  return bodies
}

/** What an assessor gave for one body. For whom a level is forced nothing is recorded. */
function write(
  ctx: Context,
  { period, values, remarks }: Filling,
  { body, assessees }: { body: string; assessees: readonly string[] },
): void {
  const givenTo = (assessee: string): string => must(values.get(assessee), 'checked above')
  const entry = { cycle: period.cycle.id, period: period.period }
  const common = { part: period.part.id, raterClass: body }
  if (period.part.kind === 'ratings') {
    const ratings = assessees.map((assessee) => ({ assessee, points: givenTo(assessee) }))
    ratingSubmitted.write(ctx, { ...entry, body: { ...common, ratings } })
    return
  }
  const grades = assessees.map((assessee) => ({ assessee, level: givenTo(assessee) }))
  const said = assessees.flatMap((id) => (remarks.has(id) ? [[id, remarks.get(id)]] : []))
  const personal = { remarks: Object.fromEntries(said) }
  gradesSubmitted.write(ctx, { ...entry, body: { ...common, grades }, personal })
}
