import type { Day } from '../../base/day.js'
import { addDays, dayAt, type Instant } from '../../base/day.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import type { Condition } from '../../scheme/model/conditions.js'
import type { Procedure, Rule } from '../../scheme/model/rules.js'
import { objectionWindow } from '../../scheme/model/windows.js'
import { everybodysRole } from '../../roster/roles.js'
import { headsOverTime, holdsOn, type Roster } from '../../roster/roster.js'
import type { Bureau } from '../context.js'
import { heldFor } from '../held-for.js'
import { isInYear, type Running } from '../running.js'
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
    .filter((cycle) => on === null || isInYear(cycle, on))
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
    const recorded = holders.includes(fact.recordedBy) || heldThen(bureau.history, fact, step.role)
    return !recorded && deciders(bureau, fact, step).length > 0
  })
  return open ?? null
}

/** Whether who recorded a fact held a role when they did, for one of its units or the bureau. */
function heldThen(history: Roster, { body, recordedBy, steps }: Recorded, role: string): boolean {
  const at = steps[0]?.at
  if (at === undefined) return false
  const held = history.people.find(({ id }) => id === recordedBy)?.roles ?? []
  return held.some(
    (one) =>
      one.role === role &&
      (one.unit === undefined || body.units.includes(one.unit)) &&
      holdsOn(one, dayAt(at)),
  )
}

/** Who may do a step: holders of the role for one of the fact's units, else of the role at all. */
export function holdersOf(bureau: Bureau, role: string, units: readonly string[]): string[] {
  const ofUnits = units.flatMap((unit) => bureau.roster.holders(role, unit))
  const all = ofUnits.length > 0 ? ofUnits : bureau.roster.holders(role)
  return [...new Set(all.map((person) => person.id))]
}

/** Who may do a step on a fact: nobody decides on what they recorded or what charges themselves. */
export function deciders(bureau: Bureau, fact: Recorded, step: Step): string[] {
  const barred = barredFrom(bureau, fact)
  return holdersOf(bureau, step.role, fact.body.units).filter((person) => !barred.has(person))
}

/** Who never decides on a fact, in whosever place: who recorded it, and everybody who is told as charged by it. */
export function barredFrom(
  bureau: Bureau,
  fact: Pick<FactRecord, 'body' | 'day' | 'recordedBy'>,
): ReadonlySet<string> {
  return new Set([fact.recordedBy, ...toldOf(bureau, fact)])
}

/** Everybody who is told of a fact as charged by it: persons, heads, heads of units. */
export function toldOf(bureau: Bureau, { body, day }: Pick<FactRecord, 'body' | 'day'>): string[] {
  return chargedIn(bureau, body, day).flatMap(({ tell }) => tell)
}

/** Who hears objections: the office, without those whom the fact charges as long as somebody else is left. */
export function hearers(bureau: Bureau, fact: Pick<FactRecord, 'body' | 'day'>): string[] {
  const office = bureau.roster.holders('assessment-office').map(({ id }) => id)
  const charged = new Set(toldOf(bureau, fact))
  const others = office.filter((id) => !charged.has(id))
  return others.length > 0 ? others : office
}

/** Who may record anew what was sent back: who recorded it; once that one has left, the office. */
export function recorders(
  bureau: Bureau,
  fact: Pick<FactRecord, 'body' | 'day' | 'recordedBy'>,
): string[] {
  return bureau.roster.person(fact.recordedBy) ? [fact.recordedBy] : hearers(bureau, fact)
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
    for (const id of body.persons) person(id)
    for (const charge of rule.charges) {
      if (!charge.inForce.value) continue
      if (charge.to.value === 'head') for (const id of headsCharged(bureau, body, on)) person(id)
      if (charge.to.value === 'members') {
        for (const id of membersOn(bureau.history, body.units, on))
          if (cycle.byId.has(id)) person(id)
      }
    }
    if (isBarring(cycle, rule)) for (const id of headsCharged(bureau, body, on)) person(id)
  }
  return [...charged.values()]
}

/** Whether a veto or bar of the scheme falls on the unit's head for one fact of this rule. */
function isBarring({ scheme }: Running, rule: Rule): boolean {
  return scheme.bars.some(
    ({ when, fallsOn }) => fallsOn.value.includes('head') && factsIn(when).includes(rule.id),
  )
}

/** The rules of which one fact is enough. */
function factsIn(condition: Condition): string[] {
  if (!condition.inForce.value) return []
  if (condition.kind === 'facts') return condition.rules
  return condition.kind === 'all' || condition.kind === 'any'
    ? condition.conditions.flatMap(factsIn)
    : []
}

/** The head that the fact names, else who headed its units on the day it happened. */
function headsCharged({ history }: Bureau, body: FactBody, on: Day): string[] {
  if (body.head === null) return []
  if (body.head !== undefined) return [body.head]
  return body.units.flatMap((unit) =>
    headsOverTime(history, unit)
      .filter((heading) => holdsOn(heading, on))
      .map(({ person }) => person),
  )
}

function membersOn(history: Roster, units: readonly string[], on: Day): string[] {
  return history.people
    .filter(({ memberships }) =>
      memberships.some((of) => units.includes(of.unit) && holdsOn(of, on)),
    )
    .map(({ id }) => id)
}

function unitsCharged(cycle: Running, rule: Rule, body: FactBody): string[] {
  const joint = body.joint?.map(({ who }) => who).filter((who) => cycle.byId.has(who)) ?? []
  const named = joint.length > 0 ? joint : body.units
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
  return recordedFor(bureau, person, counting) !== null
}

/**
 * For whom a person may record facts of a kind: `all`, or the units for which the role is held that the procedures name,
 * with oneself where they name everybody; null for nobody. `occasion`: by this chain alone.
 */
export function recordedFor(
  bureau: Bureau,
  person: string,
  counting: readonly Counting[],
  occasion?: string,
): 'all' | readonly string[] | null {
  const held = bureau.roster.rolesOf(person)
  if (held.some(({ role }) => role === 'assessment-office')) return 'all'
  const unit = bureau.roster.unitOf(person)
  const named = new Set(
    counting.flatMap(({ cycle, rule }) => [
      ...rule.scoredBy,
      ...cycle.scheme.procedures
        .filter((each) => rule.procedures.includes(each.id))
        .filter((each) => occasion === undefined || [null, occasion].includes(each.occasion))
        .flatMap((each) => each.recordedBy),
    ]),
  )
  if (unit !== null && named.has(unit)) return 'all'
  const byRole = heldFor(bureau.roster, person, named)
  if (byRole === 'all') return byRole
  const own = named.has(everybodysRole) ? [person] : []
  const within = [...(byRole ?? []), ...own]
  return within.length > 0 ? within : null
}

/** Who gets a fact once every step is done: holders of the roles that the procedures file with. */
export function filers(bureau: Bureau, fact: Recorded): string[] {
  const roles = countingOf(bureau, fact.body.kind, fact.day).flatMap((each) => {
    const procedure = procedureOf(each, fact.body.occasion)
    return procedure?.filedWith ? [procedure.filedWith] : []
  })
  return [...new Set(roles.flatMap((role) => holdersOf(bureau, role, fact.body.units)))]
}

/** The step that waits, who may do it, and since when. */
export interface Waiting {
  step: Step
  holders: readonly string[]
  since: Instant
}

/** The last day for a step where a procedure limits it: the earliest of all cycles; null without a limit. */
export function stepDue(
  counting: readonly Counting[],
  of: { step: Step; since: Day; occasion: string | undefined },
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): Day | null {
  const { step, since, occasion } = of
  const word = step.what === 'verified' ? 'verifies' : 'approves'
  const ends = counting.flatMap((each): Day[] => {
    const window = procedureOf(each, occasion)?.within[word]
    if (!window || !step.cycles.includes(each.cycle.id)) return []
    const days = window.days.value
    return window.measure.value === 'calendar-days'
      ? [addDays(since, days)]
      : [calendar.addWorkingDays(since, days)]
  })
  return ends.sort()[0] ?? null
}

/** Where a proposed fact is now; null when no step is left. */
export function waitingOf(bureau: Bureau, fact: FactRecord): Waiting | null {
  const steps = stepsOf(countingOf(bureau, fact.body.kind, fact.day), fact.body.occasion)
  const step = nextStep(bureau, fact, steps)
  const since = fact.steps.at(-1)?.at
  return step && since !== undefined ? { step, holders: deciders(bureau, fact, step), since } : null
}
