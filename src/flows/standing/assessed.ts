import type { Day } from '../../base/day.js'
import type { Line } from '../../scoring/statement.js'
import type { Situation } from '../context.js'
import { itemsSlice, itemsStateOf, type Scored } from '../items/checked.js'
import { reasonsIn } from '../items/texts.js'

/** What an office gave in place of what facts make, and why. */
export interface AssessedShown {
  figure: string
  /** What facts made of it then. */
  ledger: string
  by: string
  on: Day
  reason: string
}

/** Part → what an office gave an assessee in place of what facts make. */
export async function assessedIn(
  { db, bureau, collected }: Situation,
  cycle: string,
  assessee: string,
): Promise<ReadonlyMap<string, AssessedShown>> {
  const { scored } = itemsStateOf(collected.of(itemsSlice), cycle)
  const own = scored.get(assessee) ?? new Map<string, Scored>()
  const given = [...own.values()].filter(({ as }) => as === 'given')
  const reasons = await reasonsIn(
    db,
    given.map(({ entry }) => entry),
  )
  return new Map(
    given.map(({ part, figure, ledger, by, on, entry }) => {
      const reason = reasons.get(entry)?.[part] ?? ''
      return [part, { figure: figure ?? '0', ledger, by: bureau.roster.nameOf(by), on, reason }]
    }),
  )
}

/** The same for a line, where its statement counts it: a publication may be older than what is given now. */
export function assessedOf(
  assessed: ReadonlyMap<string, AssessedShown>,
  { id, operation, own }: Line,
): { assessed?: AssessedShown } {
  const given = operation === 'assessed' ? assessed.get(id) : undefined
  return given?.figure === own.settled ? { assessed: given } : {}
}
