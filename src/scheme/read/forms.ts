import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type DocumentPath, type Look, readDocument } from '../../base/document.js'
import { nearestWord } from '../../base/nearest.js'
import type { Problem } from '../../base/problem.js'
import {
  type Form,
  type FormBlock,
  type FormCell,
  type FormPiece,
  formSources,
  type SourcePlace,
} from '../model/forms.js'
import { type FormDraft, formShape } from '../shape/forms.js'

/** Codes that a form's file can give, besides those of reading a document. */
export type FormProblemCode =
  | 'cells-overlap'
  | 'column-out-of-range'
  | 'duplicate-form'
  | 'form-incomplete'
  | 'source-misplaced'
  | 'unknown-clause'
  | 'unknown-item'
  | 'unknown-part'
  | 'unknown-rule'
  | 'unknown-source'

/** What forms may name of their scheme: ids of its parts, rules and clauses. */
export interface FormNames {
  parts: readonly string[]
  /** Parts and the tasks that are listed in them. */
  items: readonly string[]
  rules: readonly string[]
  clauses: readonly string[]
}

interface Reading {
  draft: FormDraft
  names: FormNames
  problem(path: DocumentPath, code: FormProblemCode, message: string, look?: Look): void
}

/** Reads the forms beside a scheme (`forms/*.yaml`, by file name), with everything that is wrong in them at its place. */
export function readForms(
  folder: string,
  names: FormNames,
): { forms: Form[]; problems: Problem[] } {
  const forms: Form[] = []
  const problems: Problem[] = []
  for (const file of filesIn(join(folder, 'forms'))) {
    const document = readDocument(file, formShape, { file })
    problems.push(...document.problems)
    const draft = document.value
    if (draft === null) continue
    const problem: Reading['problem'] = (path, code, message, look = {}) => {
      const place = document.positionOf(path, look)
      problems.push({ code, level: 'error', message, file, ...place })
    }
    if (forms.some(({ id }) => id === draft.form)) {
      problem(['form'], 'duplicate-form', `已经有叫 ${draft.form} 的表，请换一个标识`)
    }
    forms.push(formOf({ draft, names, problem }))
  }
  return { forms, problems }
}

function filesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
    return names.sort().map((name) => join(folder, name))
  } catch {
    return []
  }
}

function formOf(reading: Reading): Form {
  const { draft } = reading
  known(reading, 'clause', draft.clause, ['clause'])
  if (draft.part !== undefined) known(reading, 'part', draft.part, ['part'])
  draft.rules.forEach((rule, index) => {
    known(reading, 'rule', rule, ['rules', index])
  })
  if ((draft.of === 'rater') !== (draft.part !== undefined)) {
    reading.problem(['of'], 'form-incomplete', '评分人的表（of: rater）要写 part，别的表不写')
  }
  if ((draft.of === 'fact') !== draft.rules.length > 0) {
    reading.problem(['of'], 'form-incomplete', '事项的表（of: fact）要写 rules，别的表不写')
  }
  return {
    ...{ id: draft.form, name: draft.name, words: draft.words, clause: draft.clause },
    ...{ of: draft.of, quarterly: draft.quarterly === 'yes' },
    ...{ part: draft.part ?? null, rules: draft.rules },
    ...{ landscape: draft.page === 'landscape', onePage: draft.fits === 'one-page' },
    widths: draft.columns.map(Number),
    blocks: blocksOf(reading),
  }
}

const nouns = { clause: '条款', item: '项目', part: '考核部分', rule: '规则' } as const

function known(
  { names, problem }: Reading,
  kind: keyof typeof nouns,
  id: string,
  path: DocumentPath,
  look: Look = {},
): void {
  const { clauses, items, parts, rules } = names
  const ids = { clause: clauses, item: items, part: parts, rule: rules }[kind]
  if (ids.includes(id)) return
  const near = nearestWord(id, ids)
  const so = near === undefined ? '，请核对' : `，是不是 ${near}？`
  problem(path, `unknown-${kind}`, `没有叫 ${id} 的${nouns[kind]}${so}`, look)
}

function blocksOf(reading: Reading): FormBlock[] {
  const { draft } = reading
  /** Columns that a cell above still takes, with how many rows are left of it. */
  let taken = new Map<number, number>()
  return draft.blocks.map((block, index): FormBlock => {
    const path = ['blocks', index]
    const each = block.each ?? null
    block.below.forEach((part, at) => {
      known(reading, 'part', part, [...path, 'below', at])
    })
    block.sequence.forEach((item, at) => {
      known(reading, 'item', item, [...path, 'sequence', at])
    })
    if ((each === 'item') !== block.below.length > 0) {
      reading.problem([...path, 'row'], 'form-incomplete', '逐项的行（each: item）要写 below')
    }
    const cells = block.row.map((cell, at) => cellOf(reading, cell, { path, at, each, taken }))
    taken = takenBelow(taken, cells)
    const height = block.height === undefined ? null : Number(block.height)
    if (each === null) return { kind: 'row', repeated: block.repeated === 'yes', height, cells }
    return {
      ...{
        kind: 'table',
        each,
        who: block.who,
        order: block.order,
        below: block.below,
        sequence: block.sequence,
      },
      ...{ atLeast: Number(block['at-least'] ?? 0), height, cells },
    }
  })
}

function takenBelow(
  taken: ReadonlyMap<number, number>,
  cells: readonly FormCell[],
): Map<number, number> {
  const left = new Map<number, number>()
  for (const [column, rows] of taken) if (rows > 1) left.set(column, rows - 1)
  for (const { from, to, rows } of cells) {
    for (let column = from; rows > 1 && column <= to; column++) left.set(column, rows - 1)
  }
  return left
}

interface CellPlace {
  path: DocumentPath
  at: number
  each: 'assessee' | 'item' | null
  taken: Map<number, number>
}

function cellOf(
  reading: Reading,
  draft: FormDraft['blocks'][number]['row'][number],
  { path, at, each, taken }: CellPlace,
): FormCell {
  const [from = 0, to = from] = draft.at.split('-').map((letter) => letter.charCodeAt(0) - 65)
  const own = [...path, 'row', at]
  const columns = reading.draft.columns.length
  const last = String.fromCharCode(64 + columns)
  if (to >= columns || from > to) {
    const message = `列 ${draft.at} 不在这张表里：这张表有 ${columns} 列，A 到 ${last}`
    reading.problem([...own, 'at'], 'column-out-of-range', message)
  }
  for (let column = from; column <= Math.min(to, columns - 1); column++) {
    const rows = taken.get(column)
    if (rows === undefined) {
      // Within a row nothing stands twice; what goes on below is counted after it.
      taken.set(column, 1)
      continue
    }
    const message = `列 ${String.fromCharCode(65 + column)} 在这一行已经有一格了`
    reading.problem([...own, 'at'], 'cells-overlap', message)
    break
  }
  return {
    ...{ from, to, rows: Number(draft.rows), style: draft.as, align: draft.align ?? null },
    ...{ format: draft.format ?? null, merged: draft.merged === 'yes' },
    says: piecesOf(reading, draft.says, { path: [...own, 'says'], each }),
  }
}

function piecesOf(
  reading: Reading,
  says: string,
  at: { path: DocumentPath; each: CellPlace['each'] },
): FormPiece[] {
  return says.split(/(\{[^}]*\})/u).flatMap((piece): FormPiece[] => {
    if (piece === '') return []
    const inside = /^\{([^}]*)\}$/u.exec(piece)?.[1]
    if (inside === undefined) return [piece]
    const [word = '', of = null, ...more] = inside.trim().split(/\s+/u)
    checkSource(reading, { word, of, more: more.length > 0, text: piece }, at)
    return [{ source: word, of }]
  })
}

function checkSource(
  reading: Reading,
  { word, of, more, text }: { word: string; of: string | null; more: boolean; text: string },
  { path, each }: { path: DocumentPath; each: CellPlace['each'] },
): void {
  const source = Object.hasOwn(formSources, word) ? formSources[word] : undefined
  const look = { text }
  if (source === undefined || more) {
    const near = nearestWord(word, Object.keys(formSources))
    const so = near === undefined ? '，可用的见 schemes/README.md' : `，是不是 {${near}}？`
    reading.problem(path, 'unknown-source', `表格里没有 ${text} 这个来源${so}`, look)
    return
  }
  if (source.part !== (of !== null)) {
    const message = source.part
      ? `${text} 要写明是哪一个考核部分，如 {${word} total}`
      : `{${word}} 后面不写别的`
    reading.problem(path, 'unknown-source', message, look)
  } else if (of !== null) known(reading, 'part', of, path, look)
  if (placesOf(reading.draft, each).has(source.place)) return
  const message = `{${word}} 不能写在这里：${misplaced[source.place]}`
  reading.problem(path, 'source-misplaced', message, look)
}

const misplaced: Readonly<Record<SourcePlace, string>> = {
  anywhere: '',
  assessee: '只用于一个对象的表，或逐个对象的行（each: assessee）',
  unit: '整份考核的表没有所在单位，只用于一个对象、一个单位的表',
  item: '只用于逐项的行（each: item）',
  rater: '只用于评分人的表（of: rater）',
  rated: '只用于评分人的表里逐个对象的行',
  fact: '只用于事项的表（of: fact）',
  table: '只用于逐个、逐项的行',
}

/** What can be said in a row: by what a sheet is of, and what the row is for each of. */
function placesOf({ of }: FormDraft, each: CellPlace['each']): Set<SourcePlace> {
  const places = new Set<SourcePlace>(['anywhere'])
  if (of === 'assessee' || each === 'assessee') places.add('assessee').add('unit')
  if (of === 'unit' || of === 'fact') places.add('unit')
  if (of === 'rater') places.add('rater')
  if (of === 'rater' && each === 'assessee') places.add('rated')
  if (of === 'fact') places.add('fact')
  if (each !== null) places.add('table')
  if (each === 'item') places.add('item')
  return places
}
