import { dayText } from '../../base/day.js'
import { fault, refuse, refuseForm } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCard } from '../notices.js'
import { isProvisional } from '../provisional.js'
import { closePeriods } from './actions.js'
import { hasHandedIn, missingIn } from './asks.js'
import { actingIn, assessorsOf, assignmentsOf } from './assignments.js'
import { periodClosed, periodReopened, raterActing } from './entries.js'
import type { RatingIntent } from './intents.js'
import { linksWaiting } from './outside-waiting.js'
import { isClosed, ratingKey } from './periods.js'
import { periodOf } from './rate.js'

type Of<V extends RatingIntent['verb']> = Extract<RatingIntent, { verb: V }>

/**
 * Ends a period: from now on what was handed in counts and may be seen. Who is missing stands in the entry with the
 * reason; what the scheme makes of it is the engine's.
 * @refuses rating-unknown, not-allowed, period-closed-already, rating-not-open, close-too-early, close-links, period-reason
 */
export async function closePeriod(ctx: Context, of: Of<'period.close'>): Promise<Outcome> {
  const found = periodOf(ctx, of)
  if (!found) return refuse('rating-unknown')
  const refusal = mayNot(ctx.bureau, ctx.person, closePeriods, 'anything')
  if (refusal) return refusal
  if (isClosed(ctx, found)) return refuse('period-closed-already')
  if (ctx.today < found.opens) {
    return refuse('rating-not-open', {
      opens: dayText(found.opens, isProvisional(ctx, found.opens)),
    })
  }
  const missing = missingIn(ctx, found)
  const count = `${missing.length}`
  if (missing.length > 0 && ctx.today <= found.due) {
    const due = dayText(found.due, isProvisional(ctx, found.due))
    return refuse('close-too-early', { due, count })
  }
  const waiting = linksWaiting(ctx, found)
  if (waiting > 0) {
    return refuse('close-links', { count: `${waiting}` })
  }
  if (missing.length > 0 && of.reason === '') {
    return refuseForm([fault('reason', 'period-reason', { count })])
  }
  periodClosed.write(ctx, {
    cycle: found.cycle.id,
    period: found.period,
    body: { part: found.part.id, ...(missing.length > 0 ? { missing } : {}) },
    ...(of.reason === '' ? {} : { personal: { reason: of.reason } }),
  })
  return done('period-closed')
}

/**
 * Lets a closed period be rated again. What counted counts until it is closed again. Its raters get their cards.
 * @refuses rating-unknown, not-allowed, period-open, reopen-reason
 */
export async function reopenPeriod(ctx: Context, of: Of<'period.reopen'>): Promise<Outcome> {
  const found = periodOf(ctx, of)
  if (!found) return refuse('rating-unknown')
  const refusal = mayNot(ctx.bureau, ctx.person, closePeriods, 'anything')
  if (refusal) return refusal
  if (!isClosed(ctx, found)) return refuse('period-open')
  if (of.reason === '') return refuseForm([fault('reason', 'reopen-reason')])
  periodReopened.write(ctx, {
    cycle: found.cycle.id,
    period: found.period,
    body: { part: found.part.id },
    personal: { reason: of.reason },
  })
  return done('period-reopened')
}

/**
 * Names who rates in somebody's place for a period; the rater's own name takes that back. The card goes to whoever
 * rates from now on.
 * @refuses rating-unknown, not-allowed, rating-closed, acting-rater, acting-submitted, acting-person, acting-several,
 * acting-same, acting-nobody
 */
export async function nameActing(ctx: Context, of: Of<'period.acting'>): Promise<Outcome> {
  const found = periodOf(ctx, of)
  if (!found) return refuse('rating-unknown')
  const refusal = mayNot(ctx.bureau, ctx.person, closePeriods, 'anything')
  if (refusal) return refusal
  if (isClosed(ctx, found)) return refuse('rating-closed')
  const { roster } = ctx.bureau
  const acting = actingIn(ctx, found)
  const assessor = assessorsOf(ctx.bureau, found).find((id) => isCalled(ctx, id, of.assessor))
  const wrong = (field: string, code: string, values: Record<string, string> = {}) =>
    refuseForm([fault(field, code, values)])
  if (assessor === undefined) return wrong('assessor', 'acting-rater')
  const name = roster.nameOf(assessor)
  if (hasHandedIn(ctx, found, acting.get(assessor)?.instead ?? assessor)) {
    return wrong('assessor', 'acting-submitted', { name })
  }
  const named = roster.people.filter(({ id }) => isCalled(ctx, id, of.instead))
  const [one] = named
  if (!one) return wrong('instead', 'acting-person', { text: of.instead })
  if (named.length > 1) return wrong('instead', 'acting-several', { text: of.instead })
  const back = one.id === assessor
  if (back ? !acting.has(one.id) : acting.get(assessor)?.instead === one.id) {
    return wrong('instead', 'acting-same', { name: one.name })
  }
  const others = assignmentsOf(ctx.bureau, found, assessor).filter(
    ({ assessee }) => assessee !== one.id,
  )
  if (!back && others.length === 0) {
    return wrong('instead', 'acting-nobody', { name: one.name })
  }
  raterActing.write(ctx, {
    cycle: found.cycle.id,
    period: found.period,
    subject: assessor,
    body: { part: found.part.id, assessor, instead: back ? null : one.id },
  })
  if (ctx.today >= found.opens) {
    await sendCard(ctx, { person: one.id }, { kind: 'rating', key: ratingKey(found) })
  }
  return done(back ? 'acting-ended' : 'acting-named', { name, instead: one.name })
}

/** Whether a person is meant by an id, a name or a number. */
function isCalled({ bureau }: Context, id: string, text: string): boolean {
  const person = bureau.roster.person(id)
  return text !== '' && [id, person?.name, person?.employeeNo].includes(text)
}
