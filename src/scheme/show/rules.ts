import { changeText, exactText, type Points } from '../../base/points.js'
import type { Scheme } from '../model/scheme.js'
import type { Counter, CounterExtra, Derived, Target } from '../model/counting.js'
import type { Amount, ChargedTo, Rule, RuleQuantity } from '../model/rules.js'
import {
  chosen,
  type DraftEntry,
  entry,
  levelName,
  officeName,
  partName,
  ruleName,
  sortName,
} from './frame.js'
import { objectionText } from './results.js'
import { tabled } from './tables.js'
import { againstText, rangeText } from './sharing.js'
import { vocabulary as v } from './vocabulary.js'

function amountText(amount: Amount): string {
  switch (amount.kind) {
    case 'figure':
      return changeText(amount.points, 10)
    case 'all':
      return '该项不得分'
    case 'none':
      return '现在不计分'
    case 'entered':
      return `${amount.sign < 0 ? '减' : '加'}分由审定的人定并写明理由${rangeText(amount)}`
  }
}

/** One rule: what it costs whom, what limits it, who brings it. */
export function ruleLines(scheme: Scheme, rule: Rule): DraftEntry[] {
  const charges = rule.charges.map((charge) => {
    const own = (one: ChargedTo) => scheme.assessee === 'unit' && one === 'unit'
    const to = chosen(charge.to, (one) => (own(one) ? '本部门' : v.chargedTo[one]))
    const { choice, value } = charge.inForce
    const when = choice === null ? '' : `（${value ? '减' : '现在不减'}〔选择 ${choice}〕）`
    return `${to} ${chosen(charge.amount, amountText)}${when}`
  })
  const kind =
    rule.kind === 'points' ? chosen(rule.per, (per) => perText(rule, per)) : v.ruleKinds[rule.kind]
  const readings = [[kind, ...charges].join('，'), ...limits(scheme, rule)]
  if (rule.condition !== null) {
    const { asks, otherwise, inForce, sorts } = rule.condition
    const other = otherwise === null ? '不计' : `按“${ruleName(scheme, otherwise)}”计`
    const of =
      sorts.choice === null && sorts.value === null
        ? ''
        : `；${chosen(sorts, (one) => sortsText(rule, one))}才问`
    readings.push(
      `${asks}？答否就${other}；${chosen(inForce, (one) => (one ? '要问' : '不问'))}${of}`,
    )
  }
  if (rule.quantity !== null) readings.push(quantityText(rule.quantity))
  if (rule.sorts.length > 0) readings.push(`分为${rule.sorts.map((one) => one.name).join('、')}`)
  if (rule.levels.length > 0) readings.push(`级别 ${rule.levels.map((one) => one.name).join('、')}`)
  if (rule.derived !== null) readings.push(derivedText(scheme, rule.derived))
  if (rule.watches !== null)
    readings.push(`看人怎样使用系统，由人登记，保留的理由：${rule.watches.because}`)
  if (rule.scoredBy.length > 0)
    readings.push(`由${rule.scoredBy.map((one) => officeName(scheme, one)).join('、')}考核`)
  if (rule.objection !== null) readings.push(objectionText(rule.objection))
  const chains = scheme.procedures.filter((one) => rule.procedures.includes(one.id))
  const ways = chains.length === 0 ? '' : `程序：${chains.map((one) => one.name).join('、')}；`
  readings.push(`${ways}${v.evidence[rule.evidence]}`)
  return entry(rule, rule.says, readings)
}

function perText(rule: Rule, per: Rule['per']['value']): string {
  if (rule.against !== null) return '每步'
  const plain = rule.each === '次' || rule.each === '人次'
  return plain ? v.per[per] : `每${rule.each}`
}

function sortsText(rule: Rule, sorts: string[] | null): string {
  if (sorts === null) return '各种'
  return sorts.map((id) => rule.sorts.find((one) => one.id === id)?.name ?? id).join('、')
}

/** What keeps a line from counting in full, or beyond. */
function limits(scheme: Scheme, rule: Rule): string[] {
  const found: string[] = []
  if (rule.jointly !== null) found.push(chosen(rule.jointly, (one) => v.jointly[one]))
  if (rule.against !== null) found.push(againstText(rule.against, rule.quantity?.name ?? '数量'))
  const where = (id: string | null) => (id === null ? '不计分' : `计在“${partName(scheme, id)}”`)
  if (rule.part.choice !== null) found.push(chosen(rule.part, where))
  if (rule.countsSorts.choice !== null || rule.countsSorts.value !== null) {
    found.push(`计分的是 ${chosen(rule.countsSorts, (one) => sortsText(rule, one))}`)
  }
  if (rule.once.choice !== null || rule.once.value !== 'no') {
    found.push(chosen(rule.once, (one) => v.once[one]))
  }
  if (rule.excludes !== null) {
    const { rules, within, counts } = rule.excludes
    const text = chosen(counts, (one) => v.excludes[one])
    const names = rules.map((id) => `“${ruleName(scheme, id)}”`).join('')
    found.push(`与${names}：${v.stretch[within]}${text}`)
  }
  if (rule.exhausts.choice !== null || !rule.exhausts.value) {
    found.push(chosen(rule.exhausts, (one) => (one ? '扣完为止' : '不受扣完为止的限制')))
  }
  if (rule.late.choice !== null || rule.late.value !== 'this-year') {
    found.push(chosen(rule.late, (one) => v.late[one]))
  }
  if (rule.from !== null) found.push(`${rule.from} 起`)
  if (rule.until !== null) found.push(`到 ${rule.until} 为止`)
  return found
}

function derivedText(scheme: Scheme, by: Derived): string {
  if (by.kind === 'clock') {
    const clock = scheme.clocks.find((one) => one.id === by.clock)
    return `由“${ruleName(scheme, by.of)}”的送出和完成时间按时限“${clock?.name ?? by.clock}”算出`
  }
  const target = scheme.targets.find((one) => one.id === by.target)
  const name = (id: string) => scheme.counters.find((one) => one.id === id)?.name ?? id
  const counters = chosen(by.counters, (all) => all.map((id) => `“${name(id)}”`).join(''))
  return `由计数${counters}对照目标“${target?.name ?? by.target}”算出，${chosen(by.short, (one) => v.short[one])}`
}

function quantityText({ name, days }: RuleQuantity): string {
  return `要登记数量：${name}${days ? '，从事实的日期起，过了年末的写到下一年度' : ''}`
}

/** What is counted. */
export function counterLines(scheme: Scheme): DraftEntry[] {
  const listed = scheme.counters.filter(({ id }) => !scheme.targets.some((one) => one.id === id))
  return listed.flatMap((counter) => {
    const levels = (all: string[] | null) =>
      all === null ? '各级' : all.map((id) => levelName(scheme, id)).join('、')
    return entry(counter, counter.says, [
      ...countedReadings(scheme, counter),
      `当月计 ${chosen(counter.month, levels)}；全年计 ${chosen(counter.year, levels)}`,
      ...counter.extras.map((one) => extraText(scheme, one)),
      ...(counter.extras.length === 0
        ? []
        : [`同一件几级：${chosen(counter.extrasOfOne, (one) => v.extrasOfOne[one])}`]),
    ])
  })
}

/** Which facts are counted, when, and what is taken of them. */
function countedReadings(scheme: Scheme, counter: Counter): string[] {
  const rules = chosen(counter.rules, (all) => all.map((id) => ruleName(scheme, id)).join('、'))
  const each = counter.each === '' ? '' : `，单位 ${counter.each}`
  return [
    `数 ${rules}${each}；${chosen(counter.on, (one) => v.countedOn[one])}`,
    ...(counter.takes.choice === null && counter.takes.value === 'sum'
      ? []
      : [chosen(counter.takes, (one) => v.counterTakes[one])]),
    ...(counter.as.choice === null && counter.as.value === 'self'
      ? []
      : [chosen(counter.as, (one) => v.countedAs[one])]),
    ...(counter.sameMatter.choice === null && counter.sameMatter.value === 'sum'
      ? []
      : [chosen(counter.sameMatter, (one) => v.countedMatter[one])]),
  ]
}

function extraText(scheme: Scheme, { level, sorts, adds }: CounterExtra): string {
  const named = (id: string) => sortName(scheme, id)
  const of = sorts === null ? '' : `（${sorts.map(named).join('、')}）`
  return `${levelName(scheme, level)}${of}全年另加 ${exactText(adds)}`
}

/** What must be reached. */
export function targetLines(scheme: Scheme): DraftEntry[] {
  return scheme.targets.flatMap((target) =>
    entry(target, target.says, targetReadings(scheme, target)),
  )
}

/** How long things may take. */
export function clockLines(scheme: Scheme): DraftEntry[] {
  return scheme.clocks.flatMap((clock) =>
    entry(clock, clock.says, [
      `不超过 ${chosen(clock.limit, exactText)} ${chosen(clock.measure, (one) => v.measures[one])}`,
      ...(clock.restDay.choice === null && clock.restDay.value === 'stays'
        ? []
        : [chosen(clock.restDay, (one) => v.restDay[one])]),
      ...(clock.extended === null
        ? []
        : [`${clock.extended.asks}？答是的按 ${exactText(clock.extended.limit)}，没有答的算否`]),
    ]),
  )
}

function needText(figure: Points | null): string {
  return figure === null ? '没有目标' : exactText(figure)
}

function topText(times: Points | null): string {
  return times === null ? '按比例的倍数同那一部分' : `按比例最多 ${exactText(times)} 倍`
}

function targetReadings(scheme: Scheme, target: Target): string[] {
  const inTable = tabled(scheme).includes(target)
  const rows = Object.entries(inTable ? {} : target.atLeast).map(([unit, figure]) => {
    return `${officeName(scheme, unit)} ${chosen(figure, needText)}`
  })
  for (const { trait, atLeast } of target.byTrait) {
    const name = scheme.traits.find((one) => one.id === trait)?.name ?? trait
    rows.push(`${name}的 ${chosen(atLeast, needText)}`)
  }
  const named = inTable ? ['各单位的数见目标表'] : rows
  const others = named.length === 0 ? '' : '其余'
  const rest = chosen(target.everyone, (figure) =>
    figure === null ? `${others}没有目标` : `${others} ${exactText(figure)}`.trim(),
  )
  const counter = scheme.counters.find((one) => one.id === target.counter)
  const own = counter !== undefined && counter.id === target.id
  return [
    ...(own ? countedReadings(scheme, counter) : [`看计数“${counter?.name ?? target.counter}”`]),
    `${v.stretch[target.per]}至少：${[...named, rest].join('，')}`,
    ...(target.top.choice === null && target.top.value === null
      ? []
      : [chosen(target.top, topText)]),
    ...(target.carry.choice === null && target.carry.value === 'none'
      ? []
      : [chosen(target.carry, (one) => v.carry[one])]),
    ...(target.extras.choice === null && !target.extras.value
      ? []
      : [chosen(target.extras, (one) => (one ? '另加数也算' : '另加数不算'))]),
  ]
}
