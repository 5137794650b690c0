import fc from 'fast-check'
import { hasPart } from '../../src/scheme/model/for-whom.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import type { Rule } from '../../src/scheme/model/rules.js'
import { type FactsFile, factsSchema } from '../../src/factsfile/shape.js'

/** Arbitrary years for any scheme whose assessees are units: every rule that people record, in every way. */

const dayOf = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([month, day]) => `2018-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`)

const drawn = fc.record({
  rule: fc.nat(),
  days: fc.tuple(dayOf, dayOf, dayOf).map((days) => [...days].sort()),
  ends: fc.constantFrom('effective', 'effective', 'effective', 'withdrawn'),
  objected: fc.boolean(),
  unit: fc.nat(),
  persons: fc.subarray(['p0', 'p1', 'p2']),
  matter: fc.constantFrom('m1', 'm2', undefined),
  number: fc.integer({ min: 1, max: 6 }),
  sort: fc.nat(),
  levels: fc.nat(),
  hour: fc.integer({ min: 8, max: 17 }),
  took: fc.option(fc.integer({ min: 0, max: 6 })),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

const task = fc.constantFrom('done', 'not-done', 'excused', undefined)

/** A year of some of the scheme's units, with at most `most` facts of the rules that `pick` takes. */
export function anyYear(
  scheme: Scheme,
  of: { units: readonly string[]; most: number; pick?: (rule: Rule) => boolean },
): fc.Arbitrary<FactsFile> {
  const pick = of.pick ?? (() => true)
  const tasks = of.units.map((id) => tasksOf(scheme, id))
  const count = tasks.reduce((all, one) => all + one.length, 0)
  const closing = partsOf(scheme.total).filter((part) => part.kind === 'tasks')
  const items = partsOf(scheme.total).filter((part) => part.kind === 'deduction')
  const rules = scheme.rules.filter((rule) => rule.derived === null && pick(rule))
  return fc
    .record({
      facts: fc.array(drawn, { maxLength: of.most }),
      tasks: fc.array(task, { minLength: count, maxLength: count }),
      noCase: fc.boolean(),
    })
    .map((given) =>
      factsSchema.parse({
        year: '2018',
        'as-of': '2019-02-28',
        roster: {
          units: of.units.map((id) => ({ id })),
          people: of.units.flatMap((unit) =>
            ['p0', 'p1', 'p2'].map((id) => ({ id: `${unit}-${id}`, unit })),
          ),
        },
        'working-time': {
          hours: [
            { from: '08:30', to: '12:00' },
            { from: '13:30', to: '18:00' },
          ],
        },
        facts: given.facts.map((one, index) =>
          factOf(scheme, rules, { one, index, units: of.units }),
        ),
        tasks: tasks.flat().map((base, row) => {
          const result = given.tasks[row]
          const granted = result === 'excused' ? { granted: '1', reason: '另有安排' } : {}
          return { ...base, ...(result === undefined ? {} : { result }), ...granted }
        }),
        'no-case': given.noCase ? [{ part: items[0]?.id, assessee: of.units[0] }] : [],
        closed: [
          { what: 'facts', on: '2019-01-05' },
          ...closing.map(({ id }) => ({ what: 'part', part: id, on: '2019-01-20' })),
        ],
      }),
    )
}

/** The tasks of a unit: those that the scheme lists for it, and three in each letter. */
function tasksOf(scheme: Scheme, assessee: string): object[] {
  const whom = { id: assessee, unit: assessee, tier: scheme.tiers[0]?.id ?? '', traits: [] }
  return partsOf(scheme.total).flatMap((part): object[] => {
    if (!hasPart(scheme.total, part.id, whom) || !('listed' in part)) return []
    const base = { part: part.id, assessee }
    if (part.listed.length > 0 || part.kind === 'ratio') {
      return part.listed.map(({ id }) => ({ ...base, id }))
    }
    const whole = part.whole.toNumber()
    const third = Math.floor(whole / 3)
    return [whole - 2 * third, third, third].map((points, row) => ({
      ...{ ...base, id: `${part.id}-t${row}`, name: `任务${row}`, points: `${points}` },
    }))
  })
}

function factOf(
  scheme: Scheme,
  rules: readonly Rule[],
  of: { one: Drawn; index: number; units: readonly string[] },
): object {
  const { one, index } = of
  const rule = rules[one.rule % rules.length]
  const unit = of.units[one.unit % of.units.length] ?? ''
  if (rule === undefined) throw new Error('no rule to record')
  const sort = rule.sorts[one.sort % Math.max(1, rule.sorts.length)]
  const levels = rule.levels.filter((_, at) => ((one.levels >> at) & 1) === 1)
  const timed = scheme.rules.some(
    ({ derived }) => derived?.kind === 'clock' && derived.of === rule.id,
  )
  const [day = '', recorded = '', decided = ''] = one.days
  const later = (days: number): string => {
    const date = Number.parseInt(day.slice(8), 10) + days
    return date > 28 ? `${day.slice(0, 8)}28` : `${day.slice(0, 8)}${`${date}`.padStart(2, '0')}`
  }
  const hour = `${one.hour}`.padStart(2, '0')
  const entered = rule.charges.some(({ amount }) => amount.value.kind === 'entered')
  return {
    id: `f${index}`,
    rule: rule.id,
    day,
    history: [
      { on: recorded, state: 'proposed' },
      ...(one.objected ? [{ on: recorded, state: 'objected' }] : []),
      { on: decided, state: one.ends },
    ],
    unit,
    persons: one.persons.map((id) => `${unit}-${id}`),
    ...(one.matter === undefined ? {} : { matter: one.matter }),
    ...(sort === undefined ? {} : { sort: sort.id }),
    ...(levels.length === 0 ? {} : { levels: levels.map((level) => level.id) }),
    ...(rule.quantity === null ? {} : { quantity: `${one.number}` }),
    ...(rule.condition === null
      ? {}
      : { answers: { [rule.condition.id]: one.hour % 2 === 0 ? 'yes' : 'no' } }),
    ...(entered ? { points: { unit: `${one.number}.25` } } : {}),
    ...(timed
      ? {
          sent: `${day}T${hour}:10`,
          ...(one.took === null ? {} : { done: `${later(one.took)}T17:50` }),
        }
      : {}),
  }
}
