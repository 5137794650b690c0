import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const id = z.string().min(1)

export const reportStatus = z.enum(['done', 'under-way', 'not-done'])
export type ReportStatus = z.infer<typeof reportStatus>

/** Personal part of `report.submitted`: what the person wrote. */
export const reportText = z.strictObject({
  /** Last month's plans, each with how it went. */
  items: z.array(z.strictObject({ text: z.string(), status: reportStatus, note: z.string() })),
  /** Work outside the plan, one line each. */
  extra: z.string(),
  /** Plans for the next month. */
  plans: z.array(z.string()),
})
export type ReportText = z.infer<typeof reportText>

const counts = z.strictObject({
  done: z.int(),
  underWay: z.int(),
  notDone: z.int(),
  plans: z.int(),
})
export type ReportCounts = z.infer<typeof counts>

/** subject = by = the person; period = month. A later one replaces the earlier. */
export const reportSubmitted = entryKind('report.submitted', counts)

/** subject = unit; by = its head; period = month; personal = { summary }. */
export const unitReportSigned = entryKind(
  'unit-report.signed',
  z.strictObject({ reports: z.array(id), missing: z.array(id) }),
)
