import { exactText, type Points, sum } from '../../base/points.js'
import type { Scheme } from '../model/scheme.js'
import type { Part, SumPart } from '../model/parts.js'
import type { Setting } from '../model/words.js'
import type { Window } from '../model/rules.js'
import type { Target } from '../model/counting.js'
import { chosen, officeName, roleName, shownFigure, tableBlock } from './frame.js'
import type { ShownTable } from './view.js'
import { vocabulary as v } from './vocabulary.js'

/** Tables of a shown scheme: what is easier to check in rows and columns than sentence by sentence. */

/** The tree of parts with points or weights, and what those below a part add up to. */
export function partTable(scheme: Scheme): ShownTable[] {
  const rows = (part: Part, depth: number): string[][] => [
    [
      `${'　'.repeat(depth)}${part.name}`,
      part.clause,
      kindName(part),
      shareOf(part),
      part.kind === 'sum' ? sumText(part) : '',
      part.scoredBy.map((one) => officeName(scheme, one)).join('、'),
    ],
    ...(part.kind === 'sum' ? part.children.flatMap((child) => rows(child, depth + 1)) : []),
  ]
  const head = ['部分', '条款', '怎样算', '分值或权重>', '下级合计>', '由谁考核']
  return tableBlock('各部分的分值、权重与合计', head, rows(scheme.total, 0))
}

/** How a part counts; what only adds and takes away, and tasks that no letter sets, are called so. */
export function kindName(part: Part): string {
  if (part.kind === 'deduction' && part.start.isZero()) return v.balance
  if (part.kind === 'tasks' && part.listed.length > 0) return v.listedTasks
  return v.kinds[part.kind]
}

/** The share of a part: `30 分`, `30%`, 另计. */
export function shareOf(part: Part): string {
  return chosen(part.adds, (adds) => shareAs(part, adds))
}

function shareAs(part: Part, adds: Part['adds']['value']): string {
  if (adds !== 'inside') return v.adds[adds]
  if (part.points !== null) return `${shownFigure(part.points)} 分`
  return `${shownFigure(part.weight.times(100))}%`
}

/**
 * What the parts below a part add up to, those that stand outside apart: `100 分，另计 1 项`; where not everybody has
 * all of them, what each has: `各 45 分`.
 */
export function sumText(part: SumPart): string {
  const parts = part.children
  if (parts.some((child) => child.adds.value === 'inside' && child.onlyFor !== null)) {
    return `各 ${shareAs(part, 'inside')}`
  }
  const inside = parts.filter((part) => part.adds.value === 'inside')
  const outside = parts.length - inside.length
  if (inside.length === 0) return `另计 ${outside} 项`
  const points = inside.flatMap((part): Points[] => (part.points === null ? [] : [part.points]))
  const all =
    points.length > 0
      ? `${shownFigure(sum(points))} 分`
      : `${shownFigure(sum(inside.map((part) => part.weight)).times(100))}%`
  return outside === 0 ? all : `${all}，另计 ${outside} 项`
}

/** The units that the regulation lists. */
export function unitTable(scheme: Scheme): ShownTable[] {
  const rows = scheme.units.map((unit) => [
    unit.name,
    unit.otherNames.join('、'),
    unit.gatheredBy === null ? '' : officeName(scheme, unit.gatheredBy),
    unit.id,
  ])
  const traits = scheme.traits.map((one) => [one.name, one.id])
  return [
    ...tableBlock('列入考核的单位', ['单位', '又写作', '扎口', '标识'], rows),
    ...tableBlock('目标所看的条件', ['条件', '标识'], traits),
  ]
}

/** The bands of all scales. */
export function bandTable(scheme: Scheme): ShownTable[] {
  const figured = scheme.scales.filter((scale) => !scale.named)
  const rows = figured.flatMap((scale) =>
    scale.bands.map((band) => [
      scale.name,
      band.name,
      exactText(band.from),
      exactText(band.to),
      band.midpoint === null ? '' : exactText(band.midpoint),
    ]),
  )
  return tableBlock('各档的分数', ['分档', '档次', '从>', '到>', '代表分>'], rows)
}

const rowsInSentence = 5
const columnsInTable = 8

/**
 * The targets that are shown as one table, units by targets: all with rows where one has many, and of more targets than a
 * page is wide those alone that have many.
 */
export function tabled(scheme: Scheme): Target[] {
  const rowsOf = (target: Target): number => Object.keys(target.atLeast).length
  const long = scheme.targets.filter((target) => rowsOf(target) > rowsInSentence)
  if (long.length === 0) return []
  const all = scheme.targets.filter((target) => rowsOf(target) > 0)
  return all.length > columnsInTable ? long : all
}

/** Units by targets; `—` where a unit expressly has none, empty where nothing is said of it. */
export function targetTable(scheme: Scheme): ShownTable[] {
  const targets = tabled(scheme)
  const listed = [...new Set(targets.flatMap((one) => Object.keys(one.atLeast)))]
  const order = scheme.units.map((unit) => unit.id).filter((id) => listed.includes(id))
  const ids = [...order, ...listed.filter((id) => !order.includes(id))]
  const cell = (figure: Setting<Points | null> | undefined) =>
    figure === undefined ? '' : chosen(figure, (one) => (one === null ? '—' : exactText(one)))
  const rows = ids.map((id) => [
    officeName(scheme, id),
    ...targets.map((target) => cell(target.atLeast[id])),
  ])
  const heads = targets.map((target) => `${target.name}>`)
  return tableBlock('目标表（— 表示写明没有目标）', ['单位', ...heads], rows)
}

const stepNames: Readonly<Record<string, string>> = v.procedureSteps

function stepText([step, window]: [string, Window]): string {
  const measure = chosen(window.measure, (one) => v.measures[one])
  return `${stepNames[step] ?? step} ${chosen(window.days, (days) => `${days}`)} ${measure}`
}

/** Who records, verifies, decides and files, and how long a step may take. */
export function procedureTable(scheme: Scheme): ShownTable[] {
  const name = (id: string | null) => (id === null ? '' : roleName(scheme, id))
  const rows = scheme.procedures.map((one) => [
    one.name,
    one.clause,
    one.recordedBy.map(name).join('或'),
    name(one.verifiedBy),
    name(one.approvedBy),
    name(one.filedWith),
    Object.entries(one.within).map(stepText).join('；'),
  ])
  return tableBlock('程序', ['程序', '条款', '登记', '核实', '审定', '汇总', '期限'], rows)
}

/** The offices and functions that the scheme names. */
export function roleTable(scheme: Scheme): ShownTable[] {
  return tableBlock(
    '名册要对应到人的角色',
    ['角色', '标识'],
    scheme.roles.map((one) => [one.name, one.id]),
  )
}
