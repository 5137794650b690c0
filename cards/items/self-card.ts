import { dayText } from '../../src/base/day.js'
import type { SelfRow, SelfView } from '../../src/flows/items/self-view.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  form,
  type Frame,
  type Heading,
  input,
  literal,
  markdown,
  quiet,
  quietly,
} from '../kit.js'
import { leftText } from '../report-lines.js'
import {
  figureOf,
  figureText,
  ledgerLines,
  noteLines,
  reasonLine,
  scoredText,
  worthText,
} from './lines.js'

/** A unit's self-check: what the ledger holds stands there, only what differs is typed. */
export function renderSelf(view: SelfView, frame: Frame): Element {
  return card(heading(view), [
    markdown(told(view).join('\n')),
    ...(view.notes.length > 0 ? [markdown(noteLines(view.notes).join('\n'), 'notation')] : []),
    ...(view.mayFill
      ? [
          form('self', [
            ...view.rows.flatMap((row) => rowFields(view, row, frame)),
            controls(view, frame),
          ]),
        ]
      : [...view.rows.flatMap((row) => readRow(row, frame)), ...pager(view, frame)]),
    quiet(footer(view)),
  ])
}

function heading(view: SelfView): Heading {
  const title = { title: '逐项自查', subtitle: `${view.name} · ${view.scheme} ${view.year}年度` }
  const { state, checked, returned } = view
  if (state === 'closed') return { ...title, tone: 'grey', tag: '核定已结束' }
  if (state === 'not-open') return { ...title, tone: 'grey', tag: '未开始' }
  if (returned) return { ...title, tone: 'orange', tag: '退回重填' }
  if (checked) {
    if (view.unsent) return { ...title, tone: 'orange', tag: '改动未提交' }
    return { ...title, tone: 'green', tag: checked.late ? '已交（迟交）' : '已交' }
  }
  const late = view.workingDaysLeft < 0
  return { ...title, tone: late ? 'orange' : 'blue', tag: late ? '已过期' : '待自查' }
}

function told(view: SelfView): string[] {
  const { state, checked, returned, due } = view
  const until = dayText(due, view.provisional)
  if (state === 'not-open') {
    return [
      `${dayText(view.opens)}开始，${until}前交。共 **${view.all}** 项，现在的数由台账带出，可以先看。`,
    ]
  }
  const lines: string[] = []
  if (returned) {
    lines.push(
      `<font color='orange'>${literal(returned.by)}已于${dayText(returned.on)}退回：${literal(returned.reason)}</font>`,
    )
  }
  if (checked && !returned) {
    const late = checked.late ? '（迟交）' : ''
    const again = state === 'open' ? `，${until}前可以改` : ''
    lines.push(`${literal(checked.by)}已于${dayText(checked.on)}交${late}${again}。`)
  } else if (state === 'open') {
    const left = view.workingDaysLeft
    const how = left < 0 ? '，已过期，核定结束前仍可交，记为迟交' : leftText(left)
    lines.push(`请自查 **${view.all}** 项，${until}前由${headsText(view)}交${how}。`)
    lines.push('数由台账带出，与台账一致的不用填；不一致的点“改”，写明理由、附上证明。')
  }
  if (view.unsent && state === 'open') {
    lines.push(`<font color='orange'>填好的只是草稿，还没有交。</font>`)
  }
  const differ = view.differ > 0 ? `，与台账不同 **${view.differ}** 项` : ''
  lines.push(`第 **${view.page}** 页 / 共 ${view.pages} 页${differ}`)
  return lines
}

function headsText({ heads }: SelfView): string {
  return heads.length > 0 ? heads.map(literal).join('、') : '负责人（目前空缺）'
}

function title(row: SelfRow): string {
  const differs = row.ledger !== null && row.figure !== row.ledger
  const text = `自查 **${figureText(row, row.figure)}**`
  const self = differs ? `<font color='orange'>${text}</font>` : text
  return `**${row.number}. ${literal(row.name)}**　${self}${quietly(` / ${worthText(row)}`)}`
}

function details(row: SelfRow): string[] {
  const ledger =
    row.ledger !== null && row.figure !== row.ledger
      ? [quietly(`台账 ${figureText(row, row.ledger)}`)]
      : []
  return [
    ...ledger,
    ...ledgerLines(row),
    ...(row.open ? [] : reasonLine('理由', row.reason)),
    ...noteLines(row.notes),
    ...(row.scored
      ? [`${scoredText(row, row.scored)}${quietly(`　${literal(row.scored.by)}`)}`]
      : []),
    ...(row.scored ? reasonLine('核定理由', row.scored.reason) : []),
  ]
}

function lines(row: SelfRow): Element[] {
  const more = details(row)
  return [markdown(title(row)), ...(more.length > 0 ? [markdown(more.join('\n'), 'notation')] : [])]
}

function fileButtons(row: SelfRow, frame: Frame): Element[] {
  return row.files.map(({ id, name }) =>
    button(frame, `证明：${name}`, { verb: 'items.file', args: [id] }),
  )
}

function rowFields(view: SelfView, row: SelfRow, frame: Frame): Element[] {
  const args = [view.cycle, view.unit]
  const press = (text: string, verb: string, more: string[]): Element =>
    button(frame, text, { verb, args: [...args, ...more] }, { submit: true })
  if (!row.open) {
    return [
      columns(
        { weight: 5, elements: lines(row) },
        { weight: 'auto', elements: [press('改', 'items.save', ['', row.id])] },
      ),
    ]
  }
  return [
    ...lines(row),
    input({
      name: `figure.${row.id}`,
      limit: 'item.figure',
      label: row.amount
        ? `已完成（${row.from} 至 ${row.to}）`
        : `自查得分（${row.from} 至 ${row.to}）`,
      placeholder: '数字',
      value: row.amount ? row.figure : figureOf(row.figure),
    }),
    input({
      name: `reason.${row.id}`,
      limit: 'item.reason',
      label: '理由（与台账不同、没有做全的要写）',
      value: row.reason,
    }),
    buttons(
      press('附证明', 'items.prove', [row.id]),
      press('不改了', 'items.save', ['', row.id]),
      ...fileButtons(row, frame),
    ),
  ]
}

function readRow(row: SelfRow, frame: Frame): Element[] {
  const files = fileButtons(row, frame)
  return [...lines(row), ...(files.length > 0 ? [buttons(...files)] : [])]
}

function controls(view: SelfView, frame: Frame): Element {
  const args = [view.cycle, view.unit]
  const last = view.page === view.pages
  const turn = (text: string, to: number, primary: boolean): Element =>
    button(
      frame,
      text,
      { verb: 'items.save', args: [...args, `${to}`, ''] },
      { submit: true, primary },
    )
  const handIn = view.checked && !view.returned ? '重新交' : '交自查'
  return buttons(
    ...(view.page > 1 ? [turn('上一页', view.page - 1, false)] : []),
    ...(last ? [] : [turn('下一页', view.page + 1, true)]),
    ...(view.mayHandIn
      ? [
          button(
            frame,
            `${handIn}（共 ${view.all} 项）`,
            { verb: 'items.check', args },
            { submit: true, primary: last },
          ),
        ]
      : []),
    button(frame, '存草稿', { verb: 'items.save', args: [...args, '', ''] }, { submit: true }),
  )
}

function pager(view: SelfView, frame: Frame): Element[] {
  if (view.pages === 1) return []
  const turn = (text: string, to: number): Element =>
    button(frame, text, { verb: 'items.look', args: [view.cycle, view.unit, `${to}`] })
  return [
    buttons(
      ...(view.page > 1 ? [turn('上一页', view.page - 1)] : []),
      ...(view.page < view.pages ? [turn('下一页', view.page + 1)] : []),
    ),
  ]
}

function footer(view: SelfView): string {
  return view.mayHandIn || !view.mayFill
    ? '交了以后，负责核定的科室逐项看；与自查、台账不同的要写理由，这里看得到。'
    : `本科室的人都可以填，由${headsText(view)}交。`
}
