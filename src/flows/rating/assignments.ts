import { type Day, dayAt, type Instant } from '../../base/day.js'
import type { RoleHeld } from '../../roster/roster.js'
import { hasPart, isForAll } from '../../scheme/model/for-whom.js'
import type { RaterRule } from '../../scheme/model/parts.js'
import type { Assessee } from '../../scoring/input.js'
import { spanOf } from '../../base/assessment-year.js'
import { raterRule } from '../../scoring/ratings/rater-bodies.js'
import type { Bureau, Situation } from '../context.js'
import type { Running } from '../running.js'
import type { RatedPart, RatingPeriod } from './periods.js'
import { isOutside } from './outside-rater.js'
import { periodPlace, ratedIn, ratedSlice } from './rated.js'

/** Somebody an assessor rates, and as which bodies of the scheme (one score serves all of them). */
export interface Assignment {
  assessee: string
  bodies: string[]
}

/** A part of a cycle in which people rate, in one period of it. */
export interface Rated {
  cycle: Running
  part: RatedPart
  period: string
}

/**
 * Whom a person rates in a period by the own roles: by the first rule of the part that fits each assessee, of those who
 * were there in the period. Never oneself, nor the own unit where what one says of it is left out.
 */
export function assignmentsOf(bureau: Bureau, of: Rated, assessor: string): Assignment[] {
  return [...candidates(bureau, of, assessor)].flatMap((assessee) => {
    const bodies = bodiesFor(bureau, of, { assessor, assessee })
    return bodies.length > 0 ? [{ assessee: assessee.id, bodies }] : []
  })
}

/** Everybody who has somebody to rate by the own roles: holders of the roles that the part's rules name. */
export function assessorsOf(bureau: Bureau, of: Rated): string[] {
  const holders = bodyRoles(of).flatMap((role) => bureau.roster.holders(role))
  const persons = new Set(holders.map((person) => person.id))
  return [...persons].filter((person) => hasOwn(bureau, of, person))
}

function hasOwn(bureau: Bureau, of: Rated, assessor: string): boolean {
  for (const assessee of candidates(bureau, of, assessor)) {
    if (bodiesFor(bureau, of, { assessor, assessee }).length > 0) return true
  }
  return false
}

type Collecting = Pick<Situation, 'bureau' | 'collected'>

/**
 * Rater → who rates in that place, as the office named it for the period. Who was named and has left since rates in
 * nobody's place: it is the rater's own again.
 */
export function actingIn(
  { bureau, collected }: Collecting,
  of: Rated,
): ReadonlyMap<string, { instead: string; at: Instant }> {
  const { acting } = ratedIn(collected.of(ratedSlice), of.cycle.id)
  const named = acting.get(periodPlace(of.period, of.part.id)) ?? new Map()
  return new Map([...named].filter(([, { instead }]) => bureau.roster.person(instead)))
}

/** Body → whom somebody rated for it who holds its role for them no more, and on which day. */
type RatedBefore = ReadonlyMap<string, ReadonlyMap<string, Day>>

function ratedBefore({ bureau, collected }: Collecting, of: Rated): RatedBefore {
  const { submissions } = ratedIn(collected.of(ratedSlice), of.cycle.id)
  const before = new Map<string, Map<string, Day>>()
  const handedIn = submissions.get(periodPlace(of.period, of.part.id)) ?? new Map()
  for (const { assessor, at, bodies } of handedIn.values()) {
    if (isOutside(assessor)) continue
    for (const [body, assessees] of bodies) {
      const held = bureau.roster.rolesOf(assessor).filter(({ role }) => role === body)
      if (held.some(({ unit }) => unit === undefined)) continue
      const units = new Set(held.map(({ unit }) => unit))
      for (const id of assessees) {
        const assessee = of.cycle.byId.get(id)
        if (!assessee || units.has(unitIn(assessee, of) ?? undefined)) continue
        const rated = before.get(body) ?? new Map<string, Day>()
        before.set(body, rated.set(id, dayAt(at)))
      }
    }
  }
  return before
}

/**
 * What is left of a rater's own assignments to who does them, the rater or somebody instead. Who came to a role after
 * the one before had rated by it is not asked for that again: what was handed in counts.
 */
function leftOf(
  situation: Collecting,
  of: Rated,
  by: { rater: string; person: string; before: RatedBefore },
): Assignment[] {
  const all = assignmentsOf(situation.bureau, of, by.rater)
  if (by.before.size === 0) return all
  const { submissions } = ratedIn(situation.collected.of(ratedSlice), of.cycle.id)
  const own = submissions.get(periodPlace(of.period, of.part.id))?.get(by.person)?.values
  const held = situation.bureau.roster.rolesOf(by.rater)
  return all.flatMap(({ assessee, bodies }) => {
    const one = of.cycle.byId.get(assessee)
    const unit = one ? unitIn(one, of) : null
    const open = bodies.filter((body) => {
      const on = by.before.get(body)?.get(assessee)
      if (on === undefined || own?.has(assessee)) return true
      const holds = ({ role, unit: ofUnit }: RoleHeld): boolean =>
        role === body && (ofUnit === undefined || ofUnit === unit)
      return held.some((role) => holds(role) && role.from <= on)
    })
    return open.length > 0 ? [{ assessee, bodies: open }] : []
  })
}

/**
 * Whom a person rates in a period: by the own roles unless somebody does it in that place, and in the place of others.
 * Who rates somebody both by the own role and in another's place gives one score, which counts once.
 */
export function dutiesOf(situation: Collecting, of: Rated, person: string): Assignment[] {
  const acting = actingIn(situation, of)
  const places = [...acting].flatMap(([rater, { instead }]) => (instead === person ? [rater] : []))
  if (!acting.has(person)) places.unshift(person)
  const all = new Map<string, Assignment>()
  const before = ratedBefore(situation, of)
  for (const rater of places) {
    for (const { assessee, bodies } of leftOf(situation, of, { rater, person, before })) {
      if (assessee === person) continue
      const known = all.get(assessee)
      const both = new Set([...(known?.bodies ?? []), ...bodies])
      all.set(assessee, { assessee, bodies: [...both] })
    }
  }
  return [...all.values()]
}

/** Whether a person has anybody to rate in a period. */
export function rates(situation: Collecting, of: Rated, person: string): boolean {
  const acting = actingIn(situation, of)
  const before = ratedBefore(situation, of)
  if (!acting.has(person) && hasLeft(situation, of, { person, before })) return true
  const acts = [...acting.values()].some(({ instead }) => instead === person)
  return acts && dutiesOf(situation, of, person).length > 0
}

/** Whether anybody is left to rate for a person by the own roles. */
function hasLeft(
  situation: Collecting,
  of: Rated,
  { person, before }: { person: string; before: RatedBefore },
): boolean {
  if (before.size === 0) return hasOwn(situation.bureau, of, person)
  return leftOf(situation, of, { rater: person, person, before }).length > 0
}

/** Everybody who is to hand in for a period. */
export function ratersOf(situation: Collecting, of: Rated): string[] {
  const acting = actingIn(situation, of)
  const before = ratedBefore(situation, of)
  const own = assessorsOf(situation.bureau, of).filter(
    (one) => !acting.has(one) && hasLeft(situation, of, { person: one, before }),
  )
  const instead = [...acting.values()]
    .map((one) => one.instead)
    .filter((one) => rates(situation, of, one))
  return [...new Set([...own, ...instead])]
}

function bodyRoles({ part }: { part: RatedPart }): string[] {
  return [...new Set(part.raters.flatMap((rule) => rule.bodies))]
}

/** Those who have the part and whom the assessor's roles reach: a role of a unit its people, one of the bureau everybody. */
function* candidates(bureau: Bureau, of: Rated, assessor: string): Generator<Assessee> {
  const bodies = new Set(bodyRoles(of))
  const held = bureau.roster.rolesOf(assessor).filter((role) => bodies.has(role.role))
  if (held.length === 0) return
  const everybody = held.some((role) => role.unit === undefined)
  const units = everybody ? null : new Set(held.flatMap((role) => role.unit ?? []))
  const all = units
    ? [...units].flatMap((unit) => of.cycle.byUnit.get(unit) ?? [])
    : of.cycle.assessees
  const own = bureau.roster.unitOf(assessor)
  const forAll = isForAll(of.cycle.scheme.total)
  for (const assessee of all) {
    if (assessee.id === assessor || !wasThere(assessee, of)) continue
    if (!forAll && !hasPart(of.cycle.scheme.total, of.part.id, assessee)) continue
    if (assessee.id === own && leavesOutOwn(ruleFor(of, assessee))) continue
    yield assessee
  }
}

function leavesOutOwn(rule: Pick<RaterRule, 'bodies'>): boolean {
  return 'own' in rule && (rule as RaterRule).own.value === 'left-out'
}

/** Whether an assessee belonged to the bureau on some day of a period. */
export function wasThere(
  { from, to, memberships }: Assessee,
  { cycle, period }: Pick<Rated, 'cycle' | 'period'>,
): boolean {
  const span = spanOf(cycle.scheme.begins, period)
  const stretches: readonly { from?: Day | undefined; to?: Day | undefined }[] = memberships ?? [
    { from, to },
  ]
  return stretches.some(
    (of) =>
      (of.from === undefined || of.from <= span.to) && (of.to === undefined || span.from <= of.to),
  )
}

/** The day by which a period's raters go: its last, or the assessee's last in the bureau. */
export function lastDayIn(
  { to }: Assessee,
  { cycle, period }: Pick<Rated, 'cycle' | 'period'>,
): Day {
  const end = spanOf(cycle.scheme.begins, period).to
  return to !== undefined && to < end ? to : end
}

/** The unit for which an assessee is rated: of the period's last day, wherever they have moved since. */
function unitIn(assessee: Assessee, of: Pick<Rated, 'cycle' | 'period'>): string | null {
  const on = lastDayIn(assessee, of)
  return (
    assessee.memberships?.findLast(({ from }) => from === undefined || from <= on)?.unit ??
    assessee.unit
  )
}

/** Whom a body rates in a period, in the roster's order: by the first rule of the part that fits each. */
export function ratedAs(of: Rated, body: string): Assessee[] {
  const { scheme, assessees } = of.cycle
  return assessees.filter(
    (one) =>
      wasThere(one, of) &&
      hasPart(scheme.total, of.part.id, one) &&
      askedBodies(ruleFor(of, one)).includes(body),
  )
}

/** Who rates an assessee: by the role held on the period's last day, or the last day there. */
function ruleFor(of: Rated, assessee: Assessee): Pick<RaterRule, 'bodies'> {
  const on = lastDayIn(assessee, of)
  return raterRule<Pick<RaterRule, 'assessees' | 'bodies'>>(of.part, assessee, on)
}

/** Of one agreed score only the first body is asked: nothing else counts. */
export function askedBodies(rule: Pick<RaterRule, 'bodies'>): readonly string[] {
  const joint = 'combine' in rule && (rule as RaterRule).combine.value === 'joint'
  return joint ? rule.bodies.slice(0, 1) : rule.bodies
}

function bodiesFor(
  bureau: Bureau,
  of: Rated,
  { assessor, assessee }: { assessor: string; assessee: Assessee },
): string[] {
  const held = bureau.roster.rolesOf(assessor)
  const unit = unitIn(assessee, of)
  return askedBodies(ruleFor(of, assessee)).filter((body) =>
    held.some((role) => role.role === body && (role.unit === undefined || role.unit === unit)),
  )
}

/** What a period's assessee is called: a person or a unit. */
export function assesseeName({ cycle }: Pick<RatingPeriod, 'cycle'>, assessee: string): string {
  return cycle.byId.get(assessee)?.name ?? assessee
}
