import { rosterRoles } from '../../binding/work.js'
import { refuse, type Refusal } from '../../base/refusal.js'
import { meetingSpan } from '../../workrules/dates.js'
import type { MeetingRules } from '../../workrules/meetings-model.js'
import { recordsAttendanceOf } from '../attendance/who.js'
import { excuseOver } from '../away/away.js'
import { holdersFor } from '../chain/chain.js'
import type { Bureau, Situation } from '../context.js'
import { leaveFrom, type Meeting } from './meetings.js'

/** What the bureau's work rules say of meetings; null where they say nothing. */
export function meetingRules({ work }: Pick<Bureau, 'work'>): MeetingRules | null {
  return work?.rules.meetings ?? null
}

/** Whether somebody calls meetings: holds one of the roles that the work rules name. */
function calls(bureau: Bureau, rules: MeetingRules, person: string): boolean {
  const { work, roster } = bureau
  if (!work) return false
  const named = new Set(rules.callers.value.flatMap((role) => rosterRoles(work, role)))
  return roster.rolesOf(person).some(({ role }) => named.has(role))
}

/**
 * Null where the bureau has rules of meetings.
 * @refuses meeting-no-rules
 */
export function mayNotMeet({ bureau }: { bureau: Bureau }): Refusal | null {
  return meetingRules(bureau) ? null : refuse('meeting-no-rules')
}

/**
 * Null where somebody may call a meeting.
 * @refuses {@link mayNotMeet}, not-allowed
 */
export function mayNotCall({ bureau, person }: { bureau: Bureau; person: string }): Refusal | null {
  const { work, roster } = bureau
  const rules = meetingRules(bureau)
  if (!work || !rules) return mayNotMeet({ bureau })
  if (roster.person(person) && calls(bureau, rules, person)) return null
  const names = rules.callers.value.map(
    (role) => work.rules.roles.find(({ id }) => id === role)?.name ?? role,
  )
  return refuse('not-allowed', { what: '召集会议', who: names.join('、') })
}

/** Whether somebody keeps a meeting: called it, or records what is found of meetings for everybody. */
export function keeps(bureau: Bureau, meeting: Meeting, person: string): boolean {
  if (!bureau.roster.person(person)) return false
  if (meeting.caller === person) return true
  const occasion = meetingRules(bureau)?.occasion ?? null
  return occasion !== null && recordsAttendanceOf(bureau, person, occasion) === 'all'
}

/** Who keeps a meeting, by name, for who does not. */
export function keeperNames({ roster }: Bureau, meeting: Meeting): string {
  return roster.nameOf(meeting.caller)
}

/** Whether somebody has leave from a meeting: from it, or altogether at that time. */
export function isExcused(
  { collected }: Pick<Situation, 'collected'>,
  meeting: Meeting,
  person: string,
): boolean {
  if (leaveFrom(meeting, person)?.stage === 'approved') return true
  return excuseOver({ collected }, person, meetingSpan(meeting.day, meeting.time)) !== null
}

/** To whom somebody's report goes: who holds the roles that the rules name for them. */
export function readersOf({ work, roster }: Bureau, person: string): string[] {
  const roles = work?.rules.meetings?.brief?.reads ?? []
  const all = work ? roles.flatMap((role) => holdersFor({ roster, work }, role, person)) : []
  return [...new Set(all)].filter((one) => one !== person)
}
