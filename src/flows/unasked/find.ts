import { dayText, isDay } from '../../base/day.js'
import { type Fault, fault, refuse, refuseForm, type Refusal } from '../../base/refusal.js'
import type { Span } from '../../workrules/span.js'
import { absenceOver, matterName } from '../away/away.js'
import { ruledFor, vacantIn } from '../chain/chain.js'
import { overlapping } from '../chain/request.js'
import { tellAsked } from '../chain/tell.js'
import { type Context, done, type Outcome } from '../context.js'
import { unaskedFound } from './entries.js'
import { unaskedDrafts, unaskedForm } from './form.js'
import { unaskedSlice } from './found.js'
import type { UnaskedFormIntent, UnaskedWords } from './intents.js'
import { meantBy, mayNotFind, ruledUnasked } from './who.js'

/** The cards that show a finding to who went and to who decides: one for all. */
export const unaskedCards = { own: 'unasked', approval: 'unasked' }

/**
 * Says that somebody went out of town without asking: proposed, told to them, and decided on by who would have had to
 * approve the trip. What leave or an approved trip excuses is pointed out instead.
 * @refuses {@link mayNotFind}, unasked-who, unasked-days, trip-place, unasked-note, unasked-excused, unasked-known,
 * trip-outside, trip-vacant
 */
export async function findUnasked(
  ctx: Context,
  { words }: Extract<UnaskedFormIntent, { verb: 'unasked.submit' }>,
): Promise<Outcome> {
  const refusal = mayNotFind(ctx)
  if (refusal) return refusal
  const person = meantBy(ctx.bureau, ctx.person, words.who)
  const span = spanIn(ctx, words)
  const wrong = refuseForm(faultsIn(words, { person, span }))
  if (wrong || person === null || !span) return wrong ?? refuse('unasked-days')
  const unfit = unfitUnasked(ctx, person, span)
  if ('kind' in unfit) return unfit
  const { rank, deciding } = unfit
  const body = {
    ...{ from: span.from, to: span.to, rank, deciding },
    consequences: (ruledUnasked(ctx.bureau)?.without ?? []).map(({ id }) => id),
  }
  const { place, note } = words
  const id = unaskedFound.write(ctx, { subject: person, body, personal: { place, note } })
  await tellAsked(ctx, { id, person, deciding, informed: [], handover: null }, unaskedCards)
  await unaskedDrafts.keep(ctx.tx, ctx, unaskedForm, { made: id })
  return done('unasked-found', { name: ctx.bureau.roster.nameOf(person) })
}

function spanIn({ today }: Context, { from, to }: UnaskedWords): Span | null {
  if (!isDay(from) || !isDay(to) || from > to || to > today) return null
  return { from, to, startsAtNoon: false, endsAtNoon: false }
}

function faultsIn(
  { who, place, note }: UnaskedWords,
  { person, span }: { person: string | null; span: Span | null },
): Fault[] {
  return [
    ...(person === null ? [fault('who', 'unasked-who', { text: who })] : []),
    ...(span === null ? [fault('from', 'unasked-days')] : []),
    ...(place === '' ? [fault('place', 'trip-place')] : []),
    ...(note === '' ? [fault('note', 'unasked-note')] : []),
  ]
}

/** Why nobody can say it of these days, or else whose rank it is and which role decides. */
function unfitUnasked(
  ctx: Context,
  person: string,
  span: Span,
): Refusal | { rank: string; deciding: string[] } {
  const { bureau, calendar, collected } = ctx
  const name = bureau.roster.nameOf(person)
  const excuse = absenceOver(ctx, person, { span, but: [] })
  if (excuse?.request.stage === 'approved') {
    const { from, to } = excuse.request.span
    const values = { name, kind: matterName(ctx, { ...excuse, matter: excuse.matter }) }
    return refuse('unasked-excused', { ...values, from: dayText(from), to: dayText(to) })
  }
  const known = overlapping(collected.of(unaskedSlice), person, { span, but: [] })
  if (known) return refuse('unasked-known', { who: bureau.roster.nameOf(known.askedBy) })
  const ruled = ruledFor(bureau, { matter: 'trip', person, span, calendar })
  const deciding = (ruled?.deciding ?? []).slice(-1)
  const clause = ruled?.chain.clause ?? ''
  if (!ruled || deciding.length === 0) return refuse('trip-outside', { what: name, clause })
  const vacant = vacantIn(bureau, { person, deciding })
  if (vacant.length === 0) return { rank: ruled.rank, deciding }
  const office = bureau.roster.holders('assessment-office').map((one) => one.name)
  return refuse('trip-vacant', {
    ...{ what: name, role: vacant.map((one) => one.name).join('、') },
    office: office.slice(0, 3).join('、') || '考核办',
  })
}

/**
 * An empty form in the place of a receipt.
 * @refuses {@link mayNotFind}
 */
export async function anotherUnasked(ctx: Context): Promise<Outcome> {
  const refusal = mayNotFind(ctx)
  if (refusal) return refusal
  await unaskedDrafts.drop(ctx.tx, ctx, unaskedForm)
  return done('refreshed')
}
