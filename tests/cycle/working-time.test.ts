import { inJanuary } from '../../src/base/assessment-year.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import {
  daysOff,
  readHours,
  setWorkingTime,
  workingDays,
  workingTimeAsks,
} from '../../src/flows/cycle/working-time.js'
import { cyclesSlice, historyOf } from '../../src/flows/cycle/collected.js'
import { noWords } from '../../src/flows/fact/draft.js'
import { submitForm } from '../../src/flows/fact/submit.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { scoreOne } from '../../src/scoring/engine.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { testDatabase } from '../report/bureau.js'
import { cited, read, recorded, totalOf } from '../scoring/invented/scheme.js'

/** Units whose documents are to be signed within working hours. */
const scheme: Scheme = {
  ...read({
    roles: ['assessment-office', 'unit-head', 'leader-in-charge'].map((role) => ({
      role,
      name: role,
    })),
    procedures: [
      {
        ...{ procedure: 'record', name: '登记', ...cited },
        by: { records: ['assessment-office', 'unit-head'], decides: 'leader-in-charge' },
      },
    ],
    assessee: 'unit',
    tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
    total: totalOf(
      [
        {
          ...{
            kind: 'deduction',
            part: 'item',
            name: '项目',
            ...cited,
            says: '从 {start=100} 分起',
          },
          ...{ points: '$start', 'at-least': 'none' },
        },
      ],
      {},
      '100',
    ),
    clocks: [
      {
        ...{ clock: 'sign', name: '签收', ...cited, says: '在 {hours=8} 个工作小时内签收' },
        ...{ limit: '$hours', measure: 'working-hours' },
      },
    ],
    rules: [
      {
        ...{ rule: 'signing', name: '文件签收', says: '登记送出和签收的时间', ...recorded },
        kind: 'record',
      },
      {
        ...{ rule: 'late', name: '迟签', says: '每件减 {each=1} 分', ...recorded, part: 'item' },
        charges: [{ to: 'unit', points: '-$each' }],
        derived: { clock: 'sign', facts: 'signing' },
      },
    ],
  }),
  id: 'timed',
}

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(() => database.close())

async function bureauOf() {
  const bureau = await database.newBureau([scheme])
  bureau.goTo('2025-10-10', '10:00')
  const cycle = `${bureau.id}.timed.2025`
  return {
    bureau,
    set: (hours: string, who = 'zhou') =>
      bureau.act(who, (ctx) => setWorkingTime(ctx, { verb: 'cycle.working-time', cycle, hours })),
    async history() {
      return historyOf((await bureau.seeing(null)).collected.of(cyclesSlice), cycle)
    },
    record: (done = '2025-10-09 13:00') =>
      bureau.outcome('zhou', (ctx) =>
        submitForm(ctx, {
          ...{ verb: 'record.submit', key: 'new', kind: 'signing', confirmed: true },
          words: {
            ...noWords,
            ...{ whom: ['general'], day: '2025-10-09', note: '年度通知' },
            // Six and a half working hours, with eight days off in between.
            ...{ sent: '2025-09-30 15:00', done },
          },
        }),
      ),
    async total() {
      const seeing = await bureau.seeing(null)
      const running = must(
        seeing.bureau.cycles.find(({ id }) => id === cycle),
        'it runs',
      )
      return must(scoreOne(scoringInput(seeing, running, day('2025-10-31')), 'general'), 'scored')
    },
  }
}

test.each([
  ['08:30-12:00 13:30-18:00', '08:30-12:00 13:30-18:00'],
  ['8:30 — 12:00，13:30至18:00', '08:30-12:00 13:30-18:00'],
  ['09：00～17：00', '09:00-17:00'],
])('%s is read as %s', (typed, hours) => {
  expect(
    readHours(typed)
      ?.map(({ from, to }) => `${from}-${to}`)
      .join(' '),
  ).toBe(hours)
})

test.each([
  '',
  '上午',
  '08:30',
  '12:00-08:30',
  '08:30-12:00 11:00-18:00',
  '08:60-12:00',
  '08:30-25:00',
])('“%s” is no working time', (typed) => {
  expect(readHours(typed)).toBeNull()
})

test('days off beside weekends and days made up are the calendar’s', () => {
  const { holidays, workdays } = daysOff(openCalendar(), {
    year: 2025,
    scheme: { begins: inJanuary },
  })
  expect(holidays).toContainEqual({ from: '2025-10-01', to: '2025-10-03' })
  expect(holidays).toContainEqual({ from: '2025-10-06', to: '2025-10-08' })
  expect(workdays).toContain('2025-09-28')
})

test('what is timed by working time waits for it: it is asked of the office, and nothing can be recorded before', async () => {
  const { bureau, set, record, total } = await bureauOf()
  const asked = async () =>
    workingTimeAsks.open(await bureau.seeing(null), { person: 'zhou' }).map(({ says }) => says.code)
  expect(await asked()).toEqual(['ask-working-time'])
  const before = await record()
  expect('faults' in before && before.faults.map(({ code }) => code)).toEqual([
    'record-working-time',
  ])
  expect(await set('08:30-12:00 13:30-18:00', 'li')).toBe('refused:not-allowed')
  expect(await set('早九晚五')).toBe('refused:working-time-hours')
  expect(await set('08:30-12:00 13:30-18:00')).toBe('working-time-set')
  expect(await set('08:30-12:00 13:30-18:00')).toBe('refused:working-time-same')
  expect(await asked()).toEqual([])
  expect(await record()).toMatchObject({ kind: 'done', say: { code: 'fact-proposed' } })
  expect(JSON.stringify((await total()).root)).not.toContain('late~')
  // The same kind on the same day is asked once more.
  await record('2025-10-09 16:00')
  await record('2025-10-09 16:00')
  expect(JSON.stringify((await total()).root)).toContain('late~')
})

test('other rest days of the calendar hold from the next morning on, once', async () => {
  const { bureau, set, history } = await bureauOf()
  await set('08:30-12:00 13:30-18:00')
  const run = () => bureau.job((ctx) => workingDays.run(ctx, '2025-10-11', null))
  await run()
  const first = (await history()).workingTime
  const whole = openCalendar()
  const more = {
    ...whole,
    isWorkingDay: (on: string) => on !== '2025-11-05' && whole.isWorkingDay(day(on)),
  }
  await bureau.job((ctx) => workingDays.run({ ...ctx, calendar: more }, '2025-10-12', null))
  expect((await history()).workingTime?.holidays).toContainEqual({
    ...{ from: '2025-11-05', to: '2025-11-05' },
  })
  expect(first?.holidays).not.toContainEqual({ from: '2025-11-05', to: '2025-11-05' })
})
