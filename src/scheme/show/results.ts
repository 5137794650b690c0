import type { Share } from '../model/sharing.js'
import { exactText } from '../../base/points.js'
import type { Scheme } from '../model/scheme.js'
import type { GradeCondition, Grade } from '../model/grades.js'
import type { GradeState, OtherResult, Service } from '../model/results.js'
import type { PeriodGradesPart, ResultPart } from '../model/parts.js'
import type { Window } from '../model/rules.js'
import { partsOf } from '../check/coverage.js'
import { chosen, type DraftEntry, entry, gradeName, roleName, ruleName } from './frame.js'
import { vocabulary as v } from './vocabulary.js'

type Periods = Extract<GradeCondition, { kind: 'periods' }>
type Result = Extract<GradeCondition, { kind: 'result' }>

function shareText({ times, over }: Share): string {
  if (!over.equals(1)) return `${exactText(times)}/${exactText(over)}`
  return times.equals(1) ? '全部' : `${exactText(times.times(100))}%`
}

/** What a part of grades by period reads. */
export function periodGradesReadings(scheme: Scheme, part: PeriodGradesPart): string[] {
  const level = (id: string) => part.levels.find((one) => one.id === id)?.name ?? id
  const remarks = part.levels.filter((one) => one.remark).map((one) => one.name)
  return [
    `${part.periods.length} 期，每期定一次：${part.levels.map((one) => one.name).join('、')}`,
    ...part.raters.map((one) => {
      const bodies = one.bodies.map((body) => roleName(scheme, body)).join('、')
      return `评定${roleName(scheme, one.assessees)}：${bodies}`
    }),
    ...(remarks.length === 0 ? [] : [`定${remarks.join('、')}的要写明理由`]),
    ...part.atMost.map((one) => {
      const among = chosen(one.among, (who) => v.periodAmong[who])
      const least =
        one.least.choice === null && one.least.value === null ? '' : leastText(one.least)
      return `${level(one.level)}不超过${among}当期参加评定人数的 ${shareText(one.most)}，舍去小数${least}`
    }),
    ...part.forced.map((one) => {
      const rules = one.rules.map((id) => ruleName(scheme, id)).join('、')
      return `当期有“${rules}”的定为${level(one.level)}`
    }),
  ]
}

function leastText(least: PeriodGradesPart['atMost'][number]['least']): string {
  return `；${chosen(least, (one) => (one === null ? '不足一名就没有' : `不足的可以有 ${one} 名`))}`
}

/** What a part that takes a result reads. */
export function resultReadings(scheme: Scheme, part: ResultPart): string[] {
  const result = scheme.results.find((one) => one.id === part.result)
  const rows = Object.entries(part.pointsFor).map(([level, points]) => {
    const name = result?.levels.find((one) => one.id === level)?.name ?? level
    return `${name} ${exactText(points)} 分`
  })
  const how = rows.length === 0 ? '照它的分数计' : `${rows.join('，')}，其余不加`
  const moved = result?.of === 'unit' ? [chosen(part.moved, (one) => v.moved[one])] : []
  return [`取“${result?.name ?? part.result}”：${how}`, ...moved]
}

/** A condition over periods, or on a result of another scheme. */
export function conditionText(scheme: Scheme, one: Periods | Result): string {
  return one.kind === 'periods' ? periodsText(scheme, one) : resultText(scheme, one)
}

function periodsText(scheme: Scheme, one: Periods): string {
  const part = partsOf(scheme.total).find((other) => other.id === one.part)
  const levels = part?.kind === 'period-grades' ? part.levels : []
  const names = one.levels.map((id) => levels.find((level) => level.id === id)?.name ?? id)
  const edge = chosen(one.edge, (how) => v.reached[how])
  const least = chosen(one.least, (how) => {
    if (how.kind === 'every') return '每期都是'
    if (how.kind === 'times') return `至少 ${how.times} 期是`
    return `${edge} ${shareText(how)} 的期是`
  })
  const of = chosen(one.of, (what) => v.periodsOf[what])
  return `“${part?.name ?? one.part}”${least}${names.join('或')}，${of}`
}

function resultText(scheme: Scheme, one: Result): string {
  const result = scheme.results.find((other) => other.id === one.result)
  const names = one.levels.map((id) => result?.levels.find((level) => level.id === id)?.name ?? id)
  const whose = chosen(one.as, (as) => v.resultOf[as])
  const years = one.years === 1 ? '' : `连续 ${one.years} 年`
  return `${whose}“${result?.name ?? one.result}”${years}是${names.join('或')}`
}

/** What a grade needs besides, as readings. */
export function needsReadings(scheme: Scheme, grade: Grade): string[] {
  return grade.needs.map((one) => {
    if (one.kind !== 'vote-share') return `前提：${conditionText(scheme, one)}`
    const names = one.bands.map((band) => gradeName(scheme, band)).join('＋')
    const edge = chosen(one.edge, (how) => v.reached[how])
    const of = chosen(one.of, (what) => v.shareOf[what])
    return `前提：${names}的票 × ${one.denominator} ${edge} ${of} × ${one.numerator}`
  })
}

/** Results of other schemes that this one looks at, and how part of a year counts. */
export function sourceLines(scheme: Scheme): DraftEntry[] {
  return [
    ...scheme.results.flatMap((one) => entry(one, one.says, resultSource(one))),
    ...(scheme.service === null ? [] : serviceLines(scheme.service)),
  ]
}

function resultSource(one: OtherResult): string[] {
  const kind =
    one.range === null
      ? one.levels.map((level) => level.name).join('、')
      : `${exactText(one.range.lowest)}～${exactText(one.range.highest)}`
  const from = one.scheme === null ? '由事实文件给出' : `来自考核办法 ${one.scheme}`
  return [`${v.resultFor[one.of]}，${kind}；${from}`]
}

function serviceLines(one: Service): DraftEntry[] {
  const month = chosen(one.month, (how) => v.serviceMonth[how])
  const on = one.day === null ? '' : `（${one.day} 日）`
  return entry(one, one.says, [
    `${month}${on}，在册月数除以十二`,
    ...one.leaving.map(({ name, by, upTo, later }) => {
      const first = chosen(upTo, shareText)
      return `${name}：${by.month} 月 ${by.day} 日及以前按 ${first}，以后按 ${chosen(later, shareText)}`
    }),
  ])
}

/** Standings beside the grades. */
export function stateLines(scheme: Scheme): DraftEntry[] {
  return scheme.states.flatMap((one) => entry(one, one.says, stateReadings(scheme, one)))
}

function stateReadings(scheme: Scheme, { kind, when, ranked }: GradeState): string[] {
  const readings: string[] = [v.states[kind]]
  if (when.kind === 'served') {
    const edge = chosen(when.edge, (one) => v.below[one])
    readings.push(`全年在册${edge} ${exactText(when.months)} 个月的`)
  } else {
    readings.push(`有“${when.rules.map((id) => ruleName(scheme, id)).join('、')}”的`)
    if (when.liftedBy.length > 0) {
      const lifted = when.liftedBy.map((id) => ruleName(scheme, id)).join('、')
      readings.push(`有了“${lifted}”就照常定等次`)
    }
  }
  return [...readings, chosen(ranked, (one) => (one ? '照常排名' : '不排名'))]
}

/** An objection window of a line's or a procedure's own. */
export function objectionText(window: Window): string {
  const measure = chosen(window.measure, (one) => v.measures[one])
  return `异议 ${chosen(window.days, (one) => `${one}`)} ${measure}内提出`
}

/** Procedures with an objection window of their own. */
export function windowsOfProcedures(scheme: Scheme): DraftEntry[] {
  return scheme.procedures.flatMap(({ objection, ...one }) =>
    objection === null ? [] : entry({ ...one, ...{ objection } }, null, [objectionText(objection)]),
  )
}
