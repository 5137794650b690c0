import { periodOccasion, periodText as inYear } from '../base/assessment-year.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { points, roundHalfUp } from '../base/points.js'
import { vocabulary as v } from '../scheme/show/vocabulary.js'
import type { DerivedBy } from '../scoring/input.js'
import type { FactView, Line, NotCounted } from '../scoring/statement.js'
import type { Names } from './explain-names.js'
import { jointText } from './score-notes.js'
import { reasonTexts, signed, stateTexts } from './statement-words.js'

/** A fact that counts: its points, its rule, day and clause; further lines say what it rests on. */
export function countedLines(
  fact: FactView,
  line: Pick<Line, 'own' | 'points'>,
  names: Names,
  withSentence: boolean,
): string[] {
  const points = line.points.settled
  const own = line.own.settled === points ? '' : `（本项 ${signed(line.own.settled)}）`
  const head = `${signed(points)}${own}  ${fact.ruleName}  ${fact.day}  ${fact.clause}`
  return [head, ...(withSentence ? [`  ${fact.says}`] : []), ...detailLines(fact, names)]
}

/** A fact that changes nothing, with the reason and what counts instead. */
export function notCountedLines(one: NotCounted, names: Names): string[] {
  const { fact, reason, instead } = one
  const by = instead === null ? '' : `（${names.fact(instead)}）`
  const clause = `  ${fact.clause}`
  return [
    `〔不计〕${signed(one.points)}  ${fact.ruleName}  ${fact.day}  ${reasonTexts[reason]}${by}${clause}`,
    ...detailLines(fact, names),
  ]
}

/** A fact that costs nothing: recorded for counts and limits. */
export function recordedLines(fact: FactView, names: Names): string[] {
  const state = fact.state === 'effective' ? '' : `  ${stateTexts[fact.state]}`
  return [`${fact.day}  ${fact.ruleName}  ${fact.clause}${state}`, ...detailLines(fact, names)]
}

function detailLines(fact: FactView, names: Names): string[] {
  const who = fact.persons.map((id) => names.person(id)).join('、')
  const rules = names.scheme.rules
  const ruleOf = (id: string) => rules.find((one) => one.id === id)
  const count = ruleOf(fact.countsAs)
  const pieces = [
    fact.derived === null ? `编号 ${fact.id}` : '',
    jointText(fact, names.scheme),
    fact.countsAs === fact.rule
      ? ''
      : `登记为“${ruleOf(fact.rule)?.name ?? fact.rule}”，按“${fact.ruleName}”计`,
    names.scheme.assessee === 'unit' && fact.charge === 'unit'
      ? ''
      : `作为${v.chargedTo[fact.charge]}`,
    who === '' ? '' : `责任人 ${who}`,
    fact.unit === null || fact.unit === names.self ? '' : `单位 ${names.unit(fact.unit)}`,
    fact.matter === null ? '' : `事项 ${names.fact(fact.matter)}`,
    fact.times === undefined ? '' : `${fact.times} ${count?.each ?? '次'}`,
    fact.quantity === null ? '' : `${count?.quantity?.name ?? '数量'} ${fact.quantity}`,
  ]
  const chain = [
    fact.recordedBy === null ? '' : `登记 ${names.person(fact.recordedBy)}`,
    fact.approvedBy === null ? '' : `审定 ${names.person(fact.approvedBy)}`,
    fact.sequence === null ? '' : `台账第 ${fact.sequence} 号`,
  ]
  return [
    joined(pieces),
    fact.derived === null ? '' : derivedText(fact.derived, names),
    fact.note === null ? '' : `情况：${fact.note}`,
    fact.evidence.length === 0 ? '' : `证据：${fact.evidence.join('、')}`,
    joined(chain),
  ]
    .filter((text) => text !== '')
    .map((text) => `  ${text}`)
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('；')
}

/** How a computed fact was computed. */
function derivedText(by: DerivedBy, names: Names): string {
  const { scheme } = names
  if (by.kind === 'clock') {
    const clock = scheme.clocks.find((one) => one.id === by.clock)
    const measure = Object.entries(v.measures).find(([id]) => id === by.measure)?.[1] ?? by.measure
    const done = by.done
      ? `用了 ${short(by.took)} ${measure}`
      : `还没有办完，已用 ${short(by.took)} ${measure}`
    return `算出：${done}，时限“${clock?.name ?? by.clock}”${by.limit} ${measure}；依据 ${names.fact(by.fact)}`
  }
  const target = scheme.targets.find((one) => one.id === by.target)?.name ?? by.target
  const counter = scheme.counters.find((one) => one.id === by.counter)
  const carried = by.carried === '0' ? '' : `，前期结转 ${by.carried}`
  const facts = by.facts.map((id) => names.fact(id)).join('、')
  const rest = facts === '' ? '' : `；依据 ${facts}`
  const firm = by.firm ? '' : '；登记没有截止，还可能补上'
  const what = `“${counter?.name ?? by.counter}”${by.count} ${counter?.each ?? ''}`.trimEnd()
  return `算出：${periodText(by.period, names.scheme)} ${what}${carried}，目标“${target}”${by.atLeast}，缺 ${by.missing}${rest}${firm}`
}

/** At most two decimals, as many as there are. */
function short(text: string): string {
  return roundHalfUp(points(text), 2).toString()
}

/**
 * A period for people: `2018 年 3 月`, `2018 年第 2 季度`, `2018 全年`; with its months where the year does not begin in
 * January.
 */
export function periodText(period: string, { begins }: Pick<Scheme, 'begins'>): string {
  if (periodOccasion(begins, period) !== period) return inYear(period, begins)
  const [, year = '', month] = /^(\d{4})-(\d{2})$/.exec(period) ?? []
  if (month !== undefined) return `${year} 年 ${month.replace(/^0/, '')} 月`
  const [, of = '', quarter] = /^(\d{4})-Q(\d)$/.exec(period) ?? []
  if (quarter !== undefined) return `${of} 年第 ${quarter} 季度`
  const [, half = '', which] = /^(\d{4})-H(\d)$/.exec(period) ?? []
  if (which !== undefined) return `${half} 年${which === '1' ? '上' : '下'}半年`
  return period.replace(/^(\d{4})-year$/, '$1 全年')
}

/** A period's label within its year: `03` gives `3 月`, `Q2` gives `第 2 季度`; others as written. */
export function periodName(label: string): string {
  return label
    .replace(/^0?(\d{1,2})$/, '$1 月')
    .replace(/^Q(\d)$/, '第 $1 季度')
    .replace(/^year$/, '全年')
}
