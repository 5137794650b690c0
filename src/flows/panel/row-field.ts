import { keyOf } from '../card-key.js'

/** Fields of the classes of judges begin so; the class follows. */
export const judgesField = 'judges.'

/** What the name of a row's field begins with: assessee and part follow, so that what is typed belongs to one sheet. */
const begin = 'row.'

export function rowField(assessee: string, part: string): string {
  return `${begin}${keyOf(assessee, part)}`
}

/** The part that a field of an assessee's sheet is of; null for any other field. */
export function partOfField(name: string, assessee: string): string | null {
  const own = rowField(assessee, '')
  return name.startsWith(own) ? name.replace(own, '') : null
}
