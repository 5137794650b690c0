import { canonicalJson } from '../../base/json.js'
import type { Db } from '../../storage/database.js'
import type { Entry } from '../../storage/ledger-entry.js'
import { readEntries } from '../../storage/ledger-reading.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { openBoxes, votesWithBoxes } from '../../storage/vote-boxes.js'
import { sheetTaken, voteClosed, voteOpened, voteVoided } from '../vote/entries.js'
import { boxesMatch, takenOf } from '../vote/tallies.js'
import { votesSlice } from '../vote/votes.js'

/** What is wrong with a vote's boxes, at the entry that opened it. */
export interface VoteProblem {
  /**
   * What they hold is not what was handed in; they are not there; they can't be opened, since this program has not the key; or
   * they are of no vote that runs.
   */
  kind: 'vote-changed' | 'vote-missing' | 'vote-no-key' | 'vote-unknown'
  /** 0 where the ledger has no such vote that runs. */
  sequence: number
  entryId: string | null
}

const faults = { changed: 'vote-changed', gone: 'vote-missing', 'no-key': 'vote-no-key' } as const

/** Looks until two in a row say the same: sheets are handed in meanwhile. */
const looksMax = 20

/**
 * Compares the boxes of the votes that run with the sheets that the ledger says were handed in, by sheet and class of voters.
 * What a vote gave when it ended stands in the ledger, and is proved with it.
 */
export async function compareVotes(db: Db, bureau: string): Promise<VoteProblem[]> {
  let before = ''
  for (let looks = 1; ; looks += 1) {
    const { problems, seen } = await look(db, bureau)
    if (problems.length === 0 || seen === before || looks === looksMax) return problems
    before = seen
  }
}

/** An entry as folds take it. */
function plain(entry: Entry): PlainEntry {
  return { cycle: null, subject: null, about: null, period: null, ...entry }
}

async function look(db: Db, bureau: string): Promise<{ problems: VoteProblem[]; seen: string }> {
  const votes = votesSlice.begin()
  const opened = new Map<string, number>()
  const kinds = [voteOpened, voteClosed, voteVoided].map(({ kind }) => kind)
  for (const entry of await readEntries(db, { bureau, kinds })) {
    if (entry.kind === voteOpened.kind) opened.set(entry.id, entry.sequence)
    votes.apply(plain(entry))
  }
  const boxes = await votesWithBoxes(db, bureau)
  const problems: VoteProblem[] = []
  const seen: unknown[] = []
  for (const vote of votes.state.open) {
    boxes.delete(vote.id)
    const found = await openBoxes(db, { bureau, vote: vote.id })
    const of = { bureau, about: vote.id, kinds: [sheetTaken.kind] }
    for (const entry of await readEntries(db, of)) votes.apply(plain(entry))
    const taken = takenOf(vote)
    seen.push([vote.id, taken, Array.isArray(found) ? found.map(({ sheets }) => sheets) : found])
    const matches = Array.isArray(found) && boxesMatch(vote, found)
    if (matches) continue
    const kind = Array.isArray(found) ? 'vote-changed' : faults[found]
    problems.push({ kind, sequence: opened.get(vote.id) ?? 0, entryId: vote.id })
  }
  for (const _ of boxes) problems.push({ kind: 'vote-unknown', sequence: 0, entryId: null })
  return { problems, seen: canonicalJson(JSON.parse(JSON.stringify([seen, [...boxes]]))) }
}
