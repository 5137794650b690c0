import { expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { Rating, ScoringInput } from '../../src/scoring/input.js'
import { raterNotes } from '../../src/scoring/ratings/rater-notes.js'
import { placeEdges, ratersWhoDecide } from '../../src/scoring/result/places-decided.js'
import { inputOf } from '../../src/factsfile/input.js'
import { factsSchema } from '../../src/factsfile/shape.js'
import { cited, read, totalOf } from './invented/scheme.js'

const desk = { tier: 'desk', name: '窗口', ...cited, says: '一起排' }

/** Everybody is rated each quarter by the chiefs, all alike; the first two are good. */
const scheme = read({
  assessee: 'person',
  roles: [
    { role: 'chief', name: '负责人' },
    { role: 'office', name: '考核科室' },
  ],
  tiers: [desk],
  scales: [
    {
      ...{ scale: 'scale', name: '分制', ...cited, says: '从 {low=0} 到 {high=100}' },
      ...{ from: '$low', to: '$high', edge: 'upper' },
      levels: [{ level: 'all', name: '全部', from: '$low', to: '$high' }],
    },
  ],
  procedures: [],
  rules: [],
  total: totalOf([
    {
      ...{ kind: 'ratings', part: 'rated', name: '评价', ...cited, scale: 'scale' },
      ...{ says: '占 {worth=100%}', weight: '$worth', periods: 'year', missing: 'zero' },
      raters: [{ assessees: 'everyone', bodies: ['chief'], combine: 'mean-of-raters' }],
    },
  ]),
  quotas: [
    {
      ...{ quota: 'top', name: '名额', ...cited, says: '前 {top=2} 名', places: '$top' },
      ...{ grade: 'good', barred: 'next', by: { decides: 'office' } },
    },
  ],
  grades: [
    {
      ...{ grade: 'good', name: '好', ...cited, says: '前列的', quota: 'top' },
      by: { decides: 'office' },
    },
    {
      ...{ grade: 'fair', name: '一般', ...cited, says: '其余的', when: 'otherwise' },
      by: { decides: 'office' },
    },
  ],
})
const period = '2025-year'

function rated(assessor: string, values: readonly number[]): Rating[] {
  return values.map((value, at) => ({
    ...{ part: 'rated', period, assessee: `p${at}`, assessor, raterClass: 'chief' },
    points: `${value}`,
  }))
}

const notes = (...ratings: Rating[][]) =>
  raterNotes({ scheme, ratings: ratings.flat() }).map(
    ({ what, assessor, value }) => `${what} ${assessor} ${value}`,
  )

test('a rater who gave everybody the same, or sees people otherwise than the others, is told', () => {
  expect(notes(rated('a', [90, 90, 90]), rated('b', [88, 91, 93]))).toEqual(['same a 90'])
  expect(notes(rated('a', [70, 72, 71]), rated('b', [90, 92, 91]))).toEqual([
    'far a -20',
    'far b 20',
  ])
  expect(notes(rated('a', [88, 92, 90]), rated('b', [90, 91, 92]))).toEqual([])
  // Two are too few to say anything of, and one whom nobody else rated is not compared.
  expect(notes(rated('a', [90, 90]), rated('b', [60, 61]))).toEqual([])
  expect(notes(rated('a', [60, 70, 80]))).toEqual([])
})

/** Three at their desks, rated by two; two have a place. */
function cycle(values: { a: readonly number[]; b: readonly number[] }): ScoringInput {
  const facts = factsSchema.parse({
    year: '2025',
    roster: {
      units: [{ id: 'hall' }],
      people: ['p0', 'p1', 'p2'].map((id) => ({ id, tier: 'desk', unit: 'hall' })),
    },
    closed: [{ what: 'year' }],
  })
  const ratings = [...rated('a', values.a), ...rated('b', values.b)]
  return { ...inputOf(scheme, facts, day('2025-12-31')), ratings }
}

test('a rater on whom alone the last place hangs is named, with who has it and who would', () => {
  const close = cycle({ a: [95, 92, 80], b: [95, 80, 85] })
  const result = scoreCycle(close)
  const edges = placeEdges(result)
  expect(edges.map(({ last, next }) => `${last} ${next}`)).toEqual(['p1 p2'])
  expect(ratersWhoDecide(close, edges).map(({ assessor }) => assessor)).toEqual(['a'])
  const clear = cycle({ a: [95, 92, 80], b: [95, 90, 85] })
  expect(ratersWhoDecide(clear, placeEdges(scoreCycle(clear)))).toEqual([])
})
