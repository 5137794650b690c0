import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { canonicalJson } from '../../src/base/json.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { scoreCycle, scoreOne } from '../../src/scoring/engine.js'
import type { FactsFile } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import type { Line } from '../../src/scoring/statement.js'
import { wuhan } from './bureau.js'
import { choicesOf, parts, yearOf } from './history.js'
import { expectClosedWithin } from './invented/bounds.js'

const scheme = wuhan()
const choices = choicesOf(scheme)
const runs = { numRuns: 15 }

const moments = [
  ...['01-15', '02-28', '04-10', '05-25', '07-01', '08-30', '10-10', '11-30'].map(
    (text) => `2025-${text}`,
  ),
  ...['2025-12-31', '2026-01-07', '2026-01-15', '2026-02-01'],
].map(day)

describe('bounds', () => {
  it('hold the final total and every part at every earlier moment, by every choice', () => {
    let totals = 0
    fc.assert(
      fc.property(parts, choices, (given, answers) => {
        const facts: FactsFile = yearOf(given)
        const answered = withChoices(scheme, answers)
        const final = scoreCycle(inputOf(answered, facts))
        totals += final.statements.filter((one) => one.total !== null).length
        for (const moment of moments) {
          const earlier = scoreCycle(inputOf(answered, facts, moment))
          for (const [index, one] of final.statements.entries()) {
            expectClosedWithin(must(earlier.statements[index], 'the same people'), one)
          }
        }
      }),
      runs,
    )
    expect(totals).toBeGreaterThan(20)
  })

  it('tell nothing of a rating or a vote before its period is closed', () => {
    fc.assert(
      fc.property(parts, parts, (given, other) => {
        const facts = yearOf(given)
        const swapped = yearOf({ ...given, ratings: other.ratings, tallies: other.tallies })
        const open = day('2025-02-01')
        const closed = facts.closed.filter((one) => one.what === 'facts')
        const bytes = (file: FactsFile) =>
          canonicalJson(scoreCycle(inputOf(scheme, { ...file, closed }, open)))
        expect(bytes(swapped)).toBe(bytes(facts))
      }),
      { numRuns: 8 },
    )
  })
})

describe('order', () => {
  it('of facts, ratings, people and tallies never matters, to the byte', () => {
    const shuffled = <T>(all: readonly T[], seed: number): T[] =>
      all
        .map((one, index) => ({ one, at: (index * 7919 + seed * 104729) % 101 }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one)
    fc.assert(
      fc.property(parts, choices, fc.integer({ min: 1, max: 99 }), (given, answers, seed) => {
        const input = inputOf(scheme, { ...yearOf(given), choices: answers })
        const mixed = {
          ...input,
          assessees: shuffled(input.assessees, seed),
          units: shuffled(input.units, seed),
          facts: shuffled(input.facts, seed),
          ratings: shuffled(input.ratings, seed),
          tallies: shuffled(input.tallies, seed),
          entered: shuffled(input.entered, seed),
        }
        expect(canonicalJson(scoreCycle(mixed))).toBe(canonicalJson(scoreCycle(input)))
      }),
      runs,
    )
  })
})

describe('reversal', () => {
  /** Without the mention that a reversed fact is not counted. */
  function withoutMention(line: Line, fact: string): Line {
    return {
      ...line,
      notCounted: line.notCounted.filter((one) => one.fact.id !== fact),
      lines: line.lines.map((below) => withoutMention(below, fact)),
    }
  }

  it('gives back exactly what the fact took: the same bytes as if it had never been', () => {
    fc.assert(
      fc.property(parts, choices, (given, answers) => {
        const input = inputOf(scheme, { ...yearOf(given), choices: answers })
        const [first, ...rest] = input.facts
        if (first === undefined) return
        const never = { ...input, facts: rest }
        const reversed = { ...input, facts: [...rest, { ...first, state: 'reversed' as const }] }
        for (const { id } of input.assessees) {
          const a = scoreOne(reversed, id)
          const b = scoreOne(never, id)
          expect(canonicalJson({ ...a, root: withoutMention(a.root, first.id) })).toBe(
            canonicalJson(b),
          )
        }
        const [after, before] = [scoreCycle(reversed), scoreCycle(never)]
        for (const key of ['rankings', 'nominations', 'grades', 'unitLedgers'] as const) {
          expect(canonicalJson(after[key])).toBe(canonicalJson(before[key]))
        }
      }),
      runs,
    )
  })
})

describe('quota', () => {
  it('is never exceeded but by ties that are flagged, and never holds a barred person', () => {
    fc.assert(
      fc.property(parts, choices, (given, answers) => {
        const result = scoreCycle(inputOf(scheme, { ...yearOf(given), choices: answers }))
        for (const one of result.nominations) {
          const sure = one.nominees.filter((nominee) => !nominee.tiedAtCut)
          expect(sure.length).toBeLessThanOrEqual(one.quota)
          if (one.nominees.length > one.quota) {
            expect(result.warnings.map((warning) => warning.code)).toContain('tie-at-cut')
          }
          for (const { assessee } of one.nominees) {
            const statement = result.statements.find((other) => other.assessee === assessee)
            expect(statement?.bars.filter((bar) => bar.grade === one.grade)).toEqual([])
          }
        }
      }),
      runs,
    )
  })
})
