import { dayText, type Month, monthText } from '../../base/day.js'
import { isRefusal, refuse, type Refusal } from '../../base/refusal.js'
import type { SheetToFill } from '../../base/sheet.js'
import { dayAt, timeAt } from '../../base/day.js'
import { type Context, done, type Outcome, type Situation, shownAnew } from '../context.js'
import { keepDraft, newRecord, noDraft, noWords } from '../fact/draft.js'
import { kindsOf, mayRecordThis } from '../fact/kinds.js'
import { sendCards, sendTemplate } from '../notices.js'
import { reportsPassedRound, reportsRead } from './entries.js'
import { isMonth, unitDueDay } from './months.js'
import { reportsSlice } from './reported.js'
import { namesOf } from './reporters.js'
import { onPageOf } from './reading.js'
import { pagedCards, turnTo } from './shown-page.js'
import { filersOf, readersOf } from './signers.js'
import { type Failing, failingsIn, type TableRow, tableOf, tableRows } from './table.js'

/** What is pressed on the cards about all units' reports. */
export type ReportsIntent =
  | { verb: 'reports.pass-round' | 'reports.sheet'; month: Month }
  | { verb: 'reports.propose'; month: Month; failing: string }
  | { verb: 'reports.read'; month: Month; page: number; shown: string }
  | { verb: 'reports.page'; card: string; key: string; page: number; month: string }

type Of<V extends ReportsIntent['verb']> = Extract<ReportsIntent, { verb: V }>

/**
 * Who files the reports passes those that have come round to the leaders; each leader who has not the month's card yet gets it.
 * @refuses {@link tableFor}, reports-none-to-pass
 */
export async function passRound(
  ctx: Context,
  { month }: Of<'reports.pass-round'>,
): Promise<Outcome> {
  const rows = await tableFor(ctx, month)
  if (isRefusal(rows)) return rows
  const { rounds } = ctx.collected.of(reportsSlice)
  const waiting = rows.flatMap(({ report, unit }) =>
    report?.stage === 'filed' &&
    !rounds.has(report.id) &&
    filersOf(ctx.bureau, unit).includes(ctx.person)
      ? [report.id]
      : [],
  )
  const readers = readersOf(ctx.bureau)
  if (waiting.length === 0 || readers.length === 0) return refuse('reports-none-to-pass')
  reportsPassedRound.write(ctx, { period: month, body: { reports: waiting } })
  const card = { kind: 'report-reading', key: month }
  await sendCards(
    ctx,
    readers.filter((one) => one !== ctx.person).map((person) => ({ person, card })),
  )
  const who = namesOf(ctx.bureau.roster, readers)
  return done('reports-passed-round', { count: `${waiting.length}`, who })
}

/**
 * Opens the form of a fact with what a report lacked filled in: nothing is proposed before who files it has looked at it,
 * added what proves it, and handed it in; then it goes the way of every fact.
 * @refuses {@link tableFor}, reports-failing-gone, record-rule, not-allowed
 */
export async function proposeFailing(
  ctx: Context,
  { month, failing: wanted }: Of<'reports.propose'>,
): Promise<Outcome> {
  const rows = await tableFor(ctx, month)
  if (isRefusal(rows)) return rows
  const failing = failingsIn(ctx, month, rows).find(
    ({ of, what, who, known }) => !known && [of, what, who].join(':') === wanted,
  )
  if (!failing) return refuse('reports-failing-gone')
  if (!kindsOf(ctx.bureau).has(failing.kind)) return refuse('record-rule')
  const denied = mayRecordThis(ctx.bureau, ctx.person, failing.kind)
  if (denied) return denied
  await keepDraft(ctx.tx, ctx, newRecord, {
    ...noDraft,
    kind: failing.kind,
    words: {
      ...noWords,
      whom: [...failing.whom],
      day: failing.day,
      newMatter: `${monthText(month)}月报`,
      note: noteFor(ctx, month, failing, rows),
    },
  })
  return done('reports-form-opened', {}, [{ kind: 'record', key: newRecord }])
}

const failingWords: Readonly<Record<Failing['what'], string>> = {
  late: '迟报',
  missing: '没有报',
  returned: '被退回后没有按时重新报',
}

function noteFor(
  ctx: Context,
  month: Month,
  { of, who, what, day }: Failing,
  rows: readonly TableRow[],
): string {
  const { roster } = ctx.bureau
  const name = of === 'unit' ? roster.unitNameOf(who) : roster.nameOf(who)
  const at = of === 'unit' ? (rows.find(({ unit }) => unit === who)?.at ?? null) : null
  const came = at === null || what !== 'late' ? '' : `，实际${dayText(dayAt(at))}${timeAt(at)}报到`
  const report = of === 'unit' ? '处室月报' : '个人月报'
  return `${name}${monthText(month)}${report}${failingWords[what]}，期限${dayText(day)}${came}`
}

/**
 * A leader has read the reports of a page that was passed round. Where other ones stand on it by now it is shown anew.
 * @refuses gone, reports-not-yours, reports-read-before
 */
export async function readReportsOn(
  ctx: Context,
  { month, page, shown }: Of<'reports.read'>,
): Promise<Outcome> {
  if (!isMonth(month)) return refuse('gone')
  if (!readersOf(ctx.bureau).includes(ctx.person)) return refuse('reports-not-yours')
  const at = onPageOf(ctx, month, page)
  const { rounds } = ctx.collected.of(reportsSlice)
  const unread = at.part.filter(({ id }) => !rounds.get(id)?.read.has(ctx.person))
  if (unread.length === 0) return refuse('reports-read-before')
  if (at.shown !== shown) return shownAnew('reports-shown-anew')
  reportsRead.write(ctx, { period: month, body: { reports: unread.map(({ id }) => id) } })
  if (at.page < at.pages) {
    const whose = { bureau: ctx.bureau, person: ctx.person, card: 'report-reading' as const }
    await turnTo(ctx.tx, { ...whose, key: month }, { page: at.page + 1, month: '' })
  }
  return done('reports-read', { count: `${unread.length}` })
}

/**
 * Sends the table of a month as a sheet into the own chat.
 * @refuses {@link tableFor}
 */
export async function sendTable(ctx: Context, { month }: Of<'reports.sheet'>): Promise<Outcome> {
  const rows = await tableFor(ctx, month)
  if (isRefusal(rows)) return rows
  await sendTemplate(ctx, `${tableSheet}/${month}`)
  return done('reports-sheet', { month: monthText(month) })
}

/**
 * Another page of one of the cards, or another month of the earlier ones: nothing is decided by it.
 * @refuses gone
 */
export async function turnReports(
  ctx: Context,
  { card, key, page, month }: Of<'reports.page'>,
): Promise<Outcome> {
  const known = pagedCards.find((one) => one === card)
  if (!known || (month !== '' && !isMonth(month))) return refuse('gone')
  const whose = { bureau: ctx.bureau, person: ctx.person, card: known, key }
  await turnTo(ctx.tx, whose, { page, month })
  return done('page-turned', { page: `${page}` })
}

/**
 * The rows of a month for who may see the table.
 * @refuses gone, reports-not-yours
 */
async function tableFor(ctx: Context, month: Month): Promise<TableRow[] | Refusal> {
  if (!isMonth(month)) return refuse('gone')
  if (tableOf(ctx, ctx.person) === null) return refuse('reports-not-yours')
  return tableRows(ctx, { month, person: ctx.person })
}

/** Name of the table's sheet among those that can be sent. */
export const tableSheet = 'report-table'

const stateWords: Readonly<Record<TableRow['state'], string>> = {
  unsigned: '未签报',
  'on-its-way': '审签中',
  returned: '已退回',
  withdrawn: '已撤回',
  filed: '已报到',
}

/** The table of a month as a sheet; null for who may not have it. */
export async function tableSheetOf(
  situation: Situation,
  person: string,
  month: string,
): Promise<SheetToFill | null> {
  if (!isMonth(month) || tableOf(situation, person) === null) return null
  const { bureau, calendar } = situation
  const { roster } = bureau
  const rows = await tableRows(situation, { month, person })
  const moment = (at: TableRow['at']) => (at === null ? '' : `${dayAt(at)} ${timeAt(at)}`)
  const titles = [
    '处室',
    '状态',
    '是否按时',
    '签报人',
    '签报时间',
    '报到时间',
    '退回次数',
    '未交月报的人',
    '附件',
    '已阅',
  ]
  return {
    name: `${monthText(month)}月报报送情况`,
    columns: titles.map((title) => ({ title, width: 16, choices: [] })),
    rows: rows.map((row) => [
      row.name,
      stateWords[row.state],
      row.late
        ? row.state === 'filed'
          ? '迟报'
          : '逾期未报'
        : row.state === 'filed'
          ? '按时'
          : '',
      row.report ? roster.nameOf(row.report.by) : '',
      row.report ? moment(row.report.at) : '',
      row.report ? moment(row.report.filedAt) : '',
      row.report ? `${row.report.returns}` : '',
      namesOf(roster, row.missing),
      row.report && row.report.files.length > 0 ? `${row.report.files.length}件` : '',
      row.read ? namesOf(roster, row.read) : '',
    ]),
    notes: [
      `期限 ${unitDueDay(calendar, month, bureau.work)}，当日为止按时。`,
      `导出时间 ${moment(situation.now)}。迟报、未报不自动减分；要减分的另行提出，照样核实、审定、告知。`,
    ],
  }
}
