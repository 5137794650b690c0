import { type Problem, problemLine, sortProblems } from '../base/problem.js'

/** What a command prints and how it exits: 0 done, 1 there are differences, 2 refused with every problem, 3 not all was known. */
export interface Output {
  exitCode: 0 | 1 | 2 | 3
  lines: string[]
}

/** Columns of a text where the output is no terminal. */
export const pipedWidth = 120

/** Refusals go to the error output, all else to the output. */
export function print({ exitCode, lines }: Output): void {
  for (const line of lines) {
    if (exitCode === 2) console.error(line)
    else console.log(line)
  }
  if (exitCode !== 0) process.exitCode = exitCode
}

/** A refusal with all problems, by file, line and column. */
export function refused(problems: readonly Problem[]): Output {
  return { exitCode: 2, lines: sortProblems(problems).map(problemLine) }
}

/** A refusal that stands in no file. */
export function plainRefusal(message: string): Output {
  return { exitCode: 2, lines: [`错误 ${message}`] }
}

/** How wide a terminal is, or what is asked for (60 to 400); null when that is no such number. */
export function widthOf(text: string | undefined, columns: number | undefined): number | null {
  if (text === undefined) return Math.max(60, columns ?? pipedWidth)
  const width = /^\d{2,3}$/.test(text) ? Number.parseInt(text, 10) : 0
  return width >= 60 && width <= 400 ? width : null
}
