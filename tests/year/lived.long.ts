import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { countOf } from '../../src/year/figures.js'
import { reportLines } from '../../src/year/report.js'
import { type LivedYear, liveYear } from '../../src/year/run.js'

/** The first weeks of a bureau's year, lived by everybody through cards. */
let lived: LivedYear

beforeAll(async () => {
  const span = { from: day('2025-01-02'), to: day('2025-01-27') }
  lived = await liveYear({ bureau: 'departments', seed: '1', faults: true, ...span })
}, 600_000)

afterAll(() => console.info(reportLines(lived).join('\n')))

test('everything that must hold of it holds', () => {
  expect(lived.checks.filter((check) => !check.holds)).toEqual([])
  expect(lived.checks.length).toBeGreaterThan(3)
})

test('people answered what they were asked and began what people begin', () => {
  const burdens = lived.cast.map(({ id }) => lived.figures.of(id))
  const sum = (of: (one: (typeof burdens)[number]) => number): number =>
    burdens.reduce((all, one) => all + of(one), 0)
  expect(sum((one) => countOf(one.answers))).toBeGreaterThan(40)
  expect(sum((one) => one.begun)).toBeGreaterThan(20)
  expect(lived.figures.slips.sent).toBeGreaterThan(0)
})

test('what is refused is what comes of two who act at once, or of acting too late', () => {
  const refused = lived.figures.refused.map(({ why }) => why)
  expect(refused.filter((why) => !/已|不能再|没有变/.test(why))).toEqual([])
})
