import { sha256 } from '../../base/ids.js'
import { canonicalJson } from '../../base/json.js'
import { checkChain, type ChainProblem } from '../../storage/chain.js'
import { listCycles } from '../../storage/cycles.js'
import { isRefusal } from '../../base/refusal.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import type { Db } from '../../storage/database.js'
import type { Head } from '../../storage/ledger.js'
import { readEntries } from '../../storage/ledger-reading.js'
import { findVersion, listVersions } from '../../storage/publications.js'
import { resultsPublished } from '../publication/entries.js'
import { recompute } from '../publication/recompute.js'

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
  /** Position of the entry in the ledger; 0 where there is none. */
  sequence: number
  entryId: string | null
}

/** What was compared: up to which end of the ledger, and what differs, in the order of the ledger. */
export interface Verified {
  head: Head
  differences: Difference[]
}

/**
 * Compares a bureau's records with their proofs: the chain, the digests of personal texts, and every publication
 * with the hash that its entry holds. `from`: the chain only behind a position proved before (see checkChain for what
 * that leaves out); publications always all. `schemes`: each publication whose scheme is among them, in the version
 * that it pins, is computed anew too.
 */
export async function verifyBureau(
  db: Db,
  bureau: string,
  { from, schemes = new Map() }: { from?: Head; schemes?: ReadonlyMap<string, Scheme> } = {},
): Promise<Verified> {
  const { problems, head } = await checkChain(db, bureau, from)
  const published = await publicationDifferences(db, bureau, schemes)
  const broken = problems.map(({ code: kind, sequence, entryId }) => ({ kind, sequence, entryId }))
  const differences = [...broken, ...published].sort((a, b) => a.sequence - b.sequence)
  return { head, differences }
}

async function publicationDifferences(
  db: Db,
  bureau: string,
  schemes: ReadonlyMap<string, Scheme>,
): Promise<Difference[]> {
  const found: Difference[] = []
  const known = new Set<string>()
  for (const entry of await readEntries(db, { bureau, kinds: [resultsPublished.kind] })) {
    const { id: entryId, sequence, cycle = '' } = entry
    // An entry that says nothing we wrote is found by the chain.
    const body = resultsPublished.read(entry)
    if (!body) continue
    const { version, snapshotHash } = body
    known.add(`${cycle}.${version}`)
    const publication = await findVersion(db, cycle, version)
    if (!publication) found.push({ kind: 'publication-missing', sequence, entryId })
    else if (sha256(canonicalJson(publication.snapshot)) !== snapshotHash) {
      found.push({ kind: 'publication-changed', sequence, entryId })
    } else if (await isOther(db, publication.id, { schemes, hash: snapshotHash })) {
      found.push({ kind: 'publication-differs', sequence, entryId })
    }
  }
  for (const cycle of await listCycles(db, bureau)) {
    for (const { version } of await listVersions(db, cycle.id)) {
      if (known.has(`${cycle.id}.${version}`)) continue
      found.push({ kind: 'publication-unknown', sequence: 0, entryId: null })
    }
  }
  return found
}

/** Whether a publication computed anew is another; not for one whose scheme is not there as it pins it. */
async function isOther(
  db: Db,
  id: string,
  { schemes, hash }: { schemes: ReadonlyMap<string, Scheme>; hash: string },
): Promise<boolean> {
  if (schemes.size === 0) return false
  const anew = await recompute(db, id, schemes)
  if (isRefusal(anew)) return anew.code === 'recompute-input-differs'
  return anew !== null && sha256(canonicalJson(anew)) !== hash
}
