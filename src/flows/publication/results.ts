import type { Day } from '../../base/day.js'
import { sha256 } from '../../base/ids.js'
import { canonicalJson, type Json } from '../../base/json.js'
import { scoreCycle } from '../../scoring/engine.js'
import type { CycleResult } from '../../scoring/statement.js'
import type { Choice } from '../../scheme/model/scheme.js'
import type { Db } from '../../storage/database.js'
import { type Head, shortHash } from '../../storage/ledger.js'
import { findPublication } from '../../storage/publications.js'
import type { Situation } from '../context.js'
import type { Running } from '../running.js'
import { scoringInput } from '../scoring-input.js'
import { levelNames } from '../standing/view.js'

/** Everything that a result depends on, each by its hash: who has these computes the same bytes. */
export interface Pins {
  asOf: Day
  /** Where the ledger ended. */
  ledger: Head
  roster: { revision: number; hash: string }
  /** The version of the files, and the answers that the office gave to its choices. */
  scheme: { id: string; version: string; answers: Readonly<Record<string, string>> }
  /** Hash of the parts that were imported for the cycle; null where none were. */
  imported: string | null
}

/** What the cards call things, as roster and scheme called them then. */
export interface ResultWords {
  scheme: string
  year: number
  assesses: 'person' | 'unit'
  tiers: Readonly<Record<string, string>>
  grades: Readonly<Record<string, string>>
  roles: Readonly<Record<string, string>>
  units: Readonly<Record<string, string>>
  /** Where units are assessed: person → the unit whose result it reads. */
  members: Readonly<Record<string, string>>
  /** See `levelNames`. */
  levels: Readonly<Record<string, string>>
  choices: readonly Pick<Choice, 'id' | 'asks' | 'alternatives'>[]
  /** How long it stands open, in working days. */
  publicity: number
}

/** What follows from the pins and nothing else; no text that people wrote. */
export interface Computed {
  pins: Pins
  words: ResultWords
  result: CycleResult
}

/** What a publication keeps: an assertion, and what was decided about showing it. */
export interface Snapshot extends Computed {
  version: number
  scope: 'ranking' | 'nominees'
  reason: string
  publishedBy: string
}

/** The results of a cycle as of a day, at the position that the situation has collected. */
export function computeResults(
  situation: Pick<Situation, 'bureau' | 'collected'>,
  cycle: Running,
  asOf: Day,
): CycleResult {
  return scoreCycle(scoringInput(situation, cycle, asOf))
}

/** What the cards of a result call things. */
export function resultWords(
  { bureau }: Pick<Situation, 'bureau'>,
  { scheme, year, members }: Running,
): ResultWords {
  return {
    scheme: scheme.shortTitle,
    year,
    assesses: scheme.assessee,
    tiers: namesById(scheme.tiers),
    grades: namesById(scheme.grades),
    roles: namesById(scheme.roles),
    units: namesById(bureau.history.units),
    members: Object.fromEntries(members.map(({ id, unit }) => [id, unit])),
    levels: levelNames(scheme),
    choices: scheme.choices.map(({ id, asks, alternatives }) => ({ id, asks, alternatives })),
    publicity: scheme.windows.publicity.value,
  }
}

function namesById(all: readonly { id: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(all.map(({ id, name }) => [id, name]))
}

/** A mark of a result, for a press to say which one was looked at: 48 bits of its hash. */
export function previewMark(result: CycleResult): string {
  return shortHash(sha256(canonicalJson(result)))
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

/**
 * A publication's cycle and snapshot (written by {@link snapshotJson}); null when there is none, or one of a version
 * of the program that pinned nothing.
 */
export async function readSnapshot(
  db: Db,
  id: string,
): Promise<{ cycle: string; snapshot: Snapshot } | null> {
  const known = kept.get(id)
  if (known) return known
  const publication = await findPublication(db, id)
  if (!publication || !isPinned(publication.snapshot)) return null
  const snapshot: Snapshot = JSON.parse(JSON.stringify(publication.snapshot))
  const read = { cycle: publication.cycle, snapshot }
  const [oldest] = kept.keys()
  if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest)
  kept.set(id, read)
  return read
}

function isPinned(snapshot: Json): boolean {
  return typeof snapshot === 'object' && snapshot !== null && 'pins' in snapshot
}
