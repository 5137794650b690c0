import type { ExportsView } from '../../src/flows/export/view.js'
import {
  button,
  buttons,
  card,
  columns,
  type Element,
  type Frame,
  literal,
  markdown,
  quiet,
  rule,
} from '../kit.js'

const offered = { mine: '发给我', all: '全部' } as const

/** What its reader can have as a file. */
export function renderExports(view: ExportsView, frame: Frame): Element {
  const { cycles, sheets } = view
  const count = cycles.reduce((all, { forms }) => all + forms.length, 0)
  return card({ title: '导出', tone: 'blue', tag: `${count} 张表` }, [
    ...(cycles.length === 0 ? [markdown('现在没有您可以导出的表。')] : []),
    ...cycles.flatMap((cycle, index) => [
      ...(index === 0 ? [] : [rule()]),
      ...cycleElements(cycle, frame),
    ]),
    quiet(
      '表是 .xlsx，版式照办法的附件，可以打印签字；没有定的数字留空。可以加上姓名、处室、季度，例如“导出 登记表 张三”“导出 备案表 2季度”。',
    ),
    ...(sheets.length === 0 ? [] : [quiet(`另有表格：${sheets.join('、')}，发送“导出 ”加名称。`)]),
  ])
}

function cycleElements(
  { cycle, scheme, year, forms, pack }: ExportsView['cycles'][number],
  frame: Frame,
): Element[] {
  const send = (form: string, of: 'mine' | 'all', isFirst: boolean): Element =>
    button(
      frame,
      offered[of],
      { verb: 'export.form', args: [cycle, form, of, '-'] },
      isFirst ? { primary: true } : {},
    )
  return [
    markdown(`**${year}年度　${literal(scheme)}**`),
    ...forms.map(({ id, name, clause, quarterly, offers }) =>
      columns(
        {
          weight: 1,
          elements: [
            markdown(
              `${literal(name)}\n<font color='grey'>${literal(clause)}${quarterly ? '　按季' : ''}</font>`,
            ),
          ],
        },
        {
          weight: 'auto',
          elements: [buttons(...offers.map((of, at) => send(id, of, at === 0)))],
        },
      ),
    ),
    ...(pack === null ? [] : packElements(cycle, pack, frame)),
  ]
}

function packElements(cycle: string, version: number, frame: Frame): Element[] {
  return [
    columns(
      {
        weight: 1,
        elements: [
          markdown(
            `复算包（第${version}版）\n<font color='grey'>拿到别的机器上用 kaohe replay 重新计算、核对</font>`,
          ),
        ],
      },
      {
        weight: 'auto',
        elements: [button(frame, '发给我', { verb: 'export.pack', args: [cycle] })],
      },
    ),
    quiet(
      '复算包里有：办法、名册（姓名、处室、职务）、计分用的台账、公布的结果。没有：情况说明、异议和复核的文字、请假事由、附件。',
    ),
  ]
}
