import { spanOf } from '../../base/assessment-year.js'
import type { Day } from '../../base/day.js'
import type { PrintedBook } from '../../base/printed.js'
import { factSubject } from '../../forms/facts.js'
import { fillForm } from '../../forms/fill.js'
import type { FormSource, Given, SheetSubject, Subject } from '../../forms/source.js'
import { levelsIn, type Place, placesIn, subjectOf } from '../../forms/subject.js'
import { officeName } from '../../scheme/show/frame.js'
import { levelNames } from '../../scheme/model/levels.js'
import type { Assessee } from '../../scoring/input.js'
import type { Statement } from '../../scoring/statement.js'
import { filesAbout } from '../../storage/files.js'
import { latestResults, resultPages } from '../../storage/results.js'
import type { Situation } from '../context.js'
import { itemsSlice, itemsStateOf } from '../items/checked.js'
import { reasonsIn } from '../items/texts.js'
import { publishedSlice } from '../publication/published.js'
import {
  readResults,
  readSnapshot,
  readStatement,
  type ResultHead,
} from '../publication/results.js'
import { ratedIn, ratedSlice } from '../rating/rated.js'
import { type Running, yearNameOf, yearOf } from '../running.js'
import { namesOfTasks, statementOf } from '../standing/view.js'
import { textsOf } from '../texts.js'
import { formFacts } from './form-facts.js'
import type { FormPlan } from './plan.js'

/** Results that a form shows: those published last; before, for who sees all, those computed last. */
interface Shown {
  /** Id of the results; null: each statement as of today. */
  results: string | null
  places: ReadonlyMap<string, Place>
  asOf: Day
  state: string
}

/** A form filled in from what is published, else from how the year stands. Access is the plan's. */
export async function bookOf(situation: Situation, plan: FormPlan): Promise<PrintedBook> {
  const { bureau, today } = situation
  const { cycle, form, quarter } = plan
  const shown = await shownOf(situation, plan)
  const source: FormSource = {
    ...{ scheme: cycle.scheme, bureau: bureau.name, year: yearNameOf(cycle), quarter },
    ...{ asOf: shown.asOf, madeOn: today, state: shown.state },
  }
  return fillForm(form, source, await sheetsOf(situation, plan, shown))
}

async function shownOf({ collected, db, today }: Situation, plan: FormPlan): Promise<Shown> {
  const last = collected.of(publishedSlice).get(plan.cycle.id)?.at(-1)
  const read = last ? await readSnapshot(db, last.id) : null
  if (last && read) {
    const { results, snapshot } = read
    const state = `${last.on}公布的第${last.version}版`
    return { results, places: placesOf(plan.cycle, snapshot), asOf: snapshot.pins.asOf, state }
  }
  const nothing = { results: null, places: new Map(), asOf: today, state: `截至${today}，尚未公布` }
  if (plan.form.of !== 'cycle') return nothing
  const { ready } = await latestResults(db, plan.cycle.id)
  const computed = ready && (await readResults(db, ready.id))
  if (!ready || !computed) return nothing
  const { head } = computed
  const { asOf } = head.pins
  const places = placesOf(plan.cycle, head)
  return { results: ready.id, places, asOf, state: `截至${asOf}，尚未公布` }
}

function placesOf({ scheme }: Running, { result }: Pick<ResultHead, 'result'>): Map<string, Place> {
  return placesIn(result, new Map(scheme.grades.map(({ id, name }) => [id, name])))
}

async function sheetsOf(
  situation: Situation,
  plan: FormPlan,
  shown: Shown,
): Promise<SheetSubject[]> {
  const { roster } = situation.bureau
  const { cycle, form, targets } = plan
  const bare = { self: null, unit: '', rater: '', fact: null, subjects: [] }
  const named = (id: string) => cycle.byId.get(id)?.name ?? roster.nameOf(id)
  const all = (of: readonly Assessee[]) => of.map((one) => bareSubject(situation, plan, one))
  switch (form.of) {
    case 'cycle':
      return [{ ...bare, name: form.name, subjects: await everybody(situation, plan, shown) }]
    case 'assessee': {
      const sheets: SheetSubject[] = []
      for (const id of targets) {
        const self = await wholeSubject(situation, plan, { shown, id })
        if (self) sheets.push({ ...bare, name: self.name, self })
      }
      return sheets
    }
    case 'unit':
      return targets.map((id) => {
        const name = roster.unitNameOf(id)
        const members = cycle.assessees.filter(({ unit }) => unit === id)
        return { ...bare, name, unit: name, subjects: all(members) }
      })
    case 'rater': {
      const subjects = all(cycle.assessees)
      return targets.map((rater) => {
        const given = givenBy(situation, plan, rater)
        const rated = subjects.map((one) => ({ ...one, given: given.get(one.id) ?? null }))
        return { ...bare, name: named(rater), rater: named(rater), subjects: rated }
      })
    }
    case 'fact':
      return factSheets(situation, plan)
  }
}

/** What a rater handed in for the form's part: the last that was. */
function givenBy(
  { collected }: Situation,
  { cycle, form }: FormPlan,
  rater: string,
): ReadonlyMap<string, string> {
  const { submissions } = ratedIn(collected.of(ratedSlice), cycle.id)
  const own = [...submissions]
    .filter(([place]) => place.endsWith(`/${form.part}`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, by]) => by.get(rater) ?? [])
  return own.at(-1)?.values ?? new Map()
}

/** Everybody of a cycle with the figures of its results, a page at a time: no statement is kept. */
async function everybody(
  situation: Situation,
  plan: FormPlan,
  { results, places }: Shown,
): Promise<Subject[]> {
  const { cycle } = plan
  const found = new Map<string, Subject>()
  if (results !== null) {
    for await (const page of resultPages(situation.db, results)) {
      for (const row of page) {
        const one = cycle.byId.get(row.assessee)
        const statement: Statement = JSON.parse(JSON.stringify(row.statement))
        if (!one) continue
        const beside = { ...besideOf(situation, plan), place: places.get(one.id) }
        found.set(one.id, { ...subjectOf(one, statement, beside), items: [] })
      }
    }
  }
  return cycle.assessees.flatMap(({ id }) => found.get(id) ?? [])
}

function besideOf({ bureau }: Situation, { cycle, quarter }: FormPlan) {
  const { roster } = bureau
  const { scheme } = cycle
  const end = yearOf(cycle).to
  const on = quarter === null ? end : spanOf(scheme.begins, `${cycle.year}-Q${quarter}`).to
  return {
    ...{ scheme, on: on < bureau.roster.day ? on : bureau.roster.day },
    place: undefined,
    unitName: (id: string) => roster.unitNameOf(id),
    officeName: (id: string) => roster.unit(id)?.name ?? officeName(scheme, id),
    taskName: (_: string): string | undefined => undefined,
  }
}

/** Who somebody is, with the levels of the quarter and without figures. */
function bareSubject(situation: Situation, plan: FormPlan, one: Assessee): Subject {
  const { cycle, quarter } = plan
  const { grades } = ratedIn(situation.collected.of(ratedSlice), cycle.id)
  const period = `${cycle.year}-Q${quarter ?? ''}`
  const levels = levelsIn(grades.get(one.id)?.values() ?? [], period, levelNames(cycle.scheme))
  return subjectOf(one, null, { ...besideOf(situation, plan), levels })
}

/** One who is assessed with the whole statement, what was given in the self-check, and the offices' reasons. */
async function wholeSubject(
  situation: Situation,
  plan: FormPlan,
  { shown, id }: { shown: Shown; id: string },
): Promise<Subject | null> {
  const { db } = situation
  const { cycle } = plan
  const one = cycle.byId.get(id)
  if (!one) return null
  const { results, places } = shown
  const statement =
    results === null ? statementOf(situation, cycle, id) : await readStatement(db, results, id)
  const tasks = statement ? await namesOfTasks(situation, cycle.id, statement) : new Map()
  return subjectOf(one, statement, {
    ...{ ...besideOf(situation, plan), place: places.get(id) },
    taskName: (task) => tasks.get(task),
    ...(await itemsGiven(situation, cycle, id)),
  })
}

/** What an assessee gave itself and what offices gave it, row by row, with the reasons that are not erased. */
async function itemsGiven(
  { db, collected }: Situation,
  cycle: Running,
  id: string,
): Promise<{ selves: Map<string, Given>; assessed: Map<string, Given> }> {
  const { checks, scored } = itemsStateOf(collected.of(itemsSlice), cycle.id)
  const check = checks.get(id)
  const rows = [...(scored.get(id) ?? [])]
  const own = check && check.returned === null ? check : null
  const entries = [...(own ? [own.entry] : []), ...rows.map(([, { entry }]) => entry)]
  const reasons = await reasonsIn(db, entries)
  const reasonOf = (entry: string, row: string) => reasons.get(entry)?.[row] ?? ''
  const selves = [...(own?.figures ?? [])].map(
    ([row, figure]) => [row, { figure, reason: reasonOf(own?.entry ?? '', row) }] as const,
  )
  const assessed = rows.map(
    ([row, { figure, entry }]) => [row, { figure, reason: reasonOf(entry, row) }] as const,
  )
  return { selves: new Map(selves), assessed: new Map(assessed) }
}

async function factSheets(situation: Situation, plan: FormPlan): Promise<SheetSubject[]> {
  const { bureau, db } = situation
  const { cycle, form, targets } = plan
  const facts = formFacts(situation, cycle, form).filter(({ id }) => targets.includes(id))
  const notes = await textsOf(
    db,
    facts.map(({ id }) => id),
    ['note'],
  )
  const sheets: SheetSubject[] = []
  for (const [index, fact] of facts.entries()) {
    const files = await filesAbout(db, bureau.id, fact.id)
    const { roster } = bureau
    const filled = factSubject({ scheme: cycle.scheme }, fact, {
      nameOf: (id) => (roster.unit(id) ? roster.unitNameOf(id) : roster.nameOf(id)),
      textOf: () => notes.get(fact.id)?.note ?? '',
      evidenceOf: () => files.map(({ name }) => name).join('、'),
      approvedOf: ({ approvedBy }) =>
        approvedBy === undefined ? '' : `${roster.nameOf(approvedBy)} 已审定`,
    })
    const { unit } = filled
    const name = `${unit}${index + 1}`
    sheets.push({ name, unit, self: null, rater: '', fact: filled, subjects: [] })
  }
  return sheets
}
