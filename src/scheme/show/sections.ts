import { yearName, yearSpan } from '../../base/assessment-year.js'
import type { Scheme } from '../model/scheme.js'
import type { Bar, Grade } from '../model/grades.js'
import type { Rule } from '../model/rules.js'
import { partsOf } from '../model/tree.js'
import {
  chosen,
  type DraftBlock,
  type DraftEntry,
  entriesBlock,
  entry,
  gradeName,
  roleName,
} from './frame.js'
import { partLines, scaleLines } from './parts.js'
import { conditionLines } from './conditions.js'
import { needsReadings, sourceLines, stateLines, windowsOfProcedures } from './results.js'
import { clockLines, counterLines, ruleLines, targetLines } from './rules.js'
import {
  bandTable,
  partTable,
  procedureTable,
  roleTable,
  targetTable,
  unitTable,
} from './tables.js'
import { placesText, quotaReadings, tiesText } from './quotas.js'
import { vocabulary as v } from './vocabulary.js'

/** A section before its choices are looked up. */
export interface DraftSection {
  id: string
  title: string
  blocks: DraftBlock[]
}

/**
 * The sections of a scheme's own entries, in the order of a regulation: each entry with its clause, its
 * sentence and what the machine reads, made from the model and not from the sentence.
 */
export function draftSections(scheme: Scheme): DraftSection[] {
  const entries = (all: DraftEntry[]) => entriesBlock(null, all)
  return [
    {
      id: 'parts',
      title: '组成',
      blocks: [...partTable(scheme), ...entries(partLines(scheme, scheme.total, ''))],
    },
    { id: 'year', title: '考核年度', blocks: entries(yearLines(scheme)) },
    { id: 'assessed', title: '考核对象', blocks: unitTable(scheme) },
    {
      id: 'scales',
      title: '分档',
      blocks: [...bandTable(scheme), ...entries(scaleLines(scheme))],
    },
    { id: 'rules', title: '计分规则', blocks: ruleBlocks(scheme) },
    { id: 'counters', title: '计数', blocks: entries(counterLines(scheme)) },
    {
      id: 'targets',
      title: '目标',
      blocks: [...targetTable(scheme), ...entries(targetLines(scheme))],
    },
    { id: 'clocks', title: '时限', blocks: entries(clockLines(scheme)) },
    {
      id: 'procedures',
      title: '职责与程序',
      blocks: [...procedureTable(scheme), ...roleTable(scheme)],
    },
    {
      id: 'results',
      title: '别处的结果和在册时间',
      blocks: entries(sourceLines(scheme)),
    },
    { id: 'ranking', title: '排序与名额', blocks: entries(quotaLines(scheme)) },
    {
      id: 'grades',
      title: '等次',
      blocks: entries(scheme.grades.flatMap((grade) => gradeLines(scheme, grade))),
    },
    {
      id: 'bars',
      title: '不得评优的情形',
      blocks: entries(scheme.bars.flatMap((bar) => barLines(scheme, bar))),
    },
    { id: 'states', title: '不定等次的情形', blocks: entries(stateLines(scheme)) },
    {
      id: 'windows',
      title: '异议、复核与公示的期限',
      blocks: entries([...windowLines(scheme), ...windowsOfProcedures(scheme)]),
    },
    { id: 'consequences', title: '结果运用', blocks: entries(consequenceLines(scheme)) },
  ]
}

/** Rules by the part that they charge; those without points last. */
function ruleBlocks(scheme: Scheme): DraftBlock[] {
  const under = (test: (rule: Rule) => boolean) =>
    scheme.rules.filter(test).flatMap((rule) => ruleLines(scheme, rule))
  const parts = partsOf(scheme.total).flatMap((part) =>
    entriesBlock(
      `${part.name}（${part.clause}）`,
      under((rule) => rule.part.value === part.id),
    ),
  )
  const others = entriesBlock(
    '不计分的：只登记、一票否决、限制评优',
    under((rule) => rule.part.value === null),
  )
  return [...parts, ...others]
}

/** Where the assessment year begins, when the regulation says so. */
function yearLines({ begins, yearCited, year }: Scheme): DraftEntry[] {
  if (yearCited === null) return []
  const { from, to } = yearSpan(begins, year)
  const reading = `${yearName(begins, year)}年度从 ${from} 到 ${to}；第一季度是头三个月，上半年是头六个月，往后各年照样`
  return entry({ clause: yearCited.clause, name: '考核年度', id: 'year' }, yearCited.says, [
    reading,
  ])
}

function windowLines(scheme: Scheme): DraftEntry[] {
  const { cited, objection, review, publicity, answer, further } = scheme.windows
  const by = further === null ? '' : `，由${roleName(scheme, further.decidedBy)}定`
  const lines = [
    { id: 'objection', name: '提出异议', days: objection, by: '' },
    { id: 'review', name: '申请复核', days: review, by: '' },
    { id: 'answer', name: '答复复核', days: answer, by: '' },
    { id: 'appeal', name: '对复核不服的申诉', days: further?.days ?? null, by },
    { id: 'publicity', name: '公示', days: publicity, by: '' },
  ]
  return lines.flatMap(({ id, name, days, by: decides }) => {
    if (days === null) return []
    const choice = scheme.choices.find((one) => one.id === days.choice)
    const clause = choice?.clause ?? cited?.clause ?? ''
    const reading = `${chosen(days, (count) => `${count} 个工作日`)}${decides}`
    const says = id === 'objection' && cited !== null ? cited.says : null
    return entry({ id, name, clause, ...{ days } }, says, [reading])
  })
}

function quotaLines(scheme: Scheme): DraftEntry[] {
  const ranking = chosen(scheme.ranking.within, (one) => v.within[one])
  const tiers = scheme.tiers.flatMap((tier) => {
    const { value, choice } = tier.postsLeftOut
    const out = value.length === 0 ? '没有不排的职务' : `${value.join('、')}不排`
    const readings =
      value.length === 0 && choice === null ? [] : [chosen(tier.postsLeftOut, () => out)]
    return entry(tier, tier.says, readings)
  })
  const quotas = scheme.quotas.flatMap((quota) => {
    return entry(quota, quota.says, [
      `${placesText(scheme, quota)}，等次 ${gradeName(scheme, quota.grade)}，由${roleName(scheme, quota.decidedBy)}定`,
      ...quotaReadings(scheme, quota),
    ])
  })
  return [
    ...entry({ ...scheme.ranking, id: 'ranking', name: '排序' }, null, [
      `按总分从高到低，${ranking}`,
      `总分相同的${chosen(scheme.ranking.ties, (parts) => tiesText(scheme, parts, '名次相同'))}`,
    ]),
    ...tiers,
    ...quotas,
  ]
}

function quotaName(scheme: Scheme, id: string): string {
  return scheme.quotas.find((quota) => quota.id === id)?.name ?? id
}

function gradeLines(scheme: Scheme, grade: Grade): DraftEntry[] {
  const decided = `由${roleName(scheme, grade.decidedBy)}定`
  const needs = needsReadings(scheme, grade)
  switch (grade.by.kind) {
    case 'quota':
      return entry(grade, grade.says, [
        `在名额“${quotaName(scheme, grade.by.quota)}”之内；${decided}`,
        ...needs,
      ])
    case 'otherwise':
      return entry(grade, grade.says, [`其余的人；${decided}`, ...needs])
    case 'when': {
      const several = chosen(scheme.grading.several, (one) => v.several[one])
      return entry(grade, grade.says, [
        ...conditionLines(scheme, grade.by.when),
        ...needs,
        `${decided}；几个等次都符合：${several}`,
      ])
    }
  }
}

function barLines(scheme: Scheme, bar: Bar): DraftEntry[] {
  const nameOf = (one: 'head' | 'person') =>
    one === 'person' && scheme.assessee === 'unit' ? '本部门' : v.chargedTo[one]
  const whom = chosen(bar.fallsOn, (who) => who.map(nameOf).join('和'))
  return entry(bar, bar.says, [
    ...conditionLines(scheme, bar.when),
    `${whom}不评${gradeName(scheme, bar.from)}`,
  ])
}

function consequenceLines(scheme: Scheme): DraftEntry[] {
  return scheme.consequences.flatMap((one) =>
    entry(one, one.says, [...conditionLines(scheme, one.when), '由人办理']),
  )
}
