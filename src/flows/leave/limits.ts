import { comparable, exactText, points, type Points, zero } from '../../base/points.js'
import type { Condition, CountCondition } from '../../scheme/model/conditions.js'
import type { ScoringFact } from '../../scoring/input.js'
import type { Situation } from '../context.js'
import { factsSlice } from '../fact/facts.js'
import { factsAround, scoringFacts } from '../fact/scored.js'
import type { Running } from '../running.js'
import { leaveFacts } from './counted.js'
import { leavesSlice } from './leaves.js'

/** A limit of a scheme that leave counts towards, and how near somebody is. */
export interface LimitShown {
  scheme: string
  name: string
  clause: string
  takes: 'days' | 'times'
  /** `over`: only beyond the limit; `at-least`: with it. */
  word: 'over' | 'at-least'
  limit: string
  now: string
  /** With the leave that is looked at. */
  after: string
  /** Whether that reaches the limit. */
  reached: boolean
}

/** The leave that is looked at: its fact, and days in the year; null: only what is counted already. */
export interface Adding {
  fact: { kind: string; sort: string | null }
  days: Points
}

/**
 * The limits of the schemes of a year that count leave, for one person: what is counted, what a further leave would
 * make of it, and whether that reaches the limit. Shown to the person and to who approves, before it is reached.
 */
export function limitsFor(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  person: string,
  of: { year: number; kind: string; adding: Adding | null },
): LimitShown[] {
  return situation.bureau.cycles
    .filter((cycle) => cycle.year === of.year && cycle.byId.has(person))
    .flatMap((cycle) => {
      const facts = factsFor(situation, cycle, person)
      return cycle.scheme.bars.flatMap((bar) =>
        countsIn(bar.when)
          .filter((count) => countsLeave(cycle, count, of.kind) && count.of.value === 'person')
          .flatMap((count) => shown(cycle, { bar, count, facts, adding: of.adding }) ?? []),
      )
    })
}

function factsFor(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  cycle: Running,
  person: string,
): ScoringFact[] {
  const whom = [person]
  const leaves = collected.of(leavesSlice)
  return [
    ...scoringFacts(bureau, cycle, factsAround(collected.of(factsSlice), whom)),
    ...leaveFacts(bureau, cycle, { leaves, whom }),
  ].filter(({ state, persons }) => state === 'effective' && persons.includes(person))
}

function countsIn(condition: Condition): CountCondition[] {
  if (!condition.inForce.value) return []
  if (condition.kind === 'count') return [condition]
  if (condition.kind === 'all' || condition.kind === 'any')
    return condition.conditions.flatMap(countsIn)
  return []
}

function countsLeave(cycle: Running, { rules }: CountCondition, kind: string): boolean {
  return (cycle.countedBy.get(kind) ?? []).some((rule) => rules.includes(rule.id))
}

function shown(
  cycle: Running,
  of: {
    bar: { name: string; clause: string }
    count: CountCondition
    facts: readonly ScoringFact[]
    adding: Adding | null
  },
): LimitShown | null {
  const { bar, count, adding } = of
  const { word, figure, unit } = count.is.value
  if (unit !== 'number' || (word !== 'over' && word !== 'at-least')) return null
  const only = count.only.value
  const counts = (sort: string | null | undefined): boolean =>
    only === null || sort === null || sort === undefined || only.includes(sort)
  const amount = (facts: readonly { sort?: string; quantity?: string }[]): Points =>
    facts
      .filter(({ sort }) => counts(sort))
      .reduce(
        (sum, { quantity }) =>
          sum.plus(count.takes === 'times' ? points(1) : points(quantity ?? '0')),
        zero,
      )
  const now = amount(of.facts.filter(({ rule }) => count.rules.includes(rule)))
  const added = adding && counts(adding.fact.sort) && adding.days.greaterThan(0)
  const after = added ? now.plus(count.takes === 'times' ? points(1) : adding.days) : now
  const limit = figure.times.dividedBy(figure.over)
  const way = comparable(after.minus(limit))
  return {
    scheme: cycle.scheme.shortTitle,
    name: bar.name,
    clause: bar.clause,
    takes: count.takes === 'times' ? 'times' : 'days',
    word,
    limit: exactText(limit),
    now: exactText(now),
    after: exactText(after),
    reached: word === 'over' ? way.greaterThan(0) : !way.lessThan(0),
  }
}
