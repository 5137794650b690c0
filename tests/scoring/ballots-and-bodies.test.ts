import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { points } from '../../src/base/points.js'
import type { Part, RaterRule, RatingsPart, VotesPart } from '../../src/scheme/model/parts.js'
import { scoreOne } from '../../src/scoring/engine.js'
import type { Assessee, Rating, ScoringInput, Tally } from '../../src/scoring/input.js'
import type { Line } from '../../src/scoring/statement.js'
import { bureauYear } from '../bench/bureau-year.js'

const year = bureauYear(10)
const who = 'p000003'
const plain = <T>(value: T) => ({ value, choice: null, byAnswer: null })
const share = (times: number, over: number) => ({ times: points(times), over: points(over) })

/** The year with one part made otherwise, and other inputs of one person. */
function yearWith(
  part: Partial<RatingsPart> | Partial<VotesPart>,
  of: Partial<ScoringInput>,
): ScoringInput {
  const { scheme } = year
  const { total } = scheme
  if (total.kind !== 'sum') throw new Error('the total is a sum')
  const changed = (one: Part): Part => {
    if (one.kind === 'votes' && part.kind === 'votes') return { ...one, ...part }
    if (one.kind === 'ratings' && part.kind === 'ratings') return { ...one, ...part }
    return one
  }
  const children = total.children.map(changed)
  return { ...year, ...of, scheme: { ...scheme, total: { ...total, children } } }
}

function lineOf(input: ScoringInput, part: string): Line {
  return must(
    scoreOne(input, who).root.lines.find((one) => one.id === part),
    'the line',
  )
}

describe('ballots', () => {
  const tally = (more: Partial<Tally>): Tally => ({ part: 'appraisal', assessee: who, ...more })
  const of = (
    part: Partial<VotesPart>,
    tallies: readonly Tally[],
    more: Partial<ScoringInput> = {},
  ) => {
    const { own, count, missing, warnings } = lineOf(
      yearWith({ kind: 'votes', ...part }, { tallies, ...more }),
      'appraisal',
    )
    return { own: own.settled, count, missing, warnings }
  }
  const classes: Partial<VotesPart> = { voters: ['a', 'b'], weights: [share(2, 3), share(1, 3)] }
  const [ofA, ofB] = [
    tally({ voters: 'a', values: { '90': 6, '84': 2 } }),
    tally({ voters: 'b', values: { '60': 4 } }),
  ]
  const good = { missing: false, warnings: [] }

  test.each<[string, Partial<VotesPart>, readonly Tally[], object]>([
    [
      'of all alike',
      {},
      [tally({ values: { '90': 8, '75': 4 } })],
      { own: '85', count: 12, ...good },
    ],
    [
      'as many as must be',
      {},
      [tally({ values: { '70': 10 } })],
      { own: '70', count: 10, ...good },
    ],
    [
      'one too few',
      {},
      [tally({ values: { '70': 9 } })],
      { own: '0', count: 9, missing: true, warnings: ['few-ballots'] },
    ],
    ['none at all', {}, [], { own: '0', count: 0, missing: true, warnings: ['nothing-entered'] }],
    [
      'of another part',
      {},
      [tally({ part: 'another', values: { '70': 12 } })],
      { own: '0', count: 0, missing: true, warnings: ['nothing-entered'] },
    ],
    [
      'bands alone, by their midpoints',
      {},
      [tally({ grades: { excellent: 6, basic: 6 } })],
      { own: '82.5', count: 12, ...good },
    ],
    ['two classes by weight', classes, [ofB, ofA], { own: '79', count: 12, ...good }],
    [
      'one class missing',
      classes,
      [ofA],
      { own: '0', count: 0, missing: true, warnings: ['nothing-entered'] },
    ],
    [
      'one class of which nobody gave a figure',
      classes,
      [ofA, tally({ voters: 'b', values: {}, grades: {} })],
      { own: '0', count: 8, missing: true, warnings: ['few-ballots'] },
    ],
    [
      'without the own, which was the highest',
      { own: plain('left-out') },
      [tally({ values: { '70': 10, '99': 1 }, own: { value: '99' } })],
      { own: '70', count: 10, ...good },
    ],
    [
      'without the own band',
      { own: plain('left-out') },
      [tally({ grades: { excellent: 1, basic: 10 }, own: { grade: 'excellent' } })],
      { own: '70', count: 10, ...good },
    ],
    [
      'with the own, where it counts',
      { own: plain('counts') },
      [tally({ values: { '70': 10, '92': 1 }, own: { value: '92' } })],
      { own: '72', count: 11, ...good },
    ],
  ])('%s', (_, part, tallies, expected) => {
    expect(of(part, tallies)).toEqual(expected)
  })

  test('say nothing before they are closed', () => {
    const open = { year: false, facts: true, parts: [], periods: [] }
    const tallies = [tally({ values: { '70': 12 } })]
    expect(of({}, tallies, { closed: open })).toEqual({ own: '0', count: null, ...good })
  })

  test('that give bands alone give no figure where the scale refuses these', () => {
    const scales = year.scheme.scales.map((one) => ({
      ...one,
      bandOnly: plain('refused' as const),
    }))
    const tallies = [tally({ grades: { excellent: 12 } })]
    const input = { ...year, tallies, scheme: { ...year.scheme, scales } }
    expect(lineOf(input, 'appraisal')).toMatchObject({ missing: true, warnings: ['bands-only'] })
  })
})

describe('ratings by period', () => {
  const given = (period: string, figure: string, more: Partial<Rating> = {}): Rating => ({
    ...{ part: 'quarterly', period: `2025-${period}`, assessee: who, assessor: 'boss' },
    ...{ raterClass: 'leader', points: figure, ...more },
  })
  const rule: RaterRule = must(ruleOf(year), 'the rule of the year')
  const two = (more: Partial<RaterRule>): Partial<RatingsPart> => ({
    raters: [{ ...rule, bodies: ['leader', 'office'], ...more }],
  })
  const office = { assessor: 'clerk', raterClass: 'office' }
  const only = (figure: string, more: Partial<Rating> = {}) => given('Q1', figure, more)

  function ruleOf({ scheme: { total } }: ScoringInput): RaterRule | undefined {
    const part =
      total.kind === 'sum' ? total.children.find((one) => one.kind === 'ratings') : undefined
    return part?.kind === 'ratings' ? part.raters[0] : undefined
  }

  test.each<[string, Partial<RatingsPart>, readonly Rating[], object]>([
    [
      'are a mean of the periods',
      {},
      [given('Q1', '80'), given('Q3', '91')],
      { own: '85.5', count: 2 },
    ],
    [
      'count nothing where one is missing, by choice',
      { missingPeriod: plain('zero') },
      [given('Q1', '80'), given('Q3', '90')],
      { own: '42.5', count: 2 },
    ],
    ['are missing where nobody gave one', {}, [], { own: '0', count: 0 }],
    [
      'count all raters alike',
      two({ combine: plain('mean-of-raters') }),
      [only('90'), only('84', { assessor: 'other' }), only('60', office)],
      { own: '78', count: 1 },
    ],
    [
      'count bodies alike',
      two({ combine: plain('mean-of-bodies') }),
      [only('90'), only('84', { assessor: 'other' }), only('60', office)],
      { own: '73.5', count: 1 },
    ],
    [
      'count the first body alone where it speaks for all',
      two({ combine: plain('joint') }),
      [only('90'), only('60', office)],
      { own: '90', count: 1 },
    ],
    [
      'count bodies by weight',
      two({ combine: plain('weighted'), weights: [share(3, 4), share(1, 4)] }),
      [only('90'), only('60', office)],
      { own: '82.5', count: 1 },
    ],
    [
      'let the others stand for a body that is missing',
      two({ combine: plain('weighted'), weights: [share(3, 4), share(1, 4)] }),
      [only('60', office)],
      { own: '60', count: 1 },
    ],
    [
      'count a missing body as nothing, by choice',
      two({ combine: plain('mean-of-bodies'), missingBody: plain('zero') }),
      [only('60', office)],
      { own: '30', count: 1 },
    ],
    [
      'leave out the highest and the lowest',
      two({ bodies: ['leader'], trim: plain(1) }),
      ['50', '99', '80', '90'].map((figure, at) => only(figure, { assessor: `r${at}` })),
      { own: '85', count: 1 },
    ],
    [
      'leave nobody out where none would remain',
      two({ bodies: ['leader'], trim: plain(1) }),
      ['50', '99'].map((figure, at) => only(figure, { assessor: `r${at}` })),
      { own: '74.5', count: 1 },
    ],
    [
      'leave out all but the middle',
      two({ bodies: ['leader'], trim: plain('median') }),
      ['50', '99', '70', '90', '60'].map((figure, at) => only(figure, { assessor: `r${at}` })),
      { own: '70', count: 1 },
    ],
    [
      'leave out what one says of oneself',
      two({ bodies: ['leader'], own: plain('left-out') }),
      [only('99', { assessor: who }), only('80')],
      { own: '80', count: 1 },
    ],
    [
      'count observers with a body',
      two({ bodies: ['leader'], observers: ['guest'], observersWith: plain('leader') }),
      [only('80'), only('90', { assessor: 'g', raterClass: 'guest' })],
      { own: '85', count: 1 },
    ],
    [
      'do not count observers otherwise',
      two({ bodies: ['leader'], observers: ['guest'] }),
      [only('80'), only('90', { assessor: 'g', raterClass: 'guest' })],
      { own: '80', count: 1 },
    ],
  ])('%s', (_, part, ratings, expected) => {
    const { own, count } = lineOf(yearWith({ kind: 'ratings', ...part }, { ratings }), 'quarterly')
    expect({ own: own.settled, count }).toEqual(expected)
  })

  /** Two quarters closed with 80 and 90, the scale from 0 to 100; one of them is left to come. */
  test.each<[string, Partial<RatingsPart>, Partial<Assessee>, object]>([
    ['all may come', {}, {}, { settled: '42.5', lowest: '42.5', highest: '92.5' }],
    [
      'missing ones count nothing',
      { missingPeriod: plain('zero') },
      {},
      { settled: '42.5', lowest: '42.5', highest: '92.5' },
    ],
    [
      'of who left on the last day of the third quarter',
      {},
      { to: day('2025-09-30') },
      {
        settled: '56.666666666666666666666666666666666666666666666667',
        lowest: '56.666666666666666666666666666666666666666666666667',
        highest: '90',
      },
    ],
    [
      'of who came on the last day of the second quarter',
      {},
      { from: day('2025-06-30') },
      {
        settled: '30',
        lowest: '30',
        highest: '96.666666666666666666666666666666666666666666666667',
      },
    ],
  ])('may still come to: %s', (_, part, of, expected) => {
    const ratings = [given('Q1', '80'), given('Q2', '90')]
    const periods = ['2025-Q1', '2025-Q2'].map((period) => ({ part: 'quarterly', period }))
    const closed = { year: false, facts: true, parts: [], periods }
    const assessees = year.assessees.map((one) => (one.id === who ? { ...one, ...of } : one))
    const input = yearWith({ kind: 'ratings', ...part }, { ratings, closed, assessees })
    const { own } = lineOf(input, 'quarterly')
    const rounded = Object.fromEntries(Object.entries(own).map(([end, text]) => [end, near(text)]))
    const wanted = Object.fromEntries(
      Object.entries(expected).map(([end, text]) => [end, near(text)]),
    )
    expect(rounded).toEqual(wanted)
  })
})

/** To twenty decimals. */
function near(text: unknown): string {
  return points(`${text}`).toDecimalPlaces(20).toFixed()
}
