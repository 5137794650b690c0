import { describe, expect, test } from 'vitest'
import { readScheme } from '../../src/scheme/read/read.js'
import { withEdited } from '../scheme/edited.js'

const office = 'tests/scheme/small-office'

/** What is said of a small scheme with this in the place of its consequence's or its first grade's condition. */
function told(find: string, replace: string): string[] {
  return withEdited(
    [{ file: 'scheme.yaml', find, replace }],
    (folder) => readScheme(folder).problems.map((one) => `${one.code} ${one.message}`),
    office,
  )
}

const consequence = 'when: {grade: [good], years: $years}'

describe('what follows from a result', () => {
  test.each([
    ['a rank from the first', '{rank: at-most $years}'],
    ['a rank from the last, in a group', '{rank: last $years, within: group}'],
    ['a grade that somebody does not have', '{all: [{not: {grade: [good]}}, {rank: last $years}]}'],
    ['points of a part', '{points: total, is: under $years}'],
    ['facts', '{facts: [late], is: over $years}'],
  ])('may look at %s', (_, when) => {
    expect(told(consequence, `when: ${when}`)).toEqual([])
  })

  test('names grades that there are, and a bound that is one', () => {
    expect(told(consequence, 'when: {grade: [goood], years: $years}')).toEqual([
      'unknown-grade 没有叫 goood 的等次，是不是 good？',
    ])
    expect(told(consequence, 'when: {rank: bottom $years}')).toEqual([
      'bad-word “bottom $years”不是这里能用的词，可用：at-least $名称、over $名称、at-most $名称、under $名称、last $名称',
    ])
  })

  test('alone may look at grades and ranks: these are not known before', () => {
    const lines = told('{points: total, is: under $total}', '{rank: last $total}')
    expect(lines[0]).toContain('bad-condition 这里不能看 rank')
  })
})
