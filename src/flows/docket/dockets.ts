import { type Day, day, dayAt, type Instant, momentOf, yearIn } from '../../base/day.js'
import type { PlainEntry } from '../../storage/ledger-stream.js'
import type { LimitClock } from '../../workrules/dates.js'
import type { FirstContact } from '../../workrules/model.js'
import { slice } from '../collected.js'
import {
  docketAnswered,
  docketConfirmed,
  docketDropped,
  docketFiled,
  docketJudged,
  docketPaused,
  docketPlaced,
  docketRegistered,
  docketResumed,
  docketSentBack,
  extensionAsked,
  extensionChain,
  type Judgement,
} from './entries.js'

/** A longer time that was asked for, as a chain decides on it. */
export interface Extension {
  id: string
  docket: string
  person: string
  to: Day
  deciding: readonly string[]
  informed: readonly string[]
  stage: 'asked' | 'approved' | 'returned' | 'refused'
  passed: { at: number; by: string; on: Instant; entry: string }[]
  ended: { by: string; on: Instant; entry: string } | null
}

/** Something that was done with a matter, for its card: which entry, by whom and when. */
export interface Trace {
  what: string
  by: string
  on: Instant
  entry: string
}

/** A matter in the register (督办件), without any text of people. */
export interface Docket {
  id: string
  sequence: number
  by: string
  at: Instant
  kind: string
  /** When it was received: its clock begins. */
  received: Instant
  clock: LimitClock
  /** Not yet settled whose it is; null once it is, and for what is no first contact. */
  contact: FirstContact['is'] | null
  unit: string | null
  person: string | null
  assistants: { units: readonly string[]; persons: readonly string[] }
  files: string[]
  state: 'open' | 'paused' | 'answered' | 'done' | 'dropped'
  /** When its owner said that it is done, and whether that was late. */
  answered: { on: Instant; late: boolean } | null
  /** Times for which the present clock stood still; the last one may still go on. */
  pauses: { from: Instant; to: Instant | null }[]
  /** The last longer time that was asked for. */
  extension: Extension | null
  /** What was decided about its being late. */
  judged: { as: Judgement; fact: string | null } | null
  trail: Trace[]
}

/** What became of a unit's matters in a year. */
export interface Ended {
  done: number
  late: number
}

/** A bureau's register, and where what is open is found. */
export interface DocketsCollected {
  byId: Map<string, Docket>
  byExtension: Map<string, Extension>
  open: Set<Docket>
  /** Open ones by who has them or helps: persons and units. */
  openOf: Map<string, Set<Docket>>
  /** Open first contacts that nobody has yet. */
  unclear: Set<Docket>
  /** Answered late and not yet judged. */
  late: Set<Docket>
  /** Year → unit → what became of its matters. */
  ended: Map<string, Map<string, Ended>>
}

export const docketsSlice = slice<DocketsCollected>(
  'dockets',
  () => ({
    ...{ byId: new Map(), byExtension: new Map(), open: new Set(), openOf: new Map() },
    ...{ unclear: new Set(), late: new Set(), ended: new Map() },
  }),
  {
    [docketRegistered.kind]: register,
    [docketPlaced.kind]: about((docket, entry, state) => {
      const { kind, clock, unit, person, assistants } = docketPlaced.body(entry)
      unlist(state, docket)
      docket.kind = kind ?? docket.kind
      if (clock !== null) setClock(docket, clock as LimitClock)
      Object.assign(docket, { unit, person, assistants, contact: null })
      list(state, docket)
    }),
    [docketAnswered.kind]: about((docket, entry, state) => {
      const { late, done } = docketAnswered.body(entry)
      docket.answered = { on: entry.at, late }
      docket.state = 'answered'
      if (done) close(state, docket, entry)
    }),
    [docketConfirmed.kind]: about((docket, entry, state) => close(state, docket, entry)),
    [docketSentBack.kind]: about((docket) => {
      docket.state = 'open'
      docket.answered = null
    }),
    [docketPaused.kind]: about((docket, entry) => {
      docket.state = 'paused'
      docket.pauses.push({ from: entry.at, to: null })
    }),
    [docketResumed.kind]: about((docket, entry) => {
      docket.state = 'open'
      const last = docket.pauses.at(-1)
      if (last) last.to = entry.at
    }),
    [docketDropped.kind]: about((docket, _, state) => {
      docket.state = 'dropped'
      unlist(state, docket)
    }),
    [docketFiled.kind]: about((docket, entry) => {
      docket.files.push(docketFiled.body(entry).file)
    }),
    [docketJudged.kind]: about((docket, entry, state) => {
      docket.judged = docketJudged.body(entry)
      state.late.delete(docket)
    }),
    [extensionAsked.kind]: about((docket, entry, state) => {
      const { to, ...body } = extensionAsked.body(entry)
      const extension: Extension = {
        ...{ ...body, id: entry.id, docket: docket.id, to: day(to) },
        person: entry.subject ?? entry.by,
        ...{ stage: 'asked', passed: [], ended: null },
      }
      docket.extension = extension
      state.byExtension.set(entry.id, extension)
      if (extension.deciding.length === 0) approve(docket, extension)
    }),
    [extensionChain.passed.kind]: decided((extension, entry, docket) => {
      const { at, last } = extensionChain.passed.body(entry)
      extension.passed.push({ at, by: entry.by, on: entry.at, entry: entry.id })
      if (last) approve(docket, extension)
    }),
    [extensionChain.returned.kind]: decided((extension, entry) => {
      end(extension, entry, 'returned')
    }),
    [extensionChain.refused.kind]: decided((extension, entry) => {
      end(extension, entry, 'refused')
    }),
  },
)

function register(state: DocketsCollected, entry: PlainEntry): void {
  const { received, clock, ...body } = docketRegistered.body(entry)
  const [on = '', time] = received.split('T')
  const docket: Docket = {
    ...{ ...body, id: entry.id, sequence: entry.sequence, by: entry.by, at: entry.at },
    ...{ received: momentOf(day(on), time), clock: clock as LimitClock },
    ...{ files: [], state: 'open', answered: null, pauses: [], extension: null, judged: null },
    trail: [traceOf(entry)],
  }
  state.byId.set(docket.id, docket)
  list(state, docket)
}

function traceOf(entry: PlainEntry): Trace {
  return { what: entry.kind, by: entry.by, on: entry.at, entry: entry.id }
}

/** Everybody and every unit that has an open matter to do with: first contact, owner, who helps. */
function holdersOf({ by, contact, unit, person, assistants }: Docket): string[] {
  const first = contact === 'other' ? [by] : []
  const own = [...(unit === null ? [] : [unit]), ...(person === null ? [] : [person])]
  return [...new Set([...first, ...own, ...assistants.units, ...assistants.persons])]
}

function list(state: DocketsCollected, docket: Docket): void {
  state.open.add(docket)
  if (docket.contact === 'unclear') state.unclear.add(docket)
  for (const id of holdersOf(docket)) {
    const known = state.openOf.get(id)
    if (known) known.add(docket)
    else state.openOf.set(id, new Set([docket]))
  }
}

function unlist(state: DocketsCollected, docket: Docket): void {
  state.open.delete(docket)
  state.unclear.delete(docket)
  for (const id of holdersOf(docket)) state.openOf.get(id)?.delete(docket)
}

function close(state: DocketsCollected, docket: Docket, entry: PlainEntry): void {
  unlist(state, docket)
  docket.state = 'done'
  const late = docket.answered?.late ?? false
  if (late && docket.judged === null) state.late.add(docket)
  const year = yearIn(dayAt(entry.at))
  const units = state.ended.get(year) ?? new Map<string, Ended>()
  state.ended.set(year, units)
  const unit = docket.unit ?? ''
  const { done = 0, late: before = 0 } = units.get(unit) ?? {}
  units.set(unit, { done: done + 1, late: before + (late ? 1 : 0) })
}

function setClock(docket: Docket, clock: LimitClock): void {
  docket.clock = clock
  docket.pauses = []
}

function approve(docket: Docket, extension: Extension): void {
  extension.stage = 'approved'
  setClock(docket, { kind: 'day', day: extension.to })
}

function end(extension: Extension, entry: PlainEntry, stage: 'returned' | 'refused'): void {
  extension.stage = stage
  extension.ended = { by: entry.by, on: entry.at, entry: entry.id }
}

type Change = (docket: Docket, entry: PlainEntry, state: DocketsCollected) => void

function about(change: Change): (state: DocketsCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const docket = state.byId.get(entry.about ?? '')
    if (!docket) return
    docket.trail.push(traceOf(entry))
    change(docket, entry, state)
  }
}

function decided(
  change: (extension: Extension, entry: PlainEntry, docket: Docket) => void,
): (state: DocketsCollected, entry: PlainEntry) => void {
  return (state, entry) => {
    const extension = state.byExtension.get(entry.about ?? '')
    const docket = state.byId.get(extension?.docket ?? '')
    if (!extension || !docket) return
    docket.trail.push(traceOf(entry))
    change(extension, entry, docket)
  }
}

/** Who answered a matter last. */
export function answererOf({ trail }: Docket): string | null {
  return trail.findLast(({ what }) => what === 'docket.answered')?.by ?? null
}
