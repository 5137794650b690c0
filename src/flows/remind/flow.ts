import { mayNot } from '../access.js'
import type { AskKind } from '../asks.js'
import type { Context } from '../context.js'
import { type Flow, verbs } from '../flow.js'
import { remindOthers } from './actions.js'
import { asksReminded } from './entries.js'
import type { RemindIntent } from './intents.js'
import { type Away, remind, turnMissing } from './remind.js'
import { remindedSlice } from './reminded.js'
import { viewMissing } from './view.js'

/** @refuses not-allowed */
const mayOpen = (ctx: Context) => mayNot(ctx.bureau, ctx.person, remindOthers, 'anything')

/** What everybody owes, and reminding them: made from the asks of all flows. */
export function remindFlow(kinds: () => readonly AskKind[], away: Away): Flow {
  return {
    name: 'remind',
    serves: [],
    slices: [remindedSlice],
    actions: [remindOthers],
    verbs: verbs<RemindIntent>({
      // Two who press at once decide on the same: nobody is reminded twice a day.
      'asks.remind': {
        claims: ({ kind }) => [{ kind: 'remind', id: kind }],
        act: remind(kinds, away),
      },
      'missing.page': { act: turnMissing(kinds) },
    }),
    cards: { missing: { view: viewMissing(kinds, away), onDemand: true, daily: true, mayOpen } },
    stale: { [asksReminded.kind]: () => [{ kind: 'missing' }] },
    rosterStale: () => [{ kind: 'missing' }],
    commands: [
      {
        name: '催办',
        words: ['remind', '催办', '未交', '没交', '催交', '谁没交', '谁还没交', '没有交'],
        argument: 'none',
        /** @refuses not-allowed */
        card: async (ctx) => mayOpen(ctx) ?? { kind: 'missing', key: 'all' },
      },
    ],
  }
}
