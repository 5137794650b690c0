import { dayText } from '../src/base/day.js'
import type { StandingFact, StandingPart, StandingView } from '../src/flows/standing/view.js'
import {
  button,
  buttons,
  card,
  columns,
  figure,
  labelled,
  literal,
  markdown,
  panel,
  quiet,
  quietly,
  rule,
  unbroken,
  type Element,
  type Frame,
} from './kit.js'
import {
  boundsText,
  gradesOnly,
  prospectText,
  scoreText,
  settledText,
  signedText,
} from './scores.js'

/** Longest list of facts a part shows; older ones are counted. */
const factsMax = 8

/** /myscore. */
export function renderStanding(view: StandingView, frame: Frame): Element {
  const { final } = view.total
  return card(
    {
      title: '我的得分',
      subtitle: `${view.scheme} · ${view.year}年度`,
      tone: 'purple',
      tag: final === null ? '进行中' : '已全部确定',
    },
    [
      markdown(`**${literal(view.name)}**${view.unit ? `　${literal(view.unit)}` : ''}`),
      ...totalElements(view),
      rule(),
      ...partsElements(view.parts, frame),
      ...(view.choices.length > 0 ? [choices(view)] : []),
      buttons(
        button(frame, '刷新', { verb: 'refresh' }),
        ...(view.others ?? []).map(({ scheme, year, unit, card: { kind, key } }) =>
          button(frame, otherText({ scheme, year, unit }), { verb: 'open', args: [kind, key] }),
        ),
      ),
      quiet(`截至${dayText(view.asOf)}。有疑问请先看条款，再在对应事项的卡片上提出异议。`),
    ],
  )
}

/** The total, or what may still become of it; that there are no points where parts only give grades. */
function totalElements({ total, parts }: StandingView): Element[] {
  if (parts.length > 0 && parts.every((part) => part.graded)) return [markdown(gradesOnly)]
  if (total.final !== null) return [markdown(`总分 **${scoreText(total.final)}**`, 'heading')]
  return [
    columns(
      { weight: 'auto', elements: [markdown(settledText(total), 'heading')] },
      { weight: 1, elements: [figure(quietly(boundsText(total)))] },
    ),
    ...prospect(total),
  ]
}

/** `2025年度 公务员平时考核`, with the unit where the score is not one's own. */
function otherText(of: { scheme: string; year: string; unit: string }): string {
  return [`${of.year}年度`, of.unit, of.scheme].filter((part) => part !== '').join(' ')
}

/** What is certain, at risk and still to come, where that can be said. */
export function prospect(standing: StandingView['total']): Element[] {
  const text = prospectText(standing)
  return text === null ? [] : [markdown(text, 'notation')]
}

/** From so many parts on, those in which nothing happened stand in one list. */
const partsMany = 10

/** Every part; of many, those in which nothing happened as lines of one list. */
export function partsElements(parts: readonly StandingPart[], frame: Frame): Element[] {
  const quietOnes = parts.length < partsMany ? [] : parts.filter(isQuiet)
  const others = parts.filter((part) => !quietOnes.includes(part))
  const lines = quietOnes.map(
    (part) => `- ${literal(part.name)}　${valueText(part)}　${quietly(literal(part.clause))}`,
  )
  return [
    ...others.flatMap((part) => partElements(part, frame)),
    ...(lines.length > 0
      ? [markdown(`**没有事项的 ${lines.length} 项**\n${lines.join('\n')}`)]
      : []),
  ]
}

function isQuiet(part: StandingPart): boolean {
  return (
    part.facts.length === 0 &&
    part.periods.length === 0 &&
    part.tasks.length === 0 &&
    part.assessed === undefined &&
    part.points.settled === (part.pointsMax ?? '0')
  )
}

/** What a part has, of how much. */
function valueText(part: StandingPart): string {
  const max = part.pointsMax === null ? '' : quietly(` / ${scoreText(part.pointsMax)}`)
  const { settled } = part.points
  return `${part.closed ? `**${scoreText(settled)}**` : settledText(part.points)}${max}`
}

/** A part of a statement with its periods and facts. */
function partElements(part: StandingPart, frame: Frame): Element[] {
  const points = part.graded ? quietly(gradesOnly) : valueText(part)
  const open = !part.closed && !part.graded
  const notes = [literal(part.clause), ...(open ? [boundsText(part.points)] : [])]
  const periods = part.periods.map(periodText).join('　')
  return [
    columns(
      { weight: 1, elements: [markdown(`**${literal(part.name)}**`)] },
      { weight: 'auto', elements: [figure(points)] },
    ),
    quiet(`${notes.join('　')}${periods ? `\n${periods}` : ''}`),
    ...(part.assessed ? [quiet(assessedText(part.assessed))] : []),
    ...(part.tasks.length > 0 ? [tasksPanel(part.tasks)] : []),
    ...part.facts.slice(0, factsMax).map((fact) => factElement(fact, frame)),
    ...(part.facts.length > factsMax
      ? [quiet(`另有 ${part.facts.length - factsMax} 项，未在此列出。`)]
      : []),
  ]
}

/** `周毅12月24日核定 9.25（照台账 10）：理由`. */
function assessedText(of: NonNullable<StandingPart['assessed']>): string {
  const why = of.reason === '' ? '' : `：${literal(of.reason)}`
  return `${literal(of.by)}${dayText(of.on)}核定 ${scoreText(of.figure)}（照台账 ${scoreText(of.ledger)}）${why}`
}

function tasksPanel(tasks: StandingPart['tasks']): Element {
  const lines = tasks.map(({ name, points, pointsMax }) => {
    const gets = points === null ? quietly('未核定') : `**${scoreText(points)}**`
    return `- ${literal(name)}　${gets}${quietly(` / ${scoreText(pointsMax)}`)}`
  })
  const decided = tasks.filter(({ points }) => points !== null).length
  return panel(`任务 ${tasks.length} 项，核定 ${decided} 项`, [markdown(lines.join('\n'))])
}

const quarters: Readonly<Record<string, string>> = {
  Q1: '一季度',
  Q2: '二季度',
  Q3: '三季度',
  Q4: '四季度',
  H1: '上半年',
  H2: '下半年',
  year: '全年',
}

/** `三季度 92.50`, `9月 较好`; one that was closed without anybody rating has no figure. */
function periodText(period: StandingPart['periods'][number]): string {
  const label = period.name.replace(/^\d{4}-/, '')
  const month = /^\d{2}$/.test(label) ? `${Number.parseInt(label, 10)}月` : label
  const name = quarters[label] ?? month
  const value = period.level ?? (period.value === null ? null : scoreText(period.value))
  const none = period.closed ? '没有人评' : '未结束'
  return unbroken(`${name} ${value ?? none}`)
}

function factElement(fact: StandingFact, frame: Frame): Element {
  const title = `${fact.name} ${fact.counted ? signedText(fact.points) : '未计'}　${dayText(fact.day)}`
  const approval = fact.approvedBy
    ? `审定 ${literal(fact.approvedBy)}${fact.approvedOn ? ` ${dayText(fact.approvedOn)}` : ''}`
    : '尚未审定'
  return panel(title, [
    labelled(
      ['依据', `${literal(fact.clause)}　${literal(fact.says)}`],
      ['情况', literal(fact.note)],
      ['经手', `${literal(fact.recordedBy)}　${approval}`],
      ['未计', notCounted(fact)],
    ),
    button(frame, '查看事项', { verb: 'open', args: ['fact', fact.id] }),
  ])
}

/** Why a fact does not count, and, while its window runs, from when it may. */
function notCounted({ reason, objectUntil }: StandingFact): string {
  if (reason === null) return ''
  if (reason !== 'pending' || objectUntil === null) return reasons[reason]
  return `${reasons.pending}；异议期到${dayText(objectUntil)}，没有异议就从次日起计分`
}

const reasons: Record<NonNullable<StandingFact['reason']>, string> = {
  excluded: '与另一条互斥，只计较高的一条',
  once: '这段时间已计过一次',
  'item-lost': '该项已不得分，只登记',
  carried: '该项已不得分，转到另一部分计',
  'same-matter': '同一事项取最高，本条不计',
  'head-is-person': '负责人与责任人为同一人，取高者，本条不计',
  'charged-to-unit': '记入处室台账，不减个人分',
  pending: '尚未生效，暂不计分',
  objected: '异议处理中，暂不计分',
  reversed: '已冲销，不计分',
  withdrawn: '已撤销，不计分',
  'other-rule-of-matter': '同一事项只按最高的一条减分，本条不计',
}

function choices(view: StandingView): Element {
  const lines = view.choices.map((choice) =>
    markdown(`${quietly(literal(choice.asks))}\n${literal(choice.answer)}`, 'notation'),
  )
  return panel(`办法没有写明的 ${lines.length} 处，这样处理`, lines)
}
