import { describe, expect, it, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { points } from '../../src/base/points.js'
import { showLines } from '../../src/cli/show-text.js'
import { inputOf } from '../../src/factsfile/input.js'
import { factsSchema } from '../../src/factsfile/shape.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import type { Rule } from '../../src/scheme/model/rules.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { adds } from '../../src/scoring/facts/adding.js'
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

describe('whether a rule can add points', () => {
  const scheme = must(readScheme('tests/scoring/small-schemes/yueyang-departments').scheme, 'reads')
  const rule = (id: string): Rule =>
    must(
      scheme.rules.find((one) => one.id === id),
      id,
    )
  const plain = <T>(value: T) => ({ value, choice: null, byAnswer: null })
  const measured = (counts: 'better' | 'worse' | 'both'): Rule => {
    const growth = rule('growth')
    return { ...growth, against: { ...must(growth.against, 'a norm'), counts: plain(counts) } }
  }
  const entered = (sign: 1 | -1): Rule => {
    const petition = rule('petition-mistake')
    const amount = must(petition.charges[0], 'a charge').amount.value
    if (amount.kind !== 'entered') throw new Error('it is entered')
    const charges = petition.charges.map((one) => ({ ...one, amount: plain({ ...amount, sign }) }))
    return { ...petition, charges }
  }
  const nothing = (): Rule => {
    const award = rule('grand-award')
    const amount = must(award.charges[0], 'a charge').amount.value
    if (amount.kind !== 'figure') throw new Error('it is a figure')
    const charges = award.charges.map((one) => {
      return { ...one, amount: plain({ ...amount, points: points(0) }) }
    })
    return { ...award, charges }
  }

  test.each<[string, () => Rule, boolean]>([
    ['by a figure above nothing', () => rule('grand-award'), true],
    ['by a figure below nothing', () => rule('rank-bottom'), false],
    ['by a figure of nothing', nothing, false],
    ['by what is entered to add', () => entered(1), true],
    ['by what is entered to take', () => entered(-1), false],
    ['by what is better than a norm', () => measured('better'), true],
    ['by what is better or worse', () => measured('both'), true],
    ['by what is worse alone', () => measured('worse'), false],
    [
      'where one of its charges does',
      () => ({
        ...rule('rank-bottom'),
        charges: [...rule('rank-bottom').charges, ...rule('approval').charges],
      }),
      true,
    ],
  ])('%s', (_, made, expected) => {
    expect(adds(made())).toBe(expected)
  })
})
