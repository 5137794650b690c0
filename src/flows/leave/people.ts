import { rosterRoles } from '../../binding/work.js'
import { holdersFor, type ActingFor, waitingOf, type Waiting } from '../chain/chain.js'
import type { Bureau, Situation } from '../context.js'
import { leaveOn, type LeaveRecord, leavesSlice } from './leaves.js'

/** Who stands in for somebody on leave today: who took over, unless away too (AB岗). */
export function actingIn({ collected, today }: Pick<Situation, 'collected' | 'today'>): ActingFor {
  const leaves = collected.of(leavesSlice)
  return (person) => {
    const by = leaveOn(leaves, person, today)?.handover ?? null
    return by === null || leaveOn(leaves, by, today) ? null : by
  }
}

/** Everybody who is on leave today. */
export function awayIn({ collected, today }: Situation): string[] {
  const leaves = collected.of(leavesSlice)
  const persons = new Set([...leaves.open].map(({ person }) => person))
  return [...persons].filter((person) => leaveOn(leaves, person, today) !== null)
}

/** The step of a leave that waits today; null where none does. */
export function waitingFor(situation: Situation, leave: LeaveRecord): Waiting | null {
  if (leave.stage !== 'asked') return null
  return waitingOf(situation.bureau, leave, actingIn(situation))
}

/**
 * Whether somebody stands in a leave's chain: decided on it, has it now, or learns of it once it is approved. Nobody
 * else sees its reason and papers.
 */
export function isInChain(situation: Situation, leave: LeaveRecord, person: string): boolean {
  if (person === leave.person) return false
  if (leave.passed.some(({ by }) => by === person) || leave.ended?.by === person) return true
  if (waitingFor(situation, leave)?.deciders.includes(person)) return true
  return leave.stage === 'approved' && informedOf(situation.bureau, leave).includes(person)
}

/** Who learns of an approved leave without having decided on it. */
export function informedOf(bureau: Bureau, leave: LeaveRecord): string[] {
  const { work, roster } = bureau
  if (!work) return []
  const all = leave.informed.flatMap((role) => holdersFor({ roster, work }, role, leave.person))
  return [...new Set(all)].filter((person) => person !== leave.person)
}

/** For whom a person may enter leave taken by telephone; nobody where it is neither all nor somebody. */
export interface Enters {
  all: boolean
  persons: readonly string[]
}

/** For whom a person may enter leave taken by telephone: by the roles that the work rules name. */
export function entersFor({ work, roster }: Bureau, person: string): Enters {
  if (!work) return { all: false, persons: [] }
  const named = new Set(
    work.rules.leave.byTelephone.enters.flatMap((role) => rosterRoles(work, role)),
  )
  const mine = roster.rolesOf(person).filter(({ role }) => named.has(role))
  const members = mine.flatMap(({ unit }) => (unit ? roster.membersOf(unit) : []))
  return {
    all: mine.some(({ unit }) => unit === undefined),
    persons: members.map(({ id }) => id).filter((id) => id !== person),
  }
}

/** Whether a person may enter leave taken by telephone for anybody. */
export function mayEnter(bureau: Bureau, person: string): boolean {
  const { all, persons } = entersFor(bureau, person)
  return all || persons.length > 0
}
