import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { canonicalJson } from '../../src/base/json.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { factsSchema, parseFacts } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
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
import { answersOf, small } from './small-answers.js'

const departments = small('yueyang-departments')

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
