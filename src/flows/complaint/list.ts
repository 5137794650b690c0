import { type Context, done, type Outcome } from '../context.js'
import { pagesOf } from '../pages.js'
import type { ComplaintIntent } from './intents.js'
import { mayNotHear } from './who.js'

/** Which page of the complaints that wait somebody looks at. */
export const complaintPages = pagesOf('complaints')

/**
 * Turns the page of the complaints that wait.
 * @refuses {@link mayNotHear}
 */
export async function turnComplaints(
  ctx: Context,
  { page }: Extract<ComplaintIntent, { verb: 'complaint.page' }>,
): Promise<Outcome> {
  const refusal = mayNotHear(ctx)
  if (refusal) return refusal
  await complaintPages.turn(ctx.tx, ctx, page)
  return done('refreshed')
}
