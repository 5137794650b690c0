import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { readCaseFiles } from '../../src/cli/case-files.js'
import { readCases } from '../../src/factsfile/cases.js'
import { inputOf } from '../../src/factsfile/input.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { compareResults } from '../../src/scoring/result/compare.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { ScoringInput } from '../../src/scoring/input.js'

/*
 * What was published is computed anew by later programs and must give the same bytes (docs/architecture.md). Every case of
 * the small schemes, by each of its readings, as it is and with its inputs open: the digests in `same-bytes.json` change
 * only where a rule of the engine is meant to, or a case was added; then what this test shows is put there. The cases'
 * own files say what is right.
 */

const folders = [
  ...['yueyang-departments', 'yueyang-cadres', 'yueyang-lists'],
  ...['wuhan-units', 'wuhan-cadres', 'wuhan-work-rules'],
].map((name) => join('tests/scoring/small-schemes', name))

const nothing = { year: false, facts: false, parts: [], periods: [] }
const ways: Record<string, (input: ScoringInput) => ScoringInput> = {
  'as it is': (input) => input,
  open: (input) => ({ ...input, closed: nothing }),
  proposed: (input) => ({
    ...input,
    facts: input.facts.map((fact, at) => (at % 2 === 0 ? { ...fact, state: 'proposed' } : fact)),
  }),
  closed: (input) => ({ ...input, closed: { ...input.closed, year: true } }),
}

/** Sentences and names may be written better; everything else counts. */
function figuresOf(value: unknown): string {
  return JSON.stringify(value, (key, inner) =>
    ['says', 'name', 'ruleName', 'clause', 'version'].includes(key) ? undefined : inner,
  )
}

function inputsOf(folder: string): ScoringInput[] {
  const scheme = must(readScheme(folder).scheme, `${folder} reads`)
  return readCases(readCaseFiles(join(folder, 'cases'))).placed.flatMap(({ one }) => {
    const { choices = {}, ...facts } = one
    return one.expect.map((expected) => {
      const on = expected['as-of'] === undefined ? undefined : day(expected['as-of'])
      return inputOf(withChoices(scheme, { ...choices, ...expected.choices }), facts, on)
    })
  })
}

describe('the results of all cases', () => {
  const digests: Record<string, string> = JSON.parse(
    readFileSync('tests/scoring/same-bytes.json', 'utf8'),
  )

  test.each(folders)('of %s are what they were, whatever is open', (folder) => {
    const cases = inputsOf(folder).map((input) => ({ input, as: scoreCycle(input) }))
    for (const [name, way] of Object.entries(ways)) {
      const digest = createHash('sha256')
      for (const { input, as } of cases) {
        const otherwise = scoreCycle(way(input))
        digest.update(figuresOf([otherwise, compareResults(as, otherwise)]))
      }
      const found = digest.digest('hex').slice(0, 16)
      expect({ folder, name, found }).toEqual({ folder, name, found: digests[`${folder} ${name}`] })
    }
  })
})
