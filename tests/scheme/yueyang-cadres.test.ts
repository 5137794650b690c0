import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { exactText } from '../../src/base/points.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { expectEveryReading } from './readings.js'
import { chainOf, partRows, ruleRow, unanswered } from './rows.js'

const read = readScheme('schemes/yueyang-cadres')
const scheme = must(read.scheme, 'the scheme reads')

describe('the cadres of Yueyang', () => {
  test('read without any problem', () => {
    expect(read.problems).toEqual([])
  })

  test.each([
    ['award-national', '三（三）1①: person 4 by own-claim, with proof'],
    ['award-provincial', '三（三）1①: person 3 by own-claim, with proof'],
    ['award-city', '三（三）1①: person 2 by own-claim, with proof'],
    ['note-central', '三（三）1③: person 4 by own-claim, with proof'],
    ['note-provincial', '三（三）1③: person 3 by own-claim, with proof'],
    ['note-city', '三（三）1③: person 2 by own-claim, with proof'],
    ['paper-provincial', '三（三）1⑤: person 0.3 by own-claim, with proof'],
    ['paper-city', '三（三）1⑤: person 0.2 by own-claim, with proof'],
    ['circular-provincial', '三（三）2①: person -2 by department-claim, with proof'],
    ['circular-city', '三（三）2①: person -1 by department-claim, with proof'],
    ['inspection-absent', '三（三）2②: person -0.5 by inspection-record, with proof'],
    ['meeting-absent', '三（三）2③: person -0.5 by meeting-record, with proof'],
    ['sanction', '三（三）3: bar by office-record, with proof'],
    ['dereliction', '三（三）3: bar by office-record, with proof'],
  ])('have for %s what the regulation says', (id, expected) => {
    expect(ruleRow(scheme, id)).toBe(expected)
  })

  test('have no other rule', () => {
    expect(scheme.rules).toHaveLength(14)
  })

  test('have 70 points by votes and 30 by leaders, and five each way beside', () => {
    expect(partRows(scheme)).toEqual([
      'total sum 100 points',
      'appraisal votes 70 points',
      'leaders ratings 30 points',
      'adjustments deduction 1',
    ])
    const adjustments = partsOf(scheme.total).find(({ id }) => id === 'adjustments')
    expect(adjustments?.says.figures.map(({ text }) => text)).toEqual(['5'])
  })

  test('have ballots worth 70, 65, 60 and 55, and five items of six points', () => {
    const [ballot, items] = ['ballot', 'five-items'].map((id) =>
      must(
        scheme.scales.find((scale) => scale.id === id),
        id,
      ),
    )
    expect(ballot?.says.figures.map(({ text }) => text)).toEqual(['70', '65', '60', '55'])
    expect(items && exactText(items.highest)).toBe('30')
  })

  test('have 15 and 10 percent of each level excellent, and grades from 70 and 60', () => {
    expect(scheme.quotas[0]?.says.figures.map(({ text }) => text)).toEqual(['15%', '10%'])
    const figures = scheme.grades.map(({ id, says }) => [
      id,
      ...says.figures.map(({ text }) => text),
    ])
    expect(figures).toEqual([
      ['excellent'],
      ['competent', '70'],
      ['basic', '60', '69'],
      ['incompetent'],
    ])
    expect(scheme.tiers).toHaveLength(4)
    expect(scheme.bars.map(({ id, from }) => [id, from])).toEqual([
      ['sanctioned', 'excellent'],
      ['derelict', 'excellent'],
    ])
  })

  test('have facts brought forward by whom the regulation names', () => {
    const ids = scheme.procedures.map(({ id }) => `${id}: ${chainOf(scheme, id)}`)
    expect(ids).toEqual([
      'own-claim: staff+assessment-office > - > assessment-office',
      'department-claim: department-head+assessment-office > - > assessment-office',
      'inspection-record: discipline-office+personnel+party-office > - > assessment-office',
      'meeting-record: general-office+party-office > - > assessment-office',
      'office-record: discipline-office+assessment-office > - > party-committee',
    ])
  })

  test('have every doubt of the regulation as a choice or a note', () => {
    expect(unanswered([scheme], 26)).toEqual([])
  })

  test('can be read in every way that a choice offers', () => {
    expectEveryReading(scheme)
  })
})
