import type {
  MeetingFormView,
  MeetingLine,
  MeetingsView,
} from '../../src/flows/meeting/list-view.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  fieldLabel,
  form,
  type Frame,
  input,
  literal,
  markdown,
  minutePicker,
  quiet,
  quietly,
  rule,
  type Tone,
} from '../kit.js'
import { leaveStages, meetingHeading, meetingLines, namesText, whenText } from './words.js'

/** One's meetings: what comes, and what was. */
export function renderMeetings(view: MeetingsView, frame: Frame): Element {
  const { toMark, coming, past, mayCall } = view
  return card(
    {
      title: '会议',
      ...stateOf(view),
    },
    [
      ...(toMark.length > 0 ? [markdown(quietly('要登记到会情况的'))] : []),
      ...toMark.map((line) => lineElement(line, frame, 'meeting-marks')),
      ...(toMark.length > 0 ? [rule()] : []),
      ...(coming.length === 0 ? [markdown('目前没有要您参加的会议。')] : []),
      ...coming.map((line) => lineElement(line, frame)),
      ...(past.length > 0 ? [rule(), markdown(quietly('最近的'))] : []),
      ...past.map((line) => lineElement(line, frame)),
      buttons(
        ...(mayCall
          ? [
              button(
                frame,
                '召集会议',
                { verb: 'open', args: ['meeting-form', 'new'] },
                { primary: true },
              ),
            ]
          : []),
        button(frame, '刷新', { verb: 'refresh' }),
      ),
      ...(view.callers === '' ? [] : [quiet(`可以召集会议的：${literal(view.callers)}。`)]),
    ],
  )
}

function stateOf({ toMark, coming }: MeetingsView): { tone: Tone; tag: string } {
  if (toMark.length > 0) return { tone: 'blue', tag: `待登记 ${toMark.length}` }
  return coming.length > 0
    ? { tone: 'blue', tag: `待召开 ${coming.length}` }
    : { tone: 'green', tag: '没有待开的' }
}

function lineElement(line: MeetingLine, frame: Frame, kind = 'meeting'): Element {
  const { leave, cancelled, called } = line
  const states = [
    ...(cancelled ? ['已取消'] : []),
    ...(called ? ['我召集的'] : []),
    ...(leave && leave !== 'withdrawn' ? [`请假${leaveStages[leave].tag}`] : []),
  ]
  const state = states.length > 0 ? `　${states.join('，')}` : ''
  return columns(
    {
      weight: 1,
      elements: [
        markdown(
          `**${literal(line.title)}**\n${literal(whenText(line))}　${literal(line.place)}${state}`,
        ),
      ],
    },
    {
      weight: 'auto',
      elements: [
        button(frame, kind === 'meeting' ? '查看' : '登记', {
          verb: 'open',
          args: [kind, line.id],
        }),
      ],
    },
  )
}

/** The form that calls a meeting, or its receipt. */
export function renderMeetingForm({ step }: MeetingFormView, frame: Frame): Element {
  if (step.step === 'made') {
    const { meeting, unreached } = step
    const state = { tone: 'green', tag: '已通知' } as const
    return card(meetingHeading('召集会议', meeting, state), [
      ...meetingLines(meeting),
      ...(unreached.length > 0
        ? [markdown(`<font color='orange'>${namesText(unreached)}没有送到，请另行通知。</font>`)]
        : []),
      buttons(
        button(frame, '再召集', { verb: 'meeting.again' }, { primary: true }),
        button(frame, '查看', { verb: 'open', args: ['meeting', meeting.id] }),
      ),
      quiet(`会议开始时会收到登记到会情况的卡片。${literal(meeting.clause)}`),
    ])
  }
  const { words, briefs, inPerson, clause } = step
  return card({ title: '召集会议', tone: 'blue', tag: '待填写' }, [
    form('meeting', [
      fieldLabel('会议名称', true),
      input({ name: 'title', limit: 'meeting.title', value: words.title }),
      fieldLabel('什么时候', true),
      minutePicker({ name: 'at', value: words.at }),
      fieldLabel('在哪里', true),
      input({ name: 'place', limit: 'meeting.place', value: words.place }),
      fieldLabel('谁参加', true),
      input({
        name: 'names',
        limit: 'meeting.names',
        placeholder: '姓名或处室，用顿号隔开；同名的写“姓名（处室）”',
        value: words.names,
        rows: 2,
      }),
      ...(briefs === 'named'
        ? [
            input({
              name: 'briefs',
              limit: 'meeting.names',
              label: '会后由谁报告会议精神',
              placeholder: '参会的人里的姓名；不用报告的不写',
              value: words.briefs,
            }),
          ]
        : []),
      input({ name: 'note', limit: 'meeting.note', label: '说明', value: words.note, rows: 1 }),
      buttons(button(frame, '通知', { verb: 'meeting.call' }, { primary: true, submit: true })),
    ]),
    quiet(
      `${inPerson ? '写谁就由谁本人参加。' : ''}${briefs === 'each' ? '到会的人会后都要报告。' : ''}${literal(clause)}`,
    ),
  ])
}
