import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { checkScheme } from '../../src/cli/check.js'
import { show } from '../../src/cli/show.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { figureVariants, readScheme } from '../../src/scheme/read/read.js'
import { type Edit, placeIn, withEdited } from './edited.js'

const from = 'tests/scoring/small-schemes/school-year'
const file = 'scheme.yaml' as const

/** The school year with choices in places whose reading knows none. */
const edits: Edit[] = [
  { file, find: 'are: [good], is: every', replace: 'are: choice which-terms, is: every' },
  {
    file,
    find: 'when: { facts: [absent] }',
    replace: 'when: { facts: [absent, choice also-poor] }',
  },
  {
    file,
    find: '每季评一次，{points=40} 分"\n      points: $points',
    replace: '每季评一次"\n      points: choice split',
  },
  {
    file,
    find: '每月评一次，{points=20} 分，没有评的月份不计"\n      points: $points',
    replace: '每月评一次，没有评的月份不计"\n      points: choice split',
  },
]
const choices = (more = '') => `choices:
  - choice: which-terms
    name: 哪些等次算好
    clause: 九
    asks: 两学期都好，是不是差一些也算？
    by: { decides: office }
    answer: good
    alternatives:
      good: { says: 只有好 }
      any: { says: 都算, sets: [good, poor] }
  - choice: also-poor
    name: 还有什么定为差
    clause: 七
    asks: 没有总结的是不是也定为差？
    by: { decides: office }
    answer: late
    alternatives:
      late: { says: 迟到的也定为差 }
      several: { says: 没有总结、没有教案的, sets: [no-summary, no-plan] }
  - choice: split
    name: 课堂和周志各占多少
    clause: 二
    asks: 两项合计六十分，各占多少？
    by: { decides: office }
    answer: lessons-first
    alternatives:
      lessons-first: { says: "课堂 {lessons=40} 分，周志 {diary=20} 分", sets: { lessons.points: $lessons, diary.points: $diary } }
      alike: { says: "各 {half=30} 分", sets: { points: $half } }
${more}`

function withAll<T>(run: (folder: string) => T, more: Edit[] = [], text = choices()): T {
  return withEdited(
    [...edits, ...more],
    (folder) => {
      writeFileSync(join(folder, 'choices.yaml'), text)
      return run(folder)
    },
    from,
  )
}

/** Points of the two parts, levels that a grade asks, facts that force one. */
function readingOf(scheme: Scheme) {
  const parts = partsOf(scheme.total)
  const pointsOf = (id: string) => parts.find((one) => one.id === id)?.points?.toString()
  const [grade] = scheme.grades
  const terms = parts.find((one) => one.kind === 'period-grades')
  const { when } = must(terms?.kind === 'period-grades' ? terms.forced[0] : undefined, 'forced')
  const asked = grade?.by.kind === 'when' && grade.by.when.kind === 'all' ? grade.by.when : null
  const periods = asked?.conditions.find((one) => one.kind === 'periods')
  return {
    points: [pointsOf('lessons'), pointsOf('diary')],
    are: periods?.kind === 'periods' ? periods.are : null,
    facts: when.kind === 'facts' ? when.rules : null,
  }
}

describe('a choice in a list, a condition’s levels, the points of parts', () => {
  test('is answered before the meaning is read, and another answer reads it anew', () => {
    withAll((folder) => {
      const { scheme, problems } = readScheme(folder)
      expect(problems).toEqual([])
      const read = must(scheme, 'it reads')
      const first = { points: ['40', '20'], are: ['good'], facts: ['absent', 'late'] }
      expect(readingOf(read)).toEqual(first)
      expect(readingOf(withChoices(read, { split: 'alike' }))).toEqual({
        ...first,
        points: ['30', '30'],
      })
      const other = withChoices(read, { 'which-terms': 'any', 'also-poor': 'several' })
      expect(readingOf(other)).toEqual({
        ...first,
        are: ['good', 'poor'],
        facts: ['absent', 'no-summary', 'no-plan'],
      })
      expect(other.choices.map(({ answer }) => answer)).toEqual(['any', 'several', 'lessons-first'])
      const back = withChoices(other, { 'which-terms': 'good', 'also-poor': 'late' })
      expect([readingOf(back), back.version]).toEqual([first, read.version])
      expect(read.choices.map(({ sets }) => sets)).toEqual([
        ['grade excellent.when.all.are'],
        ['part terms.forced.when.facts'],
        ['part lessons.points', 'part diary.points'],
      ])
      expect(show(folder).lines.join('\n')).toContain('两项合计六十分，各占多少')
    })
  })

  test('has cases, which are run under each of its answers', () => {
    const rated = (choice: string, level: string) =>
      `      - { choices: { also-poor: ${choice} }, period-grades: { a: { 2026-H1: ${level} } } }`
    const cases = (level: string) => `cases:
  - case: 没有教案的学期
    clauses: [七]
    year: 2026
    roster: { people: [{ id: a, tier: teachers, roles: [] }] }
    facts: [{ id: f, rule: no-plan, day: 2026-10-10, persons: [a] }]
    period-grades: [{ part: terms, period: 2026-H1, assessee: a, body: head-teacher, level: good }]
    closed: [{ what: year }]
    expect:
${rated('late', 'good')}
${rated('several', level)}
`
    const differing = (level: string) =>
      withAll((folder) => {
        writeFileSync(join(folder, 'cases', 'choices.yaml'), cases(level))
        return checkScheme(folder).problems.filter(({ code }) => code === 'case-differs')
      })
    expect(differing('poor')).toEqual([])
    expect(differing('good')).toMatchObject([{ message: '应为 good，实际是 poor' }])
  })

  test('has figures whose change a case must notice', () => {
    withAll((folder) => {
      for (const { mark, schemes } of figureVariants(folder)) {
        if (mark !== '{lessons=40}') continue
        // A little more or less of it leaves the whole other than it says.
        expect([...schemes]).toEqual([null, null])
        return
      }
      expect.unreachable('the figure of an alternative is varied')
    })
  })

  test.each([
    [
      'a level that is none',
      'sets: [good, poor]',
      'sets: [|good, fair]',
      '选择 which-terms 定为 any 时读不通：没有等次 fair',
    ],
    [
      'points that do not sum up',
      '"各 {half=30} 分", sets: |{ points: $half }',
      '"各 {half=31} 分", sets: { points: $half }',
      '选择 split 定为 alike 时读不通：下级的分值合计 102 分',
    ],
  ])('with %s is refused at the alternative', (_, found, replaced, message) => {
    const text = choices().replace(found.replace('|', ''), replaced.replace('|', ''))
    withAll(
      (folder) => {
        const { problems } = readScheme(folder)
        expect(problems.map((one) => one.message).join('\n')).toContain(message)
        expect(problems.every(({ file: where }) => where.endsWith('choices.yaml'))).toBe(true)
      },
      [],
      text,
    )
  })

  test.each([
    ['a name', { file, find: 'name: 迟到', replace: 'name: choice split' }, 'choice split, clause'],
    [
      'the year',
      { file, find: 'month: $month }', replace: 'month: choice split }' },
      'choice split }',
    ],
  ] as const)('cannot stand as %s, and says so', (_, edit, at) => {
    withAll(
      (folder) => {
        const { problems } = readScheme(folder)
        const [problem] = problems.filter(({ code }) => code === 'choice-not-here')
        expect(problem?.message).toContain('这里不能写成选择（“choice split”）')
        expect(`${problem?.line}:${problem?.column}`).toBe(placeIn(folder, file, at))
      },
      [edit],
    )
  })
})
