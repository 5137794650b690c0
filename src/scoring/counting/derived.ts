import { must } from '../../base/bug.js'
import { daysBetween, type Day } from '../../base/day.js'
import { compareExact, points, type Points } from '../../base/points.js'
import type { Derived } from '../../scheme/model/counting.js'
import type { Rule } from '../../scheme/model/rules.js'
import { contextOf, ruleOnDay, type Context } from '../context.js'
import { counterOf, hasUndecided, periodsOf, targetFor } from './counting.js'
import { dueDay, isByWorkingTime, limitFor } from './deadline.js'
import { dayOf, elapsed, endOf } from './elapsed.js'
import type { Assessee, ScoringFact, ScoringInput } from '../input.js'
import { text } from '../interval.js'

/**
 * The context of an input with the facts that the scheme computes: shortfalls of targets at the end of each
 * period, and limits of time that passed.
 */
export function fullContext(input: ScoringInput): Context {
  const before = known.get(input)
  if (before !== undefined) return before
  const made = makeContext(input)
  known.set(input, made)
  return made
}

/** An input is plain data that nobody changes: many statements of one input share their lookups. */
const known = new WeakMap<ScoringInput, Context>()

function makeContext(input: ScoringInput): Context {
  const context = contextOf(input)
  const derived = input.scheme.rules.flatMap((rule) =>
    rule.derived === null ? [] : factsOf(context, rule, rule.derived),
  )
  if (derived.length === 0) return context
  return { ...context, facts: [...context.facts, ...derived] }
}

function factsOf(context: Context, rule: Rule, by: Derived): ScoringFact[] {
  if (by.kind === 'clock') return overdue(context, rule, by)
  return context.input.assessees.flatMap((assessee) => shortfalls(context, rule, { by, assessee }))
}

function shortfalls(
  context: Context,
  rule: Rule,
  of: { by: Extract<Derived, { kind: 'target' }>; assessee: Assessee },
): ScoringFact[] {
  const { by, assessee } = of
  const { closed, scheme } = context.input
  const target = must(
    scheme.targets.find((one) => one.id === by.target),
    `no target ${by.target}`,
  )
  const need = targetFor(target, assessee)
  if (need === null) return []
  return by.counters.value.flatMap((id) => {
    const counter = counterOf(context, id)
    const firm = (closed.year || closed.facts) && !hasUndecided(context, counter, assessee.id)
    const short = periodsOf(context, target, { counter, assessee }).filter(
      (one) => one.over && !one.missing.isZero(),
    )
    return short.map((one): ScoringFact => {
      const { period, count, carried, missing, facts } = one
      return {
        id: `${rule.id}~${id}~${assessee.id}~${period}`,
        rule: rule.id,
        day: one.last,
        state: 'effective',
        ...belongsTo(scheme.assessee, assessee),
        ...(by.short.value === 'per-missing' ? { quantity: text(missing) } : {}),
        derived: {
          kind: 'target',
          target: target.id,
          counter: id,
          period,
          count: text(count),
          atLeast: text(need),
          carried: text(carried),
          missing: text(missing),
          facts: facts(),
          firm,
        },
      }
    })
  })
}

function belongsTo(
  kind: 'person' | 'unit',
  assessee: Assessee,
): Pick<ScoringFact, 'persons' | 'unit' | 'head'> {
  if (kind === 'unit') return { persons: [], unit: assessee.id }
  return { persons: [assessee.id] }
}

/** Timed facts that took too long; what is not done counts up to the day that is looked at. */
function overdue(
  context: Context,
  rule: Rule,
  by: Extract<Derived, { kind: 'clock' }>,
): ScoringFact[] {
  const { asOf, workingTime, closed, scheme } = context.input
  const clock = must(
    scheme.clocks.find((one) => one.id === by.clock),
    `no clock ${by.clock}`,
  )
  // Nobody has said yet when the bureau works: nothing is timed by it.
  if (workingTime === undefined && isByWorkingTime(clock)) return []
  return context.facts.flatMap((fact): ScoringFact[] => {
    if (!isTimed(context, fact, by) || fact.sent === undefined) return []
    const done = fact.done !== undefined && dayOf(fact.done) <= asOf ? fact.done : null
    const span = { from: fact.sent, until: done ?? endOf(asOf) }
    const took = elapsed(clock.measure.value, span, workingTime)
    const allowed = limitFor(clock, fact)
    const sent = dayOf(fact.sent)
    const due = dueDay(clock, { sent, limit: allowed }, workingTime)
    const limit = due === null ? allowed : points(daysBetween(sent, due))
    const late = compareExact(took, limit) > 0
    const mayBe = done === null && (closed.facts || closed.year)
    if (!late && !mayBe) return []
    const { sort: _, levels: __, quantity: ___, answers: ____, ...same } = fact
    return [
      {
        ...same,
        id: `${rule.id}~${fact.id}`,
        rule: rule.id,
        state: late ? fact.state : 'proposed',
        matter: fact.matter ?? fact.id,
        derived: timed(clock.id, clock.measure.value, {
          took,
          limit,
          done: done !== null,
          fact: fact.id,
          due,
        }),
      },
    ]
  })
}

function timed(
  clock: string,
  measure: string,
  of: { took: Points; limit: Points; done: boolean; fact: string; due: Day | null },
): ScoringFact['derived'] & object {
  const { done, fact, due } = of
  const [took, limit] = [text(of.took), text(of.limit)]
  const ends = due === null ? {} : { due }
  return { kind: 'clock', clock, measure, took, limit, done, fact, ...ends }
}

function isTimed(
  context: Context,
  fact: ScoringFact,
  by: Extract<Derived, { kind: 'clock' }>,
): boolean {
  if (fact.derived !== undefined || ruleOnDay(context, fact)?.id !== by.of) return false
  return by.sorts === null || (fact.sort !== undefined && by.sorts.includes(fact.sort))
}
