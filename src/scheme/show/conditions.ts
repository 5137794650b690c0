import { exactText } from '../../base/points.js'
import { partsOf } from '../model/tree.js'
import type { Bound, Condition, RankBound, Subject } from '../model/conditions.js'
import type { Scheme } from '../model/scheme.js'
import { chosen, gradeName, partName, roleName, ruleName, sortName } from './frame.js'
import { shareText } from './sharing.js'
import { vocabulary as v } from './vocabulary.js'

type Of<K extends Subject['kind']> = Extract<Subject, { kind: K }>

/** A bound: `超过 1/3`, `低于 60`. */
export function boundText(bound: Bound): string {
  return `${v.bounds[bound.word]} ${figureText(bound)}`
}

/** The figure of a bound as it is written. */
export function figureText({ unit, figure }: Bound): string {
  const { times, over } = figure
  if (unit === 'share') return shareText(figure)
  return exactText(over.equals(1) ? times : times.dividedBy(over))
}

/** A condition in a sentence, as the machine reads it; groups are joined by 并且 and 或者. */
export function conditionText(scheme: Scheme, condition: Condition): string {
  const asked = askedText(condition)
  return `${subjectText(scheme, condition)}${asked === null ? '' : `（${asked}）`}`
}

/** Whether a reading asks it at all; null where there is no question. */
function askedText({ inForce }: Condition): string | null {
  if (inForce.choice === null && inForce.value) return null
  return chosen(inForce, (one) => (one ? '适用' : '不适用'))
}

/** The conditions of a grade one by one: those under `all`, or the one there is. */
export function conditionLines(scheme: Scheme, condition: Condition): string[] {
  if (condition.kind !== 'all') return [conditionText(scheme, condition)]
  const asked = askedText(condition)
  const lines = condition.conditions.map((one) => conditionText(scheme, one))
  return asked === null ? lines : [...lines, asked]
}

function subjectText(scheme: Scheme, one: Subject): string {
  const rules = (ids: readonly string[]) => ids.map((id) => ruleName(scheme, id)).join('、')
  switch (one.kind) {
    case 'all':
    case 'any': {
      const each = one.conditions.map((each) => conditionText(scheme, each))
      return each.length === 1 ? (each[0] ?? '') : `（${each.join(v.joined[one.kind])}）`
    }
    case 'not':
      return `不是：${conditionText(scheme, one.condition)}`
    case 'facts': {
      const until = one.until.length === 0 ? '' : `，到有“${rules(one.until)}”为止`
      return `有“${rules(one.rules)}”的事实${until}`
    }
    case 'count':
      return countText(scheme, one)
    case 'points':
      return `${partName(scheme, one.part)}${chosen(one.is, boundText)}`
    case 'votes': {
      const names = one.are.map((band) => bandName(scheme, one.part, band)).join('＋')
      return `${names}的票${chosen(one.is, boundText)}（占${chosen(one.of, (of) => v.shareOf[of])}）`
    }
    case 'periods':
      return periodsText(scheme, one)
    case 'result':
      return resultText(scheme, one)
    case 'served':
      return `全年在册${chosen(one.is, boundText)} 个月`
    case 'member':
      return `${v.members[one.of]}${one.ids.map((id) => memberName(scheme, one.of, id)).join('或')}`
    case 'grade': {
      const names = one.grades.map((id) => gradeName(scheme, id)).join('或')
      const source = scheme.results.find((each) => each.id === one.earlier)
      const earlier = source === undefined ? '' : `，往年的看“${source.name}”`
      return `${one.years === 1 ? '等次' : `等次连续 ${one.years} 年`}是${names}${earlier}`
    }
    case 'rank':
      return `${chosen(one.of, (of) => v.rankedIn[of])}${amongText(scheme, one)}${chosen(one.is, rankText)}`
  }
}

function amongText(scheme: Scheme, { among }: Of<'rank'>): string {
  return among === null ? '' : `（只数${conditionText(scheme, among)}的）`
}

function rankText({ from, bound }: RankBound): string {
  if (from === 'last') return `排在最后 ${figureText(bound)} 名`
  return bound.word === 'at-most' ? `排在前 ${figureText(bound)} 名` : `名次${boundText(bound)}`
}

function countText(scheme: Scheme, one: Of<'count'>): string {
  const names = one.rules.map((id) => ruleName(scheme, id)).join('、')
  const of = chosen(one.of, (whose) => v.countedOf[whose])
  const only = chosen(one.only, (sorts) =>
    sorts === null ? '' : `，只计 ${sorts.map((id) => sortName(scheme, id)).join('、')}`,
  )
  return `${names}的${v.counts[one.takes]}${chosen(one.is, boundText)}，${of}${only}`
}

function periodsText(scheme: Scheme, one: Of<'periods'>): string {
  const part = partsOf(scheme.total).find((other) => other.id === one.part)
  const levels = part?.kind === 'period-grades' ? part.levels : []
  const names = one.are.map((id) => levels.find((level) => level.id === id)?.name ?? id).join('或')
  const is = chosen(one.is, (bound) => {
    const whole = bound.unit === 'share' && bound.figure.times.equals(bound.figure.over)
    return whole && bound.word === 'at-least' ? '每期都是' : `${periodBound(bound)}的是`
  })
  return `“${part?.name ?? one.part}”${is}${names}，${chosen(one.of, (of) => v.periodsOf[of])}`
}

function periodBound(bound: Bound): string {
  return bound.unit === 'share' ? `期数${boundText(bound)}` : `${boundText(bound)} 期`
}

function resultText(scheme: Scheme, one: Of<'result'>): string {
  const result = scheme.results.find((other) => other.id === one.result)
  const names = one.are.map((id) => result?.levels.find((level) => level.id === id)?.name ?? id)
  const whose = chosen(one.as, (as) => v.resultOf[as])
  const years = one.years === 1 ? '' : `连续 ${one.years} 年`
  return `${whose}“${result?.name ?? one.result}”${years}是${names.join('或')}`
}

function memberName(scheme: Scheme, of: Of<'member'>['of'], id: string): string {
  if (of === 'role') return roleName(scheme, id)
  const named = of === 'tier' ? scheme.tiers : scheme.traits
  return named.find((one) => one.id === id)?.name ?? id
}

/** A band by its own name. */
function bandName(scheme: Scheme, part: string, id: string): string {
  const voted = partsOf(scheme.total).find((one) => one.id === part)
  const scale = voted?.kind === 'votes' ? voted.scale : null
  const bands = scheme.scales.find((one) => one.id === scale)?.bands ?? []
  return bands.find((band) => band.id === id)?.name ?? gradeName(scheme, id)
}
