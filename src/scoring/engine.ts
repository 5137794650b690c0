import { must } from '../base/bug.js'
import {
  barsOf,
  countersOf,
  countersWatched,
  type CounterWatched,
  recordedFor,
} from './result/bars.js'
import { compareText, type Context } from './context.js'
import { targetsOf, totalsOf } from './counting/counting.js'
import { fullContext } from './counting/derived.js'
import { consequencesOf } from './result/consequences.js'
import type {
  ConsequenceFound,
  GradeFinding,
  Nomination,
  TierRanking,
  Warning,
} from './findings.js'
import { gradeAll } from './result/grading.js'
import type { Assessee, ScoringInput } from './input.js'
import { isCertain, standing, text } from './interval.js'
import { nominateAll } from './result/nomination.js'
import { partOf } from './parts/part-lines.js'
import { shareWarnings } from './ratings/period-grades.js'
import { rankAll } from './result/ranking.js'
import { keepTotal, scoresOf } from './result/score.js'
import type { CycleResult, Statement, TargetStanding } from './statement.js'
import { unitLedgers } from './facts/unit-ledger.js'
import { statementWarnings, warningsOf } from './result/warnings.js'

/** Ranks, who is nominated, the grade proposed for each and what follows; see {@link standingsOf}. */
export interface Standings {
  rankings: readonly TierRanking[]
  nominations: readonly Nomination[]
  /** Sorted by assessee id. */
  grades: readonly GradeFinding[]
  /** What follows from them; sorted by assessee id. */
  consequences: readonly ConsequenceFound[]
}

/**
 * The explained score of one assessee. Pure: the same input gives the same bytes, in whatever order
 * facts, ratings and tallies come. What was looked up for an input serves its other statements too.
 * Throws a Bug for an unknown assessee or a fact of an unknown rule.
 */
export function scoreOne(input: ScoringInput, assesseeId: string): Statement {
  const context = fullContext(input)
  return statementOf(context, must(context.assessees.get(assesseeId), `no assessee ${assesseeId}`))
}

/**
 * How an assessee's targets stand, without a statement: by what is decided, and as if everything that is still open
 * counted. Throws like {@link scoreOne}.
 */
export function targetsOne(
  input: ScoringInput,
  assesseeId: string,
): { decided: readonly TargetStanding[]; withOpen: readonly TargetStanding[] } {
  const context = fullContext(input)
  const assessee = must(context.assessees.get(assesseeId), `no assessee ${assesseeId}`)
  return { decided: targetsOf(context, assessee), withOpen: targetsOf(context, assessee, true) }
}

/**
 * What an assessee has of each count that the scheme's bars watch, without a statement, in the order of the bars. Throws
 * like {@link scoreOne}.
 */
export function countersOne(input: ScoringInput, assesseeId: string): readonly CounterWatched[] {
  const context = fullContext(input)
  must(context.assessees.has(assesseeId), `no assessee ${assesseeId}`)
  return countersWatched(context, assesseeId)
}

/** The statements of all assessees, sorted by id, each made when it is taken. Throws like {@link scoreOne}. */
export function* statementsOf(input: ScoringInput): Generator<Statement> {
  const context = fullContext(input)
  for (const assessee of inOrder(input)) yield statementOf(context, assessee)
}

/** Totals, ranks, nominations and grades without explaining anybody's total. Throws like {@link scoreOne}. */
export function standingsOf(input: ScoringInput): Standings {
  const context = fullContext(input)
  const scores = scoresOf(context, inOrder(input))
  const rankings = rankAll(context, scores)
  const nominations = nominateAll(context, rankings)
  const grades = gradeAll(context, scores, nominations)
  const consequences = consequencesOf(context, scores, { rankings, grades })
  return { rankings, nominations, grades, consequences }
}

/** A cycle's result as {@link scoreCycle} gives it, of which each piece is worked out when it is first looked at. */
export interface ResultAsked extends Omit<CycleResult, 'statements'> {
  /** Null for an unknown assessee. */
  statementOf(assessee: string): Statement | null
  /** The rules whose facts the engine computed, sorted. */
  computedRules: readonly string[]
}

/** For who looks at some of a cycle's result only. Pure, and throws, like {@link scoreOne}. */
export function askResult(input: ScoringInput): ResultAsked {
  const context = fullContext(input)
  const statements = new Map<string, Statement>()
  const statementFor = (id: string): Statement | null => {
    const assessee = context.assessees.get(id)
    if (assessee === undefined) return null
    const made = statements.get(id) ?? statementOf(context, assessee)
    statements.set(id, made)
    return made
  }
  const all = () => inOrder(input).flatMap(({ id }) => statementFor(id) ?? [])
  const beside = later(() => resultBeside(input, all().flatMap(statementWarnings)))
  const standings = later(() => standingsOf(input))
  return {
    ...headOf(input),
    statementOf: statementFor,
    get rankings() {
      return standings().rankings
    },
    get nominations() {
      return standings().nominations
    },
    get grades() {
      return standings().grades
    },
    get consequences() {
      return standings().consequences
    },
    get unitLedgers() {
      return unitLedgers(context)
    },
    get warnings() {
      return beside().warnings
    },
    get computedRules() {
      const computed = context.facts.filter((fact) => fact.derived !== undefined)
      return [...new Set(computed.map((fact) => fact.rule))].sort(compareText)
    },
  }
}

/** What is worked out when it is first asked for. */
function later<T>(find: () => T): () => T {
  let found: { value: T } | null = null
  return () => {
    found ??= { value: find() }
    return found.value
  }
}

/** All statements of a cycle with ranks, nominations, proposed grades and what the office should look at. */
export function scoreCycle(input: ScoringInput): CycleResult {
  const statements = [...statementsOf(input)]
  return { ...resultBeside(input, statements.flatMap(statementWarnings)), statements }
}

/**
 * What a cycle's statements give together, where each was made by itself: `warnings` are those of all statements
 * ({@link statementWarnings}), sorted by assessee id.
 */
export function resultBeside(
  input: ScoringInput,
  warnings: readonly Warning[],
): Omit<CycleResult, 'statements'> {
  const context = fullContext(input)
  const result = {
    ...headOf(input),
    ...standingsOf(input),
    unitLedgers: unitLedgers(context),
  }
  const all = [...warningsOf(result, input, warnings), ...shareWarnings(context)]
  return { ...result, warnings: all }
}

function headOf({
  asOf,
  year,
  scheme,
}: ScoringInput): Pick<CycleResult, 'asOf' | 'year' | 'scheme' | 'choices'> {
  return {
    asOf,
    year,
    scheme: { id: scheme.id, version: scheme.version },
    choices: Object.fromEntries(scheme.choices.map((one) => [one.id, one.answer])),
  }
}

function inOrder(input: ScoringInput): Assessee[] {
  return [...input.assessees].sort((a, b) => compareText(a.id, b.id))
}

function statementOf(context: Context, assessee: Assessee): Statement {
  const whole = partOf(context, context.input.scheme.total, assessee)
  keepTotal(context, assessee.id, whole)
  const { points, closed, line } = whole
  return {
    assessee: assessee.id,
    name: assessee.name,
    unit: assessee.unit,
    tier: assessee.tier,
    asOf: context.input.asOf,
    ...standing(points),
    total: isCertain(points) && closed ? text(points.settled) : null,
    root: line(),
    recorded: recordedFor(context, assessee.id),
    counters: countersOf(context, assessee.id),
    gatheredBy: assessee.group ?? null,
    targets: targetsOf(context, assessee),
    totals: totalsOf(context, assessee.id),
    bars: barsOf(context, assessee.id),
  }
}
