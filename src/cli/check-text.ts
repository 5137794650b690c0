import { padText, textWidth } from '../base/text-width.js'
import type { Uncovered } from '../scheme/check/coverage.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Part } from '../scheme/model/parts.js'
import { shareOf, sumText } from '../scheme/show/tables.js'
import { vocabulary as v } from '../scheme/show/vocabulary.js'
import type { CaseResults } from '../factsfile/cases.js'
import { wrapIndented } from './text-table.js'

/** A row of the summary: what is counted, how many, and texts in pieces that are not broken. */
type Row = [name: string, count: string, texts: string[][]]

/**
 * What was checked of a scheme, aligned: parts and their sums, rules by kind, choices, cases, and the clauses
 * without a case (`without` null: not known). Lines of at most `width` columns.
 */
export function summaryLines(
  folder: string,
  scheme: Scheme,
  run: CaseResults,
  without: Uncovered | null,
  width: number,
): string[] {
  const parts = partsOf(scheme.total)
  const alternatives = scheme.choices.reduce((all, one) => all + one.alternatives.length, 0)
  const kinds = [...new Set(scheme.rules.map((rule) => rule.kind))].map(
    (kind) => `${v.ruleKinds[kind]} ${scheme.rules.filter((rule) => rule.kind === kind).length}`,
  )
  const rows: Row[] = [
    ['部分', `${parts.length}`, parts.flatMap(sumOf)],
    ['规则', `${scheme.rules.length}`, kinds.length > 1 ? [[kinds.join('，')]] : []],
    ...counted('计数', scheme.counters.length),
    ...counted('目标', scheme.targets.length),
    ...counted('时限', scheme.clocks.length),
    ...counted('名额', scheme.quotas.length),
    ...counted('等次', scheme.grades.length),
    ...counted('限制', scheme.bars.length),
    ['选择', `${scheme.choices.length}`, [[`可选项 ${alternatives}${testedText(without)}`]]],
    ['案例', `${run.cases}`, [[`核对 ${run.expectations} 组结果`]]],
  ]
  const bare = without === null ? '案例有错误，改好后才知道' : without.clauses.join('、') || '无'
  return [
    `${folder}  ${scheme.shortTitle}  版本 ${scheme.version}`,
    ...rows.flatMap(([name, count, texts]) => rowLines(name, count, texts, width)),
    ...wrapIndented(`  没有案例的条款  ${bare}`, width),
  ]
}

/** How many alternatives have no case; nothing while the cases cannot be read. */
function testedText(without: Uncovered | null): string {
  if (without === null) return ''
  const untested = without.alternatives.length
  return untested === 0 ? '，都有案例' : `，${untested} 个没有案例`
}

function counted(name: string, count: number): Row[] {
  return count === 0 ? [] : [[name, `${count}`, []]]
}

/** `基础管理 70 分 = 队伍建设 2 分 ＋ …` for a part with others below it, in pieces that stay whole. */
function sumOf(part: Part): string[][] {
  if (part.kind !== 'sum') return []
  const below = part.children.map((child) => `${child.name} ${shareOf(child)}`)
  const pieces = below.map((text, at) => (at < below.length - 1 ? `${text} ＋ ` : text))
  return [[`${part.name} ${sumText(part)} = `, ...pieces]]
}

/** Name, count at the right, and texts behind it, each begun on a line of its own. */
function rowLines(
  name: string,
  count: string,
  texts: readonly string[][],
  width: number,
): string[] {
  const head = `  ${padText(name, 4)}${count.padStart(5)}`
  if (texts.length === 0) return [head]
  const indent = textWidth(head) + 2
  const lines = texts.flatMap((pieces) => filledLines(pieces, Math.max(20, width - indent)))
  return lines.map((line, index) => `${index === 0 ? `${head}  ` : ' '.repeat(indent)}${line}`)
}

/** Pieces one behind the other, broken only between them. */
function filledLines(pieces: readonly string[], width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line !== '' && textWidth(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = piece
    } else {
      line += piece
    }
  }
  return [...lines, line.trimEnd()]
}
