import { type Fault, fault, refuseForm, type Refusal } from '../src/base/refusal.js'
import { countCharacters, isLonger } from '../src/base/text.js'
import type { Intent } from '../src/flows/flow.js'
import { type TextField, type TextLimit, textLimits } from '../src/flows/limits.js'

/** Form values by field name, dates already as `YYYY-MM-DD`. */
export type FormValues = Record<string, string | string[] | boolean>

/** What a press carried beside its verb. `option`: the chosen value of a select outside a form. */
export interface Carried {
  args: string[]
  values: FormValues
  option: string | undefined
}

/**
 * Reads what a press carried; null when it is not as our cards send it, a refusal (`text-long`) when a text is
 * beyond its limit.
 */
export type PressParser = (carried: Carried) => Intent | Refusal | null

/**
 * The fields of a form as they are read: each text within its limit, or noted as a fault.
 * @refuses text-long
 */
export class Fields {
  readonly values: FormValues
  readonly #faults: Fault[] = []
  /** A field holds what no card of ours sends there: a list or a tick where a text belongs. */
  #isOurs = true

  constructor(values: FormValues) {
    this.values = values
  }

  /** A text field, trimmed; '' when empty or absent. `what` names it where several have the same limit. */
  text(name: string, field: TextField, what?: string): string {
    const text = this.#textOf(name)
    const limit: TextLimit = textLimits[field]
    if (!isLonger(text, limit.max)) return text
    const count = `${countCharacters(text)}`
    const values = { what: what ?? limit.what, max: `${limit.max}`, count }
    this.#faults.push(fault(name, 'text-long', values))
    return ''
  }

  /** The value of a select or day picker: an id, which the flow looks up; one longer than any is none. */
  choice(name: string): string {
    const text = this.#textOf(name)
    return isLonger(text, idMax) ? '' : text
  }

  /** The values of a choice of several; ids, each once. */
  choices(name: string): string[] {
    const value = this.values[name]
    if (typeof value === 'boolean') this.#isOurs = false
    const all = Array.isArray(value) ? value : typeof value === 'string' && value ? [value] : []
    return [...new Set(all.filter((each) => !isLonger(each, idMax)))].slice(0, choicesMax)
  }

  /** What stands behind a point in the names of fields: ids of `answer.…`. */
  named(prefix: string): string[] {
    const start = `${prefix}.`
    const names = Object.keys(this.values).filter((name) => name.startsWith(start))
    return names.map((name) => name.replace(start, '')).slice(0, choicesMax)
  }

  /** The intent that was read, or everything that is too long: `text-long`; null for what no card of ours sends. */
  into<I extends Intent>(intent: I): I | Refusal | null {
    return this.#isOurs ? (refuseForm(this.#faults) ?? intent) : null
  }

  #textOf(name: string): string {
    const value = this.values[name] ?? ''
    if (typeof value === 'string') return value.trim()
    this.#isOurs = false
    return ''
  }
}

const idMax = 100
/** More than any of our cards has fields or options chosen. */
const choicesMax = 200
