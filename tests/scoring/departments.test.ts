import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { canonicalJson } from '../../src/base/json.js'
import { compareExact, points } from '../../src/base/points.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle, scoreOne } from '../../src/scoring/engine.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import { anyYear } from './any-year.js'
import { choicesOf } from './history.js'
import { expectClosedWithin, linesOf, within } from './invented/bounds.js'

const scheme = must(readScheme('schemes/wujin-departments').scheme, 'the shipped scheme reads')
const choices = choicesOf(scheme)
const units = ['municipal-works', 'finance']
const years = anyYear(scheme, { units, most: 18 })
/** Only what competes, is lost, carried or timed: the words whose bounds are hardest. */
const hard = anyYear(scheme, {
  units,
  most: 14,
  pick: (rule) =>
    ['it', 'discipline', 'website', 'study', 'opinion', 'key-deduction'].includes(
      rule.part.value ?? '',
    ) || ['oa-signing', 'law-activity', 'portal-piece'].includes(rule.id),
})
const shiyan = must(readScheme('schemes/shiyan-departments').scheme, 'Shiyan reads')
const sections = anyYear(shiyan, {
  units: ['policy-coop', 'achievements', 'rural', 'high-tech', 'youth-league'],
  most: 60,
})
const lianyungang = must(readScheme('schemes/lianyungang-counties').scheme, 'Lianyungang reads')
/** Percentages that fall, prizes and pieces of one matter, libraries, and what changes points by hand. */
const counties = anyYear(lianyungang, {
  units: ['donghai', 'haizhou', 'lianyun'],
  most: 40,
  pick: ({ id, kind }) =>
    kind !== 'record' ||
    /index|rate|coverage|awards|pieces|library|farm|exchange|outreach|meetings/.test(id),
})
const moments = [
  '2018-01-31',
  '2018-03-15',
  '2018-06-30',
  '2018-09-10',
  '2018-12-31',
  '2019-01-06',
].map((text) => day(text))

describe('bounds of departments', () => {
  it.each([
    { of: 'every kind of fact', by: scheme, drawn: years },
    { of: 'what competes, is lost, carried or timed', by: scheme, drawn: hard },
    { of: 'what counts by ratio, beside listed tasks', by: shiyan, drawn: sections },
    {
      of: 'what is counted by matter, or by the last or the mean',
      by: lianyungang,
      drawn: counties,
    },
  ])('hold every part at every earlier moment, by every choice: $of', ({ by, drawn }) => {
    fc.assert(
      fc.property(drawn, choicesOf(by), (facts, answers) => {
        const answered = withChoices(by, answers)
        const final = scoreCycle(inputOf(answered, facts))
        for (const moment of moments) {
          const earlier = scoreCycle(inputOf(answered, facts, moment))
          for (const [index, one] of final.statements.entries()) {
            expectClosedWithin(must(earlier.statements[index], 'the same units'), one)
          }
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe('items until exhausted', () => {
  it('never hold less than nothing or more than their points, unless a choice lets them', () => {
    fc.assert(
      fc.property(years, (facts) => {
        const { statements } = scoreCycle(inputOf(scheme, facts))
        for (const line of statements.flatMap((one) => linesOf(one.root))) {
          if (line.kind !== 'part' || line.id === 'key-deduction' || line.pointsMax === null)
            continue
          if (line.operation === 'sum') continue
          expect(within({ lowest: '0', highest: line.pointsMax }, line.points.settled)).toBe(true)
          if (line.lost !== null) expect(line.own.settled).toBe('0')
        }
      }),
      { numRuns: 40 },
    )
  })

  it('sum up to the total exactly', () => {
    fc.assert(
      fc.property(years, choices, (facts, answers) => {
        const { statements } = scoreCycle(inputOf(withChoices(scheme, answers), facts))
        for (const line of statements.flatMap((one) => linesOf(one.root))) {
          if (line.operation !== 'sum') continue
          const made = line.lines.reduce(
            (all, one) => all.plus(points(one.points.settled)),
            points(0),
          )
          expect(compareExact(made, points(line.points.settled))).toBe(0)
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe('the order of facts', () => {
  it('never matters, and one statement is that of all, to the byte', () => {
    fc.assert(
      fc.property(years, choices, (facts, answers) => {
        const input = inputOf(scheme, { ...facts, choices: answers })
        const result = scoreCycle(input)
        const turned = scoreCycle({
          ...input,
          facts: [...input.facts].reverse(),
          assessees: [...input.assessees].reverse(),
          tasks: [...(input.tasks ?? [])].reverse(),
        })
        expect(canonicalJson(turned)).toBe(canonicalJson(result))
        for (const one of result.statements) {
          expect(canonicalJson(scoreOne(input, one.assessee))).toBe(canonicalJson(one))
        }
      }),
      { numRuns: 15 },
    )
  })
})

describe('a reversal', () => {
  it('gives back exactly what the fact took, computed facts included', () => {
    fc.assert(
      fc.property(years, choices, (facts, answers) => {
        const input = inputOf(scheme, { ...facts, choices: answers })
        const [first, ...rest] = input.facts
        if (first === undefined) return
        const never = scoreCycle({ ...input, facts: rest })
        const reversed = scoreCycle({
          ...input,
          facts: [...rest, { ...first, state: 'reversed' }],
        })
        const totals = (of: typeof never) => of.statements.map((one) => [one.settled, one.lowest])
        expect(totals(reversed)).toEqual(totals(never))
      }),
      { numRuns: 20 },
    )
  })
})

describe('a file of departments', () => {
  it('written from an input scores the same', () => {
    fc.assert(
      fc.property(years, (facts) => {
        const input = inputOf(scheme, facts)
        const document = parseFacts(JSON.stringify(exportFacts(input)), 'out.json')
        const again = must(document.value, JSON.stringify(document.problems))
        expect(checkFacts(scheme, again, { document })).toEqual([])
        expect(canonicalJson(scoreCycle(inputOf(scheme, again)))).toBe(
          canonicalJson(scoreCycle(input)),
        )
      }),
      { numRuns: 10 },
    )
  })
})
