import { padText, textWidth, wrapText } from '../base/text-width.js'
import { markedText } from '../scheme/show/frame.js'
import type {
  SchemeView,
  ShownBlock,
  ShownChoice,
  ShownEntry,
  ShownTable,
} from '../scheme/show/view.js'
import { columnLines, tableLines } from './text-table.js'

/** From this width on, clause, sentence, reading and choices stand side by side. */
const sideBySide = 100

/**
 * A scheme for a reader in a terminal of `width` columns: clause, sentence with its figures in 【】, what the
 * machine reads, and the choices that touch it, side by side or (below 100 columns) one below the other.
 */
export function showLines(view: SchemeView, width: number): string[] {
  const head = [
    view.title,
    `${view.issuer}  ${view.year} 年  考核${view.assessee}  版本 ${view.version}  标识 ${view.id}`,
  ]
  return [
    ...head.flatMap((line) => wrapText(line, width)),
    ...view.sections.flatMap((section) => [
      '',
      heading(section.title, width),
      ...section.blocks.flatMap((block) => blockLines(block, width)),
    ]),
  ]
}

function heading(title: string, width: number): string {
  return `── ${title} ${'─'.repeat(Math.max(0, width - 4 - textWidth(title)))}`
}

function blockLines(block: ShownBlock, width: number): string[] {
  switch (block.kind) {
    case 'entries':
      return [
        ...titleLines(block.title),
        ...(width < sideBySide
          ? block.entries.flatMap((one) => stackedLines(one, width))
          : besideLines(block.entries, width)),
      ]
    case 'table':
      return [...titleLines(block.title), '', ...tableText(block, width)]
    case 'choices':
      return block.choices.flatMap((one) => choiceLines(one, width))
    case 'notes':
      return block.notes.flatMap(({ clause, says }) => [
        '',
        ...indented(says, clause === null ? '' : `${clause}  `, '  ', width),
      ])
  }
}

function titleLines(title: string | null): string[] {
  return title === null ? [] : ['', `▍${title}`]
}

function tableText(table: ShownTable, width: number): string[] {
  return tableLines(table.columns, table.rows, width)
}

/** Entries as four columns with a line between the entries. */
function besideLines(entries: readonly ShownEntry[], width: number): string[] {
  const room = width - 9
  const first = Math.floor(room * 0.18)
  const says = Math.floor(room * 0.28)
  const reads = Math.floor(room * 0.32)
  const widths = [first, says, reads, room - first - says - reads]
  const rule = widths.map((one) => '─'.repeat(one)).join('─┼─')
  const rows = entries.flatMap((one) => [
    rule,
    ...columnLines(
      [headTexts(one), saysTexts(one), one.readings.map((text) => `· ${text}`), choiceTexts(one)],
      widths,
    ),
  ])
  const head = columnLines([['条款'], ['句子'], ['机器的读法'], ['选择']], widths)
  return ['', ...head, ...rows]
}

function headTexts(one: ShownEntry): string[] {
  const under = '›'.repeat(one.depth)
  return [one.clause, `${under}${under === '' ? '' : ' '}${one.name}`, one.id].filter(
    (text) => text !== '',
  )
}

function saysTexts(one: ShownEntry): string[] {
  return one.says === null ? [] : [markedText(one.says)]
}

function choiceTexts(one: ShownEntry): string[] {
  return one.choices.map((choice) => `选择${choice.number} ${choice.name}：${choice.answer}`)
}

function stackedLines(one: ShownEntry, width: number): string[] {
  const indent = '  '.repeat(one.depth)
  const head = `${indent}${padText(one.clause, 16)}${padText(one.name, 24)}${one.id}`
  const within = (text: string, first: string, rest: string) =>
    indented(text, `${indent}${first}`, `${indent}${rest}`, width)
  return [
    '',
    ...wrapText(head, width),
    ...saysTexts(one).flatMap((text) => within(text, '  ', '  ')),
    ...one.readings.flatMap((text) => within(text, '  → ', '    ')),
    ...choiceTexts(one).flatMap((text) => within(text, '  ◇ ', '    ')),
  ]
}

function choiceLines(choice: ShownChoice, width: number): string[] {
  const number = padText(`${choice.number}`, 4)
  const point = choice.point === null ? '' : `（疑点 ${choice.point}）`
  return [
    '',
    ...wrapText(`${number}${choice.name}${point}  ${choice.clause}  ${choice.id}`, width),
    ...indented(choice.asks, '    ', '    ', width),
    ...choice.alternatives.flatMap((one) => {
      const mark = one.inForce ? '●' : '○'
      return indented(one.says, `    ${mark} ${padText(one.id, 18)}  `, ' '.repeat(26), width)
    }),
    ...indented(`由${choice.decidedBy}定`, '    ', '    ', width),
    ...indented(`涉及：${choice.touches.join('、')}`, '    ', '    ', width),
  ]
}

/** A text wrapped to the width, with a first and a further indent. */
function indented(text: string, first: string, rest: string, width: number): string[] {
  return wrapText(text, Math.max(10, width - textWidth(first))).map(
    (line, index) => `${index === 0 ? first : rest}${line}`,
  )
}
