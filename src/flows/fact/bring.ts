import type { Day } from '../../base/day.js'
import type { Context } from '../context.js'
import type { CardRef } from '../cards.js'
import { faultsIn, filledForm } from './check.js'
import { keepDraft, newRecord, noDraft, noWords, recordDraft } from './draft.js'
import { kindsOf, mayRecordThis } from './kinds.js'
import { canBeDecided, piecesOf, proposeFacts } from './pieces.js'

/** What is known of a fact that another flow gives rise to. */
export interface Given {
  kind: string
  whom: readonly string[]
  day: Day
  note: string
}

/**
 * Brings a fact before who decides on it: proposed as it stands where its kind asks for nothing more, else the form of
 * who records it, filled in with what is known, to be completed (evidence, a figure). Null where no running cycle
 * counts the kind, or the person records none of it: then nothing follows for scores.
 */
export async function bringFact(
  ctx: Context,
  { kind, whom, day, note }: Given,
): Promise<{ proposed: string[] } | { form: CardRef } | null> {
  const counting = kindsOf(ctx.bureau).get(kind) ?? []
  if (counting.length === 0) return null
  const words = { ...noWords, whom: [...whom], day, note }
  const filled = filledForm(ctx, { ...noDraft, kind, words }, counting, () => 'all')
  if (faultsIn(ctx, filled).length === 0) {
    const pieces = piecesOf(ctx, filled, day)
    if (pieces.every(({ body }) => canBeDecided(ctx, body, day))) {
      const all = pieces.map(({ body }) => ({ day, body, personal: { note } }))
      return { proposed: await proposeFacts(ctx, all) }
    }
  }
  if (mayRecordThis(ctx.bureau, ctx.person, kind)) return null
  const begun = await recordDraft(ctx.tx, ctx, newRecord)
  // What somebody is at is not thrown away.
  if (!begun || begun.kind === '' || begun.made.length > 0)
    await keepDraft(ctx.tx, ctx, newRecord, { ...noDraft, kind, words })
  return { form: { kind: 'record', key: newRecord } }
}
