import { dayText } from '../src/base/day.js'
import type {
  FormStep,
  KindShown,
  KindStep,
  MadeStep,
  RecordView,
} from '../src/flows/fact/record-view.js'
import { actionName } from './action-name.js'
import { chargedNames, effectText, stageNames, waitsText } from './fact-words.js'
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
  labelled,
  literal,
  markdown,
  minutePicker,
  multiSelect,
  panel,
  quiet,
  rule,
  select,
} from './kit.js'
import { noMatter } from './record-presses.js'
import { sentence } from './sayings.js'

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

function questionsBlock(asked: FormStep['asked']): Element {
  const lines = asked.map((each) => `- ${literal(sentence(each.code, each.with))}`)
  return markdown([`<font color='orange'>**还没有提交，请再看一眼：**</font>`, ...lines].join('\n'))
}

function whomElements(
  { whom, found, words, key, together, takesAll }: RecordView & FormStep,
  frame: Frame,
): Element[] {
  const options = [...whom, ...found.all].map((one) => ({
    value: one.id,
    text: one.unit ? `${one.name}（处室）` : `${one.name}${one.of ? `　${one.of}` : ''}`,
  }))
  return [
    fieldLabel('对象（人员或处室，可选多个）', true),
    ...(options.length > 0
      ? [
          multiSelect({
            name: 'whom',
            placeholder: found.all.length > 0 ? `找到${found.all.length}个，请勾选` : '已选',
            options,
            chosen: whom.map(({ id }) => id),
          }),
        ]
      : []),
    ...(found.all.length > 0 ? [quiet(`找到${found.all.length}个，点开上面的框勾选。`)] : []),
    ...(found.more > 0 ? [quiet(`还有${found.more}个没有列出，请写得更具体。`)] : []),
    ...(found.none ? [quiet('没有找到，请换一个写法。')] : []),
    columns(
      {
        weight: 3,
        elements: [
          input({
            name: 'find',
            limit: 'record.find',
            value: words.find,
            placeholder: '姓名、处室或拼音首字母',
          }),
        ],
      },
      {
        weight: 1,
        elements: [button(frame, '查找', { verb: 'record.search', args: [key] }, { submit: true })],
      },
    ),
    ...(takesAll > 0
      ? [
          button(
            frame,
            `全部${takesAll}个处室一起填`,
            { verb: 'record.all', args: [key] },
            { submit: true, outlined: true },
          ),
        ]
      : []),
    ...(together ? togetherElements(together, words) : []),
  ]
}

function togetherElements(
  { how, roles, of }: NonNullable<FormStep['together']>,
  words: FormStep['words'],
): Element[] {
  return of.flatMap(({ id, name }) =>
    how === 'by-role'
      ? [
          fieldLabel(`${name}的作用`, true),
          select({
            name: `as.${id}`,
            placeholder: '选择',
            options: roles.map((role) => ({ value: role.id, text: role.name })),
            value: words.as[id] ?? '',
          }),
        ]
      : [
          input({
            name: `share.${id}`,
            limit: 'record.share',
            label: `${name}的份额（%，都不填为平均）`,
            placeholder: '例如 50',
            value: words.share[id] ?? '',
          }),
        ],
  )
}

function askedElements(view: RecordView & FormStep): Element[] {
  const { fields, words, questions, quantity, points } = view
  const choice = (name: string, label: string, options: readonly { id: string; name: string }[]) =>
    options.length === 0
      ? []
      : [
          fieldLabel(label, true),
          select({
            name,
            placeholder: '选择',
            options: options.map((one) => ({ value: one.id, text: one.name })),
            value: name === 'sort' ? words.sort : words.occasion,
          }),
        ]
  return [
    ...choice('occasion', '场合', fields.occasions),
    ...choice('sort', '类别', fields.sorts),
    ...(fields.levels.length > 0
      ? [
          fieldLabel('级别（可选多个）'),
          multiSelect({
            name: 'levels',
            placeholder: '选择',
            options: fields.levels.map((one) => ({ value: one.id, text: one.name })),
            chosen: words.levels,
          }),
        ]
      : []),
    ...questions.flatMap(({ id, asks, required }) => [
      fieldLabel(`${asks}？`, required),
      select({
        name: `answer.${id}`,
        placeholder: '选择',
        options: [
          { value: 'yes', text: '是' },
          { value: 'no', text: '否' },
        ],
        value: words.answers[id] ?? '',
      }),
    ]),
    ...(quantity && view.apart.length > 0 ? amountElements(view.apart, quantity) : []),
    ...(quantity && view.apart.length === 0
      ? [
          input({
            name: 'quantity',
            limit: 'record.quantity',
            label: `${quantity.name || '数量'}（${quantity.each}，必填）`,
            placeholder: '例如 3 或 1.5',
            value: words.quantity,
          }),
        ]
      : []),
    ...(fields.sent
      ? [fieldLabel('发出时间', true), minutePicker({ name: 'sent', value: words.sent })]
      : []),
    ...(fields.done
      ? [
          fieldLabel('办结时间（没有办结的不填）'),
          minutePicker({ name: 'done', value: words.done }),
        ]
      : []),
    ...points.map(({ to, lowest, highest, value }) =>
      input({
        name: `points.${to}`,
        limit: 'record.points',
        label: `${chargedNames[to] ?? to}另定分值（${lowest ?? '大于 0'} 至 ${highest}，必填）`,
        placeholder: '例如 0.5',
        value,
      }),
    ),
  ]
}

/** A line for each unit: a month's counts of all are one look. */
function amountElements(
  apart: FormStep['apart'],
  { name, each }: NonNullable<FormStep['quantity']>,
): Element[] {
  return [
    fieldLabel(`各处室的${name || '数量'}（${each}，没有的留空）`, true),
    ...apart.map((unit) =>
      columns(
        { weight: 3, elements: [markdown(literal(unit.name))] },
        {
          weight: 2,
          elements: [
            input({
              name: `amount.${unit.id}`,
              limit: 'record.quantity',
              placeholder: each,
              value: unit.value,
            }),
          ],
        },
      ),
    ),
  ]
}

function matterElements({ matters, words }: FormStep): Element[] {
  return [
    ...(matters.length > 0
      ? [
          fieldLabel('同一事项（已有的）'),
          select({
            name: 'matter',
            placeholder: '不属于已有的事项',
            options: [
              { value: noMatter, text: '不属于已有的事项' },
              ...matters.map((one) => ({ value: one.id, text: one.name })),
            ],
            value: words.matter,
          }),
        ]
      : []),
    input({
      name: 'newMatter',
      limit: 'record.matter',
      label: '新的事项名称（可不填）',
      value: words.newMatter,
    }),
  ]
}

function fileElements({ files, fields, key }: RecordView & FormStep, frame: Frame): Element[] {
  const required = fields.evidence === 'required'
  return [
    fieldLabel(`凭据（${files.length}件）`, required),
    quiet('把文件或图片直接发给考核助手，就附在这份记录上；按“保存草稿”后在这里列出。'),
    ...files.map((file) =>
      columns(
        { weight: 4, elements: [markdown(literal(file.name))] },
        {
          weight: 1,
          elements: [
            button(frame, '移除', { verb: 'record.drop', args: [key, file.id] }, { submit: true }),
          ],
        },
      ),
    ),
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
