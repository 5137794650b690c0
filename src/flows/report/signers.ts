import { rosterRoles } from '../../binding/work.js'
import type { Refusal } from '../../base/refusal.js'
import { refuse } from '../../base/refusal.js'
import { may, mayNot } from '../access.js'
import { holdersIn, type Waiting, waitingOf } from '../chain/chain.js'
import type { Bureau, Situation } from '../context.js'
import { readDigest, signDigests } from './actions.js'
import { ruledReport } from './months.js'
import { reportsSlice } from './reported.js'
import { stands, type UnitReport } from './unit-report.js'

/** Who signs a unit's report first: its heads, or who the work rules name; and who stands in for one who is away. */
export interface Signers {
  holders: readonly string[]
  /** Everybody who may: holders, and who stands in. */
  may: readonly string[]
  /** Of those, whom is asked: not who is away while another stands in. */
  asked: readonly string[]
  /** Who stands in → for whom. */
  acting: ReadonlyMap<string, string>
}

type Seen = Pick<Situation, 'bureau' | 'collected'>

export function signersOf({ bureau }: Pick<Situation, 'bureau'>, unit: string): Signers {
  const { roster, work, standIns } = bureau
  const first = ruledReport(work, 'unit')?.signs[0]
  const holders =
    work && first !== undefined
      ? holdersIn({ roster, work }, first, unit)
      : roster.headsOf(unit).map(({ id }) => id)
  const acting = new Map(
    holders.flatMap((holder): [string, string][] => {
      const by = standIns.of(holder)
      return by === null || holders.includes(by) ? [] : [[by, holder]]
    }),
  )
  const covered = new Set(acting.values())
  const may = [...holders, ...acting.keys()]
  return { holders, may, asked: may.filter((one) => !covered.has(one)), acting }
}

/** Roles that sign a unit's report after the first, in order; none in a bureau whose rules name none. */
export function decidingRoles({ work }: Pick<Bureau, 'work'>): readonly string[] {
  return ruledReport(work, 'unit')?.signs.slice(1) ?? []
}

/** Who has to sign a unit's report now, after who signed it first; null where nobody has. */
export function waitingIn(
  { bureau }: Pick<Situation, 'bureau'>,
  report: UnitReport,
): Waiting | null {
  if (report.stage !== 'on-its-way') return null
  return waitingOf(bureau, onItsWay(report))
}

/** A unit's report as a chain decides on it. */
export function onItsWay({
  by,
  unit,
  deciding,
  passed,
}: Pick<UnitReport, 'by' | 'unit' | 'deciding' | 'passed'>) {
  return { person: by, unit, deciding, passed }
}

/** To whom a unit's report goes: who files it; nobody where the rules name nobody. */
export function filersOf({ roster, work }: Bureau, unit: string): readonly string[] {
  const files = ruledReport(work, 'unit')?.files
  return work && files !== undefined ? holdersIn({ roster, work }, files, unit) : []
}

/** To whom units' reports are passed round once they have come. */
export function readersOf({ roster, work }: Bureau): readonly string[] {
  if (!work) return []
  const roles = (ruledReport(work, 'unit')?.reads ?? []).flatMap((role) => rosterRoles(work, role))
  return [...new Set(roles.flatMap((role) => roster.holders(role)).map(({ id }) => id))]
}

/** Whether somebody files units' reports, of whichever unit. */
export function filesAny({ roster, work }: Bureau, person: string): boolean {
  const files = ruledReport(work, 'unit')?.files
  if (!work || files === undefined) return false
  const roles = rosterRoles(work, files)
  return roster.rolesOf(person).some(({ role }) => roles.includes(role))
}

/** Why somebody can't sign a unit's report; null where they may. */
export function mayNotSignFor(situation: Seen, person: string, unit: string): Refusal | null {
  const { may, asked } = signersOf(situation, unit)
  if (may.includes(person)) return null
  const { roster } = situation.bureau
  const who = asked.map((one) => roster.nameOf(one)).join('、') || '目前无人'
  return refuse('not-allowed', { what: signDigests.what, who })
}

/**
 * Whether somebody may read a unit's month: its head and who stands in, who is in charge of it, the office; who signs
 * it after the head, and who files it, once it is signed; who it is passed round to, once it is.
 */
export function mayReadDigest(
  situation: Seen,
  of: { person: string; unit: string; report: UnitReport | null },
): boolean {
  const { bureau, collected } = situation
  const { person, unit, report } = of
  if (may(bureau, person, readDigest, { unit })) return true
  if (signersOf(situation, unit).may.includes(person)) return true
  if (!report) return false
  if (report.by === person || report.passed.some(({ by }) => by === person)) return true
  if (!stands(report)) return false
  if (waitingIn(situation, report)?.deciders.includes(person)) return true
  if (decides(bureau, report, person) || filersOf(bureau, unit).includes(person)) return true
  return collected.of(reportsSlice).rounds.has(report.id) && readersOf(bureau).includes(person)
}

function decides(
  { roster, work }: Bureau,
  { deciding, unit }: UnitReport,
  person: string,
): boolean {
  if (!work) return false
  return deciding.some((role) => holdersIn({ roster, work }, role, unit).includes(person))
}

/**
 * A look at the roles alone, before anything is read: null for who may read some unit's month, else `not-allowed`.
 */
export function mayNotReadAny(
  { bureau }: Pick<Situation, 'bureau'>,
  person: string,
): Refusal | null {
  const denied = mayNot(bureau, person, readDigest, 'anything')
  if (!denied) return null
  const { roster, work, standIns } = bureau
  const ruled = ruledReport(work, 'unit')
  const named = work && ruled ? [...ruled.signs, ruled.files, ...ruled.reads] : []
  const roles = new Set(work ? named.flatMap((role) => rosterRoles(work, role)) : ['unit-head'])
  const posts = [person, ...standIns.by(person)]
  const holds = posts.some((one) => roster.rolesOf(one).some(({ role }) => roles.has(role)))
  return holds ? null : denied
}
