import { type Day, dayAt, type Month, momentOf, type Instant } from '../base/day.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { ReportText } from '../flows/report/entries.js'
import { answerDay, openingDay, unitDueDay } from '../flows/report/months.js'
import { reportersOf, reportingUnits } from '../flows/report/reporters.js'
import { composeSummary } from '../flows/report/summary.js'
import { type Roster, type RosterOn, rosterOn } from '../roster/roster.js'
import type { PastEntry } from './past.js'
import { type Random, randomFrom } from './random.js'
import { doneNotes, extras, notDoneNotes, underWayNotes, workOf } from './work.js'

/** What reports are made from. */
interface ReportSource {
  roster: Roster
  calendar: WorkingCalendar
  seed: string
}

// Few moments: each one is written by itself.
const answerTimes = ['10:50', '16:10'] as const
const signTime = '15:20'

/**
 * The monthly reports of some months and the unit reports signed over them: nearly everybody in time, a
 * few late, a few not at all. Each month's items are what the person planned in the last report.
 */
export function pastReports(source: ReportSource, months: readonly Month[]): PastEntry[] {
  const planned = new Map<string, string[]>()
  return months.flatMap((month) => {
    const on = answerDay(source.calendar, month)
    const roster = rosterOn(source.roster, on)
    const random = randomFrom(`${source.seed} reports ${month}`)
    return reportingUnits(roster).flatMap((unit) =>
      unitMonth({ ...source, month, unit, roster, random, planned }),
    )
  })
}

interface UnitMonth extends Omit<ReportSource, 'roster'> {
  month: Month
  unit: string
  roster: RosterOn
  random: Random
  /** Person → plans of the last report; updated. */
  planned: Map<string, string[]>
}

function unitMonth(of: UnitMonth): PastEntry[] {
  const { random, roster, unit, month } = of
  const tasks = random.shuffled(tasksOf(unit))
  const written: { person: string; key: string; text: ReportText; entry: PastEntry }[] = []
  const missing: string[] = []
  for (const person of reportersOf(roster, unit)) {
    const isHead = roster.headedBy(person).length > 0
    if (!isHead && random.chance(2)) {
      missing.push(person)
      of.planned.delete(person)
      continue
    }
    const plans = tasks.splice(0, 2 + random.below(2))
    const text = reportOf(of.planned.get(person) ?? [], plans, random)
    of.planned.set(person, plans)
    const entry = reportEntry(of, person, text, !isHead && random.chance(3))
    written.push({ person, key: entry.key, text, entry })
  }
  const named = written.map(({ person, text }) => ({ name: roster.nameOf(person), text }))
  const head = roster.headsOf(unit)[0]
  if (!head) return written.map((each) => each.entry)
  const at = signMoment(of)
  const signed: PastEntry = {
    key: `signed ${month} ${unit}`,
    at,
    entry: {
      bureau: roster.bureau.id,
      kind: 'unit-report.signed',
      day: dayAt(at),
      by: head.id,
      subject: unit,
      period: month,
      body: { reports: written.map((each) => each.key), missing },
      personal: { summary: composeSummary(named) },
    },
  }
  return [...written.map((each) => each.entry), signed]
}

function reportEntry(of: UnitMonth, person: string, text: ReportText, late: boolean): PastEntry {
  const at = late ? lateMoment(of) : answerMoment(of)
  const count = (status: string) => text.items.filter((item) => item.status === status).length
  return {
    key: `report ${of.month} ${person}`,
    at,
    entry: {
      bureau: of.roster.bureau.id,
      kind: 'report.submitted',
      day: dayAt(at),
      by: person,
      subject: person,
      period: of.month,
      body: {
        done: count('done'),
        underWay: count('under-way'),
        notDone: count('not-done'),
        plans: text.plans.length,
      },
      personal: text,
    },
  }
}

function reportOf(planned: readonly string[], plans: string[], random: Random): ReportText {
  const items = planned.map((text) => {
    const luck = random.below(100)
    if (luck < 78) return { text, status: 'done' as const, note: random.pick(doneNotes) }
    if (luck < 95) return { text, status: 'under-way' as const, note: random.pick(underWayNotes) }
    return { text, status: 'not-done' as const, note: random.pick(notDoneNotes) }
  })
  return { items, extra: random.chance(30) ? random.pick(extras) : '', plans }
}

function tasksOf(unit: string): string[] {
  return (workOf[unit] ?? []).flatMap(([verb, ...things]) => things.map((thing) => verb + thing))
}

function answerMoment({ calendar, month, random }: UnitMonth): Instant {
  const first = openingDay(calendar, month)
  const days = calendar.workingDaysBetween(first, answerDay(calendar, month)) + 1
  return momentOf(calendar.addWorkingDays(first, random.below(days)), random.pick(answerTimes))
}

/** The morning after the last day, before any head signs. */
function lateMoment({ calendar, month }: UnitMonth): Instant {
  return momentOf(calendar.addWorkingDays(answerDay(calendar, month), 1), '09:15')
}

function signMoment({ calendar, month, random }: UnitMonth): Instant {
  const due: Day = unitDueDay(calendar, month)
  const days = calendar.workingDaysBetween(answerDay(calendar, month), due)
  return momentOf(calendar.addWorkingDays(due, -random.below(days)), signTime)
}
