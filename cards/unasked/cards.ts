import { dayText } from '../../src/base/day.js'
import type { UnaskedFormView, UnaskedView } from '../../src/flows/unasked/views.js'
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
  type Heading,
  input,
  labelled,
  literal,
  markdown,
  quiet,
} from '../kit.js'
import { wayLines } from '../leave/words.js'

/** The form by which somebody says that a trip was not asked for, or what it has become. */
export function renderUnaskedForm(view: UnaskedFormView, frame: Frame): Element {
  const { step } = view
  if (step.step === 'made') {
    return card({ title: '擅自出差', tone: 'green', tag: '已提出' }, [
      markdown(`已提出**${literal(step.name)}**的情况，已告诉本人，等批出差的领导确认。`),
      buttons(
        button(frame, '查看', { verb: 'open', args: ['unasked', step.id] }),
        button(frame, '再登记一次', { verb: 'unasked.again' }),
      ),
      quiet(literal(view.clause)),
    ])
  }
  const { words } = step
  return card({ title: '擅自出差', tone: 'blue', tag: '待提交' }, [
    markdown(
      `没有批准就出差的，在这里提出。先告诉本人，本人可以说明；批出差的领导确认以后才有后果：${literal(view.consequences.join('、'))}。`,
    ),
    form('unasked', [
      fieldLabel('谁', true),
      input({ name: 'who', limit: 'leave.who', placeholder: '姓名或拼音首字母', value: words.who }),
      columns(
        { weight: 1, elements: [dayPicker({ name: 'from', value: words.from })] },
        { weight: 1, elements: [dayPicker({ name: 'to', value: words.to })] },
      ),
      input({ name: 'place', label: '去了哪里', limit: 'trip.place', value: words.place }),
      input({
        name: 'note',
        label: '怎样知道的',
        limit: 'unasked.note',
        value: words.note,
        rows: 1,
      }),
      buttons(button(frame, '提出', { verb: 'unasked.submit' }, { primary: true, submit: true })),
    ]),
    quiet(`那几天已批准请假、出差或已报告外出的不用提出，会当场说明。${literal(view.clause)}`),
  ])
}

function stateOf(view: UnaskedView): Pick<Heading, 'tone' | 'tag'> {
  if (view.stage === 'approved') return { tone: 'red', tag: '已确认' }
  if (view.stage === 'refused') return { tone: 'grey', tag: '不成立' }
  return view.may.decide ? { tone: 'blue', tag: '待您确认' } : { tone: 'orange', tag: '待确认' }
}

/** A trip that nobody was asked for, before who went, who found it and who decides. */
export function renderUnasked(view: UnaskedView, frame: Frame): Element {
  const { texts, ended, may } = view
  const args = [view.id, view.person]
  const when =
    view.from === view.to ? dayText(view.from) : `${dayText(view.from)}至${dayText(view.to)}`
  const erased = '（已到保存期限，已删去）'
  return card({ title: '擅自出差', subtitle: when, ...stateOf(view) }, [
    labelled(
      ['姓名', `**${literal(view.name)}**${view.unit ? `（${literal(view.unit)}）` : ''}`],
      ['时间', literal(when)],
      ['地点', texts ? literal(texts.place) : erased],
      ['情况', texts ? literal(texts.note) : ''],
      ['提出', literal(view.foundBy)],
      ['说明', literal((texts?.explained ?? []).join('；'))],
      ['后果', literal(view.consequences.map(({ name }) => name).join('、'))],
      ['事项', view.facts > 0 ? `已提出 ${view.facts} 件，照程序审定、告知，可以提出异议` : ''],
    ),
    ...(view.way.length > 0
      ? [markdown(wayLines(view.way, { waits: '待确认', passed: '确认' }))]
      : []),
    ...(ended
      ? [
          markdown(
            `${literal(ended.by)}${dayText(ended.on)}认为不成立：${literal(ended.reason || '（理由已删去）')}`,
          ),
        ]
      : []),
    ...(may.explain
      ? [
          form('explain', [
            input({ name: 'text', label: '您可以说明情况', limit: 'unasked.text', rows: 2 }),
            buttons(
              button(
                frame,
                '提交说明',
                { verb: 'unasked.explain', args },
                { primary: true, submit: true },
              ),
            ),
          ]),
        ]
      : []),
    ...(may.decide
      ? [
          form('decide', [
            input({ name: 'text', label: '意见（不成立时必填）', limit: 'leave.remark', rows: 1 }),
            buttons(
              button(
                frame,
                '确认没有批准',
                { verb: 'unasked.confirm', args },
                { danger: true, submit: true },
              ),
              button(frame, '不成立', { verb: 'unasked.dismiss', args }, { submit: true }),
            ),
          ]),
        ]
      : []),
    quiet(literal([...view.consequences.map(({ says }) => says), view.clause].join('　'))),
  ])
}
