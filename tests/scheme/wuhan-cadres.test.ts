import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { showLines } from '../../src/cli/show-text.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { expectEveryReading } from './readings.js'
import { chainOf, ruleRow } from './rows.js'

const read = readScheme('schemes/wuhan-cadres')
const scheme = must(read.scheme, 'the scheme reads')
const quarterly = must(
  partsOf(scheme.total).find((part) => part.kind === 'period-grades'),
  'they are graded each quarter',
)

/** The eight that force the lowest grade of a quarter. */
const forcing = [
  ...['shirking', 'promise-broken', 'bad-attitude', 'favours', 'test-failed', 'dereliction'],
  ...['lax-discipline', 'duty-failed'],
]

describe('the cadres of Wuhan', () => {
  test('read without any problem', () => {
    expect(read.problems).toEqual([])
  })

  test.each(forcing)('have %s recorded in the quarter, without points', (id) => {
    expect(ruleRow(scheme, id)).toBe('第十五条: record by quarter-finding, with proof')
  })

  test.each([
    ['nominated', '第十八条（六）: record by nomination, with proof'],
    ['member-punished', '第二十三条（一）: bar by register, with proof'],
    ['veto-order', '第二十三条（二）: veto by register, with proof'],
    ['veto-clean', '第二十三条（二）: veto by register, with proof'],
    ['veto-governance', '第二十三条（二）: veto by register, with proof'],
    ['assessment-fraud', '第二十三条（三）: bar by register, with proof'],
    ['other-serious', '第二十三条（四）: bar by register, with proof'],
  ])('have for %s what the regulation says', (id, expected) => {
    expect(ruleRow(scheme, id)).toBe(expected)
  })

  test('have no other rule', () => {
    expect(scheme.rules).toHaveLength(forcing.length + 7)
  })

  test('are graded in four levels a quarter, a fifth at most the best, the lowest with a reason', () => {
    if (quarterly.kind !== 'period-grades') throw new Error('no grades')
    expect(quarterly.periods).toEqual(['Q1', 'Q2', 'Q3', 'Q4'])
    expect(quarterly.levels.map(({ name, remark }) => `${name}${remark ? '！' : ''}`)).toEqual([
      '优',
      '良',
      '平',
      '差！',
    ])
    expect(quarterly.says.figures.map(({ text }) => text)).toEqual(['20%'])
    expect(quarterly.forced.map(({ level, when }) => [level, when])).toMatchObject([
      ['poor', { kind: 'facts', rules: forcing }],
    ])
    expect(quarterly.raters.map(({ assessees, bodies }) => [assessees, ...bodies])).toEqual([
      ['unit-head', 'leader-in-charge'],
      ['everyone', 'unit-head'],
    ])
  })

  test('have grades by two thirds, a third and half of the quarters', () => {
    const figures = scheme.grades.map(({ id, says }) => [
      id,
      ...says.figures.map(({ text }) => text),
    ])
    expect(figures).toEqual([
      ['excellent'],
      ['competent'],
      ['basic', '2/3'],
      ['incompetent', '50%', '1/3'],
    ])
  })

  test('look at the grade of their unit, which the regulation of the units finds', () => {
    expect(scheme.results.map(({ id, of, scheme: from }) => [id, of, from])).toEqual([
      ['unit-grade', 'unit', 'wuhan-units'],
      ['earlier-grade', 'assessee', null],
    ])
  })

  test('have facts go their ways', () => {
    expect(['quarter-finding', 'nomination', 'register'].map((id) => chainOf(scheme, id))).toEqual([
      'unit-head+discipline-office+political-division > discipline-office > leader-in-charge',
      'assessment-office > leading-group > party-group',
      'discipline-office+assessment-office > discipline-office > party-group',
    ])
  })

  test('are shown without points: neither grades nor votes are any', () => {
    const text = showLines(viewScheme(scheme), 200).join('')
    expect(text.replaceAll(/[\s│]/g, '')).toContain('平时考核不计分＋民主测评不计分')
    expect(text).not.toContain('有效票至少 0')
  })

  test('can be read in every way that a choice offers', () => {
    expectEveryReading(scheme)
  })
})
