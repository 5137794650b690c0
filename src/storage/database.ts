import type { Clock } from '../base/clock.js'
import type { Log } from '../base/log.js'
import type { Prisma } from './generated/client.js'
import type { BufferedEntry } from './ledger-entry.js'
import type { Statement } from './statements.js'
import type { StorageError } from './storage-error.js'
import type { VoteKeys } from './vote-keys.js'

/** What the room's functions read through: the open database or a transaction. */
export interface Db {
  /** Prisma's tables and raw queries. Only this room uses it. Throws a Bug when used wrongly. */
  readonly client: Prisma.TransactionClient
  readonly clock: Clock
  /** The keys of votes that run, which are no part of the database. */
  readonly voteKeys: VoteKeys
}

/** What the room's functions write through: one transaction. */
export interface Tx extends Db {
  /** Entries appended and not yet flushed. */
  readonly appended: BufferedEntry[]
  /** Runs `fn` once the transaction is committed, e.g. to wake the sender; never when it is rolled back. */
  afterCommit(fn: () => void): void
  /** Work was asked for: whoever does it in this process is told once the transaction is committed. */
  workAsked(): void
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
  /** Calls `listener` each time that a transaction of this process asked for work; answers how to stop it. */
  onWorkAsked(listener: () => void): () => void
  /** CHECKPOINT and VACUUM ANALYZE, table by table: nightly, and when old row versions must go. */
  clean(): Promise<void>
  /**
   * Writes the table of votes' boxes anew, so that no old version of a row is left in it, and lets go of keys of votes
   * that have no box any more. To be called when a vote has ended; nightly, should that have failed.
   */
  forgetVotes(): Promise<void>
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
