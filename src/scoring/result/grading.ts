import type { Context } from '../context.js'
import { isStateOpen, stateOf } from './grade-states.js'
import type { GradeFinding, Nomination, Nominee } from '../findings.js'
import { fieldKey } from './nomination.js'
import type { Score } from './score.js'
import { mayStillHold, type Tried, triedGrades } from './tried-grades.js'

/** The grade proposed for each assessee, with every condition tried in exact integers and decimals. */
export function gradeAll(
  context: Context,
  scores: readonly Score[],
  nominations: readonly Nomination[],
): GradeFinding[] {
  if (context.input.scheme.grades.length === 0) return []
  const nominated = nominatedOf(nominations)
  return scores.map((one) => gradeOf(context, one, nominated))
}

/** What nominations say, by whom they name. */
interface Nominated {
  /** Nominees by `quota assessee`. */
  nominees: ReadonlyMap<string, Nominee>
  /** Fields whose places are given, by `quota field`. */
  fields: ReadonlySet<string>
}

function nominatedOf(nominations: readonly Nomination[]): Nominated {
  const rows = nominations.flatMap(({ by, nominees }) =>
    nominees.map((one) => [`${by} ${one.assessee}`, one] as const),
  )
  return { nominees: new Map(rows), fields: new Set(nominations.map(fieldOf)) }
}

function fieldOf({ by, tier, unit, group }: Nomination): string {
  const rest = group === undefined ? (unit === undefined ? '' : ` ${unit}`) : `  ${group}`
  return `${by} ${tier}${rest}`
}

function gradeOf(context: Context, score: Score, nominated: Nominated): GradeFinding {
  const assessee = score.assessee.id
  const { grading } = context.input.scheme
  const state = stateOf(context, score.assessee)
  const decided = decidedGrade(context, score)
  const mayBeDecided = state === null || state.kind === 'undetermined'
  if (decided !== null && mayBeDecided) {
    const of = { grade: decided, reason: 'decided' as const }
    return finding(context, assessee, of, triedGrades(context, assessee))
  }
  if (state !== null) {
    return { ...finding(context, assessee, { grade: null, reason: 'state' }, []), state }
  }
  if (score.total === null || isStateOpen(context, assessee))
    return finding(context, assessee, { grade: null, reason: 'open' }, [])
  const tried = triedGrades(context, assessee)
  const holding = tried.filter((one) => one.holds)
  if (mayStillDecide(tried, grading.several.value)) {
    return finding(context, assessee, { grade: null, reason: 'open' }, tried)
  }
  if (holding.length > 1 && grading.several.value === 'undetermined') {
    return finding(context, assessee, { grade: null, reason: 'undetermined' }, tried)
  }
  const low = holding[holding.length - 1]
  if (low) return finding(context, assessee, { grade: low.grade, reason: 'conditions' }, tried)
  return finding(context, assessee, highGrade(context, score, nominated), tried)
}

/** The grade that people have decided, once the total is final; null where they have not. */
function decidedGrade(context: Context, { assessee, total }: Score): string | null {
  if (total === null) return null
  const all = context.input.decided ?? []
  const found = all.find((one) => one.assessee === assessee.id && one.quota === undefined)
  return found?.grade ?? null
}

/** Whether a grade whose conditions are open would win over those that hold. */
function mayStillDecide(tried: readonly Tried[], several: 'lowest' | 'undetermined'): boolean {
  const last = tried.map((one) => one.holds).lastIndexOf(true)
  const from = several === 'undetermined' ? 0 : last + 1
  return tried.slice(from).some(mayStillHold)
}

/** The grade of whoever no conditions catch. */
function highGrade(
  context: Context,
  { assessee }: Score,
  nominated: Nominated,
): Pick<GradeFinding, 'grade' | 'reason'> {
  const { grades, quotas } = context.input.scheme
  for (const grade of grades) {
    if (grade.by.kind !== 'quota') continue
    const named = nominated.nominees.get(`${grade.by.quota} ${assessee.id}`)
    if (named?.tiedAtCut) return { grade: null, reason: 'undetermined' }
    if (named) return { grade: grade.id, reason: 'nominated' }
  }
  const given = quotas.map((one) => `${one.id} ${fieldKey(one, assessee)}`)
  if (given.some((field) => !nominated.fields.has(field))) return { grade: null, reason: 'open' }
  const rest = grades.find((grade) => grade.by.kind === 'otherwise')
  return { grade: rest?.id ?? null, reason: rest ? 'otherwise' : 'undetermined' }
}

function finding(
  context: Context,
  assessee: string,
  of: Pick<GradeFinding, 'grade' | 'reason'>,
  tried: readonly Tried[],
): GradeFinding {
  const grade = context.input.scheme.grades.find((one) => one.id === of.grade)
  return { assessee, ...of, decidedBy: grade?.decidedBy ?? null, tried }
}
