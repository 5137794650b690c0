import { type Day, day } from '../base/day.js'
import { headsOverTime, type Person } from '../roster/roster.js'
import type {
  Assessee,
  EnteredResult,
  Rating,
  ScoringFact,
  ScoringInput,
  Tally,
} from '../scoring/input.js'
import { readEntries } from '../storage/ledger-reading.js'
import { getSetting } from '../storage/settings.js'
import type { Db } from '../storage/database.js'
import type { Bureau } from './context.js'
import { bodyOf } from './entries.js'
import { readFacts, scoringState, type FactRecord } from './fact/state.js'
import { parseOtherInputs } from './publication/other-inputs.js'

/** As-of: the day of the facts, and the position in the ledger (null: its end). */
export interface AsOf {
  day: Day
  sequence: number | null
}

/**
 * What the engine scores, folded from the ledger: facts with their state, ratings (the last that each
 * assessor gave), what is closed, and the parts that no flow collects, from the imported file.
 */
export async function scoringInput(db: Db, bureau: Bureau, asOf: AsOf): Promise<ScoringInput> {
  const upTo = asOf.sequence === null ? {} : { upTo: asOf.sequence }
  const facts = await readFacts(db, { bureau: bureau.id, cycle: bureau.cycle.id, ...upTo })
  const { ratings, periods } = await readRatings(db, bureau, asOf)
  const imported = parseOtherInputs(await getSetting(db, bureau.id, `inputs:${bureau.cycle.id}`))
  const other = imported.from <= asOf.day ? imported : parseOtherInputs(null)
  return {
    scheme: bureau.scheme,
    year: `${bureau.cycle.year}`,
    assessees: assesseesOf(bureau),
    units: bureau.roster.units.map((unit) => ({
      id: unit.id,
      name: unit.name,
      heads: headsOverTime(bureau.history, unit.id),
    })),
    facts: facts.flatMap(factFor),
    ratings,
    tallies: other.tallies satisfies readonly Tally[],
    entered: other.entered satisfies readonly EnteredResult[],
    closed: {
      year: false,
      facts: asOf.day > day(`${bureau.cycle.year}-12-31`),
      parts: other.closedParts,
      periods,
    },
    asOf: asOf.day,
  }
}

/** Who is scored in the cycle: everybody in a tier of the scheme. */
export function assesseesOf(bureau: Bureau): Assessee[] {
  const tiers = new Set(bureau.scheme.tiers.map((tier) => tier.id))
  return bureau.roster.assessed
    .filter((person) => person.tier !== null && tiers.has(person.tier))
    .map((person) => ({
      id: person.id,
      name: person.name,
      unit: bureau.roster.unitOf(person.id),
      tier: person.tier ?? '',
      ...memberOf(person),
      post: person.post,
      affiliated: person.affiliated,
      roles: person.roles.map((role) => ({
        role: role.role,
        ...(role.unit === undefined ? {} : { unit: role.unit }),
        from: role.from,
        ...(role.to === undefined ? {} : { to: role.to }),
      })),
    }))
}

/** First and last day as a member of the bureau; nothing where it is open. */
function memberOf(person: Person): { from?: Day; to?: Day } {
  const from = person.memberships[0]?.from
  const to = person.memberships.at(-1)?.to
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}

/** A fact as the engine reads it; none for one that was sent back. */
export function factFor(fact: FactRecord): ScoringFact[] {
  const state = scoringState(fact.stage)
  if (!state) return []
  const { rule, persons, head, unit, matter, points } = fact.proposal
  return [
    {
      id: fact.id,
      rule,
      day: fact.day,
      state,
      persons,
      recordedBy: fact.recordedBy,
      sequence: fact.sequence,
      ...(unit === undefined ? {} : { unit }),
      ...(head === undefined ? {} : { head }),
      ...(matter === undefined ? {} : { matter }),
      ...(points === undefined ? {} : { points }),
      ...(fact.note ? { note: fact.note } : {}),
      ...(fact.approvedBy ? { approvedBy: fact.approvedBy } : {}),
    },
  ]
}

async function readRatings(
  db: Db,
  bureau: Bureau,
  asOf: AsOf,
): Promise<{ ratings: Rating[]; periods: { part: string; period: string }[] }> {
  const entries = await readEntries(db, {
    bureau: bureau.id,
    cycle: bureau.cycle.id,
    kinds: ['rating.submitted', 'period.closed'],
    ...(asOf.sequence === null ? {} : { upToSequence: asOf.sequence }),
  })
  const latest = new Map<string, Rating[]>()
  const periods: { part: string; period: string }[] = []
  for (const entry of entries) {
    const period = entry.period ?? ''
    if (entry.kind === 'period.closed') {
      if (entry.day <= asOf.day) periods.push({ part: bodyOf('period.closed', entry).part, period })
      continue
    }
    const body = bodyOf('rating.submitted', entry)
    latest.set(
      `${entry.by} ${body.part} ${period} ${body.raterClass}`,
      body.ratings.map((rating) => ({
        part: body.part,
        period,
        assessee: rating.assessee,
        assessor: entry.by,
        raterClass: body.raterClass,
        points: rating.points,
      })),
    )
  }
  return { ratings: [...latest.values()].flat(), periods }
}
