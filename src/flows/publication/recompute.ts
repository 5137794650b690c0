import { breathe } from '../../base/real-time.js'
import { isRefusal, refuse, type Refusal } from '../../base/refusal.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { resultBeside, statementsOf } from '../../scoring/engine.js'
import type { Warning } from '../../scoring/findings.js'
import { statementWarnings } from '../../scoring/result/warnings.js'
import type { Statement } from '../../scoring/statement.js'
import { findCycle } from '../../storage/cycles.js'
import type { Db } from '../../storage/database.js'
import { findPublication } from '../../storage/publications.js'
import { type Pinned, pinnedFold, readPinned } from './pinned.js'
import {
  readSnapshot,
  type ResultHead,
  type Snapshot,
  statementHash,
  statementsDigest,
} from './results.js'

/** So many statements are made before others have their turn. */
const breatheEach = 50

/**
 * A publication made anew from what it pins: the ledger up to its position, the roster at its revision, the scheme at
 * its version with its answers. Its canonical JSON is, byte for byte, that of the snapshot unless something was changed
 * that never may; `each` is given every statement of it. Null for a publication that there is not. Refused where an
 * earlier version of the program made it, where the scheme's files are not those that it pins, or roster, ledger or
 * imported parts are not what they were.
 * @refuses recompute-earlier-form, recompute-scheme-missing, recompute-scheme-differs, {@link readPinned}
 */
export async function recompute(
  db: Db,
  id: string,
  schemes: ReadonlyMap<string, Scheme>,
  each: (statement: Statement) => void = () => {},
): Promise<Snapshot | Refusal | null> {
  const read = await readSnapshot(db, id)
  const row = read && (await findCycle(db, read.cycle))
  if (!read || !row) {
    return (await findPublication(db, id)) ? refuse('recompute-earlier-form') : null
  }
  const { pins, version, scope, reason, publishedBy } = read.snapshot
  const files = schemes.get(pins.scheme.id)
  const values = { scheme: pins.scheme.id, pinned: pins.scheme.version }
  if (!files) return refuse('recompute-scheme-missing', values)
  if (files.version !== pins.scheme.version) {
    return refuse('recompute-scheme-differs', { ...values, found: files.version })
  }
  const made = await readPinned(db, { row, pins, files, collected: pinnedFold() })
  if (made === null || isRefusal(made)) return made
  const anew = await resultOf(made, each)
  return { ...anew, version, scope, reason, publishedBy }
}

/** The head of a result computed from what is pinned; `each` is given every statement of it. */
export async function resultOf(
  made: Pinned,
  each: (statement: Statement) => void = () => {},
): Promise<ResultHead> {
  const hashes: { assessee: string; hash: string }[] = []
  const warnings: Warning[] = []
  for (const statement of statementsOf(made.input)) {
    if (hashes.length % breatheEach === 0) await breathe()
    hashes.push({ assessee: statement.assessee, hash: statementHash(statement) })
    warnings.push(...statementWarnings(statement))
    each(statement)
  }
  return {
    ...{ pins: made.pins, words: made.words, result: resultBeside(made.input, warnings) },
    statements: statementsDigest(hashes),
  }
}
