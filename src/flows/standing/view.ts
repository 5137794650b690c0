import { bug } from '../../base/bug.js'
import type { Day } from '../../base/day.js'
import { scoreOne } from '../../scoring/engine.js'
import type { NotCountedReason, Line, Standing, Statement } from '../../scoring/statement.js'
import { mayNot } from '../access.js'
import type { Bureau, Seeing } from '../context.js'
import { readFacts, type FactRecord } from '../fact/state.js'
import { scoringInput } from '../scoring-input.js'
import type { GoneView } from '../gone-view.js'

/** /myscore: what is settled first, then the bounds, then each part, then each fact with its clause. */
export interface StandingView {
  kind: 'standing'
  name: string
  unit: string
  scheme: string
  year: string
  asOf: Day
  total: Standing & { final: string | null }
  parts: StandingPart[]
  /** Choices of the scheme that shaped the score: what was asked and how it was answered. */
  choices: { asks: string; answer: string }[]
}

/** A part with what happened in it. */
export interface StandingPart {
  name: string
  clause: string
  points: Standing
  pointsMax: string | null
  closed: boolean
  /** Periods still open, or closed with their value. */
  periods: { name: string; closed: boolean; value: string | null }[]
  facts: StandingFact[]
}

/** A fact as the person it charges reads it. */
export interface StandingFact {
  id: string
  name: string
  clause: string
  says: string
  day: Day
  /** Signed points of the part's own scale. */
  points: string
  counted: boolean
  /** Why it does not count (yet). */
  reason: NotCountedReason | null
  note: string
  recordedBy: string
  approvedBy: string | null
  approvedOn: Day | null
  objectUntil: Day | null
}

/** The person's statement as of today. A person who is not assessed has none. */
export async function statementOf(seeing: Seeing, person: string): Promise<Statement | null> {
  const input = await scoringInput(seeing.db, seeing.bureau, { day: seeing.today, sequence: null })
  if (!input.assessees.some((assessee) => assessee.id === person)) return null
  return scoreOne(input, person)
}

/** Access: `standing.read` of oneself. Gone: `not-assessed` for who is not scored by the scheme. */
export async function viewStanding(seeing: Seeing): Promise<StandingView | GoneView> {
  const person = seeing.person
  if (person === null || mayNot(seeing.bureau, person, 'standing.read', { person })) {
    return { kind: 'gone', code: 'gone' }
  }
  const statement = await statementOf(seeing, person)
  if (!statement) return { kind: 'gone', code: 'not-assessed' }
  const facts = await readFacts(seeing.db, {
    bureau: seeing.bureau.id,
    cycle: seeing.bureau.cycle.id,
  })
  return standingView(seeing.bureau, statement, facts)
}

/** A statement with the names and notes that its reader may see. */
export function standingView(
  bureau: Bureau,
  statement: Statement,
  facts: readonly FactRecord[],
): StandingView {
  const records = new Map(facts.map((fact) => [fact.id, fact]))
  const used = new Map<string, string>()
  const parts = leaves(statement.root).map((line) => {
    for (const [choice, answer] of Object.entries(line.choices)) used.set(choice, answer)
    return partOf(bureau, line, records)
  })
  return {
    kind: 'standing',
    name: statement.name,
    unit: statement.unit ? (bureau.roster.unit(statement.unit)?.name ?? '') : '',
    scheme: bureau.scheme.shortTitle,
    year: `${bureau.cycle.year}`,
    asOf: statement.asOf,
    total: {
      settled: statement.settled,
      lowest: statement.lowest,
      highest: statement.highest,
      final: statement.total,
    },
    parts,
    choices: choicesUsed(bureau, used),
  }
}

/** Parts that have no parts below. */
function leaves(line: Line): Line[] {
  const parts = line.lines.filter((below) => below.kind === 'part')
  return parts.length === 0 ? [line] : parts.flatMap(leaves)
}

function partOf(bureau: Bureau, line: Line, records: Map<string, FactRecord>): StandingPart {
  const counted = line.lines.filter((below) => below.kind === 'fact' && below.fact)
  const periods = line.lines.filter((below) => below.kind === 'period')
  return {
    name: line.name,
    clause: line.clause ?? '',
    points: line.points,
    pointsMax: line.pointsMax,
    closed: line.closed,
    periods: periods.map((period) => ({
      name: period.name,
      closed: period.closed,
      value: period.closed ? period.own.settled : null,
    })),
    facts: [
      ...counted.map((below) =>
        factOf(
          bureau,
          below.fact ?? bug('a fact line without fact'),
          below.own.settled,
          null,
          records,
        ),
      ),
      ...line.notCounted
        .filter((not) => isTold(records.get(not.fact.id)))
        .map((not) => factOf(bureau, not.fact, not.points, not.reason, records)),
    ],
  }
}

/**
 * Whether the person charged may learn of a fact: from the day it is told on. What is proposed, or was taken back before,
 * is not shown; the bounds are widened by it all the same.
 */
function isTold(record: FactRecord | undefined): boolean {
  if (!record || record.steps.some(({ stage }) => stage === 'told')) return true
  return !['proposed', 'approved', 'withdrawn'].includes(record.stage)
}

function factOf(
  bureau: Bureau,
  fact: NonNullable<Line['fact']>,
  points: string,
  reason: NotCountedReason | null,
  records: Map<string, FactRecord>,
): StandingFact {
  const record = records.get(fact.id)
  const nameOf = (person: string | null | undefined): string =>
    person ? (bureau.roster.person(person)?.name ?? person) : ''
  return {
    id: fact.id,
    name: fact.ruleName,
    clause: fact.clause,
    says: fact.says,
    day: fact.day,
    points,
    counted: reason === null,
    reason,
    note: record?.note ?? '',
    recordedBy: nameOf(fact.recordedBy),
    approvedBy: nameOf(fact.approvedBy) || null,
    approvedOn: record?.approvedOn ?? null,
    objectUntil: record?.objectUntil ?? null,
  }
}

function choicesUsed(bureau: Bureau, used: Map<string, string>): StandingView['choices'] {
  return bureau.scheme.choices
    .filter((choice) => used.has(choice.id))
    .map((choice) => ({
      asks: choice.asks,
      answer: choice.alternatives.find((each) => each.id === used.get(choice.id))?.says ?? '',
    }))
}
