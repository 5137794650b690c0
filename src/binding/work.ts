import type { Day } from '../base/day.js'
import { everybodysRole } from '../roster/roles.js'
import type { Roster, RosterOn } from '../roster/roster.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { rankOf } from '../workrules/chains.js'
import type { Rank, WorkRules } from '../workrules/model.js'
import type { LeftOut } from './fits.js'

/** Work rules as a bureau runs them: with the roles of its roster for those that the rules name. */
export interface BoundWork {
  rules: WorkRules
  /** Role of the rules → roles of the roster, any of which it is; itself where absent. */
  binds: ReadonlyMap<string, readonly string[]>
  /** Kind of fact of the rules → what the bureau's schemes call it; itself where absent. */
  facts: ReadonlyMap<string, string>
}

/** The roster's roles for a role that work rules name. */
export function rosterRoles({ binds }: BoundWork, role: string): readonly string[] {
  return binds.get(role) ?? [role]
}

/** What the schemes call a kind of fact that the work rules name. */
export function factKind({ facts }: BoundWork, kind: string): string {
  return facts.get(kind) ?? kind
}

/** The rank of a person on the roster's day (级别). */
export function rankIn(work: BoundWork, roster: RosterOn, person: string): Rank {
  const held = new Set(roster.rolesOf(person).map((one) => one.role))
  return rankOf(work.rules, (role) =>
    rosterRoles(work, role).some((one) => one === everybodysRole || held.has(one)),
  )
}

/** Where a fault of work rules stands in bureau.yaml. */
export type WorkPlace = 'rules' | { bound: string } | { fact: string } | { leftOut: number }

/** Work rules that a bureau wants to run. */
export interface WorkFit extends BoundWork {
  roster: Roster
  leftOut: readonly LeftOut[]
  schemes: readonly Scheme[]
  /** Who holds a role no longer on this day does not hold it. */
  today: Day
}

/**
 * Whether a bureau can run work rules: every role that they name is held by somebody, under its own name or one it is
 * bound to, or left out with a reason; none that has to approve or is reported to is left out; and the facts that leave
 * and attendance make are such as its schemes count.
 */
export function checkWorkFit(
  fit: WorkFit,
  tell: (code: string, message: string, place: WorkPlace) => void,
): void {
  checkBinds(fit, tell)
  checkHeld(fit, tell)
  checkFacts(fit, tell)
  checkKinds(fit, tell)
}

type Tell = Parameters<typeof checkWorkFit>[1]

function checkBinds({ rules, binds, roster }: WorkFit, tell: Tell): void {
  const known = rules.roles.map((one) => one.id)
  for (const [role, to] of binds) {
    if (!known.includes(role)) {
      const why = `“${rules.shortTitle}”里没有角色“${role}”，可用：${known.join('、')}`
      tell('work-role-unknown', why, { bound: role })
    }
    for (const one of to) {
      if (one === everybodysRole || one in roster.roleNames) continue
      const why = `名册里没有角色“${one}”，可用：${Object.keys(roster.roleNames).join('、')}`
      tell('unknown-role', why, { bound: role })
    }
  }
}

function checkHeld(fit: WorkFit, tell: Tell): void {
  const { rules, roster, leftOut, today } = fit
  const held = new Set([
    everybodysRole,
    ...roster.people.flatMap((person) =>
      person.roles.filter((role) => (role.to ?? today) >= today).map((role) => role.role),
    ),
  ])
  for (const [at, { id }] of leftOut.entries()) {
    if (rules.roles.some((role) => role.id === id)) continue
    tell('left-out-unknown', `“${rules.shortTitle}”里没有角色“${id}”，不用写在 leaves-out 里`, {
      leftOut: at,
    })
  }
  const needed = neededBy(rules)
  for (const { id, name } of rules.roles) {
    const at = leftOut.findIndex((one) => one.id === id)
    const there = rosterRoles(fit, id).some((role) => held.has(role))
    const by = needed.get(id)
    if (there && at >= 0) {
      const why = `角色“${name}”（${id}）写了不适用，名册里却有人担任；请去掉其中一处`
      tell('left-out-yet-there', why, { leftOut: at })
    } else if (!there && at >= 0 && by !== undefined) {
      const why = `“${by}”要用角色“${name}”（${id}），不能写成不适用：请用 binds 把它对应到名册里的角色`
      tell('work-role-needed', why, { leftOut: at })
    } else if (!there && at < 0 && !misbound(fit, id)) {
      const why = `名册里没有人担任“${name}”（${id}）：请在某人的 roles 里写上，或用 binds 对应到名册里的角色，或在 leaves-out 里写明不适用和原因`
      tell('role-unfilled', why, 'rules')
    }
  }
}

/** Whether it is bound to a role that the roster does not know: that is told already. */
function misbound({ binds, roster }: WorkFit, role: string): boolean {
  return (binds.get(role) ?? []).some((one) => one !== everybodysRole && !(one in roster.roleNames))
}

/** Roles that something can't go without → what that is. */
function neededBy(rules: WorkRules): Map<string, string> {
  const needed = new Map<string, string>()
  const need = (what: string, roles: readonly string[]) => {
    for (const role of roles) if (!needed.has(role)) needed.set(role, what)
  }
  for (const chain of rules.chains) {
    for (const { steps } of chain.rows) {
      if (typeof steps.value !== 'string') need(chain.name, steps.value)
    }
  }
  for (const { name, signs, files, reads } of rules.reports) need(name, [...signs, files, ...reads])
  for (const { name, compiles, files } of rules.tables) need(name, [compiles, files])
  if (rules.complaints !== null) need('投诉', rules.complaints.heardBy)
  const { opens = [], decides = [], reviews = [] } = rules.accountability ?? {}
  need('问责', [...opens, ...decides, ...reviews])
  need('重大事项报告', rules.major?.levels ?? [])
  need('会后报告', rules.meetings?.brief?.reads ?? [])
  return needed
}

/** Facts of leave have a sort that the schemes which count them know. */
function checkFacts({ rules, schemes }: WorkFit, tell: Tell): void {
  const { fact, kinds } = rules.leave
  for (const scheme of fact === null ? [] : schemes) {
    for (const rule of scheme.rules) {
      if (rule.derived !== null || !rule.counts.includes(fact ?? '') || rule.sorts.length === 0)
        continue
      for (const { sort, name } of kinds) {
        if (sort === null || rule.sorts.some((one) => one.id === sort)) continue
        const why = `“${name}”记作“${sort}”，考核办法“${scheme.shortTitle}”的“${rule.name}”没有这一种：请改其中一处`
        tell('leave-sort-unknown', why, 'rules')
      }
    }
  }
}

/** A fact that is called otherwise is one that the rules make, and one that a scheme counts. */
function checkKinds({ rules, facts, schemes }: WorkFit, tell: Tell): void {
  const made = new Set([
    ...(rules.attendance?.findings.map((one) => one.fact) ?? []),
    ...rules.limits.flatMap(({ facts: { late, undone } }) =>
      [late, undone].flatMap((one) => one ?? []),
    ),
    ...(rules.complaints?.facts ?? []),
    ...(rules.accountability?.forms ?? []).flatMap(({ fact }) => fact ?? []),
    ...(rules.major?.misreported ? [rules.major.misreported.fact] : []),
    ...rules.chains.flatMap(({ without }) => without.flatMap(({ fact }) => fact ?? [])),
    ...rules.reports.flatMap(({ facts }) => Object.values(facts).flatMap((one) => one ?? [])),
  ])
  const counted = new Set(
    schemes.flatMap((scheme) =>
      scheme.rules.flatMap((rule) => (rule.derived === null ? rule.counts : [])),
    ),
  )
  for (const [fact, kind] of facts) {
    if (!made.has(fact)) {
      const why = `“${rules.shortTitle}”不产生事项“${fact}”，可用：${[...made].join('、')}`
      tell('work-fact-unknown', why, { fact })
    } else if (!counted.has(kind)) {
      tell('work-fact-uncounted', `本单位的考核办法都不计事项“${kind}”`, { fact })
    }
  }
}
