import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { dayAt, instant, timeAt } from '../../../base/day.js'
import { child, children, count, flag, isNode, text, type JsonNode } from '../json.js'
import { tintOf, toneOf } from './colours.js'
import { box, width } from './measure.js'
import { PersonMark } from './person.js'
import { Markdown } from './text.js'

const rowHeights: Readonly<Record<string, string>> = { low: '36px', middle: '52px', high: '76px' }

/** Component `table`: pages of rows; wide tables scroll inside themselves. */
export function Table({ node }: { node: JsonNode }) {
  const [page, setPage] = useState(0)
  const columns = children(node, 'columns')
  const rows = children(node, 'rows')
  const size = count(node, 'page_size', 5)
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const at = Math.min(page, pages - 1)
  const height = text(node, 'row_height', 'low')
  return (
    <div class="table" style={{ margin: box(node, 'margin') }}>
      <div class={flag(node, 'freeze_first_column') ? 'table-scroll frozen' : 'table-scroll'}>
        <table class={height === 'auto' ? 'wrapping' : ''}>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell key={text(column, 'name')} node={node} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(at * size, (at + 1) * size).map((row, index) => (
              <tr key={index} style={{ height: rowHeights[height] ?? width(height) }}>
                {columns.map((column) => (
                  <td key={text(column, 'name')} style={alignments(column)}>
                    <Cell column={column} value={row[text(column, 'name')]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <div class="table-empty">暂无数据</div>}
      </div>
      {pages > 1 && <Pages at={at} pages={pages} go={setPage} />}
    </div>
  )
}

function Pages(props: { at: number; pages: number; go(page: number): void }) {
  const { at, pages, go } = props
  return (
    <div class="table-pages">
      <button type="button" aria-label="上一页" disabled={at === 0} onClick={() => go(at - 1)}>
        ‹
      </button>
      <span>
        {at + 1} / {pages}
      </span>
      <button
        type="button"
        aria-label="下一页"
        disabled={at === pages - 1}
        onClick={() => go(at + 1)}
      >
        ›
      </button>
    </div>
  )
}

function HeaderCell({ node, column }: { node: JsonNode; column: JsonNode }) {
  const style = child(node, 'header_style')
  const wide = text(column, 'width', 'auto')
  return (
    <th
      style={{
        width: wide === 'auto' ? undefined : wide,
        minWidth: wide.endsWith('px') ? wide : undefined,
        textAlign: text(style, 'text_align') || text(column, 'horizontal_align') || 'left',
        background: text(style, 'background_style') === 'grey' ? 'var(--ground)' : undefined,
        color: toneOf(text(style, 'text_color')),
        fontWeight: flag(style, 'bold', true) ? 600 : 400,
      }}
    >
      {text(column, 'display_name') || text(column, 'name')}
    </th>
  )
}

function alignments(column: JsonNode): Record<string, string> {
  const vertical = text(column, 'vertical_align', 'center')
  return {
    textAlign: text(column, 'horizontal_align', 'left'),
    verticalAlign: vertical === 'center' ? 'middle' : vertical,
  }
}

function Cell({ column, value }: { column: JsonNode; value: unknown }): ComponentChildren {
  if (value === undefined || value === null || value === '') return '-'
  switch (text(column, 'data_type', 'text')) {
    case 'number':
      return <span class="digits">{numberText(value, child(column, 'format'))}</span>
    case 'options':
      return <Tags value={value} />
    case 'lark_md':
    case 'markdown':
      return <Markdown source={String(value)} />
    case 'date':
      return <span class="digits">{dateText(value, text(column, 'date_format'))}</span>
    case 'persons':
      return <People value={value} />
    default:
      return String(value)
  }
}

function numberText(value: unknown, format: JsonNode): string {
  if (typeof value !== 'number') return String(value)
  const digits = typeof format.precision === 'number' ? format.precision : undefined
  const shown = new Intl.NumberFormat('zh-CN', {
    useGrouping: flag(format, 'separator') || flag(format, 'seperator'),
    ...(digits === undefined
      ? { maximumFractionDigits: 10 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  }).format(value)
  return `${text(format, 'symbol')}${shown}`
}

function Tags({ value }: { value: unknown }) {
  const options = Array.isArray(value) ? value.filter(isNode) : []
  if (options.length === 0) return <>{String(value)}</>
  return (
    <span class="tags">
      {options.map((option, at) => (
        <span key={at} class="text-tag" style={tintOf(text(option, 'color', 'grey'))}>
          {text(option, 'text')}
        </span>
      ))}
    </span>
  )
}

function dateText(value: unknown, format: string): string {
  if (typeof value !== 'number') return String(value)
  const at = instant(value)
  const [year = '', month = '', date = ''] = dayAt(at).split('-')
  const [hour = '', minute = ''] = timeAt(at).split(':')
  const parts: Readonly<Record<string, string>> = {
    YYYY: year,
    YY: year.slice(2),
    MM: month,
    M: month.replace(/^0/, ''),
    DD: date,
    D: date.replace(/^0/, ''),
    HH: hour,
    mm: minute,
    ss: '00',
  }
  return (format || 'YYYY/MM/DD').replace(
    /YYYY|YY|MM|M|DD|D|HH|mm|ss/g,
    (part) => parts[part] ?? '',
  )
}

function People({ value }: { value: unknown }) {
  const ids = Array.isArray(value) ? value : [value]
  return (
    <span class="tags">
      {ids.map((id) => (
        <PersonMark key={String(id)} id={String(id)} avatar name size="small" />
      ))}
    </span>
  )
}
