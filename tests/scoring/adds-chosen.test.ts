import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { showLines } from '../../src/cli/show-text.js'
import { inputOf } from '../../src/factsfile/input.js'
import { factsSchema } from '../../src/factsfile/shape.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { withEdited } from '../scheme/edited.js'

const folder = 'schemes/lianyungang-counties'
const scheme = must(readScheme(folder).scheme, 'it reads')
const computed =
  'computed: {says: 按完成情况算，评委打的只作参考, sets: {base.adds: shown, pre-score.adds: inside}}'

function problemsWith(replace: string): string[] {
  const edit = { file: 'choices.yaml', find: computed, replace } as const
  return withEdited([edit], readScheme, folder).problems.map(
    ({ code, message }) => `${code} ${message}`,
  )
}

describe('whether a part counts, where a choice says it', () => {
  it('must add up by every answer, not by the one in force alone', () => {
    const neither = computed.replace('pre-score.adds: inside', 'pre-score.adds: shown')
    expect(problemsWith(neither)).toContain('points-sum 下级的分值合计 0 分，应为 100 分')
    const both = computed.replace('base.adds: shown', 'base.adds: inside')
    expect(problemsWith(both)).toContain('points-sum 下级的分值合计 200 分，应为 100 分')
    expect(problemsWith(computed)).toEqual([])
  })

  it('is one of three words', () => {
    const word = computed.replace('base.adds: shown', 'base.adds: hidden')
    expect(problemsWith(word)).toContain(
      'bad-word 选择 formula 的“hidden”不是它所定之处能用的词，可用：inside、outside、shown',
    )
  })

  it('is shown as chosen', () => {
    const lines = showLines(viewScheme(scheme), 98).join('\n')
    expect(lines).toMatch(/考核基础分 100 分〔选择\d+〕/)
  })

  it('lacks nothing where it is only shown', () => {
    const file = factsSchema.parse({
      year: '2018',
      roster: { units: [{ id: 'ganyu' }] },
      closed: [{ what: 'year' }],
    })
    const codes = (answers: Record<string, string>) =>
      scoreCycle(inputOf(withChoices(scheme, answers), file)).warnings.map((one) => one.code)
    const missing = (of: string[]) => of.filter((code) => code === 'nothing-entered').length
    expect(missing(codes({}))).toBe(46)
    expect(missing(codes({ formula: 'computed' }))).toBe(0)
    expect(missing(codes({ formula: 'computed', 'bonus-by': 'ballots' }))).toBe(6)
  })
})
