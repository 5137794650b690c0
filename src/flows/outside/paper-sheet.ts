import { refuse } from '../../base/refusal.js'
import type { SheetFailure, SheetRow, SheetToFill } from '../../base/sheet.js'
import { sheetLimits } from '../../base/sheet.js'
import { countCharacters } from '../../base/text.js'
import type { Db } from '../../storage/database.js'
import { mayNot } from '../access.js'
import { bareName } from '../attendance/names.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import type { KeptFile } from '../files.js'
import { scaleOf } from '../rating/wrong-figure.js'
import { manageOutside } from './actions.js'
import { labelsOf, outsideFor, type OutsideOf, outsideRefIn, ratedBy, refOf } from './bodies.js'
import { outsideSlice, papersOf } from './links.js'
import { managedOpen } from './manage.js'
import { keepPaper, paperDraft, paperKey, type PaperRow } from './paper-form.js'

/** The columns beside those of the assessees. */
const titles = { number: '编号', remark: '意见和建议' } as const

/** What the sheet is asked for by; behind it the key of a body. */
export const paperTemplateKey = 'outside-paper'

/** Numbered rows that a sheet begins with. */
const rowsNumbered = 30

/** Since when somebody's card waits for a sheet of what came on paper; null where none does. */
export async function paperTakesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  const kept = await paperDraft(db, whose)
  return kept && kept.draft.made === null ? kept.changedAt : null
}

const failures: Readonly<Record<SheetFailure, string>> = {
  kind: 'outside-sheet-kind',
  large: 'outside-sheet-large',
  long: 'outside-sheet-long',
  locked: 'outside-sheet-locked',
  damaged: 'outside-sheet-damaged',
}

/**
 * Reads a sheet of what came on paper into the card that waits for it, in the place of what was there. What would become of each
 * row is shown; nothing is brought in.
 * @refuses outside-paper-none, {@link managedOpen}, outside-sheet-kind, outside-sheet-large, outside-sheet-long,
 * outside-sheet-locked, outside-sheet-damaged, outside-sheet-titles, outside-sheet-columns, outside-sheet-empty
 */
export async function attachPaper(ctx: Context, file: KeptFile): Promise<Outcome> {
  const kept = await paperDraft(ctx.tx, ctx)
  if (!kept) return refuse('outside-paper-none')
  const of = managedOpen(ctx, kept.draft.ref)
  if ('code' in of) return of
  const { name, sha256, sheet: read = { failed: 'damaged' as const } } = file
  if ('failed' in read) {
    const max = `${sheetLimits.bytes / 1024 / 1024}`
    return refuse(failures[read.failed], { name, max, rows: `${sheetLimits.rows}` })
  }
  const at = read.rows.findIndex(({ cells }) =>
    cells.some((one) => bareName(one) === titles.number),
  )
  const columns = columnsIn(of, read.rows[at])
  if (at < 0 || columns.assessees.size === 0) return refuse('outside-sheet-titles', { name })
  if (columns.strange.length > 0) {
    return refuse('outside-sheet-columns', { name, names: columns.strange.slice(0, 5).join('、') })
  }
  const rows = read.rows.slice(at + 1).flatMap((row) => rowIn(row, columns) ?? [])
  if (rows.length === 0) return refuse('outside-sheet-empty', { name })
  await keepPaper(ctx.tx, ctx, { ref: refOf(of), rows, sheet: { name, sha256 }, made: null })
  const card = { kind: 'outside-paper', key: paperKey }
  return done('outside-sheet-read', { name, count: `${rows.length}` }, [card])
}

interface Columns {
  number: number
  remark: number
  /** Assessee → column. */
  assessees: Map<string, number>
  /** Titles that are nobody's, or stand twice: what is below them would be lost. */
  strange: string[]
}

function columnsIn(of: OutsideOf, row: SheetRow | undefined): Columns {
  const byLabel = new Map([...labelsOf(ratedBy(of))].map(([id, label]) => [bareName(label), id]))
  const found: Columns = { number: -1, remark: -1, assessees: new Map(), strange: [] }
  for (const [column, cell] of (row?.cells ?? []).entries()) {
    const title = bareName(cell)
    const id = byLabel.get(title)
    if (title === '') continue
    if (title === titles.number && found.number < 0) found.number = column
    else if (title === titles.remark && found.remark < 0) found.remark = column
    else if (id !== undefined && !found.assessees.has(id)) found.assessees.set(id, column)
    else found.strange.push(cell)
  }
  return found
}

/** A sheet of paper as a row; null for one on which nothing was written but its number. */
function rowIn({ at, cells }: SheetRow, { number, remark, assessees }: Columns): PaperRow | null {
  const cell = (column: number): string => (column < 0 ? '' : (cells[column] ?? ''))
  const scores = [...assessees].flatMap(([id, column]) =>
    cell(column) === '' ? [] : [[id, cell(column)] as const],
  )
  if (scores.length === 0 && cell(remark) === '') return null
  return { at, number: cell(number), scores: Object.fromEntries(scores), remark: cell(remark) }
}

/** The sheet for what came on paper from a body; null for who may not have it. `key`: as a body's card has it. */
export function paperTemplate(
  situation: Situation,
  person: string,
  key: string,
): SheetToFill | null {
  const ref = outsideRefIn(key)
  const of = ref && outsideFor(situation, ref)
  if (!of || mayNot(situation.bureau, person, manageOutside, 'anything')) return null
  const { lowest, highest } = scaleOf(of.period.cycle.scheme, of.part)
  const before = papersOf(situation.collected.of(outsideSlice), refOf(of))
  const last = before
    .flatMap(({ papers }) => papers)
    .reduce((most, one) => Math.max(most, one.number), 0)
  const labels = [...labelsOf(ratedBy(of)).values()]
  return {
    name: `${of.part.name} ${of.name} 纸质表`,
    columns: [
      { title: titles.number, width: 8, choices: [] },
      ...labels.map((title) => ({
        title,
        width: Math.max(10, countCharacters(title) * 2 + 2),
        choices: [],
      })),
      { title: titles.remark, width: 40, choices: [] },
    ],
    rows: Array.from({ length: rowsNumbered }, (_, at) => [`${last + 1 + at}`]),
    notes: [
      '一行是一张纸质评价表：编号写在纸上，这里写同一个编号；每一列是一个考核对象。',
      `每一格填 ${lowest.toFixed()} 到 ${highest.toFixed()} 之间的分（${of.part.clause}），没有评的空着。`,
      '不要改第一行的名称，不要合并单元格；没有用到的行空着就行。',
      '填好后把这个文件直接发给考核助手：先看每一行会怎样，再导入；有一行不对，一行也不导入。',
    ],
  }
}
