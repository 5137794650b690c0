import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import {
  type DocumentPath,
  type Look,
  readDocument,
  type YamlDocument,
} from '../../base/document.js'
import { innerIssues } from '../../base/document-messages.js'
import type { Problem } from '../../base/problem.js'

/** A folder's files put together: what is written, and where each thing stands. */
export interface Source<D> {
  /** Null when the shape is so broken that nothing further can be said. */
  draft: D | null
  /** Everything written, section by section, repaired or not. */
  raw: Readonly<Record<string, unknown>>
  problems: Problem[]
  /** False when entries were left out: then nothing can be called unused. */
  complete: boolean
  placeOf(path: DocumentPath, look?: Look): { file: string; line: number; column: number }
}

/** What a folder is read by. */
export interface FolderShape<S extends z.ZodType> {
  /** The file that what is missing is missing from. */
  main: string
  /** One file: any of the sections. */
  file: z.ZodType
  /** The whole folder: each section once. */
  whole: S
}

/**
 * Reads all `*.yaml` files directly in a folder; the section of a path is its first step. Entries of lists that do
 * not fit the language are reported and left out, so that the rest can be checked in the same run.
 */
export function readFolder<S extends z.ZodType>(
  folder: string,
  shape: FolderShape<S>,
): Source<z.output<S>> {
  const documents = yamlFilesOf(folder, shape.main).map((name) =>
    readDocument(join(folder, name), shape.file, { file: join(folder, name) }),
  )
  const problems = documents.flatMap((document) => document.problems)
  const owners = new Map<string, YamlDocument<unknown>>()
  const raw: Record<string, unknown> = {}
  for (const document of documents) {
    for (const [section, content] of Object.entries(mapOf(document.raw))) {
      const first = owners.get(section)
      if (first === undefined) {
        owners.set(section, document)
        raw[section] = content
        continue
      }
      const message = `“${section}”已经写在 ${first.file} 里，一个部分只能写在一个文件里`
      const place = { file: document.file, ...document.positionOf([section], { at: 'key' }) }
      problems.push({ code: 'duplicate-section', level: 'error', message, ...place })
    }
  }
  const { draft, issues, kept } = parseLeniently(raw, shape.whole)
  const main = join(folder, shape.main)
  const placeOf: Source<unknown>['placeOf'] = (path, look = {}) => {
    const [section, index, ...rest] = path
    const document = owners.get(String(section))
    if (document === undefined) return { file: main, line: 1, column: 1 }
    const written = typeof index === 'number' ? kept.get(String(section))?.[index] : undefined
    const full = written === undefined ? path : [String(section), written, ...rest]
    return { file: document.file, ...document.positionOf(full, look) }
  }
  // Of a file that could not be read at all, nothing can be called missing.
  const unread = documents.some((document) => document.raw === null)
  for (const issue of unread ? [] : issues) {
    const section = issue.path[0]
    if (issue.path.length !== 1 || section === undefined || String(section) in raw) continue
    const message = `缺少“${String(section)}”这一部分，请补上`
    const place = { file: main, line: 1, column: 1 }
    problems.push({ code: 'missing-section', level: 'error', message, ...place })
  }
  const complete = kept.size === 0 && documents.every((one) => one.isWhole)
  return { draft, raw, problems, complete, placeOf }
}

/** The YAML files directly in a folder, by name; the main one when there is no such folder. */
function yamlFilesOf(folder: string, main: string): string[] {
  try {
    const names = readdirSync(folder, { withFileTypes: true })
    // `example-*.yaml` beside a scheme are facts files to learn from, not parts of it.
    const files = names.filter((one) => one.isFile() && /^(?!example-).*\.ya?ml$/.test(one.name))
    return files.map((one) => one.name).sort()
  } catch {
    return [main]
  }
}

function mapOf(raw: unknown): Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? { ...raw } : {}
}

interface Parsed<D> {
  draft: D | null
  issues: readonly z.core.$ZodIssue[]
  /** Per section that is a list: for each entry of the draft, its index in the file. */
  kept: ReadonlyMap<string, number[]>
}

/** Parses; where entries do not fit, takes away unknown keys and unfit list entries, and parses once more. */
function parseLeniently<S extends z.ZodType>(
  raw: Record<string, unknown>,
  whole: S,
): Parsed<z.output<S>> {
  const first = whole.safeParse(raw)
  if (first.success) return { draft: first.data, issues: [], kept: new Map() }
  const issues = innerIssues(first.error.issues)
  const copy = structuredClone(raw)
  const unfit = new Map<string, Set<number>>()
  for (const issue of issues) {
    const [section, index] = issue.path
    if (issue.code === 'unrecognized_keys') {
      const node = issue.path.reduce(memberOf, copy)
      if (typeof node !== 'object' || node === null) continue
      for (const key of issue.keys) Reflect.deleteProperty(node, key)
    } else if (typeof section === 'string' && typeof index === 'number') {
      unfit.set(section, (unfit.get(section) ?? new Set()).add(index))
    }
  }
  const kept = new Map<string, number[]>()
  for (const [section, indexes] of unfit) {
    const list = copy[section]
    if (!Array.isArray(list)) continue
    const fit = list.flatMap((_, at) => (indexes.has(at) ? [] : [at]))
    kept.set(section, fit)
    copy[section] = fit.map((at) => list[at])
  }
  const again = whole.safeParse(copy)
  return { draft: again.success ? again.data : null, issues, kept }
}

function memberOf(node: unknown, step: PropertyKey): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, step) : undefined
}
