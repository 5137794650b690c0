import { changeText, points, shownText } from '../base/points.js'
import type { GradeFinding, Warning } from '../scoring/findings.js'
import type { FactState } from '../scoring/input.js'
import type { NotCountedReason, Operation, Standing } from '../scoring/statement.js'

/** Chinese for the codes and figures of results; one place for table, statement and comparison. */

export const reasonTexts: Record<NotCountedReason, string> = {
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

export const warningTexts: Record<Warning['code'], string> = {
  'period-share': '这一期这个等次的人数超过比例',
  'grade-forced': '当期有必须定低等次的情形，原来定的不算',
  'tie-at-cut': '名额的最后一名并列，请由有权决定的人选定',
  tie: '总分并列',
  'low-total-without-votes': '总分在低等次的门槛以下，但票数比例没有达到，请委员会过目',
  'several-grades': '几个低等次的条件同时成立',
  'few-ballots': '有效票不足，这一部分待定',
  'nothing-entered': '已截止，但没有填报',
  'body-missing': '缺一方的评价，按办法的规定处理',
  'nominee-with-low-grade': '建议人选同时符合低等次的条件',
  'over-quota': '直接列入的人数多于名额',
  'places-left': '建议人选不足名额',
  'tasks-sum': '任务分值合计不等于本部分分值',
  'no-grade-rules': '办法没有等次规则，只有总分和名次',
  'bands-only': '票上只有档次没有分数，按办法不收，这一部分待定',
}

export const operationTexts: Record<Operation, string> = {
  sum: '各部分相加',
  deduction: '按事项加减',
  mean: '取平均',
  'mean-of-all': '合计除以全部期数',
  'rating-mean': '评价取平均',
  'ballot-mean': '有效票取平均',
  entered: '录入',
  assessed: '考核科室核定',
  fact: '事项',
  tasks: '任务相加',
  ratio: '按目标完成',
  task: '任务',
  'period-grades': '分期定等次，不计分',
  result: '别处的结果',
  limit: '超过合计上限的不计',
  'weighted-mean': '按权重平均',
  carried: '由别的部分转来',
}

export const stateTexts: Record<FactState, string> = {
  proposed: '尚未生效',
  objected: '异议处理中',
  effective: '已生效',
  reversed: '已冲销',
  withdrawn: '已撤回',
}

export const gradeReasonTexts: Record<GradeFinding['reason'], string> = {
  conditions: '条件都成立',
  nominated: '在名额之内',
  otherwise: '其他等次的条件都不成立',
  decided: '由有权决定的人定',
  undetermined: '留给有权决定的人定',
  open: '总分或票数还没有定，或在等别处的结果',
  state: '不定等次',
}

/** A figure for people: the decimals it has, at least two, at most four; `none` for null. */
export function shown(text: string | null, none: string): string {
  if (text === null) return none
  const value = points(text)
  const decimals = Math.min(4, Math.max(2, value.decimalPlaces()))
  return shownText(value, decimals)
}

/** A distance for people: as many decimals as it takes to see that it is not nothing. */
export function distance(text: string): string {
  const value = points(text).abs()
  const usual = shown(text.replace(/^-/, ''), '')
  if (value.isZero() || !points(usual).isZero()) return usual
  const decimals = -value.logarithm(10).floor().toNumber()
  return shownText(value, decimals + 1)
}

/** A change with its sign, at most four decimals: `−0.05`, `0`. */
export function signed(text: string): string {
  return changeText(points(text))
}

/** What stands, and while it is open the lowest and highest it may become: `已定 34.00（4.55 ～ 99.00）`. */
export function standingText({ settled, lowest, highest }: Standing): string {
  return `已定 ${shown(settled, '')}（${shown(lowest, '不设下限')} ～ ${shown(highest, '不设上限')}）`
}

/** A total that is final, or what it may still become. */
export function totalText(
  one: Standing & { total: string | null; root?: { pointsMax: string | null } },
): string {
  if (one.root?.pointsMax === '0') return '不计分'
  return one.total === null ? standingText(one) : shown(one.total, '')
}
