import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { scoreCycle, scoreOne, standingsOf, statementsOf } from '../../src/scoring/engine.js'
import { bureauYear } from '../bench/bureau-year.js'
import { floorOf } from '../bench/floor.js'
import { compare } from '../bench/measure.js'
import { unitFloorOf } from '../bench/unit-floor.js'
import { unitYear } from '../bench/unit-year.js'

describe('a bureau-year scored without explaining it', () => {
  const input = bureauYear(240)

  test('has the totals, ranks, nominees and grades that arithmetic by hand gives', () => {
    expect(() => compare(floorOf(input), standingsOf(input))).not.toThrow()
  })

  test('has them too where units are scored that have targets', () => {
    const units = unitYear(240)
    expect(() => compare(unitFloorOf(units), standingsOf(units))).not.toThrow()
    const [first, ...others] = units.facts
    const fewer = { ...units, facts: [{ ...must(first, 'a fact'), quantity: '0' }, ...others] }
    expect(() => compare(unitFloorOf(units), standingsOf(fewer))).toThrow()
  })

  test('is what the explained one says, and one statement is what all say', () => {
    const whole = scoreCycle(input)
    const { rankings, nominations, grades } = standingsOf({ ...input })
    expect({ rankings, nominations, grades }).toEqual({
      rankings: whole.rankings,
      nominations: whole.nominations,
      grades: whole.grades,
    })
    expect([...statementsOf({ ...input })]).toEqual(whole.statements)
    expect(scoreOne({ ...input }, 'p000017')).toEqual(whole.statements[17])
  })

  test('does not depend on the order of what comes in', () => {
    const turned = {
      ...input,
      assessees: [...input.assessees].reverse(),
      facts: [...input.facts].reverse(),
      ratings: [...input.ratings].reverse(),
      tallies: [...input.tallies].reverse(),
      entered: [...input.entered].reverse(),
    }
    expect(JSON.stringify(scoreCycle(turned))).toBe(JSON.stringify(scoreCycle({ ...input })))
  })

  test('differs from the floor when one figure does', () => {
    const [first, ...others] = input.entered
    const entered = [{ ...must(first, 'entered'), points: '54.99' }, ...others]
    const changed = { ...input, entered }
    expect(() => compare(floorOf(input), standingsOf(changed))).toThrow()
  })

  test('lists everybody of a tie once, however many they are', () => {
    const same = { ...bureauYear(400), facts: [], ratings: [], tallies: [] }
    const entered = same.assessees.flatMap(({ id }) =>
      ['performance', 'superior', 'quarterly', 'appraisal'].map((part) => ({
        ...{ part, assessee: id, points: '80' },
      })),
    )
    const { rankings } = standingsOf({ ...same, entered })
    const places = rankings.flatMap((one) => one.places)
    expect(new Set(places.map((one) => one.rank))).toEqual(new Set([1]))
    expect(new Set(places.map((one) => one.tied)).size).toBe(rankings.length)
  })
})
