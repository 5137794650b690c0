import type { Rounding } from '../../src/scheme/model/grades.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { canonicalJson } from '../../src/base/json.js'
import { points } from '../../src/base/points.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { mostOf } from '../../src/scoring/ratings/period-grades.js'
import { factsOf, quarterRows, quarters, smallScheme } from './cadres.js'

const scheme = smallScheme('wuhan-cadres')
const levels = ['fine', 'good', 'fair', 'poor'] as const
const anyLevel = fc.constantFrom(...levels, null)
const anyQuarters = fc.tuple(anyLevel, anyLevel, anyLevel, anyLevel)
const people = ['a', 'b', 'c'] as const

/** A year of three heads: their quarters, when something forced a level, and their units' grades. */
const anyCadreYear = fc.record({
  quarters: fc.tuple(anyQuarters, anyQuarters, anyQuarters),
  causes: fc.array(
    fc.record({
      who: fc.constantFrom(...people),
      month: fc.integer({ min: 1, max: 12 }),
      rule: fc.constantFrom('shirking', 'favours', 'punished', 'case-opened', 'case-closed'),
      state: fc.constantFrom('effective', 'proposed', 'reversed'),
    }),
    { maxLength: 4 },
  ),
  units: fc.tuple(...people.map(() => fc.constantFrom('advanced', 'qualified', null))),
})
type CadreYear = typeof anyCadreYear extends fc.Arbitrary<infer T> ? T : never

function yearOf(given: CadreYear, closed: readonly Record<string, string>[]) {
  return factsOf({
    roster: {
      units: people.map((who) => ({ id: `u-${who}`, heads: [who] })),
      people: people.map((who) => ({
        id: who,
        unit: `u-${who}`,
        tier: 'heads',
        roles: ['unit-head'],
      })),
    },
    facts: given.causes.map(({ who, month, rule, state }, index) => ({
      id: `f${index}`,
      rule,
      day: `2012-${`${month}`.padStart(2, '0')}-10`,
      persons: [who],
      state,
    })),
    'period-grades': people.flatMap((who, index) =>
      quarterRows(who, given.quarters[index] ?? [], 'leader-in-charge'),
    ),
    results: people.flatMap((who, index) => {
      const level = given.units[index]
      return level == null ? [] : [{ result: 'unit-grade', of: `u-${who}`, level }]
    }),
    closed,
  })
}

const wholeYear = [{ what: 'year' }]

describe('grades by quarter', () => {
  it('a cause makes the quarter poor, but leaves what was given where that is lower', () => {
    const facts = factsOf({
      roster: { units: [{ id: 'u' }], people: [{ id: 'p', unit: 'u', tier: 'cadres' }] },
      facts: [{ id: 'f', rule: 'favours', day: '2012-05-10', persons: ['p'] }],
      'period-grades': quarterRows('p', ['fine', 'fine', 'fine', null]),
      closed: wholeYear,
    })
    const [statement] = scoreCycle(inputOf(scheme, facts)).statements
    const part = must(statement?.root.lines[0], 'the quarters')
    expect(part.lines.map((one) => one.grade)).toEqual([
      { level: 'fine', given: 'fine', forcedBy: [], remark: null },
      { level: 'poor', given: 'fine', forcedBy: ['f'], remark: null },
      { level: 'fine', given: 'fine', forcedBy: [], remark: null },
      { level: null, given: null, forcedBy: [], remark: null },
    ])
    expect(part.lines.map((one) => one.warnings)).toEqual([
      [],
      ['grade-forced'],
      [],
      ['nothing-entered'],
    ])
  })

  it('says in a quarter who has the best grade, how many may, and of how many', () => {
    const ids = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6']
    const facts = factsOf({
      roster: {
        units: [{ id: 'u' }],
        people: ids.map((id) => ({ id, unit: 'u', tier: 'cadres' })),
      },
      'period-grades': ids.flatMap((id, index) =>
        quarterRows(id, [index < 2 ? 'fine' : 'good', null, null, null]),
      ),
      closed: [{ what: 'period', part: 'quarterly', period: '2012-Q1' }],
    })
    expect(scoreCycle(inputOf(scheme, facts)).warnings).toContainEqual({
      code: 'period-share',
      tier: 'cadres',
      assessees: ['p1', 'p2'],
      part: 'quarterly/2012-Q1',
      with: { level: 'fine', given: '2', most: '1', of: '6', 'fine-among': 'by-tier' },
    })
  })

  it('a share is rounded down, and the least that is always allowed is never more than were rated', () => {
    const plain = <T>(value: T) => ({ value, choice: null, byAnswer: null })
    const limit = (rounding: Rounding, share = { times: points('0.2'), over: points(1) }) => ({
      level: 'fine',
      places: plain({ kind: 'share' as const, share }),
      per: plain('unit' as const),
      rounding: plain(rounding),
    })
    expect([4, 5, 9, 10].map((rated) => mostOf(limit('down'), rated))).toEqual([0, 1, 1, 2])
    expect([0, 4, 5].map((rated) => mostOf(limit('down-at-least-one'), rated))).toEqual([0, 1, 1])
    const thirds = limit('down', { times: points(1), over: points(3) })
    expect([2, 3, 5, 6].map((rated) => mostOf(thirds, rated))).toEqual([0, 1, 1, 2])
  })

  it('tell nothing of a quarter before it is closed', () => {
    fc.assert(
      fc.property(anyCadreYear, anyCadreYear, (given, other) => {
        const closed = [{ what: 'period', part: 'quarterly', period: '2012-Q1' }]
        const first = (one: CadreYear) => one.quarters.map((each) => each[0] ?? null)
        const swapped = {
          ...given,
          quarters: other.quarters.map((each, who) => [
            first(given)[who] ?? null,
            ...each.slice(1),
          ]) as CadreYear['quarters'],
        }
        const bytes = (one: CadreYear) =>
          canonicalJson(scoreCycle(inputOf(scheme, yearOf(one, closed))))
        expect(bytes(swapped)).toBe(bytes(given))
      }),
      { numRuns: 40 },
    )
  })
})

describe('a grade by quarters and results', () => {
  it('comes out as counting by hand gives it', () => {
    const counts = new Map<string, number>()
    fc.assert(
      fc.property(anyCadreYear, (given) => {
        const result = scoreCycle(inputOf(scheme, yearOf(given, wholeYear)))
        for (const [index, who] of people.entries()) {
          const found = must(
            result.grades.find((one) => one.assessee === who),
            'a grade',
          )
          const wanted = gradeByHand(given, who, index)
          expect(found.grade ?? found.reason, JSON.stringify(given)).toBe(wanted)
          counts.set(wanted, (counts.get(wanted) ?? 0) + 1)
        }
      }),
      { numRuns: 300 },
    )
    expect([...counts.keys()].sort()).toEqual(
      ['competent', 'excellent', 'incompetent', 'open', 'state'].sort(),
    )
  })

  it('stays what it is once it is said, whatever comes later', () => {
    let said = 0
    fc.assert(
      fc.property(
        anyCadreYear,
        // Each is open once in five: with more, whole years would be too rare to say a grade at all.
        fc.array(
          fc.nat(4).map((one) => one === 0),
          { minLength: 5, maxLength: 5 },
        ),
        (given, open) => {
          const closed = [
            ...(open[4] ? [] : [{ what: 'facts' }]),
            ...quarters.flatMap((label, index) =>
              open[index] ? [] : [{ what: 'period', part: 'quarterly', period: `2012-${label}` }],
            ),
          ]
          const early = scoreCycle(inputOf(scheme, yearOf(given, closed)))
          const final = scoreCycle(inputOf(scheme, yearOf(given, wholeYear)))
          for (const one of early.grades.filter((each) => each.grade !== null)) {
            said += 1
            expect(final.grades.find((each) => each.assessee === one.assessee)).toEqual(one)
          }
        },
      ),
      { numRuns: 150 },
    )
    expect(said).toBeGreaterThan(0)
  })

  it('does not depend on the order of anything, and survives being written to a file', () => {
    fc.assert(
      fc.property(anyCadreYear, (given) => {
        const input = inputOf(scheme, yearOf(given, wholeYear))
        const mixed = {
          ...input,
          assessees: [...input.assessees].reverse(),
          facts: [...input.facts].reverse(),
          periodGrades: [...(input.periodGrades ?? [])].reverse(),
          results: [...(input.results ?? [])].reverse(),
        }
        const bytes = canonicalJson(scoreCycle(input))
        expect(canonicalJson(scoreCycle(mixed))).toBe(bytes)
        const again = inputOf(scheme, exportFacts(input), day('2012-12-31'))
        expect(canonicalJson(scoreCycle(again))).toBe(bytes)
      }),
      { numRuns: 40 },
    )
  })
})

/** The year's grade by the regulation, counted without the engine. */
function gradeByHand(given: CadreYear, who: string, index: number): string {
  const mine = given.causes.filter((one) => one.who === who)
  const effective = mine.filter((one) => one.state === 'effective')
  const closings = effective.filter((one) => one.rule === 'case-closed')
  const standing = effective.filter(
    (one) => one.rule === 'case-opened' && !closings.some((end) => end.month >= one.month),
  )
  if (standing.length > 0) return 'state'
  if (mine.some((one) => one.state === 'proposed' && one.rule !== 'punished')) return 'open'
  const forcing = effective.filter((one) => ['shirking', 'favours'].includes(one.rule))
  const found = (given.quarters[index] ?? []).map((level, quarter) =>
    forcing.some((one) => Math.ceil(one.month / 3) === quarter + 1) ? 'poor' : level,
  )
  const rated = found.filter((level) => level !== null)
  const count = (...which: string[]) => rated.filter((level) => which.includes(level)).length
  if (rated.length > 0 && count('poor') * 2 >= rated.length) return 'incompetent'
  const punished = effective.some((one) => one.rule === 'punished')
  const fit =
    !punished && rated.length > 0 && count('fine', 'good') === rated.length && count('fine') > 0
  if (!fit) return 'competent'
  const unit = given.units[index]
  if (unit === null || unit === undefined) return 'open'
  return unit === 'advanced' ? 'excellent' : 'competent'
}
