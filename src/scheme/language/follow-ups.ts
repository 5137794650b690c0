import type { DocumentPath } from '../../base/document.js'

/** What is said of several figures together. */
const overFigures: ReadonlySet<string> = new Set([
  'band-gap',
  'band-overlap',
  'bad-step',
  'charges-sum',
  'empty-range',
  'half-range',
  'limit-without-figure',
  'midpoint-outside',
  'normalised-from-nothing',
  'points-sum',
  'quota-rounding',
  'weightless-part',
  'weights-sum',
])

/** Whether a path is one of the figures that something at another path is said of. */
function isUnder(figure: DocumentPath, of: DocumentPath): boolean {
  const starts = (root: DocumentPath) => root.every((step, at) => step === figure[at])
  if (of[0] !== 'total') return starts(of.slice(0, 2))
  const beside = starts(of.slice(0, -1)) && figure.length === of.length
  return beside || (starts(of) && figure.length <= of.length + 2)
}

/** Whether a problem only follows from figures that could not be read: these are told already. */
export function followsFrom(
  unread: readonly DocumentPath[],
  code: string,
  path: DocumentPath,
): boolean {
  return overFigures.has(code) && unread.some((one) => isUnder(one, path))
}
