import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { membersOfSections, smallScheme } from './cadres.js'

const cadres = smallScheme('wuhan-cadres')

const roster = `year: 2012
roster:
  units: [{ id: u, heads: [h] }, { id: v }]
  people:
    - { id: h, unit: u, tier: heads, roles: [unit-head] }
    - { id: p, unit: u, tier: cadres, from: 2012-07-01 }
`

/** Problems as `line:column code message`. */
function problemsOf(scheme: Scheme, text: string): string[] {
  const document = parseFacts(text, 'f.yaml')
  const facts = must(document.value, document.problems.map((one) => one.message).join())
  return checkFacts(scheme, facts, { document }).map(
    (one) => `${one.line}:${one.column} ${one.code} ${one.message}`,
  )
}

describe('a facts file with grades by quarter', () => {
  it.each([
    [
      'without the reason that poor needs',
      'assessee: h, level: poor, body: leader-in-charge',
      '8:5 remark-missing 定为“差”要写 remark（说明理由）',
    ],
    [
      'with a level that nobody gives',
      'assessee: h, level: best, body: leader-in-charge',
      '8:61 unknown-level “quarterly”没有等次“best”，可用的有：fine、good、fair、poor',
    ],
    [
      'given by who does not grade heads',
      'assessee: h, level: good, body: unit-head',
      '8:73 other-body “h”由 leader-in-charge 评定，不是“unit-head”',
    ],
    [
      'of a quarter before somebody came',
      'assessee: p, level: good, body: unit-head',
      '8:5 not-a-member “p”在 2012-Q1 不在册，不能定这一期的等次',
    ],
    [
      'of nobody who is assessed',
      'assessee: x, level: good, body: unit-head',
      '8:51 unknown-person 考核对象里没有“x”',
    ],
  ])('is refused: %s', (_, row, wanted) => {
    const text = `${roster}period-grades:\n  - { part: quarterly, period: 2012-Q1, ${row} }\n`
    expect(problemsOf(cadres, text)).toEqual([wanted])
  })

  it('is refused: two grades of one quarter, a quarter that is none, another part', () => {
    const text = `${roster}period-grades:
  - { part: quarterly, period: 2012-Q1, assessee: h, level: good, body: leader-in-charge }
  - { part: quarterly, period: 2012-Q1, assessee: h, level: fine, body: leader-in-charge }
  - { part: quarterly, period: 2012-Q5, assessee: h, level: fine, body: leader-in-charge }
  - { part: total, period: 2012-Q1, assessee: h, level: fine, body: leader-in-charge }
`
    expect(problemsOf(cadres, text)).toEqual([
      '9:5 twice 同一期的等次写了两次，只能留一处',
      '10:32 unknown-period “quarterly”没有期间“2012-Q5”，可用的有：2012-Q1、2012-Q2、2012-Q3、2012-Q4',
      '11:13 unknown-part “total”不是分期定等次的部分',
    ])
  })
})

describe('a facts file with results of another scheme', () => {
  it.each([
    [
      'that the scheme does not look at',
      'result: prize, of: u, level: advanced',
      '8:15 unknown-result 考核办法里没有结果“prize”，可用的有：unit-grade、past-grade',
    ],
    [
      'without its level',
      'result: unit-grade, of: u',
      '8:5 bad-level 结果“unit-grade”要写 level，可用的有：advanced、qualified、unqualified',
    ],
    [
      'of a unit that is not there',
      'result: unit-grade, of: w, level: advanced',
      '8:31 unknown-owner roster.units 里没有处室“w”',
    ],
    [
      'of a later year',
      'result: unit-grade, of: u, level: advanced, year: 2013',
      '8:57 later-year 2013 年在考核年度以后',
    ],
    [
      'with points where it has levels',
      'result: unit-grade, of: u, level: advanced, points: 3',
      '8:59 bad-result 结果“unit-grade”是等次，请删去 points',
    ],
  ])('is refused: %s', (_, row, wanted) => {
    expect(problemsOf(cadres, `${roster}results:\n  - { ${row} }\n`)).toEqual([wanted])
  })

  it('is refused: off its scale, a ground that is none, leaving without a day, units that do not fit', () => {
    const text = `year: 2012
roster:
  units: [{ id: u }]
  people:
    - { id: p, unit: u, tier: people, leaving: bored, to: 2012-03-01 }
    - { id: q, unit: u, tier: people, leaving: retired }
    - { id: r, unit: u, tier: people, memberships: [{ unit: w }] }
results:
  - { result: section-total, of: u, points: 501 }
  - { result: section-total, of: u, points: 1 }
`
    expect(problemsOf(membersOfSections(), text)).toEqual([
      '9:45 off-scale 501 不在 -500 到 500 之间',
      '10:5 twice 同一个结果写了两次，只能留一处',
      '5:48 unknown-ground 考核办法里没有离开的原因“bored”，可用的有：retired',
      '6:7 leaving-without-day 写了 leaving（离开的原因）就要写 to（最后一天）',
      '7:61 unknown-unit roster.units 里没有处室“w”',
      '7:52 memberships-differ 最后所在的是“w”，unit 却写了“u”',
    ])
  })
})
