import { hasPart } from '../../scheme/model/for-whom.js'
import type { ListedTask, SumPart } from '../../scheme/model/parts.js'
import { isScoredKind, type ScoredPart, scorersOf } from '../../scheme/model/scored.js'
import { partsOf } from '../../scheme/model/tree.js'
import type { Assessee } from '../../scoring/input.js'
import type { Bureau } from '../context.js'
import type { Running } from '../running.js'
import { letterOf, type LettersCollected, type Task } from '../task/letters.js'

/** A part that is gone through item by item, with who scores it. */
export interface ItemPart {
  part: ScoredPart
  /** Unit or role ids; the first signs. */
  scorers: readonly string[]
  /** The regulation says what becomes of it where there was no case. */
  mayLackCase: boolean
}

/** A row of an assessee's sheet: a part, or one of its tasks. */
export interface Row extends ItemPart {
  /** `part`, or `part.task`. */
  id: string
  task: Task | null
  /** The task as the regulation lists it; null for one of a letter, whose name is text of people. */
  listed: ListedTask | null
}

/** The items of a cycle: of each assessee its parts, in the order of the tree. */
export interface CycleItems {
  cycle: Running
  partsFor(assessee: string): readonly ItemPart[]
}

const known = new WeakMap<Running, CycleItems | null>()

/** The items of a cycle of units; null where its scheme names no office that scores any. */
export function itemsOf(cycle: Running): CycleItems | null {
  const before = known.get(cycle)
  if (before !== undefined) return before
  const made = cycle.scheme.assessee === 'unit' ? makeItems(cycle) : null
  known.set(cycle, made)
  return made
}

function makeItems(cycle: Running): CycleItems | null {
  const { total } = cycle.scheme
  const scorers = scorersOf(total)
  const sums = partsOf(total).filter((part): part is SumPart => part.kind === 'sum')
  const mayLack = new Set(
    sums
      .filter(({ noCase }) => noCase.choice !== null || noCase.value === 're-split')
      .flatMap(({ children }) => children.map(({ id }) => id)),
  )
  const all = partsOf(total).flatMap((part): ItemPart[] => {
    const by = scorers.get(part.id)
    if (!isScoredKind(part) || by === undefined) return []
    return [{ part, scorers: by, mayLackCase: part.kind !== 'tasks' && mayLack.has(part.id) }]
  })
  if (all.length === 0) return null
  const byAssessee = new Map<string, readonly ItemPart[]>()
  return {
    cycle,
    partsFor: (assessee) => {
      const found = byAssessee.get(assessee)
      if (found) return found
      const one = cycle.byId.get(assessee)
      const parts = one ? all.filter(({ part }) => hasPart(total, part.id, one)) : []
      byAssessee.set(assessee, parts)
      return parts
    },
  }
}

/** The items of every running cycle that has any. */
export function allItems({ cycles }: Pick<Bureau, 'cycles'>): CycleItems[] {
  return cycles.flatMap((cycle) => itemsOf(cycle) ?? [])
}

/** Those of one cycle. */
export function itemsIn(bureau: Pick<Bureau, 'cycles'>, cycle: string): CycleItems | null {
  const found = bureau.cycles.find(({ id }) => id === cycle)
  return found ? itemsOf(found) : null
}

/** The rows of an assessee: its tasks one by one, every other part as one. A part of tasks without a letter has none. */
export function rowsOf(items: CycleItems, letters: LettersCollected, assessee: string): Row[] {
  const cycle = items.cycle.id
  return items.partsFor(assessee).flatMap((of): Row[] => {
    const { part } = of
    const whole: Row = { ...of, id: part.id, task: null, listed: null }
    if (part.kind === 'deduction') return [whole]
    const tasks = letterOf(letters, { cycle, part, assessee })?.tasks ?? []
    const rows = tasks.map((task): Row => {
      const listed = part.listed.find(({ id }) => id === task.id) ?? null
      return { ...of, id: `${part.id}.${task.id}`, task, listed, mayLackCase: false }
    })
    return part.kind === 'ratio' ? [whole, ...rows] : rows
  })
}

/** Which rows of several assessees are the same item: those of one letter are all one, each says other tasks. */
export function groupOf({ id, part, task, listed }: Pick<Row, 'id' | 'part' | 'task' | 'listed'>) {
  return task !== null && listed === null ? part.id : id
}

/** The assessees of a cycle that have items, in its order. */
export function checkedUnits(items: CycleItems): readonly Assessee[] {
  return items.cycle.assessees.filter(({ id }) => items.partsFor(id).length > 0)
}
