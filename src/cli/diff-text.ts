import { yearName } from '../base/assessment-year.js'
import { changeText, points } from '../base/points.js'
import type { Choice, Scheme } from '../scheme/model/scheme.js'
import type { ChangedEntry } from '../scheme/show/changes.js'
import { choicesInside, gradeName } from '../scheme/show/frame.js'
import type {
  Counting,
  LineDifference,
  Moved,
  Position,
  ResultDifference,
} from '../scoring/result/compare.js'
import type { ScoringInput } from '../scoring/input.js'
import type { Standing } from '../scoring/statement.js'
import { reasonTexts, shown, signed, standingText, totalText } from './statement-words.js'
import { tableLines, wrapIndented } from './text-table.js'

/** Two results over the same facts, and what differs. */
export interface Comparison {
  before: ScoringInput
  after: ScoringInput
  choices: AnsweredChoice[]
  /** Clauses that the two schemes read differently; empty for one scheme. */
  entries: ChangedEntry[]
  difference: ResultDifference
  /** Each differing answer alone, where several differ. */
  alone: { choice: string; difference: ResultDifference }[]
}

/** A choice answered differently: alternative ids; null where a scheme does not have the choice. */
export interface AnsweredChoice {
  id: string
  before: string | null
  after: string | null
}

/** The comparison for a reader: what was changed, who moves and by how much, and the lines that did it. */
export function diffLines(
  found: Comparison,
  from: { before: string; after: string },
  width: number,
): string[] {
  const { before, after, difference } = found
  const lines = [
    `${after.scheme.title}  ${yearName(after.scheme.begins, after.year)} 年度  截至 ${after.asOf}`,
    `之前  ${from.before}  版本 ${before.scheme.version}`,
    `之后  ${from.after}  版本 ${after.scheme.version}`,
    ...section('选择不同', choiceLines(found)),
    ...section('条文或读法不同', found.entries.flatMap(entryLines)),
    ...resultLines(found, width),
    ...section('每个选择单独改', aloneLines(found)),
  ]
  const same = difference.moved.length + difference.ledgers.length === 0
  const none = same
    ? ['', `没有差别：${difference.unmoved} 个考核对象的分数、名次、等次都相同`]
    : []
  return [...lines, ...none].flatMap((line) => wrapIndented(line, width))
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function choiceLines({ before, after, choices }: Comparison): string[] {
  return choices.flatMap((one) => {
    const [choice, number] = choiceIn(after.scheme, one.id) ?? choiceIn(before.scheme, one.id) ?? []
    if (choice === undefined) return []
    const says = (scheme: Scheme, answer: string | null) =>
      answer === null
        ? '没有这个选择'
        : `${answer} ${choiceIn(scheme, one.id)?.[0].alternatives.find((each) => each.id === answer)?.says ?? ''}`
    return [
      `选择${number} ${choice.name}（${choice.clause}）  ${one.id}`,
      `  之前  ${says(before.scheme, one.before)}`,
      `  之后  ${says(after.scheme, one.after)}`,
    ]
  })
}

function choiceIn(scheme: Scheme, id: string): [Choice, number] | null {
  const index = scheme.choices.findIndex((one) => one.id === id)
  const choice = scheme.choices[index]
  return choice === undefined ? null : [choice, index + 1]
}

function entryLines(one: ChangedEntry): string[] {
  const side = (name: string, entry: ChangedEntry['before']) => {
    const other = name === '之前' ? one.after : one.before
    if (entry === null) return [`  ${name}  没有`]
    const says = entry.says !== null && entry.says !== other?.says ? [entry.says] : []
    const readings = entry.readings.filter((text) => other?.readings.includes(text) !== true)
    return [...says, ...readings].map((text, index) => `  ${index === 0 ? name : '    '}  ${text}`)
  }
  return [`${one.clause}  ${one.name}`, ...side('之前', one.before), ...side('之后', one.after)]
}

function resultLines(found: Comparison, width: number): string[] {
  const { moved, unmoved, ledgers } = found.difference
  if (moved.length + ledgers.length === 0) return []
  const columns = [
    { name: '考核对象', align: 'left' },
    { name: '之前', align: 'right' },
    { name: '之后', align: 'right' },
    { name: '变化', align: 'right' },
    { name: '名次', align: 'left' },
    { name: '等次', align: 'left' },
  ] as const
  const rows = moved.map((one) => [
    `${one.name}（${one.assessee}）`,
    one.before === null ? '—' : totalText(one.before),
    one.after === null ? '—' : totalText(one.after),
    one.change === null ? '' : changeText(points(one.change)),
    rankText(one),
    gradeText(one, found),
  ])
  const table = moved.length === 0 ? [] : tableLines(columns, rows, width - 2)
  const units = ledgers.map(
    (one) => `${one.name}  ${shown(one.before, '')} → ${shown(one.after, '')}`,
  )
  return [
    ...section(`有变化的 ${moved.length}，没有变化的 ${unmoved}`, table),
    ...moved.flatMap((one) => section(`${one.name}（${one.assessee}）`, movedLines(one, found))),
    ...section('处室的账', units),
  ]
}

/** Ranks before and after, one for each ranking; empty where none stands or changes. */
function rankText({ before, after }: Moved): string {
  const text = (rank: number | null | undefined) => (rank == null ? '—' : `${rank}`)
  const key = (one: Position['ranks'][number]) => `${one.tier}/${one.group}/${one.affiliated}`
  const all = [...(after?.ranks ?? []), ...(before?.ranks ?? [])].map(key)
  const texts = [...new Set(all)].flatMap((one) => {
    const find = (side: Position | null) => side?.ranks.find((each) => key(each) === one)?.rank
    const [from, to] = [text(find(before)), text(find(after))]
    return from === '—' && to === '—' ? [] : [from === to ? from : `${from} → ${to}`]
  })
  return texts.join('；')
}

function gradeText({ before, after }: Moved, found: Comparison): string {
  if (found.before.scheme.grades.length + found.after.scheme.grades.length === 0) return ''
  const name = (side: Position | null, scheme: Scheme) =>
    side === null ? '—' : side.grade === null ? '待定' : gradeName(scheme, side.grade)
  const [from, to] = [name(before, found.before.scheme), name(after, found.after.scheme)]
  return from === to ? from : `${from} → ${to}`
}

/** What did it: the lines that differ with clause and choice, then bars and nominations. */
function movedLines(one: Moved, found: Comparison): string[] {
  const { before, after } = one
  const gone = (a: Position | null, b: Position | null) =>
    (a?.bars ?? []).filter((bar) => b?.bars.some((each) => each.id === bar.id) !== true)
  const nominated = (side: Position | null) => (side?.nominated.length ?? 0) > 0
  const named =
    nominated(before) === nominated(after)
      ? []
      : [nominated(after) ? '列为建议人选' : '不再是建议人选']
  const lines = [
    ...one.lines.flatMap((line) => lineTexts(line, found)),
    ...gone(after, before).map((bar) => `受限：${bar.name}（${bar.clause}）`),
    ...gone(before, after).map((bar) => `不再受限：${bar.name}（${bar.clause}）`),
    ...named,
  ]
  return lines.length > 0 ? lines : ['分数相同，名次或等次因别人的变化或等次的选择而变']
}

function lineTexts(line: LineDifference, found: Comparison): string[] {
  const { scheme } = found.after
  const rule = scheme.rules.find((one) => one.id === line.fact?.rule)
  const inRule = new Set(choicesInside(rule))
  const ids = [
    ...line.choices,
    ...found.choices.map((one) => one.id).filter((id) => inRule.has(id)),
  ]
  const numbers = ids.map((id) => choiceIn(scheme, id)?.[1] ?? id)
  const by = numbers.length === 0 ? '' : `  因为选择${numbers.join('、')}`
  const below = line.lines.flatMap((one) => lineTexts(one, found)).map((text) => `  ${text}`)
  if (line.fact !== null) {
    const { fact } = line
    const side = (standing: Standing | null, counting: Counting) =>
      standing !== null
        ? signed(standing.settled)
        : counting === null || counting === 'counted'
          ? '没有'
          : `不计（${reasonTexts[counting]}）`
    const texts = `${side(line.before, fact.before)} → ${side(line.after, fact.after)}`
    return [`${line.name}  ${fact.day}  ${texts}  ${line.clause ?? ''}${by}`]
  }
  return [`${line.name}  ${standings(line)}  ${line.clause ?? ''}${by}`, ...below]
}

function standings({ before, after }: LineDifference): string {
  const text = (one: Standing | null) => {
    if (one === null) return '没有'
    const fixed = one.lowest === one.settled && one.highest === one.settled
    return fixed ? shown(one.settled, '') : standingText(one)
  }
  return `${text(before)} → ${text(after)}`
}

function aloneLines({ after, alone }: Comparison): string[] {
  return alone.flatMap(({ choice, difference }) => {
    const [one, number] = choiceIn(after.scheme, choice) ?? []
    const moves = difference.moved.map((each) => {
      const change = each.change === null ? '' : changeText(points(each.change))
      return `${each.name} ${change === '0' ? '分数不变，名次或等次变' : change}`
    })
    const text = moves.length === 0 ? '没有人变化' : moves.join('，')
    return [`选择${number} ${one?.name ?? choice}：${text}`]
  })
}
