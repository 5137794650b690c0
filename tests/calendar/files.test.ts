import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { openCalendar, readYears } from '../../src/calendar/calendar.js'
import { readCalendarFolder } from '../../src/calendar/files.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaohe-calendar-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A whole notice for 2027, made up: one line for each holiday. */
const notice = `year: 2027
notice: 国办发明电〔2026〕9号
holidays:
  - { name: 元旦, from: 2027-01-01, to: 2027-01-03 }
  - { name: 春节, from: 2027-02-05, to: 2027-02-11 }
  - { name: 清明节, from: 2027-04-03, to: 2027-04-05 }
  - { name: 劳动节, from: 2027-05-01, to: 2027-05-05 }
  - { name: 端午节, from: 2027-06-09, to: 2027-06-09 }
  - { name: 中秋节, from: 2027-09-15, to: 2027-09-15 }
  - { name: 国庆节, from: 2027-10-01, to: 2027-10-07 }
workdays: [2027-02-14, 2027-05-08]
`

describe('a folder of calendar files', () => {
  test('brings a year, and a bureau’s own days', () => {
    writeFileSync(join(folder, '2027.yaml'), notice)
    mkdirSync(join(folder, 'keji'))
    writeFileSync(join(folder, 'keji', '2027.yaml'), 'year: 2027\nworkdays: [2027-01-02]\n')
    const bureaus = new Map([['keji', join(folder, 'keji')]])
    const { years, own, problems } = readCalendarFolder(folder, bureaus)
    expect(problems).toEqual([])
    const calendar = openCalendar([...readYears(), ...years], own.get('keji'))
    expect(calendar.certain(day('2027-02-14'))).toBe(true)
    expect(calendar.isWorkingDay(day('2027-02-14'))).toBe(true)
    expect(calendar.isWorkingDay(day('2027-01-02'))).toBe(true)
  })

  test('that is not there says nothing', () => {
    expect(readCalendarFolder(join(folder, 'none'))).toEqual({
      years: [],
      own: new Map(),
      problems: [],
    })
  })

  test.each([
    ['no notice', /notice: .*\n/, '', '1:', 'notice|文号'],
    ['a notice that is none', '国办发明电〔2026〕9号', '某通知', '2:9', '文号'],
    ['a gap', /.*端午节.*\n/, '', '4:3', '端午节的法定假日 2027-06-09'],
    [
      'a day too short',
      'from: 2027-05-01, to: 2027-05-05',
      'from: 2027-05-01, to: 2027-05-01',
      '4:3',
      '劳动节',
    ],
    ['holidays that overlap', 'to: 2027-02-11', 'to: 2027-04-04', '6:5', '重叠'],
    ['a make-up day on a weekday', '2027-02-14', '2027-02-15', '11:12', '不是周末'],
    ['another year in its name', '2027', '2026', '', ''],
    ['what is no YAML', 'workdays: [', 'workdays: [[', '', ''],
  ])('with %s is left out, and the fault has its place', (_what, from, to, place, says) => {
    writeFileSync(join(folder, '2027.yaml'), notice.replace(from, to))
    const { years, problems } = readCalendarFolder(folder)
    expect(years).toEqual([])
    const texts = problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
    expect(texts.join('\n')).toMatch(new RegExp(`${place}.*(${says})`))
    expect(texts.length).toBeGreaterThan(0)
  })
})
