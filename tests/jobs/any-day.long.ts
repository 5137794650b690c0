import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import {
  addDays,
  addMonths,
  type Day,
  day,
  lastDay,
  momentOf,
  monthOf,
} from '../../src/base/day.js'
import { openCalendar, readYears } from '../../src/calendar/calendar.js'
import { allJobs, askKinds, viewOf } from '../../src/flows/all.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { publicityFrom } from '../../src/flows/publication/publicity.js'
import { inJanuary, periodId, spanOf, type YearBegins } from '../../src/base/assessment-year.js'
import { windowOf } from '../../src/flows/rating/periods.js'
import {
  answerDay,
  openingDay,
  reminderAt,
  reportMonthOf,
  unitDueDay,
} from '../../src/flows/report/months.js'
import { missingNotice } from '../../src/flows/calendar/jobs.js'
import type { ReportView } from '../../src/flows/report/report-view.js'
import { replaceRoster } from '../../src/storage/roster-rows.js'
import { workRules } from '../leave/bureau.js'
import { quietUntil } from '../../src/flows/working-hours.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'

/** Years that begin everywhere a bureau's may. */
const years: YearBegins[] = [
  inJanuary,
  { month: 9, in: 'this-year' },
  { month: 12, in: 'last-year' },
]

/** Days around the ends of the months, quarters and years of 2024 to 2028. */
function walked(): Day[] {
  const days: Day[] = []
  for (let month = '2023-12'; month <= '2028-12'; month = addMonths(month, 1)) {
    const last = lastDay(month)
    days.push(addDays(last, -6), last, addDays(last, 1))
  }
  return days
}

/** With every year that ships, with none, and with a gap. */
const calendars = {
  shipped: openCalendar(),
  none: openCalendar([]),
  gap: openCalendar(readYears().filter(({ year }) => year !== 2025)),
}

/** Every day around the ends of the years and of February. */
function turns(): Day[] {
  const days: Day[] = []
  for (let year = 2024; year <= 2028; year++) {
    for (const end of [lastDay(`${year - 1}-12`), lastDay(`${year}-02`)]) {
      for (let on = addDays(end, -3); on <= addDays(end, 12); on = addDays(on, 1)) days.push(on)
    }
  }
  return days
}

function isForm(view: { kind: string }): view is ReportView {
  return view.kind === 'report' && 'stage' in view && Object(view.stage).stage === 'form'
}

describe.each(Object.entries(calendars))(
  'on any day of 2024 to 2028, calendar: %s',
  (_name, calendar) => {
    let database: Awaited<ReturnType<typeof testDatabase>>
    let bureau: TestBureau
    beforeAll(async () => {
      database = await testDatabase()
      bureau = await database.newBureau()
    })
    afterAll(() => database?.close())

    // Some are due only by the rules that a bureau has.
    const found = new Map<string, number>()
    test.each([
      ['with the rules of Wuhan', workRules()],
      ['with other rules', workRules('hexi-district')],
      ['without work rules', null],
    ])(
      'every job of a bureau %s says when it is due, in order and each period once',
      (_, rules) => {
        // The look for a missing notice is due each morning, for one year; what is asked for is never due.
        const scheduled = allJobs.filter((job) => job.name !== missingNotice.name && !job.asked)
        for (const job of scheduled) {
          const seen = new Map<string, number>()
          for (const from of walked()) {
            for (const due of job.due(calendar, from, addDays(from, 40), { years, work: rules })) {
              expect([job.name, due.period, seen.get(due.period) ?? due.at]).toEqual([
                job.name,
                due.period,
                due.at,
              ])
              seen.set(due.period, due.at)
            }
          }
          // What is only reminded of opens with its matter, and what only opens is not reminded of.
          const asked = job.name.replace(/\.remind$/, '')
          found.set(asked, (found.get(asked) ?? 0) + seen.size)
        }
      },
    )

    test('every job is due by some rules', () => {
      expect([...found].filter(([, count]) => count <= 3)).toEqual([])
      expect(found.size).toBeGreaterThan(20)
    })

    test('reports, quarters, objections and publicity have their days in order, over the ends of years too', () => {
      for (let month = '2023-12'; month <= '2028-12'; month = addMonths(month, 1)) {
        const last = answerDay(calendar, month)
        const [opens, due] = [openingDay(calendar, month), unitDueDay(calendar, month)]
        const reminded = reminderAt(calendar, month)
        expect([month, opens <= last, last <= lastDay(month), lastDay(month) < due]).toEqual([
          ...[month, true, true, true],
        ])
        expect([last, due].every((on) => calendar.isWorkingDay(on))).toBe(true)
        if (reminded !== null) {
          expect(reminded).toBeGreaterThan(momentOf(opens, '09:00'))
          expect(reminded).toBeLessThan(momentOf(last, '09:00'))
        }
        expect(reportMonthOf(calendar, due)).toBe(month)
        expect(reportMonthOf(calendar, addDays(due, 1))).toBe(addMonths(month, 1))
      }
      for (const [year, begins] of years.flatMap((one) =>
        [2024, 2025, 2026, 2027, 2028].map((year) => [year, one] as const),
      )) {
        for (const label of ['12', 'Q1', 'Q2', 'Q3', 'Q4', 'H1', 'H2', 'year']) {
          const period = periodId(begins, `${year}`, label)
          const { opens, due, remindOn } = windowOf(begins, period, calendar)
          const { to } = spanOf(begins, period)
          expect([period, opens <= to, to < remindOn, remindOn < due]).toEqual([
            ...[period, true, true, true],
          ])
        }
      }
      for (const on of turns()) {
        const until = calendar.addWorkingDays(on, 5)
        expect([on, calendar.isWorkingDay(until), calendar.workingDaysBetween(on, until)]).toEqual([
          ...[on, true, 5],
        ])
        expect(until <= calendar.addWorkingDays(addDays(on, 1), 5)).toBe(true)
        const seen = publicityFrom({ calendar, today: on }, on, 5)
        const certain = calendar.certain(on) && calendar.certain(until)
        expect(seen).toEqual({ until, provisional: !certain })
      }
      const leap = ['2024-02', '2028-02'].map((month) => [
        lastDay(month),
        spanOf(inJanuary, month).to,
      ])
      expect(leap).toEqual([
        ['2024-02-29', '2024-02-29'],
        ['2028-02-29', '2028-02-29'],
      ])
    })

    test('every job of every flow runs through, whatever the day, with the cycles of two years', async () => {
      const own = await database.newBureau()
      for (const year of [2024, 2026, 2027, 2028]) {
        await own.storage.transact('work', (tx) => {
          const on = day(`${year}-01-02`)
          const of = { bureau: own.id, scheme: database.scheme, year, on, by: 'zhou' }
          return openCycle(tx, of)
        })
      }
      const { history } = (await own.seeing(null)).bureau
      const always = history.people.map((one) => ({
        ...one,
        memberships: one.memberships.map((of) => ({ ...of, from: day('2023-01-01') })),
        roles: one.roles.map((of) => ({ ...of, from: day('2023-01-01') })),
      }))
      await own.storage.transact('work', (tx) =>
        replaceRoster(tx, own.id, JSON.parse(JSON.stringify({ ...history, people: always }))),
      )
      let ran = 0
      for (const on of turns().filter((each, at) => at % 8 === 0 || each.endsWith('-02-29'))) {
        own.goTo(on, '12:00')
        const dues = allJobs.flatMap((job) =>
          job.due(calendar, on, on).map(({ period }) => ({ job, period })),
        )
        for (const { job, period } of dues) {
          let after: string | null = null
          do after = await own.job((ctx) => job.run({ ...ctx, calendar }, period, after))
          while (after !== null)
          ran++
        }
        const situation = { ...(await own.seeing(null)), calendar }
        const { roster } = situation.bureau
        for (const ask of askKinds.flatMap((kind) => kind.open(situation, {}))) {
          expect([ask.kind, ask.opens <= situation.now, !!roster.person(ask.who)]).toEqual([
            ...[ask.kind, true, true],
          ])
        }
      }
      expect(ran).toBeGreaterThan(80)
    }, 120_000)

    test('home, report, digest and rating can be seen, with 暂定 exactly where a notice is missing', async () => {
      let shown = 0
      for (const on of walked()) {
        bureau.goTo(on, '09:30')
        const now = bureau.clock.now()
        expect(quietUntil(calendar, now)).toBeGreaterThanOrEqual(now)
        const month = monthOf(on)
        const keys = [
          ['zhang', 'home', 'home'],
          ['zhang', 'report', month],
          ['zhang', 'report', addMonths(month, -1)],
          ['li', 'digest', `${month}.general`],
          ['chen', 'rating', `${bureau.cycle}/2025-Q4/leaders`],
        ] as const
        for (const [who, kind, key] of keys) {
          if (kind === 'home' && !on.includes('-01-') && !on.includes('-12-')) continue
          const seeing = { ...(await bureau.seeing(who)), calendar }
          const view = await viewOf(seeing, { kind, key })
          const card = JSON.stringify(renderCard(view, { card: 'c', revision: 1 }))
          if (!isForm(view)) continue
          shown++
          expect([key, card.includes('暂定')]).toEqual([key, !calendar.certain(view.due)])
        }
      }
      expect(shown).toBeGreaterThan(100)
    }, 120_000)
  },
)
