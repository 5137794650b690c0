import { z } from 'zod'
import type { Month } from '../../base/day.js'
import type { Db } from '../../storage/database.js'
import { getDraft } from '../../storage/drafts.js'
import { reportStatus, type ReportText } from './entries.js'
import type { ReportAnswers } from './intents.js'
import type { Planned } from './planned.js'

const answersShape = z.strictObject({
  items: z.array(
    z.strictObject({ status: z.union([reportStatus, z.literal('')]), note: z.string() }),
  ),
  extra: z.string(),
  plans: z.array(z.string()),
})

/** Where a report's draft is kept. */
export function reportDraft(bureau: string, person: string, month: Month) {
  return { bureau, owner: person, kind: 'report', key: month }
}

/** The draft of a report; null when there is none, or when last month's plans have changed since. */
export async function readAnswers(
  db: Db,
  where: { bureau: string; month: Month; person: string },
  planned: readonly Planned[],
): Promise<ReportAnswers | null> {
  const draft = await getDraft(db, reportDraft(where.bureau, where.person, where.month))
  if (!draft) return null
  const answers = answersShape.parse(draft.body)
  return answers.items.length === planned.length
    ? answers
    : { ...answers, items: blankItems(planned) }
}

/** An empty form over what was planned. */
export function blankAnswers(planned: readonly Planned[]): ReportAnswers {
  return { items: blankItems(planned), extra: '', plans: [] }
}

/** A report handed in as answers over what is planned now; items are found again by their text. */
export function answersOf(text: ReportText, planned: readonly Planned[]): ReportAnswers {
  const before = new Map(text.items.map((item) => [item.text, item]))
  return {
    items: planned.map((plan) => {
      const item = before.get(plan.text)
      return { status: item?.status ?? '', note: item?.note ?? '' }
    }),
    extra: text.extra,
    plans: text.plans,
  }
}

/** Lines as plans: without the numbers and dots that people put before them, none empty. */
export function plansOf(lines: readonly string[]): string[] {
  return lines
    .map((line) =>
      line.trim().replace(/^(?:[-•·●*]\s*|[（(]?\d{1,2}(?:[、）)．]|\.(?!\d))\s*)/, ''),
    )
    .filter((line) => line !== '')
}

function blankItems(planned: readonly Planned[]): ReportAnswers['items'] {
  return planned.map(() => ({ status: '', note: '' }))
}
