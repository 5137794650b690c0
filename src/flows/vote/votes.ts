import { type Day, day, type Instant } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import {
  type ClosedBody,
  type OpenedBody,
  sheetTaken,
  voteClosed,
  voteOpened,
  voteVoided,
} from './entries.js'

/** A vote, as the ledger has it: who handed in, never what. */
export interface VoteRecord extends Omit<OpenedBody, 'due' | 'voters'> {
  id: string
  cycle: string
  openedBy: string
  openedAt: Instant
  due: Day
  /** Voter → class. */
  classOf: ReadonlyMap<string, string>
  classes: readonly string[]
  /** Voter → sheet → when it was handed in. */
  taken: Map<string, Map<number, Instant>>
  end: VoteEnd | null
}

/** How a vote ended. */
export interface VoteEnd {
  by: string
  at: Instant
  on: Day
  entry: string
  /** What it gave; null: it was made void. */
  closed: ClosedBody | null
}

/** Every vote of a bureau. */
export interface Votes {
  byId: Map<string, VoteRecord>
  /** Those that have not ended. */
  open: Set<VoteRecord>
  /** Cycle → its votes, in the order of their opening. */
  byCycle: Map<string, VoteRecord[]>
}

/** What the ledger says about votes. */
export const votesSlice = slice<Votes>(
  'votes',
  () => ({ byId: new Map(), open: new Set(), byCycle: new Map() }),
  {
    [voteOpened.kind]: (state, entry) => {
      const { due, voters, ...body } = voteOpened.body(entry)
      const cycle = entry.cycle ?? ''
      const record: VoteRecord = {
        ...body,
        ...{ id: entry.id, cycle, openedBy: entry.by, openedAt: entry.at, due: day(due) },
        classOf: new Map(voters.flatMap((one) => one.people.map((who) => [who, one.class]))),
        classes: voters.map((one) => one.class),
        ...{ taken: new Map(), end: null },
      }
      state.byId.set(record.id, record)
      state.open.add(record)
      state.byCycle.set(cycle, [...(state.byCycle.get(cycle) ?? []), record])
    },
    [sheetTaken.kind]: (state, entry) => {
      const record = state.byId.get(entry.about ?? '')
      const sheets = record?.taken.get(entry.by) ?? new Map<number, Instant>()
      record?.taken.set(entry.by, sheets.set(sheetTaken.body(entry).sheet, entry.at))
    },
    [voteClosed.kind]: (state, entry) => end(state, entry, voteClosed.body(entry)),
    [voteVoided.kind]: (state, entry) => end(state, entry, null),
  },
)

function end(state: Votes, entry: PlainEntry, closed: ClosedBody | null): void {
  const record = state.byId.get(entry.about ?? '')
  if (!record) return
  record.end = { by: entry.by, at: entry.at, on: entry.day, entry: entry.id, closed }
  state.open.delete(record)
}

/** The last vote about a part of a cycle; null where there was none. */
export function lastVote(state: Votes, of: { cycle: string; part: string }): VoteRecord | null {
  return (state.byCycle.get(of.cycle) ?? []).findLast(({ part }) => part === of.part) ?? null
}

/** Numbers, from 1, of the sheets that a voter has to hand in; one on which stands nobody but the voter is none. */
export function sheetsFor(vote: VoteRecord, voter: string): number[] {
  if (!vote.classOf.has(voter)) return []
  return vote.sheets.flatMap((people, at) =>
    people.some((one) => !vote.ownLeftOut || one !== voter) ? [at + 1] : [],
  )
}

/** The sheets that a voter still has to hand in. */
export function sheetsLeft(vote: VoteRecord, voter: string): number[] {
  const taken = vote.taken.get(voter)
  return sheetsFor(vote, voter).filter((sheet) => !taken?.has(sheet))
}

/** Whom a voter judges on a sheet. */
export function judgedOn(vote: VoteRecord, sheet: number, voter: string): string[] {
  return (vote.sheets[sheet - 1] ?? []).filter((one) => !vote.ownLeftOut || one !== voter)
}

/** Names the box of a sheet and class within a vote. */
export function boxName(sheet: number, voters: string): string {
  return `${sheet} ${voters}`
}
