import type { DocketsView } from '../../src/flows/docket/list.js'
import type { DocketRow } from '../../src/flows/docket/shown.js'
import { shorten } from '../../src/base/text.js'
import { barChart } from '../bar-chart.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  type Frame,
  markdown,
  literal,
  quiet,
  rule,
  unbroken,
} from '../kit.js'
import { dueText, leftText, ownerText, stateOf, titleText } from './words.js'

/** Bars of a chart, and units of the table. */
const barsMost = 8
const unitsMost = 40

/** The register: by unit, and a page of what is open or late. */
export function renderDockets(view: DocketsView, frame: Frame): Element {
  const { open, late } = view
  const state =
    late > 0
      ? { tone: 'orange' as const, tag: `超期 ${late}` }
      : open > 0
        ? { tone: 'blue' as const, tag: `在办 ${open}` }
        : { tone: 'green' as const, tag: '没有在办' }
  return card({ title: '督办登记簿', subtitle: `${view.year}年`, ...state }, [
    markdown(`在办 **${open}** 件，其中超期 **${late}** 件。`),
    ...unitElements(view),
    rule(),
    markdown(view.show === 'late' ? '**超期的**' : '**在办的**（先到期的在前）'),
    ...(view.rows.length === 0 ? [markdown('没有。')] : []),
    ...view.rows.map((row) => rowElement(row, frame)),
    pager(view, frame),
    buttons(
      ...(view.mayRegister
        ? [button(frame, '登记', { verb: 'open', args: ['docket-form', 'new'] }, { primary: true })]
        : []),
      ...(view.mayExport ? [button(frame, '导出表格', { verb: 'dockets.export' })] : []),
    ),
    quiet('各人看到自己承办、协办的；负责人和分管领导看到本处室的；督办的处室看到它督办的。'),
  ])
}

function rowElement(row: DocketRow, frame: Frame): Element {
  const { tag } = stateOf(row)
  const left = leftText(row)
  const standing =
    left === '' || row.late ? tag : `${tag}，${left.startsWith('<') ? left : unbroken(left)}`
  return columns(
    {
      weight: 1,
      elements: [
        markdown(
          `**${titleText({ title: shorten(row.title, 36) })}**\n<font color='grey'>${literal(row.kind)}　${ownerText(row)}</font>\n${row.state === 'paused' ? '' : `${dueText(row)}　`}${standing}`,
        ),
      ],
    },
    {
      weight: 'auto',
      elements: [button(frame, '查看', { verb: 'open', args: ['docket', row.id] })],
    },
  )
}

function unitElements({ units, year }: DocketsView): Element[] {
  if (units.length === 0) return []
  const open = units.filter((unit) => unit.open > 0).slice(0, barsMost)
  const values = open.map(({ name, open: total }) => ({ name, total }))
  return [
    ...(values.length > 1 ? [barChart(values, { from: 0, formatter: '{total:.0f}' })] : []),
    {
      tag: 'table',
      page_size: 5,
      row_height: 'auto',
      columns: [
        { name: 'unit', display_name: '处室', data_type: 'lark_md' },
        { name: 'open', display_name: '在办', data_type: 'lark_md', width: '88px' },
        { name: 'done', display_name: `${year}年办结`, data_type: 'lark_md', width: '104px' },
      ],
      rows: units.slice(0, unitsMost).map((unit) => ({
        unit: literal(unit.name),
        open: withLate(unit.open, unit.late),
        done: withLate(unit.done, unit.doneLate),
      })),
    },
    ...(units.length > unitsMost
      ? [quiet(`另有 ${units.length - unitsMost} 个没有列出，导出的表格里有。`)]
      : []),
  ]
}

function withLate(count: number, late: number): string {
  return late === 0 ? `${count}` : `${count} <font color='orange'>超${late}</font>`
}

function pager({ key, page, pages, show, open, late }: DocketsView, frame: Frame): Element {
  const to = (text: string, at: number, as = show): Element =>
    button(frame, text, { verb: 'dockets.page', args: [key, `${at}`, as] })
  // Also where nothing is late: what was answered late and waits to be judged stands there too.
  return buttons(
    ...(page > 0 ? [to('上一页', page - 1)] : []),
    ...(page + 1 < pages ? [to(`下一页（${page + 1}/${pages}）`, page + 1)] : []),
    show === 'late' ? to(`看在办的 ${open}`, 0, 'open') : to(`只看超期 ${late}`, 0, 'late'),
  )
}
