import { dayText } from '../../src/base/day.js'
import { shorten } from '../../src/base/text.js'
import type { ComplaintOutcome } from '../../src/flows/complaint/entries.js'
import type {
  ComplaintFormView,
  ComplaintShown,
  ComplaintsView,
  ComplaintView,
} from '../../src/flows/complaint/views.js'
import { stageNames } from '../fact-words.js'
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
  labelled,
  literal,
  markdown,
  minutePicker,
  multiSelect,
  quiet,
  select,
} from '../kit.js'

const outcomes: Readonly<Record<ComplaintOutcome, string>> = {
  verified: '属实',
  unfounded: '不属实或查不清',
  withdrawn: '投诉人撤回',
}

/** The form of a complaint; once it is written down it says so and holds nothing of it. */
export function renderComplaintForm({ step }: ComplaintFormView, frame: Frame): Element {
  if (step.step === 'made') {
    const due = step.due === null ? '请尽快查清。' : `请在${dayText(step.due)}以前查清。`
    return card({ title: '投诉登记', tone: 'green', tag: '已登记' }, [
      markdown(`已登记，只有受理投诉的人看得到。${due}`),
      buttons(
        button(
          frame,
          '打开这一件',
          { verb: 'open', args: ['complaint', step.id] },
          { primary: true },
        ),
        button(frame, '再登记一件', { verb: 'complaint.again' }),
      ),
    ])
  }
  const { words, clause } = step
  return card({ title: '投诉登记', tone: 'blue', tag: '待登记' }, [
    form('complaint', [
      fieldLabel('收到的时间', true),
      minutePicker({ name: 'received', value: words.received }),
      input({
        name: 'against',
        label: '投诉谁 *',
        limit: 'complaint.against',
        placeholder: '处室或姓名，可写拼音首字母',
        value: words.against,
      }),
      input({
        name: 'who',
        label: '投诉人和联系方式（可不填）',
        limit: 'complaint.who',
        value: words.who,
      }),
      input({
        name: 'text',
        label: '投诉的内容 *',
        limit: 'complaint.text',
        value: words.text,
        rows: 3,
      }),
      buttons(button(frame, '登记', { verb: 'complaint.submit' }, { primary: true, submit: true })),
    ]),
    quiet(`投诉人和内容只有受理投诉的人看得到，到期删去。${literal(clause)}`),
  ])
}

function stateOf({
  decided,
  late,
}: Pick<ComplaintShown, 'late'> & { decided: { as: ComplaintOutcome } | null }) {
  if (decided) return { tone: 'grey' as const, tag: outcomes[decided.as] }
  return late
    ? { tone: 'orange' as const, tag: '已超期' }
    : { tone: 'blue' as const, tag: '待查清' }
}

/** One complaint before who hears it. */
export function renderComplaint(view: ComplaintView, frame: Frame): Element {
  const { complaint } = view
  const { decided, facts, due } = complaint
  const erased = '（已到保存期限，已删去）'
  return card({ title: '投诉', subtitle: against(complaint), ...stateOf(complaint) }, [
    labelled(
      ['投诉', `**${literal(against(complaint))}**`],
      ['收到', dayText(complaint.received)],
      ['期限', decided ? '' : due === null ? '尽快查清' : `**${dayText(due)}**`],
      ['何人', complaint.who === null ? erased : literal(complaint.who || '没有留名')],
      ['内容', complaint.text === null ? erased : literal(complaint.text)],
      ['材料', complaint.files.map(({ name }) => literal(name)).join('、')],
    ),
    ...fileButtons(complaint, frame),
    ...(decided
      ? [
          markdown(
            `${literal(decided.by)}${dayText(decided.on)}：**${outcomes[decided.as]}**。${literal(decided.reason || erased)}`,
          ),
        ]
      : [decideForm(view, frame)]),
    ...(facts.length > 0
      ? [
          markdown(
            facts.map(({ name, stage }) => `${literal(name)}　${stageNames[stage].tag}`).join('\n'),
          ),
        ]
      : []),
    quiet(
      `投诉人和内容请勿外传，查清 ${complaint.keptMonths} 个月后删去。${literal(complaint.clause)}`,
    ),
  ])
}

function against({ unit, name }: Pick<ComplaintShown, 'unit' | 'name'>): string {
  return name === '' ? unit : `${unit} ${name}`
}

function fileButtons({ id, files, decided }: ComplaintShown, frame: Frame): Element[] {
  const open = files.map((file) =>
    button(frame, `查看 ${shorten(file.name, 12)}`, { verb: 'complaint.file', args: [file.id] }),
  )
  const add = button(frame, '附核查材料', { verb: 'complaint.papers', args: [id] })
  const all = decided ? open : [...open, add]
  return all.length === 0 ? [] : [buttons(...all)]
}

function decideForm({ complaint, proposable, needsProof }: ComplaintView, frame: Frame): Element {
  const options = Object.entries(outcomes).map(([value, text]) => ({ value, text }))
  return form('decide', [
    fieldLabel('查清的结果', true),
    select({ name: 'as', placeholder: '请选择', options }),
    ...(proposable.length > 0
      ? [
          fieldLabel('属实的，提出哪些减分事项'),
          multiSelect({
            name: 'facts',
            placeholder: '按情节选，可选几种',
            options: proposable.map(({ id, name }) => ({ value: id, text: name })),
          }),
        ]
      : []),
    input({
      name: 'text',
      label: '核查情况（被投诉的人会看到，请勿写投诉人）*',
      limit: 'complaint.finding',
      rows: 2,
    }),
    ...(needsProof
      ? [
          quiet(
            '办法要求凭据：先按“附核查材料”把材料发到这里。它会给审定的人看，请不要有投诉人的信息。',
          ),
        ]
      : []),
    buttons(
      button(
        frame,
        '提交',
        { verb: 'complaint.decide', args: [complaint.id] },
        {
          primary: true,
          submit: true,
          confirm: { title: '提交结果？', text: '提交后不能再改；属实的按考核办法审定。' },
        },
      ),
    ),
  ])
}

/** Complaints that wait, and what became of the last ones. */
export function renderComplaints(view: ComplaintsView, frame: Frame): Element {
  const { open, count, late, page, pages, decided } = view
  const state =
    count === 0
      ? { tone: 'green' as const, tag: '没有待查的' }
      : { tone: late > 0 ? ('orange' as const) : ('blue' as const), tag: `待查 ${count}` }
  return card({ title: '投诉', ...state }, [
    ...(count === 0 ? [markdown('没有要查清的投诉。')] : []),
    ...open.map((one) => {
      const due = one.due === null ? '' : `，${dayText(one.due)}以前查清`
      const text = `**${literal(against(one))}**\n${dayText(one.received)}收到${due}`
      return row(one.late ? `${text}　<font color='orange'>已超期</font>` : text, one.id, frame)
    }),
    ...(pages > 1
      ? [
          buttons(
            ...(page > 0 ? [turn('上一页', page - 1, frame)] : []),
            ...(page + 1 < pages ? [turn(`下一页（${page + 1}/${pages}）`, page + 1, frame)] : []),
          ),
        ]
      : []),
    ...(decided.length > 0 ? [markdown('**最近查清的**')] : []),
    ...decided.map((one) =>
      row(`${literal(against(one))}\n${dayText(one.on)}　${outcomes[one.as]}`, one.id, frame),
    ),
    buttons(
      button(frame, '登记', { verb: 'open', args: ['complaint-form', 'new'] }, { primary: true }),
    ),
  ])
}

function turn(text: string, to: number, frame: Frame): Element {
  return button(frame, text, { verb: 'complaint.page', args: [`${to}`] })
}

function row(text: string, id: string, frame: Frame): Element {
  return columns(
    { weight: 1, elements: [markdown(text)] },
    {
      weight: 'auto',
      elements: [button(frame, '查看', { verb: 'open', args: ['complaint', id] })],
    },
  )
}
