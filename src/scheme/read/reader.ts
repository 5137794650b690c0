import { LanguageReader } from '../language/reader.js'
import type { SchemeProblemCode } from '../check/problem-codes.js'
import type { Draft } from '../shape/scheme.js'
import { type IdKind, idsOf, kindNames, namesIn, type NamedKind, placeName } from './entries.js'
import type { Source } from './source.js'

export type { Word } from '../language/reader.js'

/** What building the model of a scheme needs at every step. */
export class Reader extends LanguageReader<NamedKind, SchemeProblemCode, Draft> {
  readonly #ids: ReadonlyMap<IdKind, ReadonlySet<string>>

  constructor(source: Source, draft: Draft) {
    const ids = idsOf(source.raw, draft)
    const names = namesIn(draft)
    super(source, draft, {
      isId: (kind, id) => isId(ids, kind, id),
      all: (kind) =>
        [...(ids.get(kind) ?? [])].map((id) => ({ id, name: names.get(`${kind} ${id}`) ?? null })),
      kinds: kindNames,
      placeName: (path) => placeName(draft, path),
    })
    this.#ids = ids
  }

  /** Whether something of this kind has this id. */
  isId(kind: IdKind, id: string): boolean {
    return isId(this.#ids, kind, id)
  }
}

function isId(ids: ReadonlyMap<IdKind, ReadonlySet<string>>, kind: IdKind, id: string): boolean {
  if (kind === 'office') return isId(ids, 'unit', id) || isId(ids, 'role', id)
  return ids.get(kind)?.has(id) ?? false
}
