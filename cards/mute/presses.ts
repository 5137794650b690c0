import type { MuteIntent } from '../../src/flows/mute/mute.js'
import { Fields, type PressParser } from '../form-values.js'

/** Presses of the card for quiet; the day stands in the button or in the form. */
export const mutePresses: Record<string, PressParser> = {
  'mute.until': ({ args: [until], values }) => {
    const form = new Fields(values)
    return form.into<MuteIntent>({ verb: 'mute.until', until: until ?? form.choice('until') })
  },
  'mute.end': (): MuteIntent => ({ verb: 'mute.end' }),
}
