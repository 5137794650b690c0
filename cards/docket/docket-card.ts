import { dayText } from '../../src/base/day.js'
import { shorten } from '../../src/base/text.js'
import type { DocketShown } from '../../src/flows/docket/shown.js'
import type { DocketView } from '../../src/flows/docket/views.js'
import {
  button,
  buttons,
  card,
  dayPicker,
  type Element,
  fieldLabel,
  form,
  type Frame,
  input,
  labelled,
  literal,
  markdown,
  panel,
  quiet,
  rule,
  select,
} from '../kit.js'
import { decideForm } from '../decide-form.js'
import { dueText, leftText, ownerText, stateOf, titleText, trailLines } from './words.js'

/** What a matter is, and until when. */
export function docketElements(docket: DocketShown): Element[] {
  const left = leftText(docket)
  const due = docket.state === 'paused' ? '已暂停，恢复后顺延' : dueText(docket)
  return [
    labelled(
      ['事由', `**${titleText(docket)}**`],
      ['来源', literal(docket.source)],
      ['收到', `${dayText(docket.received)}　${literal(docket.registeredBy)}登记`],
      ['期限', `**${due}**${left === '' ? '' : `　${left}`}`],
      ['承办', ownerText(docket)],
      ['协办', literal(docket.assistants.join('、'))],
      ['延期', extensionText(docket)],
      ['附件', docket.files.map(({ name }) => literal(name)).join('、')],
    ),
  ]
}

const stages = { approved: '已同意', returned: '已退回', refused: '没有同意' } as const

function extensionText({ extension }: DocketShown): string {
  if (extension === null) return ''
  const { to, stage, waits } = extension
  const standing =
    stage === 'asked' ? `等${literal(waits.join('、') || '目前无人')}批准` : stages[stage]
  return `到${dayText(to)}，${standing}`
}

/** One matter, with what its reader may do. */
export function renderDocket(view: DocketView, frame: Frame): Element {
  const { docket, may } = view
  // Who decides reads first what was done, and whose request was not agreed to why.
  const decides = may.confirm || may.decide !== null || may.judge !== null
  const { extension } = docket
  const refused = extension?.stage === 'returned' || extension?.stage === 'refused'
  const trail = panel(
    '办理过程',
    [markdown(trailLines(docket))],
    decides || refused || docket.state === 'done',
  )
  return card({ title: '督办件', subtitle: docket.kind, ...stateFor(view) }, [
    ...(may.decide !== null && extension
      ? [markdown(`请审批延期：延到**${dayText(extension.to)}**。`)]
      : []),
    ...docketElements(docket),
    ...fileButtons(docket, frame),
    ...(decides ? [trail] : []),
    ...(may.decide === null ? [] : [decideExtension(docket, may.decide, frame)]),
    ...(may.confirm ? [confirmForm(docket, frame)] : []),
    ...(may.judge === null ? [] : [judgeForm(docket, may.judge, frame)]),
    ...(may.place === 'take' || may.place === 'name' ? [placeForm(view, frame)] : []),
    ...(may.answer ? [answerForm(docket, frame)] : []),
    ...(may.extend === null ? [] : [rule(), extendNote(may.extend), extendForm(docket, frame)]),
    ...(may.place === 'move' ? [rule(), placeForm(view, frame)] : []),
    ...keepElements(view, frame),
    ...(decides ? [] : [trail]),
    ...(docket.judged ? [quiet(judgedText(docket.judged.as))] : []),
    quiet(literal(docket.clause)),
  ])
}

/** How it stands to its reader: what waits for them comes before how the matter stands. */
function stateFor({ docket, may }: DocketView): ReturnType<typeof stateOf> {
  if (may.decide !== null) return { tone: 'blue', tag: '待您审批' }
  return may.confirm ? { ...stateOf(docket), tag: '待您确认' } : stateOf(docket)
}

function judgedText(as: 'late' | 'undone' | 'none'): string {
  return as === 'none'
    ? '超期已处理：没有提出减分事项。'
    : '超期已处理：已提出事项，按考核办法审定。'
}

function fileButtons({ id, files, state }: DocketShown, frame: Frame): Element[] {
  const open = files.map((file) =>
    button(frame, `查看 ${shorten(file.name, 12)}`, { verb: 'docket.file', args: [file.id] }),
  )
  const add = button(frame, '附材料', { verb: 'docket.papers', args: [id] })
  const all = state === 'dropped' ? open : [...open, add]
  return all.length === 0 ? [] : [buttons(...all)]
}

function answerForm({ id }: DocketShown, frame: Frame): Element {
  return form('answer', [
    input({ name: 'note', label: '办理情况 *', limit: 'docket.note', rows: 2 }),
    buttons(
      button(
        frame,
        '报办结',
        { verb: 'docket.answer', args: [id] },
        { primary: true, submit: true },
      ),
    ),
  ])
}

function confirmForm({ id }: DocketShown, frame: Frame): Element {
  return form('confirm', [
    input({ name: 'opinion', label: '意见（退回时必填）', limit: 'docket.reason', rows: 1 }),
    buttons(
      button(
        frame,
        '确认办结',
        { verb: 'docket.confirm', args: [id] },
        { primary: true, submit: true },
      ),
      button(frame, '退回再办', { verb: 'docket.back', args: [id] }, { submit: true }),
    ),
  ])
}

function placeForm({ docket, may }: DocketView, frame: Frame): Element {
  const words = {
    take: { title: '请接办；由别人办的写明是谁', button: '接办' },
    name: { title: '归口不明，请明确由谁办', button: '定下承办' },
    move: { title: '要转给别人的', button: '转交' },
  }[may.place ?? 'move']
  const isMove = may.place === 'move'
  return form('place', [
    fieldLabel(words.title),
    input({
      name: 'owner',
      limit: 'docket.owner',
      placeholder: may.place === 'take' ? '不填就是您' : '处室或姓名，可写拼音首字母',
    }),
    input({
      name: 'assistants',
      limit: 'docket.assistants',
      placeholder: '协办的处室或姓名，用顿号隔开，可不填',
      value: docket.assistants.join('、'),
    }),
    ...(isMove
      ? [input({ name: 'why', limit: 'docket.reason', placeholder: '为什么转（必填）' })]
      : []),
    buttons(
      button(
        frame,
        words.button,
        { verb: 'docket.place', args: [docket.id] },
        isMove ? { submit: true } : { primary: true, submit: true },
      ),
    ),
  ])
}

function extendNote({ max, tells }: NonNullable<DocketView['may']['extend']>): Element {
  return markdown(`要延期的：最长到 **${dayText(max)}**，只能延一次，要先${literal(tells)}。`)
}

function extendForm({ id }: DocketShown, frame: Frame): Element {
  const told = [
    { value: 'yes', text: '已告知当事人延期的理由' },
    { value: 'no', text: '还没有告知' },
  ]
  return form('extend', [
    fieldLabel('延到哪天'),
    dayPicker({ name: 'to' }),
    select({ name: 'told', placeholder: '是否已告知当事人', options: told }),
    input({ name: 'because', limit: 'docket.reason', placeholder: '延期的理由（必填）' }),
    buttons(button(frame, '申请延期', { verb: 'docket.extend', args: [id] }, { submit: true })),
  ])
}

function decideExtension({ id }: DocketShown, request: string, frame: Frame): Element {
  const args = [id, request]
  return decideForm(frame, {
    agree: { verb: 'docket.agree', args },
    return: { verb: 'docket.return', args },
    refuse: { verb: 'docket.refuse', args },
    remark: { name: 'remark', limit: 'docket.reason' },
  })
}

function judgeForm(
  docket: DocketShown,
  { as, name, day, needsProof }: NonNullable<DocketView['may']['judge']>,
  frame: Frame,
): Element {
  const what = as === 'late' ? '超期才办结' : '到期还没有办'
  const options = [
    { value: as, text: `提出“${name}”` },
    { value: 'none', text: '不提出' },
  ]
  const due = docket.due === null ? '' : `应于${dayText(docket.due)}办结，`
  const said = as === 'late' ? `${dayText(day)}才报办结` : '到期没有办结'
  return form('judge', [
    fieldLabel(`${what}，是否提出减分事项`),
    select({ name: 'as', placeholder: '请选择', options }),
    input({
      name: 'said',
      label: '情况或理由 *',
      limit: 'docket.reason',
      value: `督办件“${shorten(docket.title, 40)}”${due}${said}`,
      rows: 2,
    }),
    ...(needsProof ? [quiet('办法要求凭据：提出前先按“附材料”，把来文或办理材料发到这里。')] : []),
    buttons(
      button(
        frame,
        '提交处理',
        { verb: 'docket.judge', args: [docket.id] },
        { primary: true, submit: true },
      ),
    ),
  ])
}

/** For who keeps it: behind a panel's worth of other things, since it is rare. */
function keepElements({ docket, may }: DocketView, frame: Frame): Element[] {
  const { id } = docket
  if (may.resume) {
    return [
      buttons(button(frame, '恢复', { verb: 'docket.resume', args: [id] }, { primary: true })),
    ]
  }
  if (!may.pause && !may.drop) return []
  return [
    rule(),
    form('keep', [
      fieldLabel(may.pause ? '要暂停或撤销的' : '要撤销的'),
      input({ name: 'cause', limit: 'docket.reason', placeholder: '理由（必填）' }),
      buttons(
        ...(may.pause
          ? [button(frame, '暂停', { verb: 'docket.pause', args: [id] }, { submit: true })]
          : []),
        ...(may.drop
          ? [
              button(
                frame,
                '撤销',
                { verb: 'docket.drop', args: [id] },
                {
                  danger: true,
                  submit: true,
                  confirm: { title: '撤销这一件？', text: '撤销后不用再办，不能恢复，过程保留。' },
                },
              ),
            ]
          : []),
      ),
    ]),
  ]
}
