import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withChoices } from '../../src/scheme/model/choices.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { factsSchema } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import { answersOf, small } from './small-answers.js'

const cadres = small('yueyang-cadres')

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
