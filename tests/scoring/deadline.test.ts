import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { addDays, day, daysBetween, weekday } from '../../src/base/day.js'
import { points } from '../../src/base/points.js'
import type { Clock } from '../../src/scheme/model/counting.js'
import { dueDay, limitFor } from '../../src/scoring/counting/deadline.js'
import { smallScheme } from './cadres.js'

const scheme = smallScheme('wuhan-work-rules', { 'ends-on-rest-day': 'next-working-day' })
const clock = (id: string): Clock =>
  must(
    scheme.clocks.find((one) => one.id === id),
    id,
  )
const time = {
  holidays: [{ from: day('2012-09-30'), to: day('2012-10-07') }],
  workdays: [day('2012-09-29')],
  hours: [],
}
const due = (id: string, sent: string, limit = clock(id).limit.value) =>
  dueDay(clock(id), { sent: day(sent), limit }, time)

describe('a last day', () => {
  it('of the monthly report moves over weekends and holidays to the next working day', () => {
    expect(
      ['2012-01-31', '2012-04-30', '2012-08-31', '2012-09-30'].map((sent) =>
        due('monthly-report', sent),
      ),
    ).toEqual(['2012-02-06', '2012-05-07', '2012-09-05', '2012-10-08'])
  })

  it('a month later is the last day of a shorter month', () => {
    const stays = {
      ...clock('instruction'),
      restDay: { value: 'stays' as const, choice: null, byAnswer: null },
    }
    const later = (sent: string, months = 1) =>
      dueDay(stays, { sent: day(sent), limit: points(months) }, undefined)
    expect([
      later('2012-01-31'),
      later('2011-01-31'),
      later('2012-03-31', 3),
      later('2012-12-15'),
    ]).toEqual(['2012-02-29', '2011-02-28', '2012-06-30', '2013-01-15'])
  })

  it('that moves is a working day, never earlier, and nothing between is worked', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 60 }),
        (at, limit) => {
          const sent = addDays(day('2011-06-01'), at)
          const plain = addDays(sent, limit)
          const moved = must(due('urgent', sent, points(limit)), 'a day')
          const off = (one: string) => one >= '2012-09-30' && one <= '2012-10-07'
          const worked = (one: typeof moved) =>
            one === '2012-09-29' || (weekday(one) < 6 && !off(one))
          expect(worked(moved)).toBe(true)
          for (let one = plain; one < moved; one = addDays(one, 1)) expect(worked(one)).toBe(false)
          expect(daysBetween(plain, moved)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  it('in working days or hours is not a day of the calendar: it is measured', () => {
    expect(due('letter', '2012-04-20')).toBeNull()
  })
})

describe('a longer limit', () => {
  it('holds only where the recorder answered yes', () => {
    const letter = clock('letter')
    const limit = (answers?: Record<string, 'yes' | 'no'>) =>
      limitFor(letter, answers === undefined ? {} : { answers }).toString()
    expect([limit(), limit({ approved: 'no' }), limit({ approved: 'yes' })]).toEqual([
      '30',
      '30',
      '60',
    ])
  })
})
