import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inJanuary, type YearBegins } from '../../src/base/assessment-year.js'
import { must } from '../../src/base/bug.js'
import { day, dayAt } from '../../src/base/day.js'
import { viewOf } from '../../src/flows/all.js'
import { yearsToOpen } from '../../src/flows/cycle/opening.js'
import { dayFaults } from '../../src/flows/fact/check.js'
import { kindsOf } from '../../src/flows/fact/kinds.js'
import { windowOf as itemsWindow } from '../../src/flows/items/windows.js'
import { partsIn, partsOfSpan } from '../../src/flows/leave/counted.js'
import { noRules } from '../../src/flows/jobs.js'
import { rateAsks } from '../../src/flows/rating/asks.js'
import { isInYear, yearOf } from '../../src/flows/running.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { workRules } from '../leave/bureau.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { deskOf, readable } from '../text/desk.js'

const school: YearBegins = { month: 9, in: 'this-year' }

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await testDatabase({
    scheme: (scheme) => ({ ...scheme, begins: school }),
    work: workRules(),
  })
  bureau = await database.newBureau()
})

afterAll(() => database.close())

async function cycle() {
  const { bureau: situation } = await bureau.seeing(null)
  return must(situation.cycles[0], 'a cycle')
}

describe('a cycle whose year begins in September', () => {
  test('has the year’s days, is called by both calendar years, and can be opened while it runs', async () => {
    const of = await cycle()
    expect(yearOf(of)).toEqual({ from: '2025-09-01', to: '2026-08-31' })
    expect([isInYear(of, day('2025-08-31')), isInYear(of, day('2026-08-31'))]).toEqual([
      false,
      true,
    ])
    expect(yearsToOpen({ today: day('2026-03-01') }, { begins: school })).toEqual([
      2026, 2025, 2024,
    ])
    expect(itemsWindow(of, bureau.calendar)).toMatchObject({
      opens: '2026-08-03',
      due: '2026-08-20',
    })
    bureau.goTo('2025-12-01', '10:00')
    expect(readable(await deskOf(bureau).card('zhou', 'home', 'home'))).not.toContain('2025年度')
  })

  test('has its quarters rated when they end, each with its name, beside those of another regulation', async () => {
    const { sends } = rateAsks
    const moments = (years: YearBegins[]) =>
      must(sends, 'sent')
        .moments(bureau.calendar, day('2025-11-01'), day('2026-01-31'), { ...noRules, years })
        .filter(({ reminds }) => !reminds)
        .map(({ occasion, at }) => `${dayAt(at)} ${occasion}`)
    expect(moments([school])).toEqual([
      '2025-11-26 2025-11',
      '2025-12-29 2025-12',
      '2026-01-28 2026-01',
      '2025-11-21 2025-Q1 2025-09',
    ])
    expect(moments([inJanuary, school])).toContain('2025-12-24 2025-Q4')
    bureau.goTo('2025-11-25', '10:00')
    const open = rateAsks.open(await bureau.seeing(null), { occasion: '2025-Q1 2025-09' })
    expect(open.length).toBeGreaterThan(0)
    expect(open[0]).toMatchObject({
      says: { with: { period: '2025—2026年度第一季度（9月至11月）' } },
    })
    const card = must(open[0], 'an ask').card
    expect(await viewOf(await bureau.seeing(open[0]?.who ?? ''), card)).toMatchObject({
      periodName: '2025—2026年度第一季度（9月至11月）',
    })
  })

  test('takes facts of its year alone, and says which that is', async () => {
    const { bureau: of } = await bureau.seeing(null)
    const [counting = []] = kindsOf(of).values()
    const today = day('2026-08-31')
    expect(dayFaults({ today }, '2025-08-31', counting)).toMatchObject([
      { code: 'record-day-outside', with: { year: '2025—2026' } },
    ])
    expect(dayFaults({ today }, '2026-08-31', counting)).toEqual([])
  })

  test('counts of a leave the days that lie in it', async () => {
    const ctx = await bureau.seeing(null)
    const span = {
      from: day('2025-08-28'),
      to: day('2025-09-03'),
      startsAtNoon: false,
      endsAtNoon: false,
    }
    const parts = partsOfSpan(ctx, span, 'calendar-days')
    expect(parts).toEqual([
      { year: 2025, halves: 8, certain: true },
      { year: 2025, month: 9, halves: 6, certain: true },
    ])
    expect(partsIn(await cycle(), parts)).toEqual(parts.slice(1))
  })

  test('is still open for facts after New Year, and closed for them in September', async () => {
    const facts = async (on: string) => {
      return scoringInput(await bureau.seeing(null), await cycle(), day(on)).closed.facts
    }
    expect([
      await facts('2026-01-05'),
      await facts('2026-08-31'),
      await facts('2026-09-01'),
    ]).toEqual([false, false, true])
  })
})
