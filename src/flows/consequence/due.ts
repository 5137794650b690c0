import type { Situation } from '../context.js'
import { keyOf } from '../card-key.js'
import { publishedSlice } from '../publication/published.js'
import { type ConsequenceWords, readSnapshot, type Snapshot } from '../publication/results.js'
import { type ConsequenceRecord, consequencesSlice, recordOf } from './records.js'

/** One assessee for whom a consequence holds, or held before a correction and is on record. */
export interface ConsequenceLine {
  assessee: string
  name: string
  holds: boolean
  record: ConsequenceRecord
}

/** A consequence of published results, with for whom; in the order of the results. */
export interface ConsequenceFor {
  words: ConsequenceWords
  lines: readonly ConsequenceLine[]
}

/**
 * What follows from what a cycle published last, in the scheme's order; null while it published nothing. A correction is a
 * further publication: what it changes holds from then on, and what is on record stays.
 */
export async function consequencesIn(
  of: Pick<Situation, 'db' | 'collected'>,
  cycle: string,
): Promise<{ snapshot: Snapshot; all: readonly ConsequenceFor[] } | null> {
  const last = of.collected.of(publishedSlice).get(cycle)?.at(-1)
  const read = last && (await readSnapshot(of.db, last.id))
  if (!read) return null
  const { snapshot } = read
  const { result, words } = snapshot
  const whom = new Map<string, Set<string>>()
  for (const { id, assessee, due } of result.consequences) {
    if (due !== 'yes') continue
    const known = whom.get(id)
    if (known) known.add(assessee)
    else whom.set(id, new Set([assessee]))
  }
  const state = of.collected.of(consequencesSlice)
  const all = (words.consequences ?? []).flatMap((consequence): ConsequenceFor[] => {
    const held = whom.get(consequence.id) ?? new Set<string>()
    const known = state.records.get(keyOf(cycle, consequence.id))?.keys() ?? []
    const lines = [...new Set([...held, ...known])].map((assessee) => ({
      assessee,
      name: words.assessees[assessee]?.name ?? assessee,
      holds: held.has(assessee),
      record: recordOf(state, { cycle, consequence: consequence.id, assessee }),
    }))
    return lines.length === 0 ? [] : [{ words: consequence, lines }]
  })
  return { snapshot, all }
}

/** What follows for one assessee from published results. */
export function followsFor(
  { result, words }: Pick<Snapshot, 'result' | 'words'>,
  assessee: string,
): ConsequenceWords[] {
  const due = new Set(
    result.consequences
      .filter((one) => one.assessee === assessee && one.due === 'yes')
      .map(({ id }) => id),
  )
  return (words.consequences ?? []).filter(({ id }) => due.has(id))
}
