import { periodId, yearName, yearSpan } from '../base/assessment-year.js'
import type { DocumentPath, YamlDocument } from '../base/document.js'
import type { Problem } from '../base/problem.js'
import { partsOf } from '../scheme/model/tree.js'
import { withChoices } from '../scheme/model/choices.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Part } from '../scheme/model/parts.js'
import { checkFactList } from './check-facts.js'
import { assesseesOf } from './input.js'
import { checkResults } from './check-results.js'
import { checkParts } from './check-parts.js'
import { checkRoster } from './check-roster.js'
import type { FactsFile } from './shape.js'
import { checkGradeInputs } from './check-grades.js'
import { checkUnitInputs } from './check-units.js'
import { listed, orNone, type Known, type Report } from './known.js'

/** A document in which problems have their place. */
export type FactsDocument = Pick<YamlDocument<unknown>, 'file' | 'positionOf'>

/** Where something of the facts was written, when it is not in their own document. */
export type Elsewhere = (
  path: DocumentPath,
) => { document: FactsDocument; path: DocumentPath } | null

/**
 * Checks a facts file against its scheme: every reference exists, every figure lies on its scale, nothing
 * stands twice, nothing would silently not count. Empty when it can be scored. `base` is where the
 * facts stand in the document (a case inside a case file).
 */
export function checkFacts(
  scheme: Scheme,
  facts: FactsFile,
  at: { document: FactsDocument; base?: DocumentPath; elsewhere?: Elsewhere },
): Problem[] {
  const problems: Problem[] = []
  const report: Report = (path, { code, message, atKey }) => {
    const look = atKey ? { at: 'key' as const } : {}
    const whole = [...(at.base ?? []), ...path]
    const place = at.elsewhere?.(path) ?? { document: at.document, path: whole }
    const position = place.document.positionOf(place.path, look)
    problems.push({ code, level: 'error', message, file: place.document.file, ...position })
  }
  const heads = facts.roster.units.flatMap((unit) =>
    unit.heads.map((head) => (typeof head === 'string' ? head : head.person)),
  )
  checkChoices(scheme, facts, report)
  const answered =
    facts.choices !== undefined && problems.length === 0
      ? withChoices(scheme, facts.choices)
      : scheme
  const known: Known = {
    scheme: answered,
    facts,
    parts: new Map(partsOf(answered.total).map((part) => [part.id, part])),
    persons: new Set([...facts.roster.people.map((one) => one.id), ...heads]),
    members: new Map(facts.roster.people.map((one) => [one.id, one])),
    units: new Set([...facts.roster.units.map((one) => one.id), ...listedUnits(answered)]),
    assessees: new Map(assesseesOf(answered, facts).map((one) => [one.id, one])),
    report,
  }
  checkAsOf(known)
  checkRoster(known)
  checkFactList(known)
  checkResults(known)
  checkUnitInputs(known)
  checkGradeInputs(known)
  checkParts(known)
  checkClosings(known)
  return problems
}

/** The units that the scheme itself lists. */
function listedUnits(scheme: Scheme): string[] {
  return scheme.assessee === 'unit' ? scheme.units.map((one) => one.id) : []
}

/** Nothing is known before the year begins. */
function checkAsOf({ facts, scheme, report }: Known): void {
  const on = facts['as-of']
  if (on === undefined || on >= yearSpan(scheme.begins, facts.year).from) return
  const message = `as-of 是 ${on}，${yearName(scheme.begins, facts.year)} 年度还没有开始；请写这一年度开始以后的日期`
  report(['as-of'], { code: 'other-year', message })
}

function checkChoices(scheme: Scheme, facts: FactsFile, report: Report): void {
  if (facts.scheme !== undefined && facts.scheme !== scheme.id) {
    const message = `这份事实写的是考核办法“${facts.scheme}”，现在用的是“${scheme.id}”，请核对`
    report(['scheme'], { code: 'other-scheme', message })
  }
  for (const { id, ...problem } of unknownChoices(scheme, facts.choices ?? {})) {
    report(['choices', id], problem)
  }
}

interface UnknownChoice {
  id: string
  code: 'unknown-choice' | 'unknown-answer'
  message: string
  atKey: boolean
}

/** Answers to choices that the scheme does not have, or to alternatives that these do not have. */
export function unknownChoices(
  scheme: Pick<Scheme, 'choices'>,
  answers: Readonly<Record<string, string>>,
): UnknownChoice[] {
  return Object.entries(answers).flatMap(([id, answer]): UnknownChoice[] => {
    const choice = scheme.choices.find((one) => one.id === id)
    if (choice === undefined) {
      const message = `考核办法里没有选择“${id}”，可用的有：${orNone(listed(scheme.choices))}`
      return [{ id, code: 'unknown-choice', message, atKey: true }]
    }
    if (choice.alternatives.some((one) => one.id === answer)) return []
    const message = `选择“${id}”没有答案“${answer}”，可用的有：${listed(choice.alternatives)}`
    return [{ id, code: 'unknown-answer', message, atKey: false }]
  })
}

/** Parts that are closed one by one; what rests on facts is closed with them. */
function closesAlone(part: Part): boolean {
  return part.kind !== 'sum' && part.kind !== 'deduction' && part.kind !== 'ratio'
}

function checkClosings(known: Known): void {
  const { facts, report } = known
  for (const [index, closing] of facts.closed.entries()) {
    const path = ['closed', index]
    const asked = closing.what === 'period' || closing.what === 'part' ? ['part'] : []
    if (closing.what === 'period') asked.push('period')
    for (const key of ['part', 'period'] as const) {
      const written = closing[key] !== undefined
      if (written === asked.includes(key)) continue
      if (written) {
        const message = `what: ${closing.what} 管的是全部，不看 ${key}，请删去；只截止一部分写 what: part`
        report([...path, key], { code: 'closing-mixed', message })
      } else {
        const message = `缺少“${key}”：what: ${closing.what} 要写明截止的是哪一个`
        report(path, { code: 'missing-key', message })
      }
    }
    if (closing.what === 'year') checkYearClosing(known, closing, path)
    if (asked.length > 0 && closing.part !== undefined) checkPartClosing(known, closing, path)
  }
}

/** A year closed without a day, scored on a day of that year: its later periods would count as missed. */
function checkYearClosing(
  { facts, scheme, report }: Known,
  closing: FactsFile['closed'][number],
  path: DocumentPath,
): void {
  const end = yearSpan(scheme.begins, facts.year).to
  const asOf = facts['as-of']
  if (asOf === undefined || asOf >= end || closing.on !== undefined) return
  const message = `算到 ${asOf}，年度还没有过完，不能算已截止：请写 on: ${end}，或把 as-of 写到年末`
  report([...path, 'what'], { code: 'closed-too-early', message })
}

function checkPartClosing(
  { facts, scheme, parts, report }: Known,
  closing: FactsFile['closed'][number],
  path: DocumentPath,
): void {
  const { part: id = '', period } = closing
  const part = parts.get(id)
  if (part === undefined || !closesAlone(part)) {
    const can = [...parts.values()].filter(closesAlone)
    const message = `“${id}”不是可以单独截止的部分，可以的有：${orNone(listed(can))}；事实的截止写 what: facts`
    report([...path, 'part'], { code: 'unknown-part', message })
  } else if (closing.what === 'period' && period !== undefined) {
    const labels = 'periods' in part ? part.periods : []
    const periods = labels.map((label) => periodId(scheme.begins, facts.year, label))
    if (periods.includes(period)) return
    const message = `“${part.id}”没有期间“${period}”，可用的有：${orNone(periods.join('、'))}`
    report([...path, 'period'], { code: 'unknown-period', message })
  }
}
