import { exactText } from '../base/points.js'
import { padText } from '../base/text-width.js'
import type { Scheme } from './model.js'
import type { Bar, Grade } from './model-grades.js'
import { block, chosen, entry, gradeName, roleName, ruleName, section } from './show-frame.js'
import { partLines, scaleLines } from './show-parts.js'
import { conditionText, needsReadings, sourceLines, stateLines } from './show-results.js'
import { countingLines, ruleLines } from './show-rules.js'
import { vocabulary as v } from './vocabulary.js'

/**
 * A scheme for a reader in a terminal: each clause, the sentence with its figures in 【】, and below it, behind
 * →, what the machine reads, made from the model and not from the sentence. Lines without newline.
 */
export function showScheme(scheme: Scheme): string[] {
  return [
    scheme.title,
    `${scheme.issuer}  版本 ${scheme.version}  标识 ${scheme.id}`,
    ...section('组成', partLines(scheme, scheme.total, '')),
    ...section('考核对象', unitLines(scheme)),
    ...section('分档', scaleLines(scheme)),
    ...section(
      '计分规则',
      scheme.rules.flatMap((rule) => ruleLines(scheme, rule)),
    ),
    ...section('计数、目标与时限', countingLines(scheme)),
    ...section('别处的结果和在册时间', sourceLines(scheme)),
    ...section('排序与名额', quotaLines(scheme)),
    ...section(
      '等次',
      scheme.grades.flatMap((grade) => gradeLines(scheme, grade)),
    ),
    ...section(
      '不得评优的情形',
      scheme.bars.flatMap((bar) => barLines(scheme, bar)),
    ),
    ...section('不定等次的情形', stateLines(scheme)),
    ...section('结果运用', consequenceLines(scheme)),
    ...section('选择（办法没有说或说法不一，由本单位定）', choiceLines(scheme)),
    ...section('说明', noteLines(scheme)),
  ]
}

function unitLines(scheme: Scheme): string[] {
  return scheme.units.flatMap((unit) => {
    const also = unit.otherNames.length === 0 ? '' : `（又写 ${unit.otherNames.join('、')}）`
    const by = scheme.units.find((one) => one.id === unit.gatheredBy)?.name
    const text = `${unit.name}${also}${by === undefined ? '' : `，扎口 ${by}`}`
    return block(text, padText(unit.id, 20), ' '.repeat(20))
  })
}

function quotaLines(scheme: Scheme): string[] {
  const ranking = chosen(scheme.ranking.within, (one) => v.within[one])
  const tiers = scheme.tiers.flatMap((tier) => {
    const { value, choice } = tier.postsLeftOut
    const out = value.length === 0 ? '没有不排的职务' : `${value.join('、')}不排`
    const readings =
      value.length === 0 && choice === null ? [] : [chosen(tier.postsLeftOut, () => out)]
    return entry(tier, tier.says, readings)
  })
  const quotas = scheme.quotas.flatMap((quota) => {
    const barred = chosen(quota.barred, (one) => v.barred[one])
    const tie = chosen(quota.tie, (one) => v.tie[one])
    return entry(quota, quota.says, [
      `每个层次前 ${quota.top} 名，等次 ${gradeName(scheme, quota.grade)}，由${roleName(scheme, quota.decidedBy)}定`,
      `不得评优的：${barred}；最后一名并列：${tie}`,
    ])
  })
  return [
    '',
    ...block(`${scheme.ranking.clause}：按总分从高到低，${ranking}`, '', '  '),
    ...tiers,
    ...quotas,
  ]
}

function gradeLines(scheme: Scheme, grade: Grade): string[] {
  const decided = `由${roleName(scheme, grade.decidedBy)}定`
  const needs = needsReadings(scheme, grade)
  switch (grade.by.kind) {
    case 'quota':
      return entry(grade, grade.says, [`在名额 ${grade.by.quota} 之内；${decided}`, ...needs])
    case 'otherwise': {
      const alone = chosen(scheme.grading.totalAlone, (one) => v.totalAlone[one])
      return entry(grade, grade.says, [
        `其余的人；${decided}`,
        `总分低而票数不够：${alone}`,
        ...needs,
      ])
    }
    case 'conditions': {
      const all = grade.by.all.map((one) => {
        if (one.kind === 'total-below') {
          return `总分${chosen(one.edge, (how) => `${v.below[how]} ${exactText(one.points)}`)}`
        }
        if (one.kind !== 'vote-share') return conditionText(scheme, one)
        const edge = chosen(one.edge, (how) => v.reached[how])
        const names = one.bands.map((band) => gradeName(scheme, band)).join('＋')
        const of = chosen(one.of, (what) => v.shareOf[what])
        return `${names}的票 × ${one.denominator} ${edge} ${of} × ${one.numerator}`
      })
      const several = chosen(scheme.grading.several, (one) => v.several[one])
      return entry(grade, grade.says, [
        ...all,
        ...needs,
        `${decided}；几个低等次都符合：${several}`,
      ])
    }
  }
}

function barLines(scheme: Scheme, bar: Bar): string[] {
  const whom = chosen(bar.fallsOn, (who) => who.map((one) => v.chargedTo[one]).join('和'))
  const names = bar.when.rules.map((id) => ruleName(scheme, id)).join('、')
  const readings = [`${whom}不评${gradeName(scheme, bar.from)}`]
  if (bar.when.kind === 'fact') {
    readings.unshift(`有“${names}”的事实`)
  } else {
    const limit = exactText(bar.when.limit)
    const reached = chosen(bar.when.edge, (one) => `${v.reached[one]} ${limit}`)
    const of = chosen(bar.when.of, (one) => v.countedOf[one])
    readings.unshift(`${names}的${v.counts[bar.when.counts]}${reached}，${of}`)
    const sorts = chosen(bar.when.sorts, (one) =>
      one === null ? '各种都计' : `只计 ${one.map((id) => sortName(scheme, id)).join('、')}`,
    )
    readings.push(sorts)
  }
  if (bar.inForce.choice !== null)
    readings.push(chosen(bar.inForce, (one) => (one ? '适用' : '不适用')))
  return entry(bar, bar.says, readings)
}

function sortName(scheme: Scheme, id: string): string {
  const sorts = scheme.rules.flatMap((rule) => rule.sorts)
  return sorts.find((sort) => sort.id === id)?.name ?? id
}

function consequenceLines(scheme: Scheme): string[] {
  return scheme.consequences.flatMap((one) => {
    const years = one.years === 1 ? '' : `，连续 ${one.years} 年`
    const earlier = one.earlier === null ? '' : `，往年的看 ${one.earlier}`
    return entry(one, one.says, [
      `等次 ${gradeName(scheme, one.grade)}${years}${earlier}；由人办理`,
    ])
  })
}

function choiceLines(scheme: Scheme): string[] {
  return scheme.choices.flatMap((choice) => [
    '',
    `${padText(choice.clause, 16)}${padText(choice.name, 30)}${choice.id}`,
    ...block(choice.asks, '  ', '  '),
    ...choice.alternatives.flatMap((one) => {
      const mark = one.id === choice.answer ? '●' : '○'
      return block(one.says, `  ${mark} ${padText(one.id, 18)}`, ' '.repeat(22))
    }),
    ...block(
      `由${roleName(scheme, choice.decidedBy)}定；所定之处：${choice.sets.join('、')}`,
      '  ',
      '  ',
    ),
  ])
}

function noteLines(scheme: Scheme): string[] {
  return scheme.notes.flatMap((note) => [
    '',
    ...block(note.says, note.clause === null ? '' : `${note.clause}  `, '  '),
  ])
}
