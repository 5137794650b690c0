import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { objectionUntil } from '../../src/flows/fact/procedure.js'
import { running } from '../../src/flows/running.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { people, units } from '../appeal/bureau.js'
import { cited, read, totalOf } from '../scoring/invented/scheme.js'
import { objectionWindow } from '../../src/scheme/model/windows.js'

const scheme = must(readScheme('tests/scoring/small-schemes/wuhan-work-rules').scheme, 'it reads')
const rule = (id: string) =>
  must(
    scheme.rules.find((one) => one.id === id),
    id,
  )

describe('the window for objections', () => {
  it("is the line's own, else its procedure's, else the scheme's", () => {
    expect(objectionWindow(scheme, rule('letter-late'))).toEqual({
      days: 3,
      measure: 'working-days',
    })
    expect(objectionWindow(scheme, rule('lost-duty'))).toEqual({
      days: 15,
      measure: 'calendar-days',
    })
    expect(objectionWindow(scheme, rule('report-late'))).toEqual({
      days: 5,
      measure: 'working-days',
    })
    expect(objectionWindow(scheme, undefined)).toEqual({ days: 5, measure: 'working-days' })
  })

  it('ends by the calendar or by working days, as the choice says', () => {
    const until = (answer: string) => {
      const answered = withChoices(scheme, { 'accountability-window': answer })
      const found = must(
        answered.rules.find((one) => one.id === 'lost-duty'),
        'the rule',
      )
      const cycle = running(
        {
          ...{ id: 'c', bureau: 'b', scheme: answered.id, schemeVersion: answered.version },
          ...{ year: 2025, state: 'open', binding: {}, answers: {}, openedOn: day('2025-01-02') },
        },
        answered,
        { bureau: { id: 'b', name: '某局' }, tiers: {}, roleNames: {}, units: [], people: [] },
      )
      const told = { on: day('2025-03-18'), occasion: undefined, calendar: openCalendar() }
      return objectionUntil([{ cycle, rule: found }], told)
    }
    expect(until('calendar')).toBe('2025-04-02')
    expect(until('working')).toBe('2025-04-09')
  })
})

describe('how long a review is answered, and the appeal against the answer', () => {
  it('are what the scheme says, with who decides; where it says nothing there is none', () => {
    const { answer, further } = people.windows
    expect([answer?.value, further?.days.value, further?.decidedBy]).toEqual([5, 4, 'party-group'])
    expect([units.windows.further, scheme.windows.answer]).toEqual([null, null])
    const shown = JSON.stringify(viewScheme(people))
    expect(shown).toContain('对复核不服的申诉')
    expect(shown).toContain('由party-group定')
  })

  it('belong together: an appeal that nobody decides is a fault', () => {
    const windows = { objection: '$total.days', review: '$total.days', publicity: '$total.days' }
    const total = totalOf([
      {
        kind: 'entered',
        part: 'only',
        name: '得分',
        ...cited,
        says: '{all=100%}，{low=0} 到 {high=100} 分',
        weight: '$all',
        from: '$low',
        to: '$high',
        by: { records: 'office' },
      },
    ])
    const made = { assessee: 'person', total, procedures: [], rules: [] }
    expect(() => read({ ...made, windows: { ...windows, appeal: '$total.days' } })).toThrow(
      'missing-key 对复核不服还可以申诉的，appeal 和 by: {decides: …} 都要写',
    )
    expect(() => read({ ...made, windows: { ...windows, by: { decides: 'office' } } })).toThrow(
      'missing-key',
    )
  })
})
