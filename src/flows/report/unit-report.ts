import type { Instant, Month } from '../../base/day.js'
import type { Json } from '../../base/json.js'
import type { Db } from '../../storage/database.js'
import { readEntries } from '../../storage/ledger-reading.js'
import { unitReportChain, unitReportSigned } from './entries.js'

/** How a unit's report stands: signed and on its way, arrived, sent back, or taken back by who signed it. */
export type UnitReportStage = 'on-its-way' | 'filed' | 'returned' | 'withdrawn'

/** A unit's report of a month as it was signed last, with all that was decided about it; none of its text. */
export interface UnitReport {
  /** Id of the entry with which it was signed. */
  id: string
  month: Month
  unit: string
  by: string
  at: Instant
  missing: readonly string[]
  onLeave: readonly string[]
  files: readonly string[]
  deciding: readonly string[]
  passed: {
    at: number
    role: string
    by: string
    on: Instant
    actingFor: string | null
    entry: string
  }[]
  stage: UnitReportStage
  /** When it arrived where it is filed. */
  filedAt: Instant | null
  /** Who sent it back or took it back; the entry has the remark. */
  ended: { by: string; on: Instant; entry: string } | null
  /** How often it was sent back so far. */
  returns: number
}

/** What the fold of a unit's report needs of an entry. */
interface Entry {
  id: string
  kind: string
  by: string
  subject?: string | null
  period?: string | null
  about?: string | null
  at: Instant
  body: Json
}

/** Kinds of entries that a unit's report is made of. */
export const unitReportKinds: readonly string[] = [
  unitReportSigned.kind,
  unitReportChain.passed.kind,
  unitReportChain.returned.kind,
  unitReportChain.withdrawn.kind,
]

/** Whether it is signed and neither sent back nor taken back: what it rests on is closed. */
export function stands(report: Pick<UnitReport, 'stage'> | null | undefined): boolean {
  return report?.stage === 'on-its-way' || report?.stage === 'filed'
}

/** The report after an entry of one of {@link unitReportKinds}; one that stands is not signed a second time. */
export function afterEntry(known: UnitReport | undefined, entry: Entry): UnitReport | undefined {
  if (entry.kind === unitReportSigned.kind) return stands(known) ? known : signed(known, entry)
  if (!known || known.id !== entry.about || known.stage !== 'on-its-way') return known
  if (entry.kind === unitReportChain.passed.kind) {
    const { at, role, actingFor, last } = unitReportChain.passed.body(entry)
    const step = { at, role, by: entry.by, on: entry.at, actingFor, entry: entry.id }
    const passed = [...known.passed, step]
    return last ? { ...known, passed, stage: 'filed', filedAt: entry.at } : { ...known, passed }
  }
  const ended = { by: entry.by, on: entry.at, entry: entry.id }
  return entry.kind === unitReportChain.returned.kind
    ? { ...known, ended, stage: 'returned', returns: known.returns + 1 }
    : { ...known, ended, stage: 'withdrawn' }
}

function signed(before: UnitReport | undefined, entry: Entry): UnitReport {
  const { missing, onLeave, files, deciding, filed } = unitReportSigned.body(entry)
  return {
    id: entry.id,
    month: entry.period ?? '',
    unit: entry.subject ?? '',
    by: entry.by,
    at: entry.at,
    ...{ missing, onLeave, files, deciding, passed: [] },
    stage: filed ? 'filed' : 'on-its-way',
    filedAt: filed ? entry.at : null,
    ended: null,
    returns: before?.returns ?? 0,
  }
}

/** A unit's report of any month out of the ledger, or null. */
export async function readUnitReport(
  db: Db,
  where: { bureau: string; month: Month; unit: string },
): Promise<UnitReport | null> {
  const entries = await readEntries(db, {
    bureau: where.bureau,
    kinds: unitReportKinds,
    period: where.month,
    subject: where.unit,
  })
  let report: UnitReport | undefined
  for (const entry of entries) report = afterEntry(report, entry)
  return report ?? null
}

/** All units' reports of any month out of the ledger, by unit. */
export async function readUnitReports(
  db: Db,
  where: { bureau: string; month: Month },
): Promise<ReadonlyMap<string, UnitReport>> {
  const entries = await readEntries(db, {
    bureau: where.bureau,
    kinds: unitReportKinds,
    period: where.month,
  })
  const all = new Map<string, UnitReport>()
  for (const entry of entries) {
    const unit = entry.subject ?? ''
    const after = afterEntry(all.get(unit), entry)
    if (after) all.set(unit, after)
  }
  return all
}
