import type { Share } from './sharing.js'
import type { Setting } from './words.js'

/** What something depends on: grades, needs, bars, states, forced levels, places held without rank, consequences. */

/** A bound with its figure, `times ÷ over`; `unit` says whether the figure is a number or a share. */
export interface Bound {
  word: 'at-least' | 'over' | 'at-most' | 'under'
  unit: 'number' | 'share'
  figure: Share
}

/**
 * A condition. What it looks at may be open; then it neither holds nor fails. `inForce` false: a choice reads the
 * regulation as not asking it, and it is left out of the `all` or `any` around it.
 */
export type Condition = Subject & { inForce: Setting<boolean> }

export type Subject =
  | GroupCondition
  | { kind: 'not'; condition: Condition }
  | FactsCondition
  | CountCondition
  | PointsCondition
  | VotesCondition
  | PeriodsCondition
  | ResultCondition
  | { kind: 'served'; is: Setting<Bound> }
  | { kind: 'member'; of: 'tier' | 'trait' | 'role'; ids: string[] }
  | GradeCondition
  | RankCondition

/** All of them, or one of them. */
export interface GroupCondition {
  kind: 'all' | 'any'
  conditions: Condition[]
}

/** An effective fact of one of the rules; over once a later one of `until` names the same assessee. */
export interface FactsCondition {
  kind: 'facts'
  rules: string[]
  until: string[]
}

/** A count of facts over the year. */
export interface CountCondition {
  kind: 'count'
  rules: string[]
  /** `times`: one per fact; else the sum of the facts' quantity. */
  takes: 'times' | 'quantity'
  is: Setting<Bound>
  /** Which sorts of the rules' facts count; null: all. Rules without sorts always count. */
  only: Setting<string[] | null>
  /** Whose facts are added: each `person`'s own, or the whole `unit`'s. */
  of: Setting<'person' | 'unit'>
}

/** The score of a part on its own scale (a hundred by weight, its points else), or of the whole tree. */
export interface PointsCondition {
  kind: 'points'
  part: string
  is: Setting<Bound>
}

/** A share of ballots; compared in whole numbers, never divided. */
export interface VotesCondition {
  kind: 'votes'
  part: string
  /** Bands whose votes are added up. */
  are: string[]
  is: Setting<Bound>
  /** Of the valid ballots for this assessee, or of all handed out. */
  of: Setting<'valid' | 'issued'>
}

/** How many of the periods, or what share of them, have one of the levels. */
export interface PeriodsCondition {
  kind: 'periods'
  part: string
  are: string[]
  is: Setting<Bound>
  /** Of the periods in which the person was rated, or of all periods of the year. */
  of: Setting<'rated' | 'all'>
}

/** A result of another scheme. */
export interface ResultCondition {
  kind: 'result'
  result: string
  are: string[]
  /** As what the result falls on the assessee: its own, that of the unit it heads, or of the unit it belongs to. */
  as: Setting<'self' | 'head' | 'member'>
  /** So many years running, this one included. */
  years: number
}

/** The grade proposed by this scheme; only what follows from it can look at it. */
export interface GradeCondition {
  kind: 'grade'
  grades: string[]
  /** So many years running, this one included. */
  years: number
  /** The result that knows the earlier years' grades; null: people look them up. */
  earlier: string | null
}

/** The place in the order; only what follows from it can look at it. */
export interface RankCondition {
  kind: 'rank'
  is: Setting<RankBound>
  /** Among those ranked together in the tier, among those whom one office gathers, or among all. */
  of: Setting<'tier' | 'group' | 'everyone'>
  /** Only those count of whom this holds; null: all. */
  among: Condition | null
}

/** A bound of a place, counted from the first or from the last. */
export interface RankBound {
  from: 'first' | 'last'
  bound: Bound
}

/** A condition and all below it, in order. */
export function conditionsIn(condition: Condition): Condition[] {
  if (condition.kind === 'all' || condition.kind === 'any') {
    return [condition, ...condition.conditions.flatMap(conditionsIn)]
  }
  if (condition.kind === 'rank' && condition.among !== null) {
    return [condition, ...conditionsIn(condition.among)]
  }
  return condition.kind === 'not' ? [condition, ...conditionsIn(condition.condition)] : [condition]
}

/** Rules whose facts a condition looks at. */
export function rulesIn(condition: Condition): string[] {
  return conditionsIn(condition).flatMap((one) => {
    if (one.kind === 'facts') return [...one.rules, ...one.until]
    return one.kind === 'count' ? one.rules : []
  })
}
