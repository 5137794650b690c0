import { z } from 'zod'
import { getDraft, type DraftPlace } from '../../storage/drafts.js'
import type { Situation } from '../context.js'
import { itemPages } from '../limits.js'
import { type Cell, cellsOf, isSame } from './cells.js'
import { itemsSlice, itemsStateOf, type SelfCheck } from './checked.js'
import { plainFigure } from './figures.js'
import type { Filled, UnitRef } from './intents.js'
import { reasonsIn } from './texts.js'
import type { CycleItems } from './rows.js'

/** The page that somebody looks at. */
const lookShape = z.object({ page: z.number().catch(1) })

const draftShape = z.object({
  /** Row → what is typed in place of what the form holds by itself. */
  words: z.record(z.string(), z.object({ figure: z.string(), reason: z.string() })).catch({}),
  files: z.record(z.string(), z.array(z.string())).catch({}),
  /** Rows that are open for changes. */
  open: z.array(z.string()).catch([]),
})

export type SelfDraft = z.infer<typeof draftShape>

/** A unit's self-check as it stands in its form: typed and kept, else as handed in, else as the ledger has it. */
export interface SelfForm {
  items: CycleItems
  unit: string
  cells: readonly Cell[]
  check: SelfCheck | null
  /** Row → figure, reason and files. */
  rows: ReadonlyMap<string, { figure: string; reason: string; files: readonly string[] }>
  draft: SelfDraft
  /** The page that its reader looks at, and how many there are. */
  page: number
  pages: number
  /** Something is kept that is not handed in. */
  unsent: boolean
}

/** Where a unit's unfinished self-check is kept: its people fill it in together, its head hands it in. */
export function selfPlace(bureau: { id: string }, { cycle, unit }: UnitRef): DraftPlace {
  return { bureau: bureau.id, owner: unit, kind: 'items-check', key: `${cycle}/${unit}` }
}

/** Where it is kept which page of a self-check somebody looks at. */
export function lookPlace(
  whose: { bureau: { id: string }; person: string },
  { cycle, unit }: UnitRef,
): DraftPlace {
  return {
    bureau: whose.bureau.id,
    owner: whose.person,
    kind: 'items-look',
    key: `${cycle}/${unit}`,
  }
}

/** What a row holds by itself: what facts make of it, of a task that it is done. */
export function prefilled({ ledger, whole, amount, row }: Cell): string {
  if (ledger) return ledger.value
  if (amount && row.task?.done) return row.task.done
  return whole?.toFixed() ?? '0'
}

/** Reads a unit's self-check, as somebody looks at it. */
export async function selfFormOf(
  situation: Situation,
  items: CycleItems,
  { unit, person }: { unit: string; person: string },
): Promise<SelfForm> {
  const { db, bureau, collected } = situation
  const cycle = items.cycle.id
  const cells = cellsOf(situation, items, unit)
  const check = itemsStateOf(collected.of(itemsSlice), cycle).checks.get(unit) ?? null
  const stored = await getDraft(db, selfPlace(bureau, { cycle, unit }))
  const draft = draftShape.parse(stored?.body ?? {})
  const reasons = check ? (await reasonsIn(db, [check.entry])).get(check.entry) : undefined
  const rows = new Map(
    cells.map((cell) => {
      const { id } = cell.row
      const handedIn = check === null || check.asLedger.has(id) ? undefined : check.figures.get(id)
      const typed = draft.words[id]
      const figure = typed?.figure ?? handedIn ?? prefilled(cell)
      const files = draft.files[id] ?? check?.files.get(id) ?? []
      return [id, { figure, reason: typed?.reason ?? reasons?.[id] ?? '', files }]
    }),
  )
  const pages = Math.max(1, Math.ceil(cells.length / itemPages.self))
  const look = await getDraft(db, lookPlace({ bureau, person }, { cycle, unit }))
  const { page } = lookShape.parse(look?.body ?? {})
  const shown = Math.min(Math.max(1, page), pages)
  const unsent = Object.keys(draft.words).length + Object.keys(draft.files).length > 0
  return { items, unit, cells, check, rows, draft, page: shown, pages, unsent }
}

/** The rows of a page, from 1. */
export function rowsOnPage(form: Pick<SelfForm, 'cells'>, page: number): readonly Cell[] {
  return form.cells.slice((page - 1) * itemPages.self, page * itemPages.self)
}

/** The page that a row stands on. */
export function pageOf(form: Pick<SelfForm, 'cells'>, row: string): number {
  const place = form.cells.findIndex((cell) => cell.row.id === row)
  return Math.floor(Math.max(0, place) / itemPages.self) + 1
}

/** The form with what was just typed; what says the same as before is not kept. */
export function withTyped(form: SelfForm, typed: Filled): SelfForm {
  const words = { ...form.draft.words }
  const rows = new Map(form.rows)
  for (const { row } of form.cells) {
    const given = typed[row.id]
    const before = form.rows.get(row.id)
    if (!given || !before) continue
    const figure = plainFigure(given.figure)
    if (figure === before.figure && given.reason === before.reason) continue
    if (given.reason === before.reason && isShown(figure, before.figure)) continue
    words[row.id] = { figure, reason: given.reason }
    rows.set(row.id, { ...before, figure, reason: given.reason })
  }
  return { ...form, rows, draft: { ...form.draft, words } }
}

/** A figure as the card shows it, of one with more decimals than people read. */
function isShown(typed: string, before: string): boolean {
  try {
    return isSame(typed, before)
  } catch {
    return false
  }
}
