import { refuse } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import type { Flow } from '../flow.js'
import { readStanding } from './actions.js'
import { ownStandings, standingKey, viewStanding } from './view.js'

/** `/myscore`: at any time, what is settled, what is open, and why. */
export const standingFlow: Flow = {
  name: 'standing',
  serves: ['standing'],
  actions: [readStanding],
  cards: { standing: { view: viewStanding, onDemand: true } },
  commands: [
    {
      name: '我的得分',
      words: ['myscore', 'score', '我的得分', '得分', '我的分数', '分数', '查分'],
      argument: 'person',
      /** @refuses no-cycle, not-allowed, not-assessed */
      card: async (ctx, about) => {
        if (ctx.bureau.cycles.length === 0) return refuse('no-cycle')
        const person = about ?? ctx.person
        const denied = mayNot(ctx.bureau, ctx.person, readStanding, { person })
        if (denied) return denied
        const [own] = ownStandings(ctx, person)
        if (!own) return refuse('not-assessed')
        return { kind: 'standing', key: standingKey(own.cycle, own.assessee) }
      },
    },
  ],
}
