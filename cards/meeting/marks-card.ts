import { dayText } from '../../src/base/day.js'
import type { MeetingMarksView } from '../../src/flows/meeting/marks-view.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  form,
  type Frame,
  input,
  labelled,
  literal,
  markdown,
  quiet,
  rule,
} from '../kit.js'
import { meetingHeading, namesText } from './words.js'

/** Of long lists of names so many stand on the card. */
const namesMax = 60

function shown(names: readonly string[]): string {
  return namesText(names.slice(0, namesMax), names.length)
}

/** Who came: as expected by one press, or who did not by name. */
export function renderMeetingMarks(view: MeetingMarksView, frame: Frame): Element {
  const { meeting, marked, expected, excused, waiting, left } = view
  const state = marked
    ? ({ tone: 'green', tag: '已登记' } as const)
    : ({ tone: 'blue', tag: '待登记' } as const)
  return card(meetingHeading('会议登记', meeting, state), [
    labelled(
      ['会议', `**${literal(meeting.title)}**`],
      ['应到', marked ? '' : `${shown(expected)}（${expected.length}人）`],
      ['请假', shown(excused)],
      ['调离', left.length > 0 ? `${shown(left)}（已不在名册）` : ''],
    ),
    ...(marked ? markedElements(marked, frame) : openElements(view, waiting, frame)),
    quiet(literal(meeting.clause)),
  ])
}

function openElements(
  { meeting, lateFrom, proposes }: MeetingMarksView,
  waiting: readonly string[],
  frame: Frame,
): Element[] {
  const fact = (is: boolean): string => (is ? '' : '（只记下）')
  const field = (name: string, label: string): Element =>
    input({ name, label, limit: 'meeting.names', placeholder: '姓名用顿号隔开', rows: 1 })
  return [
    ...(waiting.length > 0
      ? [
          markdown(
            `<font color='orange'>${shown(waiting)}的请假还没有批，现在登记就按没有请假算。</font>`,
          ),
        ]
      : []),
    buttons(
      button(
        frame,
        '如期到会',
        { verb: 'meeting.as-expected', args: [meeting.id] },
        { primary: true },
      ),
    ),
    rule(),
    form('marks', [
      markdown('有例外的写在下面，其余的人按到会登记：'),
      field('absent', `没有到的${fact(proposes.absent)}`),
      field('late', `${lateFrom}以后才到的${fact(proposes.late)}`),
      field('substituted', `由别人代会的${fact(proposes.substituted)}`),
      input({ name: 'note', label: '情况（有例外时必填）', limit: 'meeting.note', rows: 1 }),
      buttons(
        button(frame, '按例外登记', { verb: 'meeting.mark', args: [meeting.id] }, { submit: true }),
      ),
    ]),
    quiet(
      '没有请假而缺席、迟到的，按程序核实、审定后告知本人；请假的不算。登记后不能再改，记错的在“核实”里撤回。',
    ),
  ]
}

function markedElements(marked: NonNullable<MeetingMarksView['marked']>, frame: Frame): Element[] {
  const { absent, late, substituted, came, by, on, note, facts } = marked
  return [
    labelled(
      ['到会', `**${came}** 人`],
      ['缺席', shown(absent)],
      ['迟到', shown(late)],
      ['代会', shown(substituted)],
      ['情况', literal(note)],
      ['登记', `${literal(by)} ${dayText(on)}`],
    ),
    ...(facts.length > 0 ? [rule(), markdown('已作为事项送核实、审定：')] : []),
    ...facts.slice(0, 20).map(({ card: ref, names }) =>
      columns(
        { weight: 1, elements: [markdown(shown(names))] },
        {
          weight: 'auto',
          elements: [button(frame, '查看', { verb: 'open', args: [ref.kind, ref.key] })],
        },
      ),
    ),
  ]
}
