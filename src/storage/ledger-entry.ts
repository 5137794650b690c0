import type { Day, Instant } from '../base/day.js'
import { sha256 } from '../base/ids.js'
import { canonicalJson, type Json } from '../base/json.js'

/** What is to be appended to a bureau's ledger. */
export interface NewEntry {
  bureau: string
  kind: string
  /** The day that it is about, not the moment of writing. */
  day: Day
  /** A person's id, or `system`. */
  by: string
  cycle?: string
  /** Person or unit that it is about. */
  subject?: string
  /** Id of the entry that it decides on or reverses. */
  about?: string
  /** `2025-09`, `2025-Q3`, `2025`. */
  period?: string
  /** What was decided; hashed. Points as decimal text. */
  body: Json
  /** Personal text, kept apart with a salt; the hash covers its salted digest, so it can be erased. */
  personal?: Json
}

/** A new entry waiting in its transaction. */
export interface BufferedEntry {
  id: string
  entry: NewEntry
}

/** An entry as it stands in the ledger. `personal` is null when it was erased, absent when there never was any. */
export interface Entry extends NewEntry {
  id: string
  /** 1 for a bureau's first entry, no gaps. */
  sequence: number
  at: Instant
  /** Lower-case hex SHA-256 of the entry before; 64 zeros for the first. */
  previousHash: string
  hash: string
}

/** The hash before a bureau's first entry. */
export const genesisHash = '0'.repeat(64)

/** Which entries to read; what is left out does not narrow. */
export interface EntryFilter {
  bureau: string
  cycle?: string
  kinds?: readonly string[]
  subject?: string
  subjects?: readonly string[]
  about?: string
  period?: string
  periods?: readonly string[]
  by?: string
  ids?: readonly string[]
  /** Only later ones. */
  afterSequence?: number
  /** This one and earlier ones: the ledger as it stood at that position. */
  upToSequence?: number
}

/** What an entry's hash covers: all of it, the personal text by its salted digest. */
export function entryHash(
  entry: Omit<Entry, 'hash' | 'personal'>,
  personalDigest: string | null,
): string {
  return sha256(
    canonicalJson({
      bureau: entry.bureau,
      sequence: entry.sequence,
      id: entry.id,
      kind: entry.kind,
      day: entry.day,
      by: entry.by,
      cycle: entry.cycle ?? null,
      subject: entry.subject ?? null,
      about: entry.about ?? null,
      period: entry.period ?? null,
      body: entry.body,
      personal: personalDigest,
      at: entry.at,
      previousHash: entry.previousHash,
    }),
  )
}
