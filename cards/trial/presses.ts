import type { WhatIfIntent } from '../../src/flows/trial/try.js'
import { Fields, type PressParser } from '../form-values.js'

/** Presses of the office's card for trying other answers. */
export const whatIfPresses: Record<string, PressParser> = {
  'what-if.try': ({ args: [cycle], values }) => {
    if (!cycle) return null
    const form = new Fields(values)
    return form.into<WhatIfIntent>({ verb: 'what-if.try', cycle, pair: form.choice('pair') })
  },
}
