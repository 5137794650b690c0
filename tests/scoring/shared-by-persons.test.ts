import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import type { Jointly } from '../../src/scheme/model/sharing.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import { partOf } from './invented/bounds.js'

const cadres = must(
  readScheme('tests/scoring/small-schemes/yueyang-cadres').scheme,
  'the small scheme reads',
)

/** The cadres' scheme with the rule of articles shared as said, and the whole part as said. */
function sharing(part: Jointly, rule: Jointly | null): Scheme {
  const plain = (value: Jointly) => ({ value, choice: null, byAnswer: null })
  const { total: root } = cadres
  if (root.kind !== 'sum') return cadres
  const children = root.children.map((one) =>
    one.kind === 'deduction' ? { ...one, jointly: plain(part) } : one,
  )
  const rules = cadres.rules.map((one) =>
    one.id === 'paper-province' && rule !== null ? { ...one, jointly: plain(rule) } : one,
  )
  return { ...cadres, total: { ...root, children }, rules }
}

function bonusOf(scheme: Scheme, joint: string, persons: string): string[] {
  const text = [
    'year: 2017',
    'roster: {people: [{id: li, tier: civil-staff}, {id: wu, tier: civil-staff}]}',
    'facts:',
    `  - {id: x, rule: paper-province, day: 2017-05-01, persons: ${persons}, joint: ${joint}}`,
    'closed: [{what: facts}]',
  ].join('\n')
  const result = scoreCycle(inputOf(scheme, must(parseFacts(text, 'f.yaml').value, 'facts')))
  return ['li', 'wu'].map((who) => partOf(result, who, 'bonus').own.settled)
}

describe('an article that two people signed', () => {
  const shares = '[{who: li, share: 2/3}, {who: wu, share: 1/3}]'

  it('gives each the whole, half of it, or what they agreed on', () => {
    expect(bonusOf(sharing('full', null), shares, '[li, wu]')).toEqual(['0.3', '0.3'])
    expect(bonusOf(sharing('split', null), shares, '[li, wu]')).toEqual(['0.15', '0.15'])
    expect(bonusOf(sharing('by-share', null), shares, '[li, wu]')).toEqual(['0.2', '0.1'])
  })

  it('is equally shared where nothing was agreed', () => {
    expect(bonusOf(sharing('by-share', null), '[{who: li}, {who: wu}]', '[]')).toEqual([
      '0.15',
      '0.15',
    ])
  })

  it('is divided as its own rule says, whatever the part says', () => {
    expect(bonusOf(sharing('split', 'full'), shares, '[]')).toEqual(['0.3', '0.3'])
    expect(bonusOf(sharing('full', 'by-share'), shares, '[]')).toEqual(['0.2', '0.1'])
  })

  it('gives nothing to somebody who is named without a share', () => {
    expect(bonusOf(sharing('by-share', null), '[{who: li, share: 100%}]', '[li, wu]')).toEqual([
      '0.3',
      '0',
    ])
  })
})
