import { dayText } from '../../src/base/day.js'
import type { SheetRowShown, SheetView } from '../../src/flows/items/sheet-view.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  form,
  formIfHandedIn,
  type Frame,
  type Heading,
  input,
  literal,
  markdown,
  quiet,
  quietly,
  rule,
  select,
} from '../kit.js'
import { figureText, ledgerLines, noteLines, reasonLine, scoredText, worthText } from './lines.js'

/** An office's sheet: what needs somebody's eye has its fields, everything else a line and one touch for all. */
export function renderSheet(view: SheetView, frame: Frame): Element {
  const open = view.state === 'open' && view.rows.some((row) => row.mayScore)
  const rows = view.rows.flatMap((row) => rowElements(view, row, frame))
  return card(heading(view), [
    markdown(told(view).join('\n')),
    ...(view.notes.length > 0 ? [markdown(noteLines(view.notes).join('\n'), 'notation')] : []),
    ...formIfHandedIn('scores', [...rows, controls(view, frame, open)]),
    ...(view.noted ? noteForm(view, view.noted, frame) : []),
    ...(view.noted && view.mayReturn ? returnForm(view, frame) : []),
    quiet('核定与自查、与台账不同的要写理由，科室看得到。结束核定之前可以改。'),
  ])
}

function heading(view: SheetView): Heading {
  const title = {
    title: view.by === 'unit' ? '逐项核定' : '按项目核定',
    subtitle: `${view.name} · ${view.scheme} ${view.year}年度`,
  }
  if (view.state === 'closed') return { ...title, tone: 'grey', tag: '核定已结束' }
  if (view.state === 'waiting') return { ...title, tone: 'grey', tag: '等自查' }
  if (view.scored === view.all) return { ...title, tone: 'green', tag: '全部核定' }
  return { ...title, tone: 'blue', tag: `还差 ${view.all - view.scored} 项` }
}

function told(view: SheetView): string[] {
  const { check, by } = view
  const what = by === 'unit' ? '项' : '行'
  const lines = [`已核定 **${view.scored} / ${view.all}** ${what}`]
  if (by === 'unit') {
    lines.push(
      check === null
        ? '还没有交自查。'
        : `${literal(check.by)}${dayText(check.on)}交的自查${check.late ? '（迟交）' : ''}${check.returned ? '，已退回' : ''}。`,
    )
  }
  const due = dayText(view.due, view.provisional)
  if (view.state === 'waiting') lines.push(`交了自查、或过了${due}就可以核定；平时检查随时可以记。`)
  if (view.state === 'open') {
    const asked = view.asked > 0 ? `；要另看的有 **${view.asked}** ${what}` : ''
    lines.push(`${due}前核定。与台账、自查都一致的一次核定${asked}。`)
  }
  if (view.pages > 1) lines.push(quietly(`第 ${view.page} 页 / 共 ${view.pages} 页`))
  return lines
}

function title(row: SheetRowShown): string {
  const name = row.unit === '' ? row.name : row.unit
  return `**${row.number}. ${literal(name)}**　${quietly(worthText(row))}`
}

/** What the ledger and the unit say of it, and what it got. */
function figures(row: SheetRowShown): string {
  const ledger = row.ledger === null ? [] : [`台账 **${figureText(row, row.ledger)}**`]
  if (row.ledger !== null && row.self === row.ledger) {
    const same = `台账、自查 **${figureText(row, row.ledger)}**`
    return row.decided ? `${same}　${scoredText(row, row.decided)}` : same
  }
  const differs = row.ledger !== null && row.self !== null
  const self = row.self === null ? '没有自查' : `自查 **${figureText(row, row.self)}**`
  const claimed = differs ? `<font color='orange'>${self}</font>` : self
  const got = row.decided ? [`${scoredText(row, row.decided)}`] : []
  return [...ledger, claimed, ...got].join('　')
}

function details(row: SheetRowShown): string[] {
  const { decided } = row
  return [
    ...ledgerLines(row),
    ...reasonLine('自查理由', row.selfReason),
    ...noteLines(row.notes),
    ...(decided ? [quietly(`${dayText(decided.on)} ${literal(decided.by)}核定`)] : []),
    ...(decided ? reasonLine('核定理由', decided.reason) : []),
    ...(decided?.changed ? [`<font color='orange'>核定以后台账有变化，请再看一次。</font>`] : []),
  ]
}

function lines(row: SheetRowShown): Element[] {
  const more = details(row)
  return [
    markdown(`${title(row)}\n${figures(row)}`),
    ...(more.length > 0 ? [markdown(more.join('\n'), 'notation')] : []),
  ]
}

function rowElements(view: SheetView, row: SheetRowShown, frame: Frame): Element[] {
  const args = [view.cycle, view.by, view.id]
  const toggle = (text: string): Element =>
    button(frame, text, { verb: 'scores.turn', args: [...args, '', row.id] }, { submit: true })
  const files = row.files.map(({ id, name }) =>
    button(frame, `证明：${name}`, { verb: 'items.file', args: [id] }),
  )
  if (row.words === null) {
    const button = row.mayScore && view.state === 'open' ? [toggle('改')] : []
    const whole = [...lines(row), ...(files.length > 0 ? [buttons(...files)] : [])]
    return button.length === 0
      ? whole
      : [columns({ weight: 5, elements: whole }, { weight: 'auto', elements: button })]
  }
  const { words } = row
  return [
    ...lines(row),
    ...(row.asked
      ? [
          markdown(
            `<font color='orange'>这个分接近两头（${row.from} 至 ${row.to}），没有写错就再按一次。</font>`,
          ),
        ]
      : []),
    input({
      name: `figure.${row.id}`,
      limit: 'item.figure',
      label: row.amount
        ? `核定完成数（${row.from} 至 ${row.to}）`
        : `核定得分（${row.from} 至 ${row.to}）`,
      placeholder: '数字',
      value: words.figure,
    }),
    ...(row.mayLackCase
      ? [
          select({
            name: `lacks.${row.id}`,
            placeholder: '全年有没有可考的事',
            options: [
              { value: 'no', text: '有可考的事' },
              { value: 'yes', text: '全年没有可考的事' },
            ],
            value: words.lacks ? 'yes' : 'no',
          }),
        ]
      : []),
    input({
      name: `reason.${row.id}`,
      limit: 'item.reason',
      label: '理由（与台账或自查不同的要写）',
      value: words.reason,
    }),
    ...(row.opened || files.length > 0
      ? [buttons(...(row.opened ? [toggle('不改了')] : []), ...files)]
      : []),
  ]
}

function controls(view: SheetView, frame: Frame, open: boolean): Element {
  const args = [view.cycle, view.by, view.id]
  const turn = (text: string, to: number): Element =>
    button(frame, text, { verb: 'scores.turn', args: [...args, `${to}`, ''] }, { submit: true })
  const typed = view.rows.some((row) => row.words !== null)
  const submit = { submit: true }
  return buttons(
    ...(open && view.plain > 0
      ? [
          button(
            frame,
            `一致的 ${view.plain} ${view.by === 'unit' ? '项' : '行'}照此核定`,
            { verb: 'scores.expected', args },
            { ...submit, primary: !typed },
          ),
        ]
      : []),
    ...(open && typed
      ? [button(frame, '核定填写的', { verb: 'scores.give', args }, { ...submit, primary: true })]
      : []),
    ...(view.page > 1 ? [turn('上一页', view.page - 1)] : []),
    ...(view.page < view.pages ? [turn('下一页', view.page + 1)] : []),
    ...(view.next
      ? [button(frame, '下一份', { verb: 'open', args: [view.next.kind, view.next.key] })]
      : []),
    ...(view.mayNote ? [more(view, frame)] : []),
    button(frame, '全部', { verb: 'open', args: [view.list.kind, view.list.key] }),
  )
}

/** Shows the forms that few need, or puts them away. */
function more(view: SheetView, frame: Frame): Element {
  const text = view.noted ? '收起' : view.mayReturn ? '记检查、退回' : '记检查'
  const args = [view.cycle, view.by, view.id, '', '-']
  return button(frame, text, { verb: 'scores.turn', args }, { submit: true })
}

function noteForm(view: SheetView, rows: NonNullable<SheetView['noted']>, frame: Frame): Element[] {
  return [
    rule(),
    form('noting', [
      select({
        name: 'row',
        placeholder: '本页哪一项（不选就是整个科室）',
        options: rows.map(({ id, name }) => ({ value: id, text: name })),
      }),
      input({ name: 'note', limit: 'item.note', label: '记一次平时检查', rows: 2 }),
      buttons(
        button(
          frame,
          '记下',
          { verb: 'items.note', args: [view.cycle, view.id] },
          { submit: true },
        ),
      ),
    ]),
  ]
}

function returnForm(view: SheetView, frame: Frame): Element[] {
  return [
    form('returning', [
      input({ name: 'reason', limit: 'item.reason', label: '退回自查，写明要补什么' }),
      buttons(
        button(
          frame,
          '退回重填',
          { verb: 'items.return', args: [view.cycle, view.id] },
          { submit: true },
        ),
      ),
    ]),
  ]
}
