import type { Day } from '../../base/day.js'
import type { RosterOn } from '../../roster/roster.js'
import { isAway, openAbsences } from '../away/away.js'
import type { Collected } from '../collected.js'
import { nobodyStandsIn, type StandIns, standInsFrom } from './stand-ins.js'

/** Who has whose post on a day: of who is away on leave or a trip, who took over and is there. */
export function standInsOn(of: { collected: Collected; roster: RosterOn; today: Day }): StandIns {
  const { roster, today } = of
  const pairs = new Map<string, string>()
  for (const { matter, request } of openAbsences(of)) {
    const { person, span, handover, back } = request
    if (matter === 'outing' || handover === null) continue
    if (today < span.from || today > span.to || (back !== null && today >= back)) continue
    if (roster.person(handover) && !isAway(of, handover, today)) pairs.set(person, handover)
  }
  return pairs.size === 0 ? nobodyStandsIn : standInsFrom(pairs)
}
