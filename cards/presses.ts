import { cardKinds } from '../src/flows/cards.js'
import type { Intent } from '../src/flows/intents.js'
import { factPresses } from './fact-presses.js'
import { publicationPresses } from './publication-presses.js'
import { ratingPresses } from './rating-presses.js'
import { reportPresses } from './report-presses.js'

/** Form values by field name, dates already as `YYYY-MM-DD`. */
export type FormValues = Record<string, string | string[] | boolean>

/** What a press carried beside its verb. `option`: the chosen value of a select outside a form. */
export interface Carried {
  args: string[]
  values: FormValues
  option: string | undefined
}

/** Reads what a press carried; null when it is not as our cards send it. */
export type PressParser = (carried: Carried) => Intent | null

const common: Record<string, PressParser> = {
  refresh: () => ({ verb: 'refresh' }),
  open: ({ args: [kind, key] }) => {
    const known = cardKinds.find((each) => each === kind)
    return known && key ? { verb: 'open', card: { kind: known, key } } : null
  },
}

const parsers: Record<string, PressParser> = {
  ...common,
  ...reportPresses,
  ...factPresses,
  ...ratingPresses,
  ...publicationPresses,
}

/** The intent of a press, strictly parsed; null when no card of ours could have sent it. */
export function parsePress(verb: string, carried: Carried): Intent | null {
  return Object.hasOwn(parsers, verb) ? (parsers[verb]?.(carried) ?? null) : null
}

/** A text field of a form, trimmed; '' when empty or absent. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value.trim() : ''
}
