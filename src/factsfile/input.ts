import { yearSpan } from '../base/assessment-year.js'
import { day, type Day } from '../base/day.js'
import { withChoices } from '../scheme/model/choices.js'
import { ruleOfKind } from '../scheme/model/kinds.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { ratingsWritten } from './ballots.js'
import { yearCounted } from './late.js'
import { asOfDay, type FactsFile } from './shape.js'
import type {
  Assessee,
  Closed,
  Decided,
  EnteredResult,
  FactState,
  Membership,
  Rating,
  RoleHeld,
  ScoringFact,
  ScoringInput,
  ScoringUnit,
  Tally,
  TaskRow,
  WorkingTime,
} from '../scoring/input.js'

type WrittenFact = FactsFile['facts'][number]

/** Without the members that are undefined, so that absent is absent. */
type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/**
 * What the engine scores, from a checked facts file: as it stood on `asOf` (states by their history,
 * closings by their day), with the file's answers to choices. Check the file first (`checkFacts`).
 */
export function inputOf(
  scheme: Scheme,
  facts: FactsFile,
  asOf: Day = asOfDay(scheme, facts),
): ScoringInput {
  const answered = facts.choices === undefined ? scheme : withChoices(scheme, facts.choices)
  const counted = facts.facts.filter((one) => yearCounted(answered, facts, one) === facts.year)
  return {
    scheme: answered,
    year: facts.year,
    assessees: assesseesOf(scheme, facts),
    units: facts.roster.units.map((one) => unitOf(scheme, facts.year, one)),
    facts: counted.flatMap((one) => factOf(one, asOf, scheme)),
    ratings: ratingsWritten(facts).map(({ row }) => ratingOf(row)),
    tallies: facts.tallies.map(tallyOf),
    entered: facts.entered.map(enteredOf),
    ...unitInputs(scheme, facts),
    closed: closedOf(facts, asOf),
    asOf,
  }
}

function present<T extends object>(members: T): Present<T>
function present(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

function optionalDay(text: string | undefined): Day | undefined {
  return text === undefined ? undefined : day(text)
}

function newYear({ begins }: Pick<Scheme, 'begins'>, year: string): Day {
  return yearSpan(begins, year).from
}

/** Who is scored: the people of the roster, or its units (all that the scheme lists when it names none). */
export function assesseesOf(scheme: Scheme, facts: FactsFile): Assessee[] {
  if (scheme.assessee === 'person') {
    return facts.roster.people.map((one) => assesseeOf(scheme, facts.year, one))
  }
  const written = facts.roster.units
  const units: readonly Partial<(typeof written)[number]>[] =
    written.length > 0 ? written : scheme.units.map(({ id, name }) => ({ id, name }))
  return units.map(({ id = '', ...unit }): Assessee => {
    const listed = scheme.units.find((one) => one.id === id)
    const group = unit.group ?? listed?.gatheredBy ?? null
    return {
      id,
      name: unit.name ?? listed?.name ?? id,
      unit: id,
      tier: unit.tier ?? scheme.tiers[0]?.id ?? '',
      roles: [],
      ...(group === null ? {} : { group }),
      ...present({ traits: unit.traits, branch: unit.branch }),
    }
  })
}

function unitInputs(
  scheme: Scheme,
  facts: FactsFile,
): Pick<
  ScoringInput,
  | 'tasks'
  | 'noCase'
  | 'assessing'
  | 'members'
  | 'workingTime'
  | 'periodGrades'
  | 'results'
  | 'decided'
> {
  const time = facts['working-time']
  const members = facts.roster.people.flatMap(({ id, unit }) =>
    unit === undefined ? [] : [{ id, unit }],
  )
  return {
    ...(facts.tasks.length === 0 ? {} : { tasks: facts.tasks.map(taskOf) }),
    ...(facts['no-case'].length === 0 ? {} : { noCase: facts['no-case'] }),
    ...(facts.assessing.length === 0 ? {} : { assessing: facts.assessing }),
    ...gradeInputs(facts),
    ...(scheme.assessee === 'unit' ? { members } : {}),
    ...(time === undefined ? {} : { workingTime: timeOf(time) }),
  }
}

function decidedOf({
  quota,
  by,
  reference,
  reason,
  ...same
}: FactsFile['decided'][number]): Decided {
  return { ...same, ...present({ quota, by, reference, reason }) }
}

/** Grades by period, results of other schemes and what people decided; absent where the file has none. */
function gradeInputs(facts: FactsFile): Pick<ScoringInput, 'periodGrades' | 'results' | 'decided'> {
  const periodGrades = facts['period-grades'].map(({ remark, ...same }) => ({
    ...same,
    ...present({ remark }),
  }))
  const results = facts.results.map(({ result, of, year = facts.year, level, points }) => ({
    result,
    of,
    year,
    ...present({ level, points }),
  }))
  return {
    ...(periodGrades.length === 0 ? {} : { periodGrades }),
    ...(results.length === 0 ? {} : { results }),
    ...(facts.decided.length === 0 ? {} : { decided: facts.decided.map(decidedOf) }),
  }
}

function taskOf(one: FactsFile['tasks'][number]): TaskRow {
  const { part, assessee, id, name, points, result, target, done, granted, reason } = one
  const rest = present({ name, points, result, target, done, granted, reason })
  return { part, assessee, id, ...rest }
}

function timeOf(time: NonNullable<FactsFile['working-time']>): WorkingTime {
  return {
    holidays: time.holidays.map(({ from, to }) => ({ from: day(from), to: day(to) })),
    workdays: time.workdays.map((one) => day(one)),
    hours: time.hours,
  }
}

function assesseeOf(
  scheme: Scheme,
  year: string,
  one: FactsFile['roster']['people'][number],
): Assessee {
  return {
    id: one.id,
    name: one.name ?? one.id,
    unit: one.unit ?? null,
    tier: one.tier ?? '',
    roles: rolesOf(scheme, year, one),
    affiliated: one.affiliated === 'yes',
    ...present({ post: one.post, from: optionalDay(one.from), to: optionalDay(one.to) }),
    ...present({ traits: one.traits, leaving: one.leaving }),
    ...(one.memberships === undefined ? {} : { memberships: one.memberships.map(membershipOf) }),
  }
}

function membershipOf(one: {
  unit: string
  from?: string | undefined
  to?: string | undefined
}): Membership {
  return { unit: one.unit, ...present({ from: optionalDay(one.from), to: optionalDay(one.to) }) }
}

/** The roles of a person as written; a bare role is held from the year's first day. */
export function rolesOf(
  scheme: Pick<Scheme, 'begins'>,
  year: string,
  one: Pick<FactsFile['roster']['people'][number], 'roles'>,
): RoleHeld[] {
  return one.roles.map((held) => {
    if (typeof held === 'string') return { role: held, from: newYear(scheme, year) }
    const from = optionalDay(held.from) ?? newYear(scheme, year)
    return { role: held.role, from, ...present({ unit: held.unit, to: optionalDay(held.to) }) }
  })
}

function unitOf(
  scheme: Scheme,
  year: string,
  one: FactsFile['roster']['units'][number],
): ScoringUnit {
  const listed = scheme.units.find((unit) => unit.id === one.id)
  const heads = one.heads.map((head) => {
    if (typeof head === 'string') return { person: head, from: newYear(scheme, year) }
    const from = optionalDay(head.from) ?? newYear(scheme, year)
    return { person: head.person, from, ...present({ to: optionalDay(head.to) }) }
  })
  return { id: one.id, name: one.name ?? listed?.name ?? one.id, heads }
}

/** The fact as it stood on a day; none when it was not recorded yet. */
function factOf(one: WrittenFact, asOf: Day, scheme: Scheme): ScoringFact[] {
  const state = stateOn(one, asOf)
  if (state === null) return []
  const joint = one.joint?.map(({ who, as, share }) => ({ who, ...present({ as, share }) }))
  const together = scheme.assessee === 'person' ? (joint ?? []).map(({ who }) => who) : []
  const persons = [...new Set([...one.persons, ...together])]
  const { id, unit, matter, occasion, answers, sort, quantity } = one
  const { levels, sent, done, note, evidence } = one
  return [
    {
      id,
      rule: ruleOfKind(scheme, one.rule)?.id ?? one.rule,
      day: day(one.day),
      state,
      persons,
      ...(one.head === 'none' ? { head: null } : present({ head: one.head })),
      ...present({ unit, matter, occasion, answers, sort, quantity, levels, sent, done }),
      ...present({ joint, note, evidence }),
      ...(one.times === undefined ? {} : { times: Number.parseInt(one.times, 10) }),
      ...(one.points === undefined ? {} : { points: figuresOf(one.points) }),
      ...present({ recordedBy: one['recorded-by'], approvedBy: one['approved-by'] }),
      ...(one.sequence === undefined ? {} : { sequence: Number.parseInt(one.sequence, 10) }),
    },
  ]
}

function figuresOf(written: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(written).flatMap(([to, figure]) => (figure === undefined ? [] : [[to, figure]])),
  )
}

function stateOn(one: WrittenFact, asOf: Day): FactState | null {
  if (one.history === undefined) return one.state ?? 'effective'
  let state: FactState | null = null
  let since = ''
  for (const step of one.history) {
    if (step.on > asOf || step.on < since) continue
    state = step.state
    since = step.on
  }
  return state
}

function ratingOf(one: FactsFile['ratings'][number]): Rating {
  const { part, period, assessee, assessor, points } = one
  return { part, period, assessee, assessor, raterClass: one.body, points }
}

function countsOf(counts: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).map(([key, count]) => [key, Number.parseInt(count, 10)]),
  )
}

function tallyOf(one: FactsFile['tallies'][number]): Tally {
  return {
    part: one.part,
    assessee: one.assessee,
    ...(one.voters === undefined ? {} : { voters: one.voters }),
    ...(one.values === undefined ? {} : { values: countsOf(one.values) }),
    ...(one.grades === undefined ? {} : { grades: countsOf(one.grades) }),
    ...(one.own === undefined ? {} : { own: present(one.own) }),
    ...(one.issued === undefined ? {} : { issued: Number.parseInt(one.issued, 10) }),
  }
}

function enteredOf(one: FactsFile['entered'][number]): EnteredResult {
  const { part, assessee, points, by, note } = one
  return { part, assessee, points, ...present({ by, note }) }
}

function closedOf(facts: FactsFile, asOf: Day): Closed {
  const done = facts.closed.filter((one) => one.on === undefined || one.on <= asOf)
  return {
    year: done.some((one) => one.what === 'year'),
    facts: done.some((one) => one.what === 'facts'),
    parts: done.flatMap((one) => (one.what === 'part' && one.part !== undefined ? [one.part] : [])),
    periods: done.flatMap(({ what, part, period }) =>
      what === 'period' && part !== undefined && period !== undefined ? [{ part, period }] : [],
    ),
  }
}
