import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { ScoringFact, ScoringInput } from '../../src/scoring/input.js'
import { hundredths, numbers } from './bureau-year.js'

const tiers = ['group-1', 'group-2', 'group-3'] as const
const months = Array.from({ length: 12 }, (_, at) => `${at + 1}`.padStart(2, '0'))

/**
 * A year of so many units, the same for the same number: of each a brief a month and eight checks towards targets, six
 * lapses, awards and pieces in the media of which some are one matter, five leaders' ratings, an entered score; three
 * tiers, everything closed.
 */
export function unitYear(units: number): ScoringInput {
  const next = numbers(units)
  const { scheme, problems } = readScheme('tests/bench/unit-year')
  const ids = Array.from({ length: units }, (_, index) => `u${`${index}`.padStart(6, '0')}`)
  return {
    scheme: must(scheme, `the scheme reads: ${problems.map((one) => one.message).join('; ')}`),
    year: '2025',
    assessees: ids.map((id, index) => ({
      ...{ id, name: `科室${index}`, unit: id, tier: must(tiers[index % 3], 'a tier'), roles: [] },
    })),
    units: ids.map((id, index) => ({ id, name: `科室${index}`, heads: [] })),
    facts: ids.flatMap((id) => factsOf(id, next)),
    ratings: ids.flatMap((assessee) =>
      Array.from({ length: 5 }, (_, at) => ({
        ...{ part: 'leaders', period: '2025-year', assessee, assessor: `leader-${at}` },
        raterClass: 'leader',
        points: hundredths(800 + next(1200)),
      })),
    ),
    tallies: [],
    entered: ids.map((assessee) => ({
      ...{ part: 'rest', assessee, points: hundredths(600 + next(1400)) },
    })),
    closed: { year: true, facts: true, parts: [], periods: [] },
    asOf: day('2026-02-28'),
  }
}

function factsOf(unit: string, next: (below: number) => number): ScoringFact[] {
  const made = (rule: string, month: string, more: Partial<ScoringFact> = {}): ScoringFact => ({
    id: `${unit}-${rule}-${month}-${next(1_000_000)}`,
    day: day(`2025-${month}-${`${1 + next(28)}`.padStart(2, '0')}`),
    persons: [],
    unit,
    rule,
    state: 'effective',
    ...more,
  })
  const some = (count: number): string[] =>
    Array.from({ length: count }, () => must(months[next(12)], 'a month'))
  return [
    ...months.map((month) => made('brief-done', month, { quantity: `${1 + next(3)}` })),
    ...some(8).map((month) => made('check-done', month, { quantity: `${1 + next(4)}` })),
    ...some(6).map((month) => made('lapse', month)),
    ...some(3).map((month) => made('award', month, { matter: `${unit}-${next(3)}` })),
    ...some(5).map((month) => made('media', month, { matter: `${unit}-${next(6)}` })),
  ]
}
