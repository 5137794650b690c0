import { type Day, dayAt, isDay, timeAt } from '../../base/day.js'
import { type Fault, fault, refuse, refuseForm } from '../../base/refusal.js'
import { startOf } from '../../base/text.js'
import { type Context, done, type Outcome } from '../context.js'
import { dayFaults } from '../fact/check.js'
import type { FactBody } from '../fact/entries.js'
import { canBeDecided, proposeFacts } from '../fact/pieces.js'
import { textLimits } from '../limits.js'
import { sendCards } from '../notices.js'
import { pagesOf } from '../pages.js'
import { textsOf } from '../texts.js'
import { pieceDecided, pieceOutcomes, type PieceOutcome } from './entries.js'
import type { InfoDeskIntent, PieceChoice } from './intents.js'
import { type InfoKind, askedAbout, kindsDecided, mayNotDecide } from './kinds.js'
import { type Piece, piecesSlice } from './pieces.js'

type Of<V extends InfoDeskIntent['verb']> = Extract<InfoDeskIntent, { verb: V }>

/** A piece with what was chosen for it. */
interface Chosen {
  piece: Piece
  kind: InfoKind
  as: PieceOutcome
  levels: string[]
}

/**
 * Decides on pieces, each by itself: what is adopted, or counts as it was sent in, becomes a fact of its kind and goes the
 * way of facts; who sent it is told. From `info-gone` on all faults are said at once.
 * @refuses {@link mayNotDecide}, info-none, info-gone, info-own, info-as, info-levels, record-day, record-day-future,
 * record-day-outside, record-day-not-in-force, info-reason, record-no-approver
 */
export async function decidePieces(ctx: Context, intent: Of<'info.decide'>): Promise<Outcome> {
  const refusal = mayNotDecide(ctx)
  if (refusal) return refusal
  const given = Object.entries(intent.choices).filter(([, { as }]) => as !== '')
  if (given.length === 0) return refuse('info-none')
  const kinds = kindsDecided(ctx.bureau, ctx.person)
  const read = given.map(([id, choice]) => readChoice(ctx, kinds, { id, choice }))
  const chosen = read.flatMap((each) => ('piece' in each ? [each] : []))
  const wrongly = read.flatMap((each) => ('piece' in each ? [] : [each]))
  const faults = [
    ...choiceFaults.flatMap((code) => wrongly.filter((each) => each.code === code)),
    ...formFaults(ctx, intent, chosen),
  ]
  const wrong = refuseForm(faults)
  if (wrong) return wrong
  const made = chosen.map((each) => ({ ...each, fact: factFor(each, intent.day) }))
  const stuck = made.filter(({ fact }) => fact !== null && !canBeDecided(ctx, fact.body, fact.day))
  if (stuck[0]) {
    const clause = stuck[0].kind.counting[0]?.rule.clause ?? ''
    return refuseForm([fault(`as.${stuck[0].piece.id}`, 'record-no-approver', { clause })])
  }
  await write(ctx, made, intent.reason)
  const counts = pieceOutcomes.map((as) => `${made.filter((each) => each.as === as).length}`)
  const [adopted = '', received = '', declined = ''] = counts
  return done('info-decided-now', { adopted, received, declined })
}

/** What can be wrong with the choice for one piece, in the order in which it is said. */
const choiceFaults = ['info-gone', 'info-own', 'info-as', 'info-levels']

function readChoice(
  ctx: Context,
  kinds: readonly InfoKind[],
  { id, choice }: { id: string; choice: PieceChoice },
): Chosen | Fault {
  const piece = ctx.collected.of(piecesSlice).byId.get(id)
  const kind = kinds.find((each) => each.id === piece?.kind)
  const field = `as.${id}`
  if (piece?.state !== 'waiting' || !kind) return fault(field, 'info-gone')
  const others = askedAbout(ctx.bureau, kind, piece.person)
  const isOwn = piece.person === ctx.person || piece.person === ctx.standIn
  if (isOwn && !others.includes(piece.person)) {
    const who = others.slice(0, 3).map((one) => ctx.bureau.roster.nameOf(one))
    return fault(field, 'info-own', { who: who.join('、') })
  }
  const as = pieceOutcomes.find((one) => one === choice.as)
  if (as === undefined || (as === 'received' && !kind.countsReceived))
    return fault(field, 'info-as')
  const known = kind.fields.levels.map((level) => level.id)
  const levels = as === 'adopted' ? choice.levels : []
  const isRight = levels.every((level) => known.includes(level))
  const lacks = as === 'adopted' && known.length > 0 && levels.length === 0
  return isRight && !lacks ? { piece, kind, as, levels } : fault(`levels.${id}`, 'info-levels')
}

/** What is wrong with the day of those adopted, and with the reason of the others. */
function formFaults(
  ctx: Context,
  { day, reason }: Of<'info.decide'>,
  chosen: readonly Chosen[],
): Fault[] {
  const days = chosen.flatMap(({ as, kind, piece }) => {
    if (as === 'declined') return []
    return dayFaults(ctx, as === 'adopted' ? day : dayAt(piece.at), kind.counting)
  })
  const codes = new Map(days.map((each) => [each.code, each]))
  const lacksReason = reason === '' && chosen.some(({ as }) => as !== 'adopted')
  return [...codes.values(), ...(lacksReason ? [fault('reason', 'info-reason')] : [])]
}

/** What a piece becomes: adopted on a day, or counted when it was sent in; null where it is declined. */
function factFor(
  { piece, kind, as, levels }: Chosen,
  on: string,
): { day: Day; body: FactBody } | null {
  if (as === 'declined') return null
  const sent = dayAt(piece.at)
  const { fields } = kind
  return {
    day: as === 'adopted' && isDay(on) ? on : sent,
    body: {
      ...{ kind: kind.id, persons: [piece.person], units: piece.unit === null ? [] : [piece.unit] },
      ...(piece.sort === null ? {} : { sort: piece.sort }),
      ...(levels.length > 0 ? { levels } : {}),
      ...(fields.quantity ? { quantity: '1' } : {}),
      ...(fields.sent ? { sent: `${sent}T${timeAt(piece.at)}` } : {}),
      ...(piece.files.length > 0 ? { files: [...piece.files] } : {}),
    },
  }
}

async function write(
  ctx: Context,
  made: readonly (Chosen & { fact: ReturnType<typeof factFor> })[],
  reason: string,
): Promise<void> {
  const texts = await textsOf(
    ctx.tx,
    made.map(({ piece }) => piece.id),
    ['title', 'channel'],
  )
  const counted = made.flatMap(({ piece, fact }) => {
    const { title = '', channel = '' } = texts.get(piece.id) ?? {}
    const note = startOf(
      channel === '' ? title : `${title}（${channel}）`,
      textLimits['record.note'].max,
    )
    return fact ? [{ piece: piece.id, fact: { ...fact, personal: { note } } }] : []
  })
  const ids = await proposeFacts(
    ctx,
    counted.map(({ fact }) => fact),
  )
  const factOf = new Map(counted.map(({ piece }, at) => [piece, ids[at] ?? '']))
  for (const { piece, as } of made) {
    pieceDecided.write(ctx, {
      ...{ about: piece.id, subject: piece.person },
      body: { as, fact: factOf.get(piece.id) ?? null },
      ...(as === 'adopted' ? {} : { personal: { reason } }),
    })
  }
  await sendCards(
    ctx,
    made.map(({ piece }) => ({
      person: piece.person,
      card: { kind: 'info-piece', key: piece.id },
    })),
  )
}

/** Which page of the pieces somebody looks at. */
export const deskPages = pagesOf('info-desk')

/**
 * Turns the page of the pieces that wait.
 * @refuses {@link mayNotDecide}
 */
export async function turnDesk(ctx: Context, { page }: Of<'info.page'>): Promise<Outcome> {
  const refusal = mayNotDecide(ctx)
  if (refusal) return refusal
  await deskPages.turn(ctx.tx, ctx, page)
  return done('refreshed')
}
