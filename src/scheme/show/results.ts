import type { Share } from '../model/sharing.js'
import { exactText } from '../../base/points.js'
import type { Scheme } from '../model/scheme.js'
import type { Grade } from '../model/grades.js'
import type { GradeState, OtherResult, ResultLevel, Service } from '../model/results.js'
import type { PeriodGradesPart, ResultPart } from '../model/parts.js'
import type { Window } from '../model/rules.js'
import { chosen, type DraftEntry, entry, roleName } from './frame.js'
import { conditionLines, conditionText } from './conditions.js'
import { vocabulary as v } from './vocabulary.js'

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
      const per = chosen(one.per, (who) => v.quotaPer[who])
      const most = chosen(one.places, (places) =>
        places.kind === 'count'
          ? `${places.count} 名`
          : `参加评定人数的 ${shareText(places.share)}`,
      )
      const how = chosen(one.rounding, (round) => v.rounding[round])
      return `${level(one.level)}当期${per}不超过${most}，${how}`
    }),
    ...part.forced.map((one) => `当期${conditionText(scheme, one.when)}的定为${level(one.level)}`),
  ]
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

/** What a grade needs besides, as readings. */
export function needsReadings(scheme: Scheme, grade: Grade): string[] {
  if (grade.needs === null) return []
  return conditionLines(scheme, grade.needs).map((one) => `前提：${one}`)
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
      ? one.levels.map(levelText).join('、')
      : `${exactText(one.range.lowest)}～${exactText(one.range.highest)}`
  const from =
    one.scheme === null ? '由事实文件给出' : `来自考核办法 ${one.scheme}，一起计分时由它算出`
  return [`${v.resultFor[one.of]}，${kind}；${from}`]
}

function levelText({ name, place, grades }: ResultLevel): string {
  if (place !== null) return `${name}（第 ${place} 名）`
  return grades.length === 0 ? name : `${name}（那边的等次 ${grades.join('、')}）`
}

function serviceLines(one: Service): DraftEntry[] {
  const month = chosen(one.month, (how) => v.serviceMonth[how])
  const on = one.day === null ? '' : `（${one.day} 日）`
  return entry(one, one.says, [
    `${month}${on}，在册月数除以十二`,
    ...one.leaving.map(({ name, by, upTo, later }) => {
      const said = (share: Share | null) => (share === null ? '在册月数' : shareText(share))
      const first = chosen(upTo, said)
      return `${name}：${by.month} 月 ${by.day} 日及以前按 ${first}，以后按 ${chosen(later, said)}`
    }),
  ])
}

/** Standings beside the grades. */
export function stateLines(scheme: Scheme): DraftEntry[] {
  return scheme.states.flatMap((one) => entry(one, one.says, stateReadings(scheme, one)))
}

function stateReadings(scheme: Scheme, one: GradeState): string[] {
  return [
    v.states[one.kind],
    ...conditionLines(scheme, one.when),
    chosen(one.ranked, (how) => v.ranked[how]),
  ]
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
