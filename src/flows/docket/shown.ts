import { type Day, dayAt, type Instant } from '../../base/day.js'
import { findFile } from '../../storage/files.js'
import type { Seeing, Situation } from '../context.js'
import { actorText } from '../post/acted.js'
import { isProvisional } from '../provisional.js'
import { textsOf } from '../texts.js'
import { dueOf, isLateNow } from './clock.js'
import type { Docket } from './dockets.js'
import { docketKind } from './kinds.js'
import { ownersOf } from './who.js'

/** A matter as lists show it. */
export interface DocketRow {
  id: string
  kind: string
  title: string
  source: string
  /** Who has it: unit and names. */
  unit: string
  owners: string[]
  received: Day
  /** Last day; null where it has none, or its clock stands still. */
  due: Day | null
  /** The moment, where it is counted by the hour. */
  dueAt: Instant | null
  provisional: boolean
  /** Working days left, 0 on the last; below 0 when late; null without an end. */
  left: number | null
  late: boolean
  state: Docket['state']
  contact: Docket['contact']
}

/** Something that was done with a matter. */
export interface TraceShown {
  what: string
  by: string
  on: Day
  text: string
}

/** A matter with all that was written. */
export interface DocketShown extends DocketRow {
  registeredBy: string
  assistants: string[]
  files: { id: string; name: string }[]
  trail: TraceShown[]
  clause: string
  /** Longer time: until when, and how that stands; null where none was asked for. */
  extension: {
    to: Day
    stage: 'asked' | 'approved' | 'returned' | 'refused'
    waits: string[]
  } | null
  judged: { as: 'late' | 'undone' | 'none' } | null
}

/** Matters with their titles, in the order given. */
export async function docketRows(
  situation: Situation,
  dockets: readonly Docket[],
): Promise<DocketRow[]> {
  const ids = dockets.map(({ id }) => id)
  const texts = await textsOf(situation.db, ids, ['title', 'source'])
  return dockets.map((docket) => rowOf(situation, docket, texts.get(docket.id) ?? {}))
}

function rowOf(
  situation: Situation,
  docket: Docket,
  { title = '', source = '' }: { title?: string; source?: string },
): DocketRow {
  const { bureau, calendar, today } = situation
  const { roster } = bureau
  const due = dueOf(docket, calendar)
  const { state } = docket
  const late = isLateNow(docket, situation)
  const hours = docket.clock.kind === 'period' && ['hours', 'minutes'].includes(docket.clock.unit)
  return {
    ...{ id: docket.id, title, source, state, contact: docket.contact, late },
    kind: docketKind(bureau, docket.kind)?.name ?? docket.kind,
    unit: docket.unit === null ? '' : roster.unitNameOf(docket.unit),
    owners: ownersOf(bureau, docket).map((id) => roster.nameOf(id)),
    received: dayAt(docket.received),
    ...{ due: due?.day ?? null, dueAt: due !== null && hours ? due.late : null },
    provisional: due !== null && isProvisional(situation, due.day),
    left: due === null ? null : late ? -1 : calendar.workingDaysBetween(today, due.day),
  }
}

/** One matter with all that was written; `waits`: who decides on its extension now. */
export async function docketShown(
  seeing: Seeing,
  docket: Docket,
  waits: readonly string[],
): Promise<DocketShown> {
  const { bureau, db } = seeing
  const { roster } = bureau
  const entries = docket.trail.map(({ entry }) => entry)
  const texts = await textsOf(db, entries, ['note', 'reason'])
  const stored = await Promise.all(docket.files.map((id) => findFile(db, id)))
  const [row] = await docketRows(seeing, [docket])
  const { extension, assistants } = docket
  return {
    ...(row ?? rowOf(seeing, docket, {})),
    registeredBy: roster.nameOf(docket.by),
    assistants: [
      ...assistants.units.map((id) => roster.unitNameOf(id)),
      ...assistants.persons.map((id) => roster.nameOf(id)),
    ],
    files: stored.flatMap((file) => (file ? [{ id: file.id, name: file.name }] : [])),
    trail: docket.trail
      .filter(({ what }) => what !== 'docket.filed')
      .map(({ what, by, on, entry }) => {
        const { note = '', reason = '' } = texts.get(entry) ?? {}
        return { what, by: actorText(seeing, by, entry), on: dayAt(on), text: note || reason }
      }),
    clause: docketKind(bureau, docket.kind)?.clause ?? '',
    extension: extension && {
      ...{ to: extension.to, stage: extension.stage },
      waits: waits.map((id) => roster.nameOf(id)),
    },
    judged: docket.judged && { as: docket.judged.as },
  }
}
