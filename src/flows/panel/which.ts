import { must } from '../../base/bug.js'
import type { Day } from '../../base/day.js'
import { type Period, periodId } from '../../base/assessment-year.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { hasPart } from '../../scheme/model/for-whom.js'
import type { PanelRule, RaterRule, RatingsPart } from '../../scheme/model/parts.js'
import { partsOf } from '../../scheme/model/tree.js'
import type { Assessee } from '../../scoring/input.js'
import { raterRule } from '../../scoring/ratings/rater-bodies.js'
import { keyOf, partsIn } from '../card-key.js'
import type { Situation } from '../context.js'
import { askedBodies, lastDayIn, wasThere } from '../rating/assignments.js'
import { windowOf } from '../rating/periods.js'
import type { Running } from '../running.js'
import type { PanelRef } from './intents.js'
import { type Judge, panelIn, type PanelRecord, panelsSlice } from './panels.js'

/** A panel of a scheme in one period of it, opened or not. */
export interface PanelOf {
  cycle: Running
  /** Id of the part in which the judges are written, its name and clause. */
  panel: string
  name: string
  clause: string
  rule: PanelRule
  period: Period
  /** The rows of a sheet, in the scheme's order. */
  parts: readonly RatingsPart[]
  /** First day on which the office may open it, and the last day for the judges. */
  opens: Day
  due: Day
}

/** Every panel of a cycle in each of its periods: what several `ratings` parts share judges for. */
export function panelsOf(cycle: Running, calendar: WorkingCalendar): PanelOf[] {
  const all = partsOf(cycle.scheme.total)
  const found = new Map<string, PanelOf>()
  for (const part of all) {
    if (part.kind !== 'ratings' || part.panel === null) continue
    const { panel: rule, periods } = part
    for (const label of periods) {
      const period = periodId(cycle.scheme.begins, `${cycle.year}`, label)
      const key = keyOf(period, rule.part)
      const above = must(
        all.find(({ id }) => id === rule.part),
        'a panel is a part of its scheme',
      )
      const { opens, due } = windowOf(cycle.scheme.begins, period, calendar)
      const of = found.get(key) ?? {
        ...{ cycle, panel: rule.part, name: above.name, clause: above.clause },
        ...{ rule, period, parts: [], opens, due },
      }
      found.set(key, { ...of, parts: [...of.parts, part] })
    }
  }
  return [...found.values()]
}

/** The panels of every running cycle. */
export function allPanels({ bureau, calendar }: Pick<Situation, 'bureau' | 'calendar'>): PanelOf[] {
  return bureau.cycles.flatMap((cycle) => panelsOf(cycle, calendar))
}

/** Key of a panel's cards. */
export function panelKey({ cycle, period, panel }: PanelOf): string {
  return keyOf(cycle.id, period, panel)
}

export function refOf(of: PanelOf): PanelRef {
  return { cycle: of.cycle.id, period: of.period, panel: of.panel }
}

/** The panel that is meant; undefined when no running cycle has it. */
export function panelFor(
  situation: Pick<Situation, 'bureau' | 'calendar'>,
  ref: PanelRef,
): PanelOf | undefined {
  const cycle = situation.bureau.cycles.find(({ id }) => id === ref.cycle)
  if (!cycle) return undefined
  return panelsOf(cycle, situation.calendar).find(
    ({ panel, period }) => panel === ref.panel && period === ref.period,
  )
}

/** The same from a card's key. */
export function panelAt(
  situation: Pick<Situation, 'bureau' | 'calendar'>,
  key: string,
): PanelOf | undefined {
  const [cycle = '', period = '', panel = ''] = partsIn(key, 3) ?? []
  return panelFor(situation, { cycle, period, panel })
}

/** How a panel was opened; undefined while it was not. */
export function recordOf(
  { collected }: Pick<Situation, 'collected'>,
  of: PanelOf,
): PanelRecord | undefined {
  return panelIn(collected.of(panelsSlice), refOf(of))
}

/** Whether sheets are taken. */
export function isRunning(record: PanelRecord | undefined): record is PanelRecord {
  return record !== undefined && (record.closed === null || record.closed.reopened !== null)
}

/** All rows are given by the judges that are written once for them. */
function ruleOf(of: PanelOf, assessee: Assessee): RaterRule {
  const [part] = of.parts
  return raterRule(must(part, 'a panel has rows'), assessee, lastDayIn(assessee, of))
}

/** Whom a panel hears: everybody who was there in the period and has a row, in the roster's order. */
export function heardIn(of: PanelOf): Assessee[] {
  return of.cycle.assessees.filter((one) => wasThere(one, of) && rowsFor(of, one).length > 0)
}

/** The rows of an assessee's sheet. */
export function rowsFor({ cycle, parts }: PanelOf, assessee: Assessee): RatingsPart[] {
  return parts.filter(({ id }) => hasPart(cycle.scheme.total, id, assessee))
}

/** A class of judges; `observes`: is heard and counted, if at all, only where the scheme's choice says so. */
export interface JudgeClass {
  body: string
  name: string
  observes: boolean
  /** `40%`; '' where classes are not weighed. */
  weight: string
}

/** The classes of a panel in the scheme's order, observers last. */
export function classesOf({ cycle, parts: [part] }: PanelOf): JudgeClass[] {
  const rules = part?.raters ?? []
  const nameOf = (id: string): string => cycle.scheme.roles.find((one) => one.id === id)?.name ?? id
  const bodies = [...new Set(rules.flatMap(askedBodies))]
  const observers = [...new Set(rules.flatMap((rule) => rule.observers))]
  return [
    ...bodies.map((body) => ({
      ...{ body, name: nameOf(body), observes: false },
      weight: weightText(rules, body),
    })),
    ...observers.map((body) => ({ body, name: nameOf(body), observes: true, weight: '' })),
  ]
}

function weightText(rules: readonly RaterRule[], body: string): string {
  const [rule] = rules
  if (rules.length !== 1 || rule?.combine.value !== 'weighted') return ''
  const share = rule.weights[rule.bodies.indexOf(body)]
  return share
    ? `${share.times.times(100).dividedBy(share.over).toDecimalPlaces(2).toFixed()}%`
    : ''
}

/** Whose sheets a judge is to give, in the order of hearing: never of oneself, nor of the own unit where that is left out. */
export function sheetsOf(
  { bureau }: Pick<Situation, 'bureau'>,
  of: PanelOf,
  { record, judge }: { record: PanelRecord; judge: Judge },
): Assessee[] {
  const before = handedInBefore(record, judge)
  return ordered(of, record).filter((one) => {
    const rule = ruleOf(of, one)
    const asked = [...askedBodies(rule), ...rule.observers].includes(judge.body)
    return asked && !before.has(one.id) && !isOwn({ bureau }, rule, { one, person: judge.person })
  })
}

function isOwn(
  { bureau: { roster } }: Pick<Situation, 'bureau'>,
  rule: RaterRule,
  { one, person }: { one: Assessee; person: string },
): boolean {
  if (one.id === person) return true
  if (rule.own.value === 'counts') return false
  return roster.unitOf(person) === one.id || roster.headedBy(person).includes(one.id)
}

/** What those handed in in whose place a judge came: that counts, and is not asked for again. */
function handedInBefore({ judges, sheets }: PanelRecord, judge: Judge): Set<string> {
  const all = new Set<string>()
  for (let at = judge.instead; at !== null; at = judges.get(at)?.instead ?? null) {
    for (const assessee of sheets.get(at)?.keys() ?? []) all.add(assessee)
  }
  return all
}

/** Whom it hears in its order; who came to the roster since stands at the end. */
export function ordered(of: PanelOf, { order }: Pick<PanelRecord, 'order'>): Assessee[] {
  const heard = heardIn(of)
  const place = (id: string): number => (order.includes(id) ? order.indexOf(id) : order.length)
  return [...heard].sort((a, b) => place(a.id) - place(b.id))
}

/** Judges who still judge. */
export function judging({ judges }: PanelRecord): Judge[] {
  return [...judges.values()].filter(({ left }) => left === null)
}

/** Whether a judge's class only observes. */
export function observes(of: PanelOf, { body }: Pick<Judge, 'body'>): boolean {
  return classesOf(of).some((one) => one.body === body && one.observes)
}

/** How far a judge is. */
export function progressOf(
  situation: Pick<Situation, 'bureau'>,
  of: PanelOf,
  by: { record: PanelRecord; judge: Judge },
): { all: number; done: number } {
  const own = by.record.sheets.get(by.judge.person)
  const sheets = sheetsOf(situation, of, by)
  return { all: sheets.length, done: sheets.filter(({ id }) => own?.has(id)).length }
}

/** How many sheets each counted judge still owes; who owes none is left out. */
export function missingIn(
  situation: Pick<Situation, 'bureau'>,
  of: PanelOf,
  record: PanelRecord,
): { person: string; sheets: number }[] {
  return judging(record).flatMap((judge) => {
    if (observes(of, judge)) return []
    const { all, done } = progressOf(situation, of, { record, judge })
    return done < all ? [{ person: judge.person, sheets: all - done }] : []
  })
}
