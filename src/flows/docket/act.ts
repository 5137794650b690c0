import { fault, isRefusal, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { type Context, done, type Outcome } from '../context.js'
import { isLateAt } from './clock.js'
import { answererOf, type Docket, docketsSlice } from './dockets.js'
import {
  docketAnswered,
  docketConfirmed,
  docketDropped,
  docketPaused,
  docketResumed,
  docketSentBack,
} from './entries.js'
import type { DocketIntent } from './intents.js'
import { sendDocket } from './submit.js'
import { confirming, helpersOf, keeping, maySeeDocket, ownersOf } from './who.js'

type Of<V extends DocketIntent['verb']> = Extract<DocketIntent, { verb: V }>

/**
 * A matter that somebody may see and that is not at an end.
 * @refuses gone, docket-over
 */
export function openDocket(ctx: Context, id: string): Docket | Refusal {
  const docket = ctx.collected.of(docketsSlice).byId.get(id)
  if (!docket || !maySeeDocket(ctx.bureau, ctx.person, docket)) return refuse('gone')
  return docket.state === 'done' || docket.state === 'dropped' ? refuse('docket-over') : docket
}

/** Some people by name, for a refusal. */
export function namesOf({ bureau }: Pick<Context, 'bureau'>, people: readonly string[]): string {
  const names = people.slice(0, 4).map((id) => bureau.roster.nameOf(id))
  return names.join('、') || '目前无人'
}

/**
 * A matter that its owner acts on: it is theirs, its clock runs and nobody has to confirm it just now.
 * @refuses {@link openDocket}, docket-not-yours, docket-paused, docket-answered-before
 */
export function ownDocket(ctx: Context, id: string): Docket | Refusal {
  const docket = openDocket(ctx, id)
  if (isRefusal(docket)) return docket
  const owners = ownersOf(ctx.bureau, docket)
  if (!owners.includes(ctx.person)) return refuse('docket-not-yours', { who: namesOf(ctx, owners) })
  return stillOpen(docket) ?? docket
}

/** Why nothing can be done with an open matter now; null where it can. */
export function stillOpen({ state }: Docket): Refusal | null {
  if (state === 'paused') return refuse('docket-paused')
  return state === 'answered' ? refuse('docket-answered-before') : null
}

/**
 * Its owner says that a matter is done, with what came of it. Who confirms it is asked; where nobody has to, it is done.
 * @refuses {@link ownDocket}, docket-note
 */
export async function answerDocket(
  ctx: Context,
  { docket: id, text }: Of<'docket.answer'>,
): Promise<Outcome> {
  const docket = ownDocket(ctx, id)
  if (isRefusal(docket)) return docket
  if (text === '') return refuseForm([fault('note', 'docket-note')])
  const late = isLateAt(docket, ctx.now, ctx.calendar)
  const confirms = docket.contact === null ? confirming(ctx.bureau, docket, ctx.person) : []
  const ends = confirms.length === 0
  docketAnswered.write(ctx, {
    ...about(docket),
    body: { late, done: ends },
    personal: { note: text },
  })
  await sendDocket(ctx, id, ends ? [] : confirms)
  return done(ends ? 'docket-done' : 'docket-answered', { who: namesOf(ctx, confirms) })
}

function about(docket: Docket): { about: string; subject?: string } {
  const subject = docket.person ?? docket.unit
  return { about: docket.id, ...(subject === null ? {} : { subject }) }
}

/**
 * Who confirms it says that a matter is done, or sends it back.
 * @refuses (docket.confirm) {@link openDocket}, docket-not-answered, docket-confirm-other
 * @refuses (docket.back) {@link openDocket}, docket-not-answered, docket-confirm-other, docket-reason
 */
export async function confirmDocket(
  ctx: Context,
  { verb, docket: id, text }: Of<'docket.confirm' | 'docket.back'>,
): Promise<Outcome> {
  const docket = openDocket(ctx, id)
  if (isRefusal(docket)) return docket
  if (docket.state !== 'answered') return refuse('docket-not-answered')
  const answerer = answererOf(docket) ?? ''
  const confirms = confirming(ctx.bureau, docket, answerer)
  const may = confirms.length > 0 ? confirms : keeping(ctx.bureau, docket)
  if (!may.includes(ctx.person)) return refuse('docket-confirm-other', { who: namesOf(ctx, may) })
  if (verb === 'docket.back' && text === '') return refuseForm([fault('opinion', 'docket-reason')])
  if (verb === 'docket.confirm') docketConfirmed.write(ctx, { ...about(docket), body: {} })
  else docketSentBack.write(ctx, { ...about(docket), body: {}, personal: { reason: text } })
  await sendDocket(ctx, id, [answerer, ...helpersOf(ctx.bureau, docket)])
  return done(verb === 'docket.confirm' ? 'docket-done' : 'docket-sent-back')
}

/**
 * Who keeps or registered a matter lets its clock stand still, go on, or ends it without an answer.
 * @refuses (docket.pause) {@link openDocket}, docket-keep-other, docket-paused, docket-answered-before, docket-reason
 * @refuses (docket.resume) {@link openDocket}, docket-keep-other, docket-not-paused
 * @refuses (docket.drop) {@link openDocket}, docket-keep-other, docket-reason
 */
export async function holdDocket(
  ctx: Context,
  { verb, docket: id, text }: Of<'docket.pause' | 'docket.resume' | 'docket.drop'>,
): Promise<Outcome> {
  const docket = openDocket(ctx, id)
  if (isRefusal(docket)) return docket
  const may = [...new Set([...keeping(ctx.bureau, docket), docket.by])]
  if (!may.includes(ctx.person)) return refuse('docket-keep-other', { who: namesOf(ctx, may) })
  if (verb === 'docket.resume' && docket.state !== 'paused') return refuse('docket-not-paused')
  const refused = verb === 'docket.pause' ? stillOpen(docket) : null
  if (refused) return refused
  if (verb !== 'docket.resume' && text === '') return refuseForm([fault('cause', 'docket-reason')])
  const kind = {
    'docket.pause': docketPaused,
    'docket.resume': docketResumed,
    'docket.drop': docketDropped,
  }
  kind[verb].write(ctx, {
    ...about(docket),
    body: {},
    ...(text === '' ? {} : { personal: { reason: text } }),
  })
  const { bureau } = ctx
  await sendDocket(ctx, id, [...ownersOf(bureau, docket), ...helpersOf(bureau, docket)])
  return done(held[verb])
}

const held = {
  'docket.pause': 'docket-now-paused',
  'docket.resume': 'docket-now-resumed',
  'docket.drop': 'docket-now-dropped',
} as const
