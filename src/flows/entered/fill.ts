import { z } from 'zod'
import { dayText } from '../../base/day.js'
import { isFigure, points } from '../../base/points.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import { shorten } from '../../base/text.js'
import type { Assessee } from '../../scoring/input.js'
import { getDraft, putDraft } from '../../storage/drafts.js'
import { type Context, done, type Outcome } from '../context.js'
import { plainFigure } from '../items/figures.js'
import { windowOf } from '../items/windows.js'
import { figureLimits } from '../limits.js'
import { isProvisional } from '../provisional.js'
import { enteredFiled, enteredGiven, enteredReopened } from './entries.js'
import { enteredSlice, givenIn, type PartGiven, standing } from './given.js'
import type { EnteredIntent, EnteredRef, EnteredStep, EnteredWords } from './intents.js'
import { dutiesOf, enteredPart, type EnteredOf, files } from './parts.js'

type Of<V extends EnteredIntent['verb']> = Extract<EnteredIntent, { verb: V }>

const kept = z.object({
  page: z.number().catch(1),
  /** Figures near an end of the range that were asked about: assessee → figure. */
  asked: z.record(z.string(), z.string()).catch({}),
})

function place(whose: { bureau: { id: string }; person: string }, key: string) {
  return { bureau: whose.bureau.id, owner: whose.person, kind: 'entered', key }
}

/** Which page somebody looks at, and which figures were asked about. */
export async function keptOf(
  ctx: { db: Context['db']; bureau: { id: string }; person: string },
  key: string,
): Promise<z.infer<typeof kept>> {
  return kept.parse((await getDraft(ctx.db, place(ctx, key)))?.body ?? {})
}

/** The key of a step's card. */
export function stepKey({ cycle, part }: EnteredRef, step: EnteredStep): string {
  return `${cycle}/${part}/${step}`
}

/** For whom somebody does a step: for the office that files, those whom nobody has given anything. */
export function rowsFor(
  ctx: Pick<Context, 'bureau' | 'collected'>,
  of: EnteredOf,
  { step, person }: { step: EnteredStep; person: string },
): Assessee[] {
  if (step !== 'files') return dutiesOf(ctx, of, { step, person })
  if (!files(ctx, of, person)) return []
  const { given } = stateOf(ctx, of)
  return of.assessees.filter(({ id }) => {
    const steps = given.get(id)
    return steps?.files !== undefined || standing(steps) === null
  })
}

export function stateOf(
  { collected }: Pick<Context, 'collected'>,
  { cycle, part }: EnteredOf,
): PartGiven {
  return givenIn(collected.of(enteredSlice), { cycle: cycle.id, part: part.id })
}

/**
 * A step that may be done now, with those for whom the person does it.
 * @refuses entered-unknown, not-allowed, entered-filed, entered-not-open
 */
function opened(
  ctx: Context,
  ref: EnteredRef & { step: EnteredStep },
): { of: EnteredOf; rows: Assessee[] } | Refusal {
  const of = enteredPart(ctx, ref)
  if (!of) return refuse('entered-unknown')
  const rows = rowsFor(ctx, of, { step: ref.step, person: ctx.person })
  if (rows.length === 0 && !(ref.step === 'files' && files(ctx, of, ctx.person))) {
    return refuse('not-allowed', { what: `录入“${of.part.name}”`, who: '办法规定的人' })
  }
  if (stateOf(ctx, of).filed) return refuse('entered-filed')
  const { opens } = windowOf(of.cycle, ctx.calendar)
  if (ctx.today < opens) {
    return refuse('entered-not-open', { opens: dayText(opens, isProvisional(ctx, opens)) })
  }
  return { of, rows }
}

/**
 * Hands in scores of a step, as many as are filled in; again until the next step has taken place. A score near an end of the
 * range is asked about first; pressed again, it stands.
 * @refuses {@link opened}, entered-nothing, entered-reviewed, entered-figure, entered-range, entered-decimals, entered-reason
 */
export async function giveEntered(ctx: Context, intent: Of<'entered.give'>): Promise<Outcome> {
  const found = opened(ctx, intent)
  if ('kind' in found) return found
  const { of, rows } = found
  const state = stateOf(ctx, of)
  const typed = rows.flatMap((assessee) => {
    const words = intent.rows[assessee.id]
    if (!words || (words.figure === '' && words.reason === '')) return []
    return [{ assessee, words: { ...words, figure: plainFigure(words.figure) } }]
  })
  const changed = typed.filter(({ assessee, words }) => isNew(state, intent.step, assessee, words))
  if (changed.length === 0) return refuse('entered-nothing')
  const wrong = refuseForm(
    changed.flatMap(({ assessee, words }) =>
      faultsOf({ of, state, step: intent.step }, assessee, words),
    ),
  )
  if (wrong) return wrong
  const key = stepKey(intent, intent.step)
  const before = await keptOf({ db: ctx.tx, bureau: ctx.bureau, person: ctx.person }, key)
  const near = changed.filter(
    ({ assessee, words }) => isNear(of, words.figure) && before.asked[assessee.id] !== words.figure,
  )
  if (near.length > 0) {
    const figures = near.map(({ assessee, words }) => [assessee.id, words.figure] as const)
    const asked = { ...before.asked, ...Object.fromEntries(figures) }
    await putDraft(ctx.tx, place(ctx, key), { ...before, asked })
    return done('entered-asked', { names: near.map(({ assessee }) => assessee.name).join('、') })
  }
  const reasons = changed.flatMap(({ assessee, words }) =>
    words.reason === '' ? [] : [[assessee.id, words.reason] as const],
  )
  enteredGiven.write(ctx, {
    cycle: of.cycle.id,
    body: {
      ...{ part: of.part.id, step: intent.step },
      rows: changed.map(({ assessee, words }) => ({ assessee: assessee.id, figure: words.figure })),
    },
    ...(reasons.length > 0 ? { personal: { reasons: Object.fromEntries(reasons) } } : {}),
  })
  return done('entered-given', { count: `${changed.length}` })
}

/** What says the same as what the step gave already is no news. */
function isNew(
  { given }: PartGiven,
  step: EnteredStep,
  { id }: Assessee,
  { figure, reason }: EnteredWords,
): boolean {
  const before = given.get(id)?.[step]
  return before?.figure !== figure || reason !== ''
}

function faultsOf(
  { of, state, step }: { of: EnteredOf; state: PartGiven; step: EnteredStep },
  { id, name }: Assessee,
  { figure, reason }: EnteredWords,
): Fault[] {
  const { part } = of
  const steps = state.given.get(id)
  const wrong = (code: string, values: Record<string, string> = {}, field = 'figure'): Fault[] => [
    fault(`${field}.${id}`, code, { name, ...values }),
  ]
  if (step === 'records' && steps?.verifies) return wrong('entered-reviewed')
  if (!isFigure(figure)) return wrong('entered-figure', { text: shorten(figure, 10) })
  const value = points(figure)
  if (value.lessThan(part.lowest) || value.greaterThan(part.highest)) {
    const [from, to] = [part.lowest.toFixed(), part.highest.toFixed()]
    return wrong('entered-range', { from, to, clause: part.clause })
  }
  const { decimals } = figureLimits
  if (value.decimalPlaces() > decimals)
    return wrong('entered-decimals', { decimals: `${decimals}` })
  const differs = step === 'verifies' && steps?.records?.figure !== figure
  const needs = step === 'files' || differs
  return needs && reason === '' ? wrong('entered-reason', {}, 'reason') : []
}

/** The last tenth of the range below: so few points are seldom meant. */
function isNear({ part: { lowest, highest } }: EnteredOf, figure: string): boolean {
  return points(figure).lessThanOrEqualTo(lowest.plus(highest.minus(lowest).dividedBy(10)))
}

/**
 * Turns the page of a step's card.
 * @refuses entered-unknown, not-allowed
 */
export async function turnEntered(ctx: Context, of: Of<'entered.page'>): Promise<Outcome> {
  const found = enteredPart(ctx, of)
  if (!found) return refuse('entered-unknown')
  const rows = rowsFor(ctx, found, { step: of.step, person: ctx.person })
  if (rows.length === 0 && !files(ctx, found, ctx.person)) {
    return refuse('not-allowed', { what: `录入“${found.part.name}”`, who: '办法规定的人' })
  }
  const key = stepKey(of, of.step)
  const before = await keptOf({ db: ctx.tx, bureau: ctx.bureau, person: ctx.person }, key)
  await putDraft(ctx.tx, place(ctx, key), { ...before, page: of.page })
  return done('page-turned', { page: `${of.page}` })
}

/** The part of a cycle, for who files it. */
function filing(ctx: Context, ref: EnteredRef): EnteredOf | Refusal {
  const of = enteredPart(ctx, ref)
  if (!of) return refuse('entered-unknown')
  if (files(ctx, of, ctx.person)) return of
  const names = ctx.bureau.roster.holders(of.part.filedWith ?? 'assessment-office')
  const who = names.slice(0, 4).map(({ name }) => name)
  return refuse('not-allowed', { what: `归档“${of.part.name}”`, who: who.join('、') || '目前无人' })
}

/**
 * Files a part's scores: from now on they count. While somebody has none, or none that was verified, only after the last day
 * and with the reason; who has none stays undetermined.
 * @refuses entered-unknown, not-allowed, entered-filed, entered-file-early, entered-file-reason
 */
export async function fileEntered(ctx: Context, ref: Of<'entered.file'>): Promise<Outcome> {
  const of = filing(ctx, ref)
  if ('kind' in of) return of
  if (stateOf(ctx, of).filed) return refuse('entered-filed')
  const { open, unverified } = leftIn(ctx, of)
  const { scoredBy } = windowOf(of.cycle, ctx.calendar)
  const count = `${open + unverified}`
  if (open + unverified > 0 && ctx.today <= scoredBy) {
    const due = dayText(scoredBy, isProvisional(ctx, scoredBy))
    return refuse('entered-file-early', { count, due })
  }
  if (open + unverified > 0 && ref.reason === '') {
    return refuseForm([fault('reason', 'entered-file-reason', { count })])
  }
  enteredFiled.write(ctx, {
    ...{ cycle: of.cycle.id, body: { part: of.part.id, open } },
    ...(ref.reason === '' ? {} : { personal: { reason: ref.reason } }),
  })
  return done('entered-filed-now')
}

/** How many have no score, and how many of those who have one none that was verified. */
export function leftIn(
  ctx: Pick<Context, 'collected'>,
  of: EnteredOf,
): { open: number; unverified: number } {
  const { given } = stateOf(ctx, of)
  let open = 0
  let unverified = 0
  for (const { id } of of.assessees) {
    const steps = given.get(id)
    if (!standing(steps)) open += 1
    else if (of.part.reviewedBy !== null && !steps?.verifies && !steps?.files) unverified += 1
  }
  return { open, unverified }
}

/**
 * Opens a part that was filed: its scores count no more until they are filed anew.
 * @refuses entered-unknown, not-allowed, entered-open, entered-reopen-reason
 */
export async function reopenEntered(ctx: Context, ref: Of<'entered.reopen'>): Promise<Outcome> {
  const of = filing(ctx, ref)
  if ('kind' in of) return of
  if (!stateOf(ctx, of).filed) return refuse('entered-open')
  if (ref.reason === '') return refuseForm([fault('reason', 'entered-reopen-reason')])
  enteredReopened.write(ctx, {
    ...{ cycle: of.cycle.id, body: { part: of.part.id } },
    personal: { reason: ref.reason },
  })
  return done('entered-reopened')
}
