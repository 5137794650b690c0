import { broughtOf } from '../flows/all.js'
import type { Bureaus } from '../flows/bureau.js'
import { settle } from '../flows/settle.js'
import type { Writing } from '../flows/context.js'
import type { OnEnding } from '../lark/delivery-parts.js'
import type { Notice } from '../storage/outbox.js'

/** Whether the flow whose card it is decides something when its sending ends. */
export function endsAlone(notice: Notice): boolean {
  return notice.op === 'send' && Boolean(broughtOf(notice.cardKind))
}

/**
 * Hands the end of a card's sending to the flow whose card it is, in the transaction that writes the end down: a
 * deduction counts as told when the platform has it, never before.
 */
export function endings({ bureaus }: { bureaus: Bureaus }): OnEnding {
  return async (tx, notice, ending) => {
    if (notice.op !== 'send') return
    const brought = broughtOf(notice.cardKind)
    if (!brought) return
    const { bureau, recipient: address, cardKey: key } = notice
    let seen: Writing | null = null
    const fresh = async (): Promise<Writing | null> => {
      const situation = await bureaus.situation(tx, bureau)
      seen = situation && { ...situation, tx }
      return seen
    }
    await brought({ tx, bureau, fresh }, { address, key, delivered: ending.kind === 'delivered' })
    if (seen !== null && tx.appended.length > 0) await settle(seen)
  }
}
