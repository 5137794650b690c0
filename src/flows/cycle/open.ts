import type { Day } from '../../base/day.js'
import type { LeftOut } from '../../binding/fits.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { type Cycle, listCycles, saveCycle } from '../../storage/cycles.js'
import type { Tx } from '../../storage/database.js'
import { append } from '../../storage/ledger.js'
import { rosterRevision } from '../../storage/roster-rows.js'
import { cycleOpened } from './entries.js'

/** What a bureau's cycle of a scheme and year is called. */
export function cycleId(of: { bureau: string; scheme: string; year: number }): string {
  return `${of.bureau}.${of.scheme}.${of.year}`
}

/** A cycle as it is written down when it is opened: one scheme, the version it has now, one year. */
export function newCycle(of: { bureau: string; scheme: Scheme; year: number; on: Day }): Cycle {
  const { bureau, scheme, year, on } = of
  return {
    id: cycleId({ bureau, scheme: scheme.id, year }),
    bureau,
    scheme: scheme.id,
    schemeVersion: scheme.version,
    year,
    state: 'open',
    binding: { tiers: scheme.tiers.map((tier) => tier.id) },
    answers: {},
    openedOn: on,
  }
}

/**
 * Opens a cycle. Where the bureau has a cycle of this scheme and year already, that one stands. Whoever calls holds
 * the claim `cycles`, so that of two at once one opens it. Answers the cycle's id.
 */
export async function openCycle(
  tx: Tx,
  of: {
    bureau: string
    scheme: Scheme
    year: number
    on: Day
    by: string
    leftOut?: readonly LeftOut[]
  },
): Promise<string> {
  const { bureau, scheme, year, on, by, leftOut = [] } = of
  const known = (await listCycles(tx, bureau)).find(
    (cycle) => cycle.scheme === scheme.id && cycle.year === year,
  )
  if (known) return known.id
  const cycle = newCycle(of)
  const revision = await rosterRevision(tx, bureau)
  await saveCycle(tx, cycle)
  append(tx, {
    bureau,
    cycle: cycle.id,
    kind: cycleOpened.kind,
    day: on,
    by,
    body: {
      scheme: scheme.id,
      version: scheme.version,
      year: `${year}`,
      rosterRevision: revision,
      leftOut: leftOut.map(({ id, reason }) => ({ id, reason })),
    },
  })
  return cycle.id
}
