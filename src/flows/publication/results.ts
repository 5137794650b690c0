import type { Day } from '../../base/day.js'
import { sha256 } from '../../base/ids.js'
import { canonicalJson, type Json } from '../../base/json.js'
import type { RaterNote } from '../../scoring/ratings/rater-notes.js'
import type { PlaceEdge, RaterDecides } from '../../scoring/result/places-decided.js'
import type { CycleResult, Statement } from '../../scoring/statement.js'
import { levelNames } from '../../scheme/model/levels.js'
import type { Choice } from '../../scheme/model/scheme.js'
import type { Db } from '../../storage/database.js'
import type { Head } from '../../storage/ledger.js'
import { findPublication } from '../../storage/publications.js'
import { findStatement, readHead } from '../../storage/results.js'
import type { Situation } from '../context.js'
import { type Running, yearNameOf } from '../running.js'

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
  /** As people call it, where that is not its number. */
  yearName?: string
  assesses: 'person' | 'unit'
  tiers: Readonly<Record<string, string>>
  grades: Readonly<Record<string, string>>
  roles: Readonly<Record<string, string>>
  units: Readonly<Record<string, string>>
  /** Who is assessed: names, and the unit of a person ('' for a unit). */
  assessees: Readonly<Record<string, { name: string; unit: string }>>
  /** Where units are assessed: person → the unit whose result it reads. */
  members: Readonly<Record<string, string>>
  /** See `levelNames`. */
  levels: Readonly<Record<string, string>>
  choices: readonly Pick<Choice, 'id' | 'asks' | 'alternatives'>[]
  /** What may follow from the results, in the scheme's order; an earlier version of the program did not write it down. */
  consequences?: readonly ConsequenceWords[]
  /** How long it stands open, in working days. */
  publicity: number
}

/** What a consequence is called, and what the regulation says of it. */
export interface ConsequenceWords {
  id: string
  name: string
  clause: string
  says: string
}

/** The year of results as people call it before 年度. */
export function yearShown({ year, yearName }: Pick<ResultWords, 'year' | 'yearName'>): string {
  return yearName ?? `${year}`
}

/** What follows from the pins and nothing else; no text that people wrote. Each statement stands by itself. */
export interface ResultHead {
  pins: Pins
  words: ResultWords
  result: Omit<CycleResult, 'statements'>
  /** How many there are, and a digest of their hashes: see `statementsDigest`. */
  statements: { count: number; digest: string }
}

/** What the office looks at before it publishes, beside the head. */
export interface Preview {
  /** Names of those whose total is still open: nothing is published before none is. */
  open: string[]
  /** What is still missing, by part: name and for how many, the first of them by name. */
  missing: { part: string; people: number; names: string[] }[]
  /** Who has the last place of each quota and who comes next. */
  edges: PlaceEdge[]
  /** What is conspicuous about raters. */
  raters: RaterNote[]
  /** Raters on whom alone a last place hangs. */
  decisive: RaterDecides[]
}

/** What was decided about showing results. */
export interface Decided {
  version: number
  scope: 'ranking' | 'nominees'
  reason: string
  publishedBy: string
}

/** What a publication says: an assertion, and what was decided about showing it. */
export type Snapshot = ResultHead & Decided

/** What the cards of a result call things. */
export function resultWords(
  { bureau }: Pick<Situation, 'bureau'>,
  { scheme, year, members, assessees }: Running,
): ResultWords {
  const name = yearNameOf({ scheme, year })
  return {
    scheme: scheme.shortTitle,
    year,
    ...(name === `${year}` ? {} : { yearName: name }),
    assesses: scheme.assessee,
    tiers: namesById(scheme.tiers),
    grades: namesById(scheme.grades),
    roles: namesById(scheme.roles),
    units: namesById(bureau.history.units),
    assessees: Object.fromEntries(
      assessees.map(({ id, name, unit }) => [
        id,
        { name, unit: scheme.assessee === 'unit' ? '' : (unit ?? '') },
      ]),
    ),
    members: Object.fromEntries(members.map(({ id, unit }) => [id, unit])),
    levels: levelNames(scheme),
    choices: scheme.choices.map(({ id, asks, alternatives }) => ({ id, asks, alternatives })),
    consequences: scheme.consequences.map(({ id, name, clause, says }) => ({
      ...{ id, name, clause, says: says.text },
    })),
    publicity: scheme.windows.publicity.value,
  }
}

function namesById(all: readonly { id: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(all.map(({ id, name }) => [id, name]))
}

/** Hash of a statement's canonical JSON. */
export function statementHash(statement: Statement | Json): string {
  return sha256(canonicalJson(statement))
}

/** Digest of all statements: of a line of id and hash for each, sorted by id. */
export function statementsDigest(
  rows: readonly { assessee: string; hash: string }[],
): ResultHead['statements'] {
  const lines = rows.map(({ assessee, hash }) => `${assessee} ${hash}`).sort()
  return { count: rows.length, digest: sha256(lines.join('\n')) }
}

/** Hash of a snapshot's canonical JSON; stands in the ledger. */
export function snapshotHash(snapshot: Snapshot): string {
  return sha256(canonicalJson(snapshot))
}

/** Something as the database keeps it. */
export function asJson(value: unknown): Json {
  return JSON.parse(canonicalJson(value))
}

/** Results that are whole never change, so what was read of them is kept: one ranking is rendered for everybody. */
const kept = new Map<string, { head: ResultHead; preview: Preview }>()
const keptMax = 4

/** What an earlier version of the program did not look at. */
const nothingSeen: Preview = { open: [], missing: [], edges: [], raters: [], decisive: [] }

/** The head of whole results (written by {@link asJson}) and what the office looks at. */
export async function readResults(
  db: Db,
  id: string,
): Promise<{ head: ResultHead; preview: Preview } | null> {
  const known = kept.get(id)
  if (known) return known
  const row = await readHead(db, id)
  if (!row || row.preview === null) return null
  const stored: { head: ResultHead; preview: Partial<Preview> } = JSON.parse(JSON.stringify(row))
  const read = { head: stored.head, preview: { ...nothingSeen, ...stored.preview } }
  const [oldest] = kept.keys()
  if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest)
  kept.set(id, read)
  return read
}

/**
 * A publication with its snapshot; null when there is none, or one of an earlier version of the program, which kept its
 * statements otherwise.
 */
export async function readSnapshot(
  db: Db,
  id: string,
): Promise<{ cycle: string; results: string; snapshot: Snapshot } | null> {
  const publication = await findPublication(db, id)
  const read = publication?.results ? await readResults(db, publication.results) : null
  if (!publication?.results || !read) return null
  const decided: Decided = JSON.parse(JSON.stringify(publication.snapshot))
  const { cycle, results } = publication
  return { cycle, results, snapshot: { ...read.head, ...decided } }
}

/** One assessee's statement of some results, or null. */
export async function readStatement(
  db: Db,
  results: string,
  assessee: string,
): Promise<Statement | null> {
  const row = await findStatement(db, results, assessee)
  return row === null ? null : JSON.parse(JSON.stringify(row))
}
