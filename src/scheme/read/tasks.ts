import { compareExact, exactText, points, sum, type Points } from '../../base/points.js'
import { shareOfFigure } from '../language/figures.js'
import { figureWord, listOf, oneOf, yesOrNo } from '../language/words.js'
import type { Share } from '../model/sharing.js'
import type { Word } from './reader.js'
import type { Condition } from '../model/conditions.js'
import type { ListedTask, PartBase, RatioPart, TasksPart } from '../model/parts.js'
import type { PartDraft } from '../shape/parts.js'
import { buildCondition, inPeriod } from './conditions.js'
import { plain, type Place } from './place.js'

type TasksDraft = Extract<PartDraft, { kind: 'tasks' }>
type RatioDraft = Extract<PartDraft, { kind: 'ratio' }>

const once: Points = points(1)
const excusedWord = oneOf('set', 'full')

/** A part of tasks; those that it lists sum to its points. */
export function buildTasks(
  draft: TasksDraft,
  at: Place,
  own: Points | null,
): Omit<TasksPart, keyof PartBase | 'kind'> {
  const whole = own ?? points(100)
  const listed = draft.tasks.map((one, index) => {
    const row = at.inside(one.task, 'tasks', index)
    if (one.points === undefined) {
      row.problem('task', 'task-points', `任务“${one.name}”没有写 points（几分）`)
    }
    if (one['in-force'] !== undefined) {
      row.problem('in-force', 'task-points', '逐项赋分的任务都算，不写 in-force')
    }
    return listedTask(one, row, one.points === undefined ? once : row.figure('points', one.points))
  })
  const made = sum(listed.map((one) => one.points))
  if (listed.length > 0 && compareExact(made, whole) !== 0) {
    const message = `“${draft.name}”的任务分值合计 ${figure(made)} 分，应为 ${figure(whole)} 分`
    at.problem('tasks', 'points-sum', message)
  }
  return {
    whole,
    listed,
    excused: at.set('excused', draft.excused, excusedWord, 'set'),
    partly: at.set('partly', draft.partly, yesOrNo, false),
    top: topOf(draft, at),
  }
}

/** A part by how far targets are reached, with what it lists beside them. */
export function buildRatio(
  draft: RatioDraft,
  at: Place,
  own: Points | null,
): Omit<RatioPart, keyof PartBase | 'kind'> {
  const whole = own ?? points(100)
  const targets = targetsOf(draft, at)
  const share = whole.dividedBy(Math.max(1, targets.value.length + draft.tasks.length))
  const listed = draft.tasks.map((one, index) => {
    const row = at.inside(one.task, 'tasks', index)
    if (one.points !== undefined) {
      row.problem('points', 'task-points', '和目标一起平均的任务各占一份，不写 points')
    }
    return listedTask(one, row, share)
  })
  if (listed.length > 0 && draft.excused === undefined) {
    at.problem('part', 'missing-key', '缺少“excused”：列了任务的，写明有特殊情况怎么办')
  }
  return {
    whole,
    targets,
    listed,
    excused: at.set('excused', draft.excused, excusedWord, 'set'),
    takes: at.set('takes', draft.takes, oneOf('mean', 'lowest'), 'mean'),
    top: topOf(draft, at),
    partly: at.set('partly', draft.partly, stepWord(at), true),
    noTarget: at.set('no-case', draft['no-case'], oneOf('re-split', 'full', 'zero'), 're-split'),
  }
}

function targetsOf(draft: RatioDraft, at: Place): RatioPart['targets'] {
  const known = listOf(...at.reader.draft.targets.map((one) => one.target))
  if (Array.isArray(draft.targets)) return plain(at.knownAll('target', 'targets', draft.targets))
  const targets = at.set('targets', draft.targets, known, [])
  for (const id of [targets.value, ...Object.values(targets.byAnswer ?? {})].flat()) {
    at.reader.known('target', id, [...at.path, 'targets'])
  }
  return targets
}

/** `yes`, `no`, or a share of the target by whose whole steps points go. */
function stepWord(at: Place): { word: Word<boolean | Share>; can: string } {
  const path = [...at.path, 'partly']
  const word: Word<boolean | Share> = (raw, owners) => {
    const plainly = yesOrNo.word(raw, owners)
    if (plainly !== undefined || typeof raw !== 'string') return plainly
    const use = at.reader.figure(raw, path, owners)
    if (use === null) return true
    const { figure } = use
    if (figure.kind !== 'number' && figure.value.greaterThan(0) && !figure.value.greaterThan(1)) {
      return shareOfFigure(figure)
    }
    const so = figure.kind === 'number' && figure.text === '1' ? '，写成 100%' : ''
    const message = `这里要一个不超过 1 的百分数或分数，如 1/2、50%；这里是 ${figure.text}${so}`
    at.reader.problem(path, 'bad-share', message)
    return true
  }
  return { word, can: 'yes、no、$名称' }
}

function topOf(draft: TasksDraft | RatioDraft, at: Place): TasksPart['top'] {
  return at.set('at-most', draft['at-most'], figureWord(at.reader, [...at.path, 'at-most']), once)
}

function listedTask(one: TasksDraft['tasks'][number], row: Place, worth: Points): ListedTask {
  const { task, name, clause } = one
  const says = row.reader.sentence(task, [...row.path, 'says'], one.says)
  const inForce = row.set('in-force', one['in-force'], yesOrNo, true)
  const lost =
    one.needs === undefined
      ? null
      : lostWithout(buildCondition(one.needs, row.below('needs'), inPeriod))
  return { id: task, name, clause, says, points: worth, inForce, lost }
}

/** What makes a task lost: that what it needs does not hold; nothing where that is not asked. */
function lostWithout(needs: Condition): Condition {
  const { inForce } = needs
  if (needs.kind !== 'not') {
    return { kind: 'not', condition: { ...needs, inForce: plain(true) }, inForce }
  }
  return { ...needs.condition, inForce }
}

function figure(value: Points): string {
  return exactText(value.toDecimalPlaces(4))
}
