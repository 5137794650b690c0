import { must } from '../base/bug.js'
import { findBars, countersOf, recordedFor } from './bars.js'
import { compareText, type Context } from './context.js'
import { targetsOf, totalsOf } from './counting.js'
import { fullContext } from './derived.js'
import { gradeAll } from './grading.js'
import { isCertain, standing, text } from './interval.js'
import type { Assessee, ScoringInput } from './input.js'
import { nominateAll } from './nomination.js'
import { lineOf } from './part-lines.js'
import { shareWarnings } from './period-grades.js'
import { rankAll } from './ranking.js'
import type { BarFound, CycleResult, Statement } from './statement.js'
import { unitLedgers } from './unit-ledger.js'
import { warningsOf } from './warnings.js'

/**
 * The explained score of one assessee. Pure: the same input gives the same bytes, in whatever order
 * facts, ratings and tallies come. Throws a Bug for an unknown assessee or a fact of an unknown rule.
 */
export function scoreOne(input: ScoringInput, assesseeId: string): Statement {
  const context = fullContext(input)
  const assessee = must(context.assessees.get(assesseeId), `no assessee ${assesseeId}`)
  return statementOf(context, assessee, findBars(context))
}

/** All statements of a cycle with ranks, nominations, proposed grades and what the office should look at. */
export function scoreCycle(input: ScoringInput): CycleResult {
  const context = fullContext(input)
  const bars = findBars(context)
  const statements = [...input.assessees]
    .sort((a, b) => compareText(a.id, b.id))
    .map((assessee) => statementOf(context, assessee, bars))
  const byId = new Map(statements.map((one) => [one.assessee, one]))
  const rankings = rankAll(context, statements)
  const nominations = nominateAll(context, rankings, byId)
  const grades = gradeAll(context, statements, nominations)
  const result = {
    asOf: input.asOf,
    year: input.year,
    scheme: { id: input.scheme.id, version: input.scheme.version },
    choices: Object.fromEntries(input.scheme.choices.map((one) => [one.id, one.answer])),
    statements,
    rankings,
    nominations,
    grades,
    unitLedgers: unitLedgers(context),
  }
  const warnings = [...warningsOf(result, input.scheme), ...shareWarnings(context)]
  return { ...result, warnings }
}

function statementOf(
  context: Context,
  assessee: Assessee,
  bars: ReadonlyMap<string, readonly BarFound[]>,
): Statement {
  const { line, points } = lineOf(context, context.input.scheme.total, assessee)
  return {
    assessee: assessee.id,
    name: assessee.name,
    unit: assessee.unit,
    tier: assessee.tier,
    asOf: context.input.asOf,
    ...standing(points),
    total: isCertain(points) && line.closed ? text(points.settled) : null,
    root: line,
    recorded: recordedFor(context, assessee.id),
    counters: countersOf(context, assessee.id),
    gatheredBy: assessee.group ?? null,
    targets: targetsOf(context, assessee),
    totals: totalsOf(context, assessee.id),
    bars: bars.get(assessee.id) ?? [],
  }
}
