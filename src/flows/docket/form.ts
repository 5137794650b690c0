import { z } from 'zod'
import { isDay, momentOf, timeAt, dayAt, type Day, type Instant } from '../../base/day.js'
import type { Json } from '../../base/json.js'
import { findNamed } from '../../roster/find.js'
import type { RosterOn } from '../../roster/roster.js'
import { deleteDraft, type DraftPlace, getDraft, putDraft } from '../../storage/drafts.js'
import type { Db, Tx } from '../../storage/database.js'
import { bareName } from '../attendance/names.js'
import type { DocketWords } from './intents.js'

const text = z.string().catch('')

const draftShape = z.object({
  words: z.object({
    ...{ kind: text, title: text, source: text, received: text },
    ...{ explicit: text, owner: text, assistants: text },
  }),
  /** The matter that this form has become: it is its receipt now. */
  made: text,
})
export type DocketDraft = z.infer<typeof draftShape>

type Whose = { bureau: { id: string }; person: string }

/** Key of the form; of everybody one. */
export const newDocket = 'new'

function placeOf({ bureau, person }: Whose, kind = 'docket'): DraftPlace {
  return { bureau: bureau.id, owner: person, kind, key: newDocket }
}

/** Somebody's form as it was left; null when nobody began it. */
export async function docketDraft(db: Db, whose: Whose): Promise<DocketDraft | null> {
  const draft = await getDraft(db, placeOf(whose))
  return draft && draftShape.parse(draft.body)
}

export async function keepDocketDraft(tx: Tx, whose: Whose, draft: DocketDraft): Promise<void> {
  const body: Json = JSON.parse(JSON.stringify(draft))
  await putDraft(tx, placeOf(whose), body)
}

export async function dropDocketDraft(tx: Tx, whose: Whose): Promise<void> {
  await deleteDraft(tx, placeOf(whose))
}

const nextFile = z.object({ docket: z.string() })

/** Lets what the person sends next belong to a matter; of several the last one. */
export async function waitForFile(tx: Tx, whose: Whose, docket: string): Promise<void> {
  await putDraft(tx, placeOf(whose, 'docket-file'), { docket })
}

/** The matter that somebody's next file belongs to, and since when it waits; null for none. */
export async function waitsForFile(
  db: Db,
  whose: Whose,
): Promise<{ docket: string; changedAt: number } | null> {
  const kept = await getDraft(db, placeOf(whose, 'docket-file'))
  const read = nextFile.safeParse(kept?.body)
  return kept && read.success ? { docket: read.data.docket, changedAt: kept.changedAt } : null
}

/** A form that nobody has begun: received now. */
export function freshWords(now: Instant, kind: string): DocketWords {
  const received = `${dayAt(now)} ${timeAt(now)}`
  return { kind, received, title: '', source: '', explicit: '', owner: '', assistants: '' }
}

/** A minute as the card's picker gives it; null for none. */
export function receivedIn(typed: string): { on: Day; at: Instant; minute: string } | null {
  const [, on = '', time = ''] = /^(\S{10}) ((?:[01]\d|2[0-3]):[0-5]\d)$/.exec(typed) ?? []
  return isDay(on) ? { on, at: momentOf(on, time), minute: `${on}T${time}` } : null
}

/** Names what a card reckoned: kind, receipt, and the day that the matter brings. */
export function shownKey({ kind, received, explicit }: DocketWords): string {
  return [kind, received, explicit].join(',')
}

/** Who is meant by a name: a unit, or a person with their unit. */
export interface Named {
  unit: string | null
  person: string | null
}

/** The one unit or person of today's roster that is called so, exactly or in part; null for none or several. */
export function namedIn(roster: RosterOn, typed: string): Named | null {
  const { units, people } = roster
  const exact = {
    units: units.filter(({ name }) => bareName(name) === bareName(typed)),
    people: people.filter(({ name, employeeNo }) =>
      [name, employeeNo].some((one) => bareName(one) === bareName(typed)),
    ),
  }
  const some = exact.units.length + exact.people.length > 0
  const found = some ? exact : { units: findNamed(units, typed), people: findNamed(people, typed) }
  if (found.units.length + found.people.length !== 1) return null
  const [unit] = found.units
  if (unit) return { unit: unit.id, person: null }
  const [person] = found.people
  return person ? { unit: roster.unitOf(person.id), person: person.id } : null
}

/** Units and persons in a list of names; `unknown`: those of which nobody, or several, are called so. */
export function allNamedIn(
  roster: RosterOn,
  typed: string,
): { units: string[]; persons: string[]; unknown: string[] } {
  const names = typed.split(/[、,，;；\s]+/u).filter((name) => name !== '')
  const found = names.map((name) => ({ name, named: namedIn(roster, name) }))
  return {
    units: unique(found.map(({ named }) => (named?.person === null ? named.unit : null))),
    persons: unique(found.map(({ named }) => named?.person ?? null)),
    unknown: found.flatMap(({ name, named }) => (named ? [] : [name])),
  }
}

function unique(all: readonly (string | null)[]): string[] {
  return [...new Set(all.flatMap((one) => one ?? []))]
}
