import { inJanuary } from '../../src/base/assessment-year.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { addDays, day, type Day } from '../../src/base/day.js'
import { compareExact, points, sum } from '../../src/base/points.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { inputOf } from '../../src/factsfile/input.js'
import { monthsIn } from '../../src/scoring/parts/service.js'
import { factsOf, membersOfSections } from './cadres.js'

const first = day('2012-01-01')
const anyDay = fc.integer({ min: 0, max: 365 }).map((count): Day => addDays(first, count))
const serviceBy = (how: string) => ({
  service: must(membersOfSections({ 'month-counts': how }).service, 'a service'),
  ...{ begins: inJanuary, year: '2012' },
})
const [whole, onDay, anyDayOf] = [serviceBy('whole'), serviceBy('on-day'), serviceBy('any-day')]

/** Someone who came, perhaps moved, perhaps left. */
const anyMove = fc.tuple(anyDay, anyDay, anyDay).map((days) => [...days].sort())

describe('months of service', () => {
  it('are fewest counted whole, most counted by any day', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (from, to) => {
        const stays = [{ from, to }]
        const [few, some, many] = [whole, onDay, anyDayOf].map((one) => monthsIn(one, stays))
        expect(few).toBeLessThanOrEqual(some ?? -1)
        expect(some).toBeLessThanOrEqual(many ?? -1)
      }),
    )
  })

  it('by the day of the month are shared out over units without loss', () => {
    fc.assert(
      fc.property(anyMove, ([from = first, moved = first, to = first]) => {
        fc.pre(from < moved && moved <= to)
        const parts = [
          { from, to: addDays(moved, -1) },
          { from: moved, to },
        ]
        const all = monthsIn(onDay, [{ from, to }])
        expect(sum(parts.map((one) => points(monthsIn(onDay, [one])))).toNumber()).toBe(all)
        expect(monthsIn(onDay, parts)).toBe(all)
        expect(monthsIn(whole, parts)).toBe(monthsIn(whole, [{ from, to }]))
      }),
    )
  })

  it('count a whole year for who was always there, in whatever way', () => {
    for (const service of [whole, onDay, anyDayOf]) expect(monthsIn(service, [{}])).toBe(12)
  })
})

describe('results of another scheme as points', () => {
  const anyTotal = fc
    .integer({ min: 0, max: 30000 })
    .map((hundredths) => points(hundredths).dividedBy(100).toString())
  const anyPlace = fc.constantFrom('first', 'second', 'third', 'other')

  it('lie within the bounds said before they were known, for who came, moved or left', () => {
    fc.assert(
      fc.property(
        anyMove,
        fc.record({ a: anyTotal, b: anyTotal, place: anyPlace, other: anyPlace }),
        fc.constantFrom('by-months', 'last'),
        fc.constantFrom('yes', 'no'),
        fc.boolean(),
        ([from = first, moved = first, to = first], of, how, bonus, retired) => {
          const answers = { 'moved-units': how, 'bonus-by-service': bonus }
          const scheme = membersOfSections(answers)
          const roster = {
            units: [{ id: 'a' }, { id: 'b' }],
            people: [
              {
                id: 'p',
                unit: 'b',
                tier: 'people',
                from,
                to,
                ...(retired ? { leaving: 'retired' } : {}),
                memberships: [
                  { unit: 'a', from, to: addDays(moved, -1) },
                  { unit: 'b', from: moved, to },
                ],
              },
            ],
          }
          const results = [
            { result: 'section-total', of: 'a', points: of.a },
            { result: 'section-total', of: 'b', points: of.b },
            { result: 'section-place', of: 'a', level: of.place },
            { result: 'section-place', of: 'b', level: of.other },
          ]
          const at = (closed: object[]) => {
            const facts = factsOf({ roster, results, closed })
            return must(scoreCycle(inputOf(scheme, facts)).statements[0], 'a statement')
          }
          const final = at([{ what: 'year' }])
          const total = points(must(final.total, 'a total'))
          for (const closed of [[], [{ what: 'part', part: 'own-share' }]]) {
            const early = at(closed)
            expect(early.total).toBeNull()
            expect(compareExact(points(early.lowest ?? '0'), total)).toBeLessThanOrEqual(0)
            expect(compareExact(total, points(early.highest ?? '0'))).toBeLessThanOrEqual(0)
          }
        },
      ),
      { numRuns: 80 },
    )
  })

  it('a missing row leaves the total open and is never taken as nothing', () => {
    const scheme = membersOfSections()
    const facts = factsOf({
      roster: { units: [{ id: 'a' }], people: [{ id: 'p', unit: 'a', tier: 'people' }] },
      results: [{ result: 'section-total', of: 'a', points: '80' }],
      closed: [{ what: 'year' }],
    })
    const [one] = scoreCycle(inputOf(scheme, facts)).statements
    expect([one?.total, one?.lowest, one?.highest]).toEqual([null, '80', '80.5'])
  })

  it('say on the line what share of the year counts, why, and whose results it rests on', () => {
    const facts = factsOf({
      roster: {
        units: [{ id: 'a' }],
        people: [{ id: 'p', unit: 'a', tier: 'people', to: '2012-06-30', leaving: 'retired' }],
      },
      results: [
        { result: 'section-total', of: 'a', points: '99.10' },
        { result: 'section-place', of: 'a', level: 'second' },
      ],
      closed: [{ what: 'year' }],
    })
    const [one] = scoreCycle(inputOf(membersOfSections(), facts)).statements
    const [share, bonus] = one?.root.lines ?? []
    expect(share?.points.settled).toBe('49.55')
    expect(share?.served).toMatchObject({ times: '1', over: '2', months: null, ground: 'retired' })
    expect(share?.results).toEqual([
      {
        result: 'section-total',
        of: 'a',
        year: '2012',
        level: null,
        points: '99.10',
        months: null,
      },
    ])
    expect(bonus?.served).toBeUndefined()
    expect(bonus?.points.settled).toBe('0.3')
  })
})
