import { type Day, dayAt } from '../../base/day.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { clockOf, limitDue } from '../../workrules/dates.js'
import { holdersIn } from '../chain/chain.js'
import type { Bureau, Context } from '../context.js'
import { reminderDays } from '../docket/clock.js'
import { type Proposable, proposableOn } from '../fact/proposable.js'
import type { Complaint } from './complaints.js'

type Ruled = Pick<Bureau, 'work' | 'roster'>

/** Who hears complaints about a unit: by the roles that the work rules name. */
function hearersAt({ work, roster }: Ruled, unit: string | null): string[] {
  const roles = work?.rules.complaints?.heardBy ?? []
  if (!work) return []
  const held = roles.flatMap((role) => holdersIn({ work, roster }, role, unit))
  // Held for units alone: whoever holds it for any may enter one; which is theirs says the complaint's unit.
  const any = roles.flatMap((role) =>
    [...(work.binds.get(role) ?? [role])].flatMap((one) => roster.holders(one).map(({ id }) => id)),
  )
  return [...new Set(unit === null && held.length === 0 ? any : held)]
}

/**
 * Who hears a complaint: nobody whom it is about; where nobody else is left, the principal leader.
 */
export function hearersOf(
  bureau: Ruled,
  { unit, person }: Pick<Complaint, 'unit' | 'person'>,
): string[] {
  const others = hearersAt(bureau, unit).filter((id) => id !== person)
  if (others.length > 0) return others
  const leaders = bureau.roster.holders('principal-leader').map(({ id }) => id)
  return leaders.filter((id) => id !== person)
}

/**
 * Null where somebody hears complaints.
 * @refuses complaint-no-rules, not-allowed
 */
export function mayNotHear({ bureau, person }: Pick<Context, 'bureau' | 'person'>): Refusal | null {
  if (bureau.work?.rules.complaints == null) return refuse('complaint-no-rules')
  const hearers = hearersAt(bureau, null)
  if (bureau.roster.person(person) && hearers.includes(person)) return null
  const names = hearers.slice(0, 4).map((id) => bureau.roster.nameOf(id))
  return refuse('not-allowed', { what: '受理投诉', who: names.join('、') || '目前无人' })
}

/** Until when it is to be found out; null where the rules set no end. */
export function complaintDue(
  { work }: Pick<Bureau, 'work'>,
  { received }: Pick<Complaint, 'received'>,
  calendar: WorkingCalendar,
): Day | null {
  const limit = work?.rules.complaints?.limit
  return limit ? limitDue({ limits: [] }, limit, { on: dayAt(received) }, calendar) : null
}

/** The mornings on which who hears it is reminded: half of its time is over, or it is the last day. */
export function complaintReminders(
  { work }: Pick<Bureau, 'work'>,
  { received }: Pick<Complaint, 'received'>,
  calendar: WorkingCalendar,
): Day[] {
  const limit = work?.rules.complaints?.limit
  if (!limit) return []
  const clock = clockOf({ limits: [] }, limit, { on: dayAt(received) }, calendar)
  return reminderDays({ clock, received, pauses: [] }, calendar)
}

/** What a verified complaint can be proposed as on a day: kinds of the rules that running cycles count. */
export function proposablesOn(bureau: Bureau, on: Day): Proposable[] {
  const kinds = bureau.work?.rules.complaints?.facts ?? []
  return kinds.flatMap((kind) => proposableOn(bureau, kind, on) ?? [])
}
