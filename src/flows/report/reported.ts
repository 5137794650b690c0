import { addMonths, type Instant, type Month } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import type { Situation } from '../context.js'
import { digestKey } from './digest-key.js'
import { reportsPassedRound, reportsRead, reportSubmitted } from './entries.js'
import {
  afterEntry,
  readUnitReport,
  readUnitReports,
  type UnitReport,
  unitReportKinds,
} from './unit-report.js'

/** That a report of a month is there: never what stands in it. */
interface Reported {
  /** Person → when the report was handed in first and last. */
  persons: Map<string, { firstAt: Instant; at: Instant }>
}

/** What became of a unit's report once it had arrived. */
export interface Round {
  /** When it was passed round first. */
  at: Instant
  /** Leader → when they had read it. */
  read: Map<string, Instant>
}

/** What of the last months' reports has come. */
export interface ReportsCollected {
  months: Map<Month, Reported>
  /** `month.unit` → the unit's report, as it was signed last. */
  units: Map<string, UnitReport>
  /** Id of a unit's report → that it was passed round, and who has read it. */
  rounds: Map<string, Round>
}

/** Months that are kept: asks look at this one and the last, people at a year. Older ones stand in the ledger. */
const monthsKept = 14

/** Who has reported, how the units' reports stand, and who has read them. */
export const reportsSlice = slice<ReportsCollected>(
  'reports',
  () => ({ months: new Map(), units: new Map(), rounds: new Map() }),
  {
    [reportSubmitted.kind]: (state, entry) => {
      const { persons } = monthIn(state, entry.period ?? '')
      persons.set(entry.by, { firstAt: persons.get(entry.by)?.firstAt ?? entry.at, at: entry.at })
    },
    ...Object.fromEntries(unitReportKinds.map((kind) => [kind, takeUnitReport])),
    [reportsPassedRound.kind]: ({ rounds }, entry) => {
      for (const id of reportsPassedRound.body(entry).reports) {
        if (!rounds.has(id)) rounds.set(id, { at: entry.at, read: new Map() })
      }
    },
    [reportsRead.kind]: ({ rounds }, entry) => {
      for (const id of reportsRead.body(entry).reports) {
        const round = rounds.get(id)
        if (round && !round.read.has(entry.by)) round.read.set(entry.by, entry.at)
      }
    },
  },
)

function takeUnitReport({ units }: ReportsCollected, entry: PlainEntry): void {
  const key = digestKey(entry.period ?? '', entry.subject ?? '')
  const after = afterEntry(units.get(key), entry)
  if (after) units.set(key, after)
}

function monthIn(state: ReportsCollected, month: Month): Reported {
  const known = state.months.get(month)
  if (known) return known
  const made: Reported = { persons: new Map() }
  state.months.set(month, made)
  const oldest = addMonths(month, -monthsKept)
  for (const each of state.months.keys()) if (each < oldest) state.months.delete(each)
  for (const [key, { id }] of state.units) {
    // A key begins with its month.
    if (key >= oldest) continue
    state.units.delete(key)
    state.rounds.delete(id)
  }
  return made
}

/** Whether a person's report of a month is there. */
export function hasReported(state: ReportsCollected, month: Month, person: string): boolean {
  return state.months.get(month)?.persons.has(person) ?? false
}

/** The last month before one in which somebody has reported, among those that are kept; null for none. */
export function lastReported(state: ReportsCollected, month: Month, person: string): Month | null {
  const before = [...state.months]
    .filter(([each, { persons }]) => each < month && persons.has(person))
    .map(([each]) => each)
  return before.sort().at(-1) ?? null
}

/** Whether a month is among those that are kept: of an older one only the ledger says what has come. */
export function isKept(state: ReportsCollected, month: Month): boolean {
  const newest = [...state.months.keys()].reduce((a, b) => (a > b ? a : b), month)
  return month >= addMonths(newest, -monthsKept)
}

/** Whether the ledger may hold a person's report of a month: what is known to be missing need not be read. */
export function mayHaveReported(state: ReportsCollected, month: Month, person: string): boolean {
  return hasReported(state, month, person) || !isKept(state, month)
}

/** A unit's report of a month, of an older one out of the ledger; null while nobody has signed it. */
export async function unitReportOf(
  { db, bureau, collected }: Pick<Situation, 'db' | 'bureau' | 'collected'>,
  month: Month,
  unit: string | null,
): Promise<UnitReport | null> {
  if (unit === null) return null
  const state = collected.of(reportsSlice)
  if (isKept(state, month)) return state.units.get(digestKey(month, unit)) ?? null
  return readUnitReport(db, { bureau: bureau.id, month, unit })
}

/** All units' reports of a month by unit, of an older one out of the ledger. */
export async function unitReportsOf(
  { db, bureau, collected }: Pick<Situation, 'db' | 'bureau' | 'collected'>,
  month: Month,
): Promise<ReadonlyMap<string, UnitReport>> {
  const state = collected.of(reportsSlice)
  if (!isKept(state, month)) return readUnitReports(db, { bureau: bureau.id, month })
  const of = [...state.units.values()].filter((report) => report.month === month)
  return new Map(of.map((report) => [report.unit, report]))
}
