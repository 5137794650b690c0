import type { Day, Instant } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import { ratingSubmitted } from '../rating/entries.js'
import { slipOf } from '../rating/outside-rater.js'
import { outsideMade, outsideWithdrawn, papersImported, papersVoided } from './entries.js'
import type { OutsideRef } from './intents.js'

/** Something that was done, by whom and when. */
interface Done {
  by: string
  at: Instant
  on: Day
  entry: string
}

/** A link for one third party. */
export interface Link extends OutsideRef {
  id: string
  hash: string
  /** Within its body and period. */
  number: number
  /** The last day for handing in. */
  until: Day
  whom: readonly string[]
  made: Done
  withdrawn: Done | null
  /** When it was handed in, once and for good. */
  handedIn: { at: Instant; entry: string } | null
}

/** Sheets of paper that were brought in together. */
export interface Papers extends OutsideRef {
  id: string
  sha256: string
  reference: string
  papers: readonly { id: string; number: number }[]
  made: Done
  voided: Done | null
}

interface State {
  byId: Map<string, Link>
  byHash: Map<string, Link>
  /** Body of a period → its links in the order of their numbers. */
  links: Map<string, Link[]>
  papers: Map<string, Papers[]>
  importsById: Map<string, Papers>
  /** A sheet of paper, by its id. */
  byPaper: Map<string, OutsideRef & { number: number }>
}

const nothing = (): State => ({
  byId: new Map(),
  byHash: new Map(),
  links: new Map(),
  papers: new Map(),
  importsById: new Map(),
  byPaper: new Map(),
})

/** Links of third parties and what they gave on paper. */
export const outsideSlice = slice<State>('outside', nothing, {
  [outsideMade.kind]: (state, entry) => {
    const { links, whom, until, ...of } = outsideMade.body(entry)
    const ref = refIn(entry, of)
    for (const { id, hash, number } of links) {
      const link: Link = {
        ...{ ...ref, id, hash, number, whom, until: until as Day },
        ...{ made: doneIn(entry), withdrawn: null, handedIn: null },
      }
      state.byId.set(id, link)
      state.byHash.set(hash, link)
      push(state.links, ref, link)
    }
  },
  [outsideWithdrawn.kind]: (state, entry) => {
    const link = state.byId.get(outsideWithdrawn.body(entry).link)
    if (link) link.withdrawn = doneIn(entry)
  },
  [ratingSubmitted.kind]: (state, entry) => {
    const link = state.byId.get(slipOf(entry.by) ?? '')
    if (link) link.handedIn = { at: entry.at, entry: entry.id }
  },
  [papersImported.kind]: (state, entry) => {
    const { papers, sha256, reference, ...of } = papersImported.body(entry)
    const ref = refIn(entry, of)
    const all = {
      ...ref,
      id: entry.id,
      sha256,
      reference,
      papers,
      made: doneIn(entry),
      voided: null,
    }
    state.importsById.set(entry.id, all)
    for (const { id, number } of papers) state.byPaper.set(id, { ...ref, number })
    push(state.papers, ref, all)
  },
  [papersVoided.kind]: (state, entry) => {
    const found = state.importsById.get(entry.about ?? '')
    if (found) found.voided = doneIn(entry)
  },
})

function doneIn({ by, at, day: on, id: entry }: PlainEntry): Done {
  return { by, at, on, entry }
}

function refIn(entry: PlainEntry, of: { part: string; body: string }): OutsideRef {
  return { cycle: entry.cycle ?? '', period: entry.period ?? '', ...of }
}

function push<T>(all: Map<string, T[]>, ref: OutsideRef, one: T): void {
  const key = placeOf(ref)
  all.set(key, [...(all.get(key) ?? []), one])
}

function placeOf({ cycle, period, part, body }: OutsideRef): string {
  return JSON.stringify([cycle, period, part, body])
}

/** The links of a body, by number. */
export function linksOf(state: State, ref: OutsideRef): readonly Link[] {
  return state.links.get(placeOf(ref)) ?? []
}

/** What was brought in of a body's paper and counts, earliest first; `voided`: also what counts no more. */
export function papersOf(
  state: State,
  ref: OutsideRef,
  { voided }: { voided: boolean } = { voided: false },
): readonly Papers[] {
  const all = state.papers.get(placeOf(ref)) ?? []
  return voided ? all : all.filter((one) => one.voided === null)
}

/** Whether a link can still be handed in, as far as it says itself. */
export function isWaiting({ withdrawn, handedIn, until }: Link, today: Day): boolean {
  return withdrawn === null && handedIn === null && today <= until
}
