import type { Day } from '../../base/day.js'
import { factKind } from '../../binding/work.js'
import type { Bureau } from '../context.js'
import { asksNothingElse, type FactFields, fieldsOf } from './fields.js'
import { inForceOn } from './kinds.js'
import { type Counting, countingOf } from './procedure.js'

/** A kind of fact that the work rules make and that some running cycle counts on a day, asking nothing that is not known. */
export interface Proposable {
  /** As the schemes call it. */
  kind: string
  /** What the first scheme that counts it calls it. */
  name: string
  counting: readonly Counting[]
  fields: FactFields
}

/** What a kind of fact of the work rules can be proposed as on a day; null where no cycle counts it, or more must be said of it. */
export function proposableOn(bureau: Bureau, kind: string, on: Day): Proposable | null {
  const { work } = bureau
  if (work === null) return null
  const called = factKind(work, kind)
  const counting = countingOf(bureau, called, on)
  const [first] = counting
  if (!first || !inForceOn(counting, on)) return null
  const fields = fieldsOf(counting)
  return asksNothingElse(fields) ? { kind: called, name: first.rule.name, counting, fields } : null
}
