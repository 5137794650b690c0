import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { demoRoster, demoYearEndPath } from '../../src/demo/bureau.js'
import { yearEndText } from '../../src/demo/year-end.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import { scoreCycle } from '../../src/scoring/engine.js'

const text = readFileSync(demoYearEndPath, 'utf8')
const document = parseFacts(text, demoYearEndPath)
const { scheme } = readScheme('schemes/wuhan-civil-servants')
if (!scheme || !document.value) throw new Error('scheme or facts file has errors')
const facts = document.value

describe("the facts file for the year's end", () => {
  test('says what is drawn from roster and seed, and nothing else', () => {
    expect(parse(text, { schema: 'failsafe' })).toEqual(
      parse(yearEndText(demoRoster()), { schema: 'failsafe' }),
    )
  })

  test('has no problems against its scheme', () => {
    expect([...document.problems, ...checkFacts(scheme, facts, { document })]).toEqual([])
  })

  test('gives each of the 54 a performance score and ballots, within the scales', () => {
    expect(facts.entered.map((of) => of.assessee)).toEqual(facts.roster.people.map((of) => of.id))
    expect(facts.tallies.map((of) => of.assessee)).toEqual(facts.roster.people.map((of) => of.id))
    expect(facts.entered).toHaveLength(54)
    const input = inputOf(scheme, facts)
    for (const tally of input.tallies) {
      const counts = Object.values(tally.values ?? {})
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(52)
      for (const count of counts) expect(count).toBeGreaterThan(0)
      expect(tally.issued).toBe(54)
    }
    for (const { points } of input.entered) expect(points).toMatch(/^(7\d|8\d|9\d|100)(\.5)?$/)
  })

  test('is scored without a server, with the ratings still open', () => {
    const { statements } = scoreCycle(inputOf(scheme, facts))
    expect(statements).toHaveLength(54)
  })
})
