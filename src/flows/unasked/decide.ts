import { fault, isRefusal, refuse, refuseForm } from '../../base/refusal.js'
import { factKind } from '../../binding/work.js'
import { filledFor } from '../attendance/fate.js'
import { answerRequest } from '../chain/answer.js'
import { type Context, done, type Outcome } from '../context.js'
import { faultsIn } from '../fact/check.js'
import { kindsOf } from '../fact/kinds.js'
import { canBeDecided, piecesOf, proposeFacts } from '../fact/pieces.js'
import { sendCards } from '../notices.js'
import { tellOffice } from '../office.js'
import { textsOf } from '../texts.js'
import { unaskedChain, unaskedExplained, unaskedFacts } from './entries.js'
import { unaskedCards } from './find.js'
import { type Unasked, unaskedSlice } from './found.js'
import type { UnaskedIntent } from './intents.js'
import { ruledUnasked } from './who.js'

/**
 * Who would have had to approve the trip confirms that it was not asked for, or finds that it was none (with a reason).
 * Confirmed, what the rules name follows: the office is told of it, and what is a fact of some scheme is proposed in its
 * procedure, never taken as given.
 * @refuses (unasked.confirm) gone, chain-ended-approved, chain-ended-refused, chain-not-yours
 * @refuses (unasked.dismiss) gone, chain-ended-approved, chain-ended-refused, chain-not-yours, chain-reason
 */
export async function decideUnasked(ctx: Context, intent: UnaskedIntent): Promise<Outcome> {
  const found = ctx.collected.of(unaskedSlice).byId.get(intent.unasked)
  if (!found || found.person !== intent.person) return refuse('gone')
  const outcome = await answerRequest(ctx, {
    requests: ctx.collected.of(unaskedSlice),
    ...{ id: intent.unasked, person: intent.person, text: intent.text },
    decision: intent.verb === 'unasked.confirm' ? 'pass' : 'refuse',
    ...{ entries: unaskedChain, cards: unaskedCards },
    says: {
      ...{ passed: 'unasked-confirmed', approved: 'unasked-confirmed' },
      ...{ returned: 'unasked-dismissed', refused: 'unasked-dismissed' },
    },
  })
  if (isRefusal(outcome)) return outcome
  await sendCards(ctx, [{ person: found.askedBy, card: { kind: 'unasked', key: found.id } }])
  if (intent.verb === 'unasked.confirm') await followUp(ctx, found)
  return outcome
}

/** What the rules name follows: the office carries it out, what schemes count is proposed. */
async function followUp(ctx: Context, found: Unasked): Promise<void> {
  const { bureau } = ctx
  const named = (ruledUnasked(bureau)?.without ?? []).filter(({ id }) =>
    found.consequences.includes(id),
  )
  await tellOffice(ctx, 'unasked-follows', {
    name: bureau.roster.nameOf(found.person),
    what: named.map(({ name }) => name).join('、'),
  })
  const facts: string[] = []
  for (const { fact, id } of named)
    if (fact !== null) facts.push(...(await propose(ctx, found, { fact, id })))
  if (facts.length > 0) {
    unaskedFacts.write(ctx, { about: found.id, subject: found.person, body: { facts } })
  }
}

/** Proposes what a consequence is for schemes; nothing where no scheme counts it or nobody could decide on it. */
async function propose(
  ctx: Context,
  found: Unasked,
  { fact, id }: { fact: string; id: string },
): Promise<string[]> {
  const { work } = ctx.bureau
  const kind = work ? factKind(work, fact) : fact
  const counting = kindsOf(ctx.bureau).get(kind) ?? []
  if (counting.length === 0) return []
  const note = (await textsOf(ctx.db, [found.id], ['note'])).get(found.id)?.note ?? ''
  const day = found.span.from
  const occasion = work?.rules.attendance?.occasions[0]?.id ?? ''
  const row = { day, occasion, note }
  // Recorded by who found it: they are asked about it, and may take it back.
  const as = { ...ctx, person: found.askedBy }
  const filled = filledFor(as, { row, kind, counting, whom: [found.person] })
  const wrong = faultsIn(as, filled)
  const pieces = wrong.length > 0 ? [] : piecesOf(ctx, filled, day)
  const all = pieces
    .filter(({ body }) => canBeDecided(as, body, day))
    .map(({ body }) => ({ finding: id, day, body, personal: { note } }))
  return all.length === 0 ? [] : proposeFacts(as, all)
}

/**
 * Who went says what they have to say to it, before it is decided.
 * @refuses gone, unasked-decided, unasked-reason
 */
export async function explainUnasked(ctx: Context, intent: UnaskedIntent): Promise<Outcome> {
  const found = ctx.collected.of(unaskedSlice).byId.get(intent.unasked)
  if (!found || found.person !== ctx.person) return refuse('gone')
  if (found.stage !== 'asked') return refuse('unasked-decided')
  const wrong = refuseForm(intent.text === '' ? [fault('text', 'unasked-reason')] : [])
  if (wrong) return wrong
  unaskedExplained.write(ctx, {
    ...{ about: found.id, subject: found.person, body: {} },
    personal: { reason: intent.text },
  })
  return done('unasked-explained')
}
