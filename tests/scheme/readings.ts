import { expect } from 'vitest'
import { withChoices } from '../../src/scheme/model/choices.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'

/** Every alternative of every choice can be answered, and each but the answer in force changes something. */
export function expectEveryReading(scheme: Scheme): void {
  for (const choice of scheme.choices) {
    for (const { id } of choice.alternatives) {
      const other = withChoices(scheme, { [choice.id]: id })
      expect(JSON.stringify(other)).not.toContain('"value":undefined')
      const same = JSON.stringify(other) === JSON.stringify(scheme)
      expect([choice.id, id, same]).toEqual([choice.id, id, id === choice.answer])
    }
  }
}
