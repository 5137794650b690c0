import { refuse, type Refusal } from '../base/refusal.js'
import type { Bureaus } from '../flows/bureau.js'
import type { Context, Seeing, Situation } from '../flows/context.js'
import type { Tx } from '../storage/database.js'

/** A bureau at this moment, and who acts in it. */
export interface Opened {
  situation: Situation
  person: string
}

/**
 * Opens a bureau for somebody who acts on the platform under this address: it is set up, and has them in today's roster.
 * @refuses no-bureau, unknown-person
 */
export async function openFor(
  bureaus: Bureaus,
  tx: Tx,
  of: { bureau: string; openId: string },
): Promise<Opened | Refusal> {
  const situation = await bureaus.situation(tx, of.bureau)
  if (!situation) return refuse('no-bureau')
  const person = situation.bureau.personAt.get(of.openId)
  if (person === undefined || !situation.bureau.roster.person(person)) {
    return refuse('unknown-person')
  }
  return { situation, person }
}

/** What a flow is given. */
export function contextOf({ situation, person }: Opened, tx: Tx): Context {
  return { ...situation, tx, person }
}

/** What a view is given; `reader` null: everybody in the bureau's group. */
export function seeingOf(situation: Situation, reader: string | null): Seeing {
  return { ...situation, person: reader }
}
