import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { exactText } from '../../src/base/points.js'
import { textWidth } from '../../src/base/text-width.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import type { Amount, Rule } from '../../src/scheme/model/rules.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { showLines } from '../../src/cli/show-text.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { people, withEdited } from './edited.js'
import { expectEveryReading } from './readings.js'

const read = readScheme(people)
const scheme = must(read.scheme, 'the sound scheme reads')

function amountText(amount: Amount): string {
  return amount.kind === 'figure' ? exactText(amount.points.negated()) : amount.kind
}

/** A rule's figures as `clause head person unit`, each as the points that are taken. */
function row(rule: Rule): string {
  const figure = (to: string, choice: string | null) => {
    const charge = rule.charges.find((one) => one.to.value === to && one.to.choice === choice)
    if (charge === undefined) return '-'
    return amountText(charge.amount.value)
  }
  const unit = figure('person', 'attendance-charged-to')
  return [rule.clause, figure('head', null), figure('person', null), unit].join(' ')
}

describe('the civil servants of Wuhan', () => {
  test('read without any problem', () => {
    expect(read.problems).toEqual([])
  })

  test.each([
    ['stability-event', '第五条（一） 0.5 1.5 -'],
    ['absent', '第五条（二） - - 0.1'],
    ['late', '第五条（二） - - 0.05'],
    ['early-leave', '第五条（二） - - 0.05'],
    ['major-undone', '第五条（三） 1 2 -'],
    ['major-late', '第五条（三） 0.5 1 -'],
    ['general-undone', '第五条（三） 0.5 1 -'],
    ['general-late', '第五条（三） 0.3 0.5 -'],
    ['instruction-undone', '第五条（三） 0.5 1 -'],
    ['instruction-late', '第五条（三） 0.2 0.5 -'],
    ['complaint-verified', '第五条（四） 0.5 1 -'],
    ['criticised-exposed', '第五条（四） 0.5 1 -'],
    ['other', '第五条（五） entered entered -'],
  ])('lose for %s what the regulation says', (id, expected) => {
    expect(
      row(
        must(
          scheme.rules.find((rule) => rule.id === id),
          id,
        ),
      ),
    ).toBe(expected)
  })

  test('have no other rule with points', () => {
    expect(scheme.rules.filter((rule) => rule.kind === 'points')).toHaveLength(13)
    const vetoes = scheme.rules.filter((rule) => rule.kind === 'veto')
    expect(vetoes).toHaveLength(4)
    expect(vetoes.flatMap((rule) => rule.charges.map((one) => one.inForce.value))).not.toContain(
      true,
    )
  })

  test('weigh 30, 70, 40, 20 and 10 percent', () => {
    expect(partsOf(scheme.total).map((part) => `${part.id} ${exactText(part.weight)}`)).toEqual([
      'total 1',
      'routine 0.3',
      'year-end 0.7',
      'performance 0.4',
      'appraisal 0.2',
      'superior 0.1',
    ])
  })

  test('have grades by exact shares and thresholds, four places a layer and eight bars', () => {
    const basic = must(
      scheme.grades.find((grade) => grade.id === 'basic'),
      'basic',
    )
    expect(basic.by).toMatchObject({
      when: {
        kind: 'all',
        conditions: [{ kind: 'votes', is: { value: { word: 'over' } } }, { kind: 'points' }],
      },
    })
    expect(scheme.quotas.map((quota) => quota.places.value)).toEqual([{ kind: 'count', count: 4 }])
    expect(scheme.bars).toHaveLength(8)
  })

  test('have every doubt of the regulation as a choice or a note', () => {
    const points = [...scheme.choices, ...scheme.notes].flatMap((one) => one.point ?? [])
    const all = Array.from({ length: 26 }, (_, index) => String(index + 1))
    expect(all.filter((point) => !points.includes(point))).toEqual([])
  })

  test('can be read in every way that a choice offers', () => {
    expectEveryReading(scheme)
    const routine = withChoices(scheme, { 'routine-scale': 'R3' }).total
    expect(partsOf(routine)[1]).toMatchObject({ scale: { value: 'as-is' } })
  })

  test('get another version for another answer, and the same for a comment', () => {
    const answer = { file: 'choices.yaml', find: 'answer: R1', replace: 'answer: R2' } as const
    const comment = {
      file: 'choices.yaml',
      find: 'answer: R1',
      replace: 'answer: R1 # 待议',
    } as const
    const version = (folder: string) => readScheme(folder).scheme?.version
    expect(withEdited([answer], version)).not.toBe(scheme.version)
    expect(withEdited([comment], version)).toBe(scheme.version)
  })

  test('are shown with clause, marked figure, reading and choice, no line wider than the terminal', () => {
    const lines = showLines(viewScheme(scheme), 98)
    const at = lines.findIndex((line) => /^第五条（二）\s+迟到\s+late$/.test(line))
    expect(lines.slice(at, at + 3)).toEqual([
      '第五条（二）    迟到                    late',
      '  上班、开会或参加活动无故迟到的，每人每次减责任处室 【0.05】 分',
      '  → 每人每次，责任人本人〔选择2〕 −0.05',
    ])
    expect(lines).toContain('    ● R1                  剩余分折成百分再乘权重：减一分，总分少一分')
    expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(98)
  })
})
