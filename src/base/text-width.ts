/**
 * Columns that a text takes in a terminal: Chinese characters, full-width signs and emoji take two. What Unicode
 * leaves to the terminal (“ ” × → ●) takes one, as terminals have it unless they are told otherwise.
 */
export function textWidth(text: string): number {
  let width = 0
  for (const char of text) width += isWide(char.codePointAt(0) ?? 0) ? 2 : 1
  return width
}

/** The text with spaces behind it up to a width in columns; longer texts stay as they are. */
export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)))
}

const unit = /[（【“《〔]*(?:[!-~]+|[\s\S])[，。、；：？！）】”》〕]*/gu

/** Lines of at most `width` columns; Chinese breaks anywhere but before closing and after opening signs. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(unit) ?? []) {
    if (line !== '' && textWidth(line) + textWidth(piece) > width) {
      lines.push(line)
      line = piece.trimStart()
    } else {
      line += piece
    }
  }
  if (line !== '') lines.push(line)
  return lines
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe4f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}
