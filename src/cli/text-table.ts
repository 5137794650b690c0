import { padText, textWidth, wrapText } from '../base/text-width.js'

/**
 * Cells of several texts beside each other: each text wrapped to its column's width, columns apart by ` │ `.
 * Lines end without spaces.
 */
export function columnLines(cells: readonly string[][], widths: readonly number[]): string[] {
  const wrapped = cells.map((texts, index) =>
    texts.flatMap((text) => hanging(text, widths[index] ?? 0)),
  )
  const height = Math.max(0, ...wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, row) =>
    wrapped
      .map((lines, index) => padText(lines[row] ?? '', widths[index] ?? 0))
      .join(' │ ')
      .trimEnd(),
  )
}

/** Further lines of a text that begins with a dot stand under its first character. */
function hanging(text: string, width: number): string[] {
  if (!text.startsWith('· ')) return wrapText(text, width)
  return wrapText(text.slice(2), width - 2).map((line, at) => `${at === 0 ? '· ' : '  '}${line}`)
}

/**
 * A table of texts: columns as wide as they need, the widest made narrower until all fit into `width`; figures
 * at the right.
 */
export function tableLines(
  columns: readonly { name: string; align: 'left' | 'right' }[],
  rows: readonly string[][],
  width: number,
): string[] {
  const widths = columns.map((column, index) =>
    most(
      textWidth(column.name),
      rows.map((row) => textWidth(row[index] ?? '')),
    ),
  )
  const least = columns.map((_, index) =>
    most(
      4,
      rows.map((row) => longestWord(row[index] ?? '')),
    ),
  )
  const gaps = 2 * (columns.length - 1)
  while (widths.reduce((all, one) => all + one, gaps) > width) {
    const room = widths.map((one, index) => (one > (least[index] ?? 0) ? one : 0))
    const widest = room.indexOf(Math.max(...room))
    if (room[widest] === 0) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  const line = (cells: readonly string[]) => {
    const wrapped = cells.map((cell, index) => wrapText(cell, widths[index] ?? 0))
    const height = Math.max(1, ...wrapped.map((one) => one.length))
    return Array.from({ length: height }, (_, row) =>
      wrapped
        .map((lines, index) => {
          const text = lines[row] ?? ''
          const wide = widths[index] ?? 0
          const right = columns[index]?.align === 'right'
          return right
            ? ' '.repeat(Math.max(0, wide - textWidth(text))) + text
            : padText(text, wide)
        })
        .join('  ')
        .trimEnd(),
    )
  }
  const rule = widths.map((one) => '─'.repeat(one)).join('──')
  return [...line(columns.map((one) => one.name)), rule, ...rows.flatMap(line)]
}

/** The largest of very many: a table may have more rows than a call takes arguments. */
function most(least: number, all: readonly number[]): number {
  return all.reduce((largest, one) => Math.max(largest, one), least)
}

/** A line with its own indent; what is too wide goes on four columns further in. */
export function wrapIndented(line: string, width: number): string[] {
  if (textWidth(line) <= width) return [line]
  const indent = /^ */.exec(line)?.[0] ?? ''
  const rest = `${indent}    `
  const [first = '', ...others] = wrapText(line.slice(indent.length), width - indent.length)
  if (others.length === 0) return [`${indent}${first}`]
  const more = wrapText(others.join(''), width - rest.length)
  return [`${indent}${first}`, ...more.map((one) => `${rest}${one}`)]
}

/** Letters and digits that no line break may part. */
function longestWord(text: string): number {
  return Math.max(0, ...(text.match(/[!-~]+/g) ?? []).map((word) => word.length))
}
