import { dayText } from '../../src/base/day.js'
import type { CaseFormView, CasePart, CaseView } from '../../src/flows/accountability/views.js'
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
  quiet,
  quietly,
  rule,
  select,
} from '../kit.js'

/** The form that puts facts to somebody, or its receipt. */
export function renderCaseForm({ step, open, clause }: CaseFormView, frame: Frame): Element {
  if (step.step === 'made') {
    return card({ title: '问责', tone: 'green', tag: '已告知' }, [
      markdown(`已把事实告知 **${literal(step.name)}**，请本人陈述和申辩。`),
      buttons(
        button(frame, '查看', { verb: 'open', args: ['case', step.id] }, { primary: true }),
        button(frame, '另提一件', { verb: 'case.again' }),
      ),
      ...openLines(open, frame),
      quiet(literal(clause)),
    ])
  }
  const { words, situations } = step
  return card({ title: '问责', tone: 'blue', tag: '待填写' }, [
    form('case', [
      fieldLabel('对谁', true),
      input({ name: 'who', limit: 'major.who', value: words.who }),
      fieldLabel('什么情形', true),
      select({
        name: 'situation',
        placeholder: '选择',
        options: situations.map(({ id, name }) => ({ value: id, text: name })),
        value: words.situation,
      }),
      fieldLabel('查到的事实', true),
      input({ name: 'facts', limit: 'case.text', value: words.facts, rows: 4 }),
      buttons(button(frame, '告知本人', { verb: 'case.open' }, { primary: true, submit: true })),
    ]),
    ...openLines(open, frame),
    quiet(`只有本人、决定的人和提出的人看得到，到期删去。${literal(clause)}`),
  ])
}

function openLines(open: CaseFormView['open'], frame: Frame): Element[] {
  if (open.length === 0) return []
  return [
    rule(),
    ...open.map(({ id, name, on, stage }) =>
      columns(
        {
          weight: 1,
          elements: [markdown(`${literal(name)}　${quietly(`${dayText(on)} ${stage}`)}`)],
        },
        { weight: 'auto', elements: [button(frame, '查看', { verb: 'open', args: ['case', id] })] },
      ),
    ),
  ]
}

function part(title: string, of: CasePart | null, more = ''): Element[] {
  if (!of) return []
  const text = of.text === null ? '（到期已删去）' : literal(of.text)
  const by = [dayText(of.on), literal(of.by)].filter(Boolean).join(' ')
  return [markdown(`${quietly(`${title}　${by}`)}${more ? `\n**${literal(more)}**` : ''}\n${text}`)]
}

function stateOf(view: CaseView): Pick<Heading, 'tone' | 'tag'> {
  const { may, dropped, answer, review, served, decision, statement } = view
  if (may.state) return { tone: 'orange', tag: '请您陈述' }
  if (may.decide) return { tone: 'blue', tag: '待决定' }
  if (may.answer) return { tone: 'blue', tag: '待答复' }
  if (dropped) return { tone: 'grey', tag: '不再追究' }
  if (answer) return { tone: 'grey', tag: '已答复' }
  if (review) return { tone: 'orange', tag: '复核中' }
  if (served) return { tone: 'grey', tag: '已送达' }
  if (decision) return { tone: 'orange', tag: '待送达' }
  return statement ? { tone: 'blue', tag: '已陈述' } : { tone: 'blue', tag: '待陈述' }
}

/** A case: what was put, said, decided and asked, and what the reader may do. */
export function renderCase(view: CaseView, frame: Frame): Element {
  const { id, may, decision, answer, review, served } = view
  return card({ title: '问责', subtitle: view.name, ...stateOf(view) }, [
    markdown(firstLine(view)),
    labelled(
      ['当事', `**${literal(view.name)}**${view.unit ? `（${literal(view.unit)}）` : ''}`],
      ['情形', literal(view.situation)],
      ['送达', served ? `${dayText(served.on)}，${dayText(served.reviewBy)}前可以申请复核` : ''],
    ),
    ...part('事实', view.facts),
    ...part('陈述和申辩', view.statement),
    ...part('不再追究', view.dropped),
    ...part('决定', decision, decision?.form ?? ''),
    ...part('申请复核', review),
    ...part('复核答复', answer, answer?.form ?? ''),
    ...(may.state ? [textForm(frame, id, 'state', '陈述和申辩', '提交陈述')] : []),
    ...(may.decide ? [decisionForm(frame, view, 'decide')] : []),
    ...(may.answer ? [decisionForm(frame, view, 'answer')] : []),
    ...(may.review ? [textForm(frame, id, 'review', '对决定有异议的，写明理由', '申请复核')] : []),
    ...(may.record
      ? [
          buttons(
            button(frame, '记为考核事项', { verb: 'case.record', args: [id] }, { primary: true }),
          ),
        ]
      : []),
    ...(may.serve ? [textForm(frame, id, 'serve', '当面或书面送达的经过', '记下送达')] : []),
    ...(may.drop ? [textForm(frame, id, 'drop', '不再追究的理由', '不再追究')] : []),
    quiet(`只有当事人和处理的人看得到，请勿外传；到期删去。${literal(view.clause)}`),
  ])
}

function firstLine(view: CaseView): string {
  const { may, statementBy, review, suspends, inForce, decision, answer } = view
  if (view.dropped) return '不再追究，不用再办。'
  if (may.state) return `请您在 **${dayText(statementBy)}** 前陈述和申辩，决定之前会充分听取。`
  if (may.decide) return '请写下决定：可以不予问责。'
  if (may.answer && review) return `请在 **${dayText(review.answerBy)}** 前书面答复，当事人会收到。`
  if (review && !answer) return suspends ? '复核期间不执行原决定。' : '复核期间不停止执行原决定。'
  if (decision && inForce)
    return view.undelivered ? '飞书没有送到，请当面或书面送达。' : '决定已作出。'
  if (view.statement) return '已陈述，等决定。'
  return `${dayText(statementBy)}前可以陈述和申辩。`
}

function textForm(
  frame: Frame,
  id: string,
  verb: 'state' | 'review' | 'serve' | 'drop',
  label: string,
  does: string,
): Element {
  const own = verb === 'state' || verb === 'review'
  return form(verb, [
    input({ name: verb === 'drop' ? 'why' : 'text', label, limit: 'case.text', rows: own ? 4 : 1 }),
    buttons(
      button(
        frame,
        does,
        { verb: `case.${verb}`, args: [id] },
        { submit: true, ...(verb === 'drop' ? { danger: true } : { primary: verb === 'state' }) },
      ),
    ),
  ])
}

function decisionForm(frame: Frame, { id, forms }: CaseView, verb: 'decide' | 'answer'): Element {
  const decides = verb === 'decide'
  return form(verb, [
    fieldLabel(decides ? '怎样问责' : '复核以后', true),
    select({
      name: 'form',
      placeholder: '选择',
      options: [
        ...forms.map((one) => ({ value: one.id, text: one.name })),
        { value: 'none', text: decides ? '不予问责' : '撤销，不予问责' },
      ],
    }),
    input({ name: 'reason', label: '理由', limit: 'case.text', rows: 2 }),
    buttons(
      button(
        frame,
        decides ? '作出决定' : '答复',
        { verb: `case.${verb}`, args: [id] },
        {
          ...{ submit: true, primary: true },
          confirm: { title: '提交', text: '提交后马上告知当事人，不能再改。' },
        },
      ),
    ),
  ])
}
