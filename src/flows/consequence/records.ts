import { type Day, day } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { keyOf } from '../card-key.js'
import { slice } from '../collected.js'
import { consequenceDone, consequenceHanded, consequenceUndone } from './entries.js'

/** How far one consequence is for one assessee. */
export interface ConsequenceRecord {
  /** Who was asked to carry it out; null: the office does. */
  to: string | null
  handedOn: Day | null
  /** What it is called; '' while nobody was asked. */
  name: string
  done: { on: Day; by: string; reference: string } | null
}

/** What somebody was asked to carry out and has not. */
export interface Handed {
  cycle: string
  consequence: string
  name: string
  to: string
  since: Day
  whom: Set<string>
}

/** What was written down of consequences; which of them hold follows from the published results. */
export interface Consequences {
  /** `cycle/consequence` → assessee → how far it is. */
  records: Map<string, Map<string, ConsequenceRecord>>
  /** Who was asked → `cycle/consequence` → what waits for them. */
  waiting: Map<string, Map<string, Handed>>
}

const nothing: ConsequenceRecord = { to: null, handedOn: null, name: '', done: null }

/** The consequences of all cycles, also of those that are closed. */
export const consequencesSlice = slice<Consequences>(
  'consequences',
  () => ({ records: new Map(), waiting: new Map() }),
  {
    [consequenceHanded.kind]: (state, entry) => {
      const body = consequenceHanded.body(entry)
      change(state, entry, body, { to: body.to, name: body.name, handedOn: entry.day })
    },
    [consequenceDone.kind]: (state, entry) => {
      const { on, reference } = consequenceDone.body(entry)
      const done = { on: day(on), by: entry.by, reference }
      change(state, entry, consequenceDone.body(entry), { done })
    },
    [consequenceUndone.kind]: (state, entry) => {
      change(state, entry, consequenceUndone.body(entry), { done: null })
    },
  },
)

function change(
  state: Consequences,
  entry: PlainEntry,
  { consequence, whom }: { consequence: string; whom: readonly string[] },
  now: Partial<ConsequenceRecord>,
): void {
  const cycle = entry.cycle ?? ''
  const key = keyOf(cycle, consequence)
  const of = state.records.get(key) ?? new Map<string, ConsequenceRecord>()
  state.records.set(key, of)
  for (const assessee of whom) {
    const before = of.get(assessee) ?? nothing
    const after = { ...before, ...now }
    of.set(assessee, after)
    if (before.to !== null) state.waiting.get(before.to)?.get(key)?.whom.delete(assessee)
    const { to, handedOn, name, done } = after
    if (to === null || handedOn === null || done !== null) continue
    const theirs = state.waiting.get(to) ?? new Map<string, Handed>()
    state.waiting.set(to, theirs)
    const handed = theirs.get(key)
    if (handed) handed.whom.add(assessee)
    else
      theirs.set(key, { cycle, consequence, name, to, since: handedOn, whom: new Set([assessee]) })
  }
}

/** How far a consequence is for an assessee. */
export function recordOf(
  { records }: Consequences,
  of: { cycle: string; consequence: string; assessee: string },
): ConsequenceRecord {
  return records.get(keyOf(of.cycle, of.consequence))?.get(of.assessee) ?? nothing
}

/** What people were asked to carry out and have not: of all, or of one. */
export function handedIn({ waiting }: Consequences, person?: string): Handed[] {
  const all = person === undefined ? [...waiting.values()] : [waiting.get(person) ?? new Map()]
  return all.flatMap((of) => [...of.values()]).filter(({ whom }) => whom.size > 0)
}
