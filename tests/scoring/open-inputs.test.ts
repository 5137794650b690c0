import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { compareExact, points } from '../../src/base/points.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { vocabulary } from '../../src/scheme/show/vocabulary.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { inputOf } from '../../src/factsfile/input.js'
import type { Line } from '../../src/scoring/statement.js'
import { factsFile } from './bureau.js'
import { partOf } from './invented/bounds.js'

const scheme = must(readScheme('tests/scheme/small-office').scheme, 'the small office reads')
const leaves = partsOf(scheme.total).filter((part) => part.kind !== 'sum')
const roster = { units: [{ id: 'hall' }], people: [{ id: 'p', tier: 'desk', unit: 'hall' }] }

function lineOf(members: object, part: string): Line {
  const file = factsFile({ year: '2025', roster, ...members })
  return partOf(scoreCycle(inputOf(scheme, file)), 'p', part)
}

/** Whether a line leaves room: its ends differ, or one is not known at all. */
function isOpen({ lowest, highest }: Line['own']): boolean {
  return lowest === null || highest === null || compareExact(points(lowest), points(highest)) < 0
}

const everything = [
  { what: 'facts' },
  ...['rated', 'voted', 'self', 'tasks'].map((part) => ({ what: 'part', part })),
]

describe('an input that nobody gave', () => {
  it('is looked at in a part of every kind', () => {
    // Grades by period carry no points; results of other schemes are looked at in service.test.ts.
    const elsewhere = ['period-grades', 'result'] as const
    const kinds = new Set([...leaves.map((part) => part.kind), ...elsewhere])
    expect(
      Object.keys(vocabulary.kinds)
        .filter((kind) => kind !== 'sum')
        .sort(),
    ).toEqual([...kinds].sort())
  })

  it.each(leaves)('leaves $id ($kind) open between bounds while it may still come', ({ id }) => {
    const line = lineOf({ 'as-of': '2025-06-30' }, id)
    expect([id, line.closed, isOpen(line.own)]).toEqual([id, false, true])
    const after = lineOf({}, id)
    expect([id, after.closed, isOpen(after.own)]).toEqual([id, false, true])
  })

  it.each(leaves.filter((part) => part.kind !== 'deduction' && part.kind !== 'ratio'))(
    'is marked missing with a warning in $id ($kind) once it is closed, and is no zero',
    ({ id }) => {
      const line = lineOf({ closed: everything }, id)
      expect([id, line.missing, line.warnings.length > 0]).toEqual([id, true, true])
      expect([id, isOpen(line.own)]).toEqual([id, true])
    },
  )

  it('leaves the total undetermined when the year is closed over it', () => {
    const file = factsFile({ year: '2025', roster, closed: [{ what: 'year' }] })
    const [statement] = scoreCycle(inputOf(scheme, file)).statements
    expect(statement?.total).toBeNull()
    expect(statement?.lowest).not.toBe(statement?.highest)
  })

  it('of facts is no gap: closed without facts is what the regulation says of none', () => {
    const closed = { closed: everything }
    expect(lineOf(closed, 'extra').own).toEqual({ settled: '0', lowest: '0', highest: '0' })
    // Twelve months below the target, and no piece of the sixty.
    expect(lineOf(closed, 'daily').own.settled).toBe('37.6')
    expect(lineOf(closed, 'served').own).toEqual({ settled: '0', lowest: '0', highest: '0' })
  })
})
