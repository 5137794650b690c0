import type { DocumentPath } from '../base/document.js'
import type { Assessee } from '../scoring/input.js'
import type { Scheme } from '../scheme/model/scheme.js'
import type { Part } from '../scheme/model/parts.js'
import type { FactsFile } from './shape.js'

/** Every code that a facts file can give, besides those of reading a document; each has a broken file in the tests. */
export const factsProblemCodes = [
  'closed-too-early',
  'bad-joint-role',
  'bad-own',
  'bad-hours',
  'bad-holiday',
  'bad-level',
  'bad-partly',
  'bad-quantity',
  'bad-sort',
  'bad-span',
  'bad-times',
  'ballots-differ',
  'closing-mixed',
  'computed-rule',
  'done-before-sent',
  'duplicate-id',
  'granted-missing',
  'granted-without-cause',
  'history-order',
  'no-ballots',
  'no-working-time',
  'joint-and-unit',
  'joint-incomplete',
  'joint-role-missing',
  'names-nobody',
  'nobody',
  'nobody-assessed',
  'not-a-member',
  'not-asked',
  'not-for',
  'not-sent',
  'off-scale',
  'other-body',
  'other-scheme',
  'other-year',
  'points-fixed',
  'points-missing',
  'points-out-of-range',
  'reason-missing',
  'rule-not-in-force',
  'runs-over',
  'shares-incomplete',
  'shares-sum',
  'state-twice',
  'task-listed',
  'tasks-sum',
  'too-fine',
  'too-many-ballots',
  'twice',
  'unit-not-listed',
  'unknown-answer',
  'unknown-band',
  'unknown-choice',
  'unknown-grade',
  'unknown-part',
  'unknown-period',
  'unknown-quota',
  'unknown-person',
  'unknown-role',
  'unknown-rule',
  'unknown-task',
  'unknown-tier',
  'unknown-trait',
  'unknown-unit',
] as const

/** Those of grades by period, results of other schemes and service; each has a broken file of a small scheme. */
export const gradeFactsProblemCodes = [
  'bad-result',
  'later-year',
  'leaving-without-day',
  'memberships-differ',
  'remark-missing',
  'unknown-ground',
  'unknown-level',
  'unknown-owner',
  'unknown-result',
] as const

/** Codes of a facts file: its own, and those of its shape. */
export type FactsProblemCode =
  | (typeof factsProblemCodes)[number]
  | (typeof gradeFactsProblemCodes)[number]
  | 'bad-value'
  | 'missing-key'

/** Reports a problem at a path of the file, below where the facts stand. */
export type Report = (
  path: DocumentPath,
  problem: { code: FactsProblemCode; message: string; atKey?: boolean },
) => void

/** What the checks look things up in. */
export interface Known {
  scheme: Scheme
  facts: FactsFile
  parts: ReadonlyMap<string, Part>
  /** Everybody who may be named: assessees and heads of units. */
  persons: ReadonlySet<string>
  /** People of the roster with their days and unit. */
  members: ReadonlyMap<string, FactsFile['roster']['people'][number]>
  units: ReadonlySet<string>
  /** Who is scored: people, or units. */
  assessees: ReadonlyMap<string, Assessee>
  report: Report
}

/** Ids for a message: `a、b、c`. */
export function listed(all: readonly { id: string }[]): string {
  return all.map((one) => one.id).join('、')
}

/** What a list of names says when it is empty. */
export function orNone(names: string): string {
  return names === '' ? '（没有）' : names
}

/** A span of days, open where an end is absent, is not turned round. */
export function checkSpan(
  report: Report,
  path: DocumentPath,
  span: { from?: string | undefined; to?: string | undefined },
): void {
  if (span.from === undefined || span.to === undefined || span.from <= span.to) return
  const message = `止日 ${span.to} 早于起日 ${span.from}，请核对`
  report([...path, 'to'], { code: 'bad-span', message })
}

/** No id twice in a list; with `of`, not twice for the same. */
export function checkOnce(
  report: Report,
  path: DocumentPath,
  all: readonly { id: string; of?: string }[],
): void {
  const seen = new Set<string>()
  for (const [index, { id, of = '' }] of all.entries()) {
    if (seen.has(`${of} ${id}`)) {
      const message = `编号“${id}”写了两次，请改成不同的编号或删去一处`
      report([...path, index, 'id'], { code: 'duplicate-id', message })
    }
    seen.add(`${of} ${id}`)
  }
}
