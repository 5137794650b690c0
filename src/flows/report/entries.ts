import { z } from 'zod'
import { chainEntries } from '../chain/entries.js'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)
const month = z.string().regex(/^\d{4}-\d{2}$/)

/** `under-way` and `not-done` go on next month by themselves; `dropped` is given up, with a reason. */
export const reportStatus = z.enum(['done', 'under-way', 'not-done', 'dropped'])
export type ReportStatus = z.infer<typeof reportStatus>

/** Personal part of `report.submitted`: what the person wrote. */
export const reportText = z.strictObject({
  /** What was planned, each with how it went; `since`: the month that it was planned for first, where that is an earlier one. */
  items: z.array(
    z.strictObject({
      text: z.string(),
      status: reportStatus,
      note: z.string(),
      since: month.exactOptional(),
    }),
  ),
  /** Work outside the plan, one line each. */
  extra: z.string(),
  /** Plans for the next month. */
  plans: z.array(z.string()),
  /** Items that go on next month, with the month that each was planned for first. */
  carried: z.array(z.strictObject({ text: z.string(), since: month })).exactOptional(),
})
export type ReportText = z.infer<typeof reportText>

const counts = z.strictObject({
  done: z.int(),
  underWay: z.int(),
  notDone: z.int(),
  plans: z.int(),
  dropped: z.int().exactOptional(),
})
export type ReportCounts = z.infer<typeof counts>

/** subject = by = the person; period = month. A later one replaces the earlier. */
export const reportSubmitted = entryKind('report.submitted', counts)

/**
 * subject = unit; by = its head, or who stands in; period = month; personal = { summary }. One that was sent back or
 * withdrawn is followed by another.
 */
export const unitReportSigned = entryKind(
  'unit-report.signed',
  z.strictObject({
    reports: z.array(id),
    missing: z.array(id),
    /** Who was on leave for the whole month, and owed none. */
    onLeave: z.array(id).default([]),
    /** Ids of stored files: annexes. */
    files: z.array(id).default([]),
    /** Roles that sign after it, in order. */
    deciding: z.array(id).default([]),
    /** Nobody has to sign after it: it has come. */
    filed: z.boolean().default(true),
  }),
)

/** Who signs after the head: about = the unit's report, subject = unit, period = month. */
export const unitReportChain = chainEntries('unit-report')

/** by = who files them: these reports of a month (period) were passed round to the leaders. */
export const reportsPassedRound = entryKind(
  'unit-reports.passed-round',
  z.strictObject({ reports: z.array(id) }),
)

/** by = a leader: has read these reports of a month (period). */
export const reportsRead = entryKind('unit-reports.read', z.strictObject({ reports: z.array(id) }))
