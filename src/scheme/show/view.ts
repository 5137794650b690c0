import type { Sentence } from '../model/words.js'

/** A scheme as it is shown: one source of what a terminal and a page print. Texts are Chinese, plain and unescaped. */
export interface SchemeView {
  title: string
  shortTitle: string
  issuer: string
  year: string
  version: string
  id: string
  /** 个人 or 部门. */
  assessee: string
  sections: ShownSection[]
}

/** What belongs together under one heading; sections without content are left out. */
export interface ShownSection {
  /** For anchors: `parts`, `rules`. */
  id: string
  title: string
  blocks: ShownBlock[]
}

export type ShownBlock =
  | { kind: 'entries'; title: string | null; entries: ShownEntry[] }
  | ShownTable
  | { kind: 'choices'; choices: ShownChoice[] }
  | { kind: 'notes'; notes: { clause: string | null; says: string }[] }

/** Rows and columns, each cell a text. */
export interface ShownTable {
  kind: 'table'
  title: string | null
  columns: ShownColumn[]
  rows: string[][]
}

/** A column of a table; figures stand at the right. */
export interface ShownColumn {
  name: string
  align: 'left' | 'right'
}

/** A cited entry: clause, sentence, the machine's reading made from the model, and the choices that touch it. */
export interface ShownEntry {
  clause: string
  name: string
  id: string
  /** Null where the regulation has no sentence of its own for it. */
  says: Sentence | null
  readings: string[]
  choices: TouchingChoice[]
  /** 0 at the top of a tree, 1 below it. */
  depth: number
}

/** A choice as an entry shows it: its number in the list of choices, and the answer in force. */
export interface TouchingChoice {
  number: number
  id: string
  name: string
  answer: string
}

/** A choice in full. */
export interface ShownChoice {
  number: number
  id: string
  name: string
  clause: string
  point: string | null
  asks: string
  alternatives: { id: string; says: string; inForce: boolean }[]
  decidedBy: string
  /** What it sets, clause and name. */
  touches: string[]
}

/** A case as it is listed: what it says, and the clauses that it is about. */
export interface ShownCase {
  name: string
  /** Its file. */
  file: string
  clauses: readonly string[]
}
