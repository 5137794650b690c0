import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { showLines } from '../../src/cli/show-text.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { withEdited } from '../scheme/edited.js'

const small = 'tests/scoring/small-schemes/yueyang-departments'
const last = '{ any: [{ rank: last $last }, { grade: [fail] }] }'

/** The small departments, with another condition for who explains. */
function edited(when: string): ReturnType<typeof readScheme> {
  return withEdited([{ file: 'scheme.yaml', find: last, replace: when }], readScheme, small)
}

const rows = [
  ['a', 'group-1', '40'],
  ['b', 'group-1', '30'],
  ['c', 'group-1', '10'],
  ['d', 'group-1', '10'],
  ['e', 'group-2', '35'],
  ['f', 'group-2', '20'],
] as const

/** Who explains, and who may still come to it. */
function explain(scheme: Scheme, facts: readonly string[] = [], closed = 'year'): string[] {
  const lines = [
    'year: 2017',
    `roster: {units: [${rows.map(([id, tier]) => `{id: ${id}, tier: ${tier}}`).join(', ')}]}`,
    `facts: [${facts.join(', ')}]`,
    'entered:',
    ...rows.flatMap(([id, , points]) => [
      `  - {part: rest, assessee: ${id}, points: ${points}}`,
      `  - {part: leaders, assessee: ${id}, points: 15}`,
      `  - {part: heads, assessee: ${id}, points: 8}`,
    ]),
    `closed: [{what: ${closed}}]`,
  ]
  const read = must(parseFacts(lines.join('\n'), 'f.yaml').value, 'the facts read')
  const found = scoreCycle(inputOf(scheme, read)).consequences ?? []
  return found.flatMap(({ assessee, id, due }) =>
    id === 'explanation' ? [`${assessee} ${due}`] : [],
  )
}

const sound = (when: string) => must(edited(when).scheme, 'the edited scheme reads')
const circular = (unit: string, state = 'effective') =>
  `{id: ${unit}, rule: office-circular, day: 2017-03-01, unit: ${unit}, state: ${state}}`

describe('the place in the order of those whom a condition names', () => {
  const among = sound('{ rank: last $last, among: { not: { facts: [office-circular] } } }')

  it('leaves the others out: who stands before them is last', () => {
    expect(explain(among)).toEqual(['c yes', 'd yes', 'f yes'])
    expect(explain(among, [circular('d')])).toEqual(['c yes', 'f yes'])
    expect(explain(among, [circular('c'), circular('d'), circular('f')])).toEqual([
      'b yes',
      'e yes',
    ])
  })

  it('is open while it is open who counts', () => {
    const open = explain(among, [circular('d', 'proposed')], 'part, part: leaders')
    expect(open.length).toBeGreaterThan(0)
    expect(open.every((one) => one.endsWith('unknown'))).toBe(true)
  })

  it('may look at grades: the last of those who pass', () => {
    const passing = sound(
      '{ any: [{ rank: last $last, among: { grade: [excellent, good, pass] } }, { grade: [fail] }] }',
    )
    expect(explain(passing)).toEqual(['b yes', 'c yes', 'd yes', 'f yes'])
  })

  it('counts among all of all tiers', () => {
    const all = sound('{ rank: last $last, within: everyone }')
    expect(explain(all)).toEqual(['c yes', 'd yes'])
    const rest = sound(
      '{ rank: last $last, within: everyone, among: { not: { facts: [office-circular] } } }',
    )
    expect(explain(rest, [circular('c'), circular('d')])).toEqual(['f yes'])
  })

  it('counts all where no reading asks who', () => {
    const choice =
      '{ rank: last $last, among: { not: { facts: [office-circular] }, in-force: choice self-rating } }'
    const alternatives = `      counts: { says: 算, sets: { own: counts, in-force: "yes" } }
      left-out: { says: 不算, sets: { own: left-out, in-force: "no" } }`
    const edits = [
      { file: 'scheme.yaml', find: last, replace: choice },
      {
        file: 'scheme.yaml',
        find: '      counts: { says: 算 }\n      left-out: { says: 不算 }',
        replace: alternatives,
      },
    ] as const
    const scheme = must(withEdited([...edits], readScheme, small).scheme, 'it reads')
    expect(explain(scheme, [circular('c'), circular('d')])).toEqual(['b yes', 'f yes'])
    const other = withChoices(scheme, { 'self-rating': 'left-out' })
    expect(explain(other, [circular('c'), circular('d')])).toEqual(['c yes', 'd yes', 'f yes'])
  })

  it('is shown, and may not ask for another place', () => {
    expect(showLines(viewScheme(among), 98).join('\n')).toContain('层次里（只数')
    const { problems } = edited('{ rank: last $last, among: { rank: last $last } }')
    expect(problems.map(({ code }) => code)).toEqual(['bad-condition'])
  })
})
