import { sha256 } from '../../base/ids.js'
import { canonicalJson } from '../../base/json.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import { parseRoster, rosterOn } from '../../roster/roster.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { findCycle } from '../../storage/cycles.js'
import type { Db } from '../../storage/database.js'
import { hashAt } from '../../storage/ledger-reading.js'
import { readRoster } from '../../storage/roster-rows.js'
import type { Bureau } from '../context.js'
import { cyclesSlice } from '../cycle/collected.js'
import { factsSlice } from '../fact/facts.js'
import { Folds } from '../folds.js'
import { ratedSlice } from '../rating/rated.js'
import { type Running, running } from '../running.js'
import { tasksSlice } from '../task/letters.js'
import { importedSlice } from './imported.js'
import { computeResults, type Pins, readSnapshot, resultWords, type Snapshot } from './results.js'

/** All that scores are made from. */
const folds = (): Folds =>
  new Folds([factsSlice, ratedSlice, importedSlice, tasksSlice, cyclesSlice])

/**
 * A publication made anew from what it pins: the ledger up to its position, the roster at its revision, the scheme at
 * its version with its answers. Its canonical JSON is, byte for byte, that of the snapshot unless something was changed
 * that never may. Null for a publication that there is not. Refused where the scheme's files are not those that it
 * pins, or roster, ledger or imported parts are not what they were.
 * @refuses recompute-scheme-missing, recompute-scheme-differs, recompute-input-differs
 */
export async function recompute(
  db: Db,
  id: string,
  schemes: ReadonlyMap<string, Scheme>,
): Promise<Snapshot | Refusal | null> {
  const read = await readSnapshot(db, id)
  const row = read && (await findCycle(db, read.cycle))
  if (!read || !row) return null
  const { snapshot } = read
  const { pins, version, scope, reason, publishedBy } = snapshot
  const files = schemes.get(pins.scheme.id)
  const values = { scheme: pins.scheme.id, pinned: pins.scheme.version }
  if (!files) return refuse('recompute-scheme-missing', values)
  if (files.version !== pins.scheme.version) {
    return refuse('recompute-scheme-differs', { ...values, found: files.version })
  }
  const kept = await readRoster(db, row.bureau, pins.roster.revision)
  if (!kept) return refuse('recompute-input-differs', { what: '名册' })
  const history = parseRoster(kept.body)
  const { answers } = pins.scheme
  const cycle = running({ ...row, schemeVersion: files.version, answers }, files, history)
  const collected = await folds().at(db, row.bureau, pins.ledger.sequence)
  const bureau = bureauThen(row.bureau, cycle, { history, pins })
  const now: Pins = {
    ...pins,
    ledger: { ...pins.ledger, hash: (await hashAt(db, row.bureau, pins.ledger.sequence)) ?? '' },
    roster: { ...pins.roster, hash: sha256(canonicalJson(kept.body)) },
    imported: importedHash(collected.of(importedSlice).get(cycle.id)),
  }
  for (const [what, key] of pinned) {
    if (canonicalJson(now[key]) !== canonicalJson(pins[key])) {
      return refuse('recompute-input-differs', { what })
    }
  }
  const result = computeResults({ bureau, collected }, cycle, pins.asOf)
  const words = resultWords({ bureau }, cycle)
  return { pins: now, words, result, version, scope, reason, publishedBy }
}

const pinned = [
  ['台账', 'ledger'],
  ['名册', 'roster'],
  ['导入的数据', 'imported'],
] as const

/** Hash of what was imported for a cycle; null for nothing. */
export function importedHash(imported: unknown): string | null {
  return imported === undefined ? null : sha256(canonicalJson(imported))
}

/** The bureau as a publication pins it, with the one cycle that it is about. */
function bureauThen(
  id: string,
  cycle: Running,
  { history, pins }: { history: Bureau['history']; pins: Pins },
): Bureau {
  return {
    id,
    name: history.bureau.name,
    roster: rosterOn(history, pins.asOf),
    history,
    rosterRevision: pins.roster.revision,
    cycles: [cycle],
    standstills: [],
    schemes: new Map(),
    leavesOut: new Map(),
    work: null,
    addresses: new Map(),
    personAt: new Map(),
    groupChatId: null,
  }
}
