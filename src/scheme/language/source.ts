import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import {
  type DocumentPath,
  type Look,
  readDocument,
  type YamlDocument,
} from '../../base/document.js'
import type { Hint } from '../../base/document-messages.js'
import type { Problem } from '../../base/problem.js'
import { mend } from './mend.js'

/** A folder's files put together: what is written, and where each thing stands. */
export interface Source<D> {
  /** Null when the shape is so broken that nothing further can be said. */
  draft: D | null
  /** Everything written, section by section, repaired or not. */
  raw: Readonly<Record<string, unknown>>
  problems: Problem[]
  /** False when entries were left out: then nothing can be called unused. */
  complete: boolean
  /** Whether something else was read at a path, or above it, than is written there: its fault is told already. */
  isMended(path: DocumentPath): boolean
  /** Names of figures to which what could not be read refers. */
  mentioned: ReadonlySet<string>
  placeOf(path: DocumentPath, look?: Look): { file: string; line: number; column: number }
  /** What did not fit the language at first, by its path. */
  unfit: readonly DocumentPath[]
  /** The same files with something else in the place of what is written; `fits`: places that are no fault of theirs. */
  with(raw: Readonly<Record<string, unknown>>, fits: readonly DocumentPath[]): Source<D>
}

/** What a folder is read by. */
export interface FolderShape<S extends z.ZodType> {
  /** The file that what is missing is missing from. */
  main: string
  /** One file: any of the sections. */
  file: z.ZodType
  /** The whole folder: each section once. */
  whole: S
  /** What is said of forms that people write by mistake. */
  hint?: Hint
}

/**
 * Reads all `*.yaml` files directly in a folder; the section of a path is its first step. What does not fit the
 * language is reported and mended or left out, so that the rest can be checked in the same run.
 */
export function readFolder<S extends z.ZodType>(
  folder: string,
  shape: FolderShape<S>,
): Source<z.output<S>> {
  const documents = yamlFilesOf(folder, shape.main).map((name) =>
    readDocument(join(folder, name), shape.file, { file: join(folder, name), hint: shape.hint }),
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
  const files = { documents, owners, main: join(folder, shape.main) }
  return sourceOf(raw, { shape, files, problems, fits: [] })
}

/** The files of a folder, read. */
interface Files {
  documents: readonly YamlDocument<unknown>[]
  /** Section → the file that holds it. */
  owners: ReadonlyMap<string, YamlDocument<unknown>>
  main: string
}

function sourceOf<S extends z.ZodType>(
  raw: Readonly<Record<string, unknown>>,
  of: {
    shape: FolderShape<S>
    files: Files
    problems: readonly Problem[]
    fits: readonly DocumentPath[]
  },
): Source<z.output<S>> {
  const { shape, files } = of
  const { documents, owners, main } = files
  const { draft, issues, kept, touched, mentioned, renamed, isWhole } = mend(raw, shape)
  const placeOf: Source<unknown>['placeOf'] = (path, look = {}) => {
    const [named, index, ...rest] = path
    const section = renamed.get(String(named)) ?? String(named)
    const document = owners.get(section)
    if (document === undefined) return { file: main, line: 1, column: 1 }
    const written = typeof index === 'number' ? kept.get(String(named))?.[index] : undefined
    const full = [section, ...(written === undefined ? path.slice(1) : [written, ...rest])]
    return { file: document.file, ...document.positionOf(full, look) }
  }
  const fitting = new Set(of.fits.map((path) => positionText(placeOf(path))))
  const problems = of.problems.filter((one) => !fitting.has(positionText(one)))
  // Of a file that could not be read at all, nothing can be called missing.
  const unread = documents.some((document) => document.raw === null)
  for (const issue of unread ? [] : issues) {
    const section = issue.path[0]
    if (issue.path.length !== 1 || section === undefined || String(section) in raw) continue
    if (renamed.has(String(section))) continue
    const message = `缺少“${String(section)}”这一部分，请补上`
    const place = { file: main, line: 1, column: 1 }
    problems.push({ code: 'missing-section', level: 'error', message, ...place })
  }
  const fit = fitting.size > 0 || documents.every((one) => one.isWhole)
  const complete = isWhole && fit
  const isMended = (path: DocumentPath) =>
    touched.some((one) => one.every((step, at) => step === path[at]))
  // Nor can anything that the others refer to be looked for.
  const found = unread ? null : draft
  const unfit = issues.map(({ path }) =>
    path.map((step) => (typeof step === 'number' ? step : String(step))),
  )
  const again: Source<z.output<S>>['with'] = (other, fits) =>
    sourceOf(other, { ...of, fits: [...of.fits, ...fits] })
  return {
    ...{ draft: found, raw, problems, complete, isMended, mentioned, placeOf, unfit },
    with: again,
  }
}

function positionText({ file, line, column }: Omit<Problem, 'code' | 'level' | 'message'>): string {
  return `${file}:${line}:${column}`
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
