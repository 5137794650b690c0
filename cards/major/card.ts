import { dayText } from '../../src/base/day.js'
import type {
  MajorFormView,
  MajorShown,
  MajorView,
  ReaderShown,
} from '../../src/flows/major/views.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  fieldLabel,
  form,
  type Frame,
  type Heading,
  input,
  labelled,
  literal,
  markdown,
  minutePicker,
  quiet,
  quietly,
  rule,
} from '../kit.js'

/** The form: three answers, and until when. */
export function renderMajorForm(view: Omit<MajorFormView, 'kind'>, frame: Frame): Element {
  const { step, open, clause } = view
  if (step.step === 'made') {
    const { matter } = step
    return card({ title: '重大事项', tone: 'green', tag: '已报出' }, [
      ...matterLines(matter),
      buttons(
        button(
          frame,
          '查看和续报',
          { verb: 'open', args: ['major', matter.id] },
          { primary: true },
        ),
        button(frame, '另报一件', { verb: 'major.again' }),
      ),
      ...openLines(open, frame),
      quiet(literal(clause)),
    ])
  }
  const { words, kinds, by, judges } = step
  return card({ title: '重大事项', tone: 'orange', tag: by ? `${by}前报出` : '待报' }, [
    markdown(
      `${by ? `请在 **${by}** 前报出。` : ''}按“报出”后马上送上一级和要知道的人。报警、急救不受此限。`,
    ),
    form('major', [
      fieldLabel('什么事、有没有伤亡', true),
      input({ name: 'what', limit: 'major.what', value: words.what, rows: 2 }),
      fieldLabel('在哪里、什么时候知道的', true),
      input({ name: 'place', limit: 'major.place', value: words.place }),
      minutePicker({ name: 'known', value: words.known }),
      fieldLabel('已经怎样处置、需要什么'),
      input({ name: 'needed', limit: 'major.needed', value: words.needed, rows: 2 }),
      ...(judges
        ? [
            input({
              name: 'who',
              limit: 'major.who',
              label: '补登没有报的：应当报告的人',
              placeholder: '自己报的不写',
              value: words.who,
            }),
          ]
        : []),
      buttons(button(frame, '报出', { verb: 'major.report' }, { primary: true, submit: true })),
    ]),
    ...openLines(open, frame),
    quiet(
      `要报的：${literal(kinds.join('；'))}。涉密的内容不要写在这里，照保密规定报。${literal(clause)}`,
    ),
  ])
}

function openLines(open: MajorFormView['open'], frame: Frame): Element[] {
  if (open.length === 0) return []
  return [
    rule(),
    markdown(quietly('还没有结束的')),
    ...open.map(({ id, what, on, time, by }) =>
      columns(
        {
          weight: 1,
          elements: [
            markdown(`${literal(what)}\n${quietly(`${dayText(on)}${time} ${literal(by)}`)}`),
          ],
        },
        {
          weight: 'auto',
          elements: [button(frame, '查看', { verb: 'open', args: ['major', id] })],
        },
      ),
    ),
  ]
}

const hows = {
  reported: '',
  passed: '（上一级转报）',
  unread: '（上一级到时限没有看，一并报）',
} as const

function readers(all: readonly ReaderShown[]): string {
  return all
    .map(({ name, read, behind }) => {
      if (!read) return `${literal(name)} <font color='orange'>还没有看</font>`
      return `${literal(name)} ${read.time}已阅${behind ? '，续报还没有看' : ''}`
    })
    .join('、')
}

function matterLines(matter: MajorShown): Element[] {
  const { known, reported, late, withheld, reportBy } = matter
  const state = withheld
    ? `<font color='orange'>没有按时报告，由别人补登</font>`
    : late > 0
      ? `<font color='orange'>应在${reportBy}前报，晚了${late}分钟</font>`
      : `${reportBy}前，按时`
  return [
    labelled(
      ['何事', matter.what === null ? '（到期已删去）' : `**${literal(matter.what)}**`],
      ['何地', literal(matter.place)],
      ['何时', `${dayText(known.on)}${known.time}知道`],
      ['处置', literal(matter.needed)],
      [
        '报告',
        `${literal([matter.unit, matter.by].filter(Boolean).join(' '))} ${dayText(reported.on)}${reported.time}`,
      ],
      ['时限', state],
    ),
    labelled(
      ...matter.levels.map(({ role, how, vacant, readers: all }): [string, string] => [
        literal(role),
        `${readers(all)}${hows[how]}${vacant ? '（中间的职务空缺）' : ''}`,
      ]),
      ['通报', readers(matter.told)],
    ),
    ...(matter.follows.length > 0
      ? [
          rule(),
          ...matter.follows
            .slice(-followsMax)
            .map(({ by, on, time, text }) =>
              markdown(
                `${quietly(`续报　${dayText(on)}${time} ${literal(by)}`)}\n${literal(text)}`,
              ),
            ),
        ]
      : []),
    ...(matter.written
      ? [
          markdown(
            `${quietly(`书面报告　${dayText(matter.written.on)} ${literal(matter.written.by)}${matter.written.late ? '（逾期）' : ''}`)}\n${literal(matter.written.text)}`,
          ),
        ]
      : []),
    ...(matter.judged ? [markdown(judgedText(matter.judged))] : []),
  ]
}

/** Of long stories the last parts stand on the card. */
const followsMax = 6

function judgedText({ by, on, as, names, reason }: NonNullable<MajorShown['judged']>): string {
  const who = literal(names.join('、'))
  const what = {
    proposed: `已提出追究${who}，按程序核实、审定`,
    form: `已提出追究${who}，另在“记录”里补齐凭据`,
    noted: `记下${who}的责任，没有考核办法计这一项`,
    waived: '认定不追究',
  }
  const words = Object.entries(what).find(([key]) => key === as)?.[1] ?? ''
  return `${quietly(`${dayText(on)} ${literal(by)}`)}　${words}：${literal(reason)}`
}

function stateOf({ matter, may }: Omit<MajorView, 'kind'>): Pick<Heading, 'tone' | 'tag'> {
  if (may.read) return { tone: 'orange', tag: '请您马上看' }
  if (may.judge) return { tone: 'blue', tag: '待认定' }
  if (may.write) return { tone: 'blue', tag: '待书面报告' }
  return matter.closed ? { tone: 'grey', tag: '已结束' } : { tone: 'orange', tag: '处置中' }
}

/** A major matter before who has it. */
export function renderMajor(view: Omit<MajorView, 'kind'>, frame: Frame): Element {
  const { matter, may, next } = view
  const { id } = matter
  const pass = next.length > 0 ? `报${next.join('、')}` : ''
  return card(
    {
      title: '重大事项',
      subtitle: `${dayText(matter.known.on)}${matter.known.time}`,
      ...stateOf(view),
    },
    [
      ...matterLines(matter),
      buttons(
        ...(may.read
          ? [button(frame, '已阅', { verb: 'major.read', args: [id] }, { primary: true })]
          : []),
        ...(may.pass
          ? [button(frame, pass, { verb: 'major.pass', args: [id] }, { primary: !may.read })]
          : []),
        ...(may.close
          ? [
              button(
                frame,
                '处置结束',
                { verb: 'major.close', args: [id] },
                { confirm: { title: '处置结束', text: '结束后不能再续报，报告人要交书面报告。' } },
              ),
            ]
          : []),
        button(frame, '刷新', { verb: 'refresh' }),
      ),
      ...(may.follow ? [textForm(frame, id, 'follow', '续报')] : []),
      ...(may.write ? [textForm(frame, id, 'write', '书面报告', matter)] : []),
      ...(may.judge ? [judgeForm(frame, id)] : []),
      quiet(`只送上一级，不越级；不要转发。${literal(matter.clause)}`),
    ],
  )
}

function textForm(
  frame: Frame,
  id: string,
  verb: 'follow' | 'write',
  label: string,
  matter?: MajorShown,
): Element {
  const due = matter?.writtenDue ? `（${dayText(matter.writtenDue)}前）` : ''
  return form(verb, [
    input({
      name: 'text',
      label: `${label}${due}`,
      limit: verb === 'follow' ? 'major.follow' : 'major.written',
      rows: verb === 'follow' ? 2 : 4,
    }),
    buttons(
      button(
        frame,
        verb === 'follow' ? '续报' : '提交书面报告',
        { verb: `major.${verb}`, args: [id] },
        { submit: true, outlined: true },
      ),
    ),
  ])
}

function judgeForm(frame: Frame, id: string): Element {
  return form('judge', [
    markdown('这件事没有按时报告，请认定要不要追究：'),
    input({
      name: 'names',
      label: '追究谁',
      limit: 'meeting.names',
      placeholder: '姓名用顿号隔开；不追究的不写',
    }),
    input({ name: 'reason', label: '理由', limit: 'major.reason', rows: 1 }),
    buttons(
      button(
        frame,
        '提出追究',
        { verb: 'major.propose', args: [id] },
        { submit: true, outlined: true },
      ),
      button(frame, '不追究', { verb: 'major.waive', args: [id] }, { submit: true }),
    ),
  ])
}
