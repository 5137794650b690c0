import { isFigure, points, type Points, sum, zero } from '../../base/points.js'
import { type Fault, fault } from '../../base/refusal.js'
import { isLonger } from '../../base/text.js'
import type { TasksPart } from '../../scheme/model/parts.js'
import { figureLimits, taskLimits } from '../limits.js'

/** A task as a letter's line says it. */
export interface TaskLine {
  name: string
  points: string
  target: string | null
}

const blanks = '[\\s,，;；:：、]+'
const plain = new RegExp(`^(?<name>.*\\S)${blanks}(?<points>\\d+(?:\\.\\d+)?)\\s*分?$`)
const partly = new RegExp(
  `^(?<name>.*\\S)${blanks}(?<points>\\d+(?:\\.\\d+)?)\\s*分?${blanks}(?<target>\\d+(?:\\.\\d+)?)$`,
)

/**
 * Reads a letter: each line a task, its points at the end, and behind them how much is to be done where the part counts
 * tasks in part. Faults: `tasks-none`, `tasks-many`, `tasks-line` (each line that can't be read), `tasks-name`,
 * `tasks-points`, `tasks-sum`.
 */
export function readLines(
  part: Pick<TasksPart, 'whole' | 'partly' | 'clause'>,
  text: string,
): { lines: TaskLine[]; faults: Fault[] } {
  const typed = text
    .normalize('NFKC')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (typed.length === 0) return { lines: [], faults: [fault('text', 'tasks-none')] }
  if (typed.length > taskLimits.tasks) {
    const values = { max: `${taskLimits.tasks}`, count: `${typed.length}` }
    return { lines: [], faults: [fault('text', 'tasks-many', values)] }
  }
  const read = typed.map((line) => readLine(line, part.partly.value))
  const faults = read.flatMap((line, index) => lineFaults(line, { number: index + 1 }))
  const lines = read.flatMap((line) => line ?? [])
  if (faults.length > 0) return { lines, faults }
  const total = sum(lines.map((line) => points(line.points)))
  if (total.equals(part.whole)) return { lines, faults }
  const values = { sum: total.toFixed(), points: part.whole.toFixed(), clause: part.clause }
  return { lines, faults: [fault('text', 'tasks-sum', values)] }
}

function readLine(line: string, inPart: boolean): TaskLine | null {
  const both = inPart ? partly.exec(line)?.groups : undefined
  const found = both ?? plain.exec(line)?.groups
  if (!found?.name || !found.points) return null
  return { name: found.name, points: found.points, target: both?.target ?? null }
}

function lineFaults(line: TaskLine | null, { number }: { number: number }): Fault[] {
  const values = { number: `${number}` }
  if (line === null) return [fault('text', 'tasks-line', values)]
  if (isLonger(line.name, taskLimits.name)) {
    return [fault('text', 'tasks-name', { ...values, max: `${taskLimits.name}` })]
  }
  const wrong =
    !isCounted(points(line.points)) ||
    (line.target !== null && !points(line.target).greaterThan(zero))
  return wrong
    ? [fault('text', 'tasks-points', { ...values, decimals: `${figureLimits.decimals}` })]
    : []
}

function isCounted(value: Points): boolean {
  return value.greaterThan(zero) && value.decimalPlaces() <= figureLimits.decimals
}

/** A figure that people typed, between nothing and a most; null where it is none. */
export function figureWithin(typed: string, most: Points): Points | null {
  const bare = typed.normalize('NFKC')
  if (!isFigure(bare)) return null
  const value = points(bare)
  const right =
    !value.isNegative() &&
    !value.greaterThan(most) &&
    value.decimalPlaces() <= figureLimits.decimals
  return right ? value : null
}
