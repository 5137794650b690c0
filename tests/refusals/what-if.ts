import { by, carried, type Situation, typed } from './situation.js'
import type { Walk } from './walk.js'
import type { World } from './world.js'

/** Another answer to a choice is tried. */

const right: Situation = {
  ...{ who: 'zhou', at: ['2025-10-10', '10:00'], after: [] },
  does: {
    press: 'what-if.try',
    args: [(world: World) => world.bureau.cycle],
    values: { pair: 'routine-scale/R2' },
  },
}

export const whatIfWalks: readonly Walk[] = [
  {
    of: 'what-if.try',
    right,
    wrong: {
      'not-allowed': by('li'),
      gone: carried(0, 'no.such.2025'),
      'what-if-choice': [
        typed({ pair: '' }),
        typed({ pair: 'routine-scale/R9' }),
        typed({ pair: 'no-such/R2' }),
      ],
      'what-if-same': typed({ pair: 'routine-scale/R1' }),
    },
  },
]
