import { dayAt, dayText, monthText, timeAt } from '../../src/base/day.js'
import type { ReportTableRow, ReportTableView } from '../../src/flows/report/table-view.js'
import {
  button,
  buttons,
  card,
  type Element,
  form,
  type Frame,
  type Heading,
  literal,
  markdown,
  quiet,
  quietly,
  select,
} from '../kit.js'
import { plainDay } from '../report-lines.js'
import { pageButtons } from './pages.js'
import { stateText } from './states.js'

const whatWords = { late: '迟报', missing: '未报', returned: '退回后未重报' } as const

/** What came when of a month's unit reports, what is passed round, and what may be proposed as facts. */
export function renderReportTable(view: ReportTableView, frame: Frame): Element {
  return card({ title: '月报报送情况', subtitle: monthText(view.month), ...stateOf(view) }, [
    markdown(headText(view)),
    {
      tag: 'table',
      page_size: 10,
      row_height: 'auto',
      columns: [
        { name: 'unit', display_name: '处室', data_type: 'text', width: '128px' },
        { name: 'state', display_name: '报送', data_type: 'lark_md' },
      ],
      rows: view.rows.map((row) => ({ unit: row.name, state: rowText(row, view) })),
    },
    ...pageButtons(frame, { card: 'report-table', key: view.month, ...view }),
    ...roundElements(view),
    ...proposing(view, frame),
    buttons(
      ...(view.mayPassRound
        ? [
            button(
              frame,
              `送局领导传阅（${view.toPassRound}）`,
              { verb: 'reports.pass-round', args: [view.month] },
              { primary: true },
            ),
          ]
        : []),
      button(frame, '导出表格', { verb: 'reports.sheet', args: [view.month] }),
      button(frame, '刷新', { verb: 'refresh' }),
    ),
    ...(view.clause ? [quiet(literal(view.clause))] : []),
  ])
}

function stateOf(view: ReportTableView): Pick<Heading, 'tone' | 'tag'> {
  if (view.open === 0) {
    const tag = view.late > 0 ? `报齐，迟报 ${view.late}` : '按时报齐'
    return { tone: view.late > 0 ? 'orange' : 'green', tag }
  }
  return { tone: view.over ? 'orange' : 'blue', tag: `未报到 ${view.open}` }
}

function headText(view: ReportTableView): string {
  const due = `**${dayText(view.due, view.provisional)}**`
  const counts = `${view.units} 个处室：按时 ${view.inTime}，迟报 ${view.late}，未报到 ${view.open}。`
  return view.over ? `期限${due}已过。${counts}` : `${due}前报到。${counts}`
}

function rowText(row: ReportTableRow, view: ReportTableView): string {
  const state = stateText(row)
  const at = row.at === null ? [] : [quietly(`${plainDay(dayAt(row.at))} ${timeAt(row.at)}`)]
  const more = [
    ...(row.missing > 0 ? [quietly(`未交 ${row.missing} 人`)] : []),
    ...(row.read === null ? [] : [quietly(`已阅 ${row.read} / ${view.readers.length}`)]),
  ]
  const waits = row.with ? `　等${literal(row.with)}` : ''
  return [`${state}${waits}`, ...at, ...(more.length > 0 ? [more.join('　')] : [])].join('\n')
}

function roundElements(view: ReportTableView): Element[] {
  if (view.passedRound === 0) return []
  const lines = view.readers.map(({ name, read }) => {
    const done = read >= view.passedRound
    return `${literal(name)}　${done ? `<font color='green'>已阅</font>` : `已阅 ${read} / ${view.passedRound}`}`
  })
  return [markdown([`**传阅**　共 ${view.passedRound} 份`, ...lines].join('\n'))]
}

/** A choice of what went wrong, which opens the form of a fact: nothing is taken off by itself. */
function proposing(view: ReportTableView, frame: Frame): Element[] {
  const { failings, proposed } = view
  if (failings.length === 0) return proposed > 0 ? [quiet(`已提出 ${proposed} 项事项。`)] : []
  return [
    form('propose', [
      markdown(
        `**可以提出的**　${failings.length} 项${proposed > 0 ? `，已提出 ${proposed} 项` : ''}\n${quietly('选一项，打开填好的记录，核对后再提交；照样核实、审定、告知，不会自动减分。')}`,
      ),
      select({
        name: 'failing',
        placeholder: '选一项',
        options: failings.map(({ value, name, what, of }) => ({
          value,
          text: `${name}　${of === 'unit' ? '处室月报' : '个人月报'}${whatWords[what]}`,
        })),
      }),
      button(
        frame,
        '提出',
        { verb: 'reports.propose', args: [view.month] },
        { submit: true, outlined: true },
      ),
    ]),
  ]
}
