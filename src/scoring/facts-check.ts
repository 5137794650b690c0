import type { DocumentPath, YamlDocument } from '../base/document.js'
import type { Problem } from '../base/problem.js'
import { withChoices } from '../scheme/choices.js'
import type { Scheme } from '../scheme/model.js'
import type { Part } from '../scheme/model-parts.js'
import { partsOf } from './context.js'
import { checkFactList } from './facts-check-facts.js'
import { assesseesOf } from './facts-input.js'
import { checkResults } from './facts-check-results.js'
import type { FactsFile } from './facts-file.js'
import { checkGradeInputs } from './facts-check-grades.js'
import { checkUnitInputs } from './facts-check-units.js'
import { checkOnce, listed, type Known, type Report } from './facts-known.js'

/**
 * Checks a facts file against its scheme: every reference exists, every figure lies on its scale, nothing
 * stands twice, nothing would silently not count. Empty when it can be scored. `base` is where the
 * facts stand in the document (a case inside a case file).
 */
export function checkFacts(
  scheme: Scheme,
  facts: FactsFile,
  at: { document: Pick<YamlDocument<unknown>, 'file' | 'positionOf'>; base?: DocumentPath },
): Problem[] {
  const problems: Problem[] = []
  const { file } = at.document
  const report: Report = (path, { code, message, atKey }) => {
    const look = atKey ? { at: 'key' as const } : {}
    const position = at.document.positionOf([...(at.base ?? []), ...path], look)
    problems.push({ code, level: 'error', message, file, ...position })
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
    units: new Set([...facts.roster.units.map((one) => one.id), ...listedUnits(answered)]),
    assessees: new Set(assesseesOf(answered, facts).map((one) => one.id)),
    report,
  }
  checkRoster(known)
  checkFactList(known)
  checkResults(known)
  checkUnitInputs(known)
  checkGradeInputs(known)
  checkClosings(known)
  return problems
}

/** The units that the scheme itself lists. */
function listedUnits(scheme: Scheme): string[] {
  return scheme.assessee === 'unit' ? scheme.units.map((one) => one.id) : []
}

function checkChoices(scheme: Scheme, facts: FactsFile, report: Report): void {
  if (facts.scheme !== undefined && facts.scheme !== scheme.id) {
    const message = `这份事实写的是考核办法“${facts.scheme}”，现在用的是“${scheme.id}”，请核对`
    report(['scheme'], { code: 'other-scheme', message })
  }
  for (const [id, answer] of Object.entries(facts.choices ?? {})) {
    const choice = scheme.choices.find((one) => one.id === id)
    if (choice === undefined) {
      const message = `考核办法里没有选择“${id}”，可用的有：${listed(scheme.choices)}`
      report(['choices', id], { code: 'unknown-choice', message, atKey: true })
    } else if (!choice.alternatives.some((one) => one.id === answer)) {
      const message = `选择“${id}”没有答案“${answer}”，可用的有：${listed(choice.alternatives)}`
      report(['choices', id], { code: 'unknown-answer', message })
    }
  }
}

function checkRoster({ scheme, facts, units, report }: Known): void {
  const { roster } = facts
  checkOnce(report, ['roster', 'units'], roster.units)
  checkOnce(report, ['roster', 'people'], roster.people)
  if (scheme.assessee === 'person' && roster.people.length === 0) {
    report(['roster'], { code: 'nobody-assessed', message: '至少要有一名考核对象' })
  }
  for (const kind of ['units', 'people'] as const) {
    for (const [index, { traits }] of roster[kind].entries()) {
      for (const [at, trait] of (traits ?? []).entries()) {
        if (scheme.traits.some((one) => one.id === trait)) continue
        const message = `考核办法里没有条件“${trait}”，可用的有：${listed(scheme.traits)}`
        report(['roster', kind, index, 'traits', at], { code: 'unknown-trait', message })
      }
    }
  }
  for (const [index, unit] of roster.units.entries()) {
    const listed = scheme.units.length === 0 || scheme.units.some((one) => one.id === unit.id)
    if (scheme.assessee === 'person' || listed) continue
    const message = `考核办法的单位表里没有“${unit.id}”，可用的有：${scheme.units.map((one) => one.id).join('、')}`
    report(['roster', 'units', index, 'id'], { code: 'unit-not-listed', message })
  }
  for (const [index, person] of roster.people.entries()) {
    const path = ['roster', 'people', index]
    if (scheme.assessee === 'person' && person.tier === undefined) {
      report(path, { code: 'missing-key', message: '缺少“tier”，请补上这个人的层次' })
    } else if (person.tier !== undefined && !scheme.tiers.some((tier) => tier.id === person.tier)) {
      const message = `没有层次“${person.tier}”，可用的有：${listed(scheme.tiers)}`
      report([...path, 'tier'], { code: 'unknown-tier', message })
    }
    if (person.unit !== undefined && !units.has(person.unit)) {
      const message = `roster.units 里没有处室“${person.unit}”`
      report([...path, 'unit'], { code: 'unknown-unit', message })
    }
  }
}

/** Parts that are closed one by one; what rests on facts is closed with them. */
function closesAlone(part: Part): boolean {
  return part.kind !== 'sum' && part.kind !== 'deduction' && part.kind !== 'ratio'
}

function checkClosings({ facts, parts, report }: Known): void {
  for (const [index, closing] of facts.closed.entries()) {
    const path = ['closed', index]
    if (closing.what === 'year' || closing.what === 'facts') continue
    const part = parts.get(closing.part ?? '')
    if (part === undefined || !closesAlone(part)) {
      const message = `“${closing.part ?? ''}”不是可以单独截止的部分；事实的截止写 what: facts`
      report([...path, 'part'], { code: 'unknown-part', message })
    } else if (closing.what === 'period') {
      const labels = 'periods' in part ? part.periods : []
      if (!labels.some((label) => closing.period === `${facts.year}-${label}`)) {
        const message = `“${part.id}”没有期间“${closing.period ?? ''}”，可用的有：${labels.map((label) => `${facts.year}-${label}`).join('、') || '无'}`
        report([...path, 'period'], { code: 'unknown-period', message })
      }
    }
  }
}
