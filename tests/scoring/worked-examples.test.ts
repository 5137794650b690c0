import { describe, expect, it } from 'vitest'
import { parseYaml } from '../../src/base/document.js'
import { points } from '../../src/base/points.js'
import { must } from '../../src/base/bug.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { type FactsFile, factsSchema } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import type { CycleResult } from '../../src/scoring/statement.js'
import { factsFile, quarters, wuhan } from './bureau.js'

const scheme = wuhan()

function scored(facts: FactsFile, choices: Record<string, string> = {}): CycleResult {
  const document = parseYaml(JSON.stringify(facts), 'facts.json', factsSchema)
  expect(checkFacts(scheme, facts, { document })).toEqual([])
  return scoreCycle(inputOf(scheme, { ...facts, choices }))
}

function totals(result: CycleResult): Record<string, string | null> {
  return Object.fromEntries(result.statements.map((one) => [one.assessee, one.total]))
}

describe('example 1: a staff member with three deductions', () => {
  const facts = factsFile({
    roster: { units: [{ id: 'u', heads: ['h'] }], people: [{ id: 'p', tier: 'L2', unit: 'u' }] },
    facts: [
      { id: 'a', rule: 'late', day: '2025-02-03', persons: ['p'], occasion: 'duty' },
      { id: 'b', rule: 'absent', day: '2025-05-06', persons: ['p'], occasion: 'meeting' },
      { id: 'c', rule: 'general-late', day: '2025-08-07', persons: ['p'] },
    ],
    entered: [{ part: 'performance', assessee: 'p', points: '92' }],
    tallies: [{ part: 'appraisal', assessee: 'p', values: { 95: '20', 86: '25', 75: '5' } }],
    ratings: quarters('p', 'unit-head', ['90', '92', '88', '91']),
    closed: [{ what: 'year' }],
  })

  it.each([
    ['R1', '92.875'],
    ['R2', '93.33'],
    ['R3', '72.33'],
  ])('totals exactly by reading %s: %s', (reading, total) => {
    expect(totals(scored(facts, { 'routine-scale': reading }))).toEqual({ p: total })
  })

  it('keeps the department ledger although the person bears attendance', () => {
    const [unit] = scored(facts).unitLedgers
    expect(unit?.points).toBe('0.15')
    expect(unit?.facts.map((one) => one.bornBy)).toEqual(['person', 'person'])
  })

  it('takes attendance off nobody when the department alone bears it', () => {
    const result = scored(facts, { 'attendance-charged-to': 'unit' })
    expect(totals(result)).toEqual({ p: '93.025' })
    const routine = must(result.statements[0]?.root.lines[0], 'routine comes first')
    expect(routine.notCounted.map((one) => one.reason)).toEqual([
      'charged-to-unit',
      'charged-to-unit',
    ])
  })
})

describe('example 2: the reading changes the rank', () => {
  const people = ['a', 'b'].map((id) => ({ id, tier: 'L2', unit: 'u' }))
  const facts = factsFile({
    roster: { units: [{ id: 'u' }], people },
    facts: [
      { id: 'x', rule: 'major-undone', day: '2025-03-03', persons: ['a'], matter: 'm1' },
      { id: 'y', rule: 'general-undone', day: '2025-04-03', persons: ['a'], matter: 'm2' },
    ],
    entered: [
      { part: 'performance', assessee: 'a', points: '94' },
      { part: 'performance', assessee: 'b', points: '90' },
      { part: 'appraisal', assessee: 'a', points: '90' },
      { part: 'appraisal', assessee: 'b', points: '88' },
    ],
    ratings: [
      ...quarters('a', 'unit-head', ['90', '90', '90', '90']),
      ...quarters('b', 'unit-head', ['88', '88', '88', '88']),
    ],
    closed: [{ what: 'year' }],
  })

  it.each([
    ['R1', '91.6', '92.4', 'b'],
    ['R2', '93.7', '92.4', 'a'],
    ['R3', '72.7', '71.4', 'a'],
  ])('by %s: a %s, b %s, first %s', (reading, a, b, first) => {
    const result = scored(facts, { 'routine-scale': reading })
    expect(totals(result)).toEqual({ a, b })
    const places = result.rankings.flatMap((one) => one.places)
    expect(places.find((one) => one.rank === 1)?.assessee).toBe(first)
  })
})

describe('example 3: one matter under several clauses', () => {
  const roster = {
    units: [{ id: 'x', heads: ['h'] }],
    people: [
      { id: 'h', tier: 'L1', unit: 'x', roles: ['unit-head'] },
      { id: 'p', tier: 'L2', unit: 'x' },
    ],
  }
  const first = ['instruction-late', 'complaint-verified', 'criticised-exposed', 'stability-event']
  const inFirst = first.map((rule, index) => ({
    id: `m1-${index}`,
    rule,
    day: '2025-03-03',
    persons: ['p'],
    matter: 'm1',
  }))
  const second = { id: 'm2', rule: 'general-undone', day: '2025-05-05', matter: 'm2' }
  const routine = (result: CycleResult): Record<string, string | undefined> =>
    Object.fromEntries(
      result.statements.map((one) => [one.assessee, one.root.lines[0]?.own.settled]),
    )

  it('counts only the highest of each matter: head 1.0, person 2.5', () => {
    const facts = factsFile({ roster, facts: [...inFirst, { ...second, persons: ['p'] }] })
    expect(routine(scored(facts))).toEqual({ h: '29', p: '27.5' })
  })

  it('shows the other three as not counted, and what counts instead', () => {
    const facts = factsFile({ roster, facts: inFirst })
    const person = scored(facts).statements.find((one) => one.assessee === 'p')
    expect(person?.root.lines[0]?.notCounted.map((one) => [one.reason, one.instead])).toEqual([
      ['same-matter', 'm1-3'],
      ['same-matter', 'm1-3'],
      ['same-matter', 'm1-3'],
    ])
  })

  it('takes the higher figure of a head who is also responsible, or both by choice', () => {
    const facts = factsFile({ roster, facts: [...inFirst, { ...second, persons: ['h'] }] })
    expect(routine(scored(facts))).toEqual({ h: '28.5', p: '28.5' })
    expect(routine(scored(facts, { 'head-is-person': 'both' })).h).toBe('28')
  })
})

describe('example 4: vote shares at the boundary', () => {
  const judged = (grades: readonly string[], total: string): CycleResult => {
    const bands = ['excellent', 'competent', 'basic', 'incompetent']
    const counts = Object.fromEntries(bands.map((band, index) => [band, grades[index] ?? '0']))
    // Routine 30, superior 10 × 0: the rest comes from the two entered parts, exactly.
    const performance = { '68.40': '46', '59.99': '24.975', '60.00': '25', '59.50': '23.75' }[total]
    const facts = factsFile({
      entered: [
        { part: 'performance', assessee: 'p', points: performance },
        { part: 'appraisal', assessee: 'p', points: '100' },
        { part: 'superior', assessee: 'p', points: '0' },
      ],
      tallies: [{ part: 'appraisal', assessee: 'p', grades: counts }],
      closed: [{ what: 'year' }],
    })
    return scored(facts)
  }

  it.each([
    ['(a) 41 of 60 low', ['5', '14', '21', '20'], '68.40', 'basic'],
    ['(b) exactly two thirds', ['5', '15', '20', '20'], '68.40', 'competent'],
    ['(c) both low grades', ['3', '8', '25', '24'], '59.99', 'incompetent'],
    ['(c) exactly 60', ['3', '8', '25', '24'], '60.00', 'basic'],
    ['(d) low total without votes', ['30', '9', '10', '21'], '59.50', 'competent'],
  ])('%s', (_, grades, total, grade) => {
    const result = judged(grades, total)
    expect(points(result.statements[0]?.total ?? '0').equals(points(total))).toBe(true)
    const low = grade === 'basic' || grade === 'incompetent'
    // The only person of the layer is nominated as well, where no low grade holds.
    expect(result.grades[0]?.grade).toBe(low ? grade : 'excellent')
    expect(result.grades[0]?.tried.filter((one) => one.holds).map((one) => one.grade)).toEqual(
      low ? (grade === 'incompetent' ? ['basic', 'incompetent'] : ['basic']) : [],
    )
    const flagged = result.warnings.some((one) => one.code === 'low-total-without-votes')
    expect(flagged).toBe(grade === 'competent')
  })

  it('says how close a share was, in whole numbers', () => {
    const share = judged(['5', '15', '20', '20'], '68.40').grades[0]?.tried[0]?.conditions[0]
    expect(share).toMatchObject({ left: '120', right: '120', relation: '>', holds: false })
  })
})

describe('example 5: a newcomer, and a barred nominee', () => {
  it.each([
    ['mean', '91.35'],
    ['zero', '87.05'],
  ])('missing quarters by %s give %s', (choice, total) => {
    const facts = factsFile({
      roster: {
        units: [{ id: 'u' }],
        people: [{ id: 'p', tier: 'L2', unit: 'u', from: '2025-07-01' }],
      },
      facts: [{ id: 'a', rule: 'absent', day: '2025-09-01', persons: ['p'], occasion: 'duty' }],
      entered: [
        { part: 'performance', assessee: 'p', points: '89' },
        { part: 'appraisal', assessee: 'p', points: '86.25' },
      ],
      ratings: quarters('p', 'unit-head', [null, null, '84', '88']),
      closed: [{ what: 'year' }],
    })
    expect(totals(scored(facts, { 'missing-period': choice }))).toEqual({ p: total })
  })

  const wanted = { n1: '95.1', n2: '94', n3: '93.2', n4: '92.9', n5: '92.4', n6: '90' }
  const layer = (days: string): FactsFile =>
    factsFile({
      roster: {
        units: [{ id: 'u', heads: ['n2'] }],
        people: [
          ...Object.keys(wanted).map((id) => ({ id, tier: 'L1' })),
          { id: 'c', tier: 'L2', unit: 'u' },
        ],
      },
      facts: [
        {
          id: 'l',
          rule: 'leave',
          day: '2025-06-02',
          persons: ['c'],
          sort: 'personal',
          quantity: days,
        },
      ],
      // Routine 30, performance 40, appraisal 15 (n1: 15.1), the rest by the superior part.
      entered: [...Object.keys(wanted), 'c'].flatMap((id) => [
        { part: 'performance', assessee: id, points: '100' },
        { part: 'appraisal', assessee: id, points: id === 'n1' ? '75.5' : '75' },
        { part: 'superior', assessee: id, points: superior(id) },
      ]),
      closed: [{ what: 'year' }],
    })
  function superior(id: string): string {
    const figures: Record<string, string> = { n1: '100', n2: '90', n3: '82', n4: '79', n5: '74' }
    return figures[id] ?? '50'
  }
  const nominees = (result: CycleResult): (string | undefined)[] | undefined =>
    result.nominations.find((one) => one.tier === 'L1')?.nominees.map((one) => one.assessee)

  it('has the six totals of the example', () => {
    expect(totals(scored(layer('1')))).toMatchObject(wanted)
  })

  it('strikes the head whose cadre has 15.5 days of leave; the next moves up', () => {
    const result = scored(layer('15.5'))
    expect(nominees(result)).toEqual(['n1', 'n3', 'n4', 'n5'])
    expect(result.nominations.find((one) => one.tier === 'L1')?.struck).toEqual([
      { assessee: 'n2', rank: 2, bars: ['bar-leave-days'] },
    ])
  })

  it('leaves the place empty by choice, and exactly 15.0 days bar nobody', () => {
    expect(nominees(scored(layer('15.5'), { 'barred-nominee': 'empty' }))).toEqual([
      'n1',
      'n3',
      'n4',
    ])
    expect(nominees(scored(layer('15.0')))).toEqual(['n1', 'n2', 'n3', 'n4'])
  })
})
