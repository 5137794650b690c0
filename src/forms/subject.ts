import { exactText, points, zero } from '../base/points.js'
import { levelNames } from '../scheme/model/levels.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Assessee, Exact, PeriodGrade } from '../scoring/input.js'
import type { CycleResult, Line, Statement } from '../scoring/statement.js'
import type { Given, Item, PartFigure, Subject } from './source.js'

/** What is said of an assessee besides its statement. */
export interface Beside {
  scheme: Scheme
  /** What units are called, by id. */
  unitName(id: string): string
  /** What offices that score are called, by unit or role id. */
  officeName(id: string): string
  /** `part/task` → what a task of a responsibility letter is called. */
  taskName(id: string): string | undefined
  /** The last day of what the form is of: who heads a unit on it. */
  on: string
  place: Place | undefined
  selves?: ReadonlyMap<string, Given>
  assessed?: ReadonlyMap<string, Given>
  levels?: ReadonlyMap<string, string>
  given?: Exact | null
}

/** Where somebody stands in a result, as far as it may be said. */
export interface Place {
  rank: number | null
  /** Name of the grade. */
  grade: string | null
}

/** One who is assessed as forms speak of it; without a statement there are no figures. */
export function subjectOf(one: Assessee, statement: Statement | null, beside: Beside): Subject {
  const { scheme } = beside
  const figures = new Map<string, PartFigure>()
  const items: Item[] = []
  const periods = new Map<string, (readonly [string, string])[]>()
  const most = new Map(
    partsOf(scheme.total).flatMap(({ id, points: own }) => (own ? [[id, exactText(own)]] : [])),
  )
  if (statement) {
    const names = levelNames(scheme)
    collect(statement.root, {
      within: [],
      above: null,
      figures,
      items,
      periods,
      names,
      most,
      beside,
    })
  }
  const isUnit = scheme.assessee === 'unit'
  return {
    ...{ id: one.id, name: one.name, post: one.post ?? '' },
    unit: isUnit ? one.name : one.unit === null ? '' : beside.unitName(one.unit),
    tier: scheme.tiers.find(({ id }) => id === one.tier)?.name ?? '',
    group: one.group === undefined ? '' : beside.unitName(one.group),
    isHead: one.roles.some(
      ({ role, from, to }) =>
        role === 'unit-head' && from <= beside.on && (to === undefined || to >= beside.on),
    ),
    total: statement?.total ?? null,
    rank: beside.place?.rank ?? null,
    grade: beside.place?.grade ?? null,
    figures,
    selves: beside.selves ?? new Map(),
    assessed: beside.assessed ?? new Map(),
    levels: beside.levels ?? new Map(),
    periods,
    given: beside.given ?? null,
    items,
  }
}

interface Collecting {
  within: readonly string[]
  above: Line | null
  figures: Map<string, PartFigure>
  items: Item[]
  periods: Map<string, (readonly [string, string])[]>
  /** See `levelNames`. */
  names: Readonly<Record<string, string>>
  /** By part: its own points, as the scheme has them. */
  most: ReadonlyMap<string, Exact>
  beside: Beside
}

/** The figures of a line and of all parts below it; parts without parts below are items, tasks one by one. */
function collect(line: Line, of: Collecting): void {
  of.figures.set(line.id, {
    points: line.closed ? line.points.settled : null,
    own: line.closed ? line.own.settled : null,
    max: mostOf(line, of.most),
  })
  const graded = line.lines.flatMap(({ name, grade }) => {
    const level = grade?.level
    return level == null ? [] : [[name, of.names[`${line.id}/${level}`] ?? level] as const]
  })
  if (graded.length > 0) of.periods.set(line.id, graded)
  const within = [...of.within, line.id]
  const parts = line.lines.filter(({ kind }) => kind === 'part')
  for (const part of parts) collect(part, { ...of, within, above: line })
  if (parts.length > 0) return
  const tasks = line.lines.filter(({ kind }) => kind === 'task')
  const rows = tasks.length > 0 ? tasks : [line]
  for (const row of rows) of.items.push(itemOf(row, line, { ...of, within }))
}

function itemOf(row: Line, part: Line, { within, above, most, beside }: Collecting): Item {
  const isTask = row !== part
  const task = row.id.slice(part.id.length + 1)
  const group = isTask && above === null ? part : (above ?? part)
  return {
    id: isTask ? `${part.id}.${task}` : part.id,
    within,
    name: (isTask ? beside.taskName(`${part.id}/${task}`) : undefined) ?? row.name,
    says: row.says ?? '',
    group: group.name,
    groupMax: mostOf(group, most),
    max: isTask ? (row.scale?.to ?? null) : mostOf(row, most),
    points: row.closed ? (isTask ? row.own.settled : row.points.settled) : null,
    scorers: part.scoredBy.map(beside.officeName).join('、'),
  }
}

/** A part's own points; else the most that it can contribute, null where nothing says it or it only stands beside. */
function mostOf({ id, pointsMax }: Line, most: ReadonlyMap<string, Exact>): Exact | null {
  const own = most.get(id)
  if (own !== undefined) return own
  return pointsMax === null || points(pointsMax).equals(zero) ? null : pointsMax
}

/** Where everybody stands in a result: the rank in the own tier, and the grade's name. */
export function placesIn(
  { rankings, grades }: Pick<CycleResult, 'rankings' | 'grades'>,
  gradeNames: ReadonlyMap<string, string>,
): Map<string, Place> {
  const found = new Map<string, Place>()
  for (const { group, places } of rankings) {
    for (const { assessee, rank } of places) {
      if (group === null || !found.has(assessee)) found.set(assessee, { rank, grade: null })
    }
  }
  for (const { assessee, grade } of grades) {
    const name = grade === null ? null : (gradeNames.get(grade) ?? grade)
    found.set(assessee, { rank: found.get(assessee)?.rank ?? null, grade: name })
  }
  return found
}

/** The names of somebody's levels in a period, by part; the first that is given stands. */
export function levelsIn(
  given: Iterable<PeriodGrade>,
  period: string,
  names: Readonly<Record<string, string>>,
): Map<string, string> {
  const found = new Map<string, string>()
  for (const { part, period: of, level } of given) {
    if (of === period && !found.has(part)) found.set(part, names[`${part}/${level}`] ?? level)
  }
  return found
}
