import type { z } from 'zod'
import type { DocumentPath } from '../../base/document.js'
import { type Hint, innerIssues } from '../../base/document-messages.js'
import { meantWord, wordsOf } from '../../base/document-words.js'

/** What is written, made to fit the language, so that the rest can be checked in the same run. */
export interface Mended<D> {
  /** Null when it could not be made to fit. */
  draft: D | null
  /** What did not fit at first. */
  issues: readonly z.core.$ZodIssue[]
  /** Where something else stands now than was written, in the indexes of `draft`. */
  touched: DocumentPath[]
  /** Names of figures that what was taken away refers to. */
  mentioned: ReadonlySet<string>
  /** Per section that lost entries: for each entry of the draft, its index in the file. */
  kept: ReadonlyMap<string, number[]>
  /** Sections under another name than is written: right name to written one. */
  renamed: ReadonlyMap<string, string>
  /** Whether the draft says all that was written; slips of a key do not matter. */
  isWhole: boolean
}

/** A text in place of one that is missing or does not fit; what is said about it is never shown. */
const standIns = ['x', '0', '2000', '2000-01-01']
const rounds = 8

/**
 * Parses what is written. What does not fit is given another key or value that does, or its entry is left out:
 * each is reported where it is read, and nothing that follows from it should be.
 */
export function mend<S extends z.ZodType>(
  raw: Readonly<Record<string, unknown>>,
  of: { whole: S; hint?: Hint },
): Mended<z.output<S>> {
  const first = of.whole.safeParse(raw)
  const whole = { ...nothing, issues: [] }
  if (first.success) return { ...whole, draft: first.data, isWhole: true }
  const issues = innerIssues(first.error.issues)
  const work = new Mending(structuredClone(raw), of.whole, of.hint ?? (() => null))
  for (let round = 0; round < rounds; round++) {
    const parsed = of.whole.safeParse(work.copy)
    if (parsed.success) {
      const { touched, mentioned, kept, renamed, isWhole } = work
      return { draft: parsed.data, issues, touched, mentioned, kept, renamed, isWhole }
    }
    work.mendAll(innerIssues(parsed.error.issues))
  }
  return { ...whole, draft: null, issues, isWhole: false }
}

const nothing = { touched: [], mentioned: new Set<string>(), kept: new Map(), renamed: new Map() }

class Mending {
  readonly copy: Record<string, unknown>
  readonly mentioned = new Set<string>()
  readonly kept = new Map<string, number[]>()
  readonly renamed = new Map<string, string>()
  isWhole = true
  touched: DocumentPath[] = []
  /** Where keys with a slip stand now. */
  #put = new Set<string>()
  readonly #tries = new Map<string, number>()

  readonly #whole: z.ZodType
  readonly #hint: Hint

  constructor(copy: Record<string, unknown>, whole: z.ZodType, hint: Hint) {
    this.copy = copy
    this.#whole = whole
    this.#hint = hint
  }

  mendAll(issues: readonly z.core.$ZodIssue[]): void {
    const unfit = new Map<string, Set<number>>()
    // A key with a slip first: then the right one is not missing.
    for (const issue of issues) {
      if (issue.code !== 'unrecognized_keys') continue
      for (const key of issue.keys) this.#unknown(stepsOf(issue), key)
    }
    for (const issue of issues) {
      const path = stepsOf(issue)
      if (issue.code === 'unrecognized_keys' || this.#isThere(issue, path)) continue
      if (this.#standIn(issue, path)) continue
      const [section, index] = path
      if (typeof section !== 'string' || typeof index !== 'number') continue
      unfit.set(section, (unfit.get(section) ?? new Set()).add(index))
    }
    for (const [section, indexes] of unfit) this.#leaveOut(section, indexes)
    this.#put = new Set()
  }

  /** Whether what was missing has come under its right name. */
  #isThere(issue: z.core.$ZodIssue, path: DocumentPath): boolean {
    const key = JSON.stringify(path)
    const missed = issue.code === 'invalid_type' || issue.code === 'invalid_union'
    return missed && this.#put.has(key)
  }

  /** A key with a slip gets its right name; another is taken away. */
  #unknown(path: DocumentPath, key: string): void {
    const node = nodeAt(this.copy, path)
    if (typeof node !== 'object' || node === null) return
    const value: unknown = Reflect.get(node, key)
    Reflect.deleteProperty(node, key)
    const near = meantWord(key, wordsOf(this.#whole).at(path, this.copy))
    if (near !== undefined && !Object.hasOwn(node, near)) {
      Reflect.set(node, near, value)
      this.#put.add(JSON.stringify([...path, near]))
      if (path.length === 0) this.renamed.set(near, key)
      return
    }
    this.isWhole = false
    this.#mention(value)
    const means = this.#hint({ path, key, value })?.means
    if (means !== undefined) this.touched.push([...path, means])
  }

  #mention(value: unknown): void {
    for (const [, name] of JSON.stringify(value ?? null).matchAll(/\$([a-z][a-z0-9-]*)/g)) {
      if (name !== undefined) this.mentioned.add(name)
    }
  }

  /** Puts something that fits at a path; false when nothing is known to fit there. */
  #standIn(issue: z.core.$ZodIssue, path: DocumentPath): boolean {
    const key = JSON.stringify(path)
    const tries = this.#tries.get(key) ?? 0
    this.#tries.set(key, tries + 1)
    const before = nodeAt(this.copy, path)
    const parent = nodeAt(this.copy, path.slice(0, -1))
    const value = standInFor(issue, { path, before, parent, tries })
    const last = path.at(-1)
    if (value === undefined || typeof parent !== 'object' || parent === null || last === undefined)
      return false
    this.isWhole = false
    this.#mention(before)
    Reflect.set(parent, last, value)
    // Of a part whose kind is not known nothing else can be said.
    this.touched.push(last === 'kind' && value === 'deduction' ? path.slice(0, -1) : path)
    return true
  }

  #leaveOut(section: string, indexes: ReadonlySet<number>): void {
    const list = this.copy[section]
    if (!Array.isArray(list)) return
    this.isWhole = false
    const before = this.kept.get(section)
    const fit = list.flatMap((_, at) => (indexes.has(at) ? [] : [at]))
    for (const at of indexes) this.#mention(list[at])
    this.kept.set(
      section,
      fit.map((at) => before?.[at] ?? at),
    )
    this.copy[section] = fit.map((at): unknown => list[at])
    this.touched = this.touched.flatMap((path) => {
      const [first, index, ...rest] = path
      if (first !== section || typeof index !== 'number') return [path]
      const now = fit.indexOf(index)
      return now < 0 ? [] : [[first, now, ...rest]]
    })
  }
}

function stepsOf(issue: z.core.$ZodIssue): DocumentPath {
  return issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
}

function nodeAt(root: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined,
    root,
  )
}

/** What may stand instead of a value that does not fit; undefined when only its entry can be left out. */
function standInFor(
  issue: z.core.$ZodIssue,
  of: { path: DocumentPath; before: unknown; parent: unknown; tries: number },
): unknown {
  const { path, before, tries } = of
  const text = standIns[tries]
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string') return text
      if (issue.expected === 'array') return before === undefined ? [] : [before]
      return issue.expected === 'object' || issue.expected === 'record' ? {} : undefined
    case 'invalid_value':
      return tries === 0 ? issue.values[0] : undefined
    case 'too_small':
      return Array.isArray(before) ? [text] : text
    case 'invalid_format':
    case 'custom':
      return text
    case 'invalid_union':
      if (tries > 0) return undefined
      if (path[0] === 'total' && path.at(-1) === 'kind') return kindFor(of.parent)
      // Of the forms that fit within a section, a text is mostly one.
      return path.length > 1 ? text : undefined
    default:
      return undefined
  }
}

/** A kind for a part whose own is not one: what stands below it stays. */
function kindFor(part: unknown): string {
  return typeof part === 'object' && part !== null && 'parts' in part ? 'sum' : 'deduction'
}
