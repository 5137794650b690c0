import type { Day } from '../../base/day.js'
import { sha256 } from '../../base/ids.js'
import { canonicalJson, type Json } from '../../base/json.js'
import { scoreCycle } from '../../scoring/engine.js'
import type { CycleResult } from '../../scoring/statement.js'
import type { Db } from '../../storage/database.js'
import { findPublication } from '../../storage/publications.js'
import type { Situation } from '../context.js'
import type { Running } from '../running.js'
import { scoringInput } from '../scoring-input.js'

/** What a publication keeps: the whole result and what it was computed from. */
export interface Snapshot {
  version: number
  asOf: Day
  headSequence: number
  rosterRevision: number
  schemeVersion: string
  scope: 'ranking' | 'nominees'
  reason: string
  publishedBy: string
  result: CycleResult
}

/** The results of a cycle as of a day, at the position that the situation has collected. */
export function computeResults(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  cycle: Running,
  asOf: Day,
): CycleResult {
  return scoreCycle(scoringInput(situation, cycle, asOf))
}

/** Names of those whose total is still open: nothing is published before none is. */
export function stillOpen(result: CycleResult): string[] {
  return result.statements.filter((each) => each.total === null).map((each) => each.name)
}

/** Hash of a snapshot's canonical JSON; stands in the ledger. */
export function snapshotHash(snapshot: Snapshot): string {
  return sha256(canonicalJson(snapshot))
}

/** A snapshot as the database keeps it. */
export function snapshotJson(snapshot: Snapshot): Json {
  return JSON.parse(canonicalJson(snapshot))
}

/** Publications never change, so what was read of them is kept: one ranking is rendered for everybody. */
const kept = new Map<string, { cycle: string; snapshot: Snapshot }>()
const keptMax = 4

/** A publication's cycle and snapshot (written by {@link snapshotJson}); null when there is none. */
export async function readSnapshot(
  db: Db,
  id: string,
): Promise<{ cycle: string; snapshot: Snapshot } | null> {
  const known = kept.get(id)
  if (known) return known
  const publication = await findPublication(db, id)
  if (!publication) return null
  const snapshot: Snapshot = JSON.parse(JSON.stringify(publication.snapshot))
  const read = { cycle: publication.cycle, snapshot }
  const [oldest] = kept.keys()
  if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest)
  kept.set(id, read)
  return read
}
