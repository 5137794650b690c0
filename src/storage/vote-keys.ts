import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isId } from '../base/ids.js'
import { machineTime } from '../base/real-time.js'

/** Bytes of a key: AES-256. */
const keyBytes = 32

/**
 * The keys with which the counts of running votes are sealed, each a file of its own that only this program's user may
 * read. They stand beside the database and never in it: a copy of the database alone tells nothing. Replicas share
 * the folder. Each is destroyed when its vote ends, and with it whatever copies of the database still hold.
 */
export class VoteKeys {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Makes a vote's key, on disk (synced) when this resolves. Throws where there is one already. */
  async make(vote: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    const file = await open(this.#path(vote), 'wx', 0o600)
    try {
      await file.writeFile(randomBytes(keyBytes))
      await file.sync()
    } finally {
      await file.close()
    }
    const folder = await open(this.#folder)
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  }

  /** A vote's key; null where there is none (any more), or no whole one. */
  async find(vote: string): Promise<Buffer | null> {
    const key = await readFile(this.#path(vote)).catch(() => null)
    return key?.length === keyBytes ? key : null
  }

  /** Overwrites a vote's key and removes it; nothing where there is none. */
  async destroy(vote: string): Promise<void> {
    const file = await open(this.#path(vote), 'r+').catch(() => null)
    if (!file) return
    try {
      await file.write(Buffer.alloc(keyBytes), 0, keyBytes, 0)
      await file.sync()
    } finally {
      await file.close()
    }
    await rm(this.#path(vote), { force: true })
  }

  /** Votes whose key has been there for longer than some milliseconds of real time. */
  async olderThan(ms: number): Promise<string[]> {
    const before = machineTime() - ms
    const names = await readdir(this.#folder).catch(() => [])
    const old: string[] = []
    for (const name of names.filter(isId)) {
      const found = await stat(this.#path(name)).catch(() => null)
      if (found && found.mtimeMs < before) old.push(name)
    }
    return old
  }

  #path(vote: string): string {
    if (!isId(vote)) throw new RangeError('not the id of a vote')
    return join(this.#folder, vote)
  }
}
