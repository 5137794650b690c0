import { dayText } from '../../src/base/day.js'
import type { LeaveDetails } from '../../src/flows/leave/details.js'
import type { LeaveFormStep, LeaveView } from '../../src/flows/leave/views.js'
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
  quiet,
  select,
} from '../kit.js'
import { handoverFields } from '../handover-fields.js'
import { spanFields } from '../span-fields.js'
import { madeElements, papersButton, withdrawButton } from './leave-cards.js'
import { daysShown, limitLines, spanText, stages, wayAhead } from './words.js'

/** The form of a leave, or what it has become. */
export function renderLeaveForm(view: LeaveView, frame: Frame): Element {
  const { step, key } = view
  if (step.step === 'form') return renderForm(key, step, frame)
  const { leave, own } = step
  const { tag, tone } = stages[leave.stage]
  const buttonsBelow = [
    ...(own ? ownButtons(leave, frame) : []),
    button(frame, '再请一次', { verb: 'leave.again', args: [key] }),
  ]
  return card({ title: '请假', subtitle: spanText(leave), tone, tag }, [
    ...madeElements(leave, { withReason: own }),
    buttons(...buttonsBelow),
    quiet(literal(leave.clause)),
  ])
}

/** While it waits it is taken back here; what stands is changed on its own card. Papers that it waits for are brought here. */
function ownButtons({ id, stage, lacks }: LeaveDetails, frame: Frame): Element[] {
  const papers = lacks.length > 0 ? [papersButton(id, frame)] : []
  if (stage === 'asked') return [...papers, withdrawButton(id, frame)]
  const change = button(frame, '查看和更改', { verb: 'open', args: ['own-leave', id] })
  if (stage === 'approved') return [...papers, change]
  return stage === 'returned' ? [change] : []
}

function renderForm(key: string, step: LeaveFormStep, frame: Frame): Element {
  const { reckoned, telephone, before } = step
  const title = telephone ? '补录电话请假' : before === 'changes' ? '更改请假' : '请假'
  return card({ title, tone: 'blue', tag: '待提交' }, [
    ...(before !== null && before !== 'changes'
      ? [markdown(`${literal(before.by)}退回：${literal(before.reason)}`)]
      : []),
    ...reckonedElements(step),
    form('leave', [
      ...(telephone
        ? [
            fieldLabel('谁请假', true),
            input({
              name: 'who',
              limit: 'leave.who',
              placeholder: '姓名或拼音首字母',
              value: step.words.who,
            }),
          ]
        : []),
      select({
        name: 'kind',
        placeholder: '假种',
        options: step.kinds.map(({ id, name }) => ({ value: id, text: name })),
        value: step.words.kind,
      }),
      ...spanFields(step.words),
      input({
        name: 'reason',
        label: telephone ? '事由（可由本人补写）' : '事由',
        limit: 'leave.reason',
        value: step.words.reason,
        rows: 1,
      }),
      ...handoverFields(step.people, step.words, 'leave.tasks'),
      ...step.files.map((file) =>
        columns(
          { weight: 1, elements: [markdown(`证明：${literal(file.name)}`)] },
          {
            weight: 'auto',
            elements: [
              button(frame, '移除', { verb: 'leave.drop', args: [key, file.id] }, { submit: true }),
            ],
          },
        ),
      ),
      buttons(
        button(
          frame,
          '提交',
          { verb: 'leave.submit', args: [key, step.shown] },
          { primary: true, submit: true },
        ),
        button(frame, '算天数', { verb: 'leave.look', args: [key, step.shown] }, { submit: true }),
      ),
    ]),
    ...(reckoned && reckoned.papers.length > 0
      ? [
          quiet(
            `要有${literal(reckoned.papers.join('、'))}，直接发到这里就附上${reckoned.papersFollow ? '，可以后补' : ''}。`,
          ),
        ]
      : []),
    quiet(`事由和证明只有批假的人看得到，到期删去。${literal(step.clause)}`),
  ])
}

/** Days, who decides and what it reaches, before it is sent. */
function reckonedElements({ reckoned, words }: LeaveFormStep): Element[] {
  if (!reckoned) return [markdown('填好日期后按“算天数”，会算出工作日和由谁批准。')]
  const way = reckoned.outside
    ? '本单位的制度没有写由谁批准，不在这里办'
    : reckoned.way.length === 0
      ? '不用批准，提交即记下'
      : wayAhead(reckoned.way)
  return [
    labelled(
      ['共计', daysShown(reckoned)],
      ['批准', way],
      ['空缺', literal(reckoned.vacant.join('、'))],
      [
        '告知',
        reckoned.tellBy && words.handover !== ''
          ? `接替的人最晚${dayText(reckoned.tellBy)}知道`
          : '',
      ],
      ['累计', limitLines(reckoned.limits, true)],
    ),
  ]
}
