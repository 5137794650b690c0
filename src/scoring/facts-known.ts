import type { DocumentPath } from '../base/document.js'
import type { Scheme } from '../scheme/model.js'
import type { Part } from '../scheme/model-parts.js'
import type { FactsFile } from './facts-file.js'

/** Reports a problem at a path of the file, below where the facts stand. */
export type Report = (
  path: DocumentPath,
  problem: { code: string; message: string; atKey?: boolean },
) => void

/** What the checks look things up in. */
export interface Known {
  scheme: Scheme
  facts: FactsFile
  parts: ReadonlyMap<string, Part>
  /** Everybody who may be named: assessees and heads of units. */
  persons: ReadonlySet<string>
  units: ReadonlySet<string>
  /** Who is scored: people, or units. */
  assessees: ReadonlySet<string>
  report: Report
}

/** Ids for a message: `a、b、c`. */
export function listed(all: readonly { id: string }[]): string {
  return all.map((one) => one.id).join('、')
}

/** No id twice in a list. */
export function checkOnce(
  report: Report,
  path: DocumentPath,
  all: readonly { id: string }[],
): void {
  const seen = new Set<string>()
  for (const [index, { id }] of all.entries()) {
    if (seen.has(id)) {
      const message = `编号“${id}”写了两次，请改成不同的编号或删去一处`
      report([...path, index, 'id'], { code: 'duplicate-id', message })
    }
    seen.add(id)
  }
}
