import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { readDocument } from '../../src/base/document.js'
import { inputOf } from '../../src/factsfile/input.js'
import { factsSchema } from '../../src/factsfile/shape.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { askResult, scoreCycle } from '../../src/scoring/engine.js'
import type { Assessee } from '../../src/scoring/input.js'

function inputFrom(name: string) {
  const scheme = must(readScheme(`schemes/${name}`).scheme, `${name} reads`)
  const facts = readDocument(`schemes/${name}/example-facts.yaml`, factsSchema).value
  return inputOf(scheme, must(facts, 'the example reads'))
}

describe('a result that is asked piece by piece', () => {
  it.each(['wuhan-civil-servants', 'wujin-departments'])(
    'has the pieces of the whole one, in %s',
    (name) => {
      const { statements, ...beside } = scoreCycle(inputFrom(name))
      const { statementOf, computedRules, ...asked } = askResult(inputFrom(name))
      expect(asked).toEqual(beside)
      expect(statements.map(({ assessee }) => statementOf(assessee))).toEqual(statements)
      expect(statementOf('nobody')).toBe(null)
      const derived = JSON.stringify(statements).match(/"derived":\{/g) ?? []
      expect(computedRules.length > 0).toBe(derived.length > 0)
    },
  )

  it('works out nothing about others', () => {
    const input = inputFrom('wuhan-civil-servants')
    const [one, ...others] = input.assessees
    const never = (assessee: Assessee): Assessee =>
      Object.defineProperty({ ...assessee }, 'name', {
        get: () => {
          throw new Error('looked at')
        },
      })
    const given = { ...input, assessees: [must(one, 'somebody'), ...others.map(never)] }
    const { statementOf } = askResult(given)
    expect(statementOf(must(one, 'somebody').id)?.total).not.toBe(undefined)
    expect(() => scoreCycle(given)).toThrow('looked at')
  })
})
