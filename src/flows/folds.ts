import { bug } from '../base/bug.js'
import type { Db } from '../storage/database.js'
import { streamEntries } from '../storage/ledger-stream.js'
import { Collected, type Slice } from './collected.js'

/**
 * Keeps what each bureau's ledger has collected, with its position, and reads only what came after. The truth
 * stays in the ledger: every process can fold, and what is kept may be forgotten at any time.
 */
export class Folds {
  readonly #slices: readonly Slice<unknown>[]
  readonly #kept = new Map<string, Collected>()
  readonly #entriesMax: number

  /** `entriesMax`: so many entries of all bureaus together are kept folded; beyond, who was asked for longest ago goes. */
  constructor(slices: readonly Slice<unknown>[], entriesMax = 2_000_000) {
    this.#slices = slices
    this.#entriesMax = entriesMax
  }

  /**
   * What the bureau has collected up to its head (`head`: sequence of its last committed entry). Must not be asked
   * for after the same transaction has flushed entries: those are not yet true.
   */
  async latest(db: Db, bureau: string, head: number): Promise<Collected> {
    const collected = this.#kept.get(bureau) ?? new Collected(this.#slices)
    this.#kept.delete(bureau)
    this.#kept.set(bureau, collected)
    if (collected.position < head) {
      await fold(db, collected, { bureau, upTo: head })
      this.#forget(bureau)
    }
    return collected
  }

  /** The same fold stopped at an earlier position; not kept. */
  async at(db: Db, bureau: string, position: number): Promise<Collected> {
    const collected = new Collected(this.#slices)
    await fold(db, collected, { bureau, upTo: position })
    return collected
  }

  #forget(except: string): void {
    let entries = 0
    for (const each of this.#kept.values()) entries += each.position
    for (const [bureau, each] of this.#kept) {
      if (entries <= this.#entriesMax) return
      if (bureau === except) continue
      this.#kept.delete(bureau)
      entries -= each.position
    }
  }
}

/** Folds on up to a position, `most` entries of a long ledger at a time where it is given; whether it is reached. */
export async function fold(
  db: Db,
  collected: Collected,
  of: { bureau: string; upTo: number; most?: number },
): Promise<boolean> {
  const after = collected.position
  const upTo = of.most === undefined ? of.upTo : Math.min(of.upTo, after + of.most)
  for await (const entries of streamEntries(db, { bureau: of.bureau, after, upTo })) {
    for (const entry of entries) {
      if (!collected.add(entry)) bug(`ledger of ${of.bureau} has no entry before ${entry.sequence}`)
    }
  }
  return collected.position >= of.upTo
}
