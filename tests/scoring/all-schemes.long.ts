import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../src/base/json.js'
import { inputOf } from '../../src/factsfile/input.js'
import { scoreTogether } from '../../src/factsfile/together.js'
import type { FactsFile } from '../../src/factsfile/shape.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { resultRows } from '../../src/scoring/result/result-rows.js'
import { expectWithin } from './invented/bounds.js'
import { type Material, materialOf, mixedYear, nowhere } from './mixed-year.js'
import { answersOf } from './small-answers.js'

const folders = readdirSync('schemes', { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map((one) => one.name)
const materials = new Map(folders.map((name) => [name, materialOf(join('schemes', name))]))
const runs = { numRuns: 60, maxSkipsPerRun: 20, endOnFailure: true }

function of(name: string): Material {
  const found = materials.get(name)
  if (found === undefined) throw new Error(name)
  return found
}

const scoreOf = (scheme: Scheme, facts: FactsFile) => scoreCycle(inputOf(scheme, facts))

describe.each(folders)('any year of %s', (name) => {
  const { scheme } = of(name)

  test('stays within the bounds said before, and is certain once closed, by every answer', () => {
    let [open, known] = [0, 0]
    fc.assert(
      fc.property(mixedYear(of(name)), answersOf(scheme), (year, answers) => {
        fc.pre(year !== null)
        const { earlier, final } = year
        const answered = withChoices(scheme, answers)
        const [before, after] = [scoreOf(answered, earlier), scoreOf(answered, final)]
        expectWithin(before, after)
        for (const statement of after.statements) {
          // What nobody entered stays open, and then there is no total.
          const { total, lowest, highest, settled } = statement
          if (total !== null) expect([settled, lowest, highest]).toEqual([total, total, total])
          if (total !== null) known += 1
        }
        known += after.grades.filter((one) => one.grade !== null).length
        open += before.statements.filter((one) => one.total === null).length
        open += before.grades.filter((one) => one.grade === null).length
      }),
      runs,
    )
    expect(open).toBeGreaterThan(0)
    expect(known).toBeGreaterThan(0)
  })

  test('is the same in whatever order everything is written', () => {
    const turned = (facts: FactsFile): FactsFile => ({
      ...facts,
      roster: {
        units: [...facts.roster.units].reverse(),
        people: [...facts.roster.people].reverse(),
      },
      facts: [...facts.facts].reverse(),
      ratings: [...facts.ratings].reverse(),
      ballots: [...facts.ballots].reverse(),
      tallies: [...facts.tallies].reverse(),
      entered: [...facts.entered].reverse(),
      tasks: [...facts.tasks].reverse(),
      results: [...facts.results].reverse(),
      'period-grades': [...facts['period-grades']].reverse(),
    })
    fc.assert(
      fc.property(mixedYear(of(name)), (year) => {
        fc.pre(year !== null)
        const { earlier, final } = year
        for (const facts of [earlier, final]) {
          expect(canonicalJson(scoreOf(scheme, turned(facts)))).toBe(
            canonicalJson(scoreOf(scheme, facts)),
          )
        }
      }),
      { ...runs, numRuns: 30 },
    )
  })

  test('is, with facts that were withdrawn, what it is without them', () => {
    fc.assert(
      fc.property(mixedYear(of(name)), (year) => {
        fc.pre(year !== null)
        const { final } = year
        const never = { ...final, facts: final.facts.filter(({ state }) => state !== 'withdrawn') }
        const [with_, without] = [scoreOf(scheme, final), scoreOf(scheme, never)]
        for (const key of ['rankings', 'nominations', 'grades', 'consequences'] as const) {
          expect(canonicalJson(with_[key])).toBe(canonicalJson(without[key]))
        }
        const totals = (all: typeof with_) => all.statements.map((one) => [one.assessee, one.total])
        expect(totals(with_)).toEqual(totals(without))
      }),
      { ...runs, numRuns: 30 },
    )
  })
})

/** Schemes of one bureau whose results feed each other. */
const linked = folders.flatMap((to) => {
  const sources = new Set(of(to).scheme.results.flatMap(({ scheme }) => scheme ?? []))
  return [...sources].filter((from) => folders.includes(from)).map((from) => ({ from, to }))
})

/** The file with its units called by others' names, one by one. */
function unitsCalled(facts: FactsFile, names: readonly string[]): FactsFile {
  const called = new Map(facts.roster.units.map(({ id }, at) => [id, names[at] ?? id]))
  return JSON.parse(JSON.stringify(facts), (_, value) =>
    typeof value === 'string' ? (called.get(value) ?? value) : value,
  )
}

describe.each(linked)('what $to takes from $from', ({ from, to }) => {
  test('is, scored together, what it is when typed in, whoever is named first', () => {
    const { scheme } = of(to)
    const asked = scheme.results.filter((one) => one.scheme === from)
    const inYear = (name: string, year: string): Material => ({
      ...of(name),
      files: of(name).files.filter((one) => one.year === year),
    })
    const year = `${of(to).files[0]?.year}`
    let counted = 0
    fc.assert(
      fc.property(mixedYear(inYear(from, year)), mixedYear(inYear(to, year)), (a, b) => {
        fc.pre(a !== null && b !== null)
        const source = { scheme: of(from).scheme, facts: a.final, document: nowhere }
        const found = scoreCycle(inputOf(source.scheme, a.final))
        const named = unitsCalled(
          b.final,
          found.statements.map(({ assessee }) => assessee),
        )
        const isAsked = (one: { result: string }) => asked.some(({ id }) => id === one.result)
        const facts = { ...named, results: named.results.filter((one) => !isAsked(one)) }
        const given = [source, { scheme, facts, document: nowhere }]
        const { scored, problems } = scoreTogether(given)
        fc.pre(problems.length === 0)
        const [theirs, together] = scored
        if (theirs === undefined || together === undefined) throw new Error('nothing was scored')
        const backwards = scoreTogether([...given].reverse()).scored[0]
        expect(canonicalJson(backwards?.result)).toBe(canonicalJson(together.result))
        const ids = new Set([...facts.roster.units, ...facts.roster.people].map(({ id }) => id))
        const typed = asked
          .flatMap((one) => resultRows(one, scoreCycle(theirs.input)).rows)
          .filter((row) => ids.has(row.of))
        counted += typed.length
        const input = inputOf(scheme, together.facts)
        const byHand = scoreCycle({ ...input, results: [...(input.results ?? []), ...typed] })
        expect(canonicalJson(together.result)).toBe(canonicalJson(byHand))
      }),
      runs,
    )
    expect(counted).toBeGreaterThan(0)
  })
})
