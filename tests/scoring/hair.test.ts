import { describe, expect, it } from 'vitest'
import {
  exactText,
  points,
  roundHalfUp,
  shownText,
  sum,
  sumOfTimes,
} from '../../src/base/points.js'
import type { RaterRule } from '../../src/scheme/model/parts.js'
import type { Against } from '../../src/scheme/model/sharing.js'
import { combined } from '../../src/scoring/ratings/rater-bodies.js'
import { stepsOf } from '../../src/scoring/facts/steps.js'

const plain = <T>(value: T) => ({ value, choice: null, byAnswer: null })
const bodies = ['a', 'b', 'c']
const rule: RaterRule = {
  assessees: 'everyone',
  bodies,
  observers: [],
  observersWith: plain(null),
  outside: {},
  round: plain(null),
  combine: plain('mean-of-bodies'),
  weights: [],
  missingBody: plain('re-split'),
  own: plain('counts'),
  trim: plain(0),
}

function meanOf(figures: readonly string[]) {
  const means = figures.map((figure, index) => {
    return { body: bodies[index] ?? '', mean: points(figure), count: 1, leftOut: 0 }
  })
  return combined(rule, means)
}

describe('a mean of three whose thirds do not terminate', () => {
  it.each([
    [['90.10', '90.1', '90.115'], '90.11'],
    [['90.115', '90.1', '90.1'], '90.11'],
    [['80.01', '90.005', '70'], '80.01'],
    [['88.88', '88.885', '88.89'], '88.89'],
    [['90.1', '90.1', '90.114'], '90.1'],
  ])('is rounded half up by its exact value, in whatever order: %j', (figures, rounded) => {
    expect(exactText(roundHalfUp(meanOf(figures), 2))).toBe(rounded)
    expect(exactText(roundHalfUp(meanOf([...figures].reverse()), 2))).toBe(rounded)
  })

  it('is shown as it is rounded, below nothing too', () => {
    expect(shownText(meanOf(['90.10', '90.1', '90.115']))).toBe('90.11')
    expect(shownText(meanOf(['-90.10', '-90.1', '-90.115']))).toBe('-90.11')
  })
})

describe('steps of two thirds', () => {
  const against = (steps: 'whole' | 'started'): Against => ({
    norm: plain(points('0')),
    better: 'higher',
    step: plain(points('2').dividedBy(3)),
    steps: plain(steps),
    counts: plain('both'),
  })

  it.each(['2', '-2', '4'])('from nothing to %s are whole ones', (quantity) => {
    const steps = exactText(points(quantity).times(3).dividedBy(2))
    expect(exactText(stepsOf(against('whole'), points(quantity)))).toBe(steps)
    expect(exactText(stepsOf(against('started'), points(quantity)))).toBe(steps)
  })

  it('do not become more by a part of one, and a started one is another', () => {
    expect(exactText(stepsOf(against('whole'), points('2.1')))).toBe('3')
    expect(exactText(stepsOf(against('started'), points('2.1')))).toBe('4')
    expect(exactText(stepsOf(against('started'), points('-2.1')))).toBe('-4')
  })
})

describe('ballots', () => {
  it('are whole: half a ballot is refused, also where the product is a whole figure', () => {
    expect(() => sumOfTimes({ '95': 0.5 })).toThrow(RangeError)
    expect(() => sumOfTimes({ '0.0000001': 0.5 })).toThrow(RangeError)
    expect(exactText(sumOfTimes({ '95': 2, '0.0000001': 3 }))).toBe('190.0000003')
  })

  it('are added as they are written, the shortest and the longest figures alike', () => {
    const long = '85.1234567890123456'
    expect(exactText(sumOfTimes({ [long]: 2 }))).toBe('170.2469135780246912')
    expect(exactText(sum([points(long), points(long)]))).toBe('170.2469135780246912')
  })
})
