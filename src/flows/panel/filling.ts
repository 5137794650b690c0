import { z } from 'zod'
import type { RatingsPart } from '../../scheme/model/parts.js'
import type { Assessee } from '../../scoring/input.js'
import type { Db } from '../../storage/database.js'
import { keyOf } from '../card-key.js'
import type { Context, Situation } from '../context.js'
import { formDrafts } from '../form-draft.js'
import { plainFigure } from '../items/figures.js'
import { sheetRows } from '../limits.js'
import type { SheetFilled } from './intents.js'
import type { Judge, PanelRecord, Sheet } from './panels.js'
import { runningTurn } from './turns.js'
import { panelKey, type PanelOf, rowsFor, sheetsOf } from './which.js'

/** A sheet as a judge left it: part → what was typed. */
const sheetDrafts = formDrafts(
  'panel-sheet',
  z.object({ values: z.record(z.string(), z.string()) }),
)
/** Which sheet a judge looks at, and which page of it. */
const places = formDrafts('panel-place', z.object({ assessee: z.string(), page: z.number() }))

type Whose = Pick<Situation, 'bureau' | 'collected'> & { db: Db }

/** A judge's sheet as it stands: typed and kept, else as handed in. */
export interface Filling {
  of: PanelOf
  record: PanelRecord
  judge: Judge
  /** All sheets of the judge, in the order of hearing. */
  sheets: readonly Assessee[]
  assessee: Assessee
  rows: readonly RatingsPart[]
  values: ReadonlyMap<string, string>
  page: number
  pages: number
  /** Something typed and kept is not handed in. */
  unsent: boolean
  handedIn: Sheet | null
}

/** The key of a draft of one sheet. */
const draftKey = (of: PanelOf, assessee: string): string => keyOf(panelKey(of), assessee)

/**
 * A judge's sheet about somebody, or (null) the one that is looked at: kept, else of who presents, else the first that is
 * not handed in. Null where the judge has no such sheet.
 */
export async function fillingOf(
  situation: Whose,
  by: { of: PanelOf; record: PanelRecord; judge: Judge },
  wanted: string | null,
): Promise<Filling | null> {
  const { of, record, judge } = by
  const whose = { bureau: situation.bureau, person: judge.person }
  const sheets = sheetsOf(situation, of, { record, judge })
  const kept = await places.get(situation.db, whose, panelKey(of))
  const own = record.sheets.get(judge.person)
  const isThere = (id: string | undefined): boolean => sheets.some((one) => one.id === id)
  const looked = isThere(kept?.assessee) ? kept?.assessee : undefined
  const presents = runningTurn(record)?.assessee
  const id =
    wanted ??
    looked ??
    (isThere(presents) ? presents : undefined) ??
    sheets.find((one) => !own?.has(one.id))?.id ??
    sheets[0]?.id
  const assessee = sheets.find((one) => one.id === id)
  if (!assessee) return null
  const rows = rowsFor(of, assessee)
  const handedIn = own?.get(assessee.id) ?? null
  const draft = await sheetDrafts.get(situation.db, whose, draftKey(of, assessee.id))
  const values = draft ? new Map(Object.entries(draft.values)) : new Map(handedIn?.points)
  const pages = Math.max(1, Math.ceil(rows.length / sheetRows))
  const at = kept?.assessee === assessee.id ? kept.page : 1
  return {
    ...{ of, record, judge, sheets, assessee, rows, values, pages, handedIn },
    page: Math.min(Math.max(1, at), pages),
    unsent:
      draft !== null &&
      rows.some((row) => (values.get(row.id) ?? '') !== (handedIn?.points.get(row.id) ?? '')),
  }
}

/** The rows of a page, from 1. */
export function onPage({ rows }: Pick<Filling, 'rows'>, page: number): readonly RatingsPart[] {
  return rows.slice((page - 1) * sheetRows, page * sheetRows)
}

/** The sheet with what a page now holds. */
export function withPage(filling: Filling, { page, values: typed }: SheetFilled): Filling {
  const values = new Map(filling.values)
  for (const { id } of onPage(filling, page)) {
    const figure = plainFigure(typed[id] ?? '')
    if (figure === '') values.delete(id)
    else values.set(id, figure)
  }
  return { ...filling, values }
}

/** Keeps a sheet as it is filled in, and what is looked at from now on. */
export async function keepFilling(
  ctx: Context,
  { of, assessee, values }: Filling,
  next: { assessee: string; page: number },
): Promise<void> {
  await sheetDrafts.keep(ctx.tx, ctx, draftKey(of, assessee.id), {
    values: Object.fromEntries(values),
  })
  await places.keep(ctx.tx, ctx, panelKey(of), next)
}

/** A sheet was handed in: nothing of it is a draft, and another is looked at. */
export async function dropFilling(
  ctx: Context,
  { of, assessee }: Filling,
  next: string | null,
): Promise<void> {
  await sheetDrafts.drop(ctx.tx, ctx, draftKey(of, assessee.id))
  await places.keep(ctx.tx, ctx, panelKey(of), { assessee: next ?? assessee.id, page: 1 })
}

/** Another sheet is looked at; nothing was typed. */
export async function lookAtSheet(
  ctx: Context,
  of: PanelOf,
  next: { assessee: string; page: number },
): Promise<void> {
  await places.keep(ctx.tx, ctx, panelKey(of), next)
}
