import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { packagePath } from '../base/package-root.js'
import { readScheme, type SchemeRead } from '../scheme/read/read.js'

/** Finds and reads schemes, each folder once. */
export class SchemeShelf {
  readonly #shelves: readonly string[]
  readonly #read = new Map<string, SchemeRead>()

  /** `own`: a folder with further schemes (KAOHE_SCHEMES); its schemes come before those of the program. */
  constructor(own: string | undefined) {
    this.#shelves = [...(own === undefined ? [] : [own]), packagePath('schemes')]
  }

  /** The folder of a scheme, named by id or by a folder from `base` on; null when there is none. */
  find(named: string, base: string): string | null {
    const places = /[./\\]/.test(named)
      ? [resolve(base, named)]
      : this.#shelves.map((shelf) => resolve(shelf, named))
    return places.find((place) => existsSync(join(place, 'scheme.yaml'))) ?? null
  }

  /** The ids that can be named, for who named another. */
  known(): { id: string; name: string }[] {
    const ids = this.#shelves.flatMap((shelf) =>
      existsSync(shelf) && statSync(shelf).isDirectory()
        ? readdirSync(shelf).filter((id) => existsSync(join(shelf, id, 'scheme.yaml')))
        : [],
    )
    return [...new Set(ids)].sort().map((id) => ({ id, name: id }))
  }

  /** A scheme's folder as it was read first. */
  read(folder: string): SchemeRead {
    const kept = this.#read.get(folder) ?? readScheme(folder)
    this.#read.set(folder, kept)
    return kept
  }
}
