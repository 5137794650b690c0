import { dayText } from '../src/base/day.js'
import type {
  ApprovalView,
  FactDetails,
  FactView,
  HearingView,
  Objection,
  OwnCharge,
} from '../src/flows/fact/views.js'
import { textField } from './fact-presses.js'
import { effectText, stageNames, stepNames, waitsText } from './fact-words.js'
import {
  button,
  buttons,
  card,
  form,
  input,
  labelled,
  literal,
  markdown,
  panel,
  quiet,
  rule,
  type Element,
  type Frame,
} from './kit.js'
import { excuseNames, spanText } from './leave/words.js'
import { leftText } from './report-lines.js'

/** What it costs stands first, then on what ground, then what happened. */
function detailElements(fact: FactDetails): Element[] {
  const does = effectText(fact.effect, fact.charges)
  const { quantity, times, choices, answers, sent, done, joint } = fact.more
  return [
    markdown(
      `**${literal(fact.persons.join('、'))}**　${literal(fact.rule)}${does === '' ? '' : `${fact.charges.length > 1 ? '\n' : '　'}**${does}**`}`,
    ),
    labelled(
      ['依据', `${literal(fact.clause)}　${literal(fact.says)}`],
      ['时间', `${dayText(fact.day)}　${literal(fact.unit)}`],
      ['类别', literal(choices.join('、'))],
      ['数量', quantity ? literal(`${quantity.name} ${quantity.value}${quantity.each}`) : ''],
      ['次数', times ?? ''],
      ['分担', literal(joint.map((one) => [one.name, one.as].join(' ').trim()).join('，'))],
      ['发出', literal(sent)],
      ['办结', literal(done)],
      ...answers.map(({ asks, answer }): [string, string] => [
        '问答',
        `${literal(asks)}　${answer === 'yes' ? '是' : '否'}`,
      ]),
      ['事项', literal(fact.matter)],
      ['情况', literal(fact.note)],
      ['凭据', literal(fact.files.join('、'))],
      ['经手', literal(fact.recordedBy)],
    ),
  ]
}

function steps(fact: FactDetails): Element {
  const lines = fact.steps.map(
    (step) =>
      `- ${dayText(step.on)} ${stepNames[step.what]}${step.whose ? literal(step.whose) : ''}　${step.by === '' ? byItself(step.what) : literal(step.by)}${step.text ? `：${literal(step.text)}` : ''}`,
  )
  return panel('办理经过', [markdown(lines.join('\n'))])
}

/** What nobody did: the window's end, and what the platform says. */
function byItself(what: FactDetails['steps'][number]['what']): string {
  if (what === 'told') return '已送达'
  return what === 'undelivered' ? '飞书没有送达' : '期满自动'
}

/** Before who does the next step; for who recorded it and the office what became of it. */
export function renderApproval(view: ApprovalView, frame: Frame): Element {
  const { fact, may, waits } = view
  const state = stageNames[fact.stage]
  const tag = may === 'verified' ? '待您核实' : may === 'approved' ? '待您审定' : state.tag
  const tone = fact.stage === 'proposed' ? 'blue' : fact.stage === 'told' ? 'green' : state.tone
  return card({ title: '加减分审定', subtitle: fact.rule, tone, tag }, [
    ...detailElements(fact),
    ...excusedLines(view.excused),
    ...(may ? decidingForm(view, may, frame) : [rule(), steps(fact)]),
    ...(view.mayRecall ? recallForm(fact, frame) : []),
    ...view.handOver.flatMap((each, index) =>
      handOverForm(fact, each, { frame, number: `${index}` }),
    ),
    ...(view.mayReverse ? reverseForm(fact, frame) : []),
    ...(view.mayRecordAgain
      ? [
          button(
            frame,
            '改好后重新记录',
            { verb: 'open', args: ['record', fact.id] },
            { primary: true },
          ),
        ]
      : []),
    ...(waits ? [quiet(waitsText(waits))] : []),
  ])
}

/** Whom something excuses that was not there yet when it was written down. */
function excusedLines(excused: ApprovalView['excused']): Element[] {
  if (excused.length === 0) return []
  const lines = excused.map(({ name, matter, span }) => {
    const on = span ? `（${spanText(span)}）` : ''
    return `**${literal(name)}** 那天${excuseNames[matter]}${on}。`
  })
  return [markdown(`<font color='orange'>${lines.join('\n')}\n请核对，不该记的退回。</font>`)]
}

function decidingForm(
  { fact }: ApprovalView,
  may: 'verified' | 'approved',
  frame: Frame,
): Element[] {
  const verifies = may === 'verified'
  return [
    form('approval', [
      input({ name: 'text', limit: 'fact.opinion', label: '意见（退回时必填）' }),
      buttons(
        button(
          frame,
          verifies ? '核实无误' : '同意',
          { verb: verifies ? 'fact.verify' : 'fact.approve', args: [fact.id] },
          { primary: true, submit: true },
        ),
        button(frame, '退回', { verb: 'fact.return', args: [fact.id] }, { submit: true }),
      ),
    ]),
  ]
}

function recallForm(fact: FactDetails, frame: Frame): Element[] {
  return [
    form('recall', [
      input({ name: 'text', limit: 'fact.opinion', label: '撤回的理由（可不填）' }),
      button(
        frame,
        '撤回',
        { verb: 'fact.recall', args: [fact.id] },
        {
          submit: true,
          confirm: { title: '撤回这条记录？', text: '撤回后不再办理，需要时请重新记录。' },
        },
      ),
    ]),
  ]
}

/** The platform could not bring it: the office tells it, and writes down how. */
function handOverForm(
  fact: FactDetails,
  { whose, name, to }: ApprovalView['handOver'][number],
  of: { frame: Frame; number: string },
): Element[] {
  const missed = to.length > 0 ? `没有送达${literal(to.join('、'))}` : '没有可以送达的人'
  return [
    rule(),
    markdown(`**${literal(name)}**的告知${missed}，异议期还没有开始。请当面或书面告知后写明经过。`),
    form(`handover${of.number}`, [
      input({
        name: textField(of.number),
        limit: 'fact.hearing',
        label: '何时、怎样告知',
        rows: 2,
        required: true,
      }),
      button(
        of.frame,
        '已告知',
        { verb: 'fact.hand-over', args: [fact.id, whose, of.number] },
        { primary: true, submit: true },
      ),
    ]),
  ]
}

function reverseForm(fact: FactDetails, frame: Frame): Element[] {
  return [
    form('reverse', [
      input({
        name: 'text',
        limit: 'fact.hearing',
        label: '冲销的理由（会告知本人）',
        rows: 2,
        required: true,
      }),
      button(
        frame,
        '冲销',
        { verb: 'fact.reverse', args: [fact.id] },
        {
          submit: true,
          danger: true,
          confirm: {
            title: '冲销这件已生效的事项？',
            text: '各个办法里的分值都会还回，原来的记录保留。',
          },
        },
      ),
    ]),
  ]
}

/** What it is, by which way its charges go. */
function titleOf({ charges, effect }: FactDetails): string {
  const figures = charges.map(({ points }) => points ?? '')
  if (effect !== 'points' || figures.length === 0) return '事项告知'
  return figures.every((each) => each === 'all' || each.startsWith('-')) ? '减分告知' : '加减分告知'
}

/** Before the person it charges. */
export function renderFact(view: FactView, frame: Frame): Element {
  const { fact, charges } = view
  const state = stageNames[fact.stage]
  const several = charges.length > 1
  return card({ title: titleOf(fact), subtitle: fact.rule, tone: state.tone, tag: state.tag }, [
    ...detailElements(fact),
    steps(fact),
    ...charges.flatMap((charge, index) =>
      charge.mayObject
        ? objecting(view, charge, { frame, number: several ? `${index}` : '' })
        : several
          ? [quiet(`${literal(charge.name)}：${closing(view, charge)}`)]
          : [quiet(closing(view, charge))],
    ),
    ...(charges.length === 0 ? [quiet(closing(view, null))] : []),
  ])
}

function objecting(
  view: FactView,
  charge: OwnCharge,
  of: { frame: Frame; number: string },
): Element[] {
  const { fact, provisional } = view
  const left = charge.workingDaysLeft
  const until = dayText(charge.objectUntil, provisional)
  const whose = of.number === '' ? '' : `（${literal(charge.name)}）`
  return [
    markdown(`没有异议不用操作${whose}。**${until}**前可提出异议${leftText(left)}。`),
    form(`objection${of.number}`, [
      input({
        name: textField(of.number),
        limit: 'fact.objection',
        label: '异议理由',
        rows: 2,
        required: true,
      }),
      button(
        of.frame,
        '提出异议',
        { verb: 'fact.object', args: [fact.id, charge.whose, ...(of.number ? [of.number] : [])] },
        { submit: true },
      ),
    ]),
  ]
}

function closing(view: FactView, charge: OwnCharge | null): string {
  const stage = view.fact.stage === 'reversed' ? 'reversed' : (charge?.state ?? view.fact.stage)
  switch (stage) {
    case 'objected':
      return '异议已送考核办，处理结果会显示在这张卡片上；处理期间不生效。'
    case 'effective':
      return `${charge ? `异议期到${dayText(charge.objectUntil)}为止。` : ''}如发现新的情况，请联系考核办（${literal(view.office)}）。`
    default:
      return `如有疑问，请联系考核办（${literal(view.office)}）。`
  }
}

/** Objections before the office, each with its own decision. */
export function renderHearing(view: HearingView, frame: Frame): Element {
  const { fact, objections } = view
  const open = objections.filter((each) => each.open)
  return card(
    {
      title: '异议处理',
      subtitle: fact.rule,
      tone: view.mayDecide ? 'blue' : 'green',
      tag: view.mayDecide ? '待处理' : stageNames[fact.stage].tag,
    },
    [
      ...detailElements(fact),
      rule(),
      ...open.flatMap((each, index) =>
        !view.mayDecide
          ? [objectionText(each)]
          : hearing(fact, each, { frame, number: open.length > 1 ? `${index}` : '' }),
      ),
      ...objections.filter((each) => !each.open).map((each) => objectionText(each)),
      ...(open.length === 0 ? [steps(fact)] : []),
    ],
  )
}

function objectionText(objection: Objection): Element {
  const whose = objection.name === objection.by ? '' : `（${literal(objection.name)}）`
  return markdown(
    `${literal(objection.by)}${whose} ${dayText(objection.day)}提出异议：\n${literal(objection.text)}`,
  )
}

function hearing(
  fact: FactDetails,
  objection: Objection,
  of: { frame: Frame; number: string },
): Element[] {
  const args = [fact.id, objection.whose, ...(of.number ? [of.number] : [])]
  const what = titleOf(fact) === '减分告知' ? '减分' : ''
  return [
    objectionText(objection),
    form(`hearing${of.number}`, [
      input({
        name: textField(of.number),
        label: '处理理由（会告知本人）',
        limit: 'fact.hearing',
        rows: 2,
        required: true,
      }),
      buttons(
        button(
          of.frame,
          `维持${what}`,
          { verb: 'fact.uphold', args },
          { primary: true, submit: true },
        ),
        button(of.frame, `撤销${what}`, { verb: 'fact.withdraw', args }, { submit: true }),
      ),
    ]),
  ]
}
