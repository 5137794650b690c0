import type { Day } from '../../base/day.js'
import type { Bureau, Situation, Writing } from '../context.js'
import { hold } from '../../storage/locks.js'
import type { Brought, BroughtCard } from '../flow.js'
import { sendCards } from '../notices.js'
import { cyclesReliedOn } from '../running-claim.js'
import { factTold, factUndelivered } from './entries.js'
import { type FactRecord, factsSlice } from './facts.js'
import { chargedIn, type Charged, countingOf, hearers, objectionUntil } from './procedure.js'

/**
 * Begins the window of a charge. `how`: when and how the office handed it over; null: the platform has delivered it
 * (then by the system).
 */
export function tell(
  ctx: Situation & Pick<Writing, 'tx'> & { person?: string },
  fact: FactRecord,
  of: { whose: string; how: string | null },
): void {
  factTold.write(ctx, {
    about: fact.id,
    subject: of.whose,
    body: { objectUntil: windowOf(ctx, fact) },
    ...(of.how === null ? { by: 'system' } : { personal: { reason: of.how } }),
  })
}

/** The last day to object to what is told today. */
export function windowOf({ bureau, today: on, calendar }: Situation, fact: FactRecord): Day {
  const counting = countingOf(bureau, fact.body.kind, fact.day)
  return objectionUntil(counting, { on, occasion: fact.body.occasion, calendar })
}

/** The charges that nobody could be told of: the office hands them over. */
export function undelivered(bureau: Bureau, fact: FactRecord): Charged[] {
  if (fact.ended !== null) return []
  return chargedIn(bureau, fact.body, fact.day).filter(
    (charge) =>
      fact.charges.get(charge.whose)?.state === 'sent' && isMissed(bureau, charge, fact.unreached),
  )
}

/** Whether nobody who is told of it can be reached. */
export function isMissed(
  bureau: Bureau,
  { tell: to }: Charged,
  unreached: ReadonlySet<string>,
): boolean {
  return to.every((person) => unreached.has(person) || !bureau.addresses.has(person))
}

/** The office gets the fact, with whom it has to tell by name. */
export async function askOffice(
  ctx: Writing & { person?: string },
  fact: FactRecord,
): Promise<void> {
  const card = { kind: 'approval', key: fact.id }
  await sendCards(
    ctx,
    hearers(ctx.bureau, fact).map((person) => ({ person, card })),
  )
}

/**
 * What a fact's card brought: to the first of those who are told of a charge, its window begins; to somebody whom it
 * could not be brought to, that is written down, and the office has it once none of them was reached.
 */
export async function factBrought({ tx, bureau, fresh }: Brought, of: BroughtCard): Promise<void> {
  await hold(tx, bureau, [cyclesReliedOn, { kind: 'fact', id: of.key }])
  const ctx = await fresh()
  const fact = ctx?.collected.of(factsSlice).byId.get(of.key)
  if (!ctx || !fact || fact.ended !== null) return
  const person = ctx.bureau.personAt.get(of.address)
  if (person === undefined) {
    // Who was written to has left, or is not known any more: there may be nobody else to tell.
    if (!of.delivered && undelivered(ctx.bureau, fact).length > 0) await askOffice(ctx, fact)
    return
  }
  const waiting = chargedIn(ctx.bureau, fact.body, fact.day).filter(
    ({ whose, tell: to }) => to.includes(person) && fact.charges.get(whose)?.state === 'sent',
  )
  if (of.delivered) for (const { whose } of waiting) tell(ctx, fact, { whose, how: null })
  else if (waiting.length > 0 && !fact.unreached.has(person)) {
    factUndelivered.write(ctx, { about: fact.id, subject: person, body: {} })
    const missed = new Set([...fact.unreached, person])
    if (waiting.some((charge) => isMissed(ctx.bureau, charge, missed))) await askOffice(ctx, fact)
  }
}
