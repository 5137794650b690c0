import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { inputOf } from '../../src/factsfile/input.js'
import { withEdited } from '../scheme/edited.js'
import { factsOf } from './cadres.js'

/** One place, open only to who belongs to a section placed first or second two years running. */
const withPlaces = withEdited(
  [
    { file: 'scheme.yaml', find: 'within: none', replace: 'within: tier' },
    {
      file: 'scheme.yaml',
      find: 'grades: none\n',
      replace: `quotas:
  - { quota: one, name: 名额, clause: 附件1 五 5, says: "前 {top=1} 名", grade: excellent, places: $top, barred: next, by: { decides: assessment-office } }
grades:
  - grade: excellent
    name: 优秀
    clause: 附件1 五 5
    says: 第一名，但所在科室要连续 {years=2} 年在前两名
    quota: one
    needs: { result: section-place, are: [first, second], as: member, years: $years }
    by: { decides: assessment-office }
  - { grade: competent, name: 称职, clause: 附件1 五 5, says: 其余的人, when: otherwise, by: { decides: assessment-office } }
`,
    },
  ],
  (folder) => must(readScheme(folder).scheme, 'the edited scheme reads'),
  'schemes/shiyan-people',
)

const places = (rows: readonly [of: string, year: string, level: string][]) =>
  scoreCycle(
    inputOf(
      withPlaces,
      factsOf({
        roster: {
          units: [{ id: 'a' }, { id: 'b' }],
          people: [
            { id: 'p', unit: 'a', tier: 'people' },
            { id: 'q', unit: 'b', tier: 'people' },
          ],
        },
        results: [
          { result: 'section-total', of: 'a', points: '90' },
          { result: 'section-total', of: 'b', points: '80' },
          ...rows.map(([of, year, level]) => ({ result: 'section-place', of, year, level })),
        ],
        closed: [{ what: 'year' }],
      }),
    ),
  )

const thisYear = [
  ['a', '2012', 'first'],
  ['b', '2012', 'second'],
] as const

describe('what a grade needs besides its quota', () => {
  it('over two years running leaves the place to who has both', () => {
    const { nominations, grades, statements } = places([
      ...thisYear.map((one): [string, string, string] => [...one]),
      ['a', '2011', 'other'],
      ['b', '2011', 'first'],
    ])
    expect(nominations[0]?.nominees.map((one) => one.assessee)).toEqual(['q'])
    expect(nominations[0]?.struck).toEqual([{ assessee: 'p', rank: 1, bars: ['excellent-needs'] }])
    expect(grades.map((one) => one.grade)).toEqual(['competent', 'excellent'])
    expect(statements[0]?.bars[0]).toMatchObject({ grade: 'excellent', clause: '附件1 五 5' })
  })

  it('nominates nobody while an earlier year is missing that may decide', () => {
    const { nominations, grades } = places([
      ...thisYear.map((one): [string, string, string] => [...one]),
      ['b', '2011', 'first'],
    ])
    expect(nominations).toEqual([])
    expect(grades.map((one) => one.reason)).toEqual(['open', 'open'])
  })

  it('does not wait for an earlier year once this one has failed', () => {
    const { nominations } = places([
      ['a', '2012', 'third'],
      ['b', '2012', 'second'],
      ['b', '2011', 'second'],
    ])
    expect(nominations[0]?.nominees.map((one) => one.assessee)).toEqual(['q'])
  })
})
