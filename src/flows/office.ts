import { enqueue } from '../storage/outbox.js'
import type { Context } from './context.js'
import { quietUntil } from './working-hours.js'

/**
 * Tells everybody of the assessment office something as a text, within working hours; `code` is a sentence of
 * `cards/sayings.yaml`. Somebody without an address on the platform is passed over. Answers
 * whether anybody was told.
 */
export async function tellOffice(
  ctx: Pick<Context, 'tx' | 'bureau' | 'calendar' | 'now'>,
  code: string,
  values: Record<string, string>,
): Promise<boolean> {
  let told = false
  for (const person of ctx.bureau.roster.holders('assessment-office')) {
    const recipient = ctx.bureau.addresses.get(person.id)
    if (recipient === undefined) continue
    await enqueue(ctx.tx, {
      bureau: ctx.bureau.id,
      recipientType: 'open_id',
      recipient,
      op: 'text',
      cardKind: 'saying',
      cardKey: code,
      detail: values,
      notBefore: quietUntil(ctx.calendar, ctx.now),
    })
    told = true
  }
  return told
}
