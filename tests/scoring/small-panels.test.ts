import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withChoices } from '../../src/scheme/model/choices.js'
import { scoreCycle, scoreOne } from '../../src/scoring/engine.js'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { factsSchema, parseFacts } from '../../src/factsfile/shape.js'
import { type Edit, withEdited } from '../scheme/edited.js'
import { inputOf } from '../../src/factsfile/input.js'
import { dividedBy, type Fraction, fraction, isText, parse, times, total } from './fraction.js'
import { partOf } from './invented/bounds.js'
import { answersOf, small } from './small-answers.js'

const panel = small('lianyungang-panel')
const cadres = small('yueyang-cadres')

const bodies = ['association-leader', 'department', 'county']
const weights = ['0.4', '0.3', '0.3'].map(parse)
const figures = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 5 })

describe('ratings of three bodies', () => {
  it('are the weighted, trimmed means of fractions, without the own one', () => {
    fc.assert(
      fc.property(figures, figures, figures, answersOf(panel), (one, two, three, answers) => {
        const given = [one, two, three]
        const ratings = given.flatMap((values, body) =>
          values.map((value, at) => ({
            part: 'panel',
            period: '2018-year',
            assessee: 'donghai',
            assessor: body === 2 && at === 0 ? 'own' : `r${body}${at}`,
            body: bodies[body],
            points: `${value}`,
          })),
        )
        const file = factsSchema.parse({
          year: '2018',
          roster: { units: [{ id: 'donghai' }], people: [{ id: 'own', unit: 'donghai' }] },
          ratings,
          closed: [{ what: 'year' }],
        })
        const line = partOf(
          scoreCycle(inputOf(withChoices(panel, answers), file)),
          'donghai',
          'panel',
        )
        const means = given.map((values, body) => {
          const others =
            body === 2 && answers['own-ballot'] === 'left-out' ? values.slice(1) : values
          return meanByHand(others, answers.trimmed === 'without-ends' ? 1 : 0)
        })
        if (means.every((mean) => mean === null)) {
          expect(line.missing).toBe(true)
          return
        }
        const counted = weights.filter((_, at) => means[at] !== null)
        const sum = total(
          means.map((mean, at) =>
            mean === null ? fraction(0n) : times(mean, weights[at] ?? fraction(0n)),
          ),
        )
        const value = answers['missing-body'] === 'zero' ? sum : dividedBy(sum, total(counted))
        expect(
          isText(value, line.own.settled),
          `${line.own.settled} ${value.top}/${value.over}`,
        ).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

function meanByHand(values: readonly number[], trim: number): Fraction | null {
  const sorted = [...values].sort((a, b) => a - b)
  const left = sorted.length > 2 * trim ? sorted.slice(trim, sorted.length - trim) : sorted
  if (left.length === 0) return null
  return fraction(BigInt(left.reduce((a, b) => a + b, 0)), BigInt(left.length))
}

const tiers = ['civil-heads', 'civil-staff', 'institution-heads', 'institution-staff']
const person = fc.record({
  tier: fc.constantFrom(...tiers),
  points: fc.integer({ min: 55, max: 70 }),
  holder: fc.integer({ min: 0, max: 9 }),
})
type Person = typeof person extends fc.Arbitrary<infer T> ? T : never

function nominated(people: readonly (Person & { id: string })[], answers: Record<string, string>) {
  const file = factsSchema.parse({
    year: '2017',
    roster: {
      people: people.map(({ id, tier, holder }) => ({
        ...{ id, tier },
        ...(holder === 0 ? { traits: ['first-prize-head'] } : {}),
      })),
    },
    entered: people.flatMap(({ id, points }) => [
      { part: 'appraisal', assessee: id, points: `${points}` },
      { part: 'leaders', assessee: id, points: '15' },
    ]),
    closed: [{ what: 'year' }],
  })
  return scoreCycle(inputOf(withChoices(cadres, answers), file)).nominations
}

describe('places by a share of each tier', () => {
  it('are rounded as the answer says, lent to no other tier, and held first by those whom a trait names', () => {
    let full = 0
    fc.assert(
      fc.property(
        fc.array(person, { minLength: 1, maxLength: 40 }),
        answersOf(cadres),
        (all, answers) => {
          const people = all.map((one, index) => ({ ...one, id: `p${index}` }))
          for (const one of nominated(people, answers)) {
            const own = people.filter(({ tier }) => tier === one.tier)
            const share = one.tier.startsWith('civil') ? 15 : 10
            expect(one.quota).toBe(placesByHand(own.length, share, answers['quota-rounding'] ?? ''))
            const holders = own.filter(({ holder }) => holder === 0).length
            const sure = one.nominees.filter(({ tiedAtCut }) => !tiedAtCut)
            const inside = answers['automatic-heads'] === 'inside'
            const places = inside ? Math.max(one.quota, holders) : one.quota + holders
            expect(sure.length).toBeLessThanOrEqual(places)
            expect(one.nominees.length).toBe(
              sure.length < one.nominees.length
                ? one.nominees.length
                : Math.min(own.length, places),
            )
            if (one.quota > 0 && sure.length === places) full += 1
            if (own.length > 0) {
              const alone = nominated(own, answers).find(({ tier }) => tier === one.tier)
              expect(alone).toEqual(one)
            }
          }
        },
      ),
      { numRuns: 40 },
    )
    expect(full).toBeGreaterThan(0)
  })

  it('are those of the worked example: 21, 46, 4 and 21 people', () => {
    const sizes = [21, 46, 4, 21]
    const people = sizes.flatMap((size, at) =>
      Array.from({ length: size }, (_, index) => ({
        id: `p${at}-${index}`,
        tier: tiers[at] ?? '',
        points: 70 - (index % 16),
        holder: at < 1 && index < 3 ? 0 : at === 2 && index === 1 ? 0 : 1,
      })),
    )
    const made = nominated(people, {})
    expect(made.map(({ quota }) => quota)).toEqual([3, 6, 0, 2])
    expect(made.map(({ basis }) => basis?.exact)).toEqual(['3.15', '6.9', '0.4', '2.1'])
    expect(made[0]?.nominees.map(({ criterion }) => criterion)).toEqual([
      'automatic',
      'automatic',
      'automatic',
    ])
    expect(made[2]?.nominees.map(({ assessee }) => assessee)).toEqual(['p2-1'])
  })
})

function placesByHand(people: number, percent: number, rounding: string): number {
  const down = (people * percent - ((people * percent) % 100)) / 100
  const rest = (people * percent) % 100
  if (rounding === 'half-up') return rest >= 50 ? down + 1 : down
  if (rounding === 'up') return rest > 0 ? down + 1 : down
  if (rounding === 'at-least-one') return people === 0 ? 0 : Math.max(1, down)
  return down
}

describe('ratings twice a year', () => {
  it('are the mean of the halves, open until the second is closed', () => {
    const edit: Edit = {
      file: 'scheme.yaml',
      find: 'periods: year',
      replace: 'periods: half-years',
    }
    withEdited(
      [edit],
      (folder) => {
        const scheme = must(readScheme(folder).scheme, 'the edited scheme reads')
        const rating = (half: string, points: number) =>
          `  - {part: panel, period: 2018-${half}, assessee: donghai, assessor: l1, body: association-leader, points: ${points}}`
        const document = parseFacts(
          [
            'year: 2018',
            'roster: {units: [{id: donghai}]}',
            'ratings:',
            rating('H1', 80),
            rating('H2', 91),
            'closed:',
            '  - {what: period, part: panel, period: 2018-H1, on: 2018-07-10}',
            '  - {what: period, part: panel, period: 2018-H2, on: 2018-12-31}',
            '  - {what: facts, on: 2018-12-31}',
          ].join('\n'),
          'f.yaml',
        )
        const facts = must(document.value, 'the facts read')
        expect(checkFacts(scheme, facts, { document })).toEqual([])
        const at = (on: string) => scoreOne(inputOf(scheme, facts, day(on)), 'donghai')
        expect(at('2018-12-31').total).toBe('85.5')
        expect([at('2018-07-10').lowest, at('2018-07-10').total]).toEqual(['40', null])
      },
      'tests/scoring/small-schemes/lianyungang-panel',
    )
  })
})

describe('ratings twice a year', () => {
  it('are the mean of the halves, open until the second is closed', () => {
    const edit: Edit = {
      file: 'scheme.yaml',
      find: 'periods: year',
      replace: 'periods: half-years',
    }
    withEdited(
      [edit],
      (folder) => {
        const scheme = must(readScheme(folder).scheme, 'the edited scheme reads')
        const rating = (half: string, points: number) =>
          `  - {part: panel, period: 2018-${half}, assessee: donghai, assessor: l1, body: association-leader, points: ${points}}`
        const document = parseFacts(
          [
            'year: 2018',
            'roster: {units: [{id: donghai}]}',
            'ratings:',
            rating('H1', 80),
            rating('H2', 91),
            'closed:',
            '  - {what: period, part: panel, period: 2018-H1, on: 2018-07-10}',
            '  - {what: period, part: panel, period: 2018-H2, on: 2018-12-31}',
            '  - {what: facts, on: 2018-12-31}',
          ].join('\n'),
          'f.yaml',
        )
        const facts = must(document.value, 'the facts read')
        expect(checkFacts(scheme, facts, { document })).toEqual([])
        const at = (on: string) => scoreOne(inputOf(scheme, facts, day(on)), 'donghai')
        expect(at('2018-12-31').total).toBe('85.5')
        expect([at('2018-07-10').lowest, at('2018-07-10').total]).toEqual(['40', null])
      },
      'tests/scoring/small-schemes/lianyungang-panel',
    )
  })
})
