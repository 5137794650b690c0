import { dayAt, dayText, timeAt } from '../../src/base/day.js'
import { rowField } from '../../src/flows/panel/row-field.js'
import type { PanelSheetView, SheetShown } from '../../src/flows/panel/view.js'
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
  select,
  unbroken,
} from '../kit.js'
import { leftText } from '../report-lines.js'
import { timerText } from './timer.js'

/** So many names stand on the card; of more their number is said, and the list to choose from has all. */
const namesMost = 12

/** A judge's card: the sheet that is looked at, and how far they are with all. */
export function renderPanelSheet(view: PanelSheetView, frame: Frame): Element {
  const { sheet } = view
  return card(heading(view), [
    markdown(told(view)),
    ...(view.timer ? [markdown(timerText(view.timer))] : []),
    ...(view.timer && sheet && view.timer.assessee !== sheet.assessee
      ? goThere(view, view.timer.assessee, frame)
      : []),
    ...progress(view),
    ...(sheet ? sheetShown(view, sheet, frame) : []),
    quiet(`${literal(view.clause)}　结束以前您打的分对任何人都不公开，考核办只看到交了几张。`),
  ])
}

function doneIn({ sheets }: PanelSheetView): number {
  return sheets.filter(({ done }) => done).length
}

function heading(view: PanelSheetView): Heading {
  const title = { title: '评委打分', subtitle: `${view.periodName} · ${view.name}` }
  const [done, all] = [doneIn(view), view.sheets.length]
  if (view.state === 'closed') return { ...title, tone: 'grey', tag: '已结束' }
  if (view.left) return { ...title, tone: 'grey', tag: '不再担任评委' }
  if (view.sheet?.unsent && view.sheet.handedInAt !== null) {
    return { ...title, tone: 'orange', tag: '改动未提交' }
  }
  if (all === 0) return { ...title, tone: 'grey', tag: '没有要打的' }
  if (done === all) return { ...title, tone: 'green', tag: '已交齐' }
  const late = view.workingDaysLeft < 0
  const tag = done > 0 ? `已交 ${done}／${all}` : '待打分'
  return { ...title, tone: late ? 'orange' : 'blue', tag }
}

function told(view: PanelSheetView): string {
  const [done, all] = [doneIn(view), view.sheets.length]
  if (view.state === 'closed') {
    return `评委打分已由考核办结束。您交了 ${done} 张表${view.observes ? '，列席评委的分怎样算由办法定' : done > 0 ? '，都已计入' : '，没有您的分计入'}。`
  }
  if (view.left) return `您不再担任评委。已交的 ${done} 张表仍然有效。`
  const due = dayText(view.due, view.provisional)
  const until = view.workingDaysLeft < 0 ? '，已过期，结束前仍可交' : leftText(view.workingDaysLeft)
  return [
    `您是**${literal(view.className)}**评委${view.observes ? '（列席）' : ''}，请听完一家交一张表，共 **${all}** 张，${due}前交齐${until}。`,
    view.changeable ? '交了的表，结束以前可以改。' : '**交了的表不能改。**',
    view.own.length > 0 ? `本单位${view.own.map(literal).join('、')}由别人打。` : '',
    view.observes ? '列席评委打的分给人看，是不是计入由办法定。' : '',
  ].join('')
}

function progress({ sheets, sheet }: PanelSheetView): Element[] {
  if (sheets.length === 0) return []
  if (sheets.length > namesMost) {
    const done = sheets.filter((one) => one.done).length
    return [markdown(`已交 **${done}** 张，还有 **${sheets.length - done}** 张`)]
  }
  const names = sheets.map(({ id, name, done }) => {
    const shown = unbroken(`${done ? '✓' : '○'} ${name}`)
    if (id === sheet?.assessee) return `**${shown}**`
    return done ? `<font color='green'>${shown}</font>` : quietly(shown)
  })
  return [markdown(names.join('　'))]
}

type Goes = Pick<PanelSheetView, 'cycle' | 'period' | 'panel'>

function argsOf({ cycle, period, panel }: Goes, { assessee, page }: SheetShown): string[] {
  return [cycle, period, panel, assessee, `${page}`]
}

/**
 * Who presents is not whose sheet is looked at, and that sheet is still to be handed in. Outside the form: what was typed there is kept
 * by the client alone.
 */
function goThere(view: PanelSheetView, assessee: string, frame: Frame): Element[] {
  const there = view.sheets.find(({ id }) => id === assessee)
  if (!there || there.done || !view.sheet || view.sheet.filled > 0) return []
  const press = { verb: 'panel.turn', args: [...argsOf(view, view.sheet), assessee] }
  return [buttons(button(frame, `给${there.name}打分`, press, { outlined: true }))]
}

function sheetShown(view: PanelSheetView, sheet: SheetShown, frame: Frame): Element[] {
  const fixed = sheet.handedInAt !== null && !view.changeable
  return [
    markdown(headline(view, sheet)),
    form('sheet', [
      ...sheet.rows.map((row) => rowShown(sheet, row, fixed)),
      ...(fixed ? pagesFixed(view, sheet, frame) : [controls(view, sheet, frame)]),
      ...others(view, sheet, frame),
    ]),
  ]
}

function headline(view: PanelSheetView, sheet: SheetShown): string {
  const { name, page, pages, filled, all, most, advice, handedInAt, unsent } = sheet
  const paged = pages > 1 ? `第 **${page}** 页／共 ${pages} 页，` : ''
  const lines = [`**${literal(name)}**　${paged}已填 ${filled}／${all} 项，满分 ${most}`]
  if (advice) {
    const total = advice.total ? `**${advice.total.points}**／${advice.total.of}` : '还没有'
    lines.push(
      quietly(`${literal(advice.name)} ${total}，按已登记的完成情况算，给评委参考，不计入`),
    )
  }
  if (handedInAt !== null) {
    const at = `${dayText(dayAt(handedInAt))} ${timeAt(handedInAt)}`
    lines.push(`<font color='green'>已于${at}交表</font>${view.changeable ? '' : '，不能再改'}`)
    if (unsent) lines.push(`<font color='orange'>之后的改动还没有交；不重新交的，按已交的计</font>`)
  } else if (unsent) lines.push(`<font color='orange'>填好的只是草稿，还没有交表</font>`)
  return lines.join('\n')
}

function rowShown(sheet: SheetShown, row: SheetShown['rows'][number], fixed: boolean): Element {
  const range = row.values.length > 0 ? row.values.join('、') : `${row.from}–${row.to}`
  const advice =
    row.advice === null || sheet.advice === null
      ? ''
      : `　${literal(sheet.advice.name)} **${literal(row.advice)}**`
  const answer = fixed
    ? markdown(`**${literal(row.value)}**`)
    : input({
        name: rowField(sheet.assessee, row.id),
        value: row.value,
        limit: 'panel.score',
        placeholder: range,
      })
  return columns(
    {
      weight: 2,
      elements: [
        markdown(literal(row.name)),
        markdown(quietly(`${literal(row.clause)}　${range} 分${advice}`), 'notation'),
      ],
    },
    { weight: 1, elements: [answer] },
  )
}

function controls(view: PanelSheetView, sheet: SheetShown, frame: Frame): Element {
  const press = (text: string, verb: string, more: string[] = [], primary = false): Element =>
    button(
      frame,
      text,
      { verb, args: [...argsOf(view, sheet), ...more] },
      { submit: true, primary },
    )
  const last = sheet.page === sheet.pages
  const again = sheet.handedInAt === null ? '交这张表' : '重新交这张表'
  return buttons(
    ...(sheet.page > 1 ? [press('上一页', 'panel.page', [`${sheet.page - 1}`])] : []),
    ...(last ? [] : [press('下一页', 'panel.page', [`${sheet.page + 1}`], true)]),
    view.changeable
      ? press(again, 'panel.hand-in', [], last)
      : button(
          frame,
          again,
          { verb: 'panel.hand-in', args: argsOf(view, sheet) },
          {
            ...{ submit: true, primary: last },
            confirm: { title: `交${sheet.name}的表？`, text: '交了就不能改。' },
          },
        ),
    press('存草稿', 'panel.save'),
  )
}

/** Pages of a sheet that can't be changed any more are still turned by turning to the sheet itself. */
function pagesFixed(view: PanelSheetView, sheet: SheetShown, frame: Frame): Element[] {
  if (sheet.pages === 1) return []
  const next = sheet.page === sheet.pages ? 1 : sheet.page + 1
  const args = [...argsOf(view, sheet), `${next}`]
  return [buttons(button(frame, '看另一页', { verb: 'panel.page', args }, { submit: true }))]
}

/** The other sheets: by choice, what was typed is kept. */
function others(view: PanelSheetView, sheet: SheetShown, frame: Frame): Element[] {
  const rest = view.sheets.filter(({ id }) => id !== sheet.assessee)
  if (rest.length === 0) return []
  const press = { verb: 'panel.turn', args: argsOf(view, sheet) }
  return [
    columns(
      {
        weight: 2,
        elements: [
          select({
            name: 'to',
            placeholder: '换一家',
            options: rest.map(({ id, name, done }) => ({
              value: id,
              text: `${name}${done ? '（已交）' : ''}`,
            })),
          }),
        ],
      },
      { weight: 1, elements: [button(frame, '去看', press, { submit: true })] },
    ),
  ]
}
