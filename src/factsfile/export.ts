import type { FactsFile } from './shape.js'
import type {
  Assessee,
  Closed,
  Decided,
  EnteredResult,
  Rating,
  ScoringFact,
  ScoringInput,
  ScoringUnit,
  Tally,
  WorkingTime,
} from '../scoring/input.js'

/**
 * The facts file that says what an input says: `inputOf` of it scores the same with the same scheme.
 * Results about people who are not assessed are left out; nothing of them can count.
 */
export function exportFacts(input: ScoringInput): FactsFile {
  const assessed = new Set(input.assessees.map((one) => one.id))
  const counts = (of: { assessee: string }): boolean => assessed.has(of.assessee)
  return {
    scheme: input.scheme.id,
    year: input.year,
    'as-of': input.asOf,
    ...choicesLine(input.scheme),
    roster: {
      ...rosterOf(input),
    },
    'cut-offs': {},
    facts: input.facts.map(factLine),
    ratings: input.ratings.filter(counts).map(ratingLine),
    ballots: [],
    tallies: input.tallies.filter(counts).map(tallyLine),
    entered: input.entered.filter(counts).map(enteredLine),
    tasks: (input.tasks ?? []).filter(counts).map((row) => ({ ...row })),
    'no-case': (input.noCase ?? []).filter(counts).map((one) => ({ ...one })),
    assessing: (input.assessing ?? []).filter(counts).map((one) => ({ ...one })),
    'period-grades': (input.periodGrades ?? []).filter(counts).map((one) => ({ ...one })),
    decided: (input.decided ?? []).filter(counts).map(decidedLine),
    results: (input.results ?? []).map((one) => ({ ...one })),
    ...workingTimeLine(input.workingTime),
    closed: closings(input.closed),
  }
}

/** Every choice with the answer that is in force: in the scheme's files another may stand. */
function choicesLine({ choices }: ScoringInput['scheme']): Pick<FactsFile, 'choices'> {
  if (choices.length === 0) return {}
  return { choices: Object.fromEntries(choices.map(({ id, answer }) => [id, answer])) }
}

/** Units and people; where units are scored, these with their tier and group, and the people as members. */
function rosterOf(input: ScoringInput): FactsFile['roster'] {
  if (input.scheme.assessee === 'person') {
    const roles = new Set(input.scheme.roles.map((role) => role.id))
    const line = (one: Assessee): FactsFile['roster']['people'][number] => personLine(one, roles)
    return { units: input.units.map(unitLine), people: input.assessees.map(line) }
  }
  const units = input.assessees.map((one) => {
    const unit = input.units.find((other) => other.id === one.id)
    return {
      ...unitLine(unit ?? { id: one.id, name: one.name, heads: [] }),
      tier: one.tier,
      ...(one.group === undefined ? {} : { group: one.group }),
      ...(one.traits === undefined ? {} : { traits: [...one.traits] }),
      ...(one.branch === undefined ? {} : { branch: one.branch }),
    }
  })
  const people = (input.members ?? []).map(({ id, unit }) => ({
    id,
    unit,
    affiliated: 'no' as const,
    roles: [],
  }))
  return { units, people }
}

function workingTimeLine(time: WorkingTime | undefined): Pick<FactsFile, 'working-time'> {
  if (time === undefined) return {}
  const { holidays, workdays, hours } = time
  return {
    'working-time': {
      holidays: holidays.map((one) => ({ ...one })),
      workdays: [...workdays],
      hours: hours.map((one) => ({ ...one })),
    },
  }
}

function unitLine({ id, name, heads }: ScoringUnit): FactsFile['roster']['units'][number] {
  return { id, name, heads: heads.map((head) => ({ ...head })) }
}

/** Roles that the scheme knows: a roster has others too, for the bot's own work and for other schemes. */
function personLine(
  one: Assessee,
  known: ReadonlySet<string>,
): FactsFile['roster']['people'][number] {
  const { unit, post, affiliated, roles, traits, memberships, ...rest } = one
  const { group: _, branch: __, ...same } = rest
  return {
    ...same,
    ...(unit === null ? {} : { unit }),
    // A roster may say none; a facts file then says nothing.
    ...(post ? { post } : {}),
    ...(traits === undefined ? {} : { traits: [...traits] }),
    ...(memberships === undefined ? {} : { memberships: memberships.map((each) => ({ ...each })) }),
    affiliated: affiliated ? 'yes' : 'no',
    roles: roles.filter(({ role }) => known.has(role)).map((role) => ({ ...role })),
  }
}

function factLine(one: ScoringFact): FactsFile['facts'][number] {
  const { persons, head, answers, points, evidence, levels, joint, derived: _, ...rest } = one
  const { recordedBy, approvedBy, sequence, times, ...same } = rest
  return {
    ...same,
    persons: [...persons],
    ...(head === undefined ? {} : { head: head ?? 'none' }),
    ...(answers === undefined ? {} : { answers: { ...answers } }),
    ...(points === undefined ? {} : { points: { ...points } }),
    ...(evidence === undefined ? {} : { evidence: [...evidence] }),
    ...(levels === undefined ? {} : { levels: [...levels] }),
    ...(joint === undefined ? {} : { joint: joint.map((row) => ({ ...row })) }),
    ...(recordedBy === undefined ? {} : { 'recorded-by': recordedBy }),
    ...(approvedBy === undefined ? {} : { 'approved-by': approvedBy }),
    ...(times === undefined ? {} : { times: `${times}` }),
    ...(sequence === undefined ? {} : { sequence: `${sequence}` }),
  }
}

function ratingLine({ raterClass, ...same }: Rating): FactsFile['ratings'][number] {
  return { ...same, body: raterClass }
}

function tallyLine({
  part,
  assessee,
  voters,
  values,
  grades,
  own,
  issued,
}: Tally): FactsFile['tallies'][number] {
  return {
    part,
    assessee,
    ...(voters === undefined ? {} : { voters }),
    ...(values === undefined ? {} : { values: counted(values) }),
    ...(grades === undefined ? {} : { grades: counted(grades) }),
    ...(own === undefined ? {} : { own: { ...own } }),
    ...(issued === undefined ? {} : { issued: `${issued}` }),
  }
}

function counted(counts: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(Object.entries(counts).map(([of, count]) => [of, `${count}`]))
}

/** What was decided; the minutes or paper behind it, which no score is made from, are for the ledger. */
function decidedLine({ reference: _, reason: __, ...same }: Decided): FactsFile['decided'][number] {
  return same
}

function enteredLine(one: EnteredResult): FactsFile['entered'][number] {
  return { ...one }
}

function closings(closed: Closed): FactsFile['closed'] {
  return [
    ...(closed.year ? [{ what: 'year' as const }] : []),
    ...(closed.facts ? [{ what: 'facts' as const }] : []),
    ...closed.parts.map((part) => ({ what: 'part' as const, part })),
    ...closed.periods.map(({ part, period }) => ({ what: 'period' as const, part, period })),
  ]
}
