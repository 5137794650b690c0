import { refuse } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import { type Flow, verbs } from '../flow.js'
import { cycleInQuestion } from '../publication/which.js'
import { tryChoices } from './actions.js'
import { tryJob } from './job.js'
import { tryAnswer, type WhatIfIntent } from './try.js'
import { viewWhatIf } from './view.js'

/** This year's facts under another answer to a choice (试算): who would move, and why. For the office alone; nothing of it is kept in the ledger. */
export const whatIfFlow: Flow = {
  name: 'what-if',
  serves: [],
  actions: [tryChoices],
  jobs: [tryJob],
  verbs: verbs<WhatIfIntent>({ 'what-if.try': { act: tryAnswer } }),
  cards: {
    'what-if': {
      view: viewWhatIf,
      onDemand: true,
      /** @refuses not-allowed */
      mayOpen: (ctx) => mayNot(ctx.bureau, ctx.person, tryChoices, 'anything'),
    },
  },
  commands: [
    {
      name: '试算',
      words: ['whatif', 'what-if', '试算'],
      argument: 'none',
      /** @refuses no-cycle */
      card: async (ctx) => {
        const cycle = cycleInQuestion(ctx)
        return cycle ? { kind: 'what-if', key: cycle.id } : refuse('no-cycle')
      },
    },
  ],
}
