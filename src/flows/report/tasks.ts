import {
  addMonths,
  type Day,
  type Instant,
  type Month,
  monthOf,
  monthText,
} from '../../base/day.js'
import type { Seeing } from '../context.js'
import type { Task } from '../home/task.js'
import { digestKey } from './digest-key.js'
import { answerDay, answerUntil, openingAt, unitDueDay, unitDueUntil } from './months.js'
import { isProvisional } from '../provisional.js'
import { isReporter, reportersOf } from './reporters.js'
import { readReport, readSignature } from './reports.js'

/**
 * What of last and this month's reports waits for a person: the own report, and unit reports to sign.
 * Months before the cycle was opened were asked of nobody.
 */
export async function reportTasks(seeing: Seeing, person: string): Promise<Task[]> {
  const thisMonth = monthOf(seeing.today)
  const tasks: Task[] = []
  for (const month of [addMonths(thisMonth, -1), thisMonth]) {
    if (month < monthOf(seeing.bureau.cycle.openedOn)) continue
    tasks.push(...(await ownTask(seeing, person, month)))
    for (const unit of seeing.bureau.roster.headedBy(person)) {
      tasks.push(...(await signingTask(seeing, month, unit)))
    }
  }
  return tasks
}

async function ownTask(seeing: Seeing, person: string, month: Month): Promise<Task[]> {
  const { db, bureau, calendar } = seeing
  if (!isReporter(bureau.roster, person) || seeing.now < openingAt(calendar, month)) return []
  if (await readReport(db, { bureau: bureau.id, month, person })) return []
  const unit = bureau.roster.unitOf(person)
  if (await readSignature(db, { bureau: bureau.id, month, unit })) return []
  const due = answerDay(calendar, month)
  return [
    {
      text: `填写${monthText(month)}月报`,
      due,
      workingDaysLeft: daysLeft(seeing, due, answerUntil(calendar, month)),
      provisional: isProvisional(seeing, due),
      card: { kind: 'report', key: month },
    },
  ]
}

async function signingTask(seeing: Seeing, month: Month, unit: string): Promise<Task[]> {
  const { db, bureau, calendar } = seeing
  if (seeing.now < answerUntil(calendar, month)) return []
  if (reportersOf(bureau.roster, unit).length === 0) return []
  if (await readSignature(db, { bureau: bureau.id, month, unit })) return []
  const due = unitDueDay(calendar, month)
  return [
    {
      text: `签报${bureau.roster.unitNameOf(unit)}${monthText(month)}月报`,
      due,
      workingDaysLeft: daysLeft(seeing, due, unitDueUntil(calendar, month)),
      provisional: isProvisional(seeing, due),
      card: { kind: 'digest', key: digestKey(month, unit) },
    },
  ]
}

/** Working days until a day, 0 on it; below 0 once its last moment is over. */
function daysLeft({ calendar, today, now }: Seeing, due: Day, until: Instant): number {
  return now >= until ? -1 : calendar.workingDaysBetween(today, due)
}
