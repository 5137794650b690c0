import { dayText } from '../../base/day.js'
import {
  type Fault,
  fault,
  isRefusal,
  refuse,
  refuseForm,
  type Refusal,
} from '../../base/refusal.js'
import { chainFor } from '../../workrules/chains.js'
import type { Span } from '../../workrules/span.js'
import { mayNot } from '../access.js'
import { absenceOver, matterName, matterNames } from '../away/away.js'
import { handoverFault } from '../away/handover.js'
import { tellAsked } from '../chain/tell.js'
import { type Context, done, type Outcome } from '../context.js'
import { daysText } from '../leave/counted.js'
import { spanOf, daysMeant } from '../leave/form.js'
import { askTrip } from './actions.js'
import { tripAsked, type TripMatter } from './entries.js'
import { formMatter, freshTrip, shownDays, tripDrafts } from './form.js'
import type { TripFormIntent, TripWords } from './intents.js'
import { type ReckonedTrip, reckonTrip } from './reckoned.js'
import { tripCards, type TripRecord, tripsSlice } from './trips.js'

/** Nobody asks longer ahead: who leads the unit then is not known. */
const aheadDays = 366

/** What a form is about: a new trip or outing, or one that it changes. */
interface Opened {
  matter: TripMatter
  before: TripRecord | null
}

/**
 * Hands a trip or an outing in, or only reckons it (`trip.look`). Days that the card did not show yet are reckoned and
 * shown first (`trip-look`). An outing is reported, not asked for: it stands at once.
 * @refuses (trip.submit) {@link openTrip}, trip-days, trip-place, trip-reason, handover-who, handover-away, {@link unfitTrip}
 * @refuses (trip.look) {@link openTrip}, trip-days, {@link unfitTrip}
 */
export async function submitTrip(
  ctx: Context,
  intent: Extract<TripFormIntent, { words: TripWords }>,
): Promise<Outcome> {
  const { key, shown, verb } = intent
  const words = daysMeant(intent.words, shown.split(',').slice(0, 2))
  const opened = openTrip(ctx, key)
  if (isRefusal(opened)) return opened
  const read = readTrip(ctx, opened, { words, whole: verb === 'trip.submit' })
  if (isRefusal(read)) return read
  const { span, reckoned } = read
  const refusal = unfitTrip(ctx, opened, read)
  if (refusal) return refusal
  const days = daysText(reckoned.days)
  if (verb === 'trip.look' || shown !== shownDays(words)) {
    await tripDrafts.keep(ctx.tx, ctx, key, { words, made: '' })
    return done('trip-look', { days })
  }
  const made = await write(ctx, opened, { key, span, reckoned, words })
  await tellAsked(ctx, { ...made, person: ctx.person }, tripCards)
  const [first] = reckoned.way
  if (first) return done('trip-asked', { days, who: first.names.join('、') || '目前无人' })
  return reckoned.told.length > 0
    ? done('trip-told', { who: reckoned.told.join('、') })
    : done('trip-stands')
}

/**
 * An empty form in the place of a receipt.
 * @refuses {@link mayNotTrip}
 */
export async function anotherTrip(ctx: Context, { key }: { key: string }): Promise<Outcome> {
  const refusal = mayNotTrip(ctx, formMatter(key) ?? 'trip')
  if (refusal) return refusal
  await tripDrafts.drop(ctx.tx, ctx, key)
  return done('refreshed')
}

/**
 * Whether somebody can't ask for a trip or report an outing at all.
 * @refuses not-allowed, trip-no-rules
 */
export function mayNotTrip(
  { bureau, person }: Pick<Context, 'bureau' | 'person'>,
  matter: TripMatter,
): Refusal | null {
  const denied = mayNot(bureau, person, askTrip, { person })
  if (denied) return denied
  const ruled = bureau.work !== null && chainFor(bureau.work.rules, matter) !== null
  return ruled ? null : refuse('trip-no-rules', { what: matterNames[matter] })
}

/**
 * What a form is about.
 * @refuses {@link mayNotTrip}, gone
 */
export function openTrip(ctx: Context, key: string): Opened | Refusal {
  const matter = formMatter(key)
  const before = matter === null ? ctx.collected.of(tripsSlice).byId.get(key) : undefined
  const refusal = mayNotTrip(ctx, matter ?? before?.matter ?? 'trip')
  if (refusal) return refusal
  if (matter !== null) return { matter, before: null }
  if (before?.person !== ctx.person || !isChangeable(before)) return refuse('gone')
  return { matter: before.matter, before }
}

/** Whether a trip can be asked for anew or changed: sent back, or approved and not over. */
export function isChangeable({ stage, back }: TripRecord): boolean {
  return stage === 'returned' || (stage === 'approved' && back === null)
}

function readTrip(
  ctx: Context,
  { matter, before }: Opened,
  { words, whole }: { words: TripWords; whole: boolean },
): { span: Span; reckoned: ReckonedTrip } | Refusal {
  const span = spanOf(words)
  const reckoned = span && reckonTrip(ctx, ctx.person, { matter, span })
  const faults: Fault[] = []
  if (!span) faults.push(fault('from', 'trip-days'))
  const texts = whole && before?.stage !== 'approved'
  if (texts && words.place === '') faults.push(fault('place', 'trip-place'))
  if (texts && words.reason === '') faults.push(fault('reason', 'trip-reason'))
  const about = { person: ctx.person, span, handover: words.handover }
  const other = matter === 'trip' ? handoverFault(ctx, { ...about, matter }) : null
  if (whole && other) faults.push(other)
  const missing = refuse('trip-no-rules', { what: matterNames[matter] })
  return refuseForm(faults) ?? (span && reckoned ? { span, reckoned } : missing)
}

/**
 * Why a trip can't be asked for, or an outing not be reported.
 * @refuses trip-past, trip-far, trip-no-days, trip-overlap, trip-outside, trip-vacant
 */
function unfitTrip(
  ctx: Context,
  { matter, before }: Opened,
  { span, reckoned }: { span: Span; reckoned: ReckonedTrip },
): Refusal | null {
  const what = matterNames[matter]
  // What was sent back may be asked for anew, however long the answer took.
  const changes = before && (before.stage === 'approved' || span.from >= before.span.from)
  if (span.from < ctx.today && !changes) return refuse('trip-past', { what })
  if (ctx.calendar.workingDaysBetween(ctx.today, span.from) > aheadDays) return refuse('trip-far')
  if (matter === 'outing' && reckoned.days.isZero()) return refuse('trip-no-days')
  const other = absenceOver(ctx, ctx.person, { span, but: before ? [before.id] : [] })
  if (other) {
    const { from, to } = other.request.span
    return refuse('trip-overlap', {
      ...{ kind: matterName(ctx, other), from: dayText(from), to: dayText(to) },
    })
  }
  const { ruled, vacant, way, told } = reckoned
  const alone = way.length === 0 && told.length === 0 && ruled.steps !== 'self'
  if (ruled.steps === 'outside' || (alone && vacant.length === 0)) {
    return refuse('trip-outside', { what, clause: ruled.chain.clause })
  }
  if (vacant.length === 0) return null
  const office = ctx.bureau.roster.holders('assessment-office').map(({ name }) => name)
  return refuse('trip-vacant', {
    ...{ what, role: vacant.join('、'), office: office.slice(0, 3).join('、') || '考核办' },
  })
}

async function write(
  ctx: Context,
  { matter, before }: Opened,
  of: { key: string; span: Span; reckoned: ReckonedTrip; words: TripWords },
) {
  const { key, span, reckoned, words } = of
  const { ruled, way } = reckoned
  const { place, reason, tasks, handover } = words
  const body = {
    ...{ matter, ...span, rank: ruled.rank },
    // Where nobody but the person would decide, it stands at once.
    deciding: way.length === 0 ? [] : [...ruled.deciding],
    informed: [...ruled.informed],
    handover: matter === 'outing' || handover === '' ? null : handover,
    instead: before?.stage === 'approved' ? before.id : null,
    returns: ruled.chain.back.value !== 'none',
  }
  const given = Object.entries({ place, reason, tasks }).filter(([, text]) => text !== '')
  const id = tripAsked.write(ctx, {
    subject: ctx.person,
    body,
    ...(given.length === 0 ? {} : { personal: Object.fromEntries(given) }),
  })
  const fresh = freshTrip(ctx, ctx.person, { matter, before: null })
  await tripDrafts.keep(ctx.tx, ctx, key, { words: fresh, made: id })
  return { ...body, id }
}
