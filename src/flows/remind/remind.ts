import { refuse } from '../../base/refusal.js'
import { putDraft } from '../../storage/drafts.js'
import { mayNot } from '../access.js'
import type { Ask, AskKind } from '../asks.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import { missingBy } from '../missing.js'
import { sendCards } from '../notices.js'
import { remindOthers } from './actions.js'
import { asksReminded } from './entries.js'
import type { RemindIntent } from './intents.js'
import { isRemindedToday } from './reminded.js'

/** Cards that one press sends: each is a row; who is left gets theirs by the next press. */
const pressMax = 1_000
/** Asks named in one entry. */
const entryMax = 500

type Of<V extends RemindIntent['verb']> = Extract<RemindIntent, { verb: V }>

/** Who is not written to now: whom the platform does not know, and who is away. */
export type Away = (situation: Situation) => ReadonlySet<string>

/**
 * Sends the cards of what is owed again to who owes it, within working hours, each at most once a day; who is away, or
 * unknown to the platform, is passed over. Leaves a trace in the ledger.
 * @refuses not-allowed, remind-none, remind-today
 */
export function remind(kinds: () => readonly AskKind[], away: Away) {
  return async (ctx: Context, { kind, about }: Of<'asks.remind'>): Promise<Outcome> => {
    const denied = mayNot(ctx.bureau, ctx.person, remindOthers, 'anything')
    if (denied) return denied
    const asks = missingBy(kinds(), ctx, { kind, ...(about === null ? {} : { about }) })
    if (asks.length === 0) return refuse('remind-none')
    const out = away(ctx)
    const reached = asks.filter((ask) => isReached(ctx, out, ask))
    const due = reached.filter((ask) => !isRemindedToday(ctx, ask))
    if (due.length === 0) return refuse('remind-today')
    const sent = due.slice(0, pressMax)
    for (let from = 0; from < sent.length; from += entryMax) {
      const part = sent.slice(from, from + entryMax)
      const named = part.map((ask) => ({ who: ask.who, about: ask.about }))
      asksReminded.write(ctx, { body: { kind, asks: named } })
    }
    await sendCards(
      ctx,
      sent.map((ask) => ({ person: ask.who, card: ask.card, due: ask.due })),
    )
    const people = new Set(sent.map((ask) => ask.who)).size
    const values = {
      people: `${people}`,
      passed: `${asks.length - reached.length}`,
      left: `${due.length - sent.length}`,
    }
    return done(due.length > sent.length ? 'asks-reminded-part' : 'asks-reminded', values)
  }
}

/** Whether a reminder can reach who owes it now. */
export function isReached({ bureau }: Situation, away: ReadonlySet<string>, ask: Ask): boolean {
  return bureau.addresses.has(ask.who) && !away.has(ask.who)
}

/** Where the page of somebody's list is kept. */
export function pagePlace(ctx: { bureau: { id: string }; person: string }, kind: string) {
  return { bureau: ctx.bureau.id, owner: ctx.person, kind: 'missing', key: kind }
}

/**
 * Shows another page of the list of a kind of ask.
 * @refuses not-allowed, gone
 */
export function turnMissing(kinds: () => readonly AskKind[]) {
  return async (ctx: Context, { kind, page }: Of<'missing.page'>): Promise<Outcome> => {
    const denied = mayNot(ctx.bureau, ctx.person, remindOthers, 'anything')
    if (denied) return denied
    if (!kinds().some((each) => each.name === kind)) return refuse('gone')
    await putDraft(ctx.tx, pagePlace(ctx, kind), { page })
    return done('page-turned', { page: `${page}` })
  }
}
