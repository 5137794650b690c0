import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreSeveral } from '../../src/cli/score-several.js'
import type { CycleResult } from '../../src/scoring/statement.js'
import { temporaryFolder } from './folder.js'

const folder = temporaryFolder()
const small = 'tests/scoring/small-schemes'
for (const id of ['wuhan-units', 'wuhan-cadres']) {
  cpSync(join(small, id, 'scheme.yaml'), join(folder.path, id, 'scheme.yaml'))
}
for (const id of ['shiyan-departments', 'shiyan-people']) {
  cpSync(join('schemes', id), join(folder.path, id), {
    recursive: true,
    filter: (from) => !from.includes('example-') && !from.endsWith('cases'),
  })
}
const listed = partsOf(
  must(readScheme('schemes/shiyan-departments').scheme, 'it reads').total,
).flatMap((part) =>
  part.kind === 'tasks' ? part.listed.map(({ id }) => [part.id, id] as const) : [],
)

/** A facts file beside its scheme. */
function written(scheme: string, name: string, lines: readonly string[]): string {
  return folder.file(join(scheme, `example-${name}`), [`scheme: ${scheme}`, ...lines].join('\n'))
}

function results(facts: string, ...others: string[]): CycleResult[] {
  const { exitCode, lines } = scoreSeveral({ facts, others, json: true })
  expect(lines.length).toBe(1)
  expect(exitCode).toBe(0)
  return JSON.parse(lines[0] ?? '') as CycleResult[]
}

const total = (result: CycleResult | undefined, id: string) =>
  result?.statements.find((one) => one.assessee === id)?.total
const grade = (result: CycleResult | undefined, id: string) =>
  result?.grades.find((one) => one.assessee === id)

describe('sections and their people scored together', () => {
  const roster = '{units: [{id: office}, {id: union}, {id: personnel}]'
  const tasks = ['office', 'union', 'personnel'].flatMap((unit) =>
    listed
      .filter(([part]) => part === `${unit}-work` || part === 'common-work')
      .map(([part, id]) => `  - {part: ${part}, assessee: ${unit}, id: ${id}, result: done}`),
  )
  const sections = written('shiyan-departments', 'sections.yaml', [
    'year: 2017',
    `roster: ${roster}}`,
    'facts:',
    '  - {id: a1, rule: bonus-award-prov-comp, day: 2017-05-01, unit: union}',
    '  - {id: a2, rule: bonus-award-city-comp, day: 2017-06-01, unit: office}',
    'tasks:',
    ...tasks,
    'closed: [{what: year, on: 2017-12-31}]',
  ])
  const people = (more: readonly string[] = []) =>
    written('shiyan-people', 'people.yaml', [
      'year: 2017',
      `roster:`,
      `  units: [{id: office}, {id: union}, {id: personnel}]`,
      '  people:',
      '    - {id: p, unit: union, tier: people}',
      '    - {id: q, unit: office, tier: people, from: 2017-07-01}',
      '    - {id: r, unit: personnel, tier: people}',
      ...more,
      'closed: [{what: year, on: 2017-12-31}]',
    ])

  test("give each the section's total by months, and what its place brings, in whatever order they are named", () => {
    const [of, own] = results(sections, people())
    expect(['union', 'office', 'personnel'].map((id) => total(of, id))).toEqual(['105', '99', '94'])
    expect(['p', 'q', 'r'].map((id) => total(own, id))).toEqual(['105.5', '49.8', '94.2'])
    expect(results(people(), sections)[0]).toEqual(own)
  })

  test('stay open while the sections are', () => {
    const { lines } = scoreSeveral({
      facts: people(),
      others: [sections],
      asOf: '2017-11-30',
      json: true,
    })
    const [own] = JSON.parse(lines[0] ?? '') as CycleResult[]
    expect(total(own, 'p')).toBeNull()
  })

  test('are refused where a result that is found is also written', () => {
    const file = people(['results: [{result: section-total, of: union, points: 99}]'])
    const { exitCode, lines } = scoreSeveral({ facts: file, others: [sections] })
    expect([exitCode, ...lines]).toEqual([
      2,
      `${file}:9:11 错误 “union”的结果“section-total”由一起计分的办法算出，这里不用写，请删去 [result-computed]`,
    ])
  })

  test('explain a person by the results that were found', () => {
    const { lines } = scoreSeveral({
      facts: sections,
      others: [people()],
      explain: 'p',
      width: '200',
    })
    expect(lines.join('\n')).toContain('总分 105.50')
    expect(lines.join('\n')).toContain('第一名')
  })
})

describe('units and cadres of one regulation scored together', () => {
  const units = (facts: readonly string[]) =>
    written('wuhan-units', 'units.yaml', [
      'year: 2012',
      'roster: {units: [{id: u, tier: business, heads: [h]}, {id: v, tier: business, heads: [g]}]}',
      'facts:',
      '  - {id: honour, rule: honour-city, day: 2012-05-01, unit: u}',
      ...facts,
      'tasks:',
      ...['u', 'v'].flatMap((unit) =>
        ['function', 'common'].map(
          (part) =>
            `  - {part: ${part}, assessee: ${unit}, id: ${part}, name: 指标, points: 100, result: done}`,
        ),
      ),
      'ratings:',
      ...['u', 'v'].flatMap((unit) => [
        `  - {part: third-party, period: 2012-year, assessee: ${unit}, assessor: c, body: client, points: 90}`,
        `  - {part: leaders, period: 2012-year, assessee: ${unit}, assessor: l, body: bureau-leader, points: 90}`,
      ]),
      'closed: [{what: year, on: 2012-12-31}]',
    ])
  const cadres = (year: string, level = 'fine') =>
    written('wuhan-cadres', `cadres-${year}.yaml`, [
      `year: ${year}`,
      'roster:',
      '  units: [{id: u, heads: [h]}, {id: v, heads: [g]}]',
      '  people:',
      ...['h u', 'g v'].map((one) => {
        const [id, unit] = one.split(' ')
        return `    - {id: ${id}, unit: ${unit}, tier: heads, roles: [unit-head]}`
      }),
      'period-grades:',
      ...['h', 'g'].flatMap((id) =>
        ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => {
          const remark = level === 'poor' ? ', remark: 差' : ''
          return `  - {part: quarterly, period: ${year}-${quarter}, assessee: ${id}, level: ${level}, body: leader-in-charge${remark}}`
        }),
      ),
      ...(year === '2012'
        ? []
        : [
            'results:',
            '  - {result: unit-grade, of: u, level: qualified}',
            '  - {result: unit-grade, of: v, level: qualified}',
          ]),
      `closed: [{what: year, on: ${year}-12-31}]`,
    ])

  test("make the head of an advanced unit excellent, and a unit's veto reaches its head and the next unit's moves up", () => {
    const [, fine] = results(units([]), cadres('2012'))
    expect([grade(fine, 'h')?.grade, grade(fine, 'g')?.grade]).toEqual(['excellent', 'competent'])
    const veto = '  - {id: veto, rule: veto-order, day: 2012-09-01, unit: u}'
    const [of, own] = results(units([veto]), cadres('2012'))
    expect([grade(of, 'u')?.grade, grade(of, 'v')?.grade]).toEqual(['qualified', 'advanced'])
    expect([grade(own, 'h')?.grade, grade(own, 'g')?.grade]).toEqual(['competent', 'excellent'])
    const head = own?.statements.find((one) => one.assessee === 'h')
    expect(head?.bars.map((one) => [one.id, one.facts])).toEqual([['bar-unit-order', ['veto']]])
  })

  test('look back at an earlier year that is scored with them', () => {
    const [, , now] = results(cadres('2011', 'poor'), units([]), cadres('2012', 'poor'))
    const due = now?.consequences.filter((one) => one.assessee === 'h') ?? []
    expect(due.map((one) => `${one.id}:${one.due}`)).toEqual(['dismissal:yes'])
  })

  test('tell a fact that does not fit the other scheme where it is written', () => {
    const file = units(['  - {id: veto, rule: veto-order, day: 2012-09-01, unit: x}'])
    const { exitCode, lines } = scoreSeveral({ facts: cadres('2012'), others: [file] })
    expect(exitCode).toBe(2)
    expect(lines.map((line) => line.split(' ')[0])).toEqual([`${file}:6:57`])
  })
})
