import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { inputOf } from '../../src/factsfile/input.js'
import { withEdited } from '../scheme/edited.js'

const late = '参加活动无故迟到的，每人每次减责任处室 {each=0.05} 分\n    part: routine\n'
/** Lateness costs from July on, and no longer in October. */
const amended = withEdited(
  [
    {
      file: 'rules.yaml',
      find: late,
      replace: `${late}    from: 2025-07-01\n    until: 2025-09-30\n`,
    },
  ],
  (folder) => must(readScheme(folder).scheme, 'the amended scheme reads'),
)

function routineAfter(on: string): { routine: string | undefined; codes: string[] } {
  const text = `year: 2025
roster: {people: [{id: p, tier: L2}]}
facts: [{id: a, rule: late, day: ${on}, persons: [p], occasion: duty}]
closed: [{what: facts}]
`
  const document = parseFacts(text, 'f.yaml')
  const facts = must(document.value, 'the file has the right shape')
  const [statement] = scoreCycle(inputOf(amended, facts)).statements
  return {
    routine: statement?.root.lines[0]?.own.settled,
    codes: checkFacts(amended, facts, { document }).map((one) => `${one.line}:${one.code}`),
  }
}

describe('a rule that was amended within the year', () => {
  it.each([
    ['2025-06-30', '30', ['3:rule-not-in-force']],
    ['2025-07-01', '29.95', []],
    ['2025-09-30', '29.95', []],
    ['2025-10-01', '30', ['3:rule-not-in-force']],
  ])('on %s leaves %s points', (on, routine, codes) => {
    expect(routineAfter(on)).toEqual({ routine, codes })
  })
})
