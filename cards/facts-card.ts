import { dayText } from '../src/base/day.js'
import type { FactList } from '../src/flows/fact/list.js'
import type { FactsView } from '../src/flows/fact/list-view.js'
import { actionName } from './action-name.js'
import { stageNames, waitsText } from './fact-words.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  form,
  type Frame,
  input,
  literal,
  markdown,
  select,
} from './kit.js'

const listNames: Record<FactList, string> = {
  waiting: '等我办的',
  recorded: '我记录的',
  proposed: '待核实、待审定',
  told: '异议期内',
  objected: '异议处理中',
  effective: '已生效',
  returned: '已退回',
  withdrawn: '已撤销',
  reversed: '已冲销',
}

/** The worklist of who works on facts: which, those found, a page of them. */
export function renderFacts(view: FactsView, frame: Frame): Element {
  const waiting = view.state === 'waiting' && view.find === ''
  return card(
    {
      title: '加减分事项',
      subtitle: listNames[view.state],
      tone: waiting && view.count > 0 ? 'blue' : 'grey',
      tag: waiting ? (view.count > 0 ? `待办${view.count}件` : '没有待办') : `${view.count}件`,
    },
    [
      select({
        name: actionName({ ...frame, verb: 'facts.show', args: [] }),
        placeholder: '看哪些',
        options: Object.entries(listNames).map(([value, text]) => ({ value, text })),
        value: view.state,
      }),
      form('finding', [
        columns(
          {
            weight: 3,
            elements: [
              input({
                name: 'find',
                limit: 'facts.find',
                value: view.find,
                placeholder: '姓名、处室、事项或拼音首字母',
              }),
            ],
          },
          {
            weight: 1,
            elements: [button(frame, '查找', { verb: 'facts.find' }, { submit: true })],
          },
        ),
      ]),
      ...(view.rows.length === 0
        ? [
            markdown(
              view.find === '' ? '目前没有这样的事项。' : '没有找到。请换一个词或清空后再查。',
            ),
          ]
        : view.rows.map((row) => rowElement(row, frame))),
      buttons(...pager(view, frame)),
    ],
  )
}

function rowElement(row: FactsView['rows'][number], frame: Frame): Element {
  const state = row.waits ? waitsText(row.waits) : stageNames[row.stage].tag
  return columns(
    {
      weight: 4,
      elements: [
        markdown(
          `**${literal(row.names)}**　${literal(row.rule)}\n<font color='grey'>${dayText(row.day)}　${state}</font>`,
        ),
      ],
    },
    {
      weight: 1,
      elements: [button(frame, '打开', { verb: 'open', args: [row.card.kind, row.card.key] })],
    },
  )
}

function pager({ page, pages, mayRecord }: FactsView, frame: Frame): Element[] {
  return [
    ...(page > 0 ? [button(frame, '上一页', { verb: 'facts.page', args: [`${page - 1}`] })] : []),
    ...(page + 1 < pages
      ? [
          button(frame, `下一页（${page + 1}/${pages}）`, {
            verb: 'facts.page',
            args: [`${page + 1}`],
          }),
        ]
      : []),
    ...(mayRecord ? [button(frame, '记录', { verb: 'open', args: ['record', 'new'] })] : []),
    button(frame, '刷新', { verb: 'refresh' }),
  ]
}
