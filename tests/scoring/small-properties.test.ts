import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { canonicalJson } from '../../src/base/json.js'
import { withChoices } from '../../src/scheme/choices.js'
import type { Scheme } from '../../src/scheme/model.js'
import { readScheme } from '../../src/scheme/read.js'
import { scoreCycle } from '../../src/scoring/cycle.js'
import { factsSchema, parseFacts } from '../../src/scoring/facts-file.js'
import { inputOf } from '../../src/scoring/facts-input.js'
import type { CycleResult } from '../../src/scoring/statement.js'
import {
  compare,
  dividedBy,
  type Fraction,
  fraction,
  isText,
  parse,
  times,
  total,
} from './fraction.js'
import { expectWithin, partOf } from './invented/bounds.js'

const small = (name: string): Scheme =>
  must(readScheme(`tests/scoring/small-schemes/${name}`).scheme, 'the small scheme reads')
const departments = small('yueyang-departments')
const panel = small('lianyungang-panel')
const cadres = small('yueyang-cadres')

/** Any answers to a scheme's choices. */
function answersOf(scheme: Scheme): fc.Arbitrary<Record<string, string>> {
  return fc.record(
    Object.fromEntries(
      scheme.choices.map((one) => [
        one.id,
        fc.constantFrom(...one.alternatives.map((other) => other.id)),
      ]),
    ),
  )
}

const units = ['a', 'b', 'c']
const bonuses: Record<string, string> = {
  'grand-award': '8',
  approval: '6',
  'rank-top': '6',
  'media-province': '0.5',
  'media-city': '0.2',
  'honour-high': '2',
  'honour-city': '1',
}
const others = ['office-circular', 'department-circular', 'rank-bottom', 'growth', 'rank', 'funds']
const shares = [['1'], ['1/3', '2/3'], ['50%', '25%', '25%']]

const fact = fc.record({
  rule: fc.constantFrom(
    ...Object.keys(bonuses),
    ...Object.keys(bonuses),
    ...others,
    'meeting-missed',
  ),
  month: fc.integer({ min: 1, max: 9 }),
  who: fc.shuffledSubarray(units, { minLength: 1 }),
  agreed: fc.boolean(),
  matter: fc.constantFrom('m1', 'm2', undefined),
  quantity: fc.integer({ min: 0, max: 12 }),
  earlier: fc.constantFrom('effective', 'proposed', 'objected', 'unseen'),
  ends: fc.constantFrom('effective', 'effective', 'effective', 'withdrawn'),
})
type Drawn = typeof fact extends fc.Arbitrary<infer T> ? T : never
const year = fc.array(fact, { maxLength: 9 })

function factOf(one: Drawn, index: number, state: string): object {
  const rule = must(
    departments.rules.find((other) => other.id === one.rule),
    'a rule',
  )
  const agreed = one.agreed ? shares[one.who.length - 1] : undefined
  return {
    id: `f${index}`,
    rule: one.rule,
    day: `2017-0${one.month}-11`,
    state,
    joint: one.who.map((who, at) => ({
      who,
      as: at === 0 ? 'lead' : 'others',
      ...(agreed === undefined || one.who.length < 2 ? {} : { share: agreed[at] }),
    })),
    ...(one.matter === undefined ? {} : { matter: one.matter }),
    ...(rule.quantity === null
      ? {}
      : { quantity: rule.id === 'funds' ? `${one.quantity * 625}` : `${one.quantity}.5` }),
  }
}

function scored(
  answers: Record<string, string>,
  of: { given: readonly Drawn[]; state: (one: Drawn) => string; closed: boolean },
): CycleResult {
  const facts = of.given.flatMap((one, index) => {
    const state = of.state(one)
    return state === 'unseen' ? [] : [factOf(one, index, state)]
  })
  const file = factsSchema.parse({
    year: '2017',
    roster: { units: units.map((id) => ({ id, ...(id === 'c' ? {} : { branch: 'first' }) })) },
    facts,
    closed: of.closed ? [{ what: 'facts' }] : [],
  })
  return scoreCycle(inputOf(withChoices(departments, answers), file))
}

describe('bounds of joint matters under limits', () => {
  it.each([true, false])(
    'hold what comes out in the end, by every answer (facts still coming: %s)',
    (open) => {
      let between = 0
      fc.assert(
        fc.property(year, answersOf(departments), (given, answers) => {
          const state = ({ earlier }: Drawn): string =>
            earlier === 'unseen' && !open ? 'proposed' : earlier
          const ends = (one: Drawn): string =>
            one.earlier === 'effective' ? 'effective' : one.ends
          const before = scored(answers, { given, state, closed: !open })
          const after = scored(answers, { given, state: ends, closed: true })
          expectWithin(before, after)
          const { lowest, highest } = partOf(before, 'a', 'bonus').own
          if (lowest !== highest) between += 1
        }),
        { numRuns: 150 },
      )
      expect(between).toBeGreaterThan(0)
    },
  )

  const award = '{id: x, rule: grand-award, day: 2017-05-01, matter: m, state: proposed, joint: '
  it.each([
    {
      when: 'the stronger line of a matter stands under a limit that is full',
      facts: [
        '{id: h1, rule: honour-high, day: 2017-01-01, unit: a}',
        '{id: h2, rule: honour-high, day: 2017-01-02, unit: a}',
        '{id: m1, rule: media-province, day: 2017-01-03, unit: a, quantity: 3, matter: m}',
        '{id: x, rule: honour-high, day: 2017-05-01, unit: a, matter: m, state: proposed}',
      ],
      limits: true,
      bounds: ['4', '5.5'],
    },
    {
      when: 'the stronger line of a matter gives only a small share, beside limits',
      facts: [
        '{id: y, rule: approval, day: 2017-01-01, unit: a, matter: m}',
        `${award}[{who: a, share: 25%}, {who: b, share: 75%}]}`,
      ],
      limits: true,
      bounds: ['0', '6'],
    },
    {
      when: 'the stronger line of a matter gives only a small share',
      facts: [
        '{id: y, rule: approval, day: 2017-01-01, unit: a, matter: m}',
        `${award}[{who: a, share: 25%}, {who: b, share: 75%}]}`,
      ],
      limits: false,
      bounds: ['0', '6'],
    },
  ])('hold both ends where $when', ({ facts, limits, bounds }) => {
    const scheme = limits ? departments : withoutLimits(departments)
    const text = (decided: string): string =>
      [
        'year: 2017',
        'roster: {units: [{id: a}, {id: b}]}',
        'facts:',
        ...facts.map((one) => `  - ${one.replace('proposed', decided)}`),
        'closed: [{what: facts}]',
      ].join('\n')
    const result = (decided: string): CycleResult =>
      scoreCycle(inputOf(scheme, must(parseFacts(text(decided), 'f.yaml').value, 'facts')))
    const before = result('proposed')
    const { lowest, highest } = partOf(before, 'a', 'bonus').own
    expect([lowest, highest]).toEqual(bounds)
    for (const decided of ['effective', 'withdrawn']) expectWithin(before, result(decided))
  })

  it('never depend on the order in which facts come', () => {
    fc.assert(
      fc.property(year, answersOf(departments), (given, answers) => {
        const scheme = withChoices(departments, answers)
        const facts = given.map((one, index) => factOf(one, index, one.ends))
        const roster = { units: units.map((id) => ({ id, branch: 'first' })) }
        const bytes = (all: object[]): string =>
          canonicalJson(
            scoreCycle(inputOf(scheme, factsSchema.parse({ year: '2017', roster, facts: all }))),
          )
        expect(bytes([...facts].reverse())).toBe(bytes(facts))
      }),
      { numRuns: 30 },
    )
  })
})

function withoutLimits(scheme: Scheme): Scheme {
  const { total: root } = scheme
  if (root.kind !== 'sum') return scheme
  const children = root.children.map((part) =>
    part.kind === 'deduction' ? { ...part, limits: [] } : part,
  )
  return { ...scheme, rules: [...scheme.rules], total: { ...root, children } }
}

/** A unit's bonus by the order of limits, in fractions: divide, the highest of a matter, sub-caps, the cap. */
function bonusByHand(
  given: readonly Drawn[],
  unit: string,
  answers: Record<string, string>,
): Fraction {
  const charges = given.flatMap((one, index) => {
    const each = bonuses[one.rule]
    const at = one.who.indexOf(unit)
    if (each === undefined || at < 0 || one.ends !== 'effective') return []
    const pieces = one.rule.startsWith('media') ? parse(`${one.quantity}.5`) : fraction(1n)
    const whole = times(parse(each), pieces)
    const agreed = one.agreed && one.who.length > 1 ? shares[one.who.length - 1]?.[at] : undefined
    const equal = fraction(1n, BigInt(one.who.length))
    const byShare = agreed === undefined ? equal : shareByHand(agreed)
    const part = answers['joint-work'] === 'by-role' ? fraction(at === 0 ? 1n : 0n) : byShare
    const share = times(whole, part)
    const strength = answers['matter-before-split'] === 'whole' ? whole : share
    return [
      {
        rule: one.rule,
        matter: one.matter ?? `f${index}`,
        strength,
        share,
        order: `${one.month} f${index}`,
      },
    ]
  })
  const kept = charges.filter((one) =>
    charges.every((other) => {
      if (other === one || other.matter !== one.matter) return true
      const order = compare(one.strength, other.strength)
      return order > 0 || (order === 0 && one.order < other.order)
    }),
  )
  const limits = [
    {
      rules:
        answers['media-cap'] === 'city-only' ? ['media-city'] : ['media-city', 'media-province'],
      most: 2n,
    },
    { rules: ['honour-high'], most: 4n },
    { rules: ['honour-city'], most: 2n },
  ]
  const limited = limits.map(({ rules, most: cap }) =>
    least(
      total(kept.filter((one) => rules.includes(one.rule)).map((one) => one.share)),
      fraction(cap),
    ),
  )
  const free = kept.filter((one) => !limits.some(({ rules }) => rules.includes(one.rule)))
  return least(total([...limited, ...free.map((one) => one.share)]), fraction(10n))
}

function least(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) < 0 ? a : b
}

function shareByHand(text: string): Fraction {
  const [top = '1', over = '1'] = text.split('/')
  return text.endsWith('%')
    ? dividedBy(parse(text.slice(0, -1)), fraction(100n))
    : dividedBy(parse(top), parse(over))
}

describe('the bonus of joint matters', () => {
  it('is that of the order of limits, worked out in fractions, by every answer', () => {
    let some = 0
    fc.assert(
      fc.property(year, answersOf(departments), (given, answers) => {
        const result = scored(answers, { given, state: (one) => one.ends, closed: true })
        for (const unit of units) {
          const own = partOf(result, unit, 'bonus').own.settled
          const hand = bonusByHand(given, unit, answers)
          expect(isText(hand, own), `${unit}: ${own}, not ${hand.top}/${hand.over}`).toBe(true)
          if (own !== '0') some += 1
        }
      }),
      { numRuns: 150 },
    )
    expect(some).toBeGreaterThan(0)
  })
})

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
