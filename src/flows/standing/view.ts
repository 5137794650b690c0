import { yearNameOf } from '../running.js'
import { bug } from '../../base/bug.js'
import { type Day, dayAt } from '../../base/day.js'
import { scoreOne } from '../../scoring/engine.js'
import type { NotCountedReason, Line, Standing, Statement } from '../../scoring/statement.js'
import { levelNames } from '../../scheme/model/levels.js'
import type { Choice } from '../../scheme/model/scheme.js'
import { mayNot } from '../access.js'
import { partsIn } from '../card-key.js'
import type { CardRef } from '../cards.js'
import type { Bureau, Seeing, Situation } from '../context.js'
import { factsSlice, type FactRecord } from '../fact/facts.js'
import type { GoneView } from '../gone-view.js'
import type { Running } from '../running.js'
import { inputAround } from '../scoring-input.js'
import { enteredLetter, taskNames, tasksSlice } from '../task/letters.js'
import { textsOf } from '../texts.js'
import { readStanding } from './actions.js'
import { assessedIn, assessedOf, type AssessedShown } from './assessed.js'

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
  /** The reader's other scores: of last year while it is not closed, by another scheme, or of the unit. */
  others?: { scheme: string; year: string; unit: string; card: CardRef }[]
}

/** A part with what happened in it. */
export interface StandingPart {
  id: string
  name: string
  clause: string
  points: Standing
  pointsMax: string | null
  closed: boolean
  /** Periods still open, or closed with their value or level; neither where nobody rated. */
  periods: { name: string; closed: boolean; value: string | null; level: string | null }[]
  /** Grades by period or votes, without points. */
  graded: boolean
  /** Tasks set beforehand, with what each brings; null while it is open. */
  tasks: { name: string; points: string | null; pointsMax: string }[]
  facts: StandingFact[]
  /** What the office that scores it gave in place of what facts make, and why; absent where it gave nothing. */
  assessed?: AssessedShown
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

/** An assessee's statement in a cycle as of today; null for who is not assessed in it. */
export function statementOf(
  situation: Situation,
  cycle: Running,
  assessee: string,
): Statement | null {
  const found = cycle.byId.get(assessee)
  if (!found) return null
  const input = inputAround(situation, cycle, { asOf: situation.today, assessee: found })
  return scoreOne(input, assessee)
}

/** Key of a statement's card. */
export function standingKey(cycle: { id: string }, assessee: string): string {
  return `${cycle.id}/${assessee}`
}

/** Whose statements a person looks at by default: the own one in each cycle, or that of a unit that one belongs to. */
export function ownStandings(
  { bureau }: Pick<Situation, 'bureau'>,
  person: string,
): { cycle: Running; assessee: string }[] {
  const { roster } = bureau
  const unit = roster.unitOf(person)
  const units = [...roster.headedBy(person), ...(unit === null ? [] : [unit])]
  return bureau.cycles.flatMap((cycle) => {
    const assessee = [person, ...units].find((each) => cycle.byId.has(each))
    return assessee === undefined ? [] : [{ cycle, assessee }]
  })
}

/**
 * Access: `standing.read` of oneself, of the unit that one belongs to, heads or is in charge of; else, and for a cycle
 * that does not run, it is gone.
 * @refuses gone, not-assessed
 */
export async function viewStanding(seeing: Seeing, key: string): Promise<StandingView | GoneView> {
  const { bureau, person } = seeing
  const [id = '', assessee = ''] = partsIn(key, 2) ?? []
  const cycle = bureau.cycles.find((each) => each.id === id)
  if (person === null || !cycle) return { kind: 'gone', code: 'gone' }
  if (mayNotRead(bureau, person, assessee)) return { kind: 'gone', code: 'gone' }
  const statement = statementOf(seeing, cycle, assessee)
  if (!statement) return { kind: 'gone', code: 'not-assessed' }
  const { scheme } = cycle
  const of = { cycle: id, scheme, year: yearNameOf(cycle), levels: levelNames(scheme) }
  return { ...(await standingView(seeing, of, statement)), others: othersOf(seeing, person, key) }
}

function othersOf(
  { bureau }: Seeing,
  person: string,
  key: string,
): NonNullable<StandingView['others']> {
  return ownStandings({ bureau }, person)
    .filter(({ cycle, assessee }) => standingKey(cycle, assessee) !== key)
    .map(({ cycle, assessee }) => ({
      scheme: cycle.scheme.shortTitle,
      year: yearNameOf(cycle),
      unit: assessee === person ? '' : bureau.roster.unitNameOf(assessee),
      card: { kind: 'standing', key: standingKey(cycle, assessee) },
    }))
}

/** Null where the person may read an assessee's score; else `not-allowed`. */
export function mayNotRead(bureau: Bureau, person: string, assessee: string) {
  const { roster } = bureau
  if (roster.unit(assessee)) {
    if (roster.unitOf(person) === assessee) return null
    return mayNot(bureau, person, readStanding, { unit: assessee })
  }
  return mayNot(bureau, person, readStanding, { person: assessee })
}

/** What a statement is of: a cycle that runs, or what a publication keeps of one. */
export interface StatementOf {
  /** Id of the cycle. */
  cycle: string
  scheme: { shortTitle: string; choices: readonly Pick<Choice, 'id' | 'asks' | 'alternatives'>[] }
  /** As people call it. */
  year: string
  /** `part/level` → what the level of a part that is graded by period is called. */
  levels: Readonly<Record<string, string>>
}

/** A statement with the names and notes that its reader may see. */
export async function standingView(
  situation: Situation,
  cycle: StatementOf,
  statement: Statement,
): Promise<StandingView> {
  const { bureau } = situation
  const { byId } = situation.collected.of(factsSlice)
  const lines = leaves(statement.root)
  // What the engine computed itself has no entry, and no text.
  const recorded = lines.flatMap(factsIn).filter((id) => byId.has(id))
  const notes = await textsOf(situation.db, recorded, ['note'])
  const told: Told = {
    levels: cycle.levels,
    taskNames: await namesOfTasks(situation, cycle.cycle, statement),
    assessed: await assessedIn(situation, cycle.cycle, statement.assessee),
    bureau,
    whose: statement.assessee,
    recordOf: (fact) => byId.get(fact.split('/')[0] ?? ''),
    noteOf: (fact) => notes.get(fact.split('/')[0] ?? '')?.note ?? '',
  }
  const used = new Map<string, string>()
  const parts = lines.map((line) => {
    for (const [choice, answer] of Object.entries(line.choices)) used.set(choice, answer)
    return partOf(told, line)
  })
  return {
    kind: 'standing',
    name: statement.name,
    unit: statement.unit ? (bureau.roster.unit(statement.unit)?.name ?? '') : '',
    scheme: cycle.scheme.shortTitle,
    year: cycle.year,
    asOf: statement.asOf,
    total: {
      settled: statement.settled,
      lowest: statement.lowest,
      highest: statement.highest,
      final: statement.total,
    },
    parts,
    choices: choicesUsed(cycle, used),
  }
}

/** Whether a part only gives grades: nothing of it can ever be a point. */
function isGraded({ operation, points, pointsMax }: Line): boolean {
  if (operation === 'period-grades') return true
  const { lowest, highest } = points
  return operation === 'ballot-mean' && [pointsMax, lowest, highest].every((one) => one === '0')
}

/** Whether a whole statement has no points, only grades. */
export function isGradesOnly({ root }: Statement): boolean {
  return leaves(root).every(isGraded)
}

/** Parts that have no parts below. */
function leaves(line: Line): Line[] {
  const parts = line.lines.filter((below) => below.kind === 'part')
  return parts.length === 0 ? [line] : parts.flatMap(leaves)
}

/** What a statement's reader may know of facts besides what the engine says. */
interface Told {
  levels: StatementOf['levels']
  /** `part/task` → what it is called. */
  taskNames: ReadonlyMap<string, string>
  /** Part → what an office gave. */
  assessed: ReadonlyMap<string, AssessedShown>
  bureau: Bureau
  whose: string
  recordOf(fact: string): FactRecord | undefined
  noteOf(fact: string): string
}

/** `part/task` → what the tasks of a statement's assessee are called: text of people, which no statement holds. */
export async function namesOfTasks(
  { db, collected }: Situation,
  cycle: string,
  { assessee, root }: Statement,
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const { id: part, operation } of leaves(root)) {
    if (operation !== 'tasks') continue
    const letter = enteredLetter(collected.of(tasksSlice), { cycle, part, assessee })
    if (!letter) continue
    for (const [task, name] of await taskNames(db, letter)) names.set(`${part}/${task}`, name)
  }
  return names
}

/** Ids of the facts that a part's lines name; a fact that stands differently for several is named by its own id. */
function factsIn(line: Line): string[] {
  const counted = line.lines.flatMap((below) => below.fact?.id ?? [])
  return [...counted, ...line.notCounted.map((not) => not.fact.id)].map(
    (id) => id.split('/')[0] ?? id,
  )
}

function partOf(told: Told, line: Line): StandingPart {
  const counted = line.lines.filter((below) => below.kind === 'fact' && below.fact)
  const periods = line.lines.filter((below) => below.kind === 'period')
  const facts = [
    ...counted.map((below) =>
      factOf(told, below.fact ?? bug('a fact line without fact'), below.own.settled, null),
    ),
    ...line.notCounted.map((not) => factOf(told, not.fact, not.points, not.reason)),
  ]
  return {
    id: line.id,
    name: line.name,
    clause: line.clause ?? '',
    points: line.points,
    pointsMax: line.pointsMax,
    closed: line.closed,
    periods: periods.map((period) => ({
      name: period.name,
      closed: period.closed,
      value: period.closed && !period.missing && !period.grade ? period.own.settled : null,
      level: levelOf(told, line, period),
    })),
    graded: isGraded(line),
    tasks: line.lines
      .filter((below) => below.kind === 'task')
      .map((task) => ({
        name: told.taskNames.get(task.id) ?? task.name,
        points: task.closed ? task.own.settled : null,
        pointsMax: task.scale?.to ?? '0',
      })),
    facts: facts.flat(),
    ...assessedOf(told.assessed, line),
  }
}

/** Name of the level that a closed period has; null where it has none, or points. */
function levelOf({ levels }: Told, part: Line, period: Line): string | null {
  const level = period.grade?.level
  return level == null ? null : (levels[`${part.id}/${level}`] ?? level)
}

/**
 * A fact as a line, once whom it charges was told: before that it moves the bounds and says nothing. What the
 * engine computed itself (a shortfall) was recorded by nobody.
 */
function factOf(
  told: Told,
  fact: NonNullable<Line['fact']>,
  points: string,
  reason: NotCountedReason | null,
): StandingFact[] {
  const { bureau, whose } = told
  const record = told.recordOf(fact.id)
  if (record && record.charges.size === 0) return []
  const approved = record?.steps.findLast((step) => step.what === 'approved')
  return [
    {
      id: record?.id ?? fact.id,
      name: fact.ruleName,
      clause: fact.clause,
      says: fact.says,
      day: fact.day,
      points,
      counted: reason === null,
      reason,
      note: told.noteOf(fact.id),
      recordedBy: record ? bureau.roster.nameOf(record.recordedBy) : '',
      approvedBy: approved ? bureau.roster.nameOf(approved.by) : null,
      approvedOn: approved ? dayAt(approved.at) : null,
      objectUntil: record?.charges.get(whose)?.objectUntil ?? null,
    },
  ]
}

function choicesUsed({ scheme }: StatementOf, used: Map<string, string>): StandingView['choices'] {
  return scheme.choices
    .filter((choice) => used.has(choice.id))
    .map((choice) => ({
      asks: choice.asks,
      answer: choice.alternatives.find((each) => each.id === used.get(choice.id))?.says ?? '',
    }))
}
