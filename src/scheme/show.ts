import { changeText, exactText } from '../base/points.js'
import { padText, textWidth, wrapText } from '../base/text-width.js'
import type {
  Amount,
  Bar,
  Grade,
  Part,
  Procedure,
  Rule,
  Scheme,
  Sentence,
  Setting,
} from './model.js'
import { vocabulary as v } from './vocabulary.js'

const width = 96

/**
 * A scheme for a reader in a terminal: each clause, the sentence with its figures in 【】, and below it, behind
 * →, what the machine reads, made from the model and not from the sentence. Lines without newline.
 */
export function showScheme(scheme: Scheme): string[] {
  return [
    scheme.title,
    `${scheme.issuer}  版本 ${scheme.version}  标识 ${scheme.id}`,
    ...section('组成', partLines(scheme, scheme.total, '')),
    ...section('分档', scaleLines(scheme)),
    ...section(
      '计分规则',
      scheme.rules.flatMap((rule) => ruleLines(scheme, rule)),
    ),
    ...section('排序与名额', quotaLines(scheme)),
    ...section(
      '等次',
      scheme.grades.flatMap((grade) => gradeLines(scheme, grade)),
    ),
    ...section(
      '不得评优的情形',
      scheme.bars.flatMap((bar) => barLines(scheme, bar)),
    ),
    ...section('结果运用', consequenceLines(scheme)),
    ...section('选择（办法没有说或说法不一，由本单位定）', choiceLines(scheme)),
    ...section('说明', noteLines(scheme)),
  ]
}

/** A sentence with its figures in 【】. */
export function markedText(sentence: Sentence): string {
  return sentence.pieces
    .map((piece) => (typeof piece === 'string' ? piece : `【${piece.text}】`))
    .join('')
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0
    ? []
    : ['', `── ${title} ${'─'.repeat(width - 4 - textWidth(title))}`, ...lines]
}

function entry(
  head: { clause: string; name: string; id: string },
  says: Sentence,
  readings: string[],
  indent = '',
): string[] {
  return [
    '',
    `${indent}${padText(head.clause, 16)}${padText(head.name, 24)}${head.id}`,
    ...block(markedText(says), `${indent}  `, `${indent}  `),
    ...readings.flatMap((one) => block(one, `${indent}  → `, `${indent}    `)),
  ]
}

function block(text: string, first: string, rest: string): string[] {
  return wrapText(text, width - textWidth(first)).map(
    (line, index) => `${index === 0 ? first : rest}${line}`,
  )
}

/** A setting's word in Chinese, with the choice that set it. */
function chosen<T>(setting: Setting<T>, name: (value: T) => string): string {
  const text = name(setting.value)
  return setting.choice === null ? text : `${text}〔选择 ${setting.choice}〕`
}

function roleName(scheme: Scheme, id: string): string {
  if (id === 'everyone') return '其他人'
  return scheme.roles.find((role) => role.id === id)?.name ?? id
}

function ruleName(scheme: Scheme, id: string): string {
  return scheme.rules.find((rule) => rule.id === id)?.name ?? id
}

function gradeName(scheme: Scheme, id: string): string {
  return scheme.grades.find((grade) => grade.id === id)?.name ?? id
}

function percent(part: Part): string {
  return `${exactText(part.weight.times(100))}%`
}

function partLines(scheme: Scheme, part: Part, indent: string): string[] {
  const readings = [`${v.kinds[part.kind]}，占总分 ${percent(part)}`, ...partReadings(scheme, part)]
  if (part.round.choice !== null || part.round.value !== null) {
    const decimals = (value: number | null) =>
      value === null ? '用精确值' : `先四舍五入到 ${value} 位小数`
    readings.push(chosen(part.round, decimals))
  }
  const own = entry(part, part.says, readings, indent)
  if (part.kind !== 'weighted') return own
  return [...own, ...part.children.flatMap((child) => partLines(scheme, child, `${indent}  `))]
}

function partReadings(scheme: Scheme, part: Part): string[] {
  switch (part.kind) {
    case 'weighted':
      return [part.children.map((child) => `${child.name} ${percent(child)}`).join(' ＋ ')]
    case 'deduction':
      return [
        `从 ${exactText(part.start)} 减起，下限 ${chosen(part.floor, (one) => (one === null ? '没有' : exactText(one)))}；${chosen(part.scale, (one) => v.scale[one])}`,
        `${chosen(part.sameMatter, (one) => v.sameMatter[one])}（${part.sameMatterSays.clause}），${chosen(part.sameMatterAmong, (one) => v.among[one])}`,
        `${chosen(part.samePerson, (one) => v.samePerson[one])}；${chosen(part.jointly, (one) => v.jointly[one])}`,
      ]
    case 'entered': {
      const steps = [part.enteredBy, part.reviewedBy, part.filedWith].filter((one) => one !== null)
      const people = steps.map((one) => roleName(scheme, one)).join(' → ')
      return [`${exactText(part.lowest)}～${exactText(part.highest)}，经手：${people}`]
    }
    case 'votes': {
      const least = chosen(part.ballotsMin, (one) => `${one} 张`)
      return [`投票人 ${roleName(scheme, part.voters)}，分档 ${part.scale}，有效票至少 ${least}`]
    }
    case 'ratings':
      return [
        `${part.periods.length} 期，每期占总分 ${exactText(part.periodWeight.times(100))}%；${chosen(part.missingPeriod, (one) => v.missingPeriod[one])}`,
        ...part.raters.map((one) => {
          const bodies = one.bodies.map((body) => roleName(scheme, body)).join('、')
          return `评价${roleName(scheme, one.assessees)}：${bodies}，${chosen(one.combine, (how) => v.combine[how])}`
        }),
      ]
  }
}

function scaleLines(scheme: Scheme): string[] {
  return scheme.scales.flatMap((scale) => {
    const bands = scale.bands
      .map(
        (band) =>
          `${band.name} ${exactText(band.from)}～${exactText(band.to)}（代表分 ${exactText(band.midpoint)}）`,
      )
      .join('，')
    const dimensions = scale.dimensions.length === 0 ? [] : [`看 ${scale.dimensions.join('、')}`]
    const settings = `${chosen(scale.edge, (one) => v.edge[one])}；${chosen(scale.bandOnly, (one) => v.bandOnly[one])}`
    return entry(scale, scale.says, [bands, settings, ...dimensions])
  })
}

function amountText(amount: Amount): string {
  if (amount.kind === 'figure') return changeText(amount.points, 10)
  return amount.sign < 0 ? '减，分值由审定的人写明理由录入' : '加，分值由审定的人写明理由录入'
}

function ruleLines(scheme: Scheme, rule: Rule): string[] {
  const charges = rule.charges.map((charge) => {
    const to = chosen(charge.to, (one) => v.chargedTo[one])
    const { choice, value } = charge.inForce
    const when = choice === null ? '' : `（${value ? '减' : '现在不减'}〔选择 ${choice}〕）`
    return `${to} ${amountText(charge.amount)}${when}`
  })
  const kind = rule.kind === 'points' ? v.per[rule.per] : v.ruleKinds[rule.kind]
  const readings = [[kind, ...charges].join('，')]
  if (rule.condition !== null) {
    const { asks, otherwise, inForce } = rule.condition
    const other = otherwise === null ? '不计' : `按“${ruleName(scheme, otherwise)}”计`
    readings.push(`${asks}？答否就${other}；${chosen(inForce, (one) => (one ? '要问' : '不问'))}`)
  }
  if (rule.quantity !== null) readings.push(`记${rule.quantity.name}`)
  if (rule.sorts.length > 0) readings.push(`分为${rule.sorts.map((one) => one.name).join('、')}`)
  for (const id of rule.procedures) {
    const chain = scheme.procedures.find((one) => one.id === id)
    if (chain !== undefined) readings.push(procedureText(scheme, chain))
  }
  readings.push(v.evidence[rule.evidence])
  return entry(rule, rule.says, readings)
}

function procedureText(scheme: Scheme, one: Procedure): string {
  const name = (id: string) => roleName(scheme, id)
  const steps = [
    `登记 ${one.recordedBy.map(name).join('或')}`,
    ...(one.verifiedBy === null ? [] : [`核实 ${name(one.verifiedBy)}`]),
    `审定 ${name(one.approvedBy)}`,
    ...(one.filedWith === null ? [] : [`汇总 ${name(one.filedWith)}`]),
  ]
  return `${one.name}：${steps.join(' → ')}`
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
  switch (grade.by.kind) {
    case 'quota':
      return entry(grade, grade.says, [`在名额 ${grade.by.quota} 之内；${decided}`])
    case 'otherwise': {
      const alone = chosen(scheme.grading.totalAlone, (one) => v.totalAlone[one])
      return entry(grade, grade.says, [`其余的人；${decided}`, `总分低而票数不够：${alone}`])
    }
    case 'conditions': {
      const all = grade.by.all.map((one) => {
        if (one.kind === 'total-below') {
          return `总分${chosen(one.edge, (how) => `${v.below[how]} ${exactText(one.points)}`)}`
        }
        const edge = chosen(one.edge, (how) => v.reached[how])
        const names = one.bands.map((band) => gradeName(scheme, band)).join('＋')
        const of = chosen(one.of, (what) => v.shareOf[what])
        return `${names}的票 × ${one.denominator} ${edge} ${of} × ${one.numerator}`
      })
      const several = chosen(scheme.grading.several, (one) => v.several[one])
      return entry(grade, grade.says, [...all, `${decided}；几个低等次都符合：${several}`])
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
    return entry(one, one.says, [`等次 ${gradeName(scheme, one.grade)}${years}；由人办理`])
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
