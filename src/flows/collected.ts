import type { PlainEntry } from '../storage/ledger-stream.js'

/** One flow's share of what the ledger says: a state, and how an entry changes it. */
export interface Slice<S> {
  /** Unique among all flows. */
  readonly name: string
  /** Kinds of entries that change it. */
  readonly kinds: readonly string[]
  begin(): Folding<S>
}

/** A slice's state while entries come in ledger order. */
export interface Folding<S> {
  readonly state: S
  apply(entry: PlainEntry): void
}

/**
 * Declares a slice: its state before the first entry, and for each kind of entry how it changes the state (in
 * place). Personal texts never reach it: they are read for the few things that a card shows.
 */
export function slice<S>(
  name: string,
  empty: () => S,
  on: Readonly<Record<string, (state: S, entry: PlainEntry) => void>>,
): Slice<S> {
  return {
    name,
    kinds: Object.keys(on),
    begin: () => {
      const state = empty()
      return {
        state,
        apply: (entry) => {
          if (Object.hasOwn(on, entry.kind)) on[entry.kind]?.(state, entry)
        },
      }
    },
  }
}

/**
 * What a bureau's ledger has collected up to a position: one state a slice. Made by folding entries in order,
 * never written; whoever holds it reads only.
 */
export class Collected {
  readonly #folding: ReadonlyMap<string, Folding<unknown>>
  #position = 0

  constructor(slices: readonly Slice<unknown>[]) {
    this.#folding = new Map(slices.map((each) => [each.name, each.begin()]))
  }

  /** Sequence of the last entry folded; 0 before the first. */
  get position(): number {
    return this.#position
  }

  /** A slice's state. Throws a TypeError for a slice that this was not made with. */
  of<S>(slice: Slice<S>): S {
    const folding = this.#folding.get(slice.name)
    if (!folding) throw new TypeError(`no slice ${slice.name}`)
    return folding.state as S
  }

  /** Takes an entry if it is the next one; an earlier one was taken before. Answers whether it fitted. */
  add(entry: PlainEntry): boolean {
    if (entry.sequence <= this.#position) return true
    if (entry.sequence !== this.#position + 1) return false
    for (const folding of this.#folding.values()) folding.apply(entry)
    this.#position = entry.sequence
    return true
  }
}
