import type { DocumentPath } from '../../base/document.js'
import type { Points } from '../../base/points.js'
import type { Setting } from '../model/words.js'
import type { LanguageProblemCode, LanguageReader, Word } from './reader.js'

/** A value that no choice sets. */
export function plain<T>(value: T): Setting<T> {
  return { value, choice: null, byAnswer: null }
}

/** The same setting with each of its values changed. */
export function mapSetting<T, U>(setting: Setting<T>, change: (value: T) => U): Setting<U> {
  const { value, choice, byAnswer } = setting
  const answers =
    byAnswer && Object.fromEntries(Object.entries(byAnswer).map(([id, one]) => [id, change(one)]))
  return { value: change(value), choice, byAnswer: answers }
}

/** An entry of the files while it is built: its words are read at its path, its figures found at its owners. */
export class LanguagePlace<
  Named extends string,
  Code extends string,
  R extends LanguageReader<Named, Code>,
> {
  readonly reader: R
  readonly path: DocumentPath
  readonly owners: string[]

  constructor(reader: R, path: DocumentPath, owners: string[]) {
    this.reader = reader
    this.path = path
    this.owners = owners
  }

  /** A place inside this one, with the same owners. */
  below(...steps: (string | number)[]): LanguagePlace<Named, Code, R> {
    return new LanguagePlace(this.reader, [...this.path, ...steps], this.owners)
  }

  /** A place inside this one with an owner of its own before the others. */
  inside(owner: string, ...steps: (string | number)[]): LanguagePlace<Named, Code, R> {
    return new LanguagePlace(this.reader, [...this.path, ...steps], [owner, ...this.owners])
  }

  /** A setting at `key`; the fallback where nothing is written. */
  set<T>(
    key: string,
    raw: string | string[] | undefined,
    kind: { word: Word<T>; can: string; hint?: (raw: string) => string | undefined },
    fallback: T,
  ): Setting<T> {
    if (raw === undefined) return plain(fallback)
    const at = { ...kind, path: [...this.path, key], owners: this.owners }
    return this.reader.setting(raw, at, kind.word, fallback)
  }

  /** The points of the figure that is referred to at `key`. */
  figure(key: string, raw: string): Points {
    return this.reader.points(raw, [...this.path, key], this.owners)
  }

  /** Checks that what is written at `key` names something; null where nothing is written. */
  known(kind: Named, key: string, id: string | undefined): string | null {
    if (id !== undefined) this.reader.known(kind, id, [...this.path, key])
    return id ?? null
  }

  /** The same for a list of ids; empty where nothing is written. */
  knownAll(kind: Named, key: string, ids: readonly string[] | undefined): string[] {
    for (const [index, id] of (ids ?? []).entries()) {
      this.reader.known(kind, id, [...this.path, key, index])
    }
    return [...(ids ?? [])]
  }

  /** Reports something wrong at `key`. */
  problem(key: string, code: Code | LanguageProblemCode, message: string): void {
    this.reader.problem([...this.path, key], code, message)
  }
}
