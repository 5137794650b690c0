import { dayText } from '../../base/day.js'
import { isFigure, points } from '../../base/points.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { shorten } from '../../base/text.js'
import { must } from '../../base/bug.js'
import { deleteDraft, putDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import { done, type Context, type Outcome } from '../context.js'
import { keyOf } from '../card-key.js'
import { figureLimits } from '../limits.js'
import { isProvisional } from '../provisional.js'
import { closePeriods } from './actions.js'
import { submissionsIn } from './asks.js'
import { assignmentsOf, assessorsOf, type Assignment } from './assignments.js'
import { periodClosed, ratingSubmitted } from './entries.js'
import type { RatingIntent } from './intents.js'
import { isClosed, periodFor, ratingKey, type RatingPeriod } from './periods.js'
import { scoreField } from './score-field.js'

type Rated = Extract<RatingIntent, { verb: 'rating.save' | 'rating.submit' }>

/** Keeps what was filled in so far. Refusals as {@link submitRating}, but gaps are allowed. */
export async function saveRating(ctx: Context, input: Rated): Promise<Outcome> {
  const opened = await open(ctx, input)
  if ('kind' in opened) return opened
  const wrong = refuseForm(wrongFigures(ctx, opened, input.points))
  if (wrong) return wrong
  await putDraft(ctx.tx, draftPlace(ctx, opened.period), kept(opened, input.points))
  return done('rating-saved')
}

/**
 * Hands in an assessor's scores of a period; again until the office closes it, the last one counts.
 * Refusals in this order: `rating-unknown`, `not-allowed` (nobody to rate), `rating-closed`,
 * `rating-not-open`; then of everybody at once `rating-incomplete`, `rating-figure`, `rating-bounds`, `rating-decimals`.
 */
export async function submitRating(ctx: Context, input: Rated): Promise<Outcome> {
  const opened = await open(ctx, input)
  if ('kind' in opened) return opened
  const wrong = refuseForm([
    ...missingFigures(ctx, opened, input.points),
    ...wrongFigures(ctx, opened, input.points),
  ])
  if (wrong) return wrong
  for (const [body, assessees] of byBody(opened.assignments)) {
    ratingSubmitted.write(ctx, {
      cycle: opened.period.cycle.id,
      period: opened.period.period,
      body: {
        part: opened.period.part.id,
        raterClass: body,
        ratings: assessees.map((assessee) => ({
          assessee,
          points: must(input.points[assessee], 'checked above'),
        })),
      },
    })
  }
  await deleteDraft(ctx.tx, draftPlace(ctx, opened.period))
  return done('rating-submitted', { count: `${opened.assignments.length}` })
}

/**
 * Ends a period: from now on its ratings count and may be seen. Missing ratings fall to the scheme's choice.
 * Refusals in this order: `rating-unknown`, `not-allowed`, `rating-closed`, `close-too-early`.
 */
export async function closePeriod(
  ctx: Context,
  of: Extract<RatingIntent, { verb: 'period.close' }>,
): Promise<Outcome> {
  const found = find(ctx, of)
  if (!found) return refuse('rating-unknown')
  const refusal = mayNot(ctx.bureau, ctx.person, closePeriods, 'anything')
  if (refusal) return refusal
  if (isClosed(ctx, found)) return refuse('rating-closed')
  const submitted = submissionsIn(ctx, found)
  const waiting = assessorsOf(ctx.bureau, found).filter((person) => !submitted.has(person))
  if (waiting.length > 0 && ctx.today <= found.due) {
    return refuse('close-too-early', {
      due: dayText(found.due, isProvisional(ctx, found.due)),
      count: `${waiting.length}`,
    })
  }
  periodClosed.write(ctx, {
    cycle: found.cycle.id,
    period: found.period,
    body: { part: found.part.id },
  })
  return done('period-closed')
}

/** Where an assessor's unfinished scores are kept. */
export function draftPlace(ctx: { bureau: { id: string }; person: string }, of: RatingPeriod) {
  return { bureau: ctx.bureau.id, owner: ctx.person, kind: 'rating', key: ratingKey(of) }
}

interface Opened {
  period: RatingPeriod
  assignments: Assignment[]
}

function find(
  ctx: Context,
  { cycle, period, part }: { cycle: string; period: string; part: string },
): RatingPeriod | undefined {
  return periodFor(ctx, keyOf(cycle, period, part))
}

async function open(ctx: Context, input: Rated): Promise<Opened | Refusal> {
  const period = find(ctx, input)
  if (!period) return refuse('rating-unknown')
  const assignments = assignmentsOf(ctx.bureau, period, ctx.person)
  if (assignments.length === 0) {
    return refuse('not-allowed', { what: '评价', who: '办法规定的评价人' })
  }
  if (isClosed(ctx, period)) return refuse('rating-closed')
  if (ctx.today < period.opens) {
    const opens = dayText(period.opens, isProvisional(ctx, period.opens))
    return refuse('rating-not-open', { opens })
  }
  return { period, assignments }
}

/** Who has no score yet. */
function missingFigures(ctx: Context, opened: Opened, given: Record<string, string>): Fault[] {
  return opened.assignments
    .filter(({ assessee }) => !given[assessee])
    .map(({ assessee }) =>
      fault(`${scoreField}${assessee}`, 'rating-incomplete', {
        name: ctx.bureau.roster.nameOf(assessee),
      }),
    )
}

/** Every score that can't be one: no number, outside of the scale, too many decimals. */
function wrongFigures(ctx: Context, opened: Opened, given: Record<string, string>): Fault[] {
  const scale = must(
    opened.period.cycle.scheme.scales.find((each) => each.id === opened.period.part.scale),
    'a part names a scale of its scheme',
  )
  return opened.assignments.flatMap(({ assessee }) => {
    const text = given[assessee]
    if (!text) return []
    const name = ctx.bureau.roster.nameOf(assessee)
    const wrong = (code: string, values: Record<string, string> = {}): Fault[] => [
      fault(`${scoreField}${assessee}`, code, { name, ...values }),
    ]
    if (!isFigure(text)) return wrong('rating-figure', { text: shorten(text, 10) })
    const value = points(text)
    const [from, to] = [scale.lowest.toFixed(), scale.highest.toFixed()]
    if (value.lessThan(scale.lowest) || value.greaterThan(scale.highest)) {
      return wrong('rating-bounds', { from, to, clause: scale.clause })
    }
    return value.decimalPlaces() > figureLimits.decimals ? wrong('rating-decimals') : []
  })
}

function kept(opened: Opened, given: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    opened.assignments.flatMap(({ assessee }) => {
      const text = given[assessee]
      return text ? [[assessee, text]] : []
    }),
  )
}

function byBody(assignments: readonly Assignment[]): Map<string, string[]> {
  const bodies = new Map<string, string[]>()
  for (const { assessee, bodies: as } of assignments) {
    for (const body of as) bodies.set(body, [...(bodies.get(body) ?? []), assessee])
  }
  return bodies
}
