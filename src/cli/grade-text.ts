import { partsOf } from '../scheme/check/coverage.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { gradeName } from '../scheme/show/frame.js'
import { numberedText } from '../scheme/show/scheme.js'
import { conditionText } from '../scheme/show/results.js'
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

/** Why somebody has no grade, how every grade's conditions came out, and what years running lead to. */
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
    const grade = scheme.grades.find((one) => one.id === tried.grade)
    const conditions = grade?.by.kind === 'conditions' ? [...grade.by.all, ...grade.needs] : []
    for (const [index, one] of tried.conditions.entries()) {
      const condition = conditions[index]
      if (one.kind !== 'periods' && one.kind !== 'result') continue
      if (condition?.kind !== 'periods' && condition?.kind !== 'result') continue
      const outcome = one.holds ? '成立' : one.open ? '未定' : '不成立'
      const text = numberedText(scheme, conditionText(scheme, condition))
      found.push(
        `${gradeName(scheme, tried.grade)}：${text}，${outcome}（${howClose(one, scheme)}）`,
      )
    }
    const bars = (tried.barred ?? []).map(
      (id) => scheme.bars.find((bar) => bar.id === id)?.name ?? id,
    )
    if (bars.length > 0) found.push(`${gradeName(scheme, tried.grade)}：受限，${bars.join('、')}`)
  }
  return [...found, ...(finding.consequences ?? []).map((one) => consequenceText(one, scheme))]
}

function howClose(
  one: Extract<ConditionFinding, { kind: 'periods' | 'result' }>,
  scheme: Scheme,
): string {
  if (one.kind === 'periods') {
    const which = one.periods.length === 0 ? '' : `：${one.periods.join('、')}`
    return `${one.base} 期里有 ${one.periods.length} 期${which}；${one.left} ${one.relation} ${one.right}`
  }
  if (one.years.length === 0) return '不负责这样的单位'
  const levels = scheme.results.find((each) => each.id === one.result)?.levels ?? []
  return one.years
    .map(({ year, of, level }) => {
      const name = levels.find((each) => each.id === level)?.name ?? level ?? '还没有'
      return `${year} 年 ${of} ${name}`
    })
    .join('，')
}

const dueTexts = { yes: '已到', no: '没有到', unknown: '往年的等次不全，不能说' } as const

function consequenceText({ id, clause, years, earlier, due }: ConsequenceFound, scheme: Scheme) {
  const one = scheme.consequences.find((each) => each.id === id)
  const before = earlier
    .map(({ year, level }) => `${year} 年${level === null ? '没有写' : gradeName(scheme, level)}`)
    .join('，')
  return `${one?.name ?? id}  ${clause}  连续 ${years} 年：${dueTexts[due]}（${before}）`
}
