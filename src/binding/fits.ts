import type { Day } from '../base/day.js'
import type { DocumentPath } from '../base/document.js'
import { everybodysRole } from '../roster/roles.js'
import { type Roster, tierAmong, tiersOf } from '../roster/roster.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Scheme } from '../scheme/model/scheme.js'

/** Something that a scheme names and the bureau does not have. */
export interface LeftOut {
  id: string
  reason: string
}

/** Where a fault stands: the scheme's entry in bureau.yaml, something left out there, or a place of the roster. */
export type FitPlace = 'scheme' | { leftOut: number } | { roster: DocumentPath }

/** Tells a fault of a scheme and a roster that do not go together. */
export type TellFit = (code: string, message: string, place: FitPlace) => void

/** One scheme that a bureau wants to run. */
export interface Fit {
  scheme: Scheme
  roster: Roster
  leftOut: readonly LeftOut[]
  /** Who holds a role no longer on this day does not hold it. */
  today: Day
}

/**
 * Whether a bureau can run a scheme: every tier, unit and role that the scheme names is filled by the roster or left
 * out with a reason, and nothing is left out that is there or that others need.
 */
export function checkFit(fit: Fit, tell: TellFit): void {
  checkLeftOutNames(fit, tell)
  checkTiers(fit, tell)
  checkRoles(fit, tell)
  if (fit.scheme.assessee === 'unit' && fit.scheme.units.length > 0) checkUnits(fit, tell)
}

function isLeftOut({ leftOut }: Fit, id: string): boolean {
  return leftOut.some((one) => one.id === id)
}

/** Everything that may be left out, by id. */
function named(scheme: Scheme): ReadonlyMap<string, string> {
  const all = [...scheme.tiers, ...scheme.roles, ...scheme.units]
  return new Map(all.map((one) => [one.id, one.name]))
}

function checkLeftOutNames({ scheme, leftOut }: Fit, tell: TellFit): void {
  const known = named(scheme)
  for (const [at, { id }] of leftOut.entries()) {
    const place = { leftOut: at }
    if (!known.has(id)) {
      const why = `考核办法“${scheme.shortTitle}”里没有“${id}”，不用写在 leaves-out 里`
      tell('left-out-unknown', why, place)
    } else if (leftOut.findIndex((one) => one.id === id) < at) {
      tell('duplicate', `“${id}”写了两次`, place)
    }
  }
}

/** Who of the roster is in a tier: persons or units, as the scheme assesses. */
function inTier({ scheme, roster }: Fit, tier: string): readonly { name: string }[] {
  return scheme.assessee === 'unit'
    ? roster.units.filter((unit) => tiersOf(unit).includes(tier))
    : roster.people.filter((person) => tiersOf(person).includes(tier))
}

function checkTiers(fit: Fit, tell: TellFit): void {
  const { scheme, leftOut } = fit
  for (const { id, name } of scheme.tiers) {
    const [someone] = inTier(fit, id)
    const at = leftOut.findIndex((one) => one.id === id)
    if (someone && at >= 0) {
      const why = `层次“${name}”（${id}）写了不适用，名册里却有：${someone.name}等；请去掉其中一处`
      tell('left-out-yet-there', why, { leftOut: at })
    }
    if (someone || at >= 0) continue
    const whose = scheme.assessee === 'unit' ? '处室' : '人'
    const why = `名册里没有${whose}属于层次“${name}”（${id}）：请在名册里写上 tier，或在 leaves-out 里写明不适用和原因`
    tell('tier-unfilled', why, 'scheme')
  }
  checkOneTier(fit, tell)
}

/** Who is ranked in a regulation is ranked in one of its tiers. */
function checkOneTier({ scheme, roster }: Fit, tell: TellFit): void {
  const list = scheme.assessee === 'unit' ? 'units' : 'people'
  for (const [index, one] of roster[list].entries()) {
    const own = scheme.tiers.filter(({ id }) => tiersOf(one).includes(id))
    if (own.length < 2) continue
    const named = own.map((tier) => `“${tier.name}”（${tier.id}）`).join('、')
    const why = `${one.name}同时写在“${scheme.shortTitle}”的几个层次里：${named}；同一份办法只写一个`
    tell('several-tiers', why, { roster: [list, index, 'tier'] })
  }
}

/** Bodies of third parties: nobody of the roster has to be one. */
function outsideBodies({ total }: Scheme): ReadonlySet<string> {
  const rated = partsOf(total).flatMap((part) => (part.kind === 'ratings' ? part.raters : []))
  return new Set(rated.flatMap((rule) => Object.keys(rule.outside)))
}

function checkRoles(fit: Fit, tell: TellFit): void {
  const { scheme, roster, leftOut, today } = fit
  const held = new Set(
    roster.people.flatMap((person) =>
      person.roles.filter((role) => (role.to ?? today) >= today).map((role) => role.role),
    ),
  )
  const outside = outsideBodies(scheme)
  for (const { id, name } of scheme.roles) {
    if (id === everybodysRole) continue
    const at = leftOut.findIndex((one) => one.id === id)
    if (held.has(id) && at >= 0) {
      const why = `角色“${name}”（${id}）写了不适用，名册里却有人担任；请去掉其中一处`
      tell('left-out-yet-there', why, { leftOut: at })
    }
    if (held.has(id) || at >= 0 || outside.has(id)) continue
    const why = `名册里没有人担任“${name}”（${id}）：请在某人的 roles 里写上，或在 leaves-out 里写明不适用和原因`
    tell('role-unfilled', why, 'scheme')
  }
}

/** Units that gather others' sheets or score their items: needed even where they are not assessed themselves. */
function needed(scheme: Scheme): ReadonlySet<string> {
  const scoring = [...partsOf(scheme.total), ...scheme.rules].flatMap((one) => one.scoredBy)
  return new Set([...scoring, ...scheme.units.flatMap((unit) => unit.gatheredBy ?? [])])
}

function checkUnits(fit: Fit, tell: TellFit): void {
  const { scheme, roster, leftOut } = fit
  const tiers = new Set(scheme.tiers.map((tier) => tier.id))
  const there = new Map(roster.units.map((unit, index) => [unit.id, { unit, index }]))
  const needs = needed(scheme)
  for (const { id, name, otherNames } of scheme.units) {
    const found = there.get(id)
    const at = leftOut.findIndex((one) => one.id === id)
    const assessed = found !== undefined && tierAmong(scheme.tiers, found.unit) !== null
    if (!found && needs.has(id)) {
      const why = `名册里没有“${name}”（${id}），别的考核对象由它扎口或计分，不能没有：请在名册的 units 里用这个编号写上`
      tell('unit-needed', why, at < 0 ? 'scheme' : { leftOut: at })
    } else if (!found && !isLeftOut(fit, id)) {
      const other = roster.units.find((unit) => [name, ...otherNames].includes(unit.name))
      const what = other ? `（名册里的“${other.name}”编号是 ${other.id}，应写成 ${id}）` : ''
      const why = `名册里没有考核对象“${name}”（${id}）${what}：请在 units 里用这个编号写上，或在 leaves-out 里写明不适用和原因`
      tell('unit-missing', why, 'scheme')
    } else if (found && assessed && at >= 0) {
      const why = `“${name}”（${id}）写了不适用，名册里却有它的层次（tier）；请去掉其中一处`
      tell('left-out-yet-there', why, { leftOut: at })
    } else if (found && !assessed && at < 0) {
      const why = `“${name}”（${id}）是考核对象，要写层次（tier）：${[...tiers].join('、')}；不适用的写在 leaves-out 里`
      tell('unit-without-tier', why, { roster: ['units', found.index] })
    }
  }
  const listed = new Set(scheme.units.map((unit) => unit.id))
  for (const [index, unit] of roster.units.entries()) {
    if (tierAmong(scheme.tiers, unit) === null || listed.has(unit.id)) continue
    const why = `考核办法“${scheme.shortTitle}”没有列出“${unit.name}”（${unit.id}）：请核对编号，或去掉它的 tier`
    tell('unit-unlisted', why, { roster: ['units', index, 'tier'] })
  }
}

/** What the roster says that no scheme in use knows: a tier nobody ranks, a trait that no target looks at. */
export function checkRosterWords(
  roster: Roster,
  schemes: readonly Scheme[],
  tell: (code: string, message: string, path: DocumentPath) => void,
): void {
  const tiers = new Set(schemes.flatMap((scheme) => scheme.tiers.map((tier) => tier.id)))
  for (const tier of Object.keys(roster.tiers)) {
    if (tiers.has(tier)) continue
    const why = `没有考核办法用层次“${tier}”，可用：${[...tiers].join('、')}`
    tell('tier-of-no-scheme', why, ['tiers', tier])
  }
  const traits = new Set(schemes.flatMap((scheme) => scheme.traits.map((trait) => trait.id)))
  for (const list of ['units', 'people'] as const) {
    for (const [index, one] of roster[list].entries()) {
      for (const [at, trait] of (one.traits ?? []).entries()) {
        if (traits.has(trait)) continue
        const why = `没有考核办法用条件“${trait}”，可用：${[...traits].join('、') || '（无）'}`
        tell('trait-of-no-scheme', why, [list, index, 'traits', at])
      }
    }
  }
}
