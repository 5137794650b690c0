import { day } from '../../src/base/day.js'
import { muteBegun } from '../../src/flows/mute/entries.js'
import { carried, type Situation, without } from './situation.js'
import type { Walk } from './walk.js'
import type { Step } from './world.js'

/** Not to be written to for a while. */

const muted = '张 is not written to'

const pressed = (press: string, args: string[], after: string[] = []): Situation => ({
  ...{ who: 'zhang', at: ['2025-10-10', '10:00'], after },
  does: { press, args },
})

export const muteSteps: Record<string, Step> = {
  [muted]: ({ bureau }) =>
    bureau.job(async (ctx) => {
      muteBegun.write(ctx, { by: 'zhang', body: { until: day('2025-10-14') } })
    }),
}

export const muteWalks: readonly Walk[] = [
  {
    of: 'mute.until',
    right: pressed('mute.until', ['2025-10-12']),
    wrong: {
      'mute-day': carried(0, '2025-02-30'),
      'mute-past': carried(0, '2025-10-09'),
      'mute-long': carried(0, '2025-10-24'),
    },
  },
  {
    of: 'mute.end',
    right: pressed('mute.end', [], [muted]),
    wrong: { 'mute-none': without(muted) },
  },
]
