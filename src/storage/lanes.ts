import type { Lane } from './database.js'
import { StorageError } from './storage-error.js'

/**
 * The gate before the pool: at most `slots` at a time, waiting presses before waiting work, each lane in its
 * order. Work leaves one slot to presses where there are several.
 */
export class Lanes {
  readonly #slots: number
  readonly #waiting: Record<Lane, (() => void)[]> = { press: [], work: [] }
  readonly #running: Record<Lane, number> = { press: 0, work: 0 }
  #closed = false
  #onEmpty: (() => void) | null = null

  constructor(slots: number) {
    this.#slots = slots
  }

  /** Runs `fn` when its turn comes. Rejects with a StorageError `closed` once closing. */
  async run<T>(lane: Lane, fn: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new StorageError('closed', '数据库正在关闭，请稍后重试。')
    await new Promise<void>((resolve) => {
      this.#waiting[lane].push(resolve)
      this.#admit()
    })
    try {
      return await fn()
    } finally {
      this.#running[lane] -= 1
      this.#admit()
    }
  }

  /** Lets in nobody new; resolves when all who are in or waiting are done. */
  close(): Promise<void> {
    this.#closed = true
    return new Promise((resolve) => {
      this.#onEmpty = resolve
      this.#admit()
    })
  }

  #admit(): void {
    const { press, work } = this.#running
    if (press + work < this.#slots) this.#letIn()
    const waiting = this.#waiting.press.length + this.#waiting.work.length
    if (press + work === 0 && waiting === 0) this.#onEmpty?.()
  }

  #letIn(): void {
    const workSlots = Math.max(1, this.#slots - 1)
    const lane = this.#waiting.press.length > 0 ? 'press' : 'work'
    if (lane === 'work' && this.#running.work >= workSlots) return
    const next = this.#waiting[lane].shift()
    if (!next) return
    this.#running[lane] += 1
    next()
  }
}
