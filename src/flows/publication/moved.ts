import { canonicalJson } from '../../base/json.js'
import type { Db } from '../../storage/database.js'
import type { Situation } from '../context.js'
import { publishedSlice } from './published.js'
import { readSnapshot, type ResultHead, type Snapshot } from './results.js'

/** Who gets a result of their own: who is assessed, or who belongs to a unit that is. */
export function readersOf({ words }: Pick<ResultHead, 'words'>): string[] {
  return Object.keys(words.assesses === 'unit' ? words.members : words.assessees)
}

/** Whose result somebody reads: the own one, or that of the unit that they belonged to. */
export function readBy({ words }: Pick<ResultHead, 'words'>, person: string): string | undefined {
  if (words.assesses === 'unit') return words.members[person]
  return Object.hasOwn(words.assessees, person) ? person : undefined
}

type Positions = ReadonlyMap<string, { text: string; rank: number | null; total: string | null }>

/** Everybody's total, ranks, grade and nominations, so that two results can be compared. */
function positionsIn({ result }: Pick<ResultHead, 'result'>): Positions {
  const all = new Map<
    string,
    { ranks: unknown[]; rest: unknown[]; rank: number | null; total: string | null }
  >()
  const of = (assessee: string) => {
    const known = all.get(assessee) ?? { ranks: [], rest: [], rank: null, total: null }
    all.set(assessee, known)
    return known
  }
  for (const { tier, group, affiliated, places } of result.rankings) {
    for (const { assessee, rank, total } of places) {
      const own = of(assessee)
      own.ranks.push([tier, group, affiliated, rank])
      own.rank ??= rank
      own.total = total
    }
  }
  for (const { assessee, grade, reason, state } of result.grades) {
    of(assessee).rest.push([grade, reason, state?.id ?? null])
  }
  for (const { grade, nominees } of result.nominations) {
    for (const { assessee } of nominees) of(assessee).rest.push(grade)
  }
  return new Map(
    [...all].map(([id, { ranks, rest, rank, total }]) => [
      id,
      { text: canonicalJson(JSON.parse(JSON.stringify([ranks, total, rest]))), rank, total },
    ]),
  )
}

/** Results never change, so what differs between two is found once, however many read it. */
const known = new WeakMap<object, WeakMap<object, ReadonlySet<string>>>()

/** Whose total, rank, grade or nomination is another in the later of two results; sorted. */
export function movedBetween(
  before: Pick<ResultHead, 'result'>,
  after: Pick<ResultHead, 'result'>,
): ReadonlySet<string> {
  const of = known.get(before.result) ?? new WeakMap<object, ReadonlySet<string>>()
  known.set(before.result, of)
  const found = of.get(after.result) ?? findMoved(before, after)
  of.set(after.result, found)
  return found
}

function findMoved(
  before: Pick<ResultHead, 'result'>,
  after: Pick<ResultHead, 'result'>,
): Set<string> {
  const [first, second] = [positionsIn(before), positionsIn(after)]
  const all = new Set([...first.keys(), ...second.keys()])
  return new Set([...all].filter((id) => first.get(id)?.text !== second.get(id)?.text).sort())
}

/** What a correction changed in what the group sees. */
export interface Change {
  name: string
  before: { rank: number | null; total: string | null } | null
  after: { rank: number | null; total: string | null } | null
}

/** Changes of places and totals, those who came behind or ahead of others first by their new rank. */
export function changesBetween(before: ResultHead, after: ResultHead): Change[] {
  const [first, second] = [positionsIn(before), positionsIn(after)]
  const shown = (one: { rank: number | null; total: string | null } | undefined) =>
    one ? { rank: one.rank, total: one.total } : null
  return [...movedBetween(before, after)]
    .map((id) => ({
      name: (after.words.assessees[id] ?? before.words.assessees[id])?.name ?? id,
      before: shown(first.get(id)),
      after: shown(second.get(id)),
    }))
    .sort((a, b) => (a.after?.rank ?? Infinity) - (b.after?.rank ?? Infinity))
}

/** The version of a cycle's publication before one; null for the first. */
export async function versionBefore(
  { db, collected }: Pick<Situation, 'collected'> & { db: Db },
  { cycle, version }: { cycle: string; version: number },
): Promise<Snapshot | null> {
  const all = collected.of(publishedSlice).get(cycle) ?? []
  const before = all.findLast((each) => each.version < version)
  return before ? ((await readSnapshot(db, before.id))?.snapshot ?? null) : null
}

/**
 * Whom a version is sent to: everybody of the first; of a correction those whose own total, rank, grade or nomination it
 * changes, or who read another unit's result than before.
 */
export async function toldOf(
  situation: Pick<Situation, 'collected'> & { db: Db },
  { cycle, snapshot }: { cycle: string; snapshot: Snapshot },
): Promise<string[]> {
  const before = await versionBefore(situation, { cycle, version: snapshot.version })
  const readers = readersOf(snapshot)
  if (!before) return readers
  const moved = movedBetween(before, snapshot)
  return readers.filter((person) => {
    const whose = readBy(snapshot, person)
    return whose !== readBy(before, person) || moved.has(whose ?? '')
  })
}
