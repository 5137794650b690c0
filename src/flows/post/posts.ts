import { type Day, day, type Instant } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { slice } from '../collected.js'
import { postActed, postEnded, postNamed, postNoted, postReturned, postTaken } from './entries.js'

/** Who was named for somebody's post. */
export interface Named {
  id: string
  person: string
  by: string
  standIn: string
  from: Day
  to: Day | null
  absence: string | null
  ended: boolean
}

/** One person's standing in during one time away, and how far it is. */
export interface Cover {
  absence: string
  person: string
  standIn: string
  told: boolean
  begun: boolean
  taken: Instant | null
  /** The entry by which the work was given back. */
  returned: { entry: string; at: Instant } | null
}

/** A bureau's posts and who has them. */
export interface PostsCollected {
  named: Map<string, Named>
  byPerson: Map<string, Named[]>
  /** Time away → those who stand or stood in. */
  covers: Map<string, Cover[]>
  /** Begun, and neither over nor given back. */
  open: Set<Cover>
  /** Times away of which the head was told that nobody stands in. */
  vacant: Set<string>
  /** Entry → in whose place it was written. */
  acted: Map<string, string>
}

function empty(): PostsCollected {
  return {
    ...{ named: new Map(), byPerson: new Map(), covers: new Map() },
    ...{ open: new Set(), vacant: new Set(), acted: new Map() },
  }
}

export const postsSlice = slice<PostsCollected>('posts', empty, {
  [postNamed.kind]: (state, entry) => {
    const { standIn, from, to, absence } = postNamed.body(entry)
    const person = entry.subject ?? ''
    const named: Named = {
      ...{ id: entry.id, person, by: entry.by, standIn, absence, ended: false },
      ...{ from: day(from), to: to === null ? null : day(to) },
    }
    state.named.set(entry.id, named)
    state.byPerson.set(person, [...(state.byPerson.get(person) ?? []), named])
    if (absence !== null) state.vacant.delete(absence)
  },
  [postEnded.kind]: (state, entry) => {
    const named = state.named.get(entry.about ?? '')
    if (named) named.ended = true
  },
  [postNoted.kind]: (state, entry) => {
    const { what, standIn } = postNoted.body(entry)
    if (what === 'vacant' || standIn === null) {
      state.vacant.add(entry.about ?? '')
      return
    }
    const cover = coverIn(state, entry, standIn)
    if (what === 'told') cover.told = true
    if (what === 'begun') {
      cover.begun = true
      state.open.add(cover)
    }
    if (what === 'over') state.open.delete(cover)
  },
  [postTaken.kind]: (state, entry) => {
    coverIn(state, entry, entry.by).taken = entry.at
  },
  [postReturned.kind]: (state, entry) => {
    const cover = coverIn(state, entry, entry.by)
    cover.returned = { entry: entry.id, at: entry.at }
    state.open.delete(cover)
  },
  [postActed.kind]: (state, entry) => {
    state.acted.set(entry.about ?? '', entry.subject ?? '')
  },
})

function coverIn(state: PostsCollected, entry: PlainEntry, standIn: string): Cover {
  const absence = entry.about ?? ''
  const all = state.covers.get(absence) ?? []
  const known = all.find((one) => one.standIn === standIn)
  if (known) return known
  const made: Cover = {
    ...{ absence, person: entry.subject ?? '', standIn, told: false, begun: false },
    ...{ taken: null, returned: null },
  }
  state.covers.set(absence, [...all, made])
  return made
}

/** One person's standing in during a time away; null while nothing was written of it. */
export function coverBy(state: PostsCollected, absence: string, standIn: string): Cover | null {
  return state.covers.get(absence)?.find((one) => one.standIn === standIn) ?? null
}

/** Who was named for one time away last; null for nobody. */
export function namedFor(state: PostsCollected, person: string, absence: string): Named | null {
  const all = state.byPerson.get(person) ?? []
  return all.findLast((one) => !one.ended && one.absence === absence) ?? null
}

/** Who is named for whenever somebody is away, on a day; the last one where there are several. */
export function standingOn(state: PostsCollected, person: string, on: Day): Named | null {
  const all = state.byPerson.get(person) ?? []
  const holds = ({ ended, absence, from, to }: Named): boolean =>
    !ended && absence === null && from <= on && (to === null || on <= to)
  return all.findLast(holds) ?? null
}
