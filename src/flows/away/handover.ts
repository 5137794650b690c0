import { type Fault, fault } from '../../base/refusal.js'
import type { Span } from '../../workrules/span.js'
import type { RequestRecord } from '../chain/request.js'
import type { Context, Situation } from '../context.js'
import { postsSlice, standingOn } from '../post/posts.js'
import type { Day } from '../../base/day.js'
import type { Person, RosterOn } from '../../roster/roster.js'
import { absenceOver } from './away.js'

/**
 * Who a form of time away names for taking over before anybody chooses: who is named for whenever the person is away, else who
 * took over the last time; '' for nobody. `on`: the day that the form begins with.
 */
export function usualHandover(
  { bureau, collected }: Pick<Situation, 'bureau' | 'collected'>,
  person: string,
  { on, last }: { on: Day; last: RequestRecord | undefined },
): string {
  const named = standingOn(collected.of(postsSlice), person, on)?.standIn
  const usual = [named, last?.handover ?? undefined]
  return usual.find((one) => one && one !== person && bureau.roster.person(one)) ?? ''
}

/** So many are offered in a list: the platform's card holds no more at ease. */
export const offeredMost = 100

/**
 * Who could have somebody's post: the others of the unit. Of who is alone in theirs everybody of the bureau, who leads units first, as many as a
 * list holds: else nobody could be chosen at all.
 */
export function colleaguesOf(roster: RosterOn, person: string): readonly Person[] {
  const unit = roster.unitOf(person)
  const others = (unit === null ? [] : roster.membersOf(unit)).filter(({ id }) => id !== person)
  if (others.length > 0) return others
  const everybody = roster.people.filter(({ id }) => id !== person)
  const leads = ({ id }: Person): boolean => roster.rolesOf(id).some((held) => held.unit)
  return [...everybody.filter(leads), ...everybody.filter((one) => !leads(one))].slice(
    0,
    offeredMost,
  )
}

/** Whom somebody can choose to take over: their colleagues, and who is named already. */
export function mayTakeOver(
  roster: RosterOn,
  person: string,
  named: string,
): { id: string; name: string }[] {
  const near = colleaguesOf(roster, person)
  const other = near.some(({ id }) => id === named) ? null : roster.person(named)
  return [...near, ...(other ? [other] : [])].map(({ id, name }) => ({ id, name }))
}

/**
 * What is wrong with who is to take over: they belong to the bureau, are somebody else, and are there. Null for
 * nothing; nobody is wrong only where the rules let nobody leave without one. Codes: handover-who, handover-away.
 */
export function handoverFault(
  ctx: Context,
  of: { matter: 'leave' | 'trip'; person: string; span: Span | null; handover: string },
): Fault | null {
  const { matter, person, span, handover } = of
  const rules = ctx.bureau.work?.rules.handover
  if (handover === '') {
    const must = rules?.missing.value === 'may-not-leave' && rules.matters.includes(matter)
    return must ? fault('handover', 'handover-who') : null
  }
  if (handover === person || !ctx.bureau.roster.person(handover))
    return fault('handover', 'handover-who')
  const away = span && absenceOver(ctx, handover, { span, but: [] })
  if (away?.request.stage !== 'approved' || away.matter === 'outing') return null
  return fault('handover', 'handover-away', { name: ctx.bureau.roster.nameOf(handover) })
}
