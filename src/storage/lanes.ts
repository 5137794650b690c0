import type { Lane } from './database.js'
import { StorageError } from './storage-error.js'

/** So many presses go before work that waits, then one of the work: somebody waits for its outcome too. */
const pressesInRow = 2

/**
 * The gate before the pool: at most `slots` at a time, presses before waiting work but two to one, each lane in
 * its order. Work leaves one slot to presses where there are several.
 */
export class Lanes {
  readonly #slots: number
  readonly #waiting: Record<Lane, (() => void)[]> = { press: [], work: [] }
  readonly #running: Record<Lane, number> = { press: 0, work: 0 }
  /** Presses let in since the last work, while work waited. */
  #overtaken = 0
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
    const lane = this.#nextLane()
    const next = lane && this.#waiting[lane].shift()
    if (!lane || !next) return
    this.#overtaken = lane === 'press' && this.#waiting.work.length > 0 ? this.#overtaken + 1 : 0
    this.#running[lane] += 1
    next()
  }

  #nextLane(): Lane | null {
    const workSlots = Math.max(1, this.#slots - 1)
    const mayWork = this.#waiting.work.length > 0 && this.#running.work < workSlots
    if (this.#waiting.press.length === 0) return mayWork ? 'work' : null
    return mayWork && this.#overtaken >= pressesInRow ? 'work' : 'press'
  }
}
