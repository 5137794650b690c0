import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isDay, type Day } from '../base/day.js'
import type { YamlDocument } from '../base/document.js'
import { packagePath } from '../base/package-root.js'
import type { Problem } from '../base/problem.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { readScheme } from '../scheme/read/read.js'
import { checkFacts } from '../factsfile/check.js'
import { type FactsFile, readFacts as readFactsFile } from '../factsfile/shape.js'
import { inputOf } from '../factsfile/input.js'
import type { ScoringInput } from '../scoring/input.js'
import { readChoices } from './choices-file.js'

/** A facts file as far as it could be read. */
export interface FactsRead {
  document: YamlDocument<FactsFile> | null
  problems: Problem[]
}

/** Reads the shape of a facts file; its references are checked together with a scheme. */
export function readFacts(file: string): FactsRead {
  const document = readFactsFile(file)
  return { document, problems: document.problems }
}

/** The day of `--as-of`; a problem when it is none. */
export function readAsOf(text: string | undefined): { day: Day | undefined; problems: Problem[] } {
  if (text === undefined) return { day: undefined, problems: [] }
  if (isDay(text)) return { day: text, problems: [] }
  const message = `“${text}”不是日期，请写成 2025-09-30 这样`
  return { day: undefined, problems: [problemIn('--as-of', 'bad-day', message)] }
}

/** What is scored with one scheme and one set of answers, or everything that is wrong with it. */
export interface ReadyInput {
  input: ScoringInput | null
  /** The facts with the answers that are used. */
  facts: FactsFile | null
  problems: Problem[]
}

/**
 * Puts scheme, facts and answers together. The answers of the file given with `--choices` come before those
 * in the facts file. `anyScheme`: the facts may have been written for another scheme than this one.
 */
export function readInput(
  read: FactsRead,
  from: { folder: string; choices: string | undefined; asOf: Day | undefined; anyScheme?: boolean },
): ReadyInput {
  const { scheme, problems: ofScheme } = readScheme(from.folder)
  const answers =
    from.choices === undefined ? { answers: {}, problems: [] } : readChoices(from.choices, scheme)
  const problems = [...(scheme === null ? ofScheme : []), ...answers.problems]
  const written = read.document?.value ?? null
  if (scheme === null || read.document === null || written === null) {
    return { input: null, facts: null, problems }
  }
  const facts = withAnswers(written, answers.answers ?? {}, from.anyScheme ? scheme : null)
  problems.push(...checkFacts(scheme, facts, { document: read.document }))
  if (problems.length > 0 || answers.answers === null) return { input: null, facts, problems }
  return { input: inputOf(scheme, facts, from.asOf), facts, problems }
}

function withAnswers(
  facts: FactsFile,
  answers: Readonly<Record<string, string>>,
  other: Scheme | null,
): FactsFile {
  const scheme = other === null ? {} : { scheme: other.id }
  if (Object.keys(answers).length === 0) return { ...facts, ...scheme }
  return { ...facts, ...scheme, choices: { ...facts.choices, ...answers } }
}

/**
 * The folder of the scheme: as given, else that of the id that the facts file names: the folder that the file
 * lies in, then `schemes/` here, then the schemes that ship. Null when there is none.
 */
export function schemeFolder(
  given: string | undefined,
  read: FactsRead,
  file: string,
): string | null {
  if (given !== undefined) return given.replace(/\/+$/, '')
  const id = read.document?.value?.scheme
  if (id === undefined) return null
  const places = [dirname(file), join('schemes', id), packagePath('schemes', id)]
  return places.find((one) => isSchemeOf(one, id)) ?? null
}

function isSchemeOf(folder: string, id: string): boolean {
  return basename(resolve(folder)) === id && existsSync(join(folder, 'scheme.yaml'))
}

/** A problem of a file as a whole. */
export function problemIn(file: string, code: string, message: string): Problem {
  return { code, level: 'error', message, file, line: 1, column: 1 }
}
