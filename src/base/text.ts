/**
 * Text of people: what they see as one character (a grapheme) is one, when it is counted, limited or cut:
 * `𬱖`, `👨‍👩‍👧‍👦` and `é` are 1 each. Nothing else counts or cuts what people wrote.
 */
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** UTF-16 units that one character may take; the longest in use (flags, families) take about 25. */
const unitsMax = 32

/** Characters of a text, one by one; a heap of combining marks counts as several. */
export function* charactersOf(text: string): Generator<string> {
  for (const { segment } of graphemes.segment(text)) {
    if (segment.length <= unitsMax) yield segment
    else yield* pieces(segment)
  }
}

function* pieces(segment: string): Generator<string> {
  let piece = ''
  for (const point of segment) {
    if (piece.length + point.length > unitsMax) {
      yield piece
      piece = ''
    }
    piece += point
  }
  yield piece
}

/** How many characters a person sees in it. */
export function countCharacters(text: string): number {
  let count = 0
  for (const _ of charactersOf(text)) count++
  return count
}

/** Whether a text has more than `max` characters; of a longer one no more is read than needed. */
export function isLonger(text: string, max: number): boolean {
  // A character takes at least one unit.
  return text.length > max && startOf(text, max).length < text.length
}

/** At most the first `max` characters, never a part of one. */
export function startOf(text: string, max: number): string {
  let start = ''
  let count = 0
  for (const character of charactersOf(text)) {
    if (count === max) break
    start += character
    count++
  }
  return start
}

/** The text in at most `max` characters; what is cut ends in `…`, which is one of them. */
export function shorten(text: string, max: number): string {
  return isLonger(text, max) ? `${startOf(text, max - 1)}…` : text
}

/** The text without what no database or wire takes: NUL and halves of surrogate pairs. */
export function cleanText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '')
}

/** The same for every text in a JSON value, names of members too. */
export function cleanTexts(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanTexts)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [cleanText(name), cleanTexts(member)]),
  )
}
