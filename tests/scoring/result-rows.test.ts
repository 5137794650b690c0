import { describe, expect, test } from 'vitest'
import { points } from '../../src/base/points.js'
import type { OtherResult } from '../../src/scheme/model/results.js'
import { type Found, resultRows } from '../../src/scoring/result/result-rows.js'

describe('what one scheme found, as rows of another', () => {
  const cited = { name: '', clause: '', says: { text: '', figures: [] } }
  const result = (more: Partial<OtherResult>): OtherResult =>
    ({
      ...cited,
      id: 'r',
      of: 'assessee',
      scheme: 's',
      levels: [],
      range: null,
      ...more,
    }) as OtherResult
  const level = (id: string, more: { place?: number; grades?: string[] } = {}) => ({
    ...{ id, name: id, place: more.place ?? null, grades: more.grades ?? [] },
  })
  const place = (assessee: string, rank: number | null) => ({
    ...{ assessee, name: assessee, total: null, rank, tied: [], behind: null, ahead: null },
  })
  const ranking = (places: ReturnType<typeof place>[], more = {}) => ({
    ...{ tier: 't', name: 't', affiliated: false, group: null, complete: true, places, ...more },
  })
  const grade = (assessee: string, of: string | null) => ({
    ...{ assessee, grade: of, reason: 'otherwise' as const, decidedBy: null, tried: [] },
  })
  const found: Found = {
    year: '2025',
    statements: [
      { assessee: 'a', total: '0' },
      { assessee: 'b', total: '100' },
      { assessee: 'c', total: null },
      { assessee: 'd', total: '100.01' },
      { assessee: 'e', total: '-0.5' },
    ],
    rankings: [
      ranking([place('a', 1), place('b', 2), place('c', 3), place('d', null)]),
      ranking([place('x', 1)], { affiliated: true }),
      ranking([place('y', 1)], { group: 'g' }),
    ],
    grades: [grade('a', 'good'), grade('b', 'fine'), grade('c', null), grade('d', 'poor')],
  }
  const row = (of: string, more: object) => ({ result: 'r', year: '2025', of, ...more })

  test.each<[string, Partial<OtherResult>, object]>([
    [
      'totals within the range, its ends too',
      { range: { lowest: points(0), highest: points(100) } },
      {
        rows: [row('a', { points: '0' }), row('b', { points: '100' })],
        misfits: [
          { of: 'd', found: '100.01' },
          { of: 'e', found: '-0.5' },
        ],
      },
    ],
    [
      'places of the whole tier, and the rest',
      { levels: [level('first', { place: 1 }), level('other')] },
      {
        rows: [
          row('a', { level: 'first' }),
          row('b', { level: 'other' }),
          row('c', { level: 'other' }),
        ],
        misfits: [],
      },
    ],
    [
      'places that no level has',
      { levels: [level('first', { place: 1 }), level('second', { place: 2 })] },
      {
        rows: [row('a', { level: 'first' }), row('b', { level: 'second' })],
        misfits: [{ of: 'c', found: '3' }],
      },
    ],
    [
      'grades by their ids',
      { levels: [level('good'), level('poor')] },
      {
        rows: [row('a', { level: 'good' }), row('d', { level: 'poor' })],
        misfits: [{ of: 'b', found: 'fine' }],
      },
    ],
    [
      'grades that levels name, and the rest',
      { levels: [level('up', { grades: ['good', 'fine'] }), level('rest')] },
      {
        rows: [row('a', { level: 'up' }), row('b', { level: 'up' }), row('d', { level: 'rest' })],
        misfits: [],
      },
    ],
    [
      'grades that no level names',
      { levels: [level('up', { grades: ['good'] }), level('down', { grades: ['poor'] })] },
      {
        rows: [row('a', { level: 'up' }), row('d', { level: 'down' })],
        misfits: [{ of: 'b', found: 'fine' }],
      },
    ],
  ])('%s', (_, more, expected) => {
    expect(resultRows(result(more), found)).toEqual(expected)
  })
})
