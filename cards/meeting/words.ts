import { dayText } from '../../src/base/day.js'
import type { MeetingLeaveStage } from '../../src/flows/meeting/meetings.js'
import type { MeetingLeaveShown, MeetingShown } from '../../src/flows/meeting/shown.js'
import { type Element, type Heading, labelled, literal, markdown, type Tone } from '../kit.js'

/** How a meeting stands, in words and colour. */
export const meetingStages: Readonly<Record<MeetingShown['stage'], { tag: string; tone: Tone }>> = {
  called: { tag: '待召开', tone: 'blue' },
  begun: { tag: '已开始', tone: 'blue' },
  marked: { tag: '已登记', tone: 'green' },
  cancelled: { tag: '已取消', tone: 'grey' },
}

/** How a leave from a meeting stands. */
export const leaveStages: Readonly<Record<MeetingLeaveStage, { tag: string; tone: Tone }>> = {
  asked: { tag: '待批准', tone: 'blue' },
  approved: { tag: '已批准', tone: 'green' },
  returned: { tag: '已退回', tone: 'orange' },
  refused: { tag: '未批准', tone: 'grey' },
  withdrawn: { tag: '已撤回', tone: 'grey' },
}

/** `9月10日（周三）09:00`. */
export function whenText({ day, time }: Pick<MeetingShown, 'day' | 'time'>): string {
  return `${dayText(day)}${time}`
}

/** The heading of a card about a meeting. */
export function meetingHeading(
  title: string,
  meeting: MeetingShown,
  state: Pick<Heading, 'tone' | 'tag'>,
): Heading {
  return { title, subtitle: whenText(meeting), ...state }
}

/** Names, and how many more there are. */
export function namesText(names: readonly string[], count = names.length): string {
  const more = count > names.length ? ` 等${count}人` : ''
  return `${literal(names.join('、'))}${more}`
}

/** What, when, where and who. */
export function meetingLines(meeting: MeetingShown): Element[] {
  return [
    labelled(
      ['会议', `**${literal(meeting.title)}**`],
      ['时间', `${literal(whenText(meeting))}${meeting.enter ? `，请${meeting.enter}进场` : ''}`],
      ['地点', literal(meeting.place)],
      ['召集', literal([meeting.callerUnit, meeting.caller].filter(Boolean).join(' '))],
      ['参会', namesText(meeting.names, meeting.count)],
      ['说明', literal(meeting.note)],
    ),
    ...(meeting.stage === 'cancelled'
      ? [markdown(`这次会议已经取消：${literal(meeting.reason)}`)]
      : []),
  ]
}

/** The reason of a leave, who decided and who has it. */
export function meetingLeaveLines(leave: MeetingLeaveShown): Element[] {
  const { passed, waits, ended, reason } = leave
  const decided = passed.map(
    ({ role, name, on, actingFor, remark }) =>
      `${literal(role)} ${literal(name)}${actingFor ? `（代${literal(actingFor)}）` : ''} ${dayText(on)}同意${remark ? `：${literal(remark)}` : ''}`,
  )
  return [
    labelled(
      ['请假', literal(leave.name)],
      ['理由', reason === null ? '（到期已删去）' : literal(reason)],
      [
        '批准',
        [...decided, ...(waits.length > 0 ? [`等${literal(waits.join('、'))}`] : [])].join('；'),
      ],
    ),
    ...(ended && leave.stage !== 'withdrawn'
      ? [
          markdown(
            `${literal(ended.by)}${dayText(ended.on)}${leave.stage === 'returned' ? '退回' : '没有同意'}：${literal(ended.reason || '（理由已删去）')}`,
          ),
        ]
      : []),
  ]
}
