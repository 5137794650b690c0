import { compareExact, points, smaller, sum, zero, type Points } from '../../base/points.js'
import type { RatioPart, TasksPart } from '../../scheme/model/parts.js'
import { newLine } from './new-line.js'
import { compareText, isPartClosed, type Context } from '../context.js'
import type { TaskRow } from '../input.js'
import {
  addAll,
  applyLinear,
  certain,
  standing,
  text,
  unknown,
  type Interval,
} from '../interval.js'
import { tryWithin } from '../result/fact-conditions.js'
import { groupedBy, once } from '../../base/lookups.js'
import { partLine, toTotal, type PartLine } from './line.js'
import type { Line } from '../statement.js'

/** A task with what it is worth, as its letter or the regulation says. */
export interface Task extends TaskRow {
  name: string
  points: string
  clause: string
  /** What takes it all, when something is listed that does: whether it holds, and whether it still may or may not. */
  lost: { holds: boolean; open: boolean }
}

const never = { holds: false, open: false }

const tasksByAssessee = once((context: Context) =>
  groupedBy(context.input.tasks ?? [], (row) => row.assessee),
)

/** The tasks of one assessee in a part: those that the regulation lists, in its order, else those of the letter, by id. */
export function tasksOf(context: Context, part: TasksPart | RatioPart, assessee: string): Task[] {
  const rows = (tasksByAssessee(context).get(assessee) ?? []).filter((row) => row.part === part.id)
  if (part.listed.length > 0) {
    return part.listed
      .filter((one) => one.inForce.value)
      .map(({ id, name, clause, points: worth, lost }) => {
        const row = rows.find((one) => one.id === id) ?? { part: part.id, assessee, id }
        const found = lost === null ? never : tryWithin(context, lost, { assessee })
        const { holds, open } = found
        return { ...row, name, clause, points: text(worth), lost: { holds, open } }
      })
  }
  return rows
    .map((row) => ({
      ...row,
      name: row.name ?? row.id,
      points: row.points ?? '0',
      clause: part.clause,
      lost: never,
    }))
    .sort((a, b) => compareText(a.id, b.id))
}

/** A part of tasks set beforehand: undetermined while tasks are open, or do not sum to the whole. */
export function tasksLine(context: Context, part: TasksPart, assessee: string): PartLine {
  const rows = tasksOf(context, part, assessee)
  const complete = compareExact(sum(rows.map((row) => points(row.points))), part.whole) === 0
  const values = rows.map((row) => taskValue(part, row))
  const most = part.partly.value ? part.whole.times(part.top.value) : part.whole
  const closed = isPartClosed(context, part)
  const decided = complete && rows.every((row) => isDecided(part, row))
  const wrong = rows.length > 0 && !complete
  return partLine(context, part, {
    own: complete ? addAll(values) : unknown(zero, most),
    scale: { from: zero, to: most },
    operation: 'tasks',
    settings: () => [part.excused, part.partly, part.top],
    closed: decided,
    missing: closed && !decided,
    warnings: wrong ? ['tasks-sum'] : closed && !decided ? ['nothing-entered'] : [],
    lines: () => rows.map((row) => taskLine(part, row)),
  })
}

/** Whether a task's result, or how much of it is done, is known. */
export function isDecided(part: TasksPart | RatioPart, row: Task): boolean {
  if (row.lost.open) return false
  if (row.lost.holds) return true
  return row.result !== undefined || (part.kind === 'tasks' && doneInPart(part, row) !== null)
}

/** The share of a task that is done, at most `top` times the whole; null where it is all or nothing, or not known. */
function doneInPart(part: TasksPart, row: Task): { done: Points; target: Points } | null {
  if (!part.partly.value || row.target === undefined || row.done === undefined) return null
  const target = points(row.target)
  return { done: smaller(points(row.done), target.times(part.top.value)), target }
}

/**
 * A task done counts whole, one not done nothing, one done in part by its share; excused as the office set it, or
 * whole by choice.
 */
export function taskValue(part: TasksPart | RatioPart, row: Task): Interval {
  const { holds, open } = row.lost
  if (holds && !open) return certain(zero)
  const value = resultValue(part, row)
  return open
    ? { settled: holds ? zero : value.settled, lowest: zero, highest: value.highest }
    : value
}

function resultValue(part: TasksPart | RatioPart, row: Task): Interval {
  const whole = points(row.points)
  if (row.result === undefined) {
    const some = part.kind === 'tasks' ? doneInPart(part, row) : null
    if (some !== null) return certain(whole.times(some.done).dividedBy(some.target))
    return unknown(zero, mostOf(part, row))
  }
  if (row.result === 'done') return certain(whole)
  if (row.result === 'not-done') return certain(zero)
  return certain(part.excused.value === 'full' ? whole : points(row.granted ?? '0'))
}

/** The most that a task may give. */
function mostOf(part: TasksPart | RatioPart, row: Task): Points {
  const whole = points(row.points)
  return part.kind === 'tasks' && part.partly.value ? whole.times(part.top.value) : whole
}

/** A task's line; `own`: what it gives, where that is not by its points alone. */
export function taskLine(
  part: TasksPart | RatioPart,
  row: Task,
  own: Interval = taskValue(part, row),
): Line {
  const toEach = (value: Points): Points => applyLinear(value, toTotal(part))
  const at = (value: Points | null): Points | null => (value === null ? null : toEach(value))
  return newLine({
    id: `${part.id}/${row.id}`,
    kind: 'task',
    name: row.name,
    clause: row.clause,
    says: row.reason ?? null,
    operation: 'task',
    own: standing(own),
    scale: { from: '0', to: text(mostOf(part, row)) },
    points: standing({
      settled: toEach(own.settled),
      lowest: at(own.lowest),
      highest: at(own.highest),
    }),
    pointsMax: text(toEach(mostOf(part, row))),
    closed: isDecided(part, row),
    missing: false,
    scoredBy: part.scoredBy,
  })
}
