import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Finds and reads folders of one sort (schemes, work rules), each once. */
export class Shelf<R> {
  readonly #shelves: readonly string[]
  readonly #main: string
  readonly #how: (folder: string) => R
  readonly #read = new Map<string, R>()

  /** `shelves`: folders that hold them, the first goes first; `main`: the file that makes a folder one of them. */
  constructor(shelves: readonly string[], main: string, how: (folder: string) => R) {
    this.#shelves = shelves
    this.#main = main
    this.#how = how
  }

  /** The folder of one, named by id or by a folder from `base` on; null when there is none. */
  find(named: string, base: string): string | null {
    const places = /[./\\]/.test(named)
      ? [resolve(base, named)]
      : this.#shelves.map((shelf) => resolve(shelf, named))
    return places.find((place) => existsSync(join(place, this.#main))) ?? null
  }

  /** The ids that can be named, for who named another. */
  known(): { id: string; name: string }[] {
    const ids = this.#shelves.flatMap((shelf) =>
      existsSync(shelf) && statSync(shelf).isDirectory()
        ? readdirSync(shelf).filter((id) => existsSync(join(shelf, id, this.#main)))
        : [],
    )
    return [...new Set(ids)].sort().map((id) => ({ id, name: id }))
  }

  /** A folder as it was read first. */
  read(folder: string): R {
    const kept = this.#read.get(folder) ?? this.#how(folder)
    this.#read.set(folder, kept)
    return kept
  }
}
