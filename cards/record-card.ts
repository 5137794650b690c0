import { dayText } from '../src/base/day.js'
import type {
  FormStep,
  KindShown,
  KindStep,
  MadeStep,
  RecordView,
} from '../src/flows/fact/record-view.js'
import { actionName } from './action-name.js'
import { effectText, stageNames, waitsText } from './fact-words.js'
import {
  button,
  buttons,
  card,
  columns,
  dayPicker,
  fieldLabel,
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
} from './kit.js'
import {
  questionsBlock,
  whomElements,
  askedElements,
  matterElements,
  fileElements,
} from './record-fields.js'

/** Facts that one receipt lists: a card holds 200 elements. */
const linesMost = 24

/** The form of a fact: the kind, then what its rules ask, then the receipt. */
export function renderRecord(view: RecordView, frame: Frame): Element {
  switch (view.step) {
    case 'kind':
      return card({ title: '记录加减分', tone: 'blue', tag: '选事项' }, kindElements(view, frame))
    case 'form':
      return card(
        {
          title: '记录加减分',
          subtitle: view.chosen.name,
          tone: view.asked.length > 0 ? 'orange' : 'blue',
          tag: view.asked.length > 0 ? '请再确认' : '待填写',
        },
        formElements(view, frame),
      )
    case 'made':
      return card(
        { title: '记录加减分', tone: 'green', tag: '已记录' },
        madeElements(view, view.key, frame),
      )
  }
}

function kindElements(view: RecordView & KindStep, frame: Frame): Element[] {
  const { key, find, groups, more, begun } = view
  return [
    ...returnElements(view),
    markdown(
      begun
        ? '请选是哪一种事项，已填写的内容都还在。'
        : '请选是哪一种事项。审定并告知本人、异议期满后才生效。',
    ),
    form('finding', [
      input({ name: 'find', limit: 'record.find', value: find, placeholder: '名称或拼音首字母' }),
      button(frame, '查找', { verb: 'record.find', args: [key] }, { submit: true }),
    ]),
    ...(groups.length === 0
      ? [markdown('没有找到这样的事项。请换一个词，或清空后按“查找”。')]
      : []),
    ...groups.flatMap((group, index) => [
      fieldLabel(group.part === null ? group.scheme : `${group.scheme} · ${group.part}`),
      select({
        name: actionName({ ...frame, verb: 'record.kind', args: [key, `${index}`] }),
        placeholder: `选择事项（${group.kinds.length + group.more}种）`,
        options: group.kinds.map((each) => ({ value: each.id, text: kindText(each) })),
      }),
      ...(group.more > 0 ? [quiet(`还有${group.more}种没有列出，请用名称查找。`)] : []),
    ]),
    ...(more > 0 ? [quiet(`还有${more}个部分没有列出，请用名称查找。`)] : []),
  ]
}

function kindText({ name, effect, charges }: KindShown): string {
  const does = effectText(effect, charges)
  return does === '' ? name : `${name}（${does}）`
}

function returnElements({ returned }: RecordView): Element[] {
  if (!returned) return []
  const { by, on, text } = returned
  return [
    markdown(
      `**${literal(by)} ${dayText(on)}退回：**${literal(text)}\n改好后重新提交，原来的一条不再计。`,
    ),
    rule(),
  ]
}

function formElements(view: RecordView & FormStep, frame: Frame): Element[] {
  const { chosen, key, asked, words } = view
  const does = effectText(chosen.effect, chosen.charges)
  const confirm = asked.length > 0
  return [
    ...returnElements(view),
    markdown(`**${literal(chosen.name)}**${does ? `　**${does}**` : ''}`),
    labelled(
      ['依据', `${literal(chosen.clause)}　${literal(chosen.says)}`],
      ['用于', chosen.schemes.length > 1 ? literal(chosen.schemes.join('、')) : ''],
    ),
    ...(confirm ? [questionsBlock(asked)] : []),
    form('record', [
      ...whomElements(view, frame),
      fieldLabel('发生日期', true),
      dayPicker({ name: 'day', value: words.day || view.today }),
      ...askedElements(view),
      ...matterElements(view),
      input({
        name: 'note',
        limit: 'record.note',
        label: '情况（时间、场合和经过，必填）',
        rows: 2,
        value: words.note,
      }),
      ...fileElements(view, frame),
      buttons(
        button(
          frame,
          confirm ? '确认无误，提交' : '提交审定',
          {
            verb: 'record.submit',
            args: [key, chosen.id, ...(confirm ? ['confirmed'] : [])],
          },
          { primary: true, submit: true },
        ),
        button(frame, '保存草稿', { verb: 'record.keep', args: [key] }, { submit: true }),
        button(frame, '换一种事项', { verb: 'record.other', args: [key] }, { submit: true }),
        button(
          frame,
          '放弃',
          { verb: 'record.again', args: [key] },
          {
            submit: true,
            confirm: { title: '放弃这份记录？', text: '已填写的内容会清空。' },
          },
        ),
      ),
    ]),
    quiet('同一件事触及几项的，请选同一事项，系统按办法只计最高一条。'),
  ]
}

function madeElements({ facts }: MadeStep, key: string, frame: Frame): Element[] {
  return [
    ...factLines(facts, frame),
    button(frame, '再记一件', { verb: 'record.again', args: [key] }, { primary: true }),
    quiet('提交后可以在“查看”里撤回，直到审定为止。'),
  ]
}

/** Facts that were recorded at once, a line each with where it is now; the first stand open, a card's worth in all. */
export function factLines(facts: MadeStep['facts'], frame: Frame): Element[] {
  const lines = facts.slice(0, linesMost).map(({ id, names, rule: name, day, stage, waits }) =>
    columns(
      {
        weight: 4,
        elements: [
          markdown(
            `**${literal(names)}**　${literal(name)}\n${dayText(day)}　${waits ? waitsText(waits) : stageNames[stage].tag}`,
          ),
        ],
      },
      {
        weight: 1,
        elements: [button(frame, '查看', { verb: 'open', args: ['approval', id] })],
      },
    ),
  )
  const [first, rest] = [lines.slice(0, 8), lines.slice(8)]
  const unlisted = facts.length - lines.length
  return [
    ...first,
    ...(rest.length > 0 ? [panel(`另外${rest.length}件`, rest)] : []),
    ...(unlisted > 0 ? [quiet(`还有${unlisted}件，请发送“核实”查看。`)] : []),
  ]
}
