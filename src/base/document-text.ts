/** Why bytes are not text, at the first place that shows it. */
export interface NotText {
  code: 'not-utf-8' | 'not-text' | 'control-character'
  message: string
  /** 1-based. */
  line: number
  /** 1-based, in characters. */
  column: number
}

const newline = 0x0a

/** Files that people mistake for text, by their first bytes. */
const others: readonly { name: string; start: readonly number[] }[] = [
  { name: 'Excel、Word 或压缩文件', start: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'Excel、Word 的旧版文件', start: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: 'PDF 文件', start: [0x25, 0x50, 0x44, 0x46] },
]

/**
 * The text of a file's bytes (UTF-8, with or without a byte order mark), or why they are none: another encoding
 * with the way to convert it, another kind of file, or a control character that no editor shows.
 */
export function textOf(bytes: Uint8Array | string): string | NotText {
  const text = typeof bytes === 'string' ? bytes.replace(/^\uFEFF/, '') : decoded(bytes)
  if (typeof text !== 'string') return text
  const found = firstControl(text)
  if (found < 0) return text
  const before = text.slice(0, found).split('\n')
  const place = { line: before.length, column: Array.from(before.at(-1) ?? '').length + 1 }
  const code = text.charCodeAt(found).toString(16).toUpperCase().padStart(4, '0')
  const message = `这里有看不见的控制字符（U+${code}），请删去；若到处都是，请在编辑器里把文件另存为 UTF-8`
  return { code: 'control-character', message, ...place }
}

/** The first control character except tab and line ends: no text of ours holds one. -1 for none. */
function firstControl(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const plain = unit >= 0x20 ? unit !== 0x7f : unit === 0x09 || unit === 0x0a || unit === 0x0d
    if (!plain) return at
  }
  return -1
}

function decoded(bytes: Uint8Array): string | NotText {
  const other = others.find(({ start }) => start.every((byte, at) => bytes[at] === byte))
  if (other !== undefined) {
    const message = `这是 ${other.name}，不是文本；请把内容写成 YAML 或 JSON 的文本文件`
    return { code: 'not-text', message, line: 1, column: 1 }
  }
  if (startsLikeUtf16(bytes)) {
    const message = `文件是 UTF-16 编码（记事本里叫 Unicode），${howTo('UTF-16')}`
    return { code: 'not-utf-8', message, line: 1, column: 1 }
  }
  const text = strictly('utf-8', bytes)
  if (text !== null) return text
  const message =
    strictly('gb18030', bytes) === null
      ? '这里的字节不是 UTF-8：文件损坏了，或混用了两种编码；请重新保存为 UTF-8'
      : `文件是 GB18030 编码（也叫 GBK、ANSI），${howTo('GB18030')}`
  return { code: 'not-utf-8', message, ...placeOfFirstBad(bytes) }
}

function howTo(encoding: string): string {
  return `请在编辑器里另存为 UTF-8，或运行 iconv -f ${encoding} -t UTF-8 原文件 > 新文件`
}

function startsLikeUtf16(bytes: Uint8Array): boolean {
  const [a, b] = bytes
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
}

/** The bytes' text; null when they are not of that encoding throughout. */
function strictly(encoding: 'utf-8' | 'gb18030', bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The first character that is not UTF-8: no character holds a line end, so each line is looked at by itself. */
function placeOfFirstBad(bytes: Uint8Array): { line: number; column: number } {
  let start = 0
  for (let line = 1; start < bytes.length; line += 1) {
    const next = bytes.indexOf(newline, start)
    const end = next < 0 ? bytes.length : next
    const part = bytes.subarray(start, end)
    if (strictly('utf-8', part) === null) {
      const loose = new TextDecoder('utf-8').decode(part)
      return { line, column: Array.from(loose.slice(0, loose.indexOf('\uFFFD'))).length + 1 }
    }
    start = end + 1
  }
  return { line: 1, column: 1 }
}
