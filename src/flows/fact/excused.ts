import type { Span } from '../../workrules/span.js'
import { findingsOf } from '../attendance/who.js'
import { type Absence, excuseOn } from '../away/away.js'
import type { Situation } from '../context.js'
import type { Written } from '../entry-kind.js'
import type { Stale } from '../flow.js'
import { leaveChain } from '../leave/entries.js'
import { meetingLeaveChain } from '../meeting/entries.js'
import { tripChain } from '../trip/entries.js'
import { leaveFrom, meetingsSlice } from '../meeting/meetings.js'
import { type FactRecord, factsSlice, stageOf } from './facts.js'

/** Somebody whom something excuses; `meeting`: leave from the meeting itself. */
export interface Excused {
  name: string
  matter: Absence['matter'] | 'meeting'
  /** Of which days; null for a meeting. */
  span: Span | null
}

/**
 * Whom something excuses by now from what was found of them: leave by telephone is entered after the absence was written down, and leave
 * from a meeting may be decided on after it. Nobody once it has come to an end, or takes effect.
 */
export function excusedIn(situation: Situation, fact: FactRecord): Excused[] {
  const { bureau, collected } = situation
  const found = findingsOf(bureau).some(({ kind }) => kind === fact.body.kind)
  if (!found || !['proposed', 'sent', 'told', 'objected'].includes(stageOf(fact))) return []
  const meeting = [...collected.of(meetingsSlice).byId.values()].find(({ marked }) =>
    marked?.facts.some((one) => one.fact === fact.id),
  )
  return fact.body.persons.flatMap((person): Excused[] => {
    const name = bureau.roster.nameOf(person)
    if (meeting && leaveFrom(meeting, person)?.stage === 'approved')
      return [{ name, matter: 'meeting', span: null }]
    const excuse = excuseOn(situation, person, fact.day)
    return excuse ? [{ name, matter: excuse.matter, span: excuse.request.span }] : []
  })
}

/** What may excuse somebody, or not any more. */
export const excusing = [leaveChain, tripChain, meetingLeaveChain].flatMap((chain) => [
  chain.passed,
  chain.withdrawn,
])

/** Cards of what was found of somebody whose leave or trip was decided on. */
export function foundOf({ subject = '' }: Written, { collected }: Situation): Stale[] {
  const keys = [...collected.of(factsSlice).open]
    .filter(({ body }) => body.persons.includes(subject))
    .map(({ id }) => id)
  return keys.length === 0 ? [] : [{ kind: 'approval', keys }]
}
