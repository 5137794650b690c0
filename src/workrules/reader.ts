import { LanguagePlace } from '../scheme/language/place.js'
import { LanguageReader } from '../scheme/language/reader.js'
import type { Source } from '../scheme/language/source.js'
import { entriesOf, kindNames, type Named, placeName } from './entries.js'
import type { Draft } from './shape.js'

/** Codes of work rules, besides those of the language; each has a test. */
export const workProblemCodes = [
  'columns-unknown',
  'contact-incomplete',
  'duplicate-id',
  'extension-shorter',
  'matter-twice',
  'rank-gap',
  'rank-order',
  'row-order',
  'unknown-chain',
  'unknown-limit',
  'unknown-occasion',
  'unknown-rank',
  'unknown-role',
] as const

export type WorkProblemCode = (typeof workProblemCodes)[number]

/** What building the model of work rules needs at every step. */
export class WorkReader extends LanguageReader<Named, WorkProblemCode, Draft> {
  constructor(source: Source<Draft>, draft: Draft) {
    super(source, draft, {
      isId: (kind, id) => entriesOf(source.raw, kind).some((one) => one.id === id),
      all: (kind) =>
        entriesOf(source.raw, kind).flatMap(({ id, name }) =>
          typeof id === 'string' ? [{ id, name: typeof name === 'string' ? name : null }] : [],
        ),
      kinds: kindNames,
      placeName: (path) => placeName(draft, path),
    })
  }
}

/** An entry of the files while it is built. */
export type WorkPlace = LanguagePlace<Named, WorkProblemCode, WorkReader>
export const WorkPlace = LanguagePlace<Named, WorkProblemCode, WorkReader>
