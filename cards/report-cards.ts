import { dayText, monthText } from '../src/base/day.js'
import { reportLimits } from '../src/flows/report/limits.js'
import type {
  ReportForm,
  ReportItem,
  ReportMissed,
  ReportReceipt,
  ReportView,
} from '../src/flows/report/report-view.js'
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
  panel,
  quiet,
  select,
} from './kit.js'
import {
  countsText,
  historyLines,
  itemLines,
  leftText,
  momentText,
  restLines,
  statusWords,
} from './report-lines.js'
import { sentence } from './sayings.js'

/** The monthly report of a person: the form, its receipt, or that it was missed. */
export function renderReport(view: ReportView, frame: Frame): Element {
  switch (view.stage.stage) {
    case 'form':
      return renderForm(view, view.stage, frame)
    case 'receipt':
      return renderReceipt(view, view.stage, frame)
    case 'missed':
      return renderMissed(view, view.stage)
  }
}

function heading(view: ReportView, tone: Heading['tone'], tag: string): Heading {
  return { title: '工作月报', subtitle: monthText(view.month), tone, tag }
}

function renderForm(view: ReportView, stage: ReportForm, frame: Frame): Element {
  const changing = stage.submittedAt !== null
  const goesOn = stage.items.length > 0
  const tag = changing ? '修改中' : stage.late ? '已逾期' : stage.saved ? '草稿' : '待填写'
  return card(heading(view, stage.late && !changing ? 'orange' : 'blue', tag), [
    markdown(askedText(view, stage)),
    form('report', [
      ...stage.items.flatMap(itemFields),
      input({
        name: 'extra',
        label: stage.items.length > 0 ? '计划外工作（没有可不填）' : '本月工作（必填）',
        value: stage.extra,
        limit: 'report.extra',
        rows: 2,
      }),
      input({
        name: 'plans',
        label: goesOn ? '下月新的计划（每行一条）' : '下月计划（必填，每行一条）',
        placeholder: `至多 ${reportLimits.plans} 条，每条至多 ${reportLimits.plan} 字`,
        value: stage.plans.join('\n'),
        limit: 'report.plans',
        rows: 3,
      }),
      formButtons(view, stage, frame),
    ]),
    quiet(
      `下月计划会成为下月月报的事项；推进中、未完成的下月自动接着列出，都不用重填，不办了的选“不再办”。${sentence('report-rule')}`,
    ),
  ])
}

function askedText(view: ReportView, stage: ReportForm): string {
  const until = `**${dayText(view.due, view.provisional)}${view.dueTime}**`
  const asked = `共 ${stage.items.length + 2} 处`
  const lines = [
    stage.onLeave
      ? '您整个月都在请假，这个月不用填；上次的计划留到下个月。要填也可以。'
      : stage.late
        ? `提交时间到${until}为止，现已超过。处室签报前仍可提交，会注明迟交。${asked}。`
        : `请在${until}前提交${leftText(stage.workingDaysLeft)}。${asked}。`,
  ]
  if (stage.submittedAt !== null) {
    lines.push(`您${momentText(stage.submittedAt)}提交的月报仍然有效，重新提交后以新的为准。`)
  }
  lines.push(
    stage.items.length === 0
      ? '上月没有留下计划，请直接写本月做了什么。'
      : '每条选进度；推进中写进展和下一步，未完成、不再办写原因。',
  )
  return lines.join('\n')
}

function itemFields(item: ReportForm['items'][number], index: number): Element[] {
  return [
    { ...markdown(`**${index + 1}　${literal(item.text)}**`), margin: '4px 0px -4px 0px' },
    ...(item.months > 1 ? [{ ...quiet(historyText(item)), margin: '4px 0px -4px 0px' }] : []),
    columns(
      {
        weight: 3,
        elements: [
          select({
            name: `status_${index}`,
            placeholder: '进度',
            options: Object.entries(statusWords).map(([value, { text }]) => ({ value, text })),
            value: item.status,
          }),
        ],
      },
      {
        weight: 5,
        elements: [
          input({
            name: `note_${index}`,
            placeholder: `进展或原因，至多 ${reportLimits.note} 字`,
            value: item.note,
            limit: 'report.note',
          }),
        ],
      },
    ),
  ]
}

/** `第3个月　8月　推进中　已收到9个区的意见`. */
function historyText({ months, history }: ReportItem): string {
  return [`第${months}个月`, ...historyLines(history, 60)].join('\n')
}

function formButtons(view: ReportView, stage: ReportForm, frame: Frame): Element {
  const args = [view.month, `${stage.items.length}`]
  return buttons(
    button(frame, '提交', { verb: 'report.submit', args }, { primary: true, submit: true }),
    button(frame, '存草稿', { verb: 'report.save', args }, { submit: true }),
  )
}

function renderReceipt(view: ReportView, stage: ReportReceipt, frame: Frame): Element {
  const tag = stage.late ? '迟交' : stage.signed ? '已签报' : '已提交'
  const changed = stage.at > stage.firstAt ? `，${momentText(stage.at)}修改` : ''
  const elements = [
    markdown(
      [
        `**${literal(view.name)}**（${literal(view.unit)}）${momentText(stage.firstAt)}提交${changed}。`,
        changeableText(view, stage),
      ].join('\n'),
    ),
    ...whatWasSaid(stage),
  ]
  if (stage.changeable !== 'no') {
    elements.push(button(frame, '修改', { verb: 'report.change', args: [view.month] }))
  }
  elements.push(quiet(sentence('report-rule')))
  return card(heading(view, stage.late ? 'orange' : 'green', tag), elements)
}

function changeableText(view: ReportView, stage: ReportReceipt): string {
  switch (stage.changeable) {
    case 'until-due':
      return `可修改至${dayText(view.due, view.provisional)}${view.dueTime}。`
    case 'until-signed':
      return '处室负责人签报前仍可修改。'
    case 'no':
      return stage.signed
        ? `处室月报已由${literal(stage.signed.by)}${momentText(stage.signed.at)}签报，不再修改。`
        : '不再修改。'
  }
}

function whatWasSaid(stage: ReportReceipt): Element[] {
  if (!stage.text) return [markdown(`${countsText(stage.counts)}\n内容已按保存期限清除。`)]
  const { items } = stage.text
  return [
    ...(items.length > 0
      ? [markdown(`${countsText(stage.counts)}\n${itemLines(items, reportLimits.note).join('\n')}`)]
      : []),
    panel(`计划外工作和下月计划（${stage.text.plans.length}条）`, [
      markdown(restLines(stage.text, reportLimits.extra).join('\n')),
    ]),
  ]
}

function renderMissed(view: ReportView, stage: ReportMissed): Element {
  const values = { head: literal(stage.signed.by), at: momentText(stage.signed.at) }
  return card(heading(view, 'grey', stage.onLeave ? '整月请假' : '未提交'), [
    markdown(sentence(stage.onLeave ? 'report-missed-on-leave' : 'report-missed', values)),
    quiet(sentence('report-rule')),
  ])
}
