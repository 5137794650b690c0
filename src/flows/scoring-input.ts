import type { Day } from '../base/day.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Assessee, PeriodGrade, Rating, ResultRow, ScoringInput } from '../scoring/input.js'
import type { Slice } from './collected.js'
import type { Situation } from './context.js'
import { cyclesSlice, historyOf } from './cycle/collected.js'
import { decidedIn, decisionsSlice } from './decision/decisions.js'
import { type FactRecord, factsSlice } from './fact/facts.js'
import { factsAround, scoringFacts } from './fact/scored.js'
import { enteredInputs, enteredSlice } from './entered/given.js'
import { itemInputs, itemsSlice } from './items/checked.js'
import { leaveFacts } from './leave/counted.js'
import { leavesSlice } from './leave/leaves.js'
import { foundFor, foundSlice } from './publication/looked-at.js'
import { importedIn, importedSlice, type OtherInputs } from './publication/imported.js'
import { panelsIn, panelsSlice } from './panel/panels.js'
import { ratedParts } from './rating/periods.js'
import { ratedIn, ratedSlice } from './rating/rated.js'
import { type Running, yearOf } from './running.js'
import { taskRows, tasksSlice } from './task/letters.js'
import { votedIn } from './vote/tallies.js'
import { votesSlice } from './vote/votes.js'

/** All of a ledger that scores are made from. */
export const scoredSlices: readonly Slice<unknown>[] = [
  ...[factsSlice, leavesSlice, ratedSlice, importedSlice, tasksSlice, itemsSlice, cyclesSlice],
  ...[enteredSlice, votesSlice, decisionsSlice, foundSlice, panelsSlice],
]

/**
 * What the engine scores in a cycle as of a day: facts with their state, ratings and grades of the periods
 * that are closed (as they stood when they were), what is closed, and the parts that no flow collects, from the imported file.
 */
export function scoringInput(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  cycle: Running,
  asOf: Day,
): ScoringInput {
  return inputFor(situation, cycle, { asOf, whom: null })
}

/**
 * The same as far as one assessee's statement depends on it: what names or concerns the assessee or its units, and
 * who else stands in that. It costs what happened around the assessee, not what happened in the bureau.
 */
export function inputAround(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  cycle: Running,
  of: { asOf: Day; assessee: Assessee },
): ScoringInput {
  return inputFor(situation, cycle, { asOf: of.asOf, whom: unitsAround(situation, of.assessee) })
}

/**
 * The same as far as counts of some kinds of facts depend on it, for one assessee or (`assessee` null) for all: only these
 * facts are read.
 */
export function countingInput(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  cycle: Running,
  of: { asOf: Day; kinds: ReadonlySet<string>; assessee: Assessee | null },
): ScoringInput {
  const whom = of.assessee && unitsAround(situation, of.assessee)
  return inputFor(situation, cycle, { asOf: of.asOf, kinds: of.kinds, whom })
}

/** The assessee and every unit that it belonged to or headed in these years. */
function unitsAround({ bureau }: Pick<Situation, 'bureau'>, assessee: Assessee): string[] {
  const branch = assessee.branch
  const cycles = bureau.cycles.flatMap((each) => each.assessees)
  return [
    assessee.id,
    ...(assessee.unit === null ? [] : [assessee.unit]),
    ...(assessee.memberships ?? []).map((of) => of.unit),
    ...assessee.roles.flatMap((role) => role.unit ?? []),
    ...(branch === undefined
      ? []
      : cycles.filter((one) => one.branch === branch).map((one) => one.id)),
  ]
}

function inputFor(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  cycle: Running,
  of: { asOf: Day; whom: string[] | null; kinds?: ReadonlySet<string> },
): ScoringInput {
  const { asOf, whom, kinds } = of
  const leaves = collected.of(leavesSlice)
  const recorded = factsAround(collected.of(factsSlice), whom)
  const facts = kinds
    ? scoringFacts(bureau, cycle, ofKinds(recorded, kinds))
    : [...scoringFacts(bureau, cycle, recorded), ...leaveFacts(bureau, cycle, { leaves, whom })]
  const rated = ratedIn(collected.of(ratedSlice), cycle.id)
  const judged = judgedIn(collected, cycle)
  const voted = votedIn(collected.of(votesSlice), cycle.id, asOf)
  const entered = enteredInputs(collected.of(enteredSlice), cycle.id, asOf)
  const inChat = [...voted.parts, ...entered.parts]
  const other = without(importedIn(collected.of(importedSlice), cycle.id, asOf), inChat)
  const around = whom === null ? null : assesseesAround(cycle, whom, facts)
  const items = itemInputs(collected.of(itemsSlice), cycle, around)
  const results = foundFor(collected.of(foundSlice), cycle.scheme.id, cycle.year)
  const isOf = ({ of: whose }: ResultRow): boolean => whom === null || whom.includes(whose)
  const isMine = (one: { assessee: string }): boolean => around === null || around.has(one.assessee)
  return {
    scheme: cycle.scheme,
    year: `${cycle.year}`,
    assessees: around ? [...around].flatMap((id) => cycle.byId.get(id) ?? []) : cycle.assessees,
    units: cycle.units,
    members: cycle.members,
    facts,
    ratings: [...countedOf(rated.counted, around), ...judged.ratings.filter(isMine)],
    periodGrades: gradesOf(cycle, countedOf(rated.grades, around)),
    tallies: [...other.tallies, ...voted.tallies].filter(isMine),
    entered: [...[...other.entered, ...entered.entered].filter(isMine), ...items.entered],
    noCase: items.noCase,
    assessing: items.assessing,
    ...workingTimeOf(collected, cycle),
    ...decisionsOf(collected, cycle, isMine),
    tasks: taskRows(collected.of(tasksSlice), cycle.id).filter(isMine),
    ...(results.length === 0 ? {} : { results: results.filter(isOf) }),
    closed: {
      year: false,
      facts: asOf > yearOf(cycle).to,
      parts: [...other.closedParts, ...inChat, ...partsFound(cycle, results)],
      periods: [...rated.closed.values(), ...judged.closed]
        .filter((each) => each.on <= asOf)
        .map(({ part, period }) => ({ part, period })),
    },
    asOf,
  }
}

/** What judges gave on their sheets, and the rows of the panels that were closed. */
function judgedIn(
  collected: Situation['collected'],
  { id, scheme }: Running,
): { ratings: Rating[]; closed: { part: string; period: string; on: Day }[] } {
  const panels = panelsIn(collected.of(panelsSlice), id)
  if (panels.length === 0) return { ratings: [], closed: [] }
  const rows = ratedParts(scheme.total)
  return {
    ratings: panels.flatMap(({ counted }) => [...counted.values()].flat()),
    closed: panels.flatMap(({ panel, period, closed }) =>
      rows.flatMap((row) =>
        closed && row.kind === 'ratings' && row.panel?.part === panel
          ? [{ part: row.id, period, on: closed.on }]
          : [],
      ),
    ),
  }
}

/** What was imported but for the parts that were voted on, or entered, in chat. */
function without(other: OtherInputs, parts: readonly string[]): OtherInputs {
  if (parts.length === 0) return other
  return {
    ...other,
    tallies: other.tallies.filter(({ part }) => !parts.includes(part)),
    entered: other.entered.filter(({ part }) => !parts.includes(part)),
    closedParts: other.closedParts.filter((part) => !parts.includes(part)),
  }
}

function* ofKinds(facts: Iterable<FactRecord>, kinds: ReadonlySet<string>): Generator<FactRecord> {
  for (const fact of facts) if (kinds.has(fact.body.kind)) yield fact
}

/** What meetings decided; absent where none did. */
function decisionsOf(
  collected: Situation['collected'],
  { id }: Running,
  isMine: (one: { assessee: string }) => boolean,
): Pick<ScoringInput, 'decided'> {
  const decided = decidedIn(collected.of(decisionsSlice), id).filter(isMine)
  return decided.length === 0 ? {} : { decided }
}

/** Parts that rest on what another cycle found: nothing more is to come once that was published. */
function partsFound({ scheme, year }: Running, results: readonly ResultRow[]): string[] {
  const found = new Set(results.flatMap((row) => (row.year === `${year}` ? [row.result] : [])))
  return partsOf(scheme.total).flatMap((part) =>
    part.kind === 'result' && found.has(part.result) ? [part.id] : [],
  )
}

/** What is timed by working time is not timed while the office has set none. */
function workingTimeOf(
  collected: Situation['collected'],
  { id }: Running,
): Pick<ScoringInput, 'workingTime'> {
  const { workingTime } = historyOf(collected.of(cyclesSlice), id)
  return workingTime === null ? {} : { workingTime }
}

function countedOf<T>(
  all: ReadonlyMap<string, ReadonlyMap<string, T>>,
  around: ReadonlySet<string> | null,
): T[] {
  const whose = around ? [...around].flatMap((one) => all.get(one) ?? []) : [...all.values()]
  return whose.flatMap((own) => [...own.values()])
}

/** Where several bodies gave an assessee a grade for a period, that of the body named first stands. */
function gradesOf({ scheme }: Running, given: readonly PeriodGrade[]): PeriodGrade[] {
  const order = new Map(
    ratedParts(scheme.total).map((part) => [part.id, part.raters.flatMap((rule) => rule.bodies)]),
  )
  const placeOf = ({ part, body }: PeriodGrade): number => order.get(part)?.indexOf(body) ?? 0
  return [...given].sort((a, b) => placeOf(a) - placeOf(b))
}

/** The assessee with those of its units and those whom the facts name: all that one statement can depend on. */
function assesseesAround(
  cycle: Running,
  whom: readonly string[],
  facts: ScoringInput['facts'],
): Set<string> {
  const ids = [
    ...whom,
    ...whom.flatMap((unit) => (cycle.byUnit.get(unit) ?? []).map((one) => one.id)),
    ...facts.flatMap((fact) => [
      ...fact.persons,
      ...(fact.unit === undefined ? [] : [fact.unit]),
      ...(fact.joint ?? []).map((one) => one.who),
    ]),
  ]
  return new Set(ids.filter((id) => cycle.byId.has(id)))
}
