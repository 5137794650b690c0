import { must } from '../../base/bug.js'
import { compareExact, larger, points, smaller, sum, zero, type Points } from '../../base/points.js'
import type { Target } from '../../scheme/model/counting.js'
import type { RatioPart } from '../../scheme/model/parts.js'
import { newLine } from './new-line.js'
import { isPartClosed, type Context } from '../context.js'
import {
  hasUndecided,
  counterOf,
  periodsOf,
  targetFor,
  type PeriodCount,
} from '../counting/counting.js'
import type { Assessee } from '../input.js'
import {
  applyLinear,
  certain,
  mapLinear,
  identity,
  standing,
  text,
  type Interval,
} from '../interval.js'
import { withAssessed } from './assessed.js'
import { partLine, toTotal, type PartLine, type PartValue } from './line.js'
import { isDecided, type Task, taskLine, tasksOf, taskValue } from './tasks.js'
import type { Line } from '../statement.js'

/** How far one target is reached, or one task done, as a multiple of it. */
type Reached = { multiple: Interval } & ({ target: Target; count: number } | { task: Task })

/**
 * Points by how far targets are reached. Counts only grow while facts may come, so what is reached is the
 * least, and the top of every target the most.
 */
export function ratioLine(context: Context, part: RatioPart, assessee: Assessee): PartLine {
  const closed = isPartClosed(context, part)
  const reached: Reached[] = [
    ...part.targets.value.flatMap((id) => reachedOf(context, part, { id, assessee, closed })),
    ...tasksOf(context, part, assessee.id).map((task) => doneOf(part, task)),
  ]
  const decided = reached.every((one) => !('task' in one) || isDecided(part, one.task))
  const whole = { settled: part.whole, lowest: part.whole, highest: part.whole }
  const own = reached.length === 0 ? whole : together(part, reached)
  const value: PartValue = {
    own,
    scale: { from: zero, to: part.whole.times(reached.length === 0 ? 1 : part.top.value) },
    operation: 'ratio',
    settings: () => [part.targets, part.takes, part.top, part.partly, part.noTarget, part.excused],
    closed: closed && decided,
    missing: closed && !decided,
    warnings: closed && !decided ? ['nothing-entered'] : [],
    lines: () => reached.map((one) => lineOf(part, one, reached.length)),
  }
  return partLine(context, part, withAssessed(context, part, { assessee: assessee.id, value }))
}

/** The points by the mean of multiples, or by the lowest; a division comes last. */
function together(part: RatioPart, reached: readonly Reached[]): Interval {
  const each = (pick: (one: Interval) => Points | null): Points => {
    const multiples = reached.map(({ multiple }) => pick(multiple) ?? zero)
    if (part.takes.value === 'lowest') return multiples.reduce(smaller).times(part.whole)
    return sum(multiples).times(part.whole).dividedBy(reached.length)
  }
  return {
    settled: each((one) => one.settled),
    lowest: each((one) => one.lowest),
    highest: each((one) => one.highest),
  }
}

/** How much of a task is done: once, not at all, or what was given for it under special circumstances. */
function doneOf(part: RatioPart, task: Task): Reached {
  const value = taskValue(part, task)
  const over = points(task.points)
  const of = (one: Points | null): Points | null =>
    one === null ? null : compareExact(one, over) === 0 ? points(1) : one.dividedBy(over)
  const { settled, lowest, highest } = value
  return {
    task,
    multiple: { settled: of(settled) ?? zero, lowest: of(lowest), highest: of(highest) },
  }
}

function reachedOf(
  context: Context,
  part: RatioPart,
  of: { id: string; assessee: Assessee; closed: boolean },
): Reached[] {
  const target = must(
    context.input.scheme.targets.find((one) => one.id === of.id),
    `no target ${of.id}`,
  )
  const need = targetFor(target, of.assessee)
  if (need === null) return withoutTarget(part, target)
  const counter = counterOf(context, target.counter)
  const base = { counter, assessee: of.assessee }
  const now = periodsOf(context, target, base)
  const all = periodsOf(context, target, { ...base, undecidedToo: true })
  const top = topOf(part, target)
  const settled = multipleOf(part, now, { need, top })
  const grows = counter.takes.value === 'sum' || counter.takes.value === 'highest'
  const known = of.closed && (grows || !hasUndecided(context, counter, of.assessee.id))
  const highest = known ? multipleOf(part, all, { need, top }) : top
  const lowest = known || grows ? settled : zero
  const count = now.reduce((facts, one) => facts + one.pieces, 0)
  return [{ target, count, multiple: { settled, lowest, highest } }]
}

/** A target that the assessee does not have: looked at only where the part says what it counts. */
function withoutTarget(part: RatioPart, target: Target): Reached[] {
  if (part.noTarget.value === 're-split') return []
  const counts = part.noTarget.value === 'full' ? points(1) : zero
  return [{ target, count: 0, multiple: certain(counts) }]
}

/** The most that a target counts: as the part says, or less as the target does; reached or nothing: once. */
function topOf(part: RatioPart, target: Target): Points {
  if (part.partly.value === false) return points(1)
  return smaller(part.top.value, target.top.value ?? part.top.value)
}

/** The mean over the periods of count ÷ need, each between nothing and the top. */
function multipleOf(
  part: RatioPart,
  periods: readonly PeriodCount[],
  { need, top }: { need: Points; top: Points },
): Points {
  if (periods.length === 0) return zero
  const each = periods.map(({ count, carried }): Points => {
    const have = count.plus(carried)
    if (part.partly.value === false) return have.lessThan(need) ? zero : points(1)
    if (need.isZero()) return points(1)
    return smaller(larger(stepped(part, have, need), zero), top)
  })
  return sum(each).dividedBy(periods.length)
}

/** How much is reached: exactly, or by whole steps; counted in whole numbers, so that no step is lost by a hair. */
function stepped(part: RatioPart, have: Points, need: Points): Points {
  const step = part.partly.value
  if (typeof step === 'boolean') return have.dividedBy(need)
  const steps = have.times(step.over).dividedToIntegerBy(need.times(step.times))
  return steps.times(step.times).dividedBy(step.over)
}

function lineOf(part: RatioPart, one: Reached, of: number): Line {
  if (!('task' in one)) return targetLine(part, one, of)
  const share = { ...identity, times: part.whole, over: points(of) }
  return taskLine(part, one.task, mapLinear(one.multiple, share))
}

function targetLine(part: RatioPart, one: Exclude<Reached, { task: Task }>, of: number): Line {
  const share = { ...identity, times: part.whole, over: points(of) }
  const own = mapLinear(one.multiple, share)
  const toEach = (value: Points): Points => applyLinear(value, toTotal(part))
  return newLine({
    id: `${part.id}/${one.target.id}`,
    kind: 'target',
    name: one.target.name,
    clause: one.target.clause,
    says: one.target.says.text,
    operation: 'ratio',
    own: standing(own),
    points: standing({
      settled: toEach(own.settled),
      lowest: toEach(own.lowest ?? own.settled),
      highest: toEach(own.highest ?? own.settled),
    }),
    pointsMax: text(toEach(part.whole.times(topOf(part, one.target)).dividedBy(of))),
    closed: one.multiple.lowest?.equals(one.multiple.highest ?? zero) ?? false,
    count: one.count,
  })
}
