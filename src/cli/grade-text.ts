import { yearName } from '../base/assessment-year.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { gradeName } from '../scheme/show/frame.js'
import { numberedText } from '../scheme/show/scheme.js'
import { conditionText } from '../scheme/show/conditions.js'
import { askedParts } from '../scoring/result/conditions.js'
import { shown } from './statement-words.js'
import { vocabulary as v } from '../scheme/show/vocabulary.js'
import type { ConditionFinding, ConsequenceFound, GradeFinding } from '../scoring/findings.js'
import type { Line } from '../scoring/statement.js'

/** What a line says besides points: the grade of a period, the share of the year, results it rests on. */
export function lineExtras(line: Line, scheme: Scheme, factName: (id: string) => string): string[] {
  const found: string[] = []
  if (line.grade !== undefined) {
    const { level, given, forcedBy, remark } = line.grade
    const name = (id: string | null) => levelName(scheme, line.id, id)
    const forced = forcedBy.map(factName).join('、')
    const was = given === null ? '' : `，原定${name(given)}`
    found.push(`等次 ${name(level)}${forced === '' ? '' : `（依据 ${forced}${was}）`}`)
    if (remark !== null) found.push(`理由：${remark}`)
  }
  if (line.served !== undefined) {
    const { times, over, months, ground, clause, says } = line.served
    const row = scheme.service?.leaving.find((one) => one.ground === ground)
    const why = months === null ? (row?.name ?? '') : `在册 ${months} 个月`
    const share = over === '1' ? times : `${times}/${over}`
    found.push(`按在册时间折算 × ${share}（${why}）  ${clause}  ${says}`)
  }
  for (const { result, of, level, points, months } of line.results ?? []) {
    const source = scheme.results.find((one) => one.id === result)
    const named = source?.levels.find((one) => one.id === level)?.name ?? points ?? '还没有'
    const part = months === null ? '' : `，${months} 个月`
    found.push(`${source?.name ?? result}（${of}${part}）：${named}`)
  }
  return found
}

function levelName(scheme: Scheme, lineId: string, level: string | null): string {
  const id = lineId.split('/')[0]
  const part = partsOf(scheme.total).find((one) => one.id === id)
  const levels = part?.kind === 'period-grades' ? part.levels : []
  return levels.find((one) => one.id === level)?.name ?? level ?? '没有定'
}

/** Why somebody has no grade and how every grade's conditions came out. */
export function findingExtras(
  finding: GradeFinding,
  scheme: Scheme,
  factName: (id: string) => string,
): string[] {
  const found: string[] = []
  const { state } = finding
  if (state !== undefined) {
    const facts = state.facts.map(factName).join('、')
    const months =
      state.served === null
        ? ''
        : `在册 ${state.served.months} 个月，界限 ${state.served.limit} 个月`
    const ground = facts === '' ? months : facts
    found.push(
      `${v.states[state.kind]}：${state.name}  ${state.clause}  ${state.says}（${ground}）`,
    )
  }
  for (const tried of finding.tried) {
    const bars = (tried.barred ?? []).map(
      (id) => scheme.bars.find((bar) => bar.id === id)?.name ?? id,
    )
    if (bars.length > 0) found.push(`${gradeName(scheme, tried.grade)}：受限，${bars.join('、')}`)
  }
  return found
}

/** How the conditions of a grade came out, one by one, each with what was compared. */
export function triedLines(
  tried: GradeFinding['tried'][number],
  scheme: Scheme,
  factName: (id: string) => string,
): string[] {
  const grade = scheme.grades.find((one) => one.id === tried.grade)
  const asked = [
    ...(grade?.by.kind === 'when' ? askedParts(grade.by.when) : []),
    ...(grade?.needs ? askedParts(grade.needs) : []),
  ]
  return tried.conditions.map((one, index) => {
    const condition = asked[index]
    const text =
      condition === undefined ? '' : numberedText(scheme, conditionText(scheme, condition))
    const outcome = one.holds ? '成立' : one.open ? '未定' : '不成立'
    const how = howClose(one, scheme, factName)
    return `${text}：${outcome}${how === '' ? '' : `（${how}）`}`
  })
}

function howClose(one: ConditionFinding, scheme: Scheme, factName: (id: string) => string): string {
  switch (one.kind) {
    case 'all':
    case 'any':
    case 'not':
      return one.conditions
        .map((each) => howClose(each, scheme, factName))
        .filter((text) => text !== '')
        .join('；')
    case 'facts':
      return one.facts.length === 0 ? '没有' : `依据 ${one.facts.map(factName).join('、')}`
    case 'count':
    case 'served':
      return `${one.value} ${signs[one.relation]} ${one.limit}`
    case 'points':
      return `${one.value === null ? '还没有定' : shown(one.value, '')} ${signs[one.relation]} ${shown(one.limit, '')}`
    case 'votes':
      return `${one.ballots} 票里 ${one.votes} 票，${one.left} ${signs[one.relation]} ${one.right}`
    case 'periods': {
      const which = one.periods.length === 0 ? '' : `：${one.periods.join('、')}`
      return `${one.base} 期里有 ${one.periods.length} 期${which}，${one.left} ${signs[one.relation]} ${one.right}`
    }
    case 'result':
      return resultClose(one, scheme)
    case 'member':
      return ''
    case 'grade':
      return one.years
        .map(
          ({ year, level }) =>
            `${yearName(scheme.begins, year)} 年${level === null ? '没有写' : gradeName(scheme, level)}`,
        )
        .join('，')
    case 'rank':
      return one.rank === null
        ? '名次还没有定'
        : `${one.people} 个里，${one.rank} ${signs[one.relation]} ${one.limit}`
  }
}

const signs = { '>': '>', '>=': '≥', '<': '<', '<=': '≤' } as const

function resultClose(one: Extract<ConditionFinding, { kind: 'result' }>, scheme: Scheme): string {
  if (one.years.length === 0) return '不负责这样的单位'
  const levels = scheme.results.find((each) => each.id === one.result)?.levels ?? []
  return one.years
    .map(({ year, of, level }) => {
      const name = levels.find((each) => each.id === level)?.name ?? level ?? '还没有'
      return `${yearName(scheme.begins, year)} 年 ${of} ${name}`
    })
    .join('，')
}

const dueTexts = { yes: '已到', no: '没有到', unknown: '还不能说' } as const

/** What follows for somebody: whether it is due, and what it rests on. */
export function consequenceText(
  one: ConsequenceFound,
  scheme: Scheme,
  factName: (id: string) => string,
): string {
  const name = scheme.consequences.find((each) => each.id === one.id)?.name ?? one.id
  const how = one.conditions.map((each) => howClose(each, scheme, factName)).filter(Boolean)
  return `${name}  ${one.clause}  ${dueTexts[one.due]}${how.length === 0 ? '' : `（${how.join('；')}）`}`
}
