import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import type { Prisma } from './generated/client.js'
import type { BufferedEntry } from './ledger-entry.js'
import type { Statement } from './statements.js'
import type { StorageError } from './storage-error.js'
import type { LinkKey } from './link-key.js'
import type { VoteKeys } from './vote-keys.js'

/** What the room's functions read through: the open database or a transaction. */
export interface Db {
  /** Prisma's tables and raw queries. Only this room uses it. Throws a Bug when used wrongly. */
  readonly client: Prisma.TransactionClient
  readonly clock: Clock
  /** The keys of votes that run, which are no part of the database. */
  readonly voteKeys: VoteKeys
  /** What tokens of links are made from, which is no part of the database. */
  readonly linkKey: LinkKey
}

/** What the room's functions write through: one transaction. */
export interface Tx extends Db {
  /** Entries appended and not yet flushed. */
  readonly appended: BufferedEntry[]
  /** Runs `fn` once the transaction is committed, e.g. to wake the sender; never when it is rolled back. */
  afterCommit(fn: () => void): void
  /** What was done in it that bears on whoever shares it. */
  readonly shared: Shared
  /** Work was asked for: whoever does it in this process is told once the transaction is committed. */
  workAsked(): void
}

/** What several who work one after the other in one transaction have to know of each other. */
export interface Shared {
  /** Somebody wrote in it already: who now takes claims would take them behind rows, and could block in a circle. */
  follows: boolean
  /** Claims were taken: whoever comes next belongs into another transaction. */
  held: boolean
  /** Its roster or a cycle was written: what was read of the bureau is old. */
  bureauChanged: boolean
}

/** Claims were to be taken in a transaction in which others had worked before; nothing was taken. */
export class HoldsLate extends Error {
  override name = 'HoldsLate'
}

/** Another process wrote what this transaction relied on: it is run anew. */
export class Overtaken extends Error {
  override name = 'Overtaken'
}

/** `press`: somebody waits for the answer. `work`: jobs, sender, imports; up to two presses overtake it. */
export type Lane = 'press' | 'work'

/** The open database. */
export interface Storage {
  /** For reading outside of transactions; used inside one it throws a Bug. */
  readonly read: Db
  readonly clock: Clock
  /** Whether the database runs in this process. */
  readonly embedded: boolean
  /**
   * Runs `fn` in a transaction (READ COMMITTED), flushes the ledger as its last step and commits.
   * Rejects, with everything rolled back, with what `fn` throws. On a conflict with another replica
   * `fn` is run anew, up to three times in all, so it must do nothing but use `tx`.
   * No network call inside: the embedded database has one connection.
   */
  transact<T>(lane: Lane, fn: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs one statement that writes, which is a transaction by itself, when its lane's turn comes. */
  single<T>(lane: Lane, statement: (db: Db) => Promise<T>): Promise<T>
  /** Counts what this process wrote: as long as it stays, nothing that was read changed but by another process. */
  writes(): number
  /** Calls `listener` each time that a transaction of this process asked for work; answers how to stop it. */
  onWorkAsked(listener: () => void): () => void
  /** CHECKPOINT and VACUUM ANALYZE, table by table: nightly, and when old row versions must go. */
  clean(): Promise<void>
  /**
   * Writes the table of votes' boxes anew, so that no old version of a row is left in it, and lets go of keys of votes
   * that have no box any more. To be called when a vote has ended; nightly, should that have failed.
   */
  forgetVotes(): Promise<void>
  /**
   * Writes the tables that hold texts of people anew: no version of a row is left of what was erased or let go of. Others
   * wait for a table meanwhile; to be called in a night now and then.
   */
  forgetTexts(): Promise<void>
  /** Waits for running transactions, refuses new ones, and lets go of the folder. */
  close(): Promise<void>
}

/** How to open the database. */
export interface StorageOptions {
  /** A PostgreSQL server, `postgresql://…`; without it the embedded database in `dataDir`. */
  url?: string | undefined
  /** Folder of the embedded database and its lock, and of the keys of votes, which replicas share; made when missing. */
  dataDir: string
  clock: Clock
  log: Log
  /** Told of each statement when it is answered: for measuring. */
  told?: (statement: Statement) => void
  /**
   * The embedded database can't go on (`disk-full`, `failed`, `lock-lost`): the process must end, a new one recovers.
   * Without it, its message goes to the error output and the process ends with 3.
   */
  fatal?: ((error: StorageError) => void) | undefined
}
