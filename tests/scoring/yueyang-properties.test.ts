import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { canonicalJson } from '../../src/base/json.js'
import { points } from '../../src/base/points.js'
import { factsSchema } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { isOneOf } from '../../src/scheme/model/for-whom.js'
import type { Part } from '../../src/scheme/model/parts.js'
import type { Rule } from '../../src/scheme/model/rules.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { CycleResult } from '../../src/scoring/statement.js'
import { compare, parse, total } from './fraction.js'
import { expectSettled, expectWithin, linesOf, partOf } from './invented/bounds.js'
import { answersOf } from './small-answers.js'

const scheme = must(readScheme('schemes/yueyang-departments').scheme, 'the scheme reads')
const tierOf = {
  office: 'group-1',
  discipline: 'group-1',
  union: 'group-1',
  operations: 'group-2',
  investment: 'group-2',
  'radio-admin': 'group-2',
  'sme-centre': 'group-3',
} as const
const slugs = Object.keys(tierOf) as (keyof typeof tierOf)[]

/** The ids of the parts that a unit has. */
function partsFor(part: Part, unit: keyof typeof tierOf): string[] {
  const assessee = { id: unit, name: unit, unit, tier: tierOf[unit], roles: [], traits: [] }
  if (!isOneOf(part.onlyFor, assessee)) return []
  const below = part.kind === 'sum' ? part.children.flatMap((one) => partsFor(one, unit)) : []
  return [part.id, ...below]
}

const recorded = new Map(
  slugs.map((unit): [string, Rule[]] => {
    const own = new Set(partsFor(scheme.total, unit))
    const targets = scheme.targets.filter(({ atLeast }) => atLeast[unit]?.value != null)
    const counted = targets.map(({ id }) => `${id}-done`)
    return [
      unit,
      scheme.rules.filter(
        ({ id, kind, derived, part }) =>
          derived === null &&
          (kind === 'record' ? counted.includes(id) : kind === 'veto' || own.has(part.value ?? '')),
      ),
    ]
  }),
)

const drawn = fc.record({
  rule: fc.nat(),
  unit: fc.nat(),
  month: fc.integer({ min: 1, max: 12 }),
  quantity: fc.integer({ min: 0, max: 130 }),
  matter: fc.constantFrom('m1', 'm2', undefined),
  together: fc.boolean(),
  earlier: fc.constantFrom('effective', 'proposed', 'objected', 'unseen'),
  ends: fc.constantFrom('effective', 'effective', 'withdrawn'),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never
const year = fc.record({
  units: fc.subarray(slugs, { minLength: 2, maxLength: 4 }),
  branch: fc.boolean(),
  facts: fc.array(drawn, { maxLength: 25 }),
  ballots: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 4 }),
})
type Year = typeof year extends fc.Arbitrary<infer T> ? T : never

function factOf(given: Year, one: Drawn, index: number, state: string): object {
  const unit = must(given.units[one.unit % given.units.length], 'a unit')
  const rules = must(recorded.get(unit), unit)
  const rule = must(rules[one.rule % rules.length], 'a rule')
  const entered = rule.charges.some(({ amount }) => amount.value.kind === 'entered')
  const joint = rule.part.value === 'bonus' && one.together
  return {
    id: `f${index}`,
    rule: rule.id,
    day: `2017-${`${one.month}`.padStart(2, '0')}-11`,
    state,
    ...(joint
      ? { joint: given.units.map((who, at) => ({ who, as: at === 0 ? 'lead' : 'others' })) }
      : { unit }),
    ...(one.matter === undefined ? {} : { matter: one.matter }),
    ...(rule.quantity === null ? {} : { quantity: `${one.quantity / 10}` }),
    ...(entered ? { points: { unit: '1' }, note: '看情况' } : {}),
  }
}

function scored(
  given: Year,
  answers: Record<string, string>,
  of: { state: (one: Drawn) => string; closed: boolean; backwards?: boolean },
): CycleResult {
  const facts = given.facts.flatMap((one, index) => {
    const state = of.state(one)
    return state === 'unseen' ? [] : [factOf(given, one, index, state)]
  })
  const file = factsSchema.parse({
    year: '2017',
    'as-of': of.closed ? '2018-01-31' : '2017-12-31',
    roster: {
      units: given.units.map((id) => ({
        id,
        tier: tierOf[id],
        ...(given.branch ? { branch: 'first' } : {}),
      })),
    },
    facts: of.backwards === true ? facts.reverse() : facts,
    entered: given.units.flatMap((assessee, index) => {
      const ballot = given.ballots[index] ?? 0
      return [
        { part: 'leaders', assessee, points: `${ballot}` },
        { part: 'heads', assessee, points: `${ballot / 2}` },
      ]
    }),
    closed: of.closed ? [{ what: 'year' }] : [],
  })
  return scoreCycle(inputOf(withChoices(scheme, answers), file))
}

const ends = (one: Drawn): string => (one.earlier === 'effective' ? 'effective' : one.ends)
const runs = { numRuns: 25 }

describe('any year of departments of Yueyang', () => {
  it('adds up in fractions, rows within their points, plus and minus within ten', () => {
    let lost = 0
    fc.assert(
      fc.property(year, (given) => {
        const result = scored(given, {}, { state: ends, closed: true })
        for (const { assessee, root, settled } of result.statements) {
          const own = (id: string) => partOf(result, assessee, id).points.settled
          const whole = ['common', 'business', 'qualitative', 'bonus', 'minus', 'related-reform']
          expect(compare(parse(settled), total(whole.map((id) => parse(own(id)))))).toBe(0)
          expect(points(own('business')).lessThanOrEqualTo(45)).toBe(true)
          expect(points(own('bonus')).lessThanOrEqualTo(10)).toBe(true)
          expect(points(own('minus')).greaterThanOrEqualTo(-10)).toBe(true)
          for (const line of linesOf(root).filter((one) => one.operation === 'deduction')) {
            if (['bonus', 'minus', 'related-reform'].includes(line.id)) continue
            expect(points(line.own.settled).isNegative(), line.id).toBe(false)
            const most = line.pointsMax
            const fits = most === null || points(line.own.settled).lessThanOrEqualTo(points(most))
            expect(fits, line.id).toBe(true)
            if (line.own.settled === '0') lost += 1
          }
        }
      }),
      runs,
    )
    expect(lost).toBeGreaterThan(0)
  })

  it('stays within the bounds said before, and is certain once closed, by every answer', () => {
    fc.assert(
      fc.property(year, answersOf(scheme), (given, answers) => {
        const before = scored(given, answers, { state: ({ earlier }) => earlier, closed: false })
        const after = scored(given, answers, { state: ends, closed: true })
        expectWithin(before, after)
        for (const statement of after.statements) expectSettled(statement)
      }),
      runs,
    )
  })

  it('is the same in whatever order facts are written, and gives every grade a reason', () => {
    fc.assert(
      fc.property(year, answersOf(scheme), (given, answers) => {
        const one = scored(given, answers, { state: ends, closed: true })
        const other = scored(given, answers, { state: ends, closed: true, backwards: true })
        expect(canonicalJson(other)).toBe(canonicalJson(one))
        for (const { grade, assessee } of one.grades) {
          const vetoed = given.facts.some((fact, index) => {
            const made = factOf(given, fact, index, ends(fact))
            return (
              'unit' in made &&
              made.unit === assessee &&
              'rule' in made &&
              made.rule === 'veto' &&
              ends(fact) === 'effective'
            )
          })
          if (vetoed) expect(['excellent', 'good']).not.toContain(grade)
        }
      }),
      runs,
    )
  })
})
