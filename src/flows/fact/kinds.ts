import { isInYear, yearNameOf } from '../running.js'
import type { Day } from '../../base/day.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import { findNamed } from '../../roster/find.js'
import { partsOf } from '../../scheme/model/tree.js'
import type { Bureau } from '../context.js'
import { type Counting, countingOf, mayRecordKind } from './procedure.js'

/** Every kind of fact that a running cycle counts, with the rules that count it; in the order of the schemes. */
export function kindsOf(bureau: Bureau): Map<string, Counting[]> {
  const kinds = new Map<string, Counting[]>()
  for (const cycle of bureau.cycles) {
    for (const kind of cycle.countedBy.keys()) {
      if (!kinds.has(kind)) kinds.set(kind, countingOf(bureau, kind, null))
    }
  }
  return kinds
}

/** A kind that a person may record, as lists show it. */
export interface RecordableKind {
  id: string
  /** What the first scheme that counts it calls it. */
  name: string
  counting: readonly Counting[]
}

/** The kinds that a person may record, in the order of the schemes. */
export function recordableKinds(bureau: Bureau, person: string): RecordableKind[] {
  return [...kindsOf(bureau)].flatMap(([id, counting]) => {
    const [first] = counting
    return first && mayRecordKind(bureau, person, counting)
      ? [{ id, name: first.rule.name, counting }]
      : []
  })
}

/** Those with what was typed in the name; all when nothing was typed. */
export function findKinds(kinds: readonly RecordableKind[], typed: string): RecordableKind[] {
  return typed === '' ? [...kinds] : findNamed(kinds, typed)
}

/** The same by scheme and the part of it that the first rule belongs to (null: to none). */
export function groupedKinds(
  kinds: readonly RecordableKind[],
): { scheme: string; part: string | null; kinds: RecordableKind[] }[] {
  const groups = new Map<string, ReturnType<typeof groupedKinds>[number]>()
  for (const kind of kinds) {
    const [first] = kind.counting
    if (!first) continue
    const { scheme } = first.cycle
    const of = first.rule.part.value
    const part = partsOf(scheme.total).find((each) => each.id === of)?.name ?? null
    const key = `${scheme.id} ${part ?? ''}`
    const group = groups.get(key) ?? { scheme: scheme.shortTitle, part, kinds: [] }
    group.kinds.push(kind)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Null where the person may record facts of some kind; else `not-allowed`. */
export function mayRecordAny(bureau: Bureau, person: string): Refusal | null {
  for (const counting of kindsOf(bureau).values()) {
    if (mayRecordKind(bureau, person, counting)) return null
  }
  return mayNotRecord(bureau)
}

/** Null where the person may record this kind, or some kind where it is none of ours; else `not-allowed`. */
export function mayRecordThis(bureau: Bureau, person: string, kind: string): Refusal | null {
  const counting = kindsOf(bureau).get(kind)
  if (!counting) return mayRecordAny(bureau, person)
  return mayRecordKind(bureau, person, counting) ? null : mayNotRecord(bureau)
}

function mayNotRecord(bureau: Bureau): Refusal {
  const office = bureau.roster.holders('assessment-office').map((one) => one.name)
  return refuse('not-allowed', {
    what: '记录加减分事项',
    who: office.join('、') || '目前无人',
  })
}

/** The years in which a kind is counted, as people call them, latest first. */
export function yearsOf(counting: readonly Counting[]): string[] {
  return [...new Set(counting.map(({ cycle }) => yearNameOf(cycle)))]
}

/** Whether one of the rules that count it was in force on a day. */
export function inForceOn(counting: readonly Counting[], on: Day): boolean {
  return counting.some(
    ({ cycle, rule }) =>
      isInYear(cycle, on) &&
      (rule.from === null || rule.from <= on) &&
      (rule.until === null || on <= rule.until),
  )
}
