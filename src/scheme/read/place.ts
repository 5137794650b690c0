import type { SchemeProblemCode } from '../check/problem-codes.js'
import { LanguagePlace } from '../language/place.js'
import type { NamedKind } from './entries.js'
import type { Reader } from './reader.js'

export { mapSetting, plain } from '../language/place.js'

/** An entry of a scheme's files while it is built. */
export type Place = LanguagePlace<NamedKind, SchemeProblemCode, Reader>
export const Place = LanguagePlace<NamedKind, SchemeProblemCode, Reader>
