import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { ScoringFact } from '../../src/scoring/input.js'
import { cited, read, recorded, totalOf } from './invented/scheme.js'

/** Examples of lines that compete: by matter, as head and person, once in a stretch, excluding each other. */

const rule = (id: string, says: string, more: object = {}) => ({
  ...{ rule: id, name: id, ...recorded, part: 'item', says },
  charges: [
    { to: 'unit', points: says === '不得分' ? 'all' : says.startsWith('加') ? '$each' : '-$each' },
  ],
  ...more,
})
const one = (more: object = {}) => rule('one', '减 {each=1} 分', more)
const two = (more: object = {}) => rule('two', '减 {each=2} 分', more)
const three = (more: object = {}) => rule('three', '减 {each=3} 分', more)
const gain = (more: object = {}) => rule('gain', '加 {each=4} 分', more)
const all = (more: object = {}) => rule('lost', '不得分', more)
const highest = { by: 'matter', ...cited, says: '同一事项', takes: 'highest', among: 'assessee' }

function schemeOf(rules: readonly object[], part: object = {}) {
  const item = {
    ...{ kind: 'deduction', part: 'item', name: '项目', ...cited, says: '{points=10} 分' },
    ...{ points: '$points', 'at-least': 'none', ...part },
  }
  const units = ['a', 'b'].map((unit) => ({ unit, name: unit }))
  return read({ assessee: 'unit', units, total: totalOf([item], {}, '10'), rules })
}

/** Facts as `rule day [matter] [?]`, the last for one that is not yet decided. */
function factsOf(lines: readonly string[], unit: string): ScoringFact[] {
  return lines.map((line, index) => {
    const [id = '', on = '', ...more] = line.split(' ')
    const matter = more.find((word) => word !== '?')
    return {
      ...{ id: `f${index}`, rule: id, day: day(`2025-${on}`), unit, persons: [] },
      state: more.includes('?') ? 'proposed' : 'effective',
      ...(matter === undefined ? {} : { matter }),
    }
  })
}

function itemOf(scheme: ReturnType<typeof schemeOf>, facts: readonly ScoringFact[]) {
  const { statements } = scoreCycle({
    ...{ scheme, year: '2025', units: [], ratings: [], tallies: [], entered: [], facts },
    assessees: [{ id: 'a', name: 'a', unit: 'a', tier: 'all', roles: [] }],
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: day('2025-12-31'),
  })
  const item = statements[0]?.root.lines[0]
  if (item === undefined) throw new Error('no part')
  return item
}

/** The points, and of each fact that fell away by which it did and why. */
function outcome(scheme: ReturnType<typeof schemeOf>, ...lines: string[]): string {
  const item = itemOf(scheme, factsOf(lines, 'a'))
  const away = item.notCounted.map((one) => `${one.fact.id} ${one.reason} ${one.instead}`)
  return [item.own.settled, ...away].join(', ')
}

/** From the least to the most that the points may still be. */
function bounds(scheme: ReturnType<typeof schemeOf>, ...lines: string[]): string {
  const { lowest, highest } = itemOf(scheme, factsOf(lines, 'a')).own
  return `${lowest}..${highest}`
}

describe('lines about one matter', () => {
  const matter = { once: highest }

  it('count the highest, the first of equal ones, and other matters for themselves', () => {
    const scheme = schemeOf([one(), two(), gain()], matter)
    expect(outcome(scheme, 'one 03-01 m', 'two 03-02 m')).toBe('8, f0 same-matter f1')
    expect(outcome(scheme, 'two 03-02 m', 'one 03-01 m')).toBe('8, f1 same-matter f0')
    expect(outcome(scheme, 'one 03-01 m', 'two 03-02 n')).toBe('7')
    expect(outcome(scheme, 'one 03-01', 'two 03-02')).toBe('7')
    expect(outcome(scheme, 'two 03-05 m', 'two 03-04 m')).toBe('8, f0 same-matter f1')
    expect(outcome(scheme, 'two 03-05 m', 'two 03-05 m')).toBe('8, f1 same-matter f0')
  })

  it('do not compete as loss and gain, nor where all are counted', () => {
    const rules = [one(), two(), gain()]
    expect(outcome(schemeOf(rules, matter), 'two 03-01 m', 'gain 03-02 m')).toBe('12')
    const sum = { once: { ...highest, takes: 'sum' } }
    expect(outcome(schemeOf(rules, sum), 'one 03-01 m', 'two 03-02 m')).toBe('7')
  })

  it('are beaten by the one that takes everything, by the first of several', () => {
    const scheme = schemeOf([three(), all()], matter)
    expect(outcome(scheme, 'three 03-01 m', 'lost 03-02 m')).toBe('0, f0 same-matter f1')
    expect(outcome(scheme, 'lost 03-03 m', 'lost 03-02 m')).toBe('0, f0 same-matter f1')
  })

  it('are won by one rule for everybody where rules compete, of equal figures by its id', () => {
    const among = { once: { ...highest, among: 'rule' } }
    const scheme = schemeOf([one(), two(), rule('twin', '减 {each=2} 分')], among)
    const facts = [
      ...factsOf(['one 03-01 m'], 'a'),
      ...factsOf(['two 03-02 m'], 'b').map((fact) => ({ ...fact, id: 'g0' })),
    ]
    const item = itemOf(scheme, facts)
    expect(item.own.settled).toBe('10')
    expect(item.notCounted).toMatchObject([{ reason: 'other-rule-of-matter', instead: 'g0' }])
    expect(outcome(scheme, 'two 03-01 m', 'twin 03-02 m')).toBe('8, f0 other-rule-of-matter f1')
  })

  it('may still be won by what is undecided, unless that is weaker', () => {
    const among = { once: { ...highest, among: 'rule' } }
    const scheme = schemeOf([one(), two(), three()], among)
    const other = factsOf(['three 03-02 m ?'], 'b').map((fact) => ({ ...fact, id: 'g0' }))
    const { own } = itemOf(scheme, [...factsOf(['two 03-01 m'], 'a'), ...other])
    expect([own.lowest, own.highest]).toEqual(['8', '10'])
    expect(bounds(scheme, 'two 03-01 m', 'one 03-02 m ?')).toBe('8..8')
    expect(bounds(scheme, 'one 03-02 m ?')).toBe('9..10')
  })
})

describe('a line that counts once', () => {
  it.each([
    ['month', '03-01', '03-31', '04-01'],
    ['quarter', '01-01', '03-31', '04-01'],
    ['half-year', '01-01', '06-30', '07-01'],
  ])('in a %s counts again in the next', (within, first, last, next) => {
    const scheme = schemeOf([two({ once: within }), one()])
    expect(outcome(scheme, `two ${first}`, `two ${last}`)).toBe('8, f1 once f0')
    expect(outcome(scheme, `two ${last}`, `two ${next}`)).toBe('6')
    expect(outcome(scheme, `one ${first}`, `one ${last}`, `two ${last}`)).toBe('6')
  })

  it('in the year counts once whenever it is, and in a matter once by matter', () => {
    expect(outcome(schemeOf([two({ once: 'year' })]), 'two 01-01', 'two 12-31')).toBe(
      '8, f1 once f0',
    )
    const matter = schemeOf([two({ once: 'matter' })])
    expect(outcome(matter, 'two 01-01 m', 'two 12-31 m')).toBe('8, f1 once f0')
    expect(outcome(matter, 'two 01-01 m', 'two 12-31 n', 'two 12-31')).toBe('4')
    expect(outcome(matter, 'two 01-01', 'two 12-31')).toBe('6')
  })
})

describe('lines that exclude each other', () => {
  const group = { with: ['one', 'three'], by: 'month', takes: 'highest' }

  it('count the one that makes most within their stretch, as often as it happened', () => {
    const scheme = schemeOf([one(), two({ once: group }), three(), gain()])
    expect(outcome(scheme, 'one 03-01', 'two 03-31')).toBe('8, f0 excluded f1')
    expect(outcome(scheme, 'one 03-01', 'three 03-31', 'two 03-15')).toBe(
      '7, f0 excluded f1, f2 excluded f1',
    )
    expect(outcome(scheme, 'one 03-31', 'three 04-01')).toBe('6')
    expect(outcome(scheme, 'one 03-01', 'one 03-02')).toBe('8')
    const often = ['one 03-01', 'one 03-02', 'one 03-03', 'two 03-04']
    expect(outcome(scheme, ...often)).toBe('7, f3 excluded f0')
    expect(outcome(scheme, 'one 03-01', 'one 03-02', 'two 03-04')).toBe(
      '8, f0 excluded f2, f1 excluded f2',
    )
    expect(outcome(scheme, 'three 03-01', 'gain 03-02')).toBe('11')
  })

  it('do not compete as loss and gain', () => {
    const mixed = { with: ['gain'], by: 'year', takes: 'highest' }
    const scheme = schemeOf([one({ once: mixed }), gain()])
    expect(outcome(scheme, 'one 03-01', 'gain 03-02')).toBe('13')
  })

  it('all count where the choice says so', () => {
    const sum = { ...group, takes: 'sum' }
    const scheme = schemeOf([one(), two({ once: sum }), three()])
    expect(outcome(scheme, 'one 03-01', 'two 03-31', 'three 03-31')).toBe('4')
  })

  it('come after what counts once: a line that is there twice is beaten by itself first', () => {
    const scheme = schemeOf([one(), two({ once: ['month', { ...group, by: 'year' }] }), three()])
    expect(outcome(scheme, 'two 03-01', 'two 03-02', 'three 04-01')).toBe(
      '7, f0 excluded f2, f1 once f0',
    )
  })
})

describe('what is undecided among lines that compete', () => {
  const year = { by: 'year', with: ['three'], takes: 'highest' }

  it('takes from nothing to its whole where nothing competes', () => {
    expect(bounds(schemeOf([one(), two()]), 'one 03-01', 'two 03-02 ?')).toBe('7..9')
    expect(bounds(schemeOf([one(), gain()]), 'one 03-01', 'gain 03-02 ?')).toBe('9..13')
  })

  it('takes only what is more than the line that it may replace', () => {
    const once = schemeOf([two({ once: 'year' })])
    expect(bounds(once, 'two 03-01', 'two 03-02 ?')).toBe('8..8')
    const matter = schemeOf([one(), three()], { once: highest })
    expect(bounds(matter, 'one 03-01 m', 'three 03-02 m ?')).toBe('7..9')
    const excluding = schemeOf([one({ once: year }), three()])
    expect(bounds(excluding, 'one 03-01', 'three 03-02 ?')).toBe('7..9')
  })

  it('is taken whole, line by line, where comparisons in different stretches may upset each other', () => {
    const upset = schemeOf([one({ once: ['month', year] }), three()])
    expect(bounds(upset, 'one 03-01', 'one 04-01', 'three 03-02 ?')).toBe('5..9')
    const same = schemeOf([one({ once: ['year', year] }), three({ once: 'year' })])
    expect(bounds(same, 'one 03-01', 'one 04-01', 'three 03-02 ?')).toBe('7..9')
    const mixed = schemeOf([one({ once: 'month' }), three()], { once: highest })
    expect(bounds(mixed, 'one 03-01 m', 'one 03-05', 'three 03-02 m ?')).toBe('6..9')
  })

  it('is taken for what it replaces, however lines of other parts come off', () => {
    const matter = { once: highest }
    const aside = { by: { scores: ['office'] } }
    expect(bounds(schemeOf([one(aside), three()], matter), 'one 03-01 m', 'three 03-02 m ?')).toBe(
      '7..9',
    )
  })

  it('is taken whole beside a line that comes off in another way', () => {
    const past = schemeOf([one({ exhausts: 'no', once: year }), three()])
    expect(bounds(past, 'one 03-01', 'three 03-02 ?')).toBe('6..10')
    const alike = schemeOf([one({ exhausts: 'no', once: year }), three({ exhausts: 'no' }), two()])
    expect(bounds(alike, 'one 03-01', 'three 03-02 ?')).toBe('7..9')
    const matter = schemeOf([one({ exhausts: 'no' }), three()], { once: highest })
    expect(bounds(matter, 'one 03-01 m', 'three 03-02 m ?')).toBe('6..10')
  })
})
