import { exactText, type Points } from '../../base/points.js'
import type { CountCondition } from '../../scheme/model/conditions.js'
import { countersOne } from '../../scoring/engine.js'
import type { ScoringFact, ScoringInput } from '../../scoring/input.js'
import type { Situation } from '../context.js'
import { isInYear, type Running, yearOf } from '../running.js'
import { inputAround } from '../scoring-input.js'
import { daysOf, partsIn } from './counted.js'
import type { LeaveParts } from './entries.js'
import { type LeaveRecord, leavesSlice } from './leaves.js'

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

/** A leave that is looked at: its fact, and its days in the year. */
interface Adding {
  fact: { kind: string; sort: string | null }
  days: Points
}

/** A leave that is looked at before it is approved. */
export interface LookedAt {
  fact: Adding['fact']
  parts: LeaveParts
  /** The approved leave in the place of which it comes; null for none. */
  instead: string | null
}

/**
 * The limits of the schemes that count leave, for one person: what the engine counts of everything that is effective or
 * approved in the year, what it would count with a further leave, or with one in the place of another, in each cycle whose year
 * either lies in, and whether that reaches the limit; without one, of the cycles whose year has today. Shown to the person and to
 * who approves, before it is reached.
 */
export function limitsFor(
  situation: Pick<Situation, 'bureau' | 'collected' | 'today'>,
  person: string,
  of: { kind: string; leave: LookedAt | null },
): LimitShown[] {
  const { leave } = of
  const replaced = situation.collected.of(leavesSlice).byId.get(leave?.instead ?? '')
  return situation.bureau.cycles.flatMap((cycle) => {
    const assessee = cycle.byId.get(person)
    const parts = partsIn(cycle, leave?.parts ?? [])
    const before = partsIn(cycle, replaced?.parts ?? [])
    const within =
      leave === null ? isInYear(cycle, situation.today) : parts.length + before.length > 0
    if (!within || !assessee || !hasLimits(cycle, of.kind)) return []
    const input = inputAround(situation, cycle, { asOf: yearOf(cycle).to, assessee })
    const days = daysOf({ parts })
    const further =
      leave === null || days.isZero() ? [] : factsOf(cycle, person, { fact: leave.fact, days })
    const now = countersOne(input, person)
    const changes = further.length > 0 || before.length > 0
    const after = changes ? countersOne(changed(input, { further, replaced }), person) : now
    return now.flatMap(({ bar, when, counter }, at) => {
      const then = after[at]?.counter
      const { word } = when.is.value
      if (!isLimit(cycle, when, of.kind) || !then || (word !== 'over' && word !== 'at-least'))
        return []
      return [
        {
          ...{ scheme: cycle.scheme.shortTitle, name: bar.name, clause: bar.clause, word },
          takes: when.takes === 'times' ? ('times' as const) : ('days' as const),
          ...{ limit: counter.limit, now: counter.value, after: then.value },
          reached: then.reached,
        },
      ]
    })
  })
}

/** Whether a scheme has a limit at all that counts leave: the others cost nothing. */
function hasLimits({ scheme, countedBy }: Running, kind: string): boolean {
  const leave = countedBy.get(kind) ?? []
  return leave.length > 0 && scheme.bars.length > 0
}

/** Whether a count is of each person's own leave, up to a number. */
function isLimit(cycle: Running, { rules, of, is }: CountCondition, kind: string): boolean {
  const counts = (cycle.countedBy.get(kind) ?? []).some((rule) => rules.includes(rule.id))
  return counts && of.value === 'person' && is.value.unit === 'number'
}

/** What a further leave would be to a cycle's rules, in its year. */
function factsOf(cycle: Running, person: string, { fact, days }: Adding): ScoringFact[] {
  return (cycle.countedBy.get(fact.kind) ?? []).map((rule) => ({
    ...{ id: `${rule.id}~`, rule: rule.id, day: yearOf(cycle).to },
    ...{ state: 'effective' as const, persons: [person], quantity: exactText(days) },
    ...(fact.sort !== null && rule.sorts.length > 0 ? { sort: fact.sort } : {}),
  }))
}

/** What is scored once the leave is approved: without what it replaces. */
function changed(
  input: ScoringInput,
  of: { further: readonly ScoringFact[]; replaced: Pick<LeaveRecord, 'id'> | undefined },
): ScoringInput {
  const others = input.facts.filter(({ id }) => id !== of.replaced?.id)
  return { ...input, facts: [...others, ...of.further] }
}
