import type { Day, Instant } from '../../base/day.js'
import type { Rating } from '../../scoring/input.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import { keyOf } from '../card-key.js'
import { slice } from '../collected.js'
import {
  judgeAdded,
  judgeLeft,
  panelClosed,
  panelOpened,
  panelOrdered,
  panelReopened,
  sheetHandedIn,
  turnBegun,
  turnEnded,
} from './entries.js'

/** Somebody who judges, or did. */
export interface Judge {
  person: string
  /** The class: a body or observers of the scheme. */
  body: string
  since: Instant
  /** In whose place. */
  instead: string | null
  /** Judges no more since then; `entry` holds the reason. */
  left: { at: Instant; entry: string } | null
}

/** What a judge handed in about an assessee. */
export interface Sheet {
  at: Instant
  body: string
  /** Part → points. */
  points: ReadonlyMap<string, string>
}

/** A presentation; `ended` null while it runs. */
export interface Turn {
  assessee: string
  begun: Instant
  ended: Instant | null
}

/** How the office ended it. */
export interface PanelClosing {
  /** The day from which on it counts: that of the first closing. */
  on: Day
  by: string
  at: Instant
  entry: string
  missing: readonly { person: string; sheets: number }[]
  reopened: { by: string; at: Instant; entry: string } | null
}

/** A panel of a period as the office opened it. */
export interface PanelRecord {
  panel: string
  period: string
  openedBy: string
  openedAt: Instant
  judges: Map<string, Judge>
  order: readonly string[]
  seed: string | null
  /** Last one that is or was heard at the end. */
  turns: Turn[]
  /** Judge → assessee → sheet. */
  sheets: Map<string, Map<string, Sheet>>
  closed: PanelClosing | null
  /** Assessee → what counts since it was closed. */
  counted: Map<string, Rating[]>
}

/** Cycle → `period/panel` → the panel. */
type Panels = Map<string, Map<string, PanelRecord>>

/** Panels of every cycle. */
export const panelsSlice = slice<Panels>('panels', () => new Map(), {
  [panelOpened.kind]: (state, entry) => {
    const { panel, judges, order, seed } = panelOpened.body(entry)
    const cycle = entry.cycle ?? ''
    const all = state.get(cycle) ?? new Map<string, PanelRecord>()
    state.set(cycle, all)
    const period = entry.period ?? ''
    all.set(keyOf(period, panel), {
      ...{ panel, period, order, seed },
      ...{ openedBy: entry.by, openedAt: entry.at },
      judges: new Map(
        judges.map(({ person, body }) => [
          person,
          { person, body, since: entry.at, instead: null, left: null },
        ]),
      ),
      ...{ turns: [], sheets: new Map(), closed: null, counted: new Map() },
    })
  },
  [panelOrdered.kind]: (state, entry) => {
    const { panel, order, seed } = panelOrdered.body(entry)
    const found = recordIn(state, entry, panel)
    if (found) Object.assign(found, { order, seed })
  },
  [judgeAdded.kind]: (state, entry) => {
    const { panel, person, body, instead } = judgeAdded.body(entry)
    const judge: Judge = { person, body, since: entry.at, instead, left: null }
    recordIn(state, entry, panel)?.judges.set(person, judge)
  },
  [judgeLeft.kind]: (state, entry) => {
    const { panel, person } = judgeLeft.body(entry)
    const judge = recordIn(state, entry, panel)?.judges.get(person)
    if (judge) judge.left = { at: entry.at, entry: entry.id }
  },
  [turnBegun.kind]: (state, entry) => {
    const { panel, assessee } = turnBegun.body(entry)
    const turns = recordIn(state, entry, panel)?.turns
    const last = turns?.at(-1)
    if (last && last.ended === null) last.ended = entry.at
    turns?.push({ assessee, begun: entry.at, ended: null })
  },
  [turnEnded.kind]: (state, entry) => {
    const last = recordIn(state, entry, turnEnded.body(entry).panel)?.turns.at(-1)
    if (last) last.ended = entry.at
  },
  [sheetHandedIn.kind]: (state, entry) => {
    const { panel, body, assessee, points } = sheetHandedIn.body(entry)
    const sheets = recordIn(state, entry, panel)?.sheets
    const own = sheets?.get(entry.by) ?? new Map<string, Sheet>()
    sheets?.set(entry.by, own)
    const given = new Map(points.map((one) => [one.part, one.points]))
    own.set(assessee, { at: entry.at, body, points: given })
  },
  [panelClosed.kind]: (state, entry) => {
    const { panel, missing } = panelClosed.body(entry)
    const found = recordIn(state, entry, panel)
    if (!found) return
    const { by, at, id } = entry
    found.closed = {
      ...{ on: found.closed?.on ?? entry.day, by, at, entry: id, missing },
      reopened: null,
    }
    found.counted = counted(found)
  },
  [panelReopened.kind]: (state, entry) => {
    const closed = recordIn(state, entry, panelReopened.body(entry).panel)?.closed
    if (closed) closed.reopened = { by: entry.by, at: entry.at, entry: entry.id }
  },
})

function recordIn(state: Panels, entry: PlainEntry, panel: string): PanelRecord | undefined {
  return state.get(entry.cycle ?? '')?.get(keyOf(entry.period ?? '', panel))
}

/** Every sheet as ratings of its rows: from the closing on they count. */
function counted({ period, sheets }: PanelRecord): Map<string, Rating[]> {
  const all = new Map<string, Rating[]>()
  for (const [assessor, own] of sheets) {
    for (const [assessee, { body, points }] of own) {
      const ratings = all.get(assessee) ?? []
      all.set(assessee, ratings)
      for (const [part, figure] of points) {
        ratings.push({ part, period, assessee, assessor, raterClass: body, points: figure })
      }
    }
  }
  return all
}

/** The panels of a cycle that were opened, in the order of their opening. */
export function panelsIn(state: Panels, cycle: string): readonly PanelRecord[] {
  return [...(state.get(cycle)?.values() ?? [])]
}

/** A panel of a period; undefined when it was not opened. */
export function panelIn(
  state: Panels,
  of: { cycle: string; period: string; panel: string },
): PanelRecord | undefined {
  return state.get(of.cycle)?.get(keyOf(of.period, of.panel))
}
