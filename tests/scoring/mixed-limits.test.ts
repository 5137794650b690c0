import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { compareExact, points } from '../../src/base/points.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { inputOf } from '../../src/factsfile/input.js'
import type { Statement } from '../../src/scoring/statement.js'
import { withEdited } from '../scheme/edited.js'
import { choicesOf, parts, yearOf } from './history.js'

const charge = (rule: string, figure: string) =>
  `无故${rule}的，每人每次减责任处室 {each=${figure}} 分\n    part: routine\n    per: person-time\n`

/** Wuhan with lines that compete in several ways at once: by matter, by month, and with each other. */
const mixed = withEdited(
  [
    {
      file: 'rules.yaml',
      find: charge('迟到', '0.05'),
      replace: `${charge('迟到', '0.05')}    once: [month, {by: quarter, with: [absent], takes: highest}]\n`,
    },
    {
      file: 'rules.yaml',
      find: '一般性决策部署没有完成的，每次减处室主要负责人 {head=0.5} 分、岗位责任人 {person=1} 分\n    part: routine\n',
      replace:
        '一般性决策部署没有完成的，每次减处室主要负责人 {head=0.5} 分、岗位责任人 {person=1} 分\n    part: routine\n    once: {by: year, with: [general-late, instruction-late], takes: highest}\n',
    },
  ],
  (folder) => must(readScheme(folder).scheme, 'the edited scheme reads'),
)
const moments = ['02-28', '05-25', '08-30', '11-30', '12-31'].map((text) => day(`2025-${text}`))

function routineOf(statement: Statement): Statement['root'] {
  return must(
    statement.root.lines.find((line) => line.id === 'routine'),
    'routine',
  )
}

describe('lines that compete by matter, by stretch and with each other at once', () => {
  it('keep the final points within the bounds of every earlier moment', () => {
    fc.assert(
      fc.property(parts, choicesOf(mixed), (given, answers) => {
        const scheme = withChoices(mixed, answers)
        const facts = yearOf(given)
        const final = scoreCycle(inputOf(scheme, facts))
        for (const moment of moments) {
          const earlier = scoreCycle(inputOf(scheme, facts, moment))
          for (const [index, one] of final.statements.entries()) {
            const value = points(routineOf(one).own.settled)
            const before = routineOf(must(earlier.statements[index], 'the same people')).own
            const { lowest, highest } = before
            const label = `${one.assessee} at ${moment}: ${JSON.stringify(before)} then ${value.toFixed()}`
            expect(lowest === null || compareExact(points(lowest), value) <= 0, label).toBe(true)
            expect(highest === null || compareExact(value, points(highest)) <= 0, label).toBe(true)
          }
        }
      }),
      { numRuns: 15 },
    )
  })
})
