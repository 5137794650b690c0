import { compareExact, exactText, points, sum, zero, type Points } from '../base/points.js'
import type { DocumentPath } from '../base/document.js'
import type { RatioPart, TasksPart } from '../scheme/model/parts.js'
import { scorersOf, takesAssessed } from '../scheme/model/scored.js'
import { hasTasks } from '../scheme/model/tasks.js'
import { checkOnce, listed, orNone, type Known } from './known.js'
import type { FactsFile } from './shape.js'

type Task = FactsFile['tasks'][number]

/** Checks tasks set beforehand, items without a case or still to be scored, and working time. */
export function checkUnitInputs(known: Known): void {
  checkTasks(known)
  checkNoCase(known)
  checkAssessing(known)
  checkWorkingTime(known)
}

function checkTasks(known: Known): void {
  const { facts, parts, assessees, report } = known
  checkOnce(
    report,
    ['tasks'],
    facts.tasks.map((one) => ({ id: one.id, of: one.assessee })),
  )
  const sums = new Map<string, { index: number; rows: Points[]; points: Points }>()
  for (const [index, task] of facts.tasks.entries()) {
    const path = ['tasks', index]
    if (!assessees.has(task.assessee)) {
      const message = `考核对象里没有“${task.assessee}”`
      report([...path, 'assessee'], { code: 'unknown-person', message })
    }
    const part = parts.get(task.part)
    if (!hasTasks(part)) {
      const can = orNone(listed([...parts.values()].filter((one) => hasTasks(one))))
      const message = `“${task.part}”不是逐项赋分的部分，可用的有：${can}`
      report([...path, 'part'], { code: 'unknown-part', message })
      continue
    }
    const worth = checkWorth(known, part, task, path)
    checkResult(known, { ...task, worth }, path)
    checkPartly(known, part, task, path)
    if (part.listed.length > 0) continue
    const key = `${task.part} ${task.assessee}`
    const before = sums.get(key) ?? { index, rows: [], points: part.whole }
    sums.set(key, { ...before, rows: [...before.rows, worth] })
  }
  for (const [key, { index, rows, points: whole }] of sums) {
    const made = sum(rows)
    if (compareExact(made, whole) === 0) continue
    const message = `${key.split(' ')[1] ?? ''} 的任务分值合计 ${exactText(made)} 分，应为 ${exactText(whole)} 分`
    report(['tasks', index, 'points'], { code: 'tasks-sum', message })
  }
}

/** What a task is worth: as the scheme lists it, else as the file says. */
function checkWorth(
  { report }: Known,
  part: TasksPart | RatioPart,
  task: Task,
  path: DocumentPath,
): Points {
  if (part.listed.length === 0) {
    for (const key of ['name', 'points'] as const) {
      if (task[key] !== undefined) continue
      report(path, { code: 'missing-key', message: `缺少“${key}”` })
    }
    return points(task.points ?? '0')
  }
  for (const key of ['name', 'points'] as const) {
    if (task[key] === undefined) continue
    const message = `“${part.name}”的任务列在办法里，这里不写 ${key}`
    report([...path, key], { code: 'task-listed', message })
  }
  const found = part.listed.find((one) => one.id === task.id)
  if (found !== undefined) return found.points
  const message = `“${part.name}”没有任务“${task.id}”，可用的有：${orNone(listed(part.listed))}`
  report([...path, 'id'], { code: 'unknown-task', message })
  return zero
}

/** How much of a task is done: only where tasks count in part, of a target above nothing, and instead of a result. */
function checkPartly(
  { report }: Known,
  part: TasksPart | RatioPart,
  task: Task,
  path: DocumentPath,
): void {
  const { target, done, result } = task
  if (target === undefined && done === undefined) return
  const refuse = (key: string, message: string) =>
    report([...path, key], { code: 'bad-partly', message })
  const key = done === undefined ? 'target' : 'done'
  if (part.kind === 'ratio' || !part.partly.value) {
    refuse(key, `“${part.name}”的任务全得或不得，不写 target、done；写 result`)
  } else if (result !== undefined) {
    refuse('result', '写了 target 和 done 就不写 result，按完成的比例得分')
  } else if (target === undefined || done === undefined) {
    refuse(key, 'target（要完成多少）和 done（完成了多少）要一起写')
  } else if (!points(target).greaterThan(0) || points(done).isNegative()) {
    refuse('target', 'target 要大于零，done 不能是负数')
  }
}

/** What the office gave needs special circumstances and a reason, and lies within the task's points. */
function checkResult({ report }: Known, task: Task & { worth: Points }, path: DocumentPath): void {
  const { granted, result, reason, worth } = task
  if (result === 'excused' && (granted === undefined || reason === undefined)) {
    const message = '有特殊情况的要写 granted（定几分）和 reason（理由）'
    report(path, { code: 'granted-missing', message })
  } else if (result !== 'excused' && granted !== undefined) {
    const message = '没有写 result: excused（有特殊情况），不能另定分'
    report([...path, 'granted'], { code: 'granted-without-cause', message })
  }
  if (granted === undefined) return
  const value = points(granted)
  if (!value.isNegative() && compareExact(value, worth) <= 0) return
  const message = `${granted} 不在 0 到 ${exactText(worth.toDecimalPlaces(4))} 之间`
  report([...path, 'granted'], { code: 'off-scale', message })
}

function checkAssessing({ facts, parts, scheme, assessees, report }: Known): void {
  const scorers = scorersOf(scheme.total)
  const taken = [...parts.values()].filter((part) => takesAssessed(part, scorers))
  for (const [index, one] of facts.assessing.entries()) {
    const path = ['assessing', index]
    if (!assessees.has(one.assessee)) {
      const message = `考核对象里没有“${one.assessee}”`
      report([...path, 'assessee'], { code: 'unknown-person', message })
    }
    if (taken.some((part) => part.id === one.part)) continue
    const message = `“${one.part}”不是由科室核定的部分，可用的有：${orNone(listed(taken))}`
    report([...path, 'part'], { code: 'unknown-part', message })
  }
}

function checkNoCase({ facts, parts, assessees, report }: Known): void {
  for (const [index, one] of facts['no-case'].entries()) {
    const path = ['no-case', index]
    if (!assessees.has(one.assessee)) {
      const message = `考核对象里没有“${one.assessee}”`
      report([...path, 'assessee'], { code: 'unknown-person', message })
    }
    if (parts.has(one.part)) continue
    const can = orNone(listed([...parts.values()]))
    const message = `没有考核部分“${one.part}”，可用的有：${can}`
    report([...path, 'part'], { code: 'unknown-part', message })
  }
}

function checkWorkingTime({ facts, report }: Known): void {
  const time = facts['working-time']
  if (time === undefined) return
  let last = '00:00'
  for (const [index, { from, to }] of time.hours.entries()) {
    if (from < last || to <= from) {
      const message = `${from}～${to} 与前一段重叠，或起止颠倒；各段按先后写`
      report(['working-time', 'hours', index], { code: 'bad-hours', message })
    }
    last = to
  }
  for (const [index, { from, to }] of time.holidays.entries()) {
    if (from <= to) continue
    const message = `放假从 ${from} 到 ${to}，结束日早于开始日，请核对`
    report(['working-time', 'holidays', index], { code: 'bad-holiday', message })
  }
}
