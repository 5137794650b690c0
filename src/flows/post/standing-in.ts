import { addDays, type Day } from '../../base/day.js'
import type { RosterOn } from '../../roster/roster.js'
import { type Absence, absenceById, isAway, openAbsences } from '../away/away.js'
import type { RequestRecord } from '../chain/request.js'
import type { Collected } from '../collected.js'
import type { Situation } from '../context.js'
import { type Named, namedFor, postsSlice, standingOn } from './posts.js'
import { nobodyStandsIn, type StandIns, standInsFrom } from './stand-ins.js'

type At = { collected: Collected; roster: Pick<RosterOn, 'person'> }

/**
 * Who has somebody's post on a day of a time away: who was named for it, else who was asked to take over, else who is
 * named for whenever they are away; the first of them who is there. Null for nobody. Nobody has a post because of an
 * outing.
 */
export function standInFor(at: At, { matter, request }: Absence, on: Day): string | null {
  if (matter === 'outing') return null
  const { person, handover } = request
  const state = at.collected.of(postsSlice)
  const named = namedDuring(at, request)?.standIn ?? null
  const standing = standingOn(state, person, on)?.standIn ?? null
  const found = [named, handover, standing].find(
    (one) => one !== null && one !== person && at.roster.person(one) && !isAway(at, one, on),
  )
  return found ?? null
}

/** Who was named for a time away last, or for the one that it has changed; null for nobody. */
export function namedDuring(
  { collected }: Pick<At, 'collected'>,
  { person, id, instead }: Pick<RequestRecord, 'person' | 'id' | 'instead'>,
): Named | null {
  const named = namedFor(collected.of(postsSlice), person, id)
  const before = instead === null ? null : absenceById({ collected }, instead)
  return named ?? (before && namedDuring({ collected }, before.request))
}

/** Who has whose post on a day: of who is away on leave or a trip, who took over and is there. */
export function standInsOn(of: At & { today: Day }): StandIns {
  const { today } = of
  const pairs = new Map<string, string>()
  for (const absence of openAbsences(of)) {
    const { person, span, back } = absence.request
    if (today < span.from || today > span.to || (back !== null && today >= back)) continue
    const standIn = standInFor(of, absence, today)
    if (standIn !== null) pairs.set(person, standIn)
  }
  return pairs.size === 0 ? nobodyStandsIn : standInsFrom(pairs)
}

/** Who stands in next during a time away: today, before it on its first day, after it on its last; null for nobody. */
export function standInNow(
  { collected, bureau, today }: Situation,
  absence: Absence,
): string | null {
  const { from, to } = absence.request.span
  const on = today < from ? from : today > to ? to : today
  return standInFor({ collected, roster: bureau.roster }, absence, on)
}

/** The first working day of a time away, from today on, on which nobody stands in; null for none. */
export function gapIn(
  { collected, bureau, today, calendar }: Situation,
  absence: Absence,
): Day | null {
  const { from, to } = absence.request.span
  for (let on = today < from ? from : today; on <= to; on = addDays(on, 1)) {
    if (!calendar.isWorkingDay(on)) continue
    if (standInFor({ collected, roster: bureau.roster }, absence, on) === null) return on
  }
  return null
}
