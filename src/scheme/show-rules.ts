import { changeText, exactText } from '../base/points.js'
import type { Scheme } from './model.js'
import type { Derived, Target } from './model-counting.js'
import type { Amount, Procedure, Rule } from './model-rules.js'
import { chosen, entry, officeName, roleName, ruleName } from './show-frame.js'
import { objectionText } from './show-results.js'
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
      return `${amount.sign < 0 ? '减' : '加'}，分值由审定的人写明理由录入`
  }
}

/** One rule: what it costs whom, what limits it, who brings it. */
export function ruleLines(scheme: Scheme, rule: Rule): string[] {
  const charges = rule.charges.map((charge) => {
    const to = chosen(charge.to, (one) => v.chargedTo[one])
    const { choice, value } = charge.inForce
    const when = choice === null ? '' : `（${value ? '减' : '现在不减'}〔选择 ${choice}〕）`
    return `${to} ${chosen(charge.amount, amountText)}${when}`
  })
  const kind =
    rule.kind === 'points' ? chosen(rule.per, (per) => perText(rule, per)) : v.ruleKinds[rule.kind]
  const readings = [[kind, ...charges].join('，'), ...limits(rule)]
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
  if (rule.quantity !== null) readings.push(`记${rule.quantity.name}`)
  if (rule.sorts.length > 0) readings.push(`分为${rule.sorts.map((one) => one.name).join('、')}`)
  if (rule.levels.length > 0) readings.push(`级别 ${rule.levels.map((one) => one.name).join('、')}`)
  if (rule.derived !== null) readings.push(derivedText(scheme, rule.derived))
  if (rule.watches !== null)
    readings.push(`看人怎样使用系统，由人登记，保留的理由：${rule.watches.because}`)
  if (rule.scoredBy.length > 0)
    readings.push(`由${rule.scoredBy.map((one) => officeName(scheme, one)).join('、')}考核`)
  for (const id of rule.procedures) {
    const chain = scheme.procedures.find((one) => one.id === id)
    if (chain !== undefined) readings.push(procedureText(scheme, chain))
  }
  if (rule.objection !== null) readings.push(objectionText(rule.objection))
  readings.push(v.evidence[rule.evidence])
  return entry(rule, rule.says, readings)
}

function perText(rule: Rule, per: Rule['per']['value']): string {
  const plain = rule.each === '次' || rule.each === '人次'
  return plain ? v.per[per] : `每${rule.each}`
}

function sortsText(rule: Rule, sorts: string[] | null): string {
  if (sorts === null) return '各种'
  return sorts.map((id) => rule.sorts.find((one) => one.id === id)?.name ?? id).join('、')
}

/** What keeps a line from counting in full, or beyond. */
function limits(rule: Rule): string[] {
  const found: string[] = []
  if (rule.part.choice !== null) found.push(`计在 ${chosen(rule.part, (one) => one ?? '哪里也不')}`)
  if (rule.countsSorts.choice !== null || rule.countsSorts.value !== null) {
    found.push(`计分的是 ${chosen(rule.countsSorts, (one) => sortsText(rule, one))}`)
  }
  if (rule.once.choice !== null || rule.once.value !== 'no') {
    found.push(chosen(rule.once, (one) => v.once[one]))
  }
  if (rule.excludes !== null) {
    const { rules, within, counts } = rule.excludes
    const text = chosen(counts, (one) => v.excludes[one])
    found.push(`与 ${rules.join('、')}：${v.stretch[within]}${text}`)
  }
  if (rule.exhausts.choice !== null || !rule.exhausts.value) {
    found.push(chosen(rule.exhausts, (one) => (one ? '扣完为止' : '不受扣完为止的限制')))
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
  const counters = chosen(by.counters, (all) => all.join('、'))
  return `由计数 ${counters} 对照目标“${target?.name ?? by.target}”算出，${chosen(by.short, (one) => v.short[one])}`
}

/** What is counted, what must be reached, and how long things may take. */
export function countingLines(scheme: Scheme): string[] {
  return [
    ...scheme.counters.flatMap((counter) => {
      const rules = chosen(counter.rules, (all) => all.map((id) => ruleName(scheme, id)).join('、'))
      const levels = (all: string[] | null) => (all === null ? '各级' : all.join('、'))
      return entry(counter, counter.says, [
        `数 ${rules}，按${counter.each}；${chosen(counter.on, (one) => v.countedOn[one])}`,
        `当月计 ${chosen(counter.month, levels)}；全年计 ${chosen(counter.year, levels)}`,
        ...counter.extras.map((one) => `${one.level} 全年另加 ${exactText(one.adds)}`),
        ...(counter.extras.length === 0
          ? []
          : [`同一件几级：${chosen(counter.extrasOfOne, (one) => v.extrasOfOne[one])}`]),
      ])
    }),
    ...scheme.targets.flatMap((target) =>
      entry(target, target.says, targetReadings(scheme, target)),
    ),
    ...scheme.clocks.flatMap((clock) =>
      entry(clock, clock.says, [
        `不超过 ${chosen(clock.limit, exactText)} ${chosen(clock.measure, (one) => v.measures[one])}`,
        ...(clock.restDay.choice === null && clock.restDay.value === 'stays'
          ? []
          : [chosen(clock.restDay, (one) => v.restDay[one])]),
        ...(clock.extended === null
          ? []
          : [`${clock.extended.asks}？答是的按 ${exactText(clock.extended.limit)}，没有答的算否`]),
      ]),
    ),
  ]
}

function targetReadings(scheme: Scheme, target: Target): string[] {
  const rows = Object.entries(target.atLeast).map(([unit, figure]) => {
    return `${officeName(scheme, unit)} ${figure === null ? '没有目标' : exactText(figure)}`
  })
  for (const { trait, atLeast } of target.byTrait) {
    const name = scheme.traits.find((one) => one.id === trait)?.name ?? trait
    rows.push(`${name}的 ${atLeast === null ? '没有目标' : exactText(atLeast)}`)
  }
  const rest = target.everyone === null ? [] : [`其余 ${exactText(target.everyone)}`]
  return [
    `${v.stretch[target.per]}至少：${[...rows, ...rest].join('，')}`,
    `${chosen(target.carry, (one) => v.carry[one])}；${chosen(target.extras, (one) => (one ? '另加数也算' : '另加数不算'))}`,
  ]
}

function procedureText(scheme: Scheme, one: Procedure): string {
  const name = (id: string) => roleName(scheme, id)
  const steps = [
    `登记 ${one.recordedBy.map(name).join('或')}`,
    ...(one.verifiedBy === null ? [] : [`核实 ${name(one.verifiedBy)}`]),
    `审定 ${name(one.approvedBy)}`,
    ...(one.filedWith === null ? [] : [`汇总 ${name(one.filedWith)}`]),
  ]
  const objection = one.objection === null ? '' : `；${objectionText(one.objection)}`
  return `${one.name}：${steps.join(' → ')}${objection}`
}
