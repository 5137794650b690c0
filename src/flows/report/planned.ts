import { addMonths, type Month } from '../../base/day.js'
import type { Situation } from '../context.js'
import type { ReportStatus, ReportText } from './entries.js'
import { isKept, lastReported, reportsSlice } from './reported.js'
import { readReport, readReportsOver } from './reports.js'

/** Something that was planned, and is reported on. */
export interface Planned {
  text: string
  /** The month that it was planned for first. */
  since: Month
  /** How it went in the months before, in order; empty for what is planned for the first time. */
  history: { month: Month; status: ReportStatus; note: string }[]
}

type Where = Pick<Situation, 'db' | 'bureau' | 'collected'>

/**
 * What somebody reports on in a month: what went on and what was planned in their last report, whichever month that is
 * of. Who was away a month, or did not report, finds the plans in the next one.
 */
export async function readPlanned(
  situation: Where,
  of: { month: Month; person: string },
): Promise<Planned[]> {
  const { db, bureau } = situation
  const { month, person } = of
  const state = situation.collected.of(reportsSlice)
  const before = isKept(state, month) ? lastReported(state, month, person) : addMonths(month, -1)
  if (before === null) return []
  const report = await readReport(db, { bureau: bureau.id, month: before, person })
  if (!report?.text) return []
  const planned = plannedIn(report.text, before)
  const first = planned.map(({ since }) => since).sort()[0]
  if (first === undefined || first > before) return planned
  const earlier = await readReportsOver(db, { bureau: bureau.id, person, from: first, to: before })
  return planned.map((each) => ({ ...each, history: historyOf(each, earlier) }))
}

/** What a report of a month leaves to the next: what goes on first, then what it planned; nothing twice. */
export function plannedIn(text: ReportText, month: Month): Planned[] {
  const since = addMonths(month, 1)
  const carried = text.carried ?? []
  const known = new Set(carried.map((each) => each.text))
  return [
    ...carried.map((each) => ({ ...each, history: [] })),
    ...[...new Set(text.plans)]
      .filter((plan) => !known.has(plan))
      .map((plan) => ({ text: plan, since, history: [] })),
  ]
}

function historyOf(
  { text, since }: Planned,
  earlier: readonly { month: Month; text: ReportText | null }[],
): Planned['history'] {
  return earlier.flatMap(({ month, text: report }) => {
    if (month < since) return []
    const item = report?.items.find((each) => each.text === text)
    return item ? [{ month, status: item.status, note: item.note }] : []
  })
}

/** Which of the items of a month go on in the next: what is under way or not done, and not given up. */
export function carriedIn(
  items: readonly { text: string; status: ReportStatus; since: Month }[],
): { text: string; since: Month }[] {
  return items
    .filter(({ status }) => status === 'under-way' || status === 'not-done')
    .map(({ text, since }) => ({ text, since }))
}
