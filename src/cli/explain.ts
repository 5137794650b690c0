import { yearName } from '../base/assessment-year.js'
import { officeName } from '../scheme/show/frame.js'
import type { Line, Statement } from '../scoring/statement.js'
import { countedLines, notCountedLines, periodName } from './explain-fact.js'
import type { Names } from './explain-names.js'
import {
  choiceLines,
  consequenceLines,
  type Explaining,
  gradeLines,
  rankLines,
  restLines,
} from './explain-rest.js'
import { lineExtras } from './grade-text.js'
import { leftOutText } from './score-notes.js'
import { operationTexts, shown, standingText, totalText, warningTexts } from './statement-words.js'
import { wrapIndented } from './text-table.js'

/**
 * One statement as a person reads it: total or bounds, rank and grade with their reason, the tree of parts with
 * points on the part's own scale and of the total, each fact with what it rests on, what is not counted and
 * why, targets, counts and limits, and the choices that shaped it. What is not there is not printed.
 */
export function explainLines(
  statement: Statement,
  result: Explaining,
  names: Names,
  width: number,
): string[] {
  const { scheme } = names
  const tier = scheme.tiers.find((one) => one.id === statement.tier)?.name ?? statement.tier
  const unit = statement.unit === null || statement.unit === statement.assessee
  const place = unit ? '' : `  ${names.unit(statement.unit ?? '')}`
  const gathered =
    statement.gatheredBy === null ? '' : `  由${officeName(scheme, statement.gatheredBy)}扎口`
  const lines = [
    `${statement.name}（${statement.assessee}）${place}  ${tier}${gathered}  截至 ${statement.asOf}`,
    `${scheme.title}  ${yearName(scheme.begins, result.year)} 年度  版本 ${result.scheme.version}`,
    '',
    `总分 ${totalText(statement)}`,
    ...rankLines(statement, result, scheme),
    ...gradeLines(statement, result, scheme),
    ...consequenceLines(statement, result, scheme, (id) => names.fact(id)),
    '',
    ...rootLines(statement.root, names),
    ...restLines(statement, names),
    ...choiceLines(statement, result, scheme),
  ]
  return lines.flatMap((line) => wrapIndented(line, width))
}

/** The root has its total at the head; its own line is worth printing for what shaped it. */
function rootLines(root: Line, names: Names): string[] {
  const notCounted = root.notCounted.flatMap((one) => notCountedLines(one, names))
  return [...root.lines.flatMap((line) => treeLines(line, 0, names, new Set())), ...notCounted]
}

/** A line and all below it; a rule's sentence is printed with its first fact only. */
function treeLines(line: Line, depth: number, names: Names, said: Set<string>): string[] {
  const indent = '  '.repeat(depth)
  const put = (texts: readonly string[], further = '') =>
    texts.map((text) => `${indent}${further}${text}`)
  if (line.fact !== null) {
    const first = !said.has(line.fact.countsAs)
    said.add(line.fact.countsAs)
    const facts = countedLines(line.fact, line, names, first)
    return [...put(facts), ...belowLines(line, depth, names, said)]
  }
  const says = line.says === null || line.says === '' ? [] : [line.says]
  const states = stateText(line, names)
  const head = lineText(line, names)
  const inline = says.length === 0 && states !== '' && line.kind !== 'part'
  return [
    ...put([inline ? `${head}  ${states}` : head]),
    ...put([...says, ...(inline || states === '' ? [] : [states])], '    '),
    ...put(lineExtras(line, names.scheme, names.fact), '    '),
    ...belowLines(line, depth, names, new Set()),
  ]
}

function belowLines(line: Line, depth: number, names: Names, said: Set<string>): string[] {
  const indent = '  '.repeat(depth + 1)
  return [
    ...line.lines.flatMap((below) => treeLines(below, depth + 1, names, said)),
    ...line.notCounted
      .flatMap((one) => notCountedLines(one, names))
      .map((text) => `${indent}${text}`),
  ]
}

/** Name, contribution to the total, the figure on its own scale, clause. */
function lineText(line: Line, names: Names): string {
  if (line.operation === 'period-grades') {
    const open = line.missing ? '没有填报' : line.closed ? '' : '未定'
    return [line.name, open, line.clause ?? '', names.choices(line.choices)]
      .filter((text) => text !== '')
      .join('  ')
  }
  const most = line.pointsMax === null ? '' : ` / ${shown(line.pointsMax, '')}`
  const value = line.closed ? shown(line.points.settled, '') : standingText(line.points)
  return [
    line.kind === 'period' ? periodName(line.name) : line.name,
    `${value}${most}`,
    ownText(line),
    line.missing ? '没有填报' : line.closed ? '' : '未定',
    line.clause ?? '',
    names.choices(line.choices),
  ]
    .filter((text) => text !== '')
    .join('  ')
}

/** The figure on the line's own scale, where that is another than its share of the total. */
function ownText(line: Line): string {
  const same = line.own.settled === line.points.settled && line.scale?.to === line.pointsMax
  if (line.operation === 'sum' || same) return ''
  const { scale } = line
  const of = scale === null ? '' : `，分制 ${scale.from ?? '不限'}～${scale.to ?? '不限'}`
  return `得分 ${line.closed ? shown(line.own.settled, '') : standingText(line.own)}${of}`
}

/** What a line rests on, with the word for what is counted. */
function countText({ count, kind, operation }: Line): string {
  if (count === null) return ''
  const isPeriods = kind === 'part' && (operation === 'mean' || operation === 'mean-of-all')
  if (isPeriods) return `共 ${count} 期`
  return `共 ${count} ${kind === 'limit' || kind === 'target' ? '件' : '份'}`
}

function stateText(line: Line, names: Names): string {
  const states = [
    line.kind === 'part' && line.operation !== 'sum' ? operationTexts[line.operation] : '',
    line.scoredBy.length === 0
      ? ''
      : `由${line.scoredBy.map((one) => officeName(names.scheme, one)).join('、')}考核`,
    countText(line),
    leftOutText(line),
    line.noCase ? '全年没有可考的事' : '',
    line.lost === null ? '' : `该项不得分，因为 ${names.fact(line.lost)}`,
    line.exhausted && line.lost === null ? '已扣完' : '',
    line.floored ? '减分多于所剩，到下限为止' : '',
    ...line.warnings.map((code) => `请留意：${warningTexts[code]}`),
  ]
  return states.filter((text) => text !== '').join('；')
}
