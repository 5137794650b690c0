import type { Day } from '../../base/day.js'
import { addDays, yearIn } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { Procedure, Rule } from '../../scheme/model/rules.js'
import { objectionWindow } from '../../scheme/model/windows.js'
import type { Bureau } from '../context.js'
import type { Running } from '../running.js'
import type { FactBody } from './entries.js'
import { type FactRecord, isPassed } from './facts.js'

/** A rule of a running cycle that counts a fact. */
export interface Counting {
  cycle: Running
  rule: Rule
}

/** The rules that count a kind of fact, in every cycle whose year has the day (any year when it is null). */
export function countingOf(bureau: Bureau, kind: string, on: Day | null): Counting[] {
  return bureau.cycles
    .filter((cycle) => on === null || yearIn(on) === `${cycle.year}`)
    .flatMap((cycle) => (cycle.countedBy.get(kind) ?? []).map((rule) => ({ cycle, rule })))
}

/** A step that somebody must do before the fact is told: one role, whichever cycles ask for it. */
export interface Step {
  what: 'verified' | 'approved'
  role: string
  roleName: string
  cycles: string[]
}

function procedureOf({ cycle, rule }: Counting, occasion: string | undefined): Procedure | null {
  const chains = cycle.scheme.procedures.filter((each) => rule.procedures.includes(each.id))
  return chains.find((each) => each.occasion === occasion) ?? chains[0] ?? null
}

/** The steps of all cycles that count the fact, merged: verifying before approving, each role once. */
export function stepsOf(counting: readonly Counting[], occasion: string | undefined): Step[] {
  const steps = new Map<string, Step>()
  const add = (what: Step['what'], role: string | null, cycle: Running): void => {
    if (role === null) return
    const known = steps.get(`${what} ${role}`)
    if (known) known.cycles.push(cycle.id)
    else {
      const roleName = cycle.scheme.roles.find((each) => each.id === role)?.name ?? role
      steps.set(`${what} ${role}`, { what, role, roleName, cycles: [cycle.id] })
    }
  }
  const chains = counting.map((each) => ({ ...each, procedure: procedureOf(each, occasion) }))
  for (const { cycle, procedure } of chains) add('verified', procedure?.verifiedBy ?? null, cycle)
  for (const { cycle, procedure } of chains) add('approved', procedure?.approvedBy ?? null, cycle)
  return [...steps.values()]
}

/** What a fact needs before it is told: who recorded what, for whom. */
type Recorded = Pick<FactRecord, 'body' | 'day' | 'recordedBy' | 'steps'>

/**
 * The first step that is not done; null when all are. Who verifies and records at once has verified by recording; where
 * nobody is left who could verify (the only holder is charged), verifying falls to who approves.
 */
export function nextStep(bureau: Bureau, fact: Recorded, steps: readonly Step[]): Step | null {
  const open = steps.find((step) => {
    if (isPassed(fact, step.what, step.role)) return false
    if (step.what === 'approved') return true
    const holders = holdersOf(bureau, step.role, fact.body.units)
    return !holders.includes(fact.recordedBy) && deciders(bureau, fact, step).length > 0
  })
  return open ?? null
}

/** Who may do a step: holders of the role for one of the fact's units, else of the role at all. */
export function holdersOf(bureau: Bureau, role: string, units: readonly string[]): string[] {
  const ofUnits = units.flatMap((unit) => bureau.roster.holders(role, unit))
  const all = ofUnits.length > 0 ? ofUnits : bureau.roster.holders(role)
  return [...new Set(all.map((person) => person.id))]
}

/** Who may do a step on a fact: nobody decides on what they recorded or what charges themselves. */
export function deciders(bureau: Bureau, fact: Recorded, step: Step): string[] {
  const charged = new Set(chargedIn(bureau, fact.body, fact.day).flatMap(({ tell }) => tell))
  return holdersOf(bureau, step.role, fact.body.units).filter(
    (person) => person !== fact.recordedBy && !charged.has(person),
  )
}

/** Whom a fact charges, and whom one tells of it: the person, or the heads of the unit. */
export interface Charged {
  /** Person or unit id. */
  whose: string
  tell: string[]
}

/** Everybody whom a fact charges in any cycle: persons named, heads, members, units, as the rules say. */
export function chargedIn(bureau: Bureau, body: FactBody, on: Day): Charged[] {
  const charged = new Map<string, Charged>()
  const person = (id: string): void => void charged.set(id, { whose: id, tell: [id] })
  const unit = (id: string): void =>
    void charged.set(id, { whose: id, tell: bureau.roster.headsOf(id).map((head) => head.id) })
  for (const { cycle, rule } of countingOf(bureau, body.kind, on)) {
    if (cycle.scheme.assessee === 'unit') {
      for (const id of unitsCharged(cycle, rule, body)) unit(id)
      continue
    }
    for (const id of body.joint?.map((one) => one.who) ?? body.persons) person(id)
    for (const charge of rule.charges) {
      if (charge.to.value === 'head') for (const id of headsCharged(bureau, body)) person(id)
      if (charge.to.value === 'members')
        for (const id of body.units.flatMap((of) => bureau.roster.membersOf(of))) person(id.id)
    }
  }
  return [...charged.values()]
}

function headsCharged(bureau: Bureau, body: FactBody): string[] {
  if (body.head === null) return []
  if (body.head !== undefined) return [body.head]
  return body.units.flatMap((unit) => bureau.roster.headsOf(unit).map((head) => head.id))
}

function unitsCharged(cycle: Running, rule: Rule, body: FactBody): string[] {
  const named = body.joint?.map((one) => one.who) ?? body.units
  if (!rule.charges.some((charge) => charge.to.value === 'branch')) return [...named]
  const branches = new Set(named.flatMap((unit) => cycle.byId.get(unit)?.branch ?? []))
  const ofBranches = cycle.assessees.filter((one) => one.branch && branches.has(one.branch))
  return [...new Set([...named, ...ofBranches.map((one) => one.id)])]
}

/** The last day to object, told on a day: the longest window of the cycles that count it. */
export function objectionUntil(
  counting: readonly Counting[],
  told: {
    on: Day
    occasion: string | undefined
    calendar: Pick<WorkingCalendar, 'addWorkingDays'>
  },
): Day {
  const ends = counting.map(({ cycle, rule }): Day => {
    const { days, measure } = objectionWindow(cycle.scheme, rule, told.occasion ?? null)
    return measure === 'calendar-days'
      ? addDays(told.on, days)
      : told.calendar.addWorkingDays(told.on, days)
  })
  return ends.sort().at(-1) ?? told.on
}

/** Whether a window is counted in working days; never for one in calendar days. */
export function windowInWorkingDays(
  counting: readonly Counting[],
  occasion: string | undefined,
): boolean {
  return counting.some(
    ({ cycle, rule }) =>
      objectionWindow(cycle.scheme, rule, occasion ?? null).measure === 'working-days',
  )
}

/** Whether a person may record facts of a kind: who the procedures name, who owns the line, the office. */
export function mayRecordKind(
  bureau: Bureau,
  person: string,
  counting: readonly Counting[],
): boolean {
  const held = new Set(bureau.roster.rolesOf(person).map((role) => role.role))
  if (held.has('assessment-office')) return true
  const unit = bureau.roster.unitOf(person)
  return counting.some(({ cycle, rule }) => {
    const recorders = cycle.scheme.procedures
      .filter((each) => rule.procedures.includes(each.id))
      .flatMap((each) => each.recordedBy)
    const owners = rule.scoredBy
    return (
      recorders.some((role) => held.has(role)) ||
      owners.some((owner) => held.has(owner) || owner === unit)
    )
  })
}
