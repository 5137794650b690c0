import { dayText } from '../../src/base/day.js'
import type {
  ConsequencesView,
  ConsequenceView,
  ConsequenceWaiting,
} from '../../src/flows/consequence/view.js'
import {
  button,
  buttons,
  card,
  columns,
  dayPicker,
  type Element,
  fieldLabel,
  form,
  type Frame,
  input,
  literal,
  markdown,
  multiSelect,
  panel,
  quiet,
  quietly,
  rule,
} from '../kit.js'
import { whomFields } from './presses.js'

/** What follows from published results: each consequence with how far it is. */
export function renderConsequences(view: ConsequencesView, frame: Frame): Element {
  const left = view.lines.filter(({ whom, done }) => done < whom).length
  const isPublished = view.version !== null
  return card(
    {
      title: '结果运用',
      subtitle: `${view.scheme} · ${view.year}年度`,
      tone: left > 0 ? 'blue' : isPublished ? 'green' : 'grey',
      tag: isPublished ? (left > 0 ? `未落实 ${left} 项` : '没有未落实') : '还没有公布',
    },
    [
      ...(isPublished
        ? [quiet(`按第${view.version}版公布的结果，办法写明要做的：`)]
        : [markdown('结果公布以后，办法写明的奖励、谈话等在这里逐项列出。')]),
      ...(isPublished && view.lines.length === 0 ? [markdown('按公布的结果，没有要落实的。')] : []),
      ...view.lines.map((line) => lineOf(view, line, frame)),
      buttons(button(frame, '刷新', { verb: 'refresh' })),
    ],
  )
}

const measure = { person: '人', unit: '个单位' } as const

function lineOf(
  { assesses }: ConsequencesView,
  { name, clause, whom, done, card: ref }: ConsequencesView['lines'][number],
  frame: Frame,
): Element {
  const far =
    done === whom
      ? `<font color='green'>已全部落实</font>`
      : done === 0
        ? '未落实'
        : `已落实 ${done}`
  return columns(
    {
      weight: 1,
      elements: [
        markdown(`**${literal(name)}**　${whom} ${measure[assesses]}`),
        markdown(`${quietly(literal(clause))}　${far}`, 'notation'),
      ],
    },
    {
      weight: 'auto',
      elements: [
        button(
          frame,
          done === whom ? '查看' : '办理',
          { verb: 'open', args: [ref.kind, ref.key] },
          { outlined: done < whom },
        ),
      ],
    },
  )
}

/** One consequence: for whom, the form to say that it is carried out, and to ask somebody to. */
export function renderConsequence(view: ConsequenceView, frame: Frame): Element {
  const { waiting, done } = view
  return card(
    {
      title: literal(view.name),
      subtitle: `${view.scheme} · ${view.year}年度 · 结果运用`,
      tone: waiting.count > 0 ? 'blue' : 'green',
      tag: waiting.count > 0 ? `未落实 ${waiting.count}` : '已落实',
    },
    [
      markdown(`${literal(view.says)}　${quietly(literal(view.clause))}`),
      ...(waiting.count > 0 ? waits(view, frame) : []),
      ...(done.count > 0 ? carriedOut(view, frame) : []),
      quiet(
        view.isOffice
          ? '本人在自己的结果里看得到这一条；是否落实只有考核办和经办人看得到。'
          : '考核办请您办理；办好后登记，考核办会看到。',
      ),
    ],
  )
}

function waits(view: ConsequenceView, frame: Frame): Element[] {
  const { count, first } = view.waiting
  const more = count > first.length ? `等 ${count} ${measure[view.assesses]}` : ''
  const args = [view.cycle, view.id]
  return [
    markdown(`**还没有落实**（${count}）：${first.map(nameOf).join('、')}${more}`),
    form('done', [
      whom(view, whomFields.done, first),
      fieldLabel('哪天落实的', true),
      dayPicker({ name: 'on', value: view.today, required: true }),
      input({
        ...{ name: 'reference', limit: 'consequence.reference', label: '依据' },
        placeholder: '谈话记录、文件编号等，可不写',
      }),
      button(
        frame,
        '登记已落实',
        { verb: 'consequence.done', args },
        { primary: true, submit: true },
      ),
    ]),
    ...(view.isOffice
      ? [
          rule(),
          form('hand', [
            fieldLabel('不是考核办自己办的，交给别人'),
            whom(view, whomFields.hand, first),
            input({
              ...{ name: 'to', limit: 'consequence.to', label: '交给谁办', required: true },
              placeholder: '姓名或工号，例如谈话的领导',
            }),
            button(frame, '交办', { verb: 'consequence.hand', args }, { submit: true }),
          ]),
        ]
      : []),
  ]
}

function whom(
  { assesses }: ConsequenceView,
  name: string,
  of: readonly ConsequenceWaiting[],
): Element {
  return multiSelect({
    name,
    placeholder: assesses === 'person' ? '哪些人（不选就是全部）' : '哪些单位（不选就是全部）',
    options: of.map(({ id, name: text }) => ({ value: id, text })),
  })
}

function nameOf({ name, holds, to }: ConsequenceWaiting): string {
  const notes = [...(to === '' ? [] : [`${to}办`]), ...(holds ? [] : ['更正后不再适用'])]
  return `${literal(name)}${notes.length > 0 ? quietly(`（${literal(notes.join('，'))}）`) : ''}`
}

/** More lines than these are folded away. */
const linesOpen = 5

function carriedOut(view: ConsequenceView, frame: Frame): Element[] {
  const { count, first } = view.done
  const lines = first.map(
    ({ name, on, by, reference }) =>
      `- ${literal(name)}　${dayText(on)}${reference ? `　${literal(reference)}` : ''}　${quietly(`${literal(by)}登记`)}`,
  )
  const more = count > first.length ? [`- 另有 ${count - first.length}`] : []
  return [
    rule(),
    ...(count > linesOpen
      ? [panel(`已落实（${count}）`, [markdown([...lines, ...more].join('\n'))])]
      : [markdown([`**已落实**（${count}）`, ...lines].join('\n'))]),
    ...(view.isOffice
      ? [
          form('undo', [
            multiSelect({
              name: whomFields.undo,
              placeholder: '登记错了的',
              options: first.map(({ id, name }) => ({ value: id, text: name })),
            }),
            button(
              frame,
              '取消登记',
              { verb: 'consequence.undo', args: [view.cycle, view.id] },
              { submit: true, danger: true },
            ),
          ]),
        ]
      : []),
  ]
}
