import { readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { yearSpan } from '../../src/base/assessment-year.js'
import { must } from '../../src/base/bug.js'
import { addDays } from '../../src/base/day.js'
import { readCaseFiles } from '../../src/cli/case-files.js'
import { readCases } from '../../src/factsfile/cases.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { type FactsFile, factsSchema, parseFacts } from '../../src/factsfile/shape.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'

/**
 * Arbitrary years for any scheme: its own cases are the material, mixed. A year has the roster of one of them with people (or
 * units, where the scheme lists none) that come twice, facts of all of them that fall on others on other days in
 * other states, and ratings, tallies and entered scores that have changed places. What the checks refuse is no year.
 */

type Fact = FactsFile['facts'][number]

/** A scheme with all that its cases and its example hold. */
export interface Material {
  scheme: Scheme
  files: readonly FactsFile[]
}

/** The material of a scheme's folder. */
export function materialOf(folder: string): Material {
  const scheme = must(readScheme(folder).scheme, `${folder} reads`)
  const cases = readCases(readCaseFiles(join(folder, 'cases'))).placed.map(({ one }) => {
    const { name: _, expect: __, ...facts } = { ...one, name: '' }
    return without(facts)
  })
  const example = join(folder, 'example-facts.yaml')
  const examples = existsSync(example)
    ? [must(parseFacts(readFileSync(example, 'utf8'), example).value, example)]
    : []
  return { scheme, files: [...examples, ...cases] }
}

/** Only what a facts file has: a case has more. */
function without(facts: object): FactsFile {
  const known = new Set(Object.keys(factsSchema.shape))
  const own = Object.fromEntries(Object.entries(facts).filter(([key]) => known.has(key)))
  return factsSchema.parse({ ...own, scheme: undefined, choices: undefined })
}

const states = ['effective', 'proposed', 'objected', 'unseen'] as const
const drawnFact = fc.record({
  pick: fc.nat(),
  who: fc.nat(),
  on: fc.nat(),
  matter: fc.constantFrom('m1', 'm2', undefined, undefined),
  earlier: fc.constantFrom(...states),
  ends: fc.constantFrom('effective' as const, 'effective' as const, 'withdrawn' as const),
})
type DrawnFact = typeof drawnFact extends fc.Arbitrary<infer T> ? T : never

const drawn = fc.record({
  base: fc.nat(),
  twice: fc.array(fc.nat(), { maxLength: 3 }),
  facts: fc.array(drawnFact, { maxLength: 10 }),
  /** What the facts of the base become. */
  own: fc.array(fc.tuple(fc.constantFrom(...states), fc.boolean()), { minLength: 8, maxLength: 8 }),
  places: fc.nat(),
  seen: fc.integer({ min: 40, max: 360 }),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

/** The same year twice: in the middle of it, and when all is over. */
export interface MixedYear {
  earlier: FactsFile
  final: FactsFile
}

/** Any year that the checks let through; null for one that they refuse. */
export function mixedYear({ scheme, files }: Material): fc.Arbitrary<MixedYear | null> {
  const pool = files.flatMap((file) => file.facts).filter((fact) => fact.sent === undefined)
  return drawn.map((given) => {
    const made = yearOf(scheme, {
      given,
      pool,
      base: must(files[given.base % files.length], 'a file'),
    })
    const sound = [made.earlier, made.final].every(
      (facts) => checkFacts(scheme, facts, { document: nowhere }).length === 0,
    )
    return sound ? made : null
  })
}

/** The document that a mixed year does not have. */
export const nowhere = {
  ...{ file: 'mixed', value: null, raw: null, isWhole: true, problems: [] },
  positionOf: () => ({ line: 1, column: 1 }),
}

function yearOf(
  scheme: Scheme,
  { given, pool, base }: { given: Drawn; pool: readonly Fact[]; base: FactsFile },
): MixedYear {
  const file = swapped(doubled(scheme, base, given.twice), given.places)
  const { from, to } = yearSpan(scheme.begins, file.year)
  const own = file.facts.map((fact, at) => {
    const [earlier, stands] = must(given.own[at % given.own.length], 'a fate')
    const ends = stands ? ('effective' as const) : ('withdrawn' as const)
    return { fact: { ...fact, history: undefined }, earlier, ends }
  })
  const more = given.facts.flatMap((one, index) => {
    const picked = pool[one.pick % Math.max(1, pool.length)]
    const fact = picked && placed(file, picked, { one, index, from, scheme })
    return fact === undefined ? [] : [{ fact, earlier: one.earlier, ends: one.ends }]
  })
  const all = [...own, ...more]
  const asOf = addDays(from, given.seen)
  const seen = all.flatMap(({ fact, earlier, ends }) => {
    const state = earlier === 'effective' ? ends : earlier
    return state === 'unseen' || fact.day > asOf ? [] : [{ ...fact, state }]
  })
  const final = all.map(({ fact, ends }) => ({ ...fact, state: ends }))
  return {
    earlier: { ...file, facts: seen, 'as-of': asOf, closed: [], decided: [] },
    final: {
      ...{ ...file, facts: final, 'as-of': addDays(to, 31), assessing: [] },
      ...{ closed: [{ what: 'year' as const }], decided: [] },
    },
  }
}

/** A fact of somewhere, on others of this roster and another day; none where it needs somebody who is not there. */
function placed(
  { roster }: FactsFile,
  fact: Fact,
  of: { one: DrawnFact; index: number; from: Parameters<typeof addDays>[0]; scheme: Scheme },
): Fact | undefined {
  const people = roster.people.map(({ id }) => id)
  const listed = of.scheme.assessee === 'unit' ? of.scheme.units.map(({ id }) => id) : []
  const units = [...new Set([...roster.units.map(({ id }) => id), ...listed])]
  const nth = (all: readonly string[], at: number): string | undefined =>
    all.length === 0 ? undefined : all[(of.one.who + at) % all.length]
  const persons = fact.persons.map((_, at) => nth(people, at))
  const home = roster.people.find(({ id }) => id === persons[0])?.unit
  const unit = fact.unit === undefined ? undefined : (home ?? nth(units, 0))
  const assessed = of.scheme.assessee === 'unit' ? units : people
  const joint = fact.joint?.map((one, at) => ({ ...one, who: nth(assessed, at) ?? '' }))
  if (persons.includes(undefined) || (fact.unit !== undefined && unit === undefined))
    return undefined
  return {
    ...{
      ...fact,
      id: `mixed-${of.index}`,
      day: addDays(of.from, of.one.on % 365),
      history: undefined,
    },
    persons: [...new Set(persons.flatMap((one) => one ?? []))],
    ...(unit === undefined ? {} : { unit }),
    ...(joint === undefined ? {} : { joint }),
    ...(of.one.matter === undefined ? {} : { matter: of.one.matter }),
  }
}

/** Some of the roster twice, with all that was given to the first. */
function doubled(scheme: Scheme, file: FactsFile, twice: readonly number[]): FactsFile {
  if (scheme.assessee === 'unit' && scheme.units.length > 0) return file
  return twice.reduce((before: FactsFile, pick, at) => {
    const { people, units } = before.roster
    const all = scheme.assessee === 'unit' ? units : people
    const one = all[pick % Math.max(1, all.length)]
    if (one === undefined) return before
    const id = `${one.id}-${at}`
    const also = <T extends { assessee: string }>(rows: readonly T[]): T[] => [
      ...rows,
      ...rows.filter((row) => row.assessee === one.id).map((row) => ({ ...row, assessee: id })),
    ]
    return {
      ...before,
      roster:
        scheme.assessee === 'unit'
          ? {
              people,
              units: [
                ...units,
                {
                  ...must(
                    units.find((unit) => unit.id === one.id),
                    id,
                  ),
                  id,
                  heads: [],
                },
              ],
            }
          : {
              units,
              people: [
                ...people,
                {
                  ...must(
                    people.find((person) => person.id === one.id),
                    id,
                  ),
                  id,
                },
              ],
            },
      ratings: also(before.ratings),
      ballots: also(before.ballots),
      tallies: also(before.tallies),
      entered: also(before.entered),
      tasks: also(before.tasks),
      'no-case': also(before['no-case']),
      'period-grades': also(before['period-grades']),
      results: [
        ...before.results,
        ...before.results.filter(({ of }) => of === one.id).map((row) => ({ ...row, of: id })),
      ],
    }
  }, file)
}

/** Figures of one part change places between those who have them. */
function swapped(file: FactsFile, places: number): FactsFile {
  const partner = <T extends { part: string }>(rows: readonly T[], row: T, at: number): T => {
    const same = rows.filter((other) => other.part === row.part)
    return must(same[(at + places) % same.length], row.part)
  }
  const { ratings, entered, 'period-grades': graded } = file
  return {
    ...file,
    ratings: ratings.map((row, at) => ({ ...row, points: partner(ratings, row, at).points })),
    entered: entered.map((row, at) => ({ ...row, points: partner(entered, row, at).points })),
    'period-grades': graded.map((row, at) => {
      const { level, remark } = partner(graded, row, at)
      return { ...row, level, remark }
    }),
  }
}
