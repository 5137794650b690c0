import { type Day, dayText, isDay } from '../../base/day.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { absenceById } from '../away/away.js'
import { handoverFault } from '../away/handover.js'
import { coverCard } from '../chain/tell.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCards, sendText } from '../notices.js'
import { appointersOf, postRules } from './appoint.js'
import { postEnded, postNamed } from './entries.js'
import type { NamingIntent } from './intents.js'
import { postsSlice } from './posts.js'
import { standInNow } from './standing-in.js'

type Of<V extends NamingIntent['verb']> = Extract<NamingIntent, { verb: V }>

/**
 * Whether the bureau knows no posts.
 * @refuses post-no-rules
 */
export function noPosts({ bureau }: Pick<Context, 'bureau'>): Refusal | null {
  return postRules(bureau) ? null : refuse('post-no-rules')
}

/**
 * Whether somebody does not name who has a person's post.
 * @refuses {@link noPosts}, post-not-yours
 */
function mayNotName(ctx: Context, person: string): Refusal | null {
  const none = noPosts(ctx)
  if (none) return none
  const { roster } = ctx.bureau
  const appointers = appointersOf(ctx.bureau, person)
  if (appointers.includes(ctx.person)) return null
  const who = appointers.map((one) => roster.nameOf(one)).join('、') || '目前无人'
  return refuse('post-not-yours', { who })
}

/**
 * Names who has somebody's post whenever they are away, from a day on, until another where one is given.
 * @refuses {@link noPosts}, post-who, {@link mayNotName}, handover-who, post-days
 */
export async function namePost(ctx: Context, intent: Of<'post.name'>): Promise<Outcome> {
  const { person, standIn, from, to } = intent
  const { roster } = ctx.bureau
  const none = noPosts(ctx)
  if (none) return none
  if (!roster.person(person)) return refuseForm([fault('person', 'post-who')])
  const refusal = mayNotName(ctx, person)
  if (refusal) return refusal
  const faults: Fault[] = []
  if (standIn === '' || standIn === person || !roster.person(standIn))
    faults.push(fault('standIn', 'handover-who'))
  const days = daysIn(ctx, { from, to })
  if (!days) faults.push(fault('from', 'post-days'))
  const wrong = refuseForm(faults)
  if (wrong || !days) return wrong ?? refuse('post-days')
  postNamed.write(ctx, { subject: person, body: { standIn, ...days, absence: null } })
  await sendText(ctx, standIn, 'post-named-you', {
    ...{ name: roster.nameOf(person), by: roster.nameOf(ctx.standIn ?? ctx.person) },
    ...{ from: dayText(days.from), to: days.to === null ? '起' : `至${dayText(days.to)}` },
  })
  return done('post-named', { name: roster.nameOf(person), standIn: roster.nameOf(standIn) })
}

/** First and last day of a naming, the last one left open where none is written; null while they are none. */
function daysIn(
  { today }: Context,
  { from, to }: { from: string; to: string },
): { from: Day; to: Day | null } | null {
  if (!isDay(from) || from < today) return null
  if (to === '') return { from, to: null }
  return isDay(to) && from <= to ? { from, to } : null
}

/**
 * Names who has somebody's post during one time away; who had it learns that it is another's.
 * @refuses {@link noPosts}, gone, {@link mayNotName}, handover-who, handover-away
 */
export async function assignPost(ctx: Context, intent: Of<'post.assign'>): Promise<Outcome> {
  const none = noPosts(ctx)
  if (none) return none
  const absence = absenceById(ctx, intent.absence)
  const request = absence?.request
  const isOver = !request || request.stage !== 'approved' || request.back !== null
  if (!absence || isOver || absence.matter === 'outing' || request.person !== intent.person)
    return refuse('gone')
  const { person, id, span } = request
  const refusal = mayNotName(ctx, person)
  if (refusal) return refusal
  const { standIn } = intent
  const chosen = standIn === '' ? fault('handover', 'handover-who') : null
  const of = { matter: absence.matter, person, span, handover: standIn }
  const wrong = refuseForm([chosen ?? handoverFault(ctx, of)].flatMap((one) => one ?? []))
  if (wrong) return wrong
  const before = standInNow(ctx, absence)
  postNamed.write(ctx, {
    subject: person,
    body: { standIn, from: span.from, to: span.to, absence: id },
  })
  const told = [standIn, ...(before === null || before === standIn ? [] : [before])]
  await sendCards(
    ctx,
    told.map((one) => ({ person: one, card: { kind: coverCard, key: id } })),
  )
  const { roster } = ctx.bureau
  return done('post-named', { name: roster.nameOf(person), standIn: roster.nameOf(standIn) })
}

/**
 * Ends that somebody has a post whenever its holder is away.
 * @refuses {@link noPosts}, gone, {@link mayNotName}
 */
export async function endPost(ctx: Context, intent: Of<'post.end'>): Promise<Outcome> {
  const none = noPosts(ctx)
  if (none) return none
  const named = ctx.collected.of(postsSlice).named.get(intent.named)
  if (!named || named.ended || named.person !== intent.person) return refuse('gone')
  const refusal = mayNotName(ctx, named.person)
  if (refusal) return refusal
  postEnded.write(ctx, { about: named.id, subject: named.person, body: {} })
  const name = ctx.bureau.roster.nameOf(named.person)
  await sendText(ctx, named.standIn, 'post-ended-you', { name })
  return done('post-ended', { name })
}
