import { describe, expect, it } from 'vitest'
import { must } from '../../src/base/bug.js'
import { checkFacts } from '../../src/factsfile/check.js'
import { inputOf } from '../../src/factsfile/input.js'
import { parseFacts } from '../../src/factsfile/shape.js'
import { withChoices } from '../../src/scheme/model/choices.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { cited, read, recorded, totalOf } from './invented/scheme.js'

const drafting = { task: 'drafting', name: '文稿', ...cited, says: '{points=6} 分' }
const archives = { task: 'archives', name: '档案', ...cited, says: '{points=4} 分' }
const sets = (words: Record<string, string>) => ({ says: '一种读法', sets: words })
const target = (id: string, more: object) => ({ target: id, name: id, ...cited, says: id, ...more })

/** A sheet of two listed tasks, and an item of ten points with two targets and a task beside them. */
const scheme = read({
  assessee: 'unit',
  tiers: [
    { tier: 'sections', name: '科室', ...cited, says: '科室' },
    { tier: 'others', name: '单位', ...cited, says: '单位' },
  ],
  total: totalOf(
    [
      {
        ...{ kind: 'tasks', part: 'sheet', name: '单子', ...cited, says: '{points=10} 分' },
        ...{ points: '$points', excused: 'set' },
        tasks: [
          { ...drafting, points: '$points' },
          { ...archives, points: '$points' },
        ],
      },
      {
        ...{ kind: 'ratio', part: 'mixed', name: '平台', ...cited, points: '$points' },
        says: '{points=9} 分，最多 {top=2} 倍',
        ...{ targets: ['parks', 'projects'], 'at-most': '$top', excused: 'set' },
        ...{ takes: 'choice reading', partly: 'choice reading' },
        tasks: [
          { ...cited, task: 'team', name: '专班', says: '成立专班', 'in-force': 'choice reading' },
        ],
      },
    ],
    {},
    '19',
  ),
  rules: ['park', 'project'].map((rule) => ({
    ...{ rule, name: rule, says: rule, kind: 'record' },
    ...recorded,
  })),
  targets: [
    target('parks', {
      ...{ rules: ['park'], each: '个', per: 'year', says: '只算 {once=1} 倍' },
      ...{ 'at-least': { everyone: '2' }, 'at-most': '$once' },
    }),
    target('projects', {
      ...{ rules: ['project'], each: '个', as: 'everyone', per: 'year' },
      'at-least': { everyone: '4' },
    }),
  ],
  ranking: { ...cited, within: 'choice ranked' },
  choices: [
    {
      ...{ choice: 'reading', name: '读法', ...cited, asks: '怎样算？', answer: 'each' },
      by: { decides: 'office' },
      alternatives: {
        each: sets({ takes: 'mean', partly: 'yes', 'in-force': 'yes' }),
        numbers: sets({ takes: 'mean', partly: 'yes', 'in-force': 'no' }),
        weakest: sets({ takes: 'lowest', partly: 'yes', 'in-force': 'yes' }),
        whole: sets({ takes: 'lowest', partly: 'no', 'in-force': 'yes' }),
      },
    },
    {
      ...{ choice: 'ranked', name: '排名', ...cited, asks: '怎样排？', answer: 'everyone' },
      by: { decides: 'office' },
      alternatives: { everyone: { says: '一起排' }, tier: { says: '分开排' } },
    },
  ],
})

const head = `year: 2025
roster: {units: [{id: a, tier: sections}, {id: b, tier: others}]}
`
const facts = `facts:
  - {id: p1, rule: park, day: 2025-03-01, unit: a}
  - {id: p2, rule: park, day: 2025-03-02, unit: a}
  - {id: p3, rule: park, day: 2025-03-03, unit: a}
  - {id: j1, rule: project, day: 2025-03-04, unit: a}
  - {id: j2, rule: project, day: 2025-03-05, joint: [{who: a}, {who: b}]}
`
const row = (part: string, assessee: string, id: string, rest: string) =>
  `  - {part: ${part}, assessee: ${assessee}, id: ${id}, ${rest}}\n`
const decided = (assessee: string, team: string) =>
  row('sheet', assessee, 'drafting', 'result: done') +
  row('sheet', assessee, 'archives', 'result: not-done') +
  row('mixed', assessee, 'team', team)

function resultOf(tasks: string, answers: Record<string, string> = {}) {
  const document = parseFacts(`${head}${facts}tasks:\n${tasks}closed: [{what: year}]\n`, 'f.yaml')
  const file = must(document.value, 'the file reads')
  expect(checkFacts(scheme, file, { document })).toEqual([])
  return scoreCycle(inputOf(withChoices(scheme, answers), file))
}

function scored(tasks: string, answers: Record<string, string> = {}) {
  const result = resultOf(tasks, answers)
  return Object.fromEntries(
    result.statements.map(({ assessee, root }) => [
      assessee,
      root.lines.map((line) => `${line.own.settled} ${line.own.lowest}-${line.own.highest}`),
    ]),
  )
}

describe('tasks that the regulation lists', () => {
  const both = decided('a', 'result: done') + decided('b', 'result: not-done')

  it('count beside targets as one share each, by every reading', () => {
    // Parks: one at most, none of b. Projects of all together: two of four.
    expect(scored(both)).toEqual({ a: ['6 6-6', '7.5 7.5-7.5'], b: ['6 6-6', '1.5 1.5-1.5'] })
    expect(scored(both, { reading: 'numbers' })).toMatchObject({
      a: ['6 6-6', '6.75 6.75-6.75'],
      b: ['6 6-6', '2.25 2.25-2.25'],
    })
    expect(scored(both, { reading: 'weakest' }).a?.[1]).toBe('4.5 4.5-4.5')
    expect(scored(both, { reading: 'whole' }).a?.[1]).toBe('0 0-0')
  })

  it('are open until decided, and count what was given under special circumstances', () => {
    const open = row('sheet', 'a', 'drafting', 'result: done')
    expect(scored(open + decided('b', 'result: done')).a).toEqual(['6 6-10', '4.5 4.5-7.5'])
    const given = decided('a', 'result: excused, granted: 1.5, reason: 洪水')
    expect(scored(given + decided('b', 'result: done')).a?.[1]).toBe('6 6-6')
  })

  it('are called as they are in the regulation, in its order', () => {
    const lines = resultOf(both).statements[0]?.root.lines[0]?.lines
    expect(lines?.map(({ id, name, clause }) => `${id} ${name} ${clause}`)).toEqual([
      'sheet/drafting 文稿 一',
      'sheet/archives 档案 一',
    ])
  })

  it.each([
    ['task-listed', 'id: drafting, name: 文稿, result: done', 'name'],
    ['task-listed', 'id: drafting, points: 6, result: done', 'points'],
    ['unknown-task', 'id: draft, result: done', 'id'],
    ['off-scale', 'id: archives, result: excused, granted: 5, reason: 洪水', 'granted'],
  ])('are refused (%s) when a file says otherwise: %s', (code, rest) => {
    const text = `${head}tasks:\n  - {part: sheet, assessee: a, ${rest}}\n`
    const document = parseFacts(text, 'f.yaml')
    const found = checkFacts(scheme, must(document.value, 'the file reads'), { document })
    expect(found.map((one) => one.code)).toEqual([code])
  })

  it('weigh alike beside targets', () => {
    const mixed = partsOf(scheme.total).find((one) => one.id === 'mixed')
    expect(mixed?.kind === 'ratio' && mixed.listed[0]?.points.toString()).toBe('3')
  })
})

describe('assessees of several tiers', () => {
  it('are ranked together or apart', () => {
    const both = decided('a', 'result: done') + decided('b', 'result: done')
    const ranksOf = (ranked: string) =>
      resultOf(both, { ranked }).rankings.map(({ tier, places }) => [
        tier,
        ...places.map((one) => `${one.assessee} ${one.rank}`),
      ])
    expect(ranksOf('everyone')).toEqual([['', 'a 1', 'b 2']])
    expect(ranksOf('tier')).toEqual([
      ['sections', 'a 1'],
      ['others', 'b 1'],
    ])
  })
})
