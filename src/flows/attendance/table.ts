import type { Day } from '../../base/day.js'
import { exactText, zero } from '../../base/points.js'
import { rosterRoles } from '../../binding/work.js'
import type { WorkTable } from '../../workrules/model.js'
import type { Bureau, Situation } from '../context.js'
import { keyOf, partsIn } from '../card-key.js'
import { factsSlice, type FactRecord, stageOf } from '../fact/facts.js'
import { leaveBetween } from '../leave/counted.js'
import { attendanceSlice, type TableRow } from './recorded.js'
import { boundsOf, isPeriod } from './table-periods.js'
import { findingsOf } from './who.js'

/** A unit's table of a period. */
export interface TablePlace {
  table: WorkTable
  period: string
  unit: string
}

export function tableKey({
  table,
  period,
  unit,
}: { table: { id: string } } & Omit<TablePlace, 'table'>): string {
  return keyOf(table.id, period, unit)
}

/** What a key names; null where the bureau has no such table, period or unit. */
export function tableAt({ work, history }: Bureau, key: string): TablePlace | null {
  const [id, period = '', unit = ''] = partsIn(key, 3) ?? []
  const table = work?.rules.tables.find((one) => one.id === id)
  if (!table || !isPeriod(table.each, period)) return null
  return history.units.some((one) => one.id === unit) ? { table, period, unit } : null
}

/** Who compiles and signs a unit's table: holders of the role for the unit; where there is none, the office. */
export function compilersOf({ work, roster }: Bureau, { table, unit }: TablePlace): string[] {
  if (!work) return []
  const all = rosterRoles(work, table.compiles).flatMap((role) => roster.holders(role, unit))
  const signs = all.length > 0 ? all : roster.holders('assessment-office')
  return [...new Set(signs.map(({ id }) => id))]
}

/** To whom it goes: holders of the role that files it. */
export function filersOf({ work, roster }: Bureau, { table, unit }: TablePlace): string[] {
  if (!work) return []
  const roles = rosterRoles(work, table.files)
  const own = roles.flatMap((role) => roster.holders(role, unit))
  const all = own.length > 0 ? own : roles.flatMap((role) => roster.holders(role))
  return [...new Set(all.map(({ id }) => id))]
}

/**
 * The rows of a unit's table as the ledger has them now: everybody who belonged to it in the period, for the days on which
 * they did. Leave that was approved; findings that were approved and neither withdrawn nor taken back.
 */
export function tableRows(situation: Situation, { table, period, unit }: TablePlace): TableRow[] {
  const within = boundsOf(period)
  return situation.bureau.history.people.flatMap((person): TableRow[] => {
    const there = person.memberships.filter(
      (of) => of.unit === unit && of.from <= within.to && (of.to ?? within.to) >= within.from,
    )
    if (there.length === 0) return []
    const spans = there.map((of) => ({
      from: of.from > within.from ? of.from : within.from,
      to: of.to !== undefined && of.to < within.to ? of.to : within.to,
    }))
    return [{ person: person.id, values: valuesOf(situation, table, { person: person.id, spans }) }]
  })
}

type Spans = readonly { from: Day; to: Day }[]

function valuesOf(
  situation: Situation,
  table: WorkTable,
  { person, spans }: { person: string; spans: Spans },
): string[] {
  const leave = spans.map((span) => leaveBetween(situation, person, span))
  return table.columns.map((column) => {
    if (column === 'leave-days') {
      return exactText(
        leave.slice(1).reduce((sum, { days }) => sum.plus(days), leave[0]?.days ?? zero),
      )
    }
    if (column === 'leave-times') return `${leave.reduce((sum, { times }) => sum + times, 0)}`
    return `${countOf(situation, { person, spans, finding: column })}`
  })
}

/** How often somebody was found so: what was recorded several times at once, as often as it happened. */
function countOf(
  { bureau, collected }: Situation,
  of: { person: string; spans: Spans; finding: string },
): number {
  const { findings } = collected.of(attendanceSlice)
  const all = findingsOf(bureau)
  const findingOf = ({ id, body }: FactRecord): string | undefined =>
    findings.get(id) ?? all.find(({ kind }) => kind === body.kind)?.id
  return (collected.of(factsSlice).byWho.get(of.person) ?? [])
    .filter(
      (fact) =>
        fact.body.persons.includes(of.person) &&
        of.spans.some(({ from, to }) => from <= fact.day && fact.day <= to) &&
        findingOf(fact) === of.finding &&
        stands(fact, of.person),
    )
    .reduce((sum, { body }) => sum + (body.times ?? 1), 0)
}

/** Whether a fact was approved, and holds for somebody: for the person, or for the unit that bears it. */
function stands(fact: FactRecord, person: string): boolean {
  const stage = stageOf(fact)
  if (fact.ended !== null || stage === 'proposed' || stage === 'withdrawn') return false
  return fact.charges.get(person)?.state !== 'withdrawn'
}
