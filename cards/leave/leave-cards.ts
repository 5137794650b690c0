import { dayText } from '../../src/base/day.js'
import { shorten } from '../../src/base/text.js'
import type { LeaveDetails, LeaveTimes } from '../../src/flows/leave/details.js'
import type { LeaveApprovalView, OwnLeaveView } from '../../src/flows/leave/views.js'
import {
  button,
  buttons,
  card,
  columns,
  dayPicker,
  fieldLabel,
  type Element,
  form,
  type Frame,
  type Heading,
  input,
  labelled,
  literal,
  markdown,
  quiet,
  select,
} from '../kit.js'
import { decideForm } from '../decide-form.js'
import { daysShown, limitLines, reasonLine, spanText, stages, wayLines } from './words.js'

function heading(title: string, leave: LeaveTimes, state: Pick<Heading, 'tone' | 'tag'>): Heading {
  return { title, subtitle: spanText(leave), ...state }
}

/** What a leave is and how it stands. */
export function madeElements(leave: LeaveDetails, of: { withReason: boolean }): Element[] {
  const { ended } = leave
  return [
    labelled(
      ['姓名', `**${literal(leave.name)}**${leave.unit ? `（${literal(leave.unit)}）` : ''}`],
      ['假种', `${literal(leave.kind)}${leave.telephone ? '（电话请假，事后补录）' : ''}`],
      ['时间', literal(spanText(leave))],
      ['共计', daysShown(leave)],
      ['事由', of.withReason ? reasonLine(leave) : ''],
      ['交接', literal([leave.handover, leave.tasks].filter(Boolean).join('：'))],
      ['证明', filesLine(leave)],
    ),
    ...(leave.way.length > 0 ? [markdown(wayLines(leave.way))] : []),
    ...(ended && leave.stage !== 'withdrawn'
      ? [
          markdown(
            `${literal(ended.by)}${dayText(ended.on)}${leave.stage === 'returned' ? '退回' : '没有同意'}：${literal(ended.reason || '（理由已删去）')}`,
          ),
        ]
      : []),
  ]
}

function filesLine(leave: LeaveDetails): string {
  if (leave.files.length > 0) return leave.files.map(({ name }) => literal(name)).join('、')
  return leave.lacks.length > 0
    ? `<font color='orange'>还缺${literal(leave.lacks.join('、'))}</font>`
    : ''
}

/** Each paper is sent to who presses, into their own chat. */
function fileButtons(leave: LeaveDetails, frame: Frame): Element[] {
  if (leave.files.length === 0) return []
  const open = leave.files.map(({ id, name }) =>
    button(frame, `查看 ${shorten(name, 12)}`, { verb: 'leave.file', args: [id] }),
  )
  return [buttons(...open)]
}

/** One's own leave: where it stands, and what may still be done. */
export function renderOwnLeave(view: OwnLeaveView, frame: Frame): Element {
  const { leave, may } = view
  const id = leave.id
  return card(heading('我的请假', leave, stateOf(leave)), [
    ...(leave.stage === 'approved' && leave.back === null && leave.backBy
      ? [markdown(`请在${dayText(leave.backBy)}前销假。`)]
      : []),
    ...madeElements(leave, { withReason: true }),
    ...fileButtons(leave, frame),
    ...(may.slip ? [slipForm(id, frame)] : []),
    buttons(
      ...(may.back
        ? [button(frame, '销假', { verb: 'leave.back', args: [id] }, { primary: true })]
        : []),
      ...(may.again
        ? [button(frame, '改好再提交', { verb: 'open', args: ['leave', id] }, { primary: true })]
        : []),
      ...(may.papers
        ? leave.lacks.length > 0
          ? [papersButton(id, frame)]
          : [button(frame, '附证明', { verb: 'leave.papers', args: [id] })]
        : []),
      ...(may.extend ? [button(frame, '延长或改期', { verb: 'open', args: ['leave', id] })] : []),
      ...(may.withdraw ? [withdrawButton(id, frame)] : []),
      button(frame, '我的请假', { verb: 'open', args: ['my-leaves', 'mine'] }),
    ),
    ...(may.shorten ? [shortenForm(leave, frame)] : []),
    quiet(literal(leave.clause)),
  ])
}

/** Brings papers that a leave waits for. */
export function papersButton(id: string, frame: Frame): Element {
  return button(frame, '补证明', { verb: 'leave.papers', args: [id] }, { primary: true })
}

/** Takes one's own leave back. */
export function withdrawButton(id: string, frame: Frame): Element {
  return button(
    frame,
    '撤回',
    { verb: 'leave.withdraw', args: [id] },
    { danger: true, confirm: { title: '撤回请假', text: '撤回后要再请需重新提交。' } },
  )
}

function stateOf(leave: LeaveDetails): Pick<Heading, 'tone' | 'tag'> {
  if (leave.back !== null) return { tone: 'grey', tag: '已销假' }
  if (leave.overdue) return { tone: 'orange', tag: '逾期未销假' }
  return stages[leave.stage]
}

function slipForm(id: string, frame: Frame): Element {
  return form('slip', [
    input({ name: 'text', label: '补写假条：事由', limit: 'leave.reason', rows: 1 }),
    buttons(
      button(
        frame,
        '提交假条',
        { verb: 'leave.slip', args: [id] },
        { primary: true, submit: true },
      ),
    ),
  ])
}

function shortenForm(leave: LeaveDetails, frame: Frame): Element {
  const ends = [
    { value: 'evening', text: '到下班' },
    { value: 'noon', text: '到中午' },
  ]
  const half = leave.endsAtNoon ? 'noon' : 'evening'
  return form('shorten', [
    fieldLabel('要早些结束的，改到这天为止'),
    columns(
      { weight: 3, elements: [dayPicker({ name: 'to', value: leave.to })] },
      {
        weight: 2,
        elements: [select({ name: 'ends', placeholder: '到', options: ends, value: half })],
      },
    ),
    buttons(button(frame, '缩短', { verb: 'leave.shorten', args: [leave.id] }, { submit: true })),
  ])
}

/** A leave before who decides on it. */
export function renderLeaveApproval(view: LeaveApprovalView, frame: Frame): Element {
  const { leave, may, actingFor, limits } = view
  const args = [leave.id, leave.person]
  const state =
    leave.stage === 'asked' && !may ? { tone: 'grey' as const, tag: '已处理' } : stateOf(leave)
  const limitText = limitLines(limits, leave.stage === 'asked')
  return card(heading('批假', leave, may ? { tone: 'blue', tag: '待您批准' } : state), [
    ...(actingFor ? [markdown(`${literal(actingFor)}不在岗，由您代为处理。`)] : []),
    ...(leave.changes ? [markdown('这是对已批准的请假的更改，同意后以这次的为准。')] : []),
    ...madeElements(leave, { withReason: true }),
    ...fileButtons(leave, frame),
    ...(limitText === '' ? [] : [markdown(limitText)]),
    ...(leave.overdue && leave.back === null
      ? [
          markdown(
            `<font color='orange'>应在${leave.backBy ? dayText(leave.backBy) : ''}前销假，还没有销假。</font>`,
          ),
        ]
      : []),
    ...(may
      ? [
          decideForm(frame, {
            agree: { verb: 'leave.agree', args },
            return: { verb: 'leave.return', args },
            refuse: { verb: 'leave.refuse', args },
            remark: { name: 'text', limit: 'leave.remark' },
          }),
        ]
      : []),
    quiet(`事由和证明请勿外传。${literal(leave.clause)}`),
  ])
}
