import type { Scheme } from '../../scheme/model/scheme.js'
import { listCycles, saveCycle } from '../../storage/cycles.js'
import { append } from '../../storage/ledger.js'
import type { Tx } from '../../storage/database.js'
import type { Day } from '../../base/day.js'
import { cycleOpened } from './entries.js'

/**
 * Opens a cycle: one scheme, the version it has now, one year. Where the bureau has a cycle of this scheme and year
 * already, that one stands. Answers the cycle's id.
 */
export async function openCycle(
  tx: Tx,
  of: { bureau: string; scheme: Scheme; year: number; on: Day; by: string },
): Promise<string> {
  const { bureau, scheme, year, on, by } = of
  const known = (await listCycles(tx, bureau)).find(
    (cycle) => cycle.scheme === scheme.id && cycle.year === year,
  )
  if (known) return known.id
  const id = `${bureau}.${scheme.id}.${year}`
  await saveCycle(tx, {
    id,
    bureau,
    scheme: scheme.id,
    schemeVersion: scheme.version,
    year,
    state: 'open',
    binding: { tiers: scheme.tiers.map((tier) => tier.id) },
    openedOn: on,
  })
  append(tx, {
    bureau,
    cycle: id,
    kind: cycleOpened.kind,
    day: on,
    by,
    body: { scheme: scheme.id, version: scheme.version, year: `${year}` },
  })
  return id
}
