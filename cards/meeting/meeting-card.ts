import { dayText } from '../../src/base/day.js'
import type {
  MeetingBriefView,
  MeetingLeaveView,
  MeetingView,
} from '../../src/flows/meeting/views.js'
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
  labelled,
  literal,
  markdown,
  quiet,
  rule,
} from '../kit.js'
import { decideForm } from '../decide-form.js'
import {
  leaveStages,
  meetingHeading,
  meetingLeaveLines,
  meetingLines,
  meetingStages,
  namesText,
} from './words.js'

const found = {
  came: '已登记：到会',
  excused: '已登记：请假',
  late: '登记为迟到',
  absent: '登记为没有到会',
  substituted: '登记为由别人代会',
} as const

/** A meeting before who is asked to it, or keeps it. */
export function renderMeeting(view: MeetingView, frame: Frame): Element {
  const { meeting, own, keeping, may } = view
  const { id } = meeting
  const asksBrief = may.brief && own?.brief
  return card(meetingHeading('会议', meeting, stateOf(view)), [
    ...(asksBrief ? [briefLine(asksBrief)] : []),
    ...meetingLines(meeting),
    ...(own ? ownElements(own, meeting.stage) : []),
    ...(asksBrief ? [briefForm(id, frame)] : []),
    ...(keeping ? keepingElements(keeping, frame) : []),
    ...(may.mark
      ? [
          buttons(
            button(
              frame,
              '登记到会情况',
              { verb: 'open', args: ['meeting-marks', id] },
              { primary: true },
            ),
          ),
        ]
      : []),
    ...(may.withdraw && own?.leave
      ? [buttons(button(frame, '不请假了', { verb: 'meeting.withdraw', args: [own.leave.id, id] }))]
      : []),
    ...(may.ask ? [askForm(id, frame)] : []),
    ...(may.cancel ? [cancelForm(id, frame)] : []),
    quiet(
      `${meeting.inPerson && own && meeting.stage === 'called' ? '请本人参加，不能由别人代会。' : ''}${literal(meeting.clause)}`,
    ),
  ])
}

function stateOf({ meeting, own, may }: MeetingView): Pick<Heading, 'tone' | 'tag'> {
  if (meeting.stage === 'cancelled') return meetingStages.cancelled
  if (may.brief && own?.brief) {
    return own.brief.late
      ? { tone: 'orange', tag: '会议报告逾期' }
      : { tone: 'blue', tag: '待报告' }
  }
  if (may.mark) return { tone: 'blue', tag: '待登记' }
  if (own?.leave && own.leave.stage !== 'withdrawn' && meeting.stage === 'called') {
    const { tag, tone } = leaveStages[own.leave.stage]
    return { tone, tag: `请假${tag}` }
  }
  if (meeting.stage === 'begun') return { tone: 'grey', tag: '已开始' }
  return meetingStages[meeting.stage]
}

function ownElements(own: NonNullable<MeetingView['own']>, stage: string): Element[] {
  const { leave, excused, brief } = own
  return [
    ...(leave && leave.stage !== 'withdrawn' ? [rule(), ...meetingLeaveLines(leave)] : []),
    ...(excused ? [markdown('这段时间您已经请假，不用参加，也不用再请。')] : []),
    ...(own.found ? [markdown(`${found[own.found]}。`)] : []),
    ...(brief?.given
      ? [
          markdown(
            `会议报告已交（${dayText(brief.given.on)}${brief.given.late ? '，逾期' : ''}）${brief.given.readBy.length > 0 ? `，${literal(brief.given.readBy.join('、'))}已阅` : ''}：\n${literal(brief.given.text)}`,
          ),
        ]
      : brief && stage === 'called'
        ? [markdown(`会后由您报告会议精神，${dayText(brief.due)}前报${toText(brief.to)}。`)]
        : []),
  ]
}

function toText(to: readonly string[]): string {
  return to.length > 0 ? literal(to.join('、')) : '有关领导（目前空缺）'
}

type Brief = NonNullable<NonNullable<MeetingView['own']>['brief']>

function briefLine({ due, late, to }: Brief): Element {
  return markdown(
    `请写会议报告，${dayText(due)}前${late ? '（已过期，仍可提交）' : ''}报${toText(to)}。`,
  )
}

function briefForm(id: string, frame: Frame): Element {
  return form('brief', [
    input({ name: 'text', label: '会议精神和要做的事', limit: 'meeting.brief', rows: 4 }),
    buttons(
      button(
        frame,
        '提交报告',
        { verb: 'meeting.brief', args: [id] },
        { primary: true, submit: true },
      ),
    ),
  ])
}

function keepingElements(
  { leaves, asked, unreached, briefs }: NonNullable<MeetingView['keeping']>,
  frame: Frame,
): Element[] {
  const all = [leaves, asked, unreached].some((each) => each.length > 0) || briefs.length > 0
  if (!all) return []
  const missing = briefs.filter(({ card: given }) => given === null).map(({ name }) => name)
  return [
    rule(),
    labelled(
      ['请假', namesText(leaves)],
      ['待批', namesText(asked)],
      [
        '未达',
        unreached.length > 0
          ? `<font color='orange'>${namesText(unreached)}</font>，没有送到，请另行通知`
          : '',
      ],
      ['报告', missing.length > 0 ? `还没有交：${namesText(missing)}` : ''],
    ),
    ...briefs.flatMap(({ name, card: given, late }) =>
      given
        ? [
            columns(
              {
                weight: 1,
                elements: [markdown(`${literal(name)}的会议报告${late ? '（逾期）' : ''}`)],
              },
              {
                weight: 'auto',
                elements: [button(frame, '查看', { verb: 'open', args: [given.kind, given.key] })],
              },
            ),
          ]
        : [],
    ),
  ]
}

function askForm(id: string, frame: Frame): Element {
  return form('ask', [
    input({
      name: 'reason',
      label: '确实不能到会的，写明理由请假',
      limit: 'meeting.reason',
      placeholder: '至多 200 字，只有批假的人看得到',
      rows: 1,
    }),
    buttons(button(frame, '请假', { verb: 'meeting.ask', args: [id] }, { submit: true })),
  ])
}

function cancelForm(id: string, frame: Frame): Element {
  return form('cancel', [
    input({ name: 'why', label: '不开了的，写明原因', limit: 'meeting.reason', rows: 1 }),
    buttons(
      button(
        frame,
        '取消会议',
        { verb: 'meeting.cancel', args: [id] },
        {
          ...{ danger: true, submit: true },
          confirm: { title: '取消会议', text: '会告诉每个参会的人，取消后不能恢复。' },
        },
      ),
    ),
  ])
}

/** A leave from a meeting before who decides on it. */
export function renderMeetingLeave(view: MeetingLeaveView, frame: Frame): Element {
  const { meeting, leave, may, actingFor } = view
  const args = [leave.id, meeting.id]
  const closed = leave.stage === 'asked' && !may
  const state = closed ? ({ tone: 'grey', tag: '已处理' } as const) : leaveStages[leave.stage]
  return card(
    meetingHeading('会议请假', meeting, may ? { tone: 'blue', tag: '待您批准' } : state),
    [
      ...(actingFor ? [markdown(`${literal(actingFor)}不在岗，由您代为处理。`)] : []),
      ...meetingLeaveLines(leave),
      ...meetingLines(meeting),
      ...(may
        ? [
            decideForm(frame, {
              agree: { verb: 'meeting.agree', args },
              return: { verb: 'meeting.return', args },
              refuse: { verb: 'meeting.refuse', args },
              remark: { name: 'text', limit: 'leave.remark' },
            }),
          ]
        : []),
      quiet(`理由请勿外传。${literal(meeting.clause)}`),
    ],
  )
}

/** A report after a meeting, before who reads it. */
export function renderMeetingBrief(view: MeetingBriefView, frame: Frame): Element {
  const { meeting, brief, mayRead } = view
  const state = mayRead
    ? ({ tone: 'blue', tag: '请您阅' } as const)
    : ({ tone: 'green', tag: brief.readBy.length > 0 ? '已阅' : '已交' } as const)
  return card({ title: '会议报告', subtitle: brief.name, ...state }, [
    labelled(
      ['会议', `**${literal(meeting.title)}**（${dayText(meeting.day)}）`],
      ['报告', `${literal(brief.name)} ${dayText(brief.on)}${brief.late ? '（逾期）' : ''}`],
      ['已阅', literal(brief.readBy.join('、'))],
    ),
    markdown(literal(brief.text)),
    ...(mayRead
      ? [
          buttons(
            button(
              frame,
              '已阅',
              { verb: 'meeting.read', args: [meeting.id, brief.person] },
              { primary: true },
            ),
          ),
        ]
      : []),
    quiet(literal(meeting.clause)),
  ])
}
