import { dayText } from '../src/base/day.js'
import type {
  ApprovalView,
  FactDetails,
  FactView,
  HearingView,
  RecordView,
} from '../src/flows/fact/views.js'
import {
  button,
  buttons,
  card,
  dayPicker,
  form,
  input,
  labelled,
  literal,
  markdown,
  panel,
  quiet,
  rule,
  select,
  type Element,
  type Frame,
  type Tone,
} from './kit.js'
import { signedText } from './scores.js'
import { actionName } from './action-name.js'

const stageNames: Record<FactDetails['stage'], { tag: string; tone: Tone }> = {
  proposed: { tag: '待审定', tone: 'blue' },
  returned: { tag: '已退回', tone: 'grey' },
  told: { tag: '异议期内', tone: 'red' },
  objected: { tag: '异议处理中', tone: 'orange' },
  withdrawn: { tag: '已撤销', tone: 'grey' },
  effective: { tag: '已生效', tone: 'red' },
  reversed: { tag: '已冲销', tone: 'grey' },
}

const stepNames: Record<FactDetails['steps'][number]['what'], string> = {
  proposed: '记录',
  verified: '核实',
  approved: '审定同意',
  returned: '退回',
  told: '告知',
  objected: '提出异议',
  upheld: '维持',
  withdrawn: '撤销',
  effective: '生效',
  reversed: '冲销',
}

const chargedNames = {
  person: '责任人',
  head: '处室负责人',
  members: '处室全体',
  unit: '处室',
  branch: '支部各处室',
}

function chargesText(charges: FactDetails['charges']): string {
  return charges
    .map(
      (each) =>
        `${chargedNames[each.to]} ${each.points === null ? '另定' : signedText(each.points)}`,
    )
    .join('，')
}

/** What it costs stands first, then on what ground, then what happened. */

function detailElements(fact: FactDetails): Element[] {
  return [
    markdown(
      `**${literal(fact.persons.join('、'))}**　${literal(fact.rule)}${fact.charges.length > 1 ? '\n' : '　'}**${chargesText(fact.charges)}**`,
    ),
    labelled(
      ['依据', `${literal(fact.clause)}　${literal(fact.says)}`],
      ['时间', `${dayText(fact.day)}　${literal(fact.unit)}`],
      ['事项', literal(fact.matter ?? '')],
      ['情况', literal(fact.note)],
      ['经手', literal(fact.recordedBy)],
    ),
  ]
}

function steps(fact: FactDetails): Element {
  const lines = fact.steps.map(
    (step) =>
      `- ${dayText(step.on)} ${stepNames[step.what]}${step.whose ? literal(step.whose) : ''}　${literal(step.by)}${step.text ? `：${literal(step.text)}` : ''}`,
  )
  return panel('办理经过', [markdown(lines.join('\n'))])
}

/** The office's form: first the unit (the list of people follows it), then the fact. */
export function renderRecord(view: RecordView, frame: Frame): Element {
  const unitSelect = {
    ...select({
      name: actionName({ ...frame, verb: 'record.unit', args: [] }),
      placeholder: '先选处室',
      options: view.units.map((unit) => ({ value: unit.id, text: unit.name })),
      ...(view.unit ? { value: view.unit } : {}),
    }),
  }
  return card({ title: '记录加减分', tone: 'blue', tag: '待填写' }, [
    markdown('记录后送有权审定的人；审定并告知本人、异议期满后才计分。'),
    unitSelect,
    ...(view.unit ? [recordForm(view, frame)] : []),
    ...(view.recent.length > 0 ? [recent(view)] : []),
    quiet('同一事项请填写相同的事项名称，系统按办法只计最高一条。'),
  ])
}

function recordForm(view: RecordView, frame: Frame): Element {
  const byHand = view.rules.some((each) => each.charges.some((charge) => charge.points === null))
  return form('record', [
    select({
      name: 'person',
      placeholder: '人员（必选）',
      required: true,
      options: view.people.map((person) => ({ value: person.id, text: person.name })),
    }),
    select({
      name: 'rule',
      placeholder: '条款（必选）',
      required: true,
      options: view.rules.map((each) => ({
        value: each.id,
        text: `${each.name}（${chargesText(each.charges)}）`,
      })),
    }),
    dayPicker({ name: 'day', value: view.today, required: true }),
    input({ name: 'note', limit: 'record.note', label: '情况', rows: 2, required: true }),
    input({ name: 'matter', limit: 'record.matter', label: '事项名称（可不填）' }),
    ...(byHand
      ? [
          input({
            name: 'points',
            label: '另定分值（只用于“另定”的条款）',
            limit: 'record.points',
            placeholder: '例如 0.5',
          }),
        ]
      : []),
    button(frame, '提交审定', { verb: 'record.submit' }, { primary: true, submit: true }),
  ])
}

function recent(view: RecordView): Element {
  const lines = view.recent.map(
    (each) =>
      `- ${dayText(each.day)} ${literal(each.name)} ${literal(each.rule)}　${stageNames[each.stage].tag}`,
  )
  return panel('最近记录', [markdown(lines.join('\n'))])
}

/** Before who approves. */
export function renderApproval(view: ApprovalView, frame: Frame): Element {
  const { fact } = view
  const state = stageNames[fact.stage]
  const deciding = view.mayDecide
    ? [
        form('approval', [
          input({ name: 'text', limit: 'fact.opinion', label: '意见（退回时必填）' }),
          buttons(
            button(
              frame,
              view.step?.what === 'verified' ? '核实无误' : '同意',
              {
                verb: view.step?.what === 'verified' ? 'fact.verify' : 'fact.approve',
                args: [fact.id],
              },
              { primary: true, submit: true },
            ),
            button(frame, '退回', { verb: 'fact.return', args: [fact.id] }, { submit: true }),
          ),
        ]),
      ]
    : [rule(), steps(fact)]
  return card(
    {
      title: '加减分审定',
      subtitle: fact.rule,
      tone: view.mayDecide ? 'blue' : fact.stage === 'returned' ? 'grey' : 'green',
      tag: view.mayDecide ? (view.step?.what === 'verified' ? '待您核实' : '待您审定') : state.tag,
    },
    [
      ...detailElements(fact),
      ...deciding,
      ...(view.step
        ? [quiet(`由${literal(view.step.role)}${view.step.what === 'verified' ? '核实' : '审定'}`)]
        : []),
    ],
  )
}

/** Before the person it charges. */
export function renderFact(view: FactView, frame: Frame): Element {
  const { fact } = view
  const state = stageNames[fact.stage]
  const left = view.workingDaysLeft ?? 0
  const until = view.objectUntil ? dayText(view.objectUntil, view.provisional) : ''
  const objecting = view.mayObject
    ? [
        markdown(
          `没有异议不用操作。**${until}**前可提出异议，${left === 0 ? '今天是最后一天' : `还有${left}个工作日`}。`,
        ),
        form('objection', [
          input({
            name: 'text',
            limit: 'fact.objection',
            label: '异议理由',
            rows: 2,
            required: true,
          }),
          button(frame, '提出异议', { verb: 'fact.object', args: [fact.id] }, { submit: true }),
        ]),
      ]
    : [quiet(closing(view, until))]
  return card({ title: '减分告知', subtitle: fact.rule, tone: state.tone, tag: state.tag }, [
    ...detailElements(fact),
    steps(fact),
    ...objecting,
  ])
}

function closing(view: FactView, until: string): string {
  switch (view.fact.stage) {
    case 'objected':
      return '异议已送考核办，处理结果会显示在这张卡片上；处理期间不计分。'
    case 'effective':
      return `${until ? `异议期到${until}为止。` : ''}如发现新的情况，请联系考核办（${literal(view.office)}）。`
    default:
      return `如有疑问，请联系考核办（${literal(view.office)}）。`
  }
}

/** An objection before the office. */
export function renderHearing(view: HearingView, frame: Frame): Element {
  const { fact, objection } = view
  const deciding = view.mayDecide
    ? [
        form('hearing', [
          input({
            name: 'text',
            label: '处理理由（会告知本人）',
            limit: 'fact.hearing',
            rows: 2,
            required: true,
          }),
          buttons(
            button(
              frame,
              '维持减分',
              { verb: 'fact.uphold', args: [fact.id] },
              { primary: true, submit: true },
            ),
            button(frame, '撤销减分', { verb: 'fact.withdraw', args: [fact.id] }, { submit: true }),
          ),
        ]),
      ]
    : [steps(fact)]
  return card(
    {
      title: '异议处理',
      subtitle: fact.rule,
      tone: view.mayDecide ? 'blue' : 'green',
      tag: view.mayDecide ? '待处理' : stageNames[fact.stage].tag,
    },
    [
      ...(objection
        ? [
            markdown(
              `${literal(objection.by)} ${dayText(objection.day)}提出异议：\n${literal(objection.text)}`,
            ),
          ]
        : []),
      rule(),
      ...detailElements(fact),
      ...deciding,
    ],
  )
}
