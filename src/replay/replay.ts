import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { day, instant } from '../base/day.js'
import { sha256 } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'
import { isRefusal } from '../base/refusal.js'
import { resultsPublished } from '../flows/publication/entries.js'
import { pinnedFold, pinnedFrom } from '../flows/publication/pinned.js'
import { resultOf } from '../flows/publication/recompute.js'
import { asJson, statementHash, statementsDigest } from '../flows/publication/results.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { readScheme } from '../scheme/read/read.js'
import type { Statement } from '../scoring/statement.js'
import { entryHash, genesisHash } from '../storage/ledger-entry.js'
import type { PlainEntry } from '../storage/ledger-stream.js'
import { firstDifference } from './difference.js'
import { pinsIn } from './make.js'
import type { Pack, PackedEntry } from './shape.js'

/** The first thing in a pack that is not as it was published. */
export type ReplayFault =
  /** An entry of the ledger was changed, taken out or put in. */
  | { kind: 'entry'; sequence: number; entryKind: string }
  | { kind: 'scheme' | 'roster' | 'imported' | 'ledger' }
  /** The publication is not what its entry says, or has none. */
  | { kind: 'publication' }
  /** Computed anew, somebody's statement is another. */
  | { kind: 'statement'; name: string; at: readonly string[]; published: string; computed: string }
  /** The same of what is found of all: ranks, grades, nominations. */
  | { kind: 'result'; at: readonly string[]; published: string; computed: string }

/** What replaying gave: how many statements were computed to the last digit, and the end of the chain that they rest on. */
export interface Replayed {
  fault: ReplayFault | null
  statements: number
  head: { sequence: number; hash: string }
}

/**
 * Computes a publication again from its pack alone, and compares: the chain of its ledger, the hashes that its entry holds, every
 * statement, and what was found of all. Ends at the first difference.
 */
export async function replay(pack: Pack): Promise<Replayed> {
  const pins = pinsIn(pack.publication.head)
  const head = { sequence: pins.ledger.sequence, hash: pins.ledger.hash }
  const ended = (fault: ReplayFault | null, statements = 0): Replayed => ({
    fault,
    statements,
    head,
  })
  const broken = brokenAt(pack)
  if (broken) return ended(broken)
  if (!isAsItsEntrySays(pack)) return ended({ kind: 'publication' })
  const files = schemeOf(pack)
  if (files === null || files.version !== pins.scheme.version) return ended({ kind: 'scheme' })
  const collected = pinnedFold()
  for (const entry of pack.ledger) {
    if (entry.sequence <= head.sequence) collected.add(plainOf(entry))
  }
  const hash = pack.ledger.find(({ sequence }) => sequence === head.sequence)?.hash ?? ''
  const roster = pack.roster.body
  const made = pinnedFrom({ row: pack.cycle, pins, files, collected, roster, hash })
  if (isRefusal(made)) return ended(pinFault(made.with.what))
  const published = new Map(pack.publication.rows.map((row) => [row.assessee, row.statement]))
  const faults: ReplayFault[] = []
  const computed = await resultOf(made, (statement) => {
    const fault = statementFault(statement, published.get(statement.assessee))
    if (fault) faults.push(fault)
  })
  const [first] = faults
  if (first) return ended(first)
  const difference = firstDifference(pack.publication.head, asJson(computed))
  if (difference) {
    const { at, before, after } = difference
    return ended({ kind: 'result', at, published: before, computed: after })
  }
  return ended(null, computed.statements.count)
}

/** The first entry that does not follow from the one before it, or is not what its hash covers. */
function brokenAt({ bureau, ledger }: Pack): ReplayFault | null {
  let previous = { sequence: 0, hash: genesisHash }
  for (const entry of ledger) {
    const entryKind = 'kind' in entry ? entry.kind : ''
    const fault: ReplayFault = { kind: 'entry', sequence: entry.sequence, entryKind }
    if (entry.sequence !== previous.sequence + 1) return fault
    if ('kind' in entry) {
      if (entry.previousHash !== previous.hash) return fault
      if (hashOf(bureau.id, entry) !== entry.hash) return fault
    }
    previous = entry
  }
  return null
}

type Whole = Extract<PackedEntry, { kind: string }>

function hashOf(bureau: string, entry: Whole): string {
  const { cycle, subject, about, period, personalDigest, ...others } = entry
  return entryHash(
    {
      ...{ ...others, bureau },
      ...(cycle === null ? {} : { cycle }),
      ...(subject === null ? {} : { subject }),
      ...(about === null ? {} : { about }),
      ...(period === null ? {} : { period }),
    },
    personalDigest,
  )
}

const filler = {
  ...{ id: '', kind: '', day: day('2000-01-01'), by: '', at: instant(0), body: null },
  ...{ cycle: null, subject: null, about: null, period: null },
}

/** An entry for the fold: one that no score is made from is of a kind that none reads. */
function plainOf(entry: PackedEntry): PlainEntry {
  if ('kind' in entry) return entry
  return { ...filler, sequence: entry.sequence }
}

/** The publication's entry holds the hash of what is published, and that the hashes of all statements. */
function isAsItsEntrySays({ ledger, publication }: Pack): boolean {
  const last = ledger.at(-1)
  const said = last && 'kind' in last ? resultsPublished.read(last) : null
  const { id, head, decided, rows } = publication
  if (said?.publication !== id) return false
  if (sha256(canonicalJson({ ...recordOf(head), ...recordOf(decided) })) !== said.snapshotHash)
    return false
  if (rows.some(({ hash, statement }) => statementHash(statement) !== hash)) return false
  return canonicalJson(recordOf(head).statements) === canonicalJson(statementsDigest(rows))
}

/** Reads the scheme's files as they lie in the pack; null where they are none. */
function schemeOf({ scheme }: Pack): Scheme | null {
  const folder = mkdtempSync(join(tmpdir(), 'kaohe-replay-'))
  const own = join(folder, scheme.id.replaceAll(/[^\p{L}\p{N}_-]/gu, ''))
  try {
    mkdirSync(own)
    for (const [name, text] of Object.entries(scheme.files)) {
      if (/^[\p{L}\p{N}_-]+\.yaml$/u.test(name)) writeFileSync(join(own, name), text)
    }
    return readScheme(own).scheme
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function pinFault(what: string | undefined): ReplayFault {
  if (what === '名册') return { kind: 'roster' }
  return { kind: what === '台账' ? 'ledger' : 'imported' }
}

function statementFault(statement: Statement, published: Json | undefined): ReplayFault | null {
  const computed = asJson(statement)
  const difference = firstDifference(published, computed)
  if (!difference) return null
  const { at, before, after } = difference
  return { kind: 'statement', name: statement.assessee, at, published: before, computed: after }
}

function recordOf(json: Json): { [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
}
