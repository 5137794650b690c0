import { refreshCards } from '../storage/stale-cards.js'
import { flows } from './all.js'
import type { Writing } from './context.js'
import type { Written } from './entry-kind.js'
import type { Stale } from './flow.js'

/**
 * Marks every card that what was appended in this transaction makes stale: the sender shows them anew. `except`: the
 * card that was pressed, which its answer shows anew already. Called once, as the last thing before the commit.
 */
export async function settle(ctx: Writing, except: string | null = null): Promise<void> {
  const stale = ctx.tx.appended.flatMap(({ id, entry }) => staleBy({ id, ...entry }, ctx))
  const { addresses, groupChatId } = ctx.bureau
  await refreshCards(ctx.tx, {
    bureau: ctx.bureau.id,
    group: groupChatId,
    except,
    places: stale.map(({ kind, keys, persons }) => ({
      kind,
      ...(keys === undefined ? {} : { keys }),
      ...(persons === undefined
        ? {}
        : { recipients: persons.flatMap((person) => addresses.get(person) ?? []) }),
    })),
  })
}

function staleBy(written: Written, ctx: Writing): Stale[] {
  return flows.flatMap((flow) => {
    const of = flow.stale?.[written.kind]
    return of ? [...of(written, ctx)] : []
  })
}
