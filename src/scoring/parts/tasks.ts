import { compareExact, points, smaller, sum, zero, type Points } from '../../base/points.js'
import type { TasksPart } from '../../scheme/model/parts.js'
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
import { groupedBy, once } from '../lookups.js'
import { partLine, toTotal, type PartLine } from './line.js'
import type { Line } from '../statement.js'

const tasksByAssessee = once((context: Context) =>
  groupedBy(context.input.tasks ?? [], (row) => row.assessee),
)

/** The tasks of one assessee in a part, by id. */
export function tasksOf(context: Context, part: TasksPart, assessee: string): TaskRow[] {
  return (tasksByAssessee(context).get(assessee) ?? [])
    .filter((row) => row.part === part.id)
    .sort((a, b) => compareText(a.id, b.id))
}

/** A part of tasks set beforehand: undetermined while tasks are open, or do not sum to the whole. */
export function tasksLine(context: Context, part: TasksPart, assessee: string): PartLine {
  const rows = tasksOf(context, part, assessee)
  const complete = compareExact(sum(rows.map((row) => points(row.points))), part.whole) === 0
  const values = rows.map((row) => taskValue(part, row))
  const closed = isPartClosed(context, part)
  const decided = complete && rows.every((row) => isDecided(part, row))
  const wrong = rows.length > 0 && !complete
  return partLine(context, part, {
    own: complete ? addAll(values) : unknown(zero, part.whole),
    scale: { from: zero, to: part.whole },
    operation: 'tasks',
    settings: [part.excused, part.partly],
    closed: decided,
    missing: closed && !decided,
    warnings: wrong ? ['tasks-sum'] : closed && !decided ? ['nothing-entered'] : [],
    lines: () => rows.map((row) => taskLine(part, row)),
  })
}

/** Whether a task's result, or how much of it is done, is known. */
function isDecided(part: TasksPart, row: TaskRow): boolean {
  return row.result !== undefined || doneInPart(part, row) !== null
}

/** The share of a task that is done, at most the whole; null where it is all or nothing, or not known. */
function doneInPart(part: TasksPart, row: TaskRow): { done: Points; target: Points } | null {
  if (!part.partly.value || row.target === undefined || row.done === undefined) return null
  const target = points(row.target)
  return { done: smaller(points(row.done), target), target }
}

/**
 * A task done counts whole, one not done nothing, one done in part by its share; excused as the office set it, or
 * whole by choice.
 */
function taskValue(part: TasksPart, row: TaskRow): Interval {
  const whole = points(row.points)
  const some = row.result === undefined ? doneInPart(part, row) : null
  if (some !== null) return certain(whole.times(some.done).dividedBy(some.target))
  if (row.result === undefined) return unknown(zero, whole)
  if (row.result === 'done') return certain(whole)
  if (row.result === 'not-done') return certain(zero)
  return certain(part.excused.value === 'full' ? whole : points(row.granted ?? '0'))
}

function taskLine(part: TasksPart, row: TaskRow): Line {
  const own = taskValue(part, row)
  const toEach = (value: Points): Points => applyLinear(value, toTotal(part))
  const at = (value: Points | null): Points | null => (value === null ? null : toEach(value))
  return newLine({
    id: `${part.id}/${row.id}`,
    kind: 'task',
    name: row.name,
    clause: part.clause,
    says: row.reason ?? null,
    operation: 'task',
    own: standing(own),
    scale: { from: '0', to: text(points(row.points)) },
    points: standing({
      settled: toEach(own.settled),
      lowest: at(own.lowest),
      highest: at(own.highest),
    }),
    pointsMax: text(toEach(points(row.points))),
    closed: isDecided(part, row),
    missing: false,
    scoredBy: part.scoredBy,
  })
}
