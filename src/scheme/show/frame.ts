import { exactText, type Points } from '../../base/points.js'
import type { ForWhom } from '../model/parts.js'
import { partsOf } from '../model/tree.js'
import type { Scheme } from '../model/scheme.js'
import type { Sentence, Setting } from '../model/words.js'
import type { ShownBlock, ShownColumn, ShownTable } from './view.js'

/** What every part of a shown scheme is made of. */

/** An entry before its choices are looked up: readings name them as `〔选择 id〕`. */
export interface DraftEntry {
  clause: string
  name: string
  id: string
  says: Sentence | null
  readings: string[]
  /** Ids of choices, found in the model behind the entry. */
  choices: string[]
  depth: number
}

/** A sentence with its figures in 【】. */
export function markedText(sentence: Sentence): string {
  return sentence.pieces
    .map((piece) => (typeof piece === 'string' ? piece : `【${piece.text}】`))
    .join('')
}

/** A cited entry from its piece of the model: its sentence, what the machine reads, every choice inside it. */
export function entry(
  head: { clause: string; name: string; id: string },
  says: Sentence | null,
  readings: string[],
  indent = '',
): DraftEntry[] {
  const { clause, name, id } = head
  const choices = choicesInside(head)
  return [{ clause, name, id, says, readings, choices, depth: indent.length / 2 }]
}

/** Ids of the choices whose settings stand anywhere inside a piece of the model; parts below a part are apart. */
export function choicesInside(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(choicesInside)
  if (typeof node !== 'object' || node === null) return []
  const own = 'choice' in node && 'byAnswer' in node ? node.choice : null
  if (typeof own === 'string') return [own]
  return Object.entries(node).flatMap(([key, one]) =>
    key === 'children' ? [] : choicesInside(one),
  )
}

/** Entries under a heading; nothing when there are none. */
export function entriesBlock(title: string | null, entries: DraftEntry[]): DraftBlock[] {
  return entries.length === 0 ? [] : [{ kind: 'entries', title, entries }]
}

/**
 * A table under a heading; nothing without rows, and no column without a text. A column's name ends in `>` when
 * it holds figures.
 */
export function tableBlock(title: string | null, names: string[], rows: string[][]): ShownTable[] {
  if (rows.length === 0) return []
  const kept = names.flatMap((_, index) => (rows.some((row) => row[index] !== '') ? [index] : []))
  const columns = kept.map((index): ShownColumn => {
    const name = names[index] ?? ''
    const figures = name.endsWith('>')
    return { name: figures ? name.slice(0, -1) : name, align: figures ? 'right' : 'left' }
  })
  const cells = rows.map((row) => kept.map((index) => row[index] ?? ''))
  return [{ kind: 'table', title, columns, rows: cells }]
}

/** A block whose entries still name their choices by id. */
export type DraftBlock =
  | Exclude<ShownBlock, { kind: 'entries' }>
  | { kind: 'entries'; title: string | null; entries: DraftEntry[] }

/** A figure of a part: `2.5`; one that does not end shortened, `2.6666…`. */
export function shownFigure(value: Points): string {
  const settled = value.toDecimalPlaces(30)
  if (settled.decimalPlaces() <= 8) return exactText(settled)
  return `${exactText(settled.toDecimalPlaces(4, 1))}…`
}

/** Of whom a part is one: `办公室、财务科`. */
export function forWhomText(scheme: Scheme, { of, ids }: ForWhom): string {
  const named = { unit: scheme.units, tier: scheme.tiers, trait: scheme.traits }[of]
  const names = ids.map((id) => named.find((one) => one.id === id)?.name ?? id).join('、')
  return of === 'trait' ? `有“${names}”的` : names
}

/** A setting's word in Chinese, with the choice that set it. */
export function chosen<T>(setting: Setting<T>, name: (value: T) => string): string {
  const text = name(setting.value)
  return setting.choice === null ? text : `${text}〔选择 ${setting.choice}〕`
}

/** A role's Chinese name; its id when the scheme has none. */
export function roleName(scheme: Scheme, id: string): string {
  if (id === 'everyone') return scheme.assessee === 'unit' ? '其他单位' : '其他人'
  return scheme.roles.find((role) => role.id === id)?.name ?? id
}

/** A rule's name. */
export function ruleName(scheme: Scheme, id: string): string {
  return scheme.rules.find((rule) => rule.id === id)?.name ?? id
}

/** A part's name, wherever it stands in the tree. */
export function partName(scheme: Scheme, id: string): string {
  return partsOf(scheme.total).find((part) => part.id === id)?.name ?? id
}

/** A target's name. */
export function targetName(scheme: Scheme, id: string): string {
  return scheme.targets.find((target) => target.id === id)?.name ?? id
}

/** The name of a level of some rule. */
export function levelName(scheme: Scheme, id: string): string {
  const levels = scheme.rules.flatMap((rule) => rule.levels)
  return levels.find((level) => level.id === id)?.name ?? id
}

/** The name of a sort of some rule. */
export function sortName(scheme: Scheme, id: string): string {
  const sorts = scheme.rules.flatMap((rule) => rule.sorts)
  return sorts.find((sort) => sort.id === id)?.name ?? id
}

/** A grade's name. */
export function gradeName(scheme: Scheme, id: string): string {
  return scheme.grades.find((grade) => grade.id === id)?.name ?? id
}

/** The name of an office: a unit or a role of the scheme. */
export function officeName(scheme: Scheme, id: string): string {
  return scheme.units.find((unit) => unit.id === id)?.name ?? roleName(scheme, id)
}
