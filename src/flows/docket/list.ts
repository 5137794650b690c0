import { z } from 'zod'
import { yearIn } from '../../base/day.js'
import { getDraft, putDraft } from '../../storage/drafts.js'
import type { Db } from '../../storage/database.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import { type Context, done, type Outcome, type Seeing, type Situation } from '../context.js'
import type { GoneView } from '../gone-view.js'
import { lookAtDockets } from './actions.js'
import { dueOf, isLateNow } from './clock.js'
import { type Docket, docketsSlice } from './dockets.js'
import { type DocketShow, docketShows, type DocketsIntent } from './intents.js'
import { docketKinds, keepersOf, mayNotRegister } from './kinds.js'
import { type DocketRow, docketRows } from './shown.js'
import { unitsLed } from './who.js'

/** Matters on one page of the register. */
export const docketsPerPage = 8

/** The register as its reader sees it: what is open by unit and year, and a page of it. */
export interface DocketsView {
  kind: 'dockets'
  key: string
  show: DocketShow
  year: string
  /** Of all that is open and seen. */
  open: number
  late: number
  /** By unit, most open first. */
  units: { name: string; open: number; late: number; done: number; doneLate: number }[]
  rows: DocketRow[]
  page: number
  pages: number
  mayRegister: boolean
  /** The whole register of the year may be had as a sheet. */
  mayExport: boolean
}

/** What somebody sees of the register: kinds that they keep, units that they lead, else their own. */
export interface Sight {
  all: boolean
  kinds: ReadonlySet<string>
  units: ReadonlySet<string>
}

/** What somebody sees of the register besides their own. */
export function sightOf(bureau: Situation['bureau'], person: string): Sight {
  const { roster } = bureau
  const kept = docketKinds(bureau).filter((kind) => keepersOf(bureau, kind).includes(person))
  return {
    all: roster.holders('principal-leader').some(({ id }) => id === person),
    kinds: new Set(kept.map(({ id }) => id)),
    units: new Set(unitsLed({ roster }, person)),
  }
}

/** Whether somebody with such a sight sees a matter as one of the register. */
export function isInSight({ all, kinds, units }: Sight, docket: Docket): boolean {
  return all || kinds.has(docket.kind) || (docket.unit !== null && units.has(docket.unit))
}

/** An open matter that somebody sees, when it is late at last, and whether it is: by what was answered, where something was. */
interface OpenSeen {
  docket: Docket
  at: number
  late: boolean
}

/** Open matters that somebody sees, latest due last; without an end behind. */
function openSeen(situation: Situation, person: string): OpenSeen[] {
  const { open, openOf } = situation.collected.of(docketsSlice)
  const sight = sightOf(situation.bureau, person)
  const own = openOf.get(person) ?? new Set<Docket>()
  const sees = sight.all || sight.kinds.size > 0 || sight.units.size > 0
  const all = sees ? [...open].filter((one) => own.has(one) || isInSight(sight, one)) : [...own]
  return all
    .map((docket) => ({
      docket,
      at: dueOf(docket, situation.calendar)?.late ?? Infinity,
      late: isLateNow(docket, situation),
    }))
    .sort((a, b) => a.at - b.at || a.docket.sequence - b.docket.sequence)
}

/**
 * The register. `late`: what is late, also what was done late and waits to be judged. Access: everybody of a bureau whose work rules keep one;
 * each sees what they have, keep or lead.
 * @refuses {@link mayNotList}
 */
export async function viewDockets(seeing: Seeing, key: string): Promise<DocketsView | GoneView> {
  const { bureau, person, today } = seeing
  if (person === null) return { kind: 'gone', code: 'gone' }
  const refusal = mayNotList({ bureau, person })
  if (refusal) return { kind: 'gone', code: refusal.code }
  const kept = await shownPage(seeing.db, { bureau, person }, key)
  const seen = openSeen(seeing, person)
  const late = seen.filter((one) => one.late)
  const sight = sightOf(bureau, person)
  // What was answered late and is not confirmed yet is among the open ones.
  const listedLate = new Set(late.map(({ docket }) => docket))
  const doneLate = [...seeing.collected.of(docketsSlice).late].filter(
    (one) => isInSight(sight, one) && !listedLate.has(one),
  )
  const listed =
    kept.show === 'late'
      ? [...late.map(({ docket }) => docket), ...doneLate]
      : seen.map(({ docket }) => docket)
  const pages = Math.max(1, Math.ceil(listed.length / docketsPerPage))
  const page = Math.min(kept.page, pages - 1)
  const here = listed.slice(page * docketsPerPage, (page + 1) * docketsPerPage)
  return {
    ...{ kind: 'dockets', key, show: kept.show, year: yearIn(today), page, pages },
    ...{ open: seen.length, late: late.length },
    units: unitsOf(seeing, person, seen),
    rows: await docketRows(seeing, here),
    mayRegister: mayNotRegister(bureau, person) === null,
    mayExport: sight.all || sight.kinds.size > 0 || sight.units.size > 0,
  }
}

/** What each unit has open, and did this year: of what its reader keeps, of units that they lead. */
function unitsOf(
  { bureau, collected, today }: Seeing,
  person: string,
  seen: readonly OpenSeen[],
): DocketsView['units'] {
  const sight = sightOf(bureau, person)
  if (!sight.all && sight.kinds.size === 0 && sight.units.size === 0) return []
  const counts = new Map<string, { open: number; late: number }>()
  for (const { docket, late: isLate } of seen) {
    const { open = 0, late = 0 } = counts.get(docket.unit ?? '') ?? {}
    counts.set(docket.unit ?? '', { open: open + 1, late: late + (isLate ? 1 : 0) })
  }
  const ended = collected.of(docketsSlice).ended.get(yearIn(today)) ?? new Map()
  const wide = sight.all || sight.kinds.size > 0
  const ids = new Set([...counts.keys(), ...(wide ? ended.keys() : sight.units)])
  return [...ids]
    .map((id) => {
      const { done = 0, late: doneLate = 0 } = ended.get(id) ?? {}
      const { open = 0, late = 0 } = counts.get(id) ?? {}
      const name = id === '' ? '（还没有定）' : bureau.roster.unitNameOf(id)
      return { name, open, late, done, doneLate }
    })
    .filter(({ open, done }) => open + done > 0)
    .sort((a, b) => b.open - a.open || b.done - a.done || (a.name < b.name ? -1 : 1))
}

/**
 * Whether somebody can't look at the register: strangers; where the work rules keep none.
 * @refuses not-allowed, docket-no-rules
 */
export function mayNotList({ bureau, person }: Pick<Context, 'bureau' | 'person'>): Refusal | null {
  const denied = mayNot(bureau, person, lookAtDockets, { person })
  if (denied) return denied
  return docketKinds(bureau).length > 0 ? null : refuse('docket-no-rules')
}

const pageShape = z.object({ page: z.int().min(0).catch(0), show: z.enum(docketShows) })
type Page = z.infer<typeof pageShape>

type Whose = { bureau: { id: string }; person: string }

function placeOf({ bureau, person }: Whose, key: string) {
  return { bureau: bureau.id, owner: person, kind: 'dockets', key: key === 'late' ? key : 'all' }
}

/** Which page somebody looks at; a card that was opened as the late ones begins with those. */
async function shownPage(db: Db, whose: Whose, key: string): Promise<Page> {
  const kept = pageShape.safeParse((await getDraft(db, placeOf(whose, key)))?.body)
  return kept.data ?? { page: 0, show: key === 'late' ? 'late' : 'open' }
}

/**
 * Turns the page, or shows other ones.
 * @refuses {@link mayNotList}
 */
export async function turnDockets(
  ctx: Context,
  { key, page, show }: DocketsIntent,
): Promise<Outcome> {
  const refusal = mayNotList(ctx)
  if (refusal) return refusal
  await putDraft(ctx.tx, placeOf(ctx, key), { page, show })
  return done('refreshed')
}
