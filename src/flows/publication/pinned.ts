import { must } from '../../base/bug.js'
import type { Day } from '../../base/day.js'
import { sha256 } from '../../base/ids.js'
import { canonicalJson, type Json } from '../../base/json.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import { parseRoster, rosterOn } from '../../roster/roster.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import type { ScoringInput } from '../../scoring/input.js'
import type { Cycle } from '../../storage/cycles.js'
import type { Db } from '../../storage/database.js'
import { hashAt } from '../../storage/ledger-reading.js'
import { readRoster } from '../../storage/roster-rows.js'
import { Collected } from '../collected.js'
import type { Bureau, Situation } from '../context.js'
import { fold } from '../folds.js'
import { usuallyKept } from '../records.js'
import { nobodyStandsIn } from '../post/stand-ins.js'
import { type Running, running } from '../running.js'
import { scoredSlices, scoringInput } from '../scoring-input.js'
import { importedSlice } from './imported.js'
import { type Pins, resultWords, type ResultWords } from './results.js'

/** Everything that the result of a cycle depends on now. */
export async function pinsOf(situation: Situation, cycle: Running): Promise<Pins> {
  const { bureau, collected, db } = situation
  const { id, scheme, answers } = cycle
  const roster = must(await readRoster(db, bureau.id, bureau.rosterRevision), 'no roster')
  const hash = (await hashAt(db, bureau.id, collected.position)) ?? ''
  return {
    asOf: situation.today,
    ledger: { sequence: collected.position, hash },
    roster: { revision: roster.revision, hash: sha256(canonicalJson(roster.body)) },
    scheme: { id: scheme.id, version: scheme.version, answers },
    imported: importedHash(collected.of(importedSlice).get(id)),
  }
}

/** What is read of a ledger before a result can be computed as it is pinned. */
export function pinnedFold(): Collected {
  return new Collected(scoredSlices)
}

/** What a result is computed from, and what its cards call things. */
export interface Pinned {
  pins: Pins
  input: ScoringInput
  words: ResultWords
}

/**
 * What a cycle's result was computed from, read anew from what it pins: the ledger up to its position, the roster at
 * its revision, the scheme with its answers (`files`: of the version that it pins). Null while `collected` has not
 * come to the position: with `most`, so many entries are read each time. Refused where roster, ledger or imported
 * parts are not what they were.
 * @refuses recompute-input-differs
 */
export async function readPinned(
  db: Db,
  of: { row: Cycle; pins: Pins; files: Scheme; collected: Collected; most?: number },
): Promise<Pinned | Refusal | null> {
  const { row, pins, collected, most } = of
  const upTo = pins.ledger.sequence
  const span = { bureau: row.bureau, upTo, ...(most === undefined ? {} : { most }) }
  if (!(await fold(db, collected, span))) {
    const isShorter = (await hashAt(db, row.bureau, upTo)) === null
    return isShorter ? refuse('recompute-input-differs', { what: '台账' }) : null
  }
  const kept = await readRoster(db, row.bureau, pins.roster.revision)
  const hash = (await hashAt(db, row.bureau, upTo)) ?? ''
  return pinnedFrom({ ...of, roster: kept?.body ?? null, hash })
}

/**
 * The same from what was read of it before: the ledger folded up to the pinned position, where an entry with this hash stands, and the
 * roster of the pinned revision (null where there is none). Refused where something is not what it was, as there.
 */
export function pinnedFrom(of: {
  row: Cycle
  pins: Pins
  files: Scheme
  collected: Collected
  roster: Json | null
  hash: string
}): Pinned | Refusal {
  const { row, pins, files, collected, roster, hash } = of
  if (roster === null) return refuse('recompute-input-differs', { what: '名册' })
  const history = parseRoster(roster)
  const { answers } = pins.scheme
  const cycle = running({ ...row, schemeVersion: files.version, answers }, files, history)
  const now: Pins = {
    ...pins,
    ledger: { ...pins.ledger, hash },
    roster: { ...pins.roster, hash: sha256(canonicalJson(roster)) },
    imported: importedHash(collected.of(importedSlice).get(cycle.id)),
  }
  for (const [what, key] of pinned) {
    if (canonicalJson(now[key]) !== canonicalJson(pins[key])) {
      return refuse('recompute-input-differs', { what })
    }
  }
  const bureau = bureauThen(row.bureau, cycle, { history, pins })
  return {
    pins: now,
    input: scoringInput({ bureau, collected }, cycle, pins.asOf),
    words: resultWords({ bureau }, cycle),
  }
}

const pinned = [
  ['台账', 'ledger'],
  ['名册', 'roster'],
  ['导入的数据', 'imported'],
] as const

/** The same from a bureau as it is now. */
export async function pinNow(situation: Situation, cycle: Running): Promise<Pinned> {
  return {
    pins: await pinsOf(situation, cycle),
    input: scoringInput(situation, cycle, situation.today),
    words: resultWords(situation, cycle),
  }
}

/** Hash of what was imported for a cycle; null for nothing. */
function importedHash(imported: unknown): string | null {
  return imported === undefined ? null : sha256(canonicalJson(imported))
}

/** The bureau as a publication pins it, with the one cycle that it is about. */
function bureauThen(
  id: string,
  cycle: Running,
  {
    history,
    pins,
  }: { history: Bureau['history']; pins: { asOf: Day; roster: { revision: number } } },
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
    informationToGroup: false,
    recordsKept: usuallyKept,
    standIns: nobodyStandsIn,
    publicUrl: null,
    groupChatId: null,
  }
}
