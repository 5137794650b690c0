import type { FormStep, RecordView } from '../src/flows/fact/record-view.js'
import { chargedNames } from './fact-words.js'
import {
  button,
  columns,
  fieldLabel,
  input,
  literal,
  markdown,
  minutePicker,
  multiSelect,
  quiet,
  select,
  type Element,
  type Frame,
} from './kit.js'
import { noMatter } from './record-presses.js'
import { sentence } from './sayings.js'

/** What is rare or doubtful in what was typed, asked once more before it is sent. */
export function questionsBlock(asked: FormStep['asked']): Element {
  const lines = asked.map((each) => `- ${literal(sentence(each.code, each.with))}`)
  return markdown([`<font color='orange'>**还没有提交，请再看一眼：**</font>`, ...lines].join('\n'))
}

/** Whom the fact is about: chosen and found people and units, and what is said about joint work. */
export function whomElements(
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

/** What the rules of the kind ask: occasion, figures, sorts, levels, answers, times. */
export function askedElements(view: RecordView & FormStep): Element[] {
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
    ...(fields.times
      ? [
          input({
            name: 'times',
            limit: 'record.times',
            label: '次数（只有一次的不填）',
            placeholder: '例如 3',
            value: words.times,
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

/** Which matter the fact belongs to: one that there is, or a new one by its name. */
export function matterElements({ matters, words }: FormStep): Element[] {
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
      label: '事项名称（同一件事有几条的写）',
      value: words.newMatter,
    }),
  ]
}

/** Files that are evidence, and how to send them. */
export function fileElements(
  { files, fields, key }: RecordView & FormStep,
  frame: Frame,
): Element[] {
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
