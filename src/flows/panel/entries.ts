import { z } from 'zod'
import { entryKind } from '../entry-kind.js'

const figure = z.string().regex(/^-?\d+(\.\d+)?$/)
const id = z.string().min(1)
const judge = z.strictObject({ person: id, body: id })

/** cycle; period: judges of each class as they were fixed, and the order in which they hear. */
export const panelOpened = entryKind(
  'panel.opened',
  z.strictObject({
    panel: id,
    judges: z.array(judge),
    order: z.array(id),
    /** What the lot was drawn with; null: as the roster has them. */
    seed: id.nullable(),
  }),
)

/** cycle; period: another order, by a lot with its seed, or by hand (null). */
export const panelOrdered = entryKind(
  'panel.ordered',
  z.strictObject({ panel: id, order: z.array(id), seed: id.nullable() }),
)

/** cycle; period: somebody judges too; `instead`: in the place of who left. personal = { reason? } */
export const judgeAdded = entryKind(
  'panel.judge-added',
  z.strictObject({ panel: id, person: id, body: id, instead: id.nullable() }),
)

/** cycle; period: somebody judges no more; what was handed in counts. personal = { reason } */
export const judgeLeft = entryKind('panel.judge-left', z.strictObject({ panel: id, person: id }))

/** cycle; period; subject = assessee: it begins to present. */
export const turnBegun = entryKind('panel.turn-begun', z.strictObject({ panel: id, assessee: id }))

/** cycle; period; subject = assessee: it is over. */
export const turnEnded = entryKind('panel.turn-ended', z.strictObject({ panel: id, assessee: id }))

/** by = judge; cycle; period: a whole sheet about an assessee. A later one replaces it. */
export const sheetHandedIn = entryKind(
  'panel.sheet',
  z.strictObject({
    panel: id,
    body: id,
    assessee: id,
    points: z.array(z.strictObject({ part: id, points: figure })),
  }),
)

/**
 * cycle; period: what was handed in by now counts. `missing`: how many sheets each judge still owed; personal = { reason? }.
 * After a reopening it replaces what counted.
 */
export const panelClosed = entryKind(
  'panel.closed',
  z.strictObject({
    panel: id,
    missing: z.array(z.strictObject({ person: id, sheets: z.number().int().positive() })),
  }),
)

/** cycle; period: sheets are taken again; what counted counts until it is closed again. personal = { reason } */
export const panelReopened = entryKind('panel.reopened', z.strictObject({ panel: id }))
