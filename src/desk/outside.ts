import { sentence } from '../../cards/sayings.js'
import { isRefusal, type Refusal } from '../base/refusal.js'
import type { Bureaus } from '../flows/bureau.js'
import type { Done, Situation, Writing } from '../flows/context.js'
import { claimsOnLink } from '../flows/outside/flow.js'
import type { OutsideFilled } from '../flows/outside/intents.js'
import { handInPage, keepPage, linkBy, type OutsidePage, viewPage } from '../flows/outside/page.js'
import { settle } from '../flows/settle.js'
import type { Storage } from '../storage/database.js'
import { hold } from '../storage/locks.js'

/** What pages without login work with. */
export interface OutsideDesk {
  storage: Storage
  bureaus: Bureaus
  /** Called after each commit that may have put something into the outbox. */
  wake(): void
}

/** Which link was opened. */
export interface Opened {
  bureau: string
  token: string
}

/** A page, and what is said above it: of what was just done, or of each field that is wrong. */
export interface Shown {
  page: OutsidePage
  said: string | null
  /** Field → what is wrong with it; '' for the form as a whole. */
  faults: ReadonlyMap<string, string>
}

/** What a link opens now. Nothing is written. */
export async function lookOutside(desk: OutsideDesk, of: Opened): Promise<Shown> {
  const page = await desk.storage.transact('press', async (tx): Promise<OutsidePage> => {
    const situation = await desk.bureaus.situation(tx, of.bureau)
    return situation ? viewPage(situation, of.token) : { state: 'unknown' }
  })
  return { page, said: null, faults: new Map() }
}

/** Undoes a transaction in which nothing was to be written. */
class Refused extends Error {
  override name = 'Refused'
  constructor(readonly refusal: Refusal) {
    super(refusal.code)
  }
}

/**
 * Keeps or hands in what a third party filled in, in one transaction: of two that hand in by one link at the same moment, on
 * whichever replica, one is taken and the other told that it was. What was typed comes back where something is wrong.
 */
export async function takeOutside(
  desk: OutsideDesk,
  of: Opened & { filled: OutsideFilled; handIn: boolean },
): Promise<Shown & { done: boolean }> {
  try {
    const outcome = await desk.storage.transact('press', (tx) => act(desk, tx, of))
    desk.wake()
    if (outcome === null) return { ...(await lookOutside(desk, of)), done: false }
    const said = sentence(outcome.say.code, outcome.say.with)
    return { ...(await lookOutside(desk, of)), said, done: true }
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    return { ...(await refused(desk, of, thrown.refusal)), done: false }
  }
}

/** Null: there is no such bureau. */
async function act(
  desk: OutsideDesk,
  tx: Writing['tx'],
  of: Opened & { filled: OutsideFilled; handIn: boolean },
): Promise<Done | null> {
  const first = await desk.bureaus.situation(tx, of.bureau)
  const link = first && linkBy(first, of.token)
  if (link) await hold(tx, of.bureau, claimsOnLink(link))
  // What was decided before it was held is true now: it is read again.
  const situation: Situation | null = link ? await desk.bureaus.situation(tx, of.bureau) : first
  if (!situation) return null
  const ctx: Writing = { ...situation, tx }
  const outcome = await (of.handIn ? handInPage : keepPage)(ctx, of.token, of.filled)
  if (isRefusal(outcome)) throw new Refused(outcome)
  await settle(ctx)
  return outcome
}

/** The page as it is now; with what was typed where a field is wrong. */
async function refused(
  desk: OutsideDesk,
  of: Opened & { filled: OutsideFilled },
  refusal: Refusal,
): Promise<Shown> {
  if (refusal.faults.length === 0) return lookOutside(desk, of)
  const page = await desk.storage.transact('press', async (tx): Promise<OutsidePage> => {
    const situation = await desk.bureaus.situation(tx, of.bureau)
    return situation ? viewPage(situation, of.token, of.filled) : { state: 'unknown' }
  })
  const faults = new Map(refusal.faults.map((one) => [one.field, sentence(one.code, one.with)]))
  return { page, said: null, faults }
}
