import type { Context } from './context.js'
import { sendText } from './notices.js'

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
    if (!ctx.bureau.addresses.has(person.id)) continue
    await sendText(ctx, person.id, code, values)
    told = true
  }
  return told
}
