import type { Refusal } from '../base/refusal.js'
import { refuse } from '../base/refusal.js'
import { mayNot } from './access.js'
import type { CardRef } from './cards.js'
import type { Context } from './context.js'
import { viewOf } from './views.js'

/**
 * Whether a person may have a card sent: null for yes, else why not.
 * Refusals: `not-allowed` by the access table; `gone` where there is nothing to show.
 */
export async function mayOpen(ctx: Context, card: CardRef): Promise<Refusal | null> {
  const byRole = mayNotByRole(ctx, card)
  if (byRole) return byRole
  const view = await viewOf(seeing(ctx), card.kind, card.key)
  return view.kind === 'gone' ? refuse(view.code) : null
}

function mayNotByRole(ctx: Context, card: CardRef): Refusal | null {
  switch (card.kind) {
    case 'record':
      return mayNot(ctx.bureau, ctx.person, 'fact.record', 'anything')
    case 'rating':
      return mayNot(ctx.bureau, ctx.person, 'period.rate', 'anything')
    case 'publish':
      return mayNot(ctx.bureau, ctx.person, 'results.publish', 'anything')
    case 'digest':
      return mayNot(ctx.bureau, ctx.person, 'digest.read', 'anything')
    default:
      return null
  }
}

/** What the acting person sees. */
export function seeing(ctx: Context) {
  return {
    db: ctx.tx,
    bureau: ctx.bureau,
    calendar: ctx.calendar,
    person: ctx.person,
    today: ctx.today,
    now: ctx.now,
  }
}
