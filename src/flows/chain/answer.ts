import { isRefusal, refuse } from '../../base/refusal.js'
import { type Context, done, type Outcome } from '../context.js'
import { sendCard, sendCards } from '../notices.js'
import { type Decision, decide } from './decide.js'
import type { ChainEntries } from './entries.js'
import type { RequestRecord, Requests } from './request.js'
import { type RequestCards, tellApproved } from './tell.js'

/** One answer of who decides on a request. */
export interface Answering<R extends RequestRecord> {
  requests: Requests<R>
  /** The request, and whose it is. */
  id: string
  person: string
  decision: Decision
  text: string
  entries: ChainEntries
  cards: RequestCards
  /** What is said of it. */
  says: { passed: string; approved: string; returned: string; refused: string }
}

/**
 * One in the chain agrees, sends back or refuses, and everybody concerned is told. What the request changes (a longer
 * one in the place of an approved one) must still stand. Refusals: gone, chain-changed, those of `decide`.
 */
export async function answerRequest<R extends RequestRecord>(
  ctx: Context,
  of: Answering<R>,
): Promise<Outcome> {
  const { requests, cards, says } = of
  const request = requests.byId.get(of.id)
  if (!request || request.person !== of.person) return refuse('gone')
  const before = request.instead === null ? null : requests.byId.get(request.instead)
  if (request.stage === 'asked' && before && before.stage !== 'approved')
    return refuse('chain-changed')
  const made = decide(ctx, {
    request: { ...request, ended: request.stage === 'asked' ? null : request.stage },
    entries: of.entries,
    decision: of.decision,
    text: of.text,
    field: 'text',
  })
  if (isRefusal(made)) return made
  const { id, person } = request
  const name = ctx.bureau.roster.nameOf(person)
  if (made.what !== 'pass') {
    await sendCard(ctx, { person }, { kind: cards.own, key: id })
    return done(made.what === 'return' ? says.returned : says.refused, { name })
  }
  if (made.last) await tellApproved(ctx, request, cards)
  await sendCards(
    ctx,
    made.next.map((one) => ({ person: one, card: { kind: cards.approval, key: id } })),
  )
  const who = made.next.map((one) => ctx.bureau.roster.nameOf(one)).join('、') || '目前无人'
  return made.last ? done(says.approved, { name }) : done(says.passed, { name, who })
}
