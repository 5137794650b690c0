import { points, roundHalfUp, shownText } from '../base/points.js'
import type { Scheme } from '../scheme/model.js'
import { findingExtras, lineExtras, plainFactName } from './grade-text.js'
import type { GradeFinding, Warning } from '../scoring/findings.js'
import type {
  CycleResult,
  Line,
  NotCounted,
  NotCountedReason,
  Statement,
} from '../scoring/statement.js'

const reasonTexts: Record<NotCountedReason, string> = {
  'same-matter': '同一事项取最高',
  excluded: '与另一条互斥，只计较高的',
  once: '这段时间已计过一次',
  'item-lost': '该项已不得分',
  carried: '转到另一部分计',
  'head-is-person': '负责人兼责任人，只计较高的一份',
  'other-rule-of-matter': '同一事项只按最高的规则计',
  'charged-to-unit': '记处室的账，不减个人',
  pending: '尚未生效',
  objected: '异议处理中',
  reversed: '已冲销',
  withdrawn: '已撤回',
}

const warningTexts: Record<Warning['code'], string> = {
  'period-share': '这一期这个等次的人数超过比例',
  'grade-forced': '当期有必须定低等次的情形，原来定的不算',
  'tie-at-cut': '名额的最后一名并列，请由有权决定的人选定',
  tie: '总分并列',
  'low-total-without-votes': '总分在低等次的门槛以下，但票数比例没有达到，请委员会过目',
  'several-grades': '几个低等次的条件同时成立',
  'few-ballots': '有效票不足，这一部分待定',
  'nothing-entered': '已截止，但没有填报',
  'body-missing': '缺一方的评价，以其余各方平均',
  'nominee-with-low-grade': '建议人选同时符合低等次的条件',
  'places-left': '建议人选不足名额',
  'tasks-sum': '任务分值合计不等于本部分分值',
  'no-grade-rules': '办法没有等次规则，只有总分和名次',
  'bands-only': '票上只有档次没有分数，按办法不收，这一部分待定',
}

/** A figure for people: the decimals it has, at least two, at most four. */
function shown(text: string | null, none: string): string {
  if (text === null) return none
  const value = points(text)
  const decimals = Math.min(4, Math.max(2, value.decimalPlaces()))
  return shownText(value, decimals)
}

function signed(text: string): string {
  const value = roundHalfUp(points(text), 4)
  return `${value.isNegative() ? '−' : '+'}${value.abs().toString()}`
}

/** The cycle as a table: totals (or bounds), ranks, proposed grades; then nominees and warnings. */
export function tableLines(result: CycleResult, scheme: Scheme): string[] {
  const lines = [`${scheme.title}  ${result.year} 年度  截至 ${result.asOf}`]
  for (const ranking of result.rankings) {
    const apart = ranking.affiliated ? '（参公岗位）' : ''
    lines.push('', `${ranking.name}${apart}${ranking.complete ? '' : '  总分未定，暂不排名'}`)
    for (const place of ranking.places) lines.push(placeLine(place.assessee, result, scheme))
  }
  for (const nomination of result.nominations) {
    const names = nomination.nominees.map((one) => {
      const marks = [one.movedUp ? '递补' : '', one.tiedAtCut ? '并列' : ''].filter(Boolean)
      return `${nameOf(result, one.assessee)}${marks.length > 0 ? `（${marks.join('、')}）` : ''}`
    })
    lines.push('', `${nomination.tier} ${nomination.says}：${names.join('、') || '无'}`)
    for (const one of nomination.struck) {
      const bars = one.bars.map((id) => scheme.bars.find((bar) => bar.id === id)?.name ?? id)
      lines.push(`  受限：${nameOf(result, one.assessee)}（${bars.join('、')}）`)
    }
  }
  if (result.warnings.length > 0) lines.push('', '请留意')
  for (const warning of result.warnings) {
    const names = warning.assessees.map((id) => nameOf(result, id)).join('、')
    lines.push(`  ${names} ${warning.part ?? ''} ${warningTexts[warning.code]}`.replace(/ +/g, ' '))
  }
  return lines
}

function nameOf(result: CycleResult, id: string): string {
  return result.statements.find((one) => one.assessee === id)?.name ?? id
}

function placeLine(id: string, result: CycleResult, scheme: Scheme): string {
  const statement = result.statements.find((one) => one.assessee === id)
  if (statement === undefined) return id
  const place = result.rankings.flatMap((one) => one.places).find((one) => one.assessee === id)
  const grade = result.grades.find((one) => one.assessee === id)
  const rank = place?.rank == null ? '  —' : `${place.rank}`.padStart(3)
  const named = scheme.grades.find((one) => one.id === grade?.grade)?.name ?? '待定'
  return `${rank}  ${statement.name}（${id}）  ${totalText(statement)}  ${named}`
}

function totalText(statement: Statement): string {
  if (statement.root.pointsMax === '0') return '不计分'
  if (statement.total !== null) return shown(statement.total, '')
  const { settled, lowest, highest } = statement
  return `已定 ${shown(settled, '')}（${shown(lowest, '不设下限')} ～ ${shown(highest, '不设上限')}）`
}

/** One statement as a person reads it: each part, each fact with its clause, what was not counted and why. */
export function explainLines(statement: Statement, scheme: Scheme, grade?: GradeFinding): string[] {
  const factName = plainFactName(statement, scheme)
  const lines = [
    `${statement.name}（${statement.assessee}）  截至 ${statement.asOf}`,
    `总分 ${totalText(statement)}`,
  ]
  const visit = (line: Line, depth: number): void => {
    const indent = '  '.repeat(depth)
    lines.push(`${indent}${lineText(line)}`)
    for (const text of lineExtras(line, scheme, factName)) lines.push(`${indent}  ${text}`)
    for (const [id, answer] of Object.entries(line.choices)) {
      const choice = scheme.choices.find((one) => one.id === id)
      const says = choice?.alternatives.find((one) => one.id === answer)?.says ?? answer
      lines.push(`${indent}  〔选择〕${choice?.name ?? id}：${says}`)
    }
    for (const below of line.lines) visit(below, depth + 1)
    for (const one of line.notCounted) lines.push(`${indent}  ${notCountedText(one)}`)
  }
  for (const part of statement.root.lines) visit(part, 1)
  for (const counter of statement.counters) {
    const edge = counter.inclusive ? '到' : '超过'
    lines.push(`  ${counter.name}：${counter.value}（${edge} ${counter.limit} 受限）`)
  }
  for (const bar of statement.bars) lines.push(`  受限：${bar.name}  ${bar.clause}  ${bar.says}`)
  const more = grade === undefined ? [] : findingExtras(grade, scheme, factName)
  lines.push(...more.map((text) => `  ${text}`))
  return lines
}

function lineText(line: Line): string {
  const clause = line.clause === null ? '' : `  ${line.clause}`
  if (line.fact !== null) {
    const by = line.fact.approvedBy === null ? '' : `  审定 ${line.fact.approvedBy}`
    const note = line.fact.note === null ? '' : `  ${line.fact.note}`
    return `${signed(line.points.settled)}  ${line.name}  ${line.fact.day}${clause}  ${line.says ?? ''}${note}${by}`
  }
  if (line.operation === 'period-grades') {
    const open = line.missing ? '  没有填报' : line.closed ? '' : '  未定'
    return `${line.name}${open}${clause}`
  }
  const { settled, lowest, highest } = line.points
  const most = line.pointsMax === null ? '' : ` / ${shown(line.pointsMax, '')}`
  const value = line.closed
    ? `${shown(settled, '')}${most}`
    : `已定 ${shown(settled, '')}（${shown(lowest, '不设下限')} ～ ${shown(highest, '不设上限')}）${most}`
  const own = line.operation === 'sum' ? '' : `  得分 ${shown(line.own.settled, '')}`
  const state = line.missing ? '  没有填报' : line.closed ? '' : '  未定'
  return `${line.name}  ${value}${line.closed ? own : ''}${state}${clause}`
}

function notCountedText(one: NotCounted): string {
  const instead = one.instead === null ? '' : `（${one.instead}）`
  return `〔不计〕${signed(one.points)}  ${one.fact.ruleName}  ${one.fact.day}  ${reasonTexts[one.reason]}${instead}`
}
