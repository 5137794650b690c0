import { cpSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { exactText, sum } from '../../src/base/points.js'
import { textWidth } from '../../src/base/text-width.js'
import { scoreSeveral } from '../../src/cli/score-several.js'
import { show } from '../../src/cli/show.js'
import { showLines } from '../../src/cli/show-text.js'
import type { DeductionPart, Part } from '../../src/scheme/model/parts.js'
import type { Rule } from '../../src/scheme/model/rules.js'
import { partsOf } from '../../src/scheme/model/tree.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { viewScheme } from '../../src/scheme/show/scheme.js'
import type { CycleResult } from '../../src/scoring/statement.js'
import { temporaryFolder } from '../cli/folder.js'
import { expectEveryReading } from './readings.js'
import { rows, type Row } from './yueyang-rows.js'

const folder = 'schemes/yueyang-departments'
const read = readScheme(folder)
const scheme = must(read.scheme, 'the scheme of the departments reads')
const parts = new Map(partsOf(scheme.total).map((part) => [part.id, part]))
const partOf = (id: string): Part => must(parts.get(id), id)
const pointsOf = (id: string): string => exactText(must(partOf(id).points, id))

function rowOf(id: string): DeductionPart {
  const part = partOf(id)
  if (part.kind !== 'deduction') throw new Error(`${id} is no row`)
  return part
}

const rulesOf = (id: string): Rule[] => scheme.rules.filter((rule) => rule.part.value === id)

/** The figures that are written in the sentences of a row's rules under a name. */
function figuresOf(id: string, name: string): string[] {
  const found = rulesOf(id).flatMap(({ says }) =>
    says.figures.flatMap((one) => (one.name === name ? [one.text] : [])),
  )
  const shared = rulesOf(id).flatMap(({ says, charges }) =>
    name === 'each' && says.figures.length === 0
      ? charges.flatMap(({ amount: { value } }) =>
          value.kind === 'figure' ? [exactText(value.points.abs())] : [],
        )
      : [],
  )
  return [...new Set([...found, ...shared])].sort((a, b) => Number(a) - Number(b))
}

/** Groups, with the prizes that the text prints, and who is in them. */
const groups = {
  'group-1': 'office general-law finance personnel retirees party discipline union',
  'group-2':
    'operations investment sme energy-power industry defence explosives new-industry electronics informatisation light-industry radio-admin reform',
  'group-3': 'energy-station radio-station sme-centre logistics',
}

describe('the departments of Yueyang', () => {
  test('read without any problem or warning', () => {
    expect(read.problems).toEqual([])
  })

  test('have 70 points by rule and 30 by ballot, three rows beside them', () => {
    const tree = 'total quantitative common business qualitative leaders heads'.split(' ')
    expect(tree.map(pointsOf)).toEqual(['100', '70', '25', '45', '30', '20', '10'])
    const categories = 'party-work cadre-team integrity'.split(' ')
    expect(categories.map(pointsOf)).toEqual(['9', '8', '8'])
    const beside = scheme.total.kind === 'sum' ? scheme.total.children : []
    expect(beside.flatMap((one) => (one.adds.value === 'outside' ? [one.id] : []))).toEqual([
      'bonus',
      'minus',
      'related-reform',
    ])
  })

  test('are 25 in three groups of 8, 13 and 4, each with a list of its own', () => {
    const listed = Object.values(groups).flatMap((text) => text.split(' '))
    expect(scheme.units.map(({ id }) => id)).toEqual(listed)
    expect(Object.values(groups).map((text) => text.split(' ').length)).toEqual([8, 13, 4])
    expect(scheme.tiers.map(({ id }) => id)).toEqual(Object.keys(groups))
    const lists = partOf('business')
    const own = lists.kind === 'sum' ? lists.children : []
    expect(own.map(({ id, onlyFor }) => [id, onlyFor?.ids])).toEqual(
      listed.map((id) => [`${id}-list`, [id]]),
    )
  })

  test('have 207 rows of business and 19 in common, 45 points to each list and 25', () => {
    const lists = [...new Set(rows.map(({ list }) => list))]
    const of = (list: string) => rows.filter((one) => one.list === list)
    expect([rows.length, of('common').length, lists.length]).toEqual([226, 19, 26])
    for (const list of lists) {
      const whole = sum(of(list).map(({ id }) => must(partOf(id).points, id)))
      expect([list, exactText(whole)]).toEqual([list, list === 'common' ? '25' : '45'])
      const parent = partOf(list === 'common' ? 'common' : `${list}-list`)
      const below = partsOf(parent).filter((one) => one.kind !== 'sum')
      expect(below.map(({ id }) => id).sort()).toEqual(
        of(list)
          .map(({ id }) => id)
          .sort(),
      )
    }
  })

  test.each(rows.map((row): [string, Row] => [row.id, row]))('have the row %s', (id, row) => {
    const part = rowOf(id)
    expect([id, pointsOf(id), figuresOf(id, 'each')]).toEqual([id, row.points, row.figures])
    expect(figuresOf(id, 'share')).toEqual(row.share === null ? [] : [row.share])
    const amounts = rulesOf(id).flatMap(({ charges }) =>
      charges.filter((one) => one.inForce.value).map(({ amount }) => amount.value),
    )
    const kinds = {
      all: amounts.some((one) => one.kind === 'all'),
      'by-hand': amounts.every(
        (one) => one.kind === 'entered' && one.highest?.equals(part.points ?? 0) === true,
      ),
      exhausted: part.floor.choice === null,
    }
    const found = Object.entries(kinds).flatMap(([mark, is]) => (is ? [mark] : []))
    expect(found.sort()).toEqual([...row.marks].sort())
    expect(part.floor.value?.isZero()).toBe(true)
  })

  test('charge all of a branch by the five rows on branches alone', () => {
    const branch = scheme.rules.filter(({ charges }) =>
      charges.some(({ to }) => to.value === 'branch'),
    )
    expect([...new Set(branch.map(({ part }) => part.value))]).toEqual(
      ['team', 'meetings', 'talks', 'study', 'review'].map((one) => `common-branch-${one}`),
    )
  })

  test('add and take by matter, at most ten each, with limits of two, four and eight', () => {
    const limits = (id: string) =>
      rowOf(id).limits.map((one) => {
        const most = must(one.mostAdded.value ?? one.mostTaken.value, one.id)
        return `${one.id} ${exactText(most)}`
      })
    expect(limits('bonus')).toEqual(['media 2', 'honours-high 4', 'honours-city 2', 'central 1'])
    expect(limits('minus')).toEqual([
      'office-circulars 2',
      'department-circulars 4',
      'failed-tasks 8',
    ])
    const [bonus, minus] = [rowOf('bonus'), rowOf('minus')]
    expect([bonus.cap.value?.toString(), minus.floor.value?.toString()]).toEqual(['10', '-10'])
    expect([bonus.sameMatter.value, minus.sameMatter.value]).toEqual(['highest', 'highest'])
    const each = (id: string) =>
      rulesOf(id).map((rule) => `${rule.id} ${rule.says.figures[0]?.text}`)
    expect([...each('bonus'), ...each('minus')]).toEqual([
      'grand-award 8',
      'approval 6',
      'rank-top3 6',
      'promoted 2',
      'media-province 0.5',
      'media-city 0.2',
      'honour-high 2',
      'honour-city 1',
      'central-task 0.5',
      'office-circular 1',
      'dept-circular 2',
      'task-failed 4',
      'rank-bottom3 4',
    ])
  })

  test('have the counts that annex 3 prints', () => {
    const counts = scheme.targets.map(({ id, per, atLeast }) => {
      const figures = Object.values(atLeast).flatMap((one) => one.value ?? [])
      return `${id} ${figures.map((one) => exactText(one)).join()}/${per}`
    })
    expect(counts).toHaveLength(24)
    expect(counts).toEqual(expect.arrayContaining(['di-talks-held 8/year', 'sc-bodies 230/year']))
  })

  test('have every doubt of the digest as a choice or a note', () => {
    const known = [...scheme.choices, ...scheme.notes].flatMap((one) => one.point ?? [])
    const all = Array.from({ length: 43 }, (_, at) => `${at + 1}`)
    expect(all.filter((point) => !known.includes(point))).toEqual([])
  })

  test('can be read in every way that a choice offers', () => {
    expectEveryReading(scheme)
  })

  test('are shown with points and lists, no line too wide', () => {
    const text = showLines(viewScheme(scheme), 98)
    expect(Math.max(...text.map(textWidth))).toBeLessThanOrEqual(98)
    const all = text.join('\n')
    expect(all).toContain('只用于投资规划科')
    expect(all).toContain('各 45 分')
    expect(all).toContain('运行监测协调科')
  })
})

describe('departments and cadres scored together', () => {
  const copies = temporaryFolder()
  const cadres = 'schemes/yueyang-cadres'
  for (const from of [folder, cadres]) {
    cpSync(from, join(copies.path, basename(from)), { recursive: true })
  }
  const facts = (of: string, change: (text: string) => string = (text) => text): string =>
    copies.file(
      join(basename(of), 'example-facts.yaml'),
      change(readFileSync(join(of, 'example-facts.yaml'), 'utf8')),
    )

  test('make the head of the first-prize department excellent, and nobody else', () => {
    const units = facts(folder)
    const people = facts(cadres, (text) => text.replace(/^results: .*\n/m, ''))
    const { exitCode, lines } = scoreSeveral({ facts: units, others: [people], json: true })
    expect([exitCode, lines.length]).toEqual([0, 1])
    const [departments, persons] = JSON.parse(lines[0] ?? '') as CycleResult[]
    const grades = (result: CycleResult | undefined) =>
      Object.fromEntries(result?.grades.map((one) => [one.assessee, one.grade]) ?? [])
    expect(grades(departments)).toEqual({
      operations: 'excellent',
      investment: 'excellent',
      explosives: 'good',
    })
    expect(grades(persons)).toEqual({ shen: 'excellent', luo: 'competent', bai: 'competent' })
  })

  test('leave the head to rank where the department has no first prize', () => {
    const veto = '  - {id: v, rule: veto, day: 2017-11-01, unit: operations}\n'
    const units = facts(folder, (text) => text.replace(/^facts:\n/m, `facts:\n${veto}`))
    const people = facts(cadres, (text) => text.replace(/^results: .*\n/m, ''))
    const { lines } = scoreSeveral({ facts: units, others: [people], json: true })
    const [, persons] = JSON.parse(lines[0] ?? '') as CycleResult[]
    expect(persons?.grades.find((one) => one.assessee === 'shen')?.grade).toBe('competent')
  })
})

describe('the page of the departments by clause', () => {
  const folderOfPages = temporaryFolder()

  test('numbers its hundreds of sections one by one', () => {
    const html = join(folderOfPages.path, 'page.html')
    show(folder, { html, byClause: true })
    const contents = /<nav>(.*?)<\/nav>/s.exec(readFileSync(html, 'utf8'))?.[1] ?? ''
    const numbers = [...contents.matchAll(/<a href="[^"]*">([一二三四五六七八九十百零]+)、/g)]
    const found = numbers.map(([, number]) => number)
    expect(new Set(found).size).toBe(found.length)
    expect([0, 9, 10, 19, 99, 104, 110].map((at) => found[at])).toEqual(
      '一 十 十一 二十 一百 一百零五 一百一十一'.split(' '),
    )
  })
})
