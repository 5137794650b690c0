/** Something wrong in a file that people write: reported all at once, never thrown. */
export interface Problem {
  /** Stable code, e.g. `unmarked-figure`. */
  code: string
  level: 'error' | 'warning'
  /** Chinese: what is wrong and what to do. */
  message: string
  file: string
  /** 1-based. */
  line: number
  /** 1-based, in characters. */
  column: number
}

/** `file:line:column 错误 …`, one line, for terminals. */
export function problemLine(p: Problem): string {
  return `${p.file}:${p.line}:${p.column} ${p.level === 'error' ? '错误' : '警告'} ${p.message} [${p.code}]`
}

/** Sorts by file, line, column, code, so that output is the same on each run. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      a.line - b.line ||
      a.column - b.column ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  )
}
