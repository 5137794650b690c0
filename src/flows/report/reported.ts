import { addMonths, type Instant, type Month } from '../../base/day.js'
import { slice } from '../collected.js'
import { digestKey } from './digest-key.js'
import { reportSubmitted, unitReportSigned } from './entries.js'

/** That a report of a month is there: never what stands in it. */
interface Reported {
  /** Person → when the report was handed in first and last. */
  persons: Map<string, { firstAt: Instant; at: Instant }>
}

/** What of the last months' reports has come. */
export interface ReportsCollected {
  months: Map<Month, Reported>
  /** `month.unit` of the unit reports that are signed. */
  signed: Map<string, { by: string; at: Instant }>
}

/** Months that are kept: asks look at this one and the last, people at a year. Older ones stand in the ledger. */
const monthsKept = 14

/** Who has reported, and which units' reports are signed. */
export const reportsSlice = slice<ReportsCollected>(
  'reports',
  () => ({ months: new Map(), signed: new Map() }),
  {
    [reportSubmitted.kind]: (state, entry) => {
      const { persons } = monthIn(state, entry.period ?? '')
      persons.set(entry.by, { firstAt: persons.get(entry.by)?.firstAt ?? entry.at, at: entry.at })
    },
    [unitReportSigned.kind]: ({ signed }, entry) => {
      const key = digestKey(entry.period ?? '', entry.subject ?? '')
      if (!signed.has(key)) signed.set(key, { by: entry.by, at: entry.at })
    },
  },
)

function monthIn(state: ReportsCollected, month: Month): Reported {
  const known = state.months.get(month)
  if (known) return known
  const made: Reported = { persons: new Map() }
  state.months.set(month, made)
  const oldest = addMonths(month, -monthsKept)
  for (const each of state.months.keys()) if (each < oldest) state.months.delete(each)
  for (const key of state.signed.keys()) {
    // A key begins with its month.
    if (key < oldest) state.signed.delete(key)
  }
  return made
}

/** Whether a person's report of a month is there. */
export function hasReported(state: ReportsCollected, month: Month, person: string): boolean {
  return state.months.get(month)?.persons.has(person) ?? false
}

/** Whether a month is among those that are kept: of an older one only the ledger says what has come. */
function isKept(state: ReportsCollected, month: Month): boolean {
  const newest = [...state.months.keys()].reduce((a, b) => (a > b ? a : b), month)
  return month >= addMonths(newest, -monthsKept)
}

/** Whether the ledger may hold a person's report of a month: what is known to be missing need not be read. */
export function mayHaveReported(state: ReportsCollected, month: Month, person: string): boolean {
  return hasReported(state, month, person) || !isKept(state, month)
}

/** Whether the ledger may hold a signature under a unit's report of a month. */
export function mayBeSigned(state: ReportsCollected, month: Month, unit: string): boolean {
  return state.signed.has(digestKey(month, unit)) || !isKept(state, month)
}
