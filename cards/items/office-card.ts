import { dayAt, dayText, timeAt } from '../../src/base/day.js'
import type { OfficeRow, OfficeView } from '../../src/flows/items/office-view.js'
import {
  bar,
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
  rule,
} from '../kit.js'

/** How far the items are, by unit or by item; for the office the end of it. */
export function renderOffice(view: OfficeView, frame: Frame): Element {
  return card(heading(view), [
    markdown(told(view).join('\n')),
    buttons(...touches(view, frame)),
    ...view.rows.map((row) => listRow(row, frame)),
    ...pager(view, frame),
    ...ending(view, frame),
    quiet('与台账、自查都一致的可以一次核定；不一致的逐项看，要写理由。'),
  ])
}

function heading(view: OfficeView): Heading {
  const title = { title: '逐项核定', subtitle: `${view.scheme} · ${view.year}年度` }
  if (view.state === 'closed') return { ...title, tone: 'grey', tag: '已结束' }
  if (view.state === 'year') return { ...title, tone: 'grey', tag: '平时' }
  if (view.state === 'checking') return { ...title, tone: 'grey', tag: '自查中' }
  if (view.scored === view.all) return { ...title, tone: 'green', tag: '全部核定' }
  return { ...title, tone: 'blue', tag: `还差 ${view.all - view.scored} 项` }
}

function told(view: OfficeView): string[] {
  const day = (of: OfficeView['due']): string => dayText(of, view.provisional)
  const share = view.all === 0 ? 0 : view.scored / view.all
  const lines = [
    `已核定 **${view.scored} / ${view.all}** 项　${bar(share)}`,
    `自查 **${view.checked} / ${view.units}** 个科室已交（${day(view.opens)}至${day(view.due)}）；${day(view.scoredBy)}前核定。`,
  ]
  if (view.reopened && view.state !== 'closed') {
    const { by, at, reason } = view.reopened
    lines.push(`${literal(by)}已于${dayText(dayAt(at))}重新打开核定：${literal(reason)}`)
  }
  if (view.state === 'closed' && view.closed) {
    const { by, at, open, reason } = view.closed
    const left = open > 0 ? `，还有 ${open} 项没有核定，照台账计` : ''
    const why = reason === '' ? '' : `：${literal(reason)}`
    lines.push(`${literal(by)}已于${dayText(dayAt(at))} ${timeAt(at)}结束核定${left}${why}`)
  }
  return lines
}

function touches(view: OfficeView, frame: Frame): Element[] {
  const list = (text: string, by: string): Element =>
    button(frame, text, { verb: 'items.list', args: [view.cycle, by, '0'] })
  return [
    ...(view.state === 'scoring' && view.scored < view.all
      ? [
          button(
            frame,
            '一致的全部照此核定',
            { verb: 'scores.expected', args: [view.cycle] },
            { primary: true },
          ),
        ]
      : []),
    ...(view.hasItems
      ? [view.by === 'unit' ? list('按项目看', 'item') : list('按科室看', 'unit')]
      : []),
    button(frame, '刷新', { verb: 'refresh' }),
  ]
}

const checkTexts: Readonly<Record<NonNullable<OfficeRow['check']>, string>> = {
  none: `<font color='orange'>未交自查</font>`,
  checked: '已自查',
  late: '已自查（迟交）',
  returned: `<font color='orange'>自查已退回</font>`,
}

function listRow(row: OfficeRow, frame: Frame): Element {
  const state = row.check === null ? `${row.units ?? 0} 个科室` : checkTexts[row.check]
  const done = row.scored === row.all
  const count = done
    ? `<font color='green'>核定 ${row.scored} / ${row.all}</font>`
    : `核定 ${row.scored} / ${row.all}`
  return columns(
    {
      weight: 5,
      elements: [markdown(`**${literal(row.name)}**\n${quietly(`${state}　${count}`)}`)],
    },
    {
      weight: 'auto',
      elements: [
        button(
          frame,
          '打开',
          { verb: 'open', args: [row.card.kind, row.card.key] },
          { outlined: !done },
        ),
      ],
    },
  )
}

function pager(view: OfficeView, frame: Frame): Element[] {
  if (view.pages === 1) return []
  const to = (text: string, page: number): Element =>
    button(frame, text, { verb: 'items.list', args: [view.cycle, view.by, `${page}`] })
  return [
    buttons(
      ...(view.page > 0 ? [to('上一页', view.page - 1)] : []),
      ...(view.page + 1 < view.pages
        ? [to(`下一页（${view.page + 1}/${view.pages}）`, view.page + 1)]
        : []),
    ),
  ]
}

function ending(view: OfficeView, frame: Frame): Element[] {
  if (!view.manages) return []
  if (view.state === 'closed') {
    return [
      rule(),
      form('reopening', [
        input({ name: 'reason', limit: 'item.reason', label: '重新打开的原因（必填）' }),
        buttons(
          button(
            frame,
            '重新打开核定',
            { verb: 'items.reopen', args: [view.cycle] },
            { submit: true },
          ),
        ),
      ]),
    ]
  }
  if (!view.mayClose) return []
  return [
    rule(),
    form('closing', [
      ...(view.open > 0
        ? [
            input({
              name: 'reason',
              limit: 'item.reason',
              label: `还有 ${view.open} 项没有核定，照台账计；写明原因（必填）`,
            }),
          ]
        : []),
      buttons(
        button(
          frame,
          '结束核定',
          { verb: 'items.close', args: [view.cycle] },
          { submit: true, primary: view.open === 0 },
        ),
      ),
    ]),
  ]
}
