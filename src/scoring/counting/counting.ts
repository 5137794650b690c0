import { must } from '../../base/bug.js'
import type { Day } from '../../base/day.js'
import { larger, points, sum, zero, type Points } from '../../base/points.js'
import type { Counter, Target } from '../../scheme/model/counting.js'
import { groupedBy, once } from '../../base/lookups.js'
import { compareText, ownersOf, ruleOnDay, type Context } from '../context.js'
import { dayOf } from './elapsed.js'
import type { Assessee, ScoringFact } from '../input.js'
import { text } from '../interval.js'
import {
  labelsOf,
  periodId,
  type Span,
  spanOf,
  stretchOf,
  yearOn,
} from '../../base/assessment-year.js'
import type { CounterTotal, TargetPeriodStanding, TargetStanding } from '../statement.js'

/** One fact as a counter counts it. */
interface Piece {
  fact: ScoringFact
  /** The day by which it falls into a period. */
  on: Day
  /** How many in periods shorter than the year, how many in the year, and what comes on top there. */
  month: Points
  year: Points
  extras: Points
}

/** Pieces by counter and owner, found once per context. */
const known = new WeakMap<Context, Map<string, ReadonlyMap<string, readonly Piece[]>>>()

function piecesOf(context: Context, counter: Counter, assessee: string): readonly Piece[] {
  const ofContext = known.get(context) ?? new Map<string, ReadonlyMap<string, readonly Piece[]>>()
  known.set(context, ofContext)
  const found = ofContext.get(counter.id) ?? findPieces(context, counter)
  ofContext.set(counter.id, found)
  return found.get(counter.as.value === 'everyone' ? everyone : assessee) ?? []
}

/** Whose pieces those of all together are. */
const everyone = ''

function findPieces(context: Context, counter: Counter): Map<string, Piece[]> {
  const pieces = new Map<string, Piece[]>()
  for (const fact of context.facts) {
    const rule = ruleOnDay(context, fact)
    if (rule === null || !counter.rules.value.includes(rule.id)) continue
    if (fact.state === 'reversed' || fact.state === 'withdrawn') continue
    const on = counter.on.value === 'sent' && fact.sent ? dayOf(fact.sent) : fact.day
    if (yearOn(context.input.scheme.begins, on) !== context.input.year) continue
    const piece = pieceOf(counter, fact, on)
    const owners = counter.as.value === 'everyone' ? [everyone] : ownersOf(context, fact)
    for (const owner of owners) {
      const own = pieces.get(owner)
      if (own === undefined) pieces.set(owner, [piece])
      else own.push(piece)
    }
  }
  return pieces
}

function pieceOf(counter: Counter, fact: ScoringFact, on: Day): Piece {
  const times = points(fact.quantity ?? `${fact.times ?? 1}`)
  const levels = fact.levels ?? []
  const counts = (wanted: readonly string[] | null): Points =>
    wanted === null || levels.some((level) => wanted.includes(level)) ? times : zero
  const adds = counter.extras
    .filter(({ level, sorts }) => levels.includes(level) && isSort(sorts, fact))
    .map((one) => one.adds)
  const highest = adds.reduce((a, b) => (a.lessThan(b) ? b : a), zero)
  const extra = counter.extrasOfOne.value === 'sum' ? sum(adds) : highest
  return {
    fact,
    on,
    month: counts(counter.month.value),
    year: counts(counter.year.value),
    extras: extra.times(times),
  }
}

function isSort(sorts: readonly string[] | null, fact: ScoringFact): boolean {
  return sorts === null || (fact.sort !== undefined && sorts.includes(fact.sort))
}

/** The counter of an id. */
export function counterOf(context: Context, id: string): Counter {
  return must(
    context.input.scheme.counters.find((one) => one.id === id),
    `no counter ${id}`,
  )
}

/** What an assessee must reach by a target: by its own row, its traits, or as everyone; null: nothing. */
export function targetFor(
  target: Target,
  assessee: Pick<Assessee, 'id' | 'traits'>,
): Points | null {
  if (Object.hasOwn(target.atLeast, assessee.id)) return target.atLeast[assessee.id]?.value ?? null
  const row = target.byTrait.find(({ trait }) => assessee.traits?.includes(trait) ?? false)
  return (row?.atLeast ?? target.everyone).value
}

/** How one period of a target came out. */
export interface PeriodCount {
  period: string
  last: Day
  count: Points
  carried: Points
  missing: Points
  /** How many facts were counted. */
  pieces: number
  /** Their ids, sorted. */
  facts: () => string[]
  over: boolean
}

/** A target's periods for one assessee, by one counter; none without a target or outside membership. */
export function periodsOf(
  context: Context,
  target: Target,
  of: { counter: Counter; assessee: Assessee; undecidedToo?: boolean },
): PeriodCount[] {
  const need = targetFor(target, of.assessee)
  if (need === null) return []
  const pieces = piecesOf(context, of.counter, of.assessee.id).filter(
    (piece) => of.undecidedToo === true || isEffective(piece),
  )
  let [surplus, stretch] = [zero, '']
  const { begins } = context.input.scheme
  const byPeriod = groupedBy(pieces, (piece) => stretchOf(begins, piece.on, target.per))
  return periodsIn(context)(target.per).flatMap(({ period, span }) => {
    if (!isMember(of.assessee, span)) return []
    const within = byPeriod.get(period) ?? []
    const count = taken(of.counter, within, (piece) => counted(target, piece))
    const now =
      target.carry.value === 'none' ? period : stretchOf(begins, span.to, target.carry.value)
    const carried = now === stretch ? surplus : zero
    const left = count.plus(carried).minus(need)
    ;[surplus, stretch] = [left.isNegative() ? zero : left, now]
    const facts = () => within.map((piece) => piece.fact.id).sort(compareText)
    const missing = left.isNegative() ? left.negated() : zero
    const over = span.to <= context.input.asOf
    return [{ period, last: span.to, count, carried, missing, pieces: within.length, facts, over }]
  })
}

/** The periods of the year with their days, found once for each kind. */
const periodsIn = once((context: Context) => {
  const { year, scheme } = context.input
  const { begins } = scheme
  const known = new Map<Target['per'], { period: string; span: Span }[]>()
  return (per: Target['per']) => {
    const before = known.get(per)
    if (before !== undefined) return before
    const periods = labelsOf(begins, per).map((label) => {
      const period = periodId(begins, year, label)
      return { period, span: spanOf(begins, period) }
    })
    known.set(per, periods)
    return periods
  }
})

/** Of several pieces of one matter the highest, the earliest among equals, where the counter says so. */
function onePerMatter(
  counter: Counter,
  pieces: readonly Piece[],
  amount: (piece: Piece) => Points,
): readonly Piece[] {
  if (counter.sameMatter.value === 'sum') return pieces
  const best = new Map<string, Piece>()
  for (const piece of [...pieces].sort(byDay)) {
    const key =
      piece.fact.matter === undefined ? `fact ${piece.fact.id}` : `matter ${piece.fact.matter}`
    const other = best.get(key)
    if (other === undefined || amount(other).lessThan(amount(piece))) best.set(key, piece)
  }
  return [...best.values()]
}

function byDay(a: Piece, b: Piece): number {
  return compareText(a.on, b.on) || compareText(a.fact.id, b.fact.id)
}

/** What a counter takes of some pieces: nothing where there are none. */
function taken(
  counter: Counter,
  given: readonly Piece[],
  amount: (piece: Piece) => Points,
): Points {
  const pieces = onePerMatter(counter, given, amount)
  if (pieces.length === 0) return zero
  const amounts = pieces.map(amount)
  switch (counter.takes.value) {
    case 'sum':
      return sum(amounts)
    case 'mean':
      return sum(amounts).dividedBy(amounts.length)
    case 'highest':
      return amounts.reduce(larger)
    case 'last': {
      const last = [...pieces].sort(byDay)
      return amount(must(last.at(-1), 'some pieces have a last one'))
    }
  }
}

function counted(target: Target, piece: Piece): Points {
  if (target.per !== 'year') return piece.month
  return target.extras.value ? piece.year.plus(piece.extras) : piece.year
}

function isEffective(piece: Piece): boolean {
  return piece.fact.state === 'effective'
}

function isMember(assessee: Assessee, span: { from: string; to: string }): boolean {
  const began = assessee.from === undefined || assessee.from <= span.to
  return began && (assessee.to === undefined || span.from <= assessee.to)
}

/** Whether some fact of a counter is still undecided for an assessee. */
export function hasUndecided(context: Context, counter: Counter, assessee: string): boolean {
  return piecesOf(context, counter, assessee).some((piece) => !isEffective(piece))
}

/** How an assessee's targets stand; `undecidedToo`: as if everything that is still open counted. */
export function targetsOf(
  context: Context,
  assessee: Assessee,
  undecidedToo = false,
): TargetStanding[] {
  return context.input.scheme.targets.flatMap((target) => {
    const need = targetFor(target, assessee)
    const counter = counterOf(context, target.counter)
    if (need === null) return []
    const periods = periodsOf(context, target, { counter, assessee, undecidedToo }).map(
      (one): TargetPeriodStanding => ({
        period: one.period,
        count: text(one.count),
        carried: text(one.carried),
        atLeast: text(need),
        state: one.missing.isZero() ? 'met' : one.over ? 'short' : 'open',
        facts: one.facts(),
      }),
    )
    const { id, name, clause } = target
    return [{ id, name, clause, counter: counter.id, periods }]
  })
}

/** What an assessee has of each counter in the year. */
export function totalsOf(context: Context, assessee: string): CounterTotal[] {
  return context.input.scheme.counters.map((counter) => {
    const effective = piecesOf(context, counter, assessee).filter(isEffective)
    const pieces = onePerMatter(counter, effective, (piece) => piece.year.plus(piece.extras))
    const own = taken(counter, pieces, (piece) => piece.year)
    const extras = sum(pieces.map((piece) => piece.extras))
    const { id, name, clause, each } = counter
    return {
      id,
      name,
      clause,
      each,
      pieces: text(own),
      extras: text(extras),
      total: text(own.plus(extras)),
    }
  })
}
