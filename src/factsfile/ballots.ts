import type { DocumentPath } from '../base/document.js'
import type { FactsFile } from './shape.js'

/** A rating as written: one by one, or as a row of a whole ballot. */
export interface WrittenRating {
  row: FactsFile['ratings'][number]
  /** Where the whole of it stands, and where its figure, its part, its period. */
  path: DocumentPath
  at: { points: DocumentPath; part: DocumentPath; period: DocumentPath; onKey: boolean }
}

/** All ratings of a file: those written one by one, then each figure of each ballot. */
export function ratingsWritten(facts: FactsFile): WrittenRating[] {
  return [
    ...facts.ratings.map((row, index): WrittenRating => {
      const path = ['ratings', index]
      const [points, part, period] = [
        [...path, 'points'],
        [...path, 'part'],
        [...path, 'period'],
      ]
      return { row, path, at: { points, part, period, onKey: false } }
    }),
    ...facts.ballots.flatMap(({ points: figures, period, ...same }, index) =>
      Object.entries(figures).map(([part, points]): WrittenRating => {
        const path = ['ballots', index]
        const figure = [...path, 'points', part]
        return {
          row: { ...same, part, points, period: period ?? `${facts.year}-year` },
          path,
          at: {
            points: figure,
            part: figure,
            period: period === undefined ? figure : [...path, 'period'],
            onKey: true,
          },
        }
      }),
    ),
  ]
}
