import type { Day } from '../../base/day.js'
import { larger, points, type Points, roundHalfUp, smaller, zero } from '../../base/points.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { scoreOne } from '../../scoring/engine.js'
import { assessedRange } from '../../scoring/parts/assessed.js'
import type { Line, Statement } from '../../scoring/statement.js'
import type { Situation } from '../context.js'
import { figureLimits } from '../limits.js'
import { inputAround } from '../scoring-input.js'
import { type Task, tasksSlice } from '../task/letters.js'
import { itemsSlice, itemsStateOf, type Scored, type SelfCheck } from './checked.js'
import { type CycleItems, type Row, rowsOf } from './rows.js'

/** A fact that costs or brings points, as a sheet lists it. */
export interface FactMade {
  name: string
  day: Day
  /** Signed, on the item's own scale. */
  points: string
}

/** How far a target is reached. */
export interface TargetMade {
  name: string
  each: string
  /** Counted and wanted in the year; of a target by months, months met and months over. */
  count: string
  atLeast: string
  byPeriod: boolean
}

/** What the ledger makes of an item that rests on facts, offices' figures aside. */
export interface LedgerMade {
  value: string
  facts: readonly FactMade[]
  targets: readonly TargetMade[]
}

/** What an item got, and from whom. */
export interface Decided {
  as: 'ledger' | 'given' | 'no-case' | 'task'
  /** What stands: points, or the amount that is done. */
  figure: string
  by: string
  on: Day
  entry: string
  /** Facts make something else of it since. */
  changed: boolean
}

/** A row of an assessee's sheet with all that is known of it. */
export interface Cell {
  row: Row
  assessee: string
  ledger: LedgerMade | null
  /** What may be given; null: no end. */
  range: { lowest: Points | null; highest: Points | null }
  /** What counts as nothing lost, in the row's own figure; null where it has no points of its own. */
  whole: Points | null
  /** An amount that is done is typed, not points. */
  amount: boolean
  self: string | null
  decided: Decided | null
  /** What it gets if nobody has anything against it; null where nothing says so. */
  expected: string | null
}

/** A statement of what facts make, as if no office had scored anything. */
function ledgerStatement(
  situation: Pick<Situation, 'bureau' | 'collected' | 'today'>,
  items: CycleItems,
  assessee: string,
): Statement | null {
  const found = items.cycle.byId.get(assessee)
  if (!found) return null
  const input = inputAround(situation, items.cycle, { asOf: situation.today, assessee: found })
  const own = new Set(items.partsFor(assessee).map(({ part }) => part.id))
  const entered = input.entered.filter(({ part }) => !own.has(part))
  return scoreOne({ ...input, entered, noCase: [], assessing: [] }, assessee)
}

/** All rows of an assessee's sheet, in the order of the scheme. */
export function cellsOf(
  situation: Pick<Situation, 'bureau' | 'collected' | 'today'>,
  items: CycleItems,
  assessee: string,
): Cell[] {
  const statement = ledgerStatement(situation, items, assessee)
  if (!statement) return []
  const lines = new Map<string, Line>()
  collect(statement.root, lines)
  const state = itemsStateOf(situation.collected.of(itemsSlice), items.cycle.id)
  const check = state.checks.get(assessee)
  const scored = state.scored.get(assessee)
  const { scheme } = items.cycle
  return rowsOf(items, situation.collected.of(tasksSlice), assessee).map((row): Cell => {
    const line = lines.get(row.part.id)
    const ledger = row.task === null && line ? madeOf(statement, scheme, { row, line }) : null
    const self = selfOf(check, row, ledger)
    return {
      ...{ row, assessee, ledger, self },
      ...boundsOf(scheme, row, ledger),
      decided: row.task === null ? decidedOf(scored?.get(row.id), ledger) : taskDecision(row),
      expected: ledger ? ledger.value : self,
    }
  })
}

function decidedOf(given: Scored | undefined, ledger: LedgerMade | null): Decided | null {
  if (!given) return null
  const { as, by, on, entry } = given
  const changed = ledger !== null && !isSame(ledger.value, given.ledger)
  return { ...{ as, by, on, entry, changed }, figure: given.figure ?? ledger?.value ?? '0' }
}

function collect(line: Line, into: Map<string, Line>): void {
  if (line.kind !== 'part') return
  into.set(line.id, line)
  for (const below of line.lines) collect(below, into)
}

function selfOf(
  check: SelfCheck | undefined,
  { id }: Row,
  ledger: LedgerMade | null,
): string | null {
  if (check?.asLedger.has(id) && ledger) return ledger.value
  return check?.figures.get(id) ?? null
}

/** Two figures that people read as the same. */
export function isSame(one: string, other: string): boolean {
  const shown = (text: string): Points => roundHalfUp(points(text), figureLimits.decimals)
  return shown(one).equals(shown(other))
}

function boundsOf(
  scheme: Scheme,
  { part, task }: Row,
  ledger: LedgerMade | null,
): Pick<Cell, 'range' | 'whole' | 'amount'> {
  if (part.kind !== 'deduction' && task !== null) {
    const partly = part.kind === 'tasks' && part.partly.value
    const amount = partly && task.target !== null
    const whole = points(amount ? (task.target ?? '0') : task.points)
    const top = partly && part.kind === 'tasks' ? whole.times(part.top.value) : whole
    return { range: { lowest: zero, highest: top }, whole, amount }
  }
  if (part.kind === 'tasks')
    return { range: { lowest: zero, highest: zero }, whole: zero, amount: false }
  const { lowest, highest } = assessedRange(scheme, part)
  const value = points(ledger?.value ?? '0')
  const range = {
    lowest: lowest && smaller(lowest, value),
    highest: highest && larger(highest, value),
  }
  const whole = part.kind === 'ratio' ? part.whole : part.start
  return { range, whole: whole.isZero() ? null : whole, amount: false }
}

/** What became of a task, as one figure. */
function taskDecision({ task }: Row): Decided | null {
  if (!task?.decided) return null
  return { as: 'task', figure: taskFigure(task), ...task.decided, changed: false }
}

function taskFigure({ result, granted, done, points: worth }: Task): string {
  if (result === 'done') return worth
  if (result === 'not-done') return '0'
  if (result === 'excused') return granted ?? worth
  return done ?? '0'
}

function madeOf(
  statement: Statement,
  scheme: Scheme,
  { row, line }: { row: Row; line: Line },
): LedgerMade {
  const facts = line.lines.flatMap(({ fact, own }): FactMade[] =>
    fact === null ? [] : [{ name: fact.ruleName, day: fact.day, points: own.settled }],
  )
  const wanted = row.part.kind === 'ratio' ? row.part.targets.value : []
  const targets = wanted.flatMap((id): TargetMade[] => {
    const standing = statement.targets.find((one) => one.id === id)
    const target = scheme.targets.find((one) => one.id === id)
    if (!standing || !target) return []
    const counter = scheme.counters.find((one) => one.id === standing.counter)
    const of = { name: target.name, each: counter?.each ?? '' }
    const [only] = standing.periods
    if (standing.periods.length > 1 || only === undefined) {
      const met = standing.periods.filter(({ state }) => state === 'met').length
      const all = `${standing.periods.length}`
      return [{ ...of, count: `${met}`, atLeast: all, byPeriod: true }]
    }
    return [{ ...of, count: only.count, atLeast: only.atLeast, byPeriod: false }]
  })
  return { value: line.own.settled, facts, targets }
}

/**
 * Whether a row needs nobody's eye: what is expected is known, nothing else was claimed, and it has not been scored. A
 * row that no self-check names is as facts make it.
 */
export function isPlain({ expected, self, decided }: Cell): boolean {
  if (expected === null || isDone({ decided })) return false
  return self === null || isSame(self, expected)
}

/** Whether a row has its score; a figure under which facts changed since is to be looked at again. */
export function isDone({ decided }: Pick<Cell, 'decided'>): boolean {
  return decided !== null && !(decided.changed && decided.as === 'given')
}
