import { yearName, yearOn } from '../base/assessment-year.js'
import { day } from '../base/day.js'
import type { DocumentPath } from '../base/document.js'
import { nearest, nearestWord } from '../base/nearest.js'
import { conditionsIn } from '../scheme/model/conditions.js'
import { conditionsOf } from '../scheme/model/scheme.js'
import { ruleOfKind } from '../scheme/model/kinds.js'
import type { Rule } from '../scheme/model/rules.js'
import { isByWorkingTime } from '../scoring/counting/deadline.js'
import { checkHowOften, checkPoints, checkRuns } from './check-amounts.js'
import { yearCounted } from './late.js'
import { checkJoint } from './check-joint.js'
import { checkOnce, listed, type Known } from './known.js'
import type { FactsFile } from './shape.js'

type WrittenFact = FactsFile['facts'][number]

/** Checks the facts of a file: rules, people, and what each rule asks for. */
export function checkFactList(known: Known): void {
  const { facts, scheme, report } = known
  checkOnce(report, ['facts'], facts.facts)
  const kinds = scheme.rules.flatMap((rule) => rule.counts.map((id) => ({ id, name: rule.name })))
  for (const [index, fact] of facts.facts.entries()) {
    const path = ['facts', index]
    const counted = yearCounted(scheme, facts, fact)
    if (yearOn(scheme.begins, day(fact.day)) !== facts.year && counted !== facts.year) {
      const message = `${fact.day} 不在 ${yearName(scheme.begins, facts.year)} 年度内；这份事实文件只放这一年度的事`
      report([...path, 'day'], { code: 'other-year', message })
    }
    checkWho(known, fact, path)
    checkHistory(known, fact, path)
    const rule = ruleOfKind(scheme, fact.rule)
    if (rule === null) {
      const message = `考核办法里没有规则“${fact.rule}”${nearest(fact.rule, kinds)}`
      report([...path, 'rule'], { code: 'unknown-rule', message })
    } else {
      checkInForce(known, rule, fact, path)
      checkAsked(known, rule, fact, path)
      checkNamed(known, rule, fact, path)
      checkTimes(known, rule, fact, path)
      checkHowOften(known, rule, fact, path)
      checkRuns(known, rule, fact, path)
      checkPoints(known, rule, fact, path)
      checkJoint(known, rule, fact, path)
    }
  }
}

function checkWho(known: Known, fact: WrittenFact, path: DocumentPath): void {
  const { persons, units, report } = known
  for (const [index, person] of fact.persons.entries()) {
    const at = [...path, 'persons', index]
    if (persons.has(person)) {
      checkMember(known, person, fact, at)
      continue
    }
    const near = nearTo(person, peopleOf(known))
    const message = `名册里没有“${person}”${near ?? '，请先写进 roster 的 people，或改正编号'}`
    report(at, { code: 'unknown-person', message })
  }
  if (fact.unit !== undefined && !units.has(fact.unit)) {
    const near = nearTo(fact.unit, unitsIn(known))
    const message = `roster.units 里没有处室“${fact.unit}”${near ?? '，请先写上这个处室，或改正编号'}`
    report([...path, 'unit'], { code: 'unknown-unit', message })
  }
  if (fact.head !== undefined && fact.head !== 'none') {
    if (persons.has(fact.head)) checkMember(known, fact.head, fact, [...path, 'head'])
    else {
      const message = `名册里没有“${fact.head}”，请改正编号；没有负责人承担时写 none`
      report([...path, 'head'], { code: 'unknown-person', message })
    }
  }
  const nobody = fact.persons.length === 0 && fact.unit === undefined && fact.joint === undefined
  if (nobody && (fact.head === undefined || fact.head === 'none')) {
    const message = '这件事没有写是谁的：请写 persons（责任人）、unit（处室）或 head（负责人）'
    report(path, { code: 'nobody', message })
  } else if (!nobody) checkReaches(known, fact, path)
}

/** `，是不是 p（张三）？` where an id is near the written one; undefined when none is. */
function nearTo(written: string, all: readonly { id: string; name: string }[]): string | undefined {
  const near = nearestWord(
    written,
    all.map(({ id }) => id),
  )
  const name = all.find(({ id }) => id === near)?.name ?? ''
  return near === undefined ? undefined : `，是不是 ${near}${name === near ? '' : `（${name}）`}？`
}

function peopleOf({ facts }: Known): { id: string; name: string }[] {
  return facts.roster.people.map(({ id, name = id }) => ({ id, name }))
}

function unitsIn({ facts, scheme }: Known): { id: string; name: string }[] {
  return [...facts.roster.units, ...scheme.units].map(({ id, name = id }) => ({ id, name }))
}

/** Who did something was in the roster on that day. */
function checkMember(known: Known, id: string, fact: WrittenFact, at: DocumentPath): void {
  const person = known.members.get(id)
  if (person === undefined) return
  const early = person.from !== undefined && fact.day < person.from
  if (!early && (person.to === undefined || fact.day <= person.to)) return
  const since = early ? `${person.from ?? ''} 才进入` : `${person.to ?? ''} 已离开`
  const message = `“${id}”${since}，${fact.day} 不在名册里；请核对日期、人或名册的起止`
  known.report(at, { code: 'not-a-member', message })
}

/** Whom a rule needs named, so that the fact counts for anybody. */
function checkNamed(known: Known, rule: Rule, fact: WrittenFact, path: DocumentPath): void {
  if (fact.persons.length > 0 || fact.joint !== undefined) return
  if (fact.unit === undefined && (fact.head === undefined || fact.head === 'none')) return
  const refuse = (message: string) =>
    known.report([...path, 'rule'], { code: 'names-nobody', message })
  if (known.scheme.assessee === 'unit') return
  if (rule.per.value === 'person-time') {
    refuse(`规则“${rule.id}”按人次计，没有写 persons（责任人）就一次也不计；请写上是谁`)
    return
  }
  const charged = rule.charges.filter((charge) => charge.inForce.value)
  const alone = charged.length > 0 && charged.every((charge) => charge.to.value === 'person')
  if (alone || isCounted(known, rule)) {
    const why = alone ? '计到责任人' : '按人累计'
    refuse(`规则“${rule.id}”${why}，没有写 persons（责任人）就不计在任何人身上；请写上是谁`)
  }
}

/** Whether some bar counts a rule's facts. */
function isCounted({ scheme }: Known, rule: Rule): boolean {
  return conditionsOf(scheme)
    .flatMap(conditionsIn)
    .some((one) => one.kind === 'count' && one.rules.includes(rule.id))
}

/** Where units are scored, a fact that only names people reaches the units that these belong to. */
function checkReaches(known: Known, fact: WrittenFact, path: DocumentPath): void {
  if (known.scheme.assessee !== 'unit' || fact.unit !== undefined) return
  if (fact.persons.some((id) => !known.persons.has(id))) return
  for (const [index, id] of fact.persons.entries()) {
    if (known.members.get(id)?.unit !== undefined) continue
    const message = `“${id}”没有写属于哪个处室，这件事算不到任何处室；请在名册里补 unit，或在这里写 unit`
    known.report([...path, 'persons', index], { code: 'nobody', message })
  }
}

/** How the states went on: one after the other, and not beside a state. */
function checkHistory({ report }: Known, fact: WrittenFact, path: DocumentPath): void {
  const steps = fact.history
  if (steps === undefined) return
  if (fact.state !== undefined) {
    const message = 'state 和 history 只写一个：有经过就只写 history'
    report([...path, 'state'], { code: 'state-twice', message })
  }
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1]
    if (before === undefined || before.on <= step.on) continue
    const message = `经过要按日期先后写：${step.on} 早于上一步的 ${before.on}`
    report([...path, 'history', index, 'on'], { code: 'history-order', message })
  }
}

/** A rule that is computed takes no recorded facts; a dated one only those of its days. */
function checkInForce({ report }: Known, rule: Rule, fact: WrittenFact, path: DocumentPath): void {
  if (rule.derived !== null) {
    const message = `规则“${rule.id}”由计数或时限算出，不用登记`
    report([...path, 'rule'], { code: 'computed-rule', message })
  }
  const early = rule.from !== null && fact.day < rule.from
  if (early || (rule.until !== null && rule.until < fact.day)) {
    const message = `规则“${rule.id}”从 ${rule.from ?? '年初'} 起到 ${rule.until ?? '年末'} 为止，${fact.day} 不适用`
    report([...path, 'day'], { code: 'rule-not-in-force', message })
  }
}

/** Levels that the rule knows, and times where something is timed. */
function checkTimes(known: Known, rule: Rule, fact: WrittenFact, path: DocumentPath): void {
  const { report, scheme, facts } = known
  for (const [index, level] of (fact.levels ?? []).entries()) {
    if (rule.levels.some((one) => one.id === level)) continue
    const can =
      rule.levels.length === 0 ? '这条规则不分级，请删去' : `可用的有：${listed(rule.levels)}`
    report([...path, 'levels', index], { code: 'bad-level', message: `没有级别“${level}”：${can}` })
  }
  const { sent, done } = fact
  if (sent !== undefined && done !== undefined && done < sent) {
    report([...path, 'done'], { code: 'done-before-sent', message: `${done} 早于送出的 ${sent}` })
  }
  const clocks = scheme.rules.flatMap(({ derived }) =>
    derived?.kind === 'clock' && derived.of === rule.id ? [derived.clock] : [],
  )
  if (clocks.length === 0) return
  if (sent === undefined) {
    const message = `规则“${rule.id}”要计时，请写 sent（送出的时间）`
    report(path, { code: 'not-sent', message })
  }
  const needed = scheme.clocks.some((one) => clocks.includes(one.id) && isByWorkingTime(one))
  if (needed && facts['working-time'] === undefined) {
    const message = '有按工作时间计的时限，请写 working-time（工作时间表和放假安排）'
    report(path, { code: 'no-working-time', message })
  }
}

/** The rule's condition, sorts and quantity: what is asked must be there, what is not asked must not. */
function checkAsked(known: Known, rule: Rule, fact: WrittenFact, path: DocumentPath): void {
  const { report } = known
  const extensions = extensionsAsked(known, rule)
  for (const id of Object.keys(fact.answers ?? {})) {
    if (rule.condition?.id === id || extensions.includes(id)) continue
    const asks = rule.condition === null ? '没有要回答的问题，请删去' : `只问“${rule.condition.id}”`
    const message = `规则“${rule.id}”没有问“${id}”：${asks}`
    report([...path, 'answers', id], { code: 'not-asked', message, atKey: true })
  }
  if (fact.sort !== undefined || rule.sorts.length > 0) {
    if (!rule.sorts.some((one) => one.id === fact.sort)) {
      const can =
        rule.sorts.length === 0 ? '这条规则不分类，请删去' : `可用的有：${listed(rule.sorts)}`
      const wrong = fact.sort === undefined ? '要写类别（sort）' : `没有类别“${fact.sort}”`
      const message = `规则“${rule.id}”${wrong}，${can}`
      report([...path, 'sort'], { code: 'bad-sort', message })
    }
  }
  if ((fact.quantity === undefined) !== (rule.quantity === null)) {
    const message =
      rule.quantity === null
        ? `规则“${rule.id}”不计数量，请删去 quantity`
        : `规则“${rule.id}”要写 quantity（${rule.quantity.name}）`
    report([...path, 'quantity'], { code: 'bad-quantity', message })
  } else if (fact.quantity?.startsWith('-')) {
    report([...path, 'quantity'], { code: 'bad-quantity', message: '数量不能是负数' })
  }
}

/** What the clocks that time a rule's facts ask before they allow more. */
function extensionsAsked({ scheme }: Known, rule: Rule): string[] {
  const clocks = scheme.rules.flatMap(({ derived }) =>
    derived?.kind === 'clock' && derived.of === rule.id ? [derived.clock] : [],
  )
  return scheme.clocks.flatMap(({ id, extended }) =>
    clocks.includes(id) && extended !== null ? [extended.condition] : [],
  )
}
