import { describe, expect, test } from 'vitest'
import { scoreCycle } from '../../src/scoring/engine.js'
import type { CycleResult, Line, Statement } from '../../src/scoring/statement.js'
import { figureOf } from '../../src/sheets/print.js'
import { example, printed } from './example.js'

function scored(scheme: string): CycleResult {
  return scoreCycle(example(scheme).input)
}

function lineOf(statement: Statement, id: string): Line {
  const all = (line: Line): Line[] => [line, ...line.lines.flatMap(all)]
  const found = all(statement.root).find((line) => line.id === id)
  if (!found) throw new Error(id)
  return found
}

/** A figure as a workbook has it: at most fifteen digits. */
function inSheet(line: Line): unknown {
  return line.closed ? figureOf(line.points.settled) : null
}

describe('the result table', () => {
  test('of the Wuhan civil servants has every figure of the statements, tier by tier and by rank', async () => {
    const [sheet] = await printed('wuhan-civil-servants', 'results')
    const result = scored('wuhan-civil-servants')
    const ranks = new Map(
      result.rankings.flatMap(({ places }) => places.map((one) => [one.assessee, one.rank])),
    )
    const parts = ['routine', 'performance', 'appraisal', 'superior']
    const rows = sheet?.rows.slice(3, 3 + result.statements.length) ?? []
    expect(rows.map((cells) => cells[1])).toEqual(
      result.rankings.flatMap(({ places }) => places.map(({ name }) => name)),
    )
    for (const cells of rows) {
      const statement = result.statements.find(({ name }) => name === cells[1])
      if (!statement) throw new Error(`${cells[1]}`)
      expect(cells.slice(5, 9)).toEqual(parts.map((id) => inSheet(lineOf(statement, id))))
      expect(cells[9]).toBe(Number(statement.total))
      expect(cells[0]).toBe(ranks.get(statement.assessee))
    }
  })

  test('lies across A4 as wide as the page, with its head on every page', async () => {
    const [sheet] = await printed('wuhan-civil-servants', 'results')
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$3:$3',
    })
    expect(sheet?.merges).toContainEqual({ startRow: 0, startCol: 0, endRow: 0, endCol: 10 })
  })
})

describe('the score sheet of Wujin (annex 3)', () => {
  test('has a page for each department: tasks, the sixteen items in one block, subtotals, signatures', async () => {
    const sheets = await printed('wujin-departments', 'score-sheet')
    const { statements } = scored('wujin-departments')
    expect(sheets).toHaveLength(statements.length)
    for (const sheet of sheets) {
      const statement = statements.find(({ name }) => name === sheet.name)
      if (!statement) throw new Error(sheet.name)
      const rows = sheet.rows
      expect(rows[0]?.[0]).toBe('2018年局目标管理考核计分表')
      const basic = lineOf(statement, 'basic').lines
      expect(basic).toHaveLength(16)
      expect(rows.slice(4, 20).map((cells) => [cells[1], cells[2], cells[5] ?? null])).toEqual(
        basic.map((line) => [line.name, Number(line.scale?.to), inSheet(line)]),
      )
      expect(sheet.merges).toContainEqual({ startRow: 4, startCol: 0, endRow: 19, endCol: 0 })
      expect(rows.slice(20, 24).map((cells) => cells[0])).toEqual([
        ...['重点指标扣分', '现场考核分小计', '特别附加分', '合计分'],
      ])
      expect(rows[3]?.slice(1, 3)).toEqual(['年度目标任务完成情况', 30])
      expect(rows[21]?.[2]).toBe(100)
      expect(rows[24]?.[0]).toBe('考核扎口科室负责人签字：')
      expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', fitToHeight: 1 })
    }
  })

  test('leaves a figure empty while it is open', async () => {
    const [sheet] = await printed('wujin-departments', 'score-sheet', 'gas')
    expect(lineOf(scored('wujin-departments').statements[1] as Statement, 'basic').closed).toBe(
      false,
    )
    expect(sheet?.rows.slice(4, 20).map((cells) => cells[5] ?? null)).toEqual(Array(16).fill(null))
  })
})

describe('the other annexes', () => {
  test.each([
    ['wujin-departments', 'special-points', '考核附加分申报表', 6],
    ['shiyan-departments', 'base-sheet', '2017年度科室目标管理责任制考核表（基本目标60分）', 17],
    ['wuhan-civil-servants', 'year-form', '2025年度考核登记表', 20],
  ])('%s %s begins with its title and has its rows', async (scheme, id, title, rows) => {
    const [sheet] = await printed(scheme, id)
    expect(sheet?.rows[0]?.[0]).toBe(title)
    expect(sheet?.rows.length).toBe(rows)
  })

  test('have the items of Shiyan as the paper numbers them, with its points', async () => {
    const [sheet] = await printed('shiyan-departments', 'base-sheet', 'policy-coop')
    expect(sheet?.rows.slice(3, 6).map(([item]) => item)).toEqual([
      '1、争取上级项目经费。（7分）',
      '2、科技体制改革推进。（7分）',
      '3、法治单位建设。（6分）',
    ])
  })
})

test('a figure in a workbook is exact to fifteen digits, and a mean that does not end has ten decimals', () => {
  expect(figureOf('27.85')).toBe(27.85)
  expect(figureOf('-0.05')).toBe(-0.05)
  expect(figureOf('12345678901.2345')).toBe(12345678901.2345)
  expect(figureOf('43.3333333333333333333333333333333333333333')).toBe(43.3333333333)
  expect(figureOf('123456789012345678.5')).toBe('123456789012345678.5')
})
