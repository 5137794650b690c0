import { must } from '../../src/base/bug.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { factsSchema, type FactsFile } from '../../src/factsfile/shape.js'

/** A small scheme of the tests, with other answers where given. */
export function smallScheme(name: string, answers: Record<string, string> = {}): Scheme {
  const { scheme } = readScheme(`tests/scoring/small-schemes/${name}`)
  return withChoices(must(scheme, `${name} reads`), answers)
}

/** The people whose section's result counts for them, with other answers where given. */
export function membersOfSections(answers: Record<string, string> = {}): Scheme {
  return withChoices(must(readScheme('schemes/shiyan-people').scheme, 'it reads'), answers)
}

/** A facts file of 2012 as it would be read. */
export function factsOf(members: Record<string, unknown>): FactsFile {
  return factsSchema.parse({ year: '2012', roster: { units: [], people: [] }, ...members })
}

export const quarters = ['Q1', 'Q2', 'Q3', 'Q4'] as const

/** Rows of a person's quarters: `fine good - poor`; a dash is not rated. */
export function quarterRows(who: string, levels: readonly (string | null)[], body = 'unit-head') {
  return levels.flatMap((level, index) =>
    level === null
      ? []
      : [
          {
            part: 'quarterly',
            period: `2012-${quarters[index] ?? ''}`,
            assessee: who,
            level,
            body,
            ...(level === 'poor' ? { remark: '说明' } : {}),
          },
        ],
  )
}
