import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { addDays, addMonths, type Day, lastDay, monthOf } from '../../src/base/day.js'
import { openCalendar, readYears } from '../../src/calendar/calendar.js'
import { allJobs, viewOf } from '../../src/flows/all.js'
import { missingNotice } from '../../src/flows/calendar/jobs.js'
import type { ReportView } from '../../src/flows/report/report-view.js'
import { quietUntil } from '../../src/flows/working-hours.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'

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

    test('every job says when it is due, in order and each period once', () => {
      // The look for a missing notice is due each morning, for one year; what is asked for is never due.
      const scheduled = allJobs.filter((job) => job.name !== missingNotice.name && !job.asked)
      for (const job of scheduled) {
        const seen = new Map<string, number>()
        for (const from of walked()) {
          for (const due of job.due(calendar, from, addDays(from, 40))) {
            expect([job.name, due.period, seen.get(due.period) ?? due.at]).toEqual([
              job.name,
              due.period,
              due.at,
            ])
            seen.set(due.period, due.at)
          }
        }
        expect(seen.size).toBeGreaterThan(3)
      }
    })

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
