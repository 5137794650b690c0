import { must } from '../../src/base/bug.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { type FactsFile, factsSchema } from '../../src/factsfile/shape.js'

/** The Wuhan scheme as shipped. */
export function wuhan(): Scheme {
  return must(readScheme('schemes/wuhan-civil-servants').scheme, 'the shipped scheme reads')
}

/** A facts file from plain members; the shape is checked, as for a file. */
export function factsFile(members: object): FactsFile {
  return factsSchema.parse({
    year: '2025',
    roster: { people: [{ id: 'p', tier: 'L2' }] },
    ...members,
  })
}

/** Ratings of one person by one body, one figure a quarter; null for none. */
export function quarters(
  assessee: string,
  body: string,
  figures: readonly (string | null)[],
): object[] {
  return figures.flatMap((points, index) =>
    points === null
      ? []
      : [
          {
            part: 'superior',
            period: `2025-Q${index + 1}`,
            assessee,
            assessor: 'boss',
            body,
            points,
          },
        ],
  )
}
