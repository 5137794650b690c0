import type { Scheme } from '../scheme/model/scheme.js'
import { choicesInside, gradeName, partName, roleName } from '../scheme/show/frame.js'
import { vocabulary as v } from '../scheme/show/vocabulary.js'
import type { Place } from '../scoring/findings.js'
import type { CycleResult, FactView, Line, Statement } from '../scoring/statement.js'
import { periodText, recordedLines } from './explain-fact.js'
import type { Names } from './explain-names.js'
import { rankingName } from './score-text.js'
import { consequenceText, findingExtras, triedLines } from './grade-text.js'
import { distance, gradeReasonTexts } from './statement-words.js'

/** What a statement says besides the tree of points. */

/** What of a cycle's result explains one statement. */
export type Explaining = Pick<
  CycleResult,
  'year' | 'scheme' | 'choices' | 'rankings' | 'nominations' | 'grades' | 'consequences'
>

/** The places of an assessee, one for each ranking it stands in. */
export function rankLines(one: Statement, result: Explaining, scheme: Scheme): string[] {
  return result.rankings.flatMap((ranking) => {
    const place = ranking.places.find((each) => each.assessee === one.assessee)
    if (place === undefined) return []
    const name = rankingName(ranking, scheme)
    if (place.rank === null) return [`名次 ${name}：总分未定，暂不排名`]
    const tied = tiedText(ranking.places, place)
    const pieces = [
      `名次 ${name}：第 ${place.rank} 名（共 ${ranking.places.length}）`,
      tied === '' ? '' : `与${tied}并列`,
      place.behind === null ? '' : `比前一名少 ${distance(place.behind)}`,
      place.ahead === null ? '' : `比后一名多 ${distance(place.ahead)}`,
    ]
    return [pieces.filter((text) => text !== '').join('，')]
  })
}

const namedMost = 20

/** With whom a place is shared; of very many the first, and how many they are. */
function tiedText(places: readonly Place[], own: Place): string {
  const others = new Set(own.tied)
  others.delete(own.assessee)
  const names = places.flatMap((one) => (others.has(one.assessee) ? [one.name] : []))
  const more = names.length > namedMost ? ` 等 ${names.length} 个` : ''
  return `${names.slice(0, namedMost).join('、')}${more}`
}

/** What follows for somebody from grade, rank and all else. */
export function consequenceLines(
  one: Statement,
  result: Explaining,
  scheme: Scheme,
  factName: (id: string) => string,
): string[] {
  const due = result.consequences.filter((each) => each.assessee === one.assessee)
  const lines = due.map((each) => `  ${consequenceText(each, scheme, factName)}`)
  return lines.length === 0 ? [] : ['结果运用', ...lines]
}

/** The proposed grade with its reason, and how every grade with conditions came out. */
export function gradeLines(one: Statement, result: Explaining, scheme: Scheme): string[] {
  const found = result.grades.find((each) => each.assessee === one.assessee)
  if (found === undefined || scheme.grades.length === 0) return []
  const grade = found.grade === null ? '待定' : gradeName(scheme, found.grade)
  const by = found.decidedBy === null ? '' : `，由${roleName(scheme, found.decidedBy)}定`
  const tried = found.tried.flatMap((each) => [
    `  ${gradeName(scheme, each.grade)}（${each.clause}）：${each.holds ? '条件都成立' : '条件不成立'}`,
    ...triedLines(each, scheme, (id) => id).map((text) => `    ${text}`),
  ])
  const named = result.nominations.flatMap((each) => {
    const nominee = each.nominees.find((who) => who.assessee === one.assessee)
    const struck = each.struck.find((who) => who.assessee === one.assessee)
    if (nominee !== undefined) {
      const moved = nominee.movedUp ? '，前面有人受限，由此递补' : ''
      const tied = nominee.tiedAtCut ? '，最后一名并列，由有权决定的人选定' : ''
      const by = criterionText(nominee.criterion, scheme)
      return [`  ${each.says}（${each.clause}）：列为建议人选${moved}${tied}${by}`]
    }
    const bars = (struck?.bars ?? []).map(
      (id) => scheme.bars.find((bar) => bar.id === id)?.name ?? id,
    )
    if (struck === undefined) return []
    const other = struck.grade === undefined ? '' : `符合“${gradeName(scheme, struck.grade)}”`
    const why = bars.length > 0 ? `因“${bars.join('、')}”受限` : `因${other}不再列入`
    return [`  ${each.says}（${each.clause}）：名次在内，${why}`]
  })
  const more = findingExtras(found, scheme, (id) => id).map((text) => `  ${text}`)
  const head = `等次 ${grade}：${gradeReasonTexts[found.reason]}${by}`
  return [head, ...named, ...tried, ...more]
}

/** What gave a nominee the place, where that is not the total. */
function criterionText(criterion: string, scheme: Scheme): string {
  if (criterion === 'total') return ''
  if (criterion === 'automatic') return '，不看名次，直接列入'
  if (criterion === 'decided') return '，末位同分，由会议定'
  return `，并列时比“${partName(scheme, criterion)}”在前`
}

/** Targets, totals, watched numbers, bars and recorded facts; sections without content are left out. */
export function restLines(one: Statement, names: Names): string[] {
  return [
    ...section('目标', targetLines(one, names)),
    ...section('全年计数', totalLines(one)),
    ...section('累计', counterLines(one, names)),
    ...section('受限', barLines(one, names)),
    ...section(
      '只登记、不计分的事项',
      one.recorded.flatMap((fact) => recordedLines(fact, names)),
    ),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

const targetStates = { met: '达到', short: '没有达到', open: '未到期' } as const

function targetLines(one: Statement, names: Names): string[] {
  return one.targets.flatMap((target) => {
    const counter = names.scheme.counters.find((each) => each.id === target.counter)
    const each = counter?.each ?? ''
    return [
      `${target.name}（${target.clause}）  看“${counter?.name ?? target.counter}”`,
      ...target.periods.map((period) => {
        const carried = period.carried === '0' ? '' : `，结转 ${period.carried}`
        const facts = period.facts.map((id) => names.fact(id)).join('、')
        const rest = facts === '' ? '' : `  依据 ${facts}`
        return `  ${periodText(period.period, names.scheme)}  ${period.count} ${each}${carried} / ${period.atLeast}  ${targetStates[period.state]}${rest}`
      }),
    ]
  })
}

function totalLines(one: Statement): string[] {
  return one.totals.map((total) => {
    const extras = total.extras === '0' ? '' : `（${total.pieces} 加另加 ${total.extras}）`
    return `${total.name}（${total.clause}）  ${total.total} ${total.each}${extras}`
  })
}

function counterLines(one: Statement, names: Names): string[] {
  return one.counters.map((counter) => {
    const edge = counter.inclusive ? '到' : '超过'
    const facts = counter.facts.map((id) => names.fact(id)).join('、')
    const clause = counter.clause === null ? '' : `（${counter.clause}）`
    const reached = counter.reached ? '  已到限' : ''
    const rest = facts === '' ? '' : `  依据 ${facts}`
    return `${counter.name}${clause}：${counter.value}（${edge} ${counter.limit} 受限）${reached}${rest}`
  })
}

function barLines(one: Statement, names: Names): string[] {
  return one.bars.flatMap((bar) => {
    const facts = bar.facts.map((id) => names.fact(id)).join('、')
    const { count } = bar
    const of = count === null ? '' : count.of === one.assessee ? '' : `${names.unit(count.of)} `
    const value = count === null ? '' : `；${of}累计 ${count.value}，限 ${count.limit}`
    const unit = names.scheme.assessee === 'unit' && bar.charge === 'person'
    const as = unit ? '' : `  作为${v.chargedTo[bar.charge]}`
    return [
      `${bar.name}（${bar.clause}）  不评${gradeName(names.scheme, bar.grade)}${as}`,
      `  ${bar.says}；依据 ${facts}${value}`,
    ]
  })
}

/**
 * The choices that shaped a statement, its rank or its grade, numbered as `kaohe show` numbers them, with the
 * answer in force: those of its lines, and of the rules, targets, counts and limits that it shows.
 */
export function choiceLines(one: Statement, result: Explaining, scheme: Scheme): string[] {
  const shaping = shapingChoices(one, scheme)
  const lines = scheme.choices.flatMap((choice, index) => {
    if (!shaping.has(choice.id)) return []
    const answer = result.choices[choice.id]
    const says = choice.alternatives.find((each) => each.id === answer)?.says ?? choice.answer
    return [`选择${index + 1} ${choice.name}（${choice.clause}）：${says}`]
  })
  return section('所用的选择', lines)
}

function shapingChoices(one: Statement, scheme: Scheme): Set<string> {
  const inLine = (line: Line): string[] => [
    ...Object.keys(line.choices),
    ...line.lines.flatMap(inLine),
  ]
  const facts = [...factsOf(one.root), ...one.recorded]
  const rules = new Set(facts.flatMap((fact) => [fact.rule, fact.countsAs]))
  const ids = new Set(
    [...one.targets, ...one.totals, ...one.counters, ...one.bars].map((each) => each.id),
  )
  const shown = [
    scheme.rules.filter((each) => rules.has(each.id)),
    [...scheme.targets, ...scheme.counters, ...scheme.bars].filter((each) => ids.has(each.id)),
    scheme.tiers.filter((each) => each.id === one.tier),
    [scheme.ranking, ...scheme.quotas, ...scheme.grades],
    scheme.grades.length > 0 ? [scheme.grading] : [],
  ]
  return new Set([...inLine(one.root), ...choicesInside(shown)])
}

/** Every fact of a line and below it, counted or not. */
function factsOf(line: Line): FactView[] {
  const own = line.fact === null ? [] : [line.fact]
  const others = line.notCounted.map((each) => each.fact)
  return [...own, ...others, ...line.lines.flatMap(factsOf)]
}
