import { yearName, yearSpan } from '../base/assessment-year.js'
import { day, daysBetween } from '../base/day.js'
import type { DocumentPath } from '../base/document.js'
import { compareExact, points } from '../base/points.js'
import type { Rule } from '../scheme/model/rules.js'
import { exclusionsOf } from '../scoring/facts/exclusion.js'
import type { Known } from './known.js'
import type { FactsFile } from './shape.js'

type WrittenFact = FactsFile['facts'][number]

/** How often it happened is said of what is counted each time; what counts once, or by a quantity, has no number of times. */
export function checkHowOften(
  known: Known,
  rule: Rule,
  fact: WrittenFact,
  path: DocumentPath,
): void {
  if (fact.times === undefined) return
  const refuse = (why: string) =>
    known.report([...path, 'times'], { code: 'bad-times', message: `${why}，不写 times` })
  if (rule.quantity !== null || rule.per.value === 'quantity') {
    refuse(`规则“${rule.id}”按数量计，几次写几行或写 quantity`)
  } else if (rule.once.value !== 'no' || exclusionsOf(known.scheme).has(rule.id)) {
    refuse(`规则“${rule.id}”只计一次或只计最高的，一件写一行`)
  } else if (rule.charges.some(({ amount }) => amount.value.kind === 'entered')) {
    refuse(`规则“${rule.id}”的分值由人定，一件写一行`)
  } else if (fact.sent !== undefined || fact.done !== undefined) {
    refuse('要计时的事一件写一行')
  }
}

/** Days that begin in the year and go on into the next are of both. */
export function checkRuns(
  { report, facts, scheme }: Known,
  rule: Rule,
  fact: WrittenFact,
  path: DocumentPath,
): void {
  if (rule.quantity?.days !== true || fact.quantity === undefined) return
  const left = daysBetween(day(fact.day), yearSpan(scheme.begins, facts.year).to) + 1
  if (left < 1 || compareExact(points(fact.quantity), points(left)) <= 0) return
  const next = yearName(scheme.begins, Number.parseInt(facts.year, 10) + 1)
  const message = `从 ${fact.day} 起到年末只有 ${left} 天，写了 ${fact.quantity} 天：这里写本年度的天数，其余的写到 ${next} 年度`
  report([...path, 'quantity'], { code: 'runs-over', message })
}

/** Figures set by hand: only where the rule leaves them open, and within its limit. */
export function checkPoints(
  { report }: Known,
  rule: Rule,
  fact: WrittenFact,
  path: DocumentPath,
): void {
  // By another answer the charge may be in force: its figure may stand in the file by every answer.
  const known = rule.charges.filter(
    ({ amount, inForce }) =>
      amount.value.kind === 'entered' && (inForce.value || inForce.choice !== null),
  )
  const open = known.filter((charge) => charge.inForce.value)
  for (const [to, figure] of Object.entries(fact.points ?? {})) {
    const charge = known.find((one) => one.to.value === to)
    if (charge === undefined || charge.amount.value.kind !== 'entered') {
      const message = `规则“${rule.id}”减“${to}”多少分由办法定，不由人定，请删去`
      report([...path, 'points', to], { code: 'points-fixed', message, atKey: true })
      continue
    }
    const { lowest, highest } = charge.amount.value
    const value = points(figure ?? '0')
    const under = value.isNegative() || (lowest !== null && value.lessThan(lowest))
    if (under || (highest !== null && value.greaterThan(highest))) {
      const least = lowest === null ? '' : `，至少 ${lowest.toString()}`
      const most = highest === null ? '' : `，至多 ${highest.toString()}`
      const message = `分值写 ${figure ?? ''} 不行：加减由规则定，这里不带正负号${least}${most}`
      report([...path, 'points', to], { code: 'points-out-of-range', message })
    }
  }
  const chosen = open.some(
    ({ amount: { value } }) =>
      value.kind === 'entered' && (value.lowest !== null || value.highest !== null),
  )
  if (chosen && fact.note === undefined) {
    const message = `规则“${rule.id}”的分值在一个范围里选，请在 note 里写明理由`
    report(path, { code: 'reason-missing', message })
  }
  if (open.length > 0 && Object.keys(fact.points ?? {}).length === 0) {
    const who = open.map((charge) => charge.to.value).join('、')
    const message = `规则“${rule.id}”的分值由人定，请写 points（${who}）`
    report([...path, 'points'], { code: 'points-missing', message })
  }
}
