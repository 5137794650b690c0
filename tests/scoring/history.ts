import fc from 'fast-check'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { type FactsFile, factsSchema } from '../../src/factsfile/shape.js'

/** Arbitrary years of a small bureau: two heads, four staff, one of them a newcomer. */

const people = ['h1', 'h2', 's1', 's2', 's3', 's4']
const charging = ['late', 'absent', 'early-leave', 'major-undone', 'major-late', 'general-undone']
const moreCharging = ['general-late', 'instruction-late', 'complaint-verified', 'stability-event']

const dayOf = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => `2025-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`)
const figure = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 999 }))
  .map(([whole, part]) => `${whole}.${`${part}`.padStart(3, '0')}`)

const fact = fc.record({
  rule: fc.constantFrom(...charging, ...moreCharging, 'other'),
  days: fc.tuple(dayOf, dayOf, dayOf).map((days) => [...days].sort()),
  ends: fc.constantFrom('effective', 'effective', 'effective', 'withdrawn'),
  objected: fc.boolean(),
  persons: fc.uniqueArray(fc.constantFrom(...people), { minLength: 1, maxLength: 3 }),
  unit: fc.constantFrom('u1', 'u2'),
  matter: fc.constantFrom('m1', 'm2', undefined),
  free: fc.integer({ min: 0, max: 999 }),
})

const tally = fc
  .array(fc.tuple(figure, fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 6 })
  .map((ballots) => Object.fromEntries(ballots.map(([value, count]) => [value, `${count}`])))

export const parts = fc.record({
  facts: fc.array(fact, { maxLength: 12 }),
  performance: fc.array(figure, { minLength: people.length, maxLength: people.length }),
  tallies: fc.array(tally, { minLength: people.length, maxLength: people.length }),
  ratings: fc.array(fc.option(figure), { minLength: 48, maxLength: 48 }),
  closings: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 7, maxLength: 7 }),
})
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never

/** One of each choice's alternatives. */
export function choicesOf(scheme: Scheme): fc.Arbitrary<Record<string, string>> {
  return fc.record(
    Object.fromEntries(
      scheme.choices.map((one) => [
        one.id,
        fc.constantFrom(...one.alternatives.map((other) => other.id)),
      ]),
    ),
  )
}

/** The year as a facts file: facts with their history, every closing on a day of its own. */
export function yearOf(given: Parts): FactsFile {
  return factsSchema.parse({
    year: '2025',
    'as-of': '2026-02-28',
    roster: {
      units: [
        { id: 'u1', heads: ['h1'] },
        { id: 'u2', heads: ['h2'] },
      ],
      people: people.map((id, index) => ({
        id,
        tier: index < 3 ? 'L1' : 'L2',
        unit: index % 2 === 0 ? 'u1' : 'u2',
        roles: id.startsWith('h') ? ['unit-head'] : [],
        ...(id === 's4' ? { from: '2025-05-10' } : {}),
      })),
    },
    facts: given.facts.map((one, index) => ({
      id: `f${index}`,
      rule: one.rule,
      day: one.days[0],
      history: [
        { on: one.days[1], state: 'proposed' },
        ...(one.objected ? [{ on: one.days[1], state: 'objected' }] : []),
        { on: one.days[2], state: one.ends },
      ],
      persons: one.persons,
      unit: one.unit,
      ...(one.matter === undefined ? {} : { matter: one.matter }),
      ...(one.rule === 'other'
        ? { points: { person: `${one.free / 100}`, head: `${one.free / 1000}` } }
        : {}),
    })),
    entered: people.map((assessee, index) => ({
      part: 'performance',
      assessee,
      points: given.performance[index] ?? '0',
    })),
    tallies: people.map((assessee, index) => ({
      part: 'appraisal',
      assessee,
      values: given.tallies[index] ?? {},
    })),
    ratings: ratingsOf(given),
    closed: [
      ...[1, 2, 3, 4].map((quarter) => ({
        what: 'period',
        part: 'superior',
        period: `2025-Q${quarter}`,
        on: `2025-${`${quarter * 3 - 1}`.padStart(2, '0')}-${`${given.closings[quarter] ?? 1}`.padStart(2, '0')}`,
      })),
      { what: 'facts', on: '2026-01-05' },
      { what: 'part', part: 'performance', on: '2026-01-10' },
      { what: 'part', part: 'appraisal', on: '2026-01-20' },
    ],
  })
}

function ratingsOf(given: Parts): object[] {
  return people.flatMap((assessee, who) =>
    [1, 2, 3, 4].flatMap((quarter) => {
      if (assessee === 's4' && quarter === 1) return []
      const bodies = assessee.startsWith('h') ? ['party-group', 'leader-in-charge'] : ['unit-head']
      return bodies.flatMap((body, index) => {
        const points = given.ratings[who * 8 + (quarter - 1) * 2 + index] ?? null
        if (points === null) return []
        const period = `2025-Q${quarter}`
        return [{ part: 'superior', period, assessee, assessor: `${body}-1`, body, points }]
      })
    }),
  )
}
