import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { showLines } from '../../src/cli/show-text.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { expectEveryReading } from './readings.js'
import { chainOf, partRows, ruleRow, unanswered } from './rows.js'

const read = readScheme('schemes/wuhan-units')
const scheme = must(read.scheme, 'the scheme reads')
const cadres = must(readScheme('schemes/wuhan-cadres').scheme, 'the scheme reads')

describe('the units of Wuhan', () => {
  test('read without any problem', () => {
    expect(read.problems).toEqual([])
  })

  test.each([
    ['honour-first', '第十九条（二）: unit 5 by honour, with proof'],
    ['honour-second', '第十九条（二）: unit 3 by honour, with proof'],
    ['honour-third', '第十九条（二）: unit 1 by honour, with proof'],
    ['honour-fourth', '第十九条（二）: unit 0.5 by honour, with proof'],
    ['complaint-severe', '第十九条（三）: unit -5 by complaint, with proof'],
    ['complaint-medium', '第十九条（三）: unit -3 by complaint, with proof'],
    ['complaint-light', '第十九条（三）: unit -1 by complaint, with proof'],
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
    expect(scheme.rules).toHaveLength(13)
  })

  test('weigh 70, 20 and 10 percent, of achievement 80 and 20', () => {
    expect(partRows(scheme)).toEqual([
      'total sum 1',
      'achievement sum 0.7',
      'function tasks 0.56',
      'common tasks 0.14',
      'reward-inside deduction 0.7',
      'third-party ratings 0.2',
      'leaders ratings 0.1',
      'reward deduction 1',
    ])
  })

  test('may bring their honours five points outside, or inside of achievement', () => {
    const partOf = (answer: string): (string | null)[] => {
      const { rules } = withChoices(scheme, { 'where-five': answer })
      return [...new Set(rules.flatMap(({ part, kind }) => (kind === 'points' ? part.value : [])))]
    }
    const { alternatives } = must(
      scheme.choices.find(({ id }) => id === 'where-five'),
      'where-five',
    )
    expect(alternatives.flatMap(({ id }) => partOf(id)).sort()).toEqual(['reward', 'reward-inside'])
  })

  test('are rated by other bodies in each class', () => {
    const part = must(
      partsOf(scheme.total).find(({ id }) => id === 'third-party'),
      'third-party',
    )
    const raters = part.kind === 'ratings' ? part.raters : []
    expect(raters.map(({ assessees, bodies }) => [assessees, ...bodies].join(' '))).toEqual([
      'business client counterpart general-departments affiliated-units',
      'general counterpart business-departments affiliated-units',
      'everyone bureau-departments client',
    ])
    expect(scheme.tiers.map(({ id }) => id)).toEqual(['general', 'business', 'affiliated'])
  })

  test('have three tenths of a class advanced, four bars, and ten working days for a review', () => {
    expect(scheme.quotas.map(({ grade, places }) => [grade, places.value])).toMatchObject([
      ['advanced', { kind: 'share' }],
    ])
    expect(scheme.quotas[0]?.says.figures.map(({ text }) => text)).toEqual(['30%'])
    expect(scheme.bars).toHaveLength(4)
    expect(scheme.windows.review.value).toBe(10)
  })

  test('have facts go their ways', () => {
    expect(['honour', 'complaint', 'register'].map((id) => chainOf(scheme, id))).toEqual([
      'assessment-office > leading-group > party-group',
      'discipline-office+assessment-office > discipline-office > leading-group',
      'discipline-office+assessment-office > discipline-office > party-group',
    ])
  })

  test('have every doubt of the regulation as a choice or a note, here or with the cadres', () => {
    expect(unanswered([scheme, cadres], 26)).toEqual([])
  })

  test('are shown as units, and a year as one period that is not missed', () => {
    const text = showLines(viewScheme(scheme), 100).join('\n')
    expect(text).toContain('评价其他单位：')
    expect(text).not.toContain('缺的期')
  })

  test('can be read in every way that a choice offers', () => {
    expectEveryReading(scheme)
  })
})
