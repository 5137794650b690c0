import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { ScoringFact } from '../../src/scoring/input.js'
import { cited, read, recorded, totalOf } from './invented/scheme.js'

/** Examples of how good and how bad a part may still become where a line may take all of it. */

const rule = (id: string, points: string, more: object = {}) => ({
  ...{ rule: id, name: id, ...recorded, part: 'item' },
  says: points === 'all' ? '不得分' : '{each=2} 分',
  charges: [{ to: 'unit', points }],
  ...more,
})
const lines = [rule('minus', '-$each'), rule('plus', '$each')]

function schemeOf(part: object, more: readonly object[] = []) {
  const deduction = (id: string, rest: object) => ({
    ...{ kind: 'deduction', part: id, name: id, ...cited, ...rest },
  })
  const item = {
    says: '{points=10} 分，至少 {least=6} 分',
    points: '$points',
    'at-least': '$least',
  }
  const later = { says: '另扣', adds: 'outside', 'at-least': 'none' }
  const parts = [deduction('item', { ...item, ...part }), deduction('later', later)]
  return read({
    ...{ assessee: 'unit', units: [{ unit: 'a', name: '甲' }], total: totalOf(parts, {}, '10') },
    rules: [...lines, rule('elsewhere', '-$each', { part: 'later' }), ...more],
  })
}

/** What the two parts may become: `lowest..highest`, after facts of which `?` marks the undecided. */
function ends(scheme: ReturnType<typeof schemeOf>, facts: string, closed: boolean): string[] {
  const { statements } = scoreCycle({
    ...{ scheme, year: '2025', units: [], ratings: [], tallies: [], entered: [] },
    assessees: [{ id: 'a', name: 'a', unit: 'a', tier: 'all', roles: [] }],
    facts: facts.split(' ').flatMap((word, index): ScoringFact[] => {
      if (word === '') return []
      const state = word.endsWith('?') ? 'proposed' : 'effective'
      const base = { id: `f${index}`, rule: word.replace('?', ''), state, persons: [] } as const
      return [{ ...base, unit: 'a', day: day(`2025-03-0${index + 1}`) }]
    }),
    closed: { year: false, facts: closed, parts: [], periods: [] },
    asOf: day('2025-12-31'),
  })
  const parts = statements[0]?.root.lines ?? []
  return parts.map(({ own }) => `${own.lowest}..${own.highest}`)
}

describe('a part with a line that takes all of it', () => {
  const lost = [rule('lost', 'all')]

  it('may fall below its floor while such facts may come, and only then', () => {
    const gain = schemeOf({ 'at-most': 'none' })
    expect(ends(gain, 'minus', false)[0]).toBe('6..null')
    expect(ends(schemeOf({}, lost), 'minus', false)[0]).toBe('0..null')
    expect(ends(schemeOf({}, lost), 'minus', true)[0]).toBe('8..8')
    expect(ends(schemeOf({}, [rule('over', 'all', { part: 'later' })]), '', false)[0]).toBe(
      '6..null',
    )
  })

  it('may be lost or not while that is undecided, and is nothing once it is decided', () => {
    const scheme = schemeOf({}, lost)
    expect(ends(scheme, 'minus lost?', true)[0]).toBe('0..8')
    expect(ends(scheme, 'minus lost', true)[0]).toBe('0..0')
    expect(ends(scheme, 'lost minus? plus?', true)[0]).toBe('0..0')
    expect(ends(scheme, 'plus minus?', true)[0]).toBe('10..12')
  })

  it('sends at worst all that takes something elsewhere, where what comes after goes there', () => {
    const scheme = schemeOf({ 'after-lost': 'later' }, lost)
    expect(ends(scheme, 'lost minus?', true)).toEqual(['0..0', '-2..0'])
    expect(ends(scheme, 'minus lost?', true)).toEqual(['0..8', '-2..0'])
    expect(ends(schemeOf({}, lost), 'lost minus?', true)).toEqual(['0..0', '0..0'])
  })
})
