import { describe, expect, it } from 'vitest'
import { day } from '../../src/base/day.js'
import { exactText, points } from '../../src/base/points.js'
import type { Against } from '../../src/scheme/model/sharing.js'
import { elapsed, needsWorkingTime } from '../../src/scoring/counting/elapsed.js'
import type { WorkingTime } from '../../src/scoring/input.js'
import { measured, sidesOf, stepsOf } from '../../src/scoring/facts/steps.js'

/** Examples of time and of measures, figure by figure. 2025-05-05 is a Monday that is off, the Sunday before it is worked. */

const time: WorkingTime = {
  holidays: [{ from: day('2025-05-01'), to: day('2025-05-05') }],
  workdays: [day('2025-05-04')],
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:15' },
  ],
}
const took = (measure: Parameters<typeof elapsed>[0], from: string, until: string): string =>
  exactText(elapsed(measure, { from, until }, time))

describe('what lies between two moments', () => {
  it('are calendar days from midnight to midnight, none backwards', () => {
    expect(took('calendar-days', '2025-04-30T23:59', '2025-05-07T00:00')).toBe('7')
    expect(took('calendar-days', '2025-05-07T00:00', '2025-05-07T23:00')).toBe('0')
    expect(took('calendar-days', '2025-05-08T00:00', '2025-05-07T23:00')).toBe('0')
  })

  it('are working days after the first day, the last one counted, without days off and with days made up', () => {
    expect(took('working-days', '2025-04-30T16:00', '2025-05-06T09:00')).toBe('2')
    expect(took('working-days', '2025-04-30T16:00', '2025-05-05T09:00')).toBe('1')
    expect(took('working-days', '2025-05-09T16:00', '2025-05-12T09:00')).toBe('1')
    expect(took('working-days', '2025-05-09T16:00', '2025-05-11T09:00')).toBe('0')
    expect(took('working-days', '2025-05-12T16:00', '2025-05-09T09:00')).toBe('0')
  })

  it('are hours to the minute, over midnight, none backwards', () => {
    expect(took('elapsed-hours', '2025-05-06T10:30', '2025-05-06T12:00')).toBe('1.5')
    expect(took('elapsed-hours', '2025-05-03T22:00', '2025-05-05T01:15')).toBe('27.25')
    expect(took('elapsed-hours', '2025-05-06T12:00', '2025-05-06T10:30')).toBe('0')
    expect(took('elapsed-hours', '2025-05-06T00:00', '2025-05-06T24:00')).toBe('24')
  })

  it('are hours of days that are not rest days', () => {
    const measure = 'elapsed-hours-without-rest-days'
    expect(took(measure, '2025-04-30T20:00', '2025-05-06T04:00')).toBe('32')
    expect(took(measure, '2025-05-01T08:00', '2025-05-03T20:00')).toBe('0')
    expect(took(measure, '2025-05-09T12:00', '2025-05-12T06:00')).toBe('18')
  })

  it('are working hours by the office table, before, between and after its stretches', () => {
    const measure = 'working-hours'
    expect(took(measure, '2025-05-06T08:00', '2025-05-06T18:00')).toBe('6.75')
    expect(took(measure, '2025-05-06T11:00', '2025-05-06T14:00')).toBe('1.5')
    expect(took(measure, '2025-05-06T12:00', '2025-05-06T13:30')).toBe('0')
    expect(took(measure, '2025-05-06T16:15', '2025-05-07T10:00')).toBe('2')
    expect(took(measure, '2025-04-30T16:15', '2025-05-06T10:00')).toBe('8.75')
    expect(took(measure, '2025-05-10T09:00', '2025-05-11T17:00')).toBe('0')
  })

  it('needs the office table for all but plain hours and calendar days', () => {
    const measures = [
      'working-hours',
      'elapsed-hours',
      'elapsed-hours-without-rest-days',
      'working-days',
      'calendar-days',
    ] as const
    expect(measures.filter(needsWorkingTime)).toEqual([
      'working-hours',
      'elapsed-hours-without-rest-days',
      'working-days',
    ])
    const span = { from: '2025-05-06T10:00', until: '2025-05-06T12:00' }
    expect(exactText(elapsed('elapsed-hours', span, undefined))).toBe('2')
    expect(() =>
      elapsed('working-days', { ...span, until: '2025-05-07T12:00' }, undefined),
    ).toThrow('needs working time')
  })
})

const plain = <T>(value: T) => ({ value, choice: null, byAnswer: null })
type Words = {
  [K in 'steps' | 'counts']: Against[K]['value']
} & { better: Against['better'] }

function against({ better, steps, counts }: Words): Against {
  const [norm, step] = [plain(points('10')), plain(points('2.5'))]
  return { norm, step, better, steps: plain(steps), counts: plain(counts) }
}

describe('steps of a measure above and below its norm', () => {
  const given = (words: Words, ...quantities: string[]): string[] =>
    quantities.map((one) => exactText(stepsOf(against(words), points(one))))
  const both = { better: 'higher', counts: 'both' } as const

  it('are whole ones, begun ones, or parts of one, away from the norm on either side', () => {
    const quantities = ['10', '11', '12.5', '14', '9', '7.5', '6']
    expect(given({ ...both, steps: 'whole' }, ...quantities)).toEqual([
      '0',
      '0',
      '1',
      '1',
      '0',
      '-1',
      '-1',
    ])
    expect(given({ ...both, steps: 'started' }, ...quantities)).toEqual([
      '0',
      '1',
      '1',
      '2',
      '-1',
      '-1',
      '-2',
    ])
    expect(given({ ...both, steps: 'proportional' }, ...quantities)).toEqual([
      '0',
      '0.4',
      '1',
      '1.6',
      '-0.4',
      '-1',
      '-1.6',
    ])
  })

  it('turn round where a lower figure is better, and one side may not count', () => {
    const started = { better: 'lower', steps: 'started' } as const
    expect(given({ ...started, counts: 'both' }, '9', '11')).toEqual(['1', '-1'])
    expect(given({ ...started, counts: 'better' }, '9', '10', '11')).toEqual(['1', '0', '0'])
    expect(given({ ...started, counts: 'worse' }, '9', '10', '11')).toEqual(['0', '0', '-1'])
    expect(given({ ...both, steps: 'started', counts: 'better' }, '9', '11')).toEqual(['0', '1'])
    expect(given({ ...both, steps: 'started', counts: 'worse' }, '9', '11')).toEqual(['-1', '0'])
  })

  it('may bring points, cost them, or both', () => {
    const sides = (['both', 'better', 'worse'] as const).map((counts) =>
      sidesOf(against({ ...both, steps: 'whole', counts })),
    )
    expect(sides).toEqual([
      { adds: true, takes: true },
      { adds: true, takes: false },
      { adds: false, takes: true },
    ])
  })

  it('give the figure for each, and divide last', () => {
    const made = (steps: Words['steps'], figure: string, quantity: string): string =>
      exactText(measured(against({ ...both, steps }), points(figure), points(quantity)))
    expect(made('whole', '0.3', '16')).toBe('0.6')
    expect(made('started', '0.3', '16')).toBe('0.9')
    expect(made('proportional', '0.3', '16')).toBe('0.72')
    expect(made('proportional', '0.3', '7')).toBe('-0.36')
  })
})
