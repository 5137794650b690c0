import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Json } from '../base/json.js'
import { refuse, type Refusal } from '../base/refusal.js'
import { resultsPublished } from '../flows/publication/entries.js'
import type { Pins } from '../flows/publication/results.js'
import { scoredSlices } from '../flows/scoring-input.js'
import { parseRoster } from '../roster/roster.js'
import { readScheme } from '../scheme/read/read.js'
import { findCycle } from '../storage/cycles.js'
import type { Db } from '../storage/database.js'
import { proofPages } from '../storage/ledger-reading.js'
import { findVersion, listVersions } from '../storage/publications.js'
import { readHead, resultPages } from '../storage/results.js'
import { readRoster } from '../storage/roster-rows.js'
import type { Pack, PackedEntry } from './shape.js'

/** Which publication is packed. */
export interface Packing {
  cycle: string
  /** The latest when left out. */
  version?: number | undefined
  /** The folder of a scheme by its id; null for one that there is not. */
  schemeFolder(id: string): string | null
}

/**
 * Packs a publication with what it was computed from: the scheme's files, the roster of its revision, and the ledger up to its own
 * entry. Of the ledger only what scores are made from is whole; of all else its place in the chain. No
 * personal text is in it.
 * Null where nothing of it is published.
 * @refuses recompute-earlier-form, recompute-scheme-missing, recompute-scheme-differs
 */
export async function makePack(db: Db, of: Packing): Promise<Pack | Refusal | null> {
  const row = await findCycle(db, of.cycle)
  const version = of.version ?? (await listVersions(db, of.cycle)).find(isPublished)?.version
  const publication = version === undefined ? null : await findVersion(db, of.cycle, version)
  if (!row || publication?.state !== 'published') return null
  const results = publication.results
  const head = results === null ? null : ((await readHead(db, results))?.head ?? null)
  if (results === null || head === null) return refuse('recompute-earlier-form')
  const pins = pinsIn(head)
  const scheme = schemeFiles(of.schemeFolder(pins.scheme.id), pins.scheme)
  if ('code' in scheme) return scheme
  const roster = await readRoster(db, row.bureau, pins.roster.revision)
  if (!roster) return refuse('recompute-input-differs', { what: '名册' })
  const rows: Pack['publication']['rows'] = []
  for await (const page of resultPages(db, results)) rows.push(...page)
  return {
    pack: 'kaohe-replay/1',
    bureau: { id: row.bureau, name: parseRoster(roster.body).bureau.name },
    cycle: { ...row, answers: { ...row.answers } },
    roster: { revision: pins.roster.revision, body: roster.body },
    scheme,
    ledger: await ledgerOf(db, row.bureau, publication.id),
    publication: {
      ...{ id: publication.id, version: publication.version, head },
      ...{ decided: publication.snapshot, rows },
    },
  }
}

function isPublished({ state }: { state: string }): boolean {
  return state === 'published'
}

/** What a result's head pins; it is written by this program only. */
export function pinsIn(head: Json): Pins {
  const read: { pins: Pins } = JSON.parse(JSON.stringify(head))
  return read.pins
}

/** The text files of a scheme, which must be of the version that is pinned. */
function schemeFiles(
  folder: string | null,
  { id, version }: { id: string; version: string },
): { id: string; version: string; files: Record<string, string> } | Refusal {
  if (folder === null) return refuse('recompute-scheme-missing', { scheme: id, pinned: version })
  const found = readScheme(folder).scheme?.version ?? ''
  if (found !== version) {
    return refuse('recompute-scheme-differs', { scheme: id, pinned: version, found })
  }
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  const files = names
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)
  return { id, version, files: Object.fromEntries(files) }
}

/** The ledger up to the entry of a publication. */
async function ledgerOf(db: Db, bureau: string, publication: string): Promise<PackedEntry[]> {
  const whole = new Set([...scoredSlices.flatMap(({ kinds }) => kinds), resultsPublished.kind])
  const packed: PackedEntry[] = []
  for await (const page of proofPages(db, bureau)) {
    for (const entry of page) {
      const { sequence, hash } = entry
      packed.push(whole.has(entry.kind) ? entry : { sequence, hash })
      if (resultsPublished.read(entry)?.publication === publication) return packed
    }
  }
  return packed
}
