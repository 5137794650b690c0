import { day } from '../../src/base/day.js'
import type { MuteView } from '../../src/flows/mute/view.js'
import type { View } from '../views.js'

const mute: MuteView = {
  kind: 'mute',
  ...{ today: day('2025-10-09'), until: null, most: day('2025-10-22'), days: 14 },
}

/** Quiet that is not asked for, and quiet that is. */
export const muteSamples: { name: string; view: View }[] = [
  { name: 'mute', view: mute },
  { name: 'mute-until', view: { ...mute, until: day('2025-10-12') } },
]
