import { canonicalJson } from '../../base/json.js'
import type { Day } from '../../base/day.js'
import { type Roster, type RosterOn, rosterOn } from '../../roster/roster.js'
import type { Ask, AskKind } from '../asks.js'
import type { Bureau, Situation } from '../context.js'
import { running } from '../running.js'

/** What owes what since the roster changed. */
export interface Difference {
  /** Asks of who did not owe them before. */
  fresh: readonly Ask[]
  /** Asks of who does not owe them any more. */
  gone: readonly Ask[]
  /** Persons who belong elsewhere, hold other roles, are ranked or called otherwise, came or left. */
  persons: readonly string[]
  /** Names of those who stood in the roster before and do not stand in it at all any more. */
  removed: readonly string[]
}

/** The roster as it stood when it was last followed: as it was written then, on that day. */
export interface RosterThen {
  history: Roster
  on: Day
}

/**
 * What a bureau asks of whom now, beside what it would ask at the same moment, with the same ledger, had the roster
 * stayed as it was. Costs all asks twice.
 */
export function difference(
  kinds: readonly AskKind[],
  situation: Situation,
  then: RosterThen,
): Difference {
  const before = { ...situation, bureau: bureauUnder(situation.bureau, then) }
  const owed = asksOf(kinds, situation)
  const owedBefore = asksOf(kinds, before)
  const { bureau } = situation
  const known = new Set(bureau.history.people.map(({ id }) => id))
  return {
    fresh: [...owed].flatMap(([id, ask]) => (owedBefore.has(id) ? [] : [ask])),
    gone: [...owedBefore].flatMap(([id, ask]) => (owed.has(id) ? [] : [ask])),
    persons: changedPersons(before.bureau.roster, bureau.roster),
    removed: then.history.people.flatMap(({ id, name }) => (known.has(id) ? [] : [name])),
  }
}

function bureauUnder(bureau: Bureau, { history, on }: RosterThen): Bureau {
  const same = history === bureau.history
  return {
    ...bureau,
    history,
    roster: rosterOn(history, on),
    cycles: same
      ? bureau.cycles
      : bureau.cycles.map((cycle) =>
          running({ ...cycle, scheme: cycle.scheme.id }, cycle.scheme, history),
        ),
  }
}

/** Names an ask among all. */
export function askId({ kind, about, who }: Ask): string {
  return JSON.stringify([kind, about, who])
}

function asksOf(kinds: readonly AskKind[], situation: Situation): Map<string, Ask> {
  const all = kinds.flatMap((kind) => kind.open(situation, {}))
  return new Map(all.map((ask) => [askId(ask), ask]))
}

function changedPersons(before: RosterOn, now: RosterOn): string[] {
  const ids = new Set([...before.people, ...now.people].map(({ id }) => id))
  return [...ids].filter((id) => standing(before, id) !== standing(now, id))
}

function standing(roster: RosterOn, id: string): string {
  const person = roster.person(id)
  if (!person) return ''
  const roles = roster.rolesOf(id).map(({ role, unit = '' }) => [role, unit])
  const unit = roster.unitOf(id) ?? ''
  return canonicalJson([person.name, person.tier, unit, roster.unitNameOf(unit), roles])
}

/** Whether somebody comes, goes, or begins or ends to hold something after `from`, up to `to`. */
export function changesBetween(history: Roster, from: Day, to: Day): boolean {
  const turns = (of: { from?: Day; to?: Day }): boolean =>
    (of.from !== undefined && from < of.from && of.from <= to) ||
    (of.to !== undefined && from <= of.to && of.to < to)
  return (
    history.units.some(turns) ||
    history.people.some(({ memberships, roles }) => memberships.some(turns) || roles.some(turns))
  )
}
