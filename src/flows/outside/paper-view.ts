import type { Day } from '../../base/day.js'
import { periodText } from '../../base/assessment-year.js'
import { mayNot } from '../access.js'
import type { Saying, Seeing } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { isClosed } from '../rating/periods.js'
import { manageOutside } from './actions.js'
import { outsideFor, outsideKey } from './bodies.js'
import { outsideSlice } from './links.js'
import { judgePapers, sameFile } from './paper.js'
import { paperDraft } from './paper-form.js'

/** What came on paper: waiting for its file, what would become of each row, and the receipt. */
export interface OutsidePaperView {
  kind: 'outside-paper'
  /** Key of the body's card. */
  key: string
  partName: string
  bodyName: string
  periodName: string
  clause: string
  step: 'wait' | 'check' | 'made' | 'closed'
  sheet: string
  ready: { at: number; number: number; given: number; remark: boolean }[]
  wrong: { at: number; number: string; faults: Saying[] }[]
  /** The same file was brought in before. */
  before: { by: string; on: Day } | null
  made: { count: number; reference: string } | null
}

const gone: GoneView = { kind: 'gone', code: 'gone' }

/**
 * Access: `outside.manage`; everybody their own sheet.
 * @refuses gone
 */
export async function viewPaper(seeing: Seeing): Promise<OutsidePaperView | GoneView> {
  const { bureau, person, collected } = seeing
  if (person === null || mayNot(bureau, person, manageOutside, 'anything')) return gone
  const kept = await paperDraft(seeing.db, { bureau, person })
  const of = kept && outsideFor(seeing, kept.draft.ref)
  if (!kept || !of) return gone
  const { draft } = kept
  const closed = isClosed(seeing, of.period)
  const judged = draft.made === null ? judgePapers(seeing, of, draft.rows) : []
  const made = collected.of(outsideSlice).importsById.get(draft.made ?? '')
  const before = made ? null : sameFile(seeing, of, draft.sheet?.sha256)
  return {
    kind: 'outside-paper',
    key: outsideKey(draft.ref),
    ...{ partName: of.part.name, bodyName: of.name, clause: of.part.clause },
    periodName: periodText(of.period.period, of.period.cycle.scheme.begins),
    step: made ? 'made' : closed ? 'closed' : draft.rows.length > 0 ? 'check' : 'wait',
    sheet: draft.sheet?.name ?? '',
    ready: judged.flatMap(({ row, fate }) =>
      fate.is === 'ready'
        ? [{ at: row.at, number: fate.number, given: fate.given, remark: row.remark !== '' }]
        : [],
    ),
    wrong: judged.flatMap(({ row, fate }) =>
      fate.is === 'wrong'
        ? [
            {
              at: row.at,
              number: row.number,
              faults: fate.faults.map(({ code, with: values }) => ({ code, with: values })),
            },
          ]
        : [],
    ),
    before: before && { by: bureau.roster.nameOf(before.made.by), on: before.made.on },
    made: made ? { count: made.papers.length, reference: made.reference } : null,
  }
}
