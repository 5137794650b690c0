import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { bug } from '../base/bug.js'
import type { Clock } from '../base/clock.js'
import {
  type Db,
  type Lane,
  Overtaken,
  type Storage,
  type StorageOptions,
  type Tx,
} from './database.js'
import { connectEmbedded } from './embedded.js'
import { Prisma, PrismaClient } from './generated/client.js'
import { Lanes } from './lanes.js'
import { flush } from './ledger.js'
import { migrate } from './migrate.js'
import { preparedNames } from './prepared.js'
import { connectServer, serverConnections } from './server.js'
import { watchSlowQueries } from './slow-queries.js'
import { watchStatements } from './statements.js'
import type { StorageError } from './storage-error.js'
import { cleanTables, keepUp, rewriteTable, textTables } from './upkeep.js'
import { sweepVoteKeys } from './vote-boxes.js'
import { type LinkKey, openLinkKey } from './link-key.js'
import { VoteKeys } from './vote-keys.js'

/** Tries of a transaction that another replica's gets in the way of. */
const triesMax = 3

/**
 * Opens the database, makes it when there is none, and applies missing migrations. Embedded in `dataDir`, or the
 * server at `url`; the same behaviour. Throws a StorageError with what to do.
 */
export async function openStorage(
  options: StorageOptions & { onFsync?: () => void },
): Promise<Storage> {
  const { url, dataDir, clock, log, onFsync, fatal = endProcess } = options
  const connected = url
    ? connectServer(url, log)
    : await connectEmbedded(dataDir, log, { onFsync, fatal })
  const watch = watchSlowQueries(connected.pool, log)
  if (options.told) watchStatements(connected.pool, options.told)
  try {
    await migrate(connected.pool, log)
    watch()
  } catch (error) {
    await connected.close()
    throw error
  }
  const stopUpkeep = url ? () => {} : keepUp(connected.pool, clock, log)
  const prisma = new PrismaClient({
    adapter: new PrismaPg(connected.pool, url ? {} : { statementNameGenerator: preparedNames() }),
    // READ COMMITTED, which connections are set to: named here it would be a statement of each transaction.
    transactionOptions: { maxWait: 10_000, timeout: 15_000 },
  })
  const lanes = new Lanes(url ? serverConnections - 2 : 1)
  const release = async (): Promise<void> => {
    stopUpkeep()
    await prisma.$disconnect()
    await connected.close()
  }
  const voteKeys = new VoteKeys(join(dataDir, 'vote-keys'))
  const linkKey = openLinkKey(join(dataDir, 'link-key'))
  return new OpenStorage({
    prisma,
    pool: connected.pool,
    lanes,
    clock,
    embedded: !url,
    voteKeys,
    linkKey,
    release,
  })
}

function endProcess(error: StorageError): void {
  process.stderr.write(`${error.message}\n`)
  process.exit(3)
}

/** What runs in a transaction knows it, until it ends. */
interface Within {
  open: boolean
}

/** What an open database works with. */
interface Works {
  prisma: PrismaClient
  pool: pg.Pool
  lanes: Lanes
  clock: Clock
  embedded: boolean
  voteKeys: VoteKeys
  linkKey: LinkKey
  release(): Promise<void>
}

class OpenStorage implements Storage {
  readonly read: Db
  readonly clock: Clock
  readonly embedded: boolean
  readonly #works: Works
  readonly #listeners = new Set<() => void>()
  readonly #within = new AsyncLocalStorage<Within>()
  #closing: Promise<void> | null = null
  #writes = 0

  constructor(works: Works) {
    const { prisma, clock, embedded, voteKeys, linkKey } = works
    this.#works = works
    this.clock = clock
    this.embedded = embedded
    const refuseWithin = (): void => this.#refuseWithin('storage.read')
    this.read = {
      clock,
      voteKeys,
      linkKey,
      get client() {
        refuseWithin()
        return prisma
      },
    }
  }

  async transact<T>(lane: Lane, fn: (tx: Tx) => Promise<T>): Promise<T> {
    this.#refuseWithin('storage.transact')
    return this.#works.lanes.run(lane, async () => {
      for (let tries = 1; ; tries++) {
        try {
          return await this.#attempt(fn)
        } catch (error) {
          if (tries >= triesMax || !isConflict(error)) throw error
        }
      }
    })
  }

  async single<T>(lane: Lane, statement: (db: Db) => Promise<T>): Promise<T> {
    this.#refuseWithin('storage.single')
    return this.#works.lanes.run(lane, async () => {
      const answer = await statement(this.read)
      this.#writes += 1
      return answer
    })
  }

  writes(): number {
    return this.#writes
  }

  onWorkAsked(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #tellListeners(): void {
    for (const listener of this.#listeners) listener()
  }

  async clean(): Promise<void> {
    this.#refuseWithin('storage.clean')
    await cleanTables(this.#works.pool)
  }

  async forgetVotes(): Promise<void> {
    this.#refuseWithin('storage.forgetVotes')
    await rewriteTable(this.#works.pool, 'VoteBox')
    await sweepVoteKeys(this.read)
  }

  async forgetTexts(): Promise<void> {
    this.#refuseWithin('storage.forgetTexts')
    for (const table of textTables) await rewriteTable(this.#works.pool, table)
    await cleanTables(this.#works.pool)
  }

  close(): Promise<void> {
    this.#closing ??= this.#works.lanes.close().then(this.#works.release)
    return this.#closing
  }

  async #attempt<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    const committed: (() => void)[] = []
    const within: Within = { open: true }
    try {
      const result = await this.#works.prisma.$transaction((client) =>
        this.#within.run(within, async () => {
          const afterCommit = (done: () => void): void => {
            committed.push(done)
          }
          const workAsked = (): void => afterCommit(() => this.#tellListeners())
          const { clock, voteKeys, linkKey } = this.read
          const shared = { follows: false, held: false, bureauChanged: false }
          const tx: Tx = {
            client,
            clock,
            voteKeys,
            linkKey,
            appended: [],
            shared,
            afterCommit,
            workAsked,
          }
          const value = await fn(tx)
          await flush(tx)
          return value
        }),
      )
      within.open = false
      this.#writes += 1
      for (const done of committed) done()
      return result
    } finally {
      within.open = false
    }
  }

  /** The embedded database has one connection, held by the transaction: waiting for it would never end. */
  #refuseWithin(what: string): void {
    if (this.#within.getStore()?.open) bug(`${what} used inside a transaction: use its tx`)
  }
}

/** A conflict or deadlock with another transaction: to be tried anew. */
function isConflict(error: unknown): boolean {
  if (error instanceof Overtaken) return true
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034'
}
