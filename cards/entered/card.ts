import { dayAt, dayText, timeAt } from '../../src/base/day.js'
import type { EnteredRow, EnteredView } from '../../src/flows/entered/view.js'
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
  rule,
} from '../kit.js'
import { cut, leftText } from '../report-lines.js'
import { scoreText } from '../scores.js'

const titles: Readonly<Record<EnteredView['step'], string>> = {
  records: '录入得分',
  verifies: '评议得分',
  files: '得分归档',
}

/** Scores at one step of their chain. */
export function renderEntered(view: EnteredView, frame: Frame): Element {
  const open = view.state === 'open'
  return card(heading(view), [
    markdown(told(view).join('\n')),
    quiet(literal(`${view.clause}　${view.says}`)),
    ...(open && view.rows.length > 0
      ? [form('entered', [...view.rows.flatMap((row) => fields(view, row)), controls(view, frame)])]
      : view.rows.map(readRow)),
    ...(view.filing ? filing(view, view.filing, frame) : []),
    quiet(footer(view)),
  ])
}

function heading(view: EnteredView): Heading {
  const title = {
    title: view.own ? '自评' : titles[view.step],
    subtitle: `${view.name} · ${view.scheme} ${view.year}年度`,
  }
  if (view.state === 'filed') return { ...title, tone: 'grey', tag: '已归档' }
  if (view.state === 'not-open') return { ...title, tone: 'grey', tag: '未开始' }
  const left = view.step === 'files' ? (view.filing?.open ?? 0) : view.all - view.done
  if (left === 0) return { ...title, tone: 'green', tag: view.own ? '已录入' : '已齐' }
  const late = view.workingDaysLeft < 0
  return { ...title, tone: late ? 'orange' : 'blue', tag: view.own ? '待自评' : `还差 ${left} 人` }
}

function told(view: EnteredView): string[] {
  const due = dayText(view.due, view.provisional)
  const lines: string[] = []
  if (view.state === 'filed' && view.filed) {
    const { by, at, open, reason } = view.filed
    const left = open > 0 ? `，还有 ${open} 人没有得分` : ''
    const why = reason === '' ? '' : `：${cut(reason, 100)}`
    return [
      `${literal(by)}已于${dayText(dayAt(at))} ${timeAt(at)}归档${left}${why}。得分已经计入。`,
    ]
  }
  if (view.state === 'not-open') return [`${dayText(view.opens)}开始，${due}前完成。`]
  if (view.reopened) {
    const { by, on, reason } = view.reopened
    lines.push(`${literal(by)}已于${dayText(on)}重新打开：${cut(reason, 100)}`)
  }
  const until =
    view.workingDaysLeft < 0 ? '，已过期，归档前仍可录入' : leftText(view.workingDaysLeft)
  const range = `${view.from} 至 ${view.to} 分`
  if (view.own) lines.push(`请给自己打分（${range}），${due}前${until}。`)
  else if (view.step === 'records')
    lines.push(`请录入 **${view.all}** 个对象的得分（${range}），${due}前${until}。`)
  else if (view.step === 'verifies') {
    lines.push(
      `请评议 **${view.all}** 人的得分（${range}），${due}前${until}。与自评一致的直接提交，改了的写理由。`,
    )
  } else lines.push(`没有人录入的可以在这里补录（${range}），要写理由。`)
  if (view.pages > 1)
    lines.push(
      quietly(`第 ${view.page} 页 / 共 ${view.pages} 页，已完成 ${view.done} / ${view.all}`),
    )
  return lines
}

function said(row: EnteredRow): string[] {
  const reason = (text: string): string => (text === '' ? '' : `（${cut(text, 80)}）`)
  return [
    ...(row.recorded
      ? [`自评 **${scoreText(row.recorded.figure)}**${quietly(reason(row.recorded.reason))}`]
      : [quietly('没有自评')]),
    ...(row.verified
      ? [
          `评议 **${scoreText(row.verified.figure)}**${quietly(`　${literal(row.verified.by)} ${dayText(row.verified.on)}${reason(row.verified.reason)}`)}`,
        ]
      : []),
    ...(row.entered
      ? [
          `补录 **${scoreText(row.entered.figure)}**${quietly(`　${literal(row.entered.by)} ${dayText(row.entered.on)}${reason(row.entered.reason)}`)}`,
        ]
      : []),
  ]
}

function readRow(row: EnteredRow): Element {
  return markdown(
    [`**${literal(row.name)}**　${quietly(literal(row.unit))}`, ...said(row)].join('\n'),
  )
}

function fields(view: EnteredView, row: EnteredRow): Element[] {
  const score = input({
    name: `figure.${row.id}`,
    limit: 'entered.figure',
    placeholder: `${view.from}–${view.to}`,
    value: row.figure,
  })
  const reason = input({
    name: `reason.${row.id}`,
    limit: 'entered.reason',
    placeholder: view.step === 'records' ? '说明（可不写）' : '理由（改了的要写）',
  })
  const asked =
    row.asked === null
      ? []
      : [
          markdown(
            `<font color='orange'>${literal(row.asked)} 分这样低，没有写错就再按一次。</font>`,
          ),
        ]
  // Where all are of one unit its name says nothing.
  const units = new Set(view.rows.map(({ unit }) => unit))
  const unit = units.size > 1 ? `　${quietly(literal(row.unit))}` : ''
  const head = view.own
    ? []
    : [
        markdown(
          [`**${literal(row.name)}**${unit}`, ...(view.step === 'records' ? [] : said(row))].join(
            '\n',
          ),
        ),
      ]
  if (view.own)
    return [...(row.verified ? [markdown(said(row).join('\n'))] : []), ...asked, score, reason]
  return [
    columns({ weight: 3, elements: [...head, ...asked] }, { weight: 2, elements: [score] }),
    reason,
  ]
}

function controls(view: EnteredView, frame: Frame): Element {
  const args = [view.cycle, view.part, view.step]
  const turn = (text: string, page: number): Element =>
    button(frame, text, { verb: 'entered.page', args: [...args, `${page}`] })
  const again = view.done > 0 ? '重新提交' : '提交'
  return buttons(
    button(
      frame,
      view.pages > 1 ? `提交本页` : again,
      { verb: 'entered.give', args },
      { submit: true, primary: view.done < view.all },
    ),
    ...(view.page > 1 ? [turn('上一页', view.page - 1)] : []),
    ...(view.page < view.pages ? [turn('下一页', view.page + 1)] : []),
  )
}

function filing(
  view: EnteredView,
  { all, open, unverified, mayFile }: NonNullable<EnteredView['filing']>,
  frame: Frame,
): Element[] {
  const args = [view.cycle, view.part]
  const left = open + unverified
  if (view.state === 'filed') {
    return [
      rule(),
      form('reopening', [
        input({ name: 'reason', limit: 'entered.reason', label: '重新打开的原因（必填）' }),
        buttons(button(frame, '重新打开', { verb: 'entered.reopen', args }, { submit: true })),
      ]),
    ]
  }
  const state = `共 **${all}** 人：没有得分 **${open}** 人，没有评议 **${unverified}** 人`
  if (!mayFile || view.state !== 'open') return [markdown(state)]
  return [
    rule(),
    markdown(state),
    form('filing', [
      ...(left > 0
        ? [input({ name: 'reason', limit: 'entered.reason', label: '还不齐，写明原因（必填）' })]
        : []),
      buttons(
        button(
          frame,
          '归档',
          { verb: 'entered.file', args },
          { submit: true, primary: left === 0 },
        ),
      ),
    ]),
  ]
}

function footer(view: EnteredView): string {
  if (view.own) return '处室评议以后不能再改；评议的得分和理由您看得到。归档以后计入。'
  return '归档以后计入；确有错误的，写明原因重新打开。'
}
