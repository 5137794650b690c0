import { day as dayOf, type Day, isDay } from '../../base/day.js'
import { refuse } from '../../base/refusal.js'
import type { SheetFailure, SheetRow, SheetToFill } from '../../base/sheet.js'
import { sheetLimits } from '../../base/sheet.js'
import { filesAbout, saveFile, setFileAbout } from '../../storage/files.js'
import type { Db } from '../../storage/database.js'
import { type Context, done, type Outcome, type Situation } from '../context.js'
import type { KeptFile } from '../files.js'
import {
  attendanceDraft,
  attendanceKey,
  type AttendanceRow,
  keepAttendance,
  noAttendance,
} from './form.js'
import { bareName } from './names.js'
import { findingsOf, mayNotRecordAttendance, occasionsOf } from './who.js'

/** Columns of the sheet by their titles; other columns are not looked at. */
const titles = {
  name: '姓名',
  unit: '处室',
  day: '日期',
  occasion: '场合',
  finding: '情形',
  note: '情况',
} as const
type Column = keyof typeof titles
/** Without these nothing can be read. */
const needed: readonly Column[] = ['name', 'day', 'occasion', 'finding']
/** Titles stand in one of the first rows, under a heading perhaps. */
const headingsMost = 10

/** Since when somebody's form of attendance waits for a sheet; null where none does. */
export async function attendanceTakesFiles(
  db: Db,
  whose: { bureau: { id: string }; person: string },
): Promise<number | null> {
  const kept = await attendanceDraft(db, whose)
  return kept && kept.draft.made.length === 0 ? kept.changedAt : null
}

const failures: Readonly<Record<SheetFailure, string>> = {
  kind: 'attendance-sheet-kind',
  large: 'attendance-sheet-large',
  long: 'attendance-sheet-long',
  locked: 'attendance-sheet-locked',
  damaged: 'attendance-sheet-damaged',
}

/**
 * Reads a sheet of findings into the form that its sender is at, in the place of what was there; what would become of
 * each row is shown, nothing is recorded.
 * @refuses {@link mayNotRecordAttendance}, attendance-sheet-kind, attendance-sheet-large, attendance-sheet-long,
 * attendance-sheet-locked, attendance-sheet-damaged, attendance-sheet-titles, attendance-sheet-empty
 */
export async function attachSheet(ctx: Context, file: KeptFile): Promise<Outcome> {
  const refusal = mayNotRecordAttendance(ctx.bureau, ctx.person)
  if (refusal) return refusal
  const { name, sheet: read = { failed: 'damaged' as const }, ...kept } = file
  if ('failed' in read) {
    const max = `${sheetLimits.bytes / 1024 / 1024}`
    return refuse(failures[read.failed], { name, max, rows: `${sheetLimits.rows}` })
  }
  const at = read.rows.slice(0, headingsMost).findIndex((row) => columnsIn(row).size > 1)
  const columns = columnsIn(read.rows[at])
  const missing = needed.filter((column) => !columns.has(column))
  if (missing.length > 0) {
    const names = missing.map((column) => titles[column]).join('、')
    return refuse('attendance-sheet-titles', { name, names })
  }
  const rows = read.rows
    .slice(at + 1)
    .filter(({ cells }) => [...columns.values()].some((column) => (cells[column] ?? '') !== ''))
    .map((row) => rowIn(ctx, row, { columns, file: name }))
  if (rows.length === 0) return refuse('attendance-sheet-empty', { name })
  const about = aboutForm(ctx.person)
  const bureau = ctx.bureau.id
  await saveFile(ctx.tx, { bureau, by: ctx.person, about, name, ...kept })
  await keepAttendance(ctx.tx, ctx, {
    ...noAttendance,
    rows,
    sheet: { name, sha256: file.sha256 },
  })
  const card = { kind: 'attendance', key: attendanceKey }
  return done('attendance-sheet-read', { name, count: `${rows.length}` }, [card])
}

/** How what a sheet is about begins while it is only read: one of which nothing was recorded is let go of. */
export const sheetsOfForm = 'attendance:'

function aboutForm(person: string): string {
  return `${sheetsOfForm}${person}`
}

/** Keeps the sheet of which something was recorded, as proof of it: `entry` says what. */
export async function keepSheet(ctx: Context, sha256: string, entry: string): Promise<void> {
  const files = await filesAbout(ctx.tx, ctx.bureau.id, aboutForm(ctx.person))
  const sent = files.findLast((file) => file.sha256 === sha256)
  if (sent) await setFileAbout(ctx.tx, sent.id, entry)
}

function columnsIn(row: SheetRow | undefined): Map<Column, number> {
  const found = new Map<Column, number>()
  for (const [index, cell] of (row?.cells ?? []).entries()) {
    const title = bareName(cell)
    for (const [column, name] of Object.entries(titles) as [Column, string][]) {
      if (title.startsWith(name) && !found.has(column)) found.set(column, index)
    }
  }
  return found
}

/** A row as a finding; what can't be read of it stands in it as what is wrong. */
function rowIn(
  { bureau }: Situation,
  { at, cells, merged }: SheetRow,
  of: { columns: ReadonlyMap<Column, number>; file: string },
): AttendanceRow {
  const cell = (column: Column): string => cells[of.columns.get(column) ?? -1] ?? ''
  const named = (all: readonly { id: string; name: string }[], text: string): string | null =>
    all.find(({ name }) => bareName(name) === bareName(text))?.id ?? null
  const over = needed.find((column) => merged.includes(of.columns.get(column) ?? -1))
  const day = dayWritten(cell('day'))
  const finding = named(findingsOf(bureau), cell('finding'))
  const occasion = named(bureau.work?.rules.attendance?.occasions ?? [], cell('occasion'))
  const wrong =
    over !== undefined
      ? { code: 'attendance-sheet-merged', with: { column: titles[over] } }
      : day === null
        ? { code: 'attendance-sheet-day', with: { text: cell('day') } }
        : finding === null
          ? { code: 'attendance-sheet-finding', with: { text: cell('finding') } }
          : occasion === null
            ? { code: 'attendance-sheet-occasion', with: { text: cell('occasion') } }
            : null
  return {
    ...{ at, wrong, name: cell('name'), unit: cell('unit') },
    day: day ?? cell('day'),
    finding: finding ?? cell('finding'),
    occasion: occasion ?? cell('occasion'),
    note: cell('note') || of.file,
  }
}

/** A day with its year, as people write one: `2025-09-10`, `2025/9/10`, `２０２５年９月１０日`, `20250910`; null for none. */
export function dayWritten(text: string): Day | null {
  const bare = text.normalize('NFKC').replace(/\s+/gu, '')
  const [, year = '', month = '', of = ''] =
    /^(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?$/u.exec(bare) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(bare) ??
    []
  const written = `${year}-${month.padStart(2, '0')}-${of.padStart(2, '0')}`
  return isDay(written) ? dayOf(written) : null
}

/** What the template is asked for by. */
export const templateKey = 'attendance'

/** The sheet that somebody may fill in and send; null for who may record nothing. */
export function attendanceTemplate({ bureau }: Situation, person: string): SheetToFill | null {
  if (mayNotRecordAttendance(bureau, person)) return null
  const occasions = occasionsOf(bureau, person).map(({ name }) => name)
  const findings = findingsOf(bureau).map(({ name }) => name)
  const column = (of: Column, width: number, choices: readonly string[] = []) => ({
    ...{ title: titles[of], width, choices },
  })
  return {
    name: '考勤',
    columns: [
      ...[column('name', 12), column('unit', 28), column('day', 14)],
      ...[column('occasion', 12, occasions), column('finding', 12, findings), column('note', 40)],
    ],
    notes: [
      '一行一人一次，填好后把这个文件直接发给考核助手。',
      '姓名也可以写工号；同名的要写处室。',
      '日期写上年份，例如 2025-09-10。不要合并单元格。',
      `场合：${occasions.join('、')}。情形：${findings.join('、')}。`,
      '情况可以不写。有一行不能登记的，一行也不登记。',
    ],
  }
}
