import { type Day, day } from '../base/day.js'
import type { Json } from '../base/json.js'
import { must } from '../base/bug.js'
import { jsonColumn, jsonOfColumn } from './columns.js'
import type { Db, Tx } from './database.js'
import type { Cycle as Row } from './generated/client.js'

export const cycleStates = ['open', 'published', 'closed'] as const

export type CycleState = (typeof cycleStates)[number]

/** One assessment year of a bureau under one scheme. */
export interface Cycle {
  id: string
  bureau: string
  scheme: string
  schemeVersion: string
  year: number
  state: CycleState
  /** How the scheme's units, groups, tiers and offices are bound to the roster. */
  binding: Json
  openedOn: Day
}

/** Writes down a new cycle; its id must be free. */
export async function saveCycle(tx: Tx, cycle: Cycle): Promise<void> {
  await tx.client.cycle.create({ data: { ...cycle, binding: jsonColumn(cycle.binding) } })
}

/** Moves a cycle on. */
export async function setCycleState(tx: Tx, id: string, state: CycleState): Promise<void> {
  await tx.client.cycle.update({ where: { id }, data: { state } })
}

/** Binds a cycle anew, e.g. after people moved; with the scheme's version that is bound. */
export async function rebindCycle(
  tx: Tx,
  id: string,
  bound: { schemeVersion: string; binding: Json },
): Promise<void> {
  const { schemeVersion, binding } = bound
  await tx.client.cycle.update({
    where: { id },
    data: { schemeVersion, binding: jsonColumn(binding) },
  })
}

/** A cycle, or null. */
export async function findCycle(db: Db, id: string): Promise<Cycle | null> {
  const row = await db.client.cycle.findUnique({ where: { id } })
  return row && cycleOf(row)
}

/** A bureau's cycles, in the states given if any, latest year first. */
export async function listCycles(
  db: Db,
  bureau: string,
  states: readonly CycleState[] = cycleStates,
): Promise<Cycle[]> {
  const rows = await db.client.cycle.findMany({
    where: { bureau, state: { in: [...states] } },
    orderBy: [{ year: 'desc' }, { id: 'asc' }],
  })
  return rows.map(cycleOf)
}

function cycleOf(row: Row): Cycle {
  const { id, bureau, scheme, schemeVersion, year } = row
  const state = must(
    cycleStates.find((known) => known === row.state),
    `unknown cycle state ${row.state}`,
  )
  const binding = jsonOfColumn(row.binding)
  return { id, bureau, scheme, schemeVersion, year, state, binding, openedOn: day(row.openedOn) }
}
