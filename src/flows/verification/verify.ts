import { sha256 } from '../../base/ids.js'
import { canonicalJson, type Json } from '../../base/json.js'
import { checkChain, type ChainProblem } from '../../storage/chain.js'
import { listCycles } from '../../storage/cycles.js'
import { isRefusal, type Refusal } from '../../base/refusal.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import type { Db } from '../../storage/database.js'
import type { Head } from '../../storage/ledger.js'
import { readEntries } from '../../storage/ledger-reading.js'
import { findVersion, listVersions } from '../../storage/publications.js'
import { readHead, resultPages } from '../../storage/results.js'
import { resultsPublished } from '../publication/entries.js'
import { recompute } from '../publication/recompute.js'
import { statementHash, statementsDigest } from '../publication/results.js'
import { compareVotes, type VoteProblem } from './votes.js'

/** Where what is stored differs from what was decided. */
export interface Difference {
  /** How the chain is broken; or a publication is not what its entry says, is missing, or has no entry. */
  kind:
    | ChainProblem['code']
    | 'publication-changed'
    | 'publication-missing'
    | 'publication-unknown'
    /** Computed anew from what it pins, it is another. */
    | 'publication-differs'
    /** The sealed counts of a vote that runs are not those of the sheets that were handed in, are missing, or of no vote. */
    | VoteProblem['kind']
  /** Position of the entry in the ledger; 0 where there is none. */
  sequence: number
  entryId: string | null
}

/** A publication that was not computed anew, and why: a code of `cards/sayings.yaml` with its values. */
export interface NotComputed {
  sequence: number
  entryId: string
  why: Refusal
}

/** What was compared: up to which end of the ledger, and what differs, in the order of the ledger. */
export interface Verified {
  head: Head
  differences: Difference[]
  /** Nothing is said about these: whether they follow from what they pin is not known. */
  notComputed: NotComputed[]
}

/** How far a comparison goes. */
export interface Comparing {
  /** The chain only behind a position proved before (see checkChain for what that leaves out). */
  from?: Head
  /** Each publication is computed anew with these; none where it is left out. */
  schemes?: ReadonlyMap<string, Scheme>
  /** Each published statement is compared with its hash; without, only that the hashes are those that were published. */
  rows?: boolean
}

/**
 * Compares a bureau's records with their proofs: the chain, the digests of personal texts, the boxes of votes that run with
 * the sheets that were handed in, and every publication with the hash that its entry holds; with schemes each is computed anew too, and one of a scheme that is not there in
 * the version that it pins is named among those that were not.
 */
export async function verifyBureau(
  db: Db,
  bureau: string,
  { from, schemes, rows = true }: Comparing = {},
): Promise<Verified> {
  const { problems, head } = await checkChain(db, bureau, from)
  const published = await comparePublications(db, bureau, { schemes, rows })
  const votes = await compareVotes(db, bureau)
  const broken = problems.map(({ code: kind, sequence, entryId }) => ({ kind, sequence, entryId }))
  const differences = [...broken, ...published.differences, ...votes].sort(
    (a, b) => a.sequence - b.sequence,
  )
  return { head, differences, notComputed: published.notComputed }
}

type Published = Pick<Verified, 'differences' | 'notComputed'>

async function comparePublications(
  db: Db,
  bureau: string,
  of: { schemes: ReadonlyMap<string, Scheme> | undefined; rows: boolean },
): Promise<Published> {
  const { differences, notComputed }: Published = { differences: [], notComputed: [] }
  const known = new Set<string>()
  for (const entry of await readEntries(db, { bureau, kinds: [resultsPublished.kind] })) {
    const { id: entryId, sequence, cycle = '' } = entry
    // An entry that says nothing we wrote is found by the chain.
    const body = resultsPublished.read(entry)
    if (!body) continue
    const { version, snapshotHash: hash } = body
    known.add(`${cycle}.${version}`)
    const found = await comparePublication(db, { cycle, version, hash }, of)
    if (found === null) continue
    if (isRefusal(found)) notComputed.push({ sequence, entryId, why: found })
    else differences.push({ kind: found, sequence, entryId })
  }
  for (const cycle of await listCycles(db, bureau)) {
    for (const { version, state } of await listVersions(db, cycle.id)) {
      if (state === 'wanted' || known.has(`${cycle.id}.${version}`)) continue
      differences.push({ kind: 'publication-unknown', sequence: 0, entryId: null })
    }
  }
  return { differences, notComputed }
}

/** What is wrong with a publication; a refusal where computing it anew was not possible; null: nothing. */
async function comparePublication(
  db: Db,
  { cycle, version, hash }: { cycle: string; version: number; hash: string },
  { schemes, rows }: { schemes: ReadonlyMap<string, Scheme> | undefined; rows: boolean },
): Promise<Difference['kind'] | Refusal | null> {
  const publication = await findVersion(db, cycle, version)
  if (!publication) return 'publication-missing'
  const { id, results } = publication
  const head = results === null ? null : ((await readHead(db, results))?.head ?? null)
  const said = { ...objectOf(head), ...objectOf(publication.snapshot) }
  if (sha256(canonicalJson(said)) !== hash) return 'publication-changed'
  if (rows && results !== null && !(await holdsRows(db, results))) return 'publication-changed'
  if (!schemes) return null
  const anew = await recompute(db, id, schemes)
  if (isRefusal(anew)) return anew.code === 'recompute-input-differs' ? 'publication-differs' : anew
  return anew === null || sha256(canonicalJson(anew)) === hash ? null : 'publication-differs'
}

function objectOf(json: Json): Record<string, Json> {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
}

/** Whether every statement is what its hash says, and all together what the head says. */
async function holdsRows(db: Db, results: string): Promise<boolean> {
  const hashes: { assessee: string; hash: string }[] = []
  for await (const page of resultPages(db, results)) {
    for (const { assessee, hash, statement } of page) {
      if (statementHash(statement) !== hash) return false
      hashes.push({ assessee, hash })
    }
  }
  const head = (await readHead(db, results))?.head
  return (
    canonicalJson(objectOf(head ?? null).statements) === canonicalJson(statementsDigest(hashes))
  )
}
