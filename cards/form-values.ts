import type { Intent } from '../src/flows/intents.js'

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

/** A text field of a form, trimmed; '' when empty or absent. */
export function textOf(values: FormValues, name: string): string {
  const value = values[name]
  return typeof value === 'string' ? value.trim() : ''
}
