import { day } from '../base/day.js'
import type { DocumentPath } from '../base/document.js'
import { compareExact, points } from '../base/points.js'
import type { PeriodGradesPart } from '../scheme/model/parts.js'
import type { OtherResult } from '../scheme/model/results.js'
import { listed, orNone, type Known } from './known.js'
import type { FactsFile } from './shape.js'
import { rolesOf } from './input.js'
import { periodId, spanOf } from '../base/assessment-year.js'
import { raterRule } from '../scoring/ratings/rater-bodies.js'

type GradeRow = FactsFile['period-grades'][number]
type ResultRow = FactsFile['results'][number]

/** Checks grades by period, results of other schemes, and service during part of the year. */
export function checkGradeInputs(known: Known): void {
  checkPeriodGrades(known)
  checkOtherResults(known)
  checkDecided(known)
  checkService(known)
}

function checkPeriodGrades(known: Known): void {
  const { facts, parts, assessees, report } = known
  const seen = new Set<string>()
  for (const [index, one] of facts['period-grades'].entries()) {
    const path = ['period-grades', index]
    const key = `${one.part} ${one.period} ${one.assessee}`
    if (seen.has(key)) report(path, { code: 'twice', message: '同一期的等次写了两次，只能留一处' })
    seen.add(key)
    if (!assessees.has(one.assessee)) {
      const message = `考核对象里没有“${one.assessee}”`
      report([...path, 'assessee'], { code: 'unknown-person', message })
    }
    const part = parts.get(one.part)
    if (part?.kind !== 'period-grades') {
      const message = `“${one.part}”不是分期定等次的部分`
      report([...path, 'part'], { code: 'unknown-part', message })
    } else checkGradeRow(known, part, { one, path })
  }
}

/** What people decided names somebody who is assessed, a grade, and a quota of that grade; each once. */
function checkDecided({ facts, scheme, assessees, report }: Known): void {
  const seen = new Set<string>()
  for (const [index, one] of facts.decided.entries()) {
    const path = ['decided', index]
    const key = `${one.assessee} ${one.quota ?? ''}`
    if (seen.has(key)) report(path, { code: 'twice', message: '同一件决定写了两次，只能留一处' })
    seen.add(key)
    if (!assessees.has(one.assessee)) {
      const message = `考核对象里没有“${one.assessee}”`
      report([...path, 'assessee'], { code: 'unknown-person', message })
    }
    if (!scheme.grades.some((grade) => grade.id === one.grade)) {
      const message = `考核办法里没有等次“${one.grade}”，可用的有：${orNone(listed(scheme.grades))}`
      report([...path, 'grade'], { code: 'unknown-grade', message })
    }
    if (one.quota === undefined) continue
    const quotas = scheme.quotas.filter((quota) => quota.grade === one.grade)
    if (!quotas.some((quota) => quota.id === one.quota)) {
      const message = `等次“${one.grade}”没有名额“${one.quota}”，可用的有：${orNone(listed(quotas))}`
      report([...path, 'quota'], { code: 'unknown-quota', message })
    }
  }
}

function checkGradeRow(
  known: Known,
  part: PeriodGradesPart,
  at: { one: GradeRow; path: DocumentPath },
): void {
  const { facts, report } = known
  const { one, path } = at
  const level = part.levels.find((each) => each.id === one.level)
  if (level === undefined) {
    const message = `“${part.id}”没有等次“${one.level}”，可用的有：${listed(part.levels)}`
    report([...path, 'level'], { code: 'unknown-level', message })
  } else if (level.remark && one.remark === undefined) {
    const message = `定为“${level.name}”要写 remark（说明理由）`
    report(path, { code: 'remark-missing', message })
  }
  const periods = part.periods.map((label) => periodId(known.scheme.begins, facts.year, label))
  if (!periods.includes(one.period)) {
    const message = `“${part.id}”没有期间“${one.period}”，可用的有：${periods.join('、')}`
    report([...path, 'period'], { code: 'unknown-period', message })
  } else checkBody(known, part, at)
}

function checkBody(
  known: Known,
  part: PeriodGradesPart,
  { one, path }: { one: GradeRow; path: DocumentPath },
): void {
  const person = known.facts.roster.people.find((each) => each.id === one.assessee)
  if (person === undefined) return
  const span = spanOf(known.scheme.begins, one.period)
  const out = (person.from ?? '') > span.to || (person.to !== undefined && person.to < span.from)
  if (out) {
    const message = `“${person.id}”在 ${one.period} 不在册，不能定这一期的等次`
    known.report(path, { code: 'not-a-member', message })
    return
  }
  const last = person.to !== undefined && person.to < span.to ? day(person.to) : span.to
  const roles = rolesOf(known.scheme, known.facts.year, person)
  const { tier = '' } = known.assessees.get(person.id) ?? {}
  const { bodies } = raterRule(part, { id: person.id, tier, roles }, last)
  if (bodies.includes(one.body)) return
  const message = `“${person.id}”由 ${bodies.join('、')} 评定，不是“${one.body}”`
  known.report([...path, 'body'], { code: 'other-body', message })
}

function checkOtherResults(known: Known): void {
  const { facts, scheme, report } = known
  const seen = new Set<string>()
  for (const [index, one] of facts.results.entries()) {
    const path = ['results', index]
    const key = `${one.result} ${one.of} ${one.year ?? facts.year}`
    if (seen.has(key)) report(path, { code: 'twice', message: '同一个结果写了两次，只能留一处' })
    seen.add(key)
    if ((one.year ?? facts.year) > facts.year) {
      const message = `${one.year ?? ''} 年在考核年度以后`
      report([...path, 'year'], { code: 'later-year', message })
    }
    const result = scheme.results.find((each) => each.id === one.result)
    if (result === undefined) {
      const can = listed(scheme.results) || '无'
      const message = `考核办法里没有结果“${one.result}”，可用的有：${can}`
      report([...path, 'result'], { code: 'unknown-result', message })
    } else checkResultRow(known, result, { one, path })
  }
}

function checkResultRow(
  known: Known,
  result: OtherResult,
  { one, path }: { one: ResultRow; path: DocumentPath },
): void {
  const { assessees, units, report } = known
  const isKnown = result.of === 'unit' ? units.has(one.of) : assessees.has(one.of)
  if (!isKnown) {
    const message = `${result.of === 'unit' ? 'roster.units 里没有处室' : '考核对象里没有'}“${one.of}”`
    report([...path, 'of'], { code: 'unknown-owner', message })
  }
  const { range } = result
  if (range === null && !result.levels.some((level) => level.id === one.level)) {
    const message = `结果“${result.id}”要写 level，可用的有：${listed(result.levels)}`
    report([...path, ...(one.level === undefined ? [] : ['level'])], { code: 'bad-level', message })
  }
  if ((range === null) === (one.points !== undefined)) {
    const what = range === null ? '是等次，请删去 points' : '是分数，请写 points'
    const message = `结果“${result.id}”${what}`
    report([...path, ...(range === null ? ['points'] : [])], { code: 'bad-result', message })
  }
  if (range === null || one.points === undefined) return
  const value = points(one.points)
  if (compareExact(value, range.lowest) >= 0 && compareExact(value, range.highest) <= 0) return
  const message = `${one.points} 不在 ${range.lowest.toString()} 到 ${range.highest.toString()} 之间`
  report([...path, 'points'], { code: 'off-scale', message })
}

function checkService({ facts, scheme, units, report }: Known): void {
  const grounds = (scheme.service?.leaving ?? []).map((one) => ({ id: one.ground }))
  for (const [index, person] of facts.roster.people.entries()) {
    const path = ['roster', 'people', index]
    const { leaving, to, memberships } = person
    if (leaving !== undefined && !grounds.some((one) => one.id === leaving)) {
      const message = `考核办法里没有离开的原因“${leaving}”，可用的有：${listed(grounds) || '无'}`
      report([...path, 'leaving'], { code: 'unknown-ground', message })
    } else if (leaving !== undefined && to === undefined) {
      const message = '写了 leaving（离开的原因）就要写 to（最后一天）'
      report(path, { code: 'leaving-without-day', message })
    }
    for (const [at, one] of (memberships ?? []).entries()) {
      if (units.has(one.unit)) continue
      const message = `roster.units 里没有处室“${one.unit}”`
      report([...path, 'memberships', at, 'unit'], { code: 'unknown-unit', message })
    }
    const last = [...(memberships ?? [])]
      .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
      .at(-1)
    if (last !== undefined && last.unit !== person.unit) {
      const message = `最后所在的是“${last.unit}”，unit 却写了“${person.unit ?? ''}”`
      report([...path, 'memberships'], { code: 'memberships-differ', message })
    }
  }
}
