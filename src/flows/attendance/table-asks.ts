import { addDays, dayAt, momentOf, type Day } from '../../base/day.js'
import { tableDue } from '../../workrules/dates.js'
import type { Ask, AskKind, AskMoment } from '../asks.js'
import type { Situation } from '../context.js'
import { leavesSlice } from '../leave/leaves.js'
import { reportingUnits } from '../report/reporters.js'
import { attendanceSlice } from './recorded.js'
import { compilersOf, tableKey, type TablePlace } from './table.js'
import {
  boundsOf,
  lastPeriod,
  periodsEnding,
  periodText,
  tableOpens,
  tableReminder,
} from './table-periods.js'

/** After each period a unit's table of attendance, from who compiles it, until it is signed. */
export const tableAsks: AskKind = {
  name: 'attendance.table',
  open: (situation, only) => {
    const { bureau, today, now, calendar, collected } = situation
    const { signed } = collected.of(attendanceSlice)
    return (bureau.work?.rules.tables ?? []).flatMap((table) => {
      const period = lastPeriod(table.each, today)
      if (only.occasion !== undefined && only.occasion !== period) return []
      if (now < tableOpens(calendar, period) || !hadBegun(situation, period)) return []
      return reportingUnits(bureau.roster).flatMap((unit) => {
        const place = { table, period, unit }
        if (signed.has(tableKey(place))) return []
        return compilersOf(bureau, place)
          .filter((who) => only.person === undefined || who === only.person)
          .map((who) => askOf(situation, place, who))
      })
    })
  },
  sends: {
    titles: { open: '发考勤表卡片', remind: '提醒签报考勤表' },
    moments: (calendar, from, to) =>
      endsAround(from, to).flatMap((occasion): AskMoment[] =>
        [
          { occasion, at: tableOpens(calendar, occasion), until: null, reminds: false },
          { occasion, at: tableReminder(calendar, occasion), until: null, reminds: true },
        ].filter(({ at }) => from <= dayAt(at) && dayAt(at) <= to),
      ),
  },
}

function askOf({ bureau, calendar }: Situation, place: TablePlace, who: string): Ask {
  const { table, period, unit } = place
  const due = tableDue(table, period, calendar)
  const key = tableKey(place)
  return {
    ...{ kind: tableAsks.name, cycle: null, who, about: key, occasion: period, due },
    says: {
      code: 'ask-attendance-table',
      with: { unit: bureau.roster.unitNameOf(unit), period: periodText(period), name: table.name },
    },
    card: { kind: 'attendance-table', key },
    opens: tableOpens(calendar, period),
    lateFrom: momentOf(addDays(due, 1)),
  }
}

/** Whether leave or attendance was kept here before a period was over: of earlier ones the ledger knows nothing. */
function hadBegun({ collected }: Situation, period: string): boolean {
  const [leave] = collected.of(leavesSlice).byId.values()
  const first = [leave?.askedAt, collected.of(attendanceSlice).first]
  return first.some((at) => at !== undefined && at !== null && dayAt(at) <= boundsOf(period).to)
}

/** A period's card and reminder come at most so many days after its end: a long holiday lies between. */
const daysAfter = 25

function endsAround(from: Day, to: Day): string[] {
  const all: string[] = []
  for (let on = addDays(from, -daysAfter); on <= to; on = addDays(on, 1)) {
    all.push(...periodsEnding(on))
  }
  return all
}
