import { describe, expect, it } from 'vitest'
import { checkScheme } from '../../src/cli/check.js'

describe('the awkward clauses of other regulations', () => {
  it.each([
    'yueyang-departments',
    'yueyang-cadres',
    'yueyang-lists',
    'wuhan-units',
    'wuhan-cadres',
    'wuhan-work-rules',
    'school-year',
  ])('of %s read, and their cases come out, every reading too', (name) => {
    const { problems } = checkScheme(`tests/scoring/small-schemes/${name}`)
    expect(problems.map((one) => `${one.file}:${one.line} ${one.message}`)).toEqual([])
  })
})
