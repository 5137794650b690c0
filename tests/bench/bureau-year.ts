import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { ScoringFact, ScoringInput } from '../../src/scoring/input.js'

/** People of one unit. */
const unitSize = 10

/**
 * A bureau's year, the same for the same number of people: of each person twelve monthly deductions, four quarterly
 * ratings, a performance score, sixty votes and a superior's score; two tiers, everything closed.
 */
export function bureauYear(people: number): ScoringInput {
  const next = numbers(people)
  const scheme = must(readScheme('tests/bench/bureau-year').scheme, 'the scheme reads')
  const ids = Array.from({ length: people }, (_, index) => `p${`${index}`.padStart(6, '0')}`)
  const unitOf = (index: number): string => `u${Math.floor(index / unitSize)}`
  const facts: ScoringFact[] = []
  for (const [index, id] of ids.entries()) facts.push(...deductions(id, unitOf(index), next))
  return {
    scheme,
    year: '2025',
    assessees: ids.map((id, index) => ({
      id,
      name: `人员${index}`,
      unit: unitOf(index),
      tier: index % unitSize < 2 ? 'L1' : 'L2',
      roles: [{ role: 'staff', from: day('2020-01-01') }],
    })),
    units: Array.from({ length: Math.ceil(people / unitSize) }, (_, index) => ({
      id: `u${index}`,
      name: `处室${index}`,
      heads: [
        { person: must(ids[index * unitSize], 'a unit has people'), from: day('2020-01-01') },
      ],
    })),
    facts,
    ratings: ids.flatMap((assessee) =>
      ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'].map((period) => ({
        ...{ part: 'quarterly', period, assessee, assessor: 'boss', raterClass: 'leader' },
        points: hundredths(6000 + next(4000)),
      })),
    ),
    tallies: ids.map((assessee) => ({ part: 'appraisal', assessee, values: ballots(next) })),
    entered: ids.flatMap((assessee) =>
      ['performance', 'superior'].map((part) => ({
        ...{ part, assessee, points: hundredths(5500 + next(4500)) },
      })),
    ),
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: day('2026-02-28'),
  }
}

function deductions(id: string, unit: string, next: (below: number) => number): ScoringFact[] {
  return Array.from({ length: 12 }, (_, month): ScoringFact => {
    const at = `${month + 1}`.padStart(2, '0')
    const date = `${1 + next(28)}`.padStart(2, '0')
    const fact = {
      ...{ id: `${id}-${at}`, day: day(`2025-${at}-${date}`), persons: [id], unit },
      state: 'effective' as const,
    }
    const kind = next(4)
    if (kind === 0) return { ...fact, rule: 'undone' }
    if (kind === 1) return { ...fact, rule: 'other', points: { person: hundredths(1 + next(300)) } }
    return { ...fact, rule: 'late' }
  })
}

/** Sixty figures on the scale, as counted: figure → ballots. */
function ballots(next: (below: number) => number): Record<string, number> {
  const centre = 62 + next(30)
  const values: Record<string, number> = {}
  for (let ballot = 0; ballot < 60; ballot++) {
    const figure = `${centre - 8 + next(9) + next(9)}`
    values[figure] = (values[figure] ?? 0) + 1
  }
  return values
}

/** `8650` is `86.5`, as people write it. */
export function hundredths(value: number): string {
  const cents = `${value % 100}`.padStart(2, '0').replace(/0+$/, '')
  return `${Math.floor(value / 100)}${cents === '' ? '' : `.${cents}`}`
}

/** The same numbers for the same seed: 0 … below − 1. */
export function numbers(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 97) % 4294967296
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % below
  }
}
