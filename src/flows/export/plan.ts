import { labelsOf, spanOf } from '../../base/assessment-year.js'
import type { Day } from '../../base/day.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import type { Form } from '../../scheme/model/forms.js'
import { may, mayNot } from '../access.js'
import { partsIn } from '../card-key.js'
import type { Situation } from '../context.js'
import { latestResults } from '../../storage/results.js'
import { publishedSlice } from '../publication/published.js'
import { ratedIn, ratedSlice } from '../rating/rated.js'
import type { Running, YearOfCycle } from '../running.js'
import { exportAll, exportForm } from './actions.js'
import { formFacts } from './form-facts.js'

/** A form that is asked for: of whom (`mine`, `all`, or the id of a person or unit), and for which quarter. */
export interface FormAsked {
  cycle: string
  form: string
  of: string
  /** 1 to 4; null: the last that is over, or none where the form is for the year. */
  quarter: number | null
}

/** What is filled in: of whom the sheets are (ids; a rater's own, or none where it is of all). */
export interface FormPlan {
  cycle: Running
  form: Form
  quarter: number | null
  targets: readonly string[]
}

/** Sheets in one workbook; who needs more asks for them unit by unit. */
export const sheetsMost = 100

/** The key that a form is sent by: `cycle/form/of/quarter`. */
export function formKey({ cycle, form, of, quarter }: FormAsked): string {
  return [cycle, form, of, quarter ?? '-'].join('/')
}

/** The other way round; null for what is none. */
export function formAskedIn(key: string): FormAsked | null {
  const parts = partsIn(key, 4)
  if (!parts) return null
  const [cycle = '', form = '', of = '', quarter = ''] = parts
  return { cycle, form, of, quarter: /^[1-4]$/.test(quarter) ? Number(quarter) : null }
}

/**
 * Whether somebody may have a form, and what would be in it.
 * @refuses gone, form-quarter, not-allowed, form-nothing, form-many, form-not-computed
 */
export async function planned(
  situation: Situation,
  person: string,
  asked: FormAsked,
): Promise<FormPlan | Refusal> {
  const cycle = situation.bureau.cycles.find(({ id }) => id === asked.cycle)
  const form = cycle?.scheme.forms.find(({ id }) => id === asked.form)
  if (!cycle || !form) return refuse('gone')
  const quarter = quarterOf(form, {
    asked: asked.quarter,
    cycle,
    today: situation.today,
  })
  if (quarter === 'none') return refuse('form-quarter', { form: form.name })
  const targets = targetsOf(situation, person, { cycle, form, of: asked.of })
  if ('code' in targets) return targets
  const name = form.name
  if (targets.length === 0 && form.of !== 'cycle') return refuse('form-nothing', { form: name })
  if (targets.length > sheetsMost) {
    return refuse('form-many', { form: name, count: `${targets.length}`, most: `${sheetsMost}` })
  }
  if (form.of === 'cycle' && !(await hasResults(situation, cycle))) {
    return refuse('form-not-computed', { form: name })
  }
  return { cycle, form, quarter, targets }
}

async function hasResults({ collected, db }: Situation, cycle: Running): Promise<boolean> {
  if (collected.of(publishedSlice).has(cycle.id)) return true
  return (await latestResults(db, cycle.id)).ready !== null
}

/** The quarter of a form; `none` where none of the year is over yet, or it is not one that has begun. */
function quarterOf(
  { quarterly }: Form,
  of: { asked: number | null; cycle: YearOfCycle; today: Day },
): number | null | 'none' {
  if (!quarterly) return null
  const over = quartersOver(of.cycle, of.today)
  if (of.asked !== null) return of.asked <= over ? of.asked : 'none'
  return over === 0 ? 'none' : over
}

/** How many quarters of a year are over on a day. */
function quartersOver({ scheme, year }: YearOfCycle, today: Day): number {
  const quarters = labelsOf(scheme.begins, 'quarter')
  return quarters.filter((label) => spanOf(scheme.begins, `${year}-${label}`).to < today).length
}

interface Wanted {
  cycle: Running
  form: Form
  of: string
}

/** Ids of whom the sheets are. Who asks for all of a form that is not only theirs needs the right to all. */
function targetsOf(
  situation: Situation,
  person: string,
  wanted: Wanted,
): readonly string[] | Refusal {
  const { bureau } = situation
  const { cycle, form, of } = wanted
  if (form.of === 'rater') return ratersOwn(situation, person, wanted)
  if (form.of === 'cycle' || of === 'all') {
    const refusal = mayNot(bureau, person, exportAll, 'anything')
    if (refusal) return refusal
    return form.of === 'cycle' ? [] : everybodyOf(situation, wanted)
  }
  if (of === 'mine') return mine(situation, person, wanted)
  const isUnit = bureau.roster.unit(of) !== undefined
  const refusal = mayNot(bureau, person, exportForm, isUnit ? { unit: of } : { person: of })
  if (refusal) return refusal
  if (form.of === 'assessee' && isUnit && cycle.scheme.assessee === 'person') {
    return cycle.assessees.filter(({ unit }) => unit === of).map(({ id }) => id)
  }
  return everybodyOf(situation, wanted).filter((id) => unitOfTarget(situation, wanted, id) === of)
}

/** A sheet of facts belongs to the unit that they charge. */
function unitOfTarget(situation: Situation, { cycle, form }: Wanted, id: string): string {
  if (form.of !== 'fact') return id
  return formFacts(situation, cycle, form).find((fact) => fact.id === id)?.unit ?? ''
}

function everybodyOf(situation: Situation, { cycle, form }: Wanted): string[] {
  if (form.of === 'fact') return formFacts(situation, cycle, form).map(({ id }) => id)
  if (form.of === 'assessee') return cycle.assessees.map(({ id }) => id)
  const units = new Set(cycle.assessees.flatMap(({ unit }) => unit ?? []))
  return situation.bureau.history.units.map(({ id }) => id).filter((id) => units.has(id))
}

/** The own sheet, and those of the units that one heads. */
function mine(situation: Situation, person: string, wanted: Wanted): string[] {
  const own = new Set([person, ...situation.bureau.roster.headedBy(person)])
  return everybodyOf(situation, wanted).filter((id) => own.has(unitOfTarget(situation, wanted, id)))
}

/** A rater has the own sheet, once anything was handed in; nobody has another's. */
function ratersOwn({ collected }: Situation, person: string, { cycle, form, of }: Wanted) {
  if (of !== 'mine' && of !== person) return []
  const { submissions } = ratedIn(collected.of(ratedSlice), cycle.id)
  const given = [...submissions].some(
    ([place, by]) => place.endsWith(`/${form.part}`) && by.has(person),
  )
  return given ? [person] : []
}

/** What of a form somebody can have: what its button says, and whose it is. */
export function offersOf(
  situation: Situation,
  person: string,
  { cycle, form }: { cycle: Running; form: Form },
): ('mine' | 'all')[] {
  const { bureau } = situation
  const all = may(bureau, person, exportAll, 'anything')
  if (form.of === 'cycle') return all ? ['all'] : []
  const wanted = { cycle, form, of: 'mine' }
  const own = targetsOf(situation, person, wanted)
  return [
    ...('code' in own || own.length === 0 ? [] : (['mine'] as const)),
    ...(all && form.of !== 'rater' ? (['all'] as const) : []),
  ]
}
