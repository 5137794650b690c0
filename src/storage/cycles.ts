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
  /** Choice id → the answer in force, where the office answered another than the files. */
  answers: Readonly<Record<string, string>>
  openedOn: Day
}

/** Writes down a new cycle; its id must be free. */
export async function saveCycle(tx: Tx, cycle: Cycle): Promise<void> {
  tx.shared.bureauChanged = true
  await tx.client.cycle.create({ data: { ...cycle, binding: jsonColumn(cycle.binding) } })
}

/** Puts other answers to the scheme's choices in force. */
export async function setCycleAnswers(
  tx: Tx,
  id: string,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  tx.shared.bureauChanged = true
  await tx.client.cycle.update({ where: { id }, data: { answers } })
}

/** Moves a cycle on. */
export async function setCycleState(tx: Tx, id: string, state: CycleState): Promise<void> {
  tx.shared.bureauChanged = true
  await tx.client.cycle.update({ where: { id }, data: { state } })
}

/** Binds a cycle anew, e.g. after people moved; with the scheme's version that is bound and the answers to its choices. */
export async function rebindCycle(
  tx: Tx,
  id: string,
  bound: { schemeVersion: string; binding: Json; answers: Readonly<Record<string, string>> },
): Promise<void> {
  const { schemeVersion, binding, answers } = bound
  tx.shared.bureauChanged = true
  await tx.client.cycle.update({
    where: { id },
    data: { schemeVersion, binding: jsonColumn(binding), answers },
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
  const answers = answersOf(jsonOfColumn(row.answers))
  const openedOn = day(row.openedOn)
  return { id, bureau, scheme, schemeVersion, year, state, binding, answers, openedOn }
}

function answersOf(column: Json): Record<string, string> {
  if (typeof column !== 'object' || column === null || Array.isArray(column)) return {}
  return Object.fromEntries(Object.entries(column).map(([choice, answer]) => [choice, `${answer}`]))
}
