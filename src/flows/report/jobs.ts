import { addMonths, type Day, dayAt, type Instant, type Month, monthOf } from '../../base/day.js'
import { inParts, type Due, type Job, type JobContext } from '../jobs.js'
import { sendCard } from '../notices.js'
import { digestKey } from './digest-key.js'
import { answerUntil, openingAt, reminderAt, unitDueUntil, unitReminderAt } from './months.js'
import { reportersOf, reportingUnits } from './reporters.js'
import { readReports, readSignature } from './reports.js'

/** On the 25th a card to each person; after a long stop until the last day to answer. */
const openReports: Job = {
  name: 'report-open',
  title: '发月报卡片',
  missed: 'until-deadline',
  due: (calendar, from, to) =>
    dueMonths(from, to, 0, (month) => ({
      at: openingAt(calendar, month),
      until: answerUntil(calendar, month),
    })),
  run: askForReports,
}

/** One working day before the last day the card again, at the bottom of the chat, to who has not answered. */
const remindReporters: Job = {
  name: 'report-remind',
  title: '提醒未交月报的人',
  missed: 'until-deadline',
  due: (calendar, from, to) =>
    dueMonths(from, to, 0, (month) => {
      const at = reminderAt(calendar, month)
      return at === null ? null : { at, until: answerUntil(calendar, month) }
    }),
  run: askForReports,
}

/** When people's time is over the digest goes to each unit's head; where there is none, to the office. */
const openDigests: Job = {
  name: 'digest-open',
  title: '发处室月报卡片',
  missed: 'latest',
  due: (calendar, from, to) =>
    dueMonths(from, to, 0, (month) => ({ at: answerUntil(calendar, month), until: null })),
  run: (ctx, month, after) => sendDigests(ctx, { month, after }, {}),
}

/** On the morning of the due day the digest again to heads who have not signed. */
const remindHeads: Job = {
  name: 'digest-remind',
  title: '提醒未签报的负责人',
  missed: 'until-deadline',
  due: (calendar, from, to) =>
    dueMonths(from, to, -1, (month) => ({
      at: unitReminderAt(calendar, month),
      until: unitDueUntil(calendar, month),
    })),
  run: (ctx, month, after) =>
    sendDigests(ctx, { month, after }, { expiresAt: unitDueUntil(ctx.calendar, month) }),
}

/** Scheduled work of the monthly report; the period of each is the month reported on. */
export const reportJobs: Job[] = [openReports, remindReporters, openDigests, remindHeads]

/** The due moments within days; `shift` months back from the days to the month that is reported on. */
function dueMonths(
  from: Day,
  to: Day,
  shift: number,
  moments: (month: Month) => { at: Instant; until: Instant | null } | null,
): Due[] {
  const due: Due[] = []
  for (let month = monthOf(from); month <= monthOf(to); month = addMonths(month, 1)) {
    const period = addMonths(month, shift)
    const when = moments(period)
    if (when && from <= dayAt(when.at) && dayAt(when.at) <= to) due.push({ period, ...when })
  }
  return due
}

async function askForReports(
  ctx: JobContext,
  month: Month,
  after: string | null,
): Promise<string | null> {
  const expiresAt = answerUntil(ctx.calendar, month)
  const reports = await readReports(ctx.tx, { bureau: ctx.bureau.id, month })
  const asked = reportersOf(ctx.bureau.roster).filter((person) => !reports.has(person))
  const idOf = (person: string): string => person
  return inParts(asked, after, idOf, (person) =>
    sendCard(ctx, { person }, { kind: 'report', key: month }, { expiresAt }),
  )
}

function sendDigests(
  ctx: JobContext,
  { month, after }: { month: Month; after: string | null },
  options: { expiresAt?: Instant },
): Promise<string | null> {
  const { roster } = ctx.bureau
  const idOf = (unit: string): string => unit
  return inParts(reportingUnits(roster), after, idOf, async (unit) => {
    if (await readSignature(ctx.tx, { bureau: ctx.bureau.id, month, unit })) return
    const heads = roster.headsOf(unit)
    const readers = heads.length > 0 ? heads : roster.holders('assessment-office')
    for (const reader of readers) {
      const card = { kind: 'digest', key: digestKey(month, unit) } as const
      await sendCard(ctx, { person: reader.id }, card, options)
    }
  })
}
