import { describe, expect, it } from 'vitest'
import { cited, read, recorded, totalOf } from '../scoring/invented/scheme.js'

function deduction(id: string, more: object): object {
  return { kind: 'deduction', part: id, name: id, ...cited, ...more }
}

function rule(id: string, part: string): object {
  const charges = [{ to: 'person', points: '-$each' }]
  return { rule: id, name: id, ...recorded, says: '减 {each=1} 分', part, charges }
}

function withParts(item: object, beside: object): () => void {
  const parts = [
    deduction('item', {
      says: '占 {weight=100%}，从 {start=5} 分起',
      weight: '$weight',
      'at-least': 'zero',
      ...item,
    }),
    deduction('beside', { says: '另扣', adds: 'outside', 'at-least': 'none', ...beside }),
  ]
  const total = totalOf(parts)
  return () => read({ assessee: 'person', total, rules: [rule('a', 'item'), rule('b', 'beside')] })
}

describe('limits of a part that cannot be kept', () => {
  it('are told: what goes to a part with a floor, and hundredths of nothing', () => {
    const start = { from: '$start' }
    expect(withParts({ ...start, overflow: 'beside' }, {})).not.toThrow()
    expect(withParts({ ...start, overflow: 'beside' }, { 'at-least': 'zero' })).toThrow(
      'overflow-into-floor “beside”有下限',
    )
    expect(withParts({ ...start, 'after-lost': 'beside' }, { 'at-least': 'zero' })).toThrow(
      'overflow-into-floor',
    )
    expect(withParts({ ...start, scale: 'normalised' }, {})).not.toThrow()
    expect(withParts(start, { scale: 'normalised' })).toThrow('normalised-from-nothing')
  })
})
