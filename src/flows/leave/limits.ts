import { exactText, type Points } from '../../base/points.js'
import type { CountCondition } from '../../scheme/model/conditions.js'
import { countersOne } from '../../scoring/engine.js'
import type { ScoringFact, ScoringInput } from '../../scoring/input.js'
import type { Situation } from '../context.js'
import { isInYear, type Running, yearOf } from '../running.js'
import { inputAround } from '../scoring-input.js'
import { daysOf, partsIn } from './counted.js'
import type { LeaveParts } from './entries.js'

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

/**
 * The limits of the schemes that count leave, for one person: what the engine counts of everything that is effective or
 * approved in the year, what it would count with a further leave in each cycle whose year that lies in, and whether that
 * reaches the limit; without one, of the cycles whose year has today. Shown to the person and to who approves, before it
 * is reached.
 */
export function limitsFor(
  situation: Pick<Situation, 'bureau' | 'collected' | 'today'>,
  person: string,
  of: { kind: string; leave: { fact: Adding['fact']; parts: LeaveParts } | null },
): LimitShown[] {
  return situation.bureau.cycles.flatMap((cycle) => {
    const assessee = cycle.byId.get(person)
    const parts = of.leave === null ? null : partsIn(cycle, of.leave.parts)
    const within = parts === null ? isInYear(cycle, situation.today) : parts.length > 0
    if (!within || !assessee || !hasLimits(cycle, of.kind)) return []
    const input = inputAround(situation, cycle, { asOf: yearOf(cycle).to, assessee })
    const days = daysOf({ parts: parts ?? [] })
    const further =
      of.leave === null || days.isZero()
        ? []
        : factsOf(cycle, person, { fact: of.leave.fact, days })
    const now = countersOne(input, person)
    const after = further.length === 0 ? now : countersOne(withFacts(input, further), person)
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

function withFacts(input: ScoringInput, further: readonly ScoringFact[]): ScoringInput {
  return { ...input, facts: [...input.facts, ...further] }
}
