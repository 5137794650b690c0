import { rankIn } from '../../binding/work.js'
import { chainFor, longestFor } from '../../workrules/chains.js'
import type { Handover } from '../../workrules/model.js'
import { halfDaysOf } from '../../workrules/span.js'
import { type Absence, openAbsences } from '../away/away.js'
import { holdersFor } from '../chain/chain.js'
import type { Bureau, Situation } from '../context.js'
import { gapIn } from './standing-in.js'

/** What the bureau's rules say of posts; null where they say nothing. */
export function postRules({ work }: Pick<Bureau, 'work'>): Handover | null {
  return work?.rules.handover ?? null
}

/**
 * Who names who has somebody's post: whom the rules name for it; for who alone holds that role, the first who would
 * decide on their time away; else the office. Nobody names for themselves.
 */
export function appointersOf(bureau: Bureau, person: string): string[] {
  const { work, roster } = bureau
  const rules = postRules(bureau)
  if (!work || !rules) return []
  const others = (role: string) =>
    holdersFor({ roster, work }, role, person).filter((one) => one !== person)
  const named = others(rules.appoints)
  if (named.length > 0) return named
  const rank = rankIn(work, roster, person).id
  for (const matter of rules.matters) {
    const chain = chainFor(work.rules, matter)
    const deciding = chain ? longestFor(chain, rank).deciding : []
    const above = deciding.map(others).find((all) => all.length > 0)
    if (above) return above
  }
  return roster.holders('assessment-office').flatMap(({ id }) => (id === person ? [] : [id]))
}

/** For whom somebody names who has their post, in the roster's order. */
export function appointsFor(bureau: Bureau, person: string): string[] {
  const { work, roster } = bureau
  if (!work || !postRules(bureau)) return []
  const held = roster.rolesOf(person)
  const all = held.some(({ unit }) => unit === undefined)
  const near = all
    ? roster.people
    : [...new Set(held.flatMap(({ unit }) => unit ?? []))].flatMap((unit) => roster.membersOf(unit))
  return near.flatMap(({ id }) => (appointersOf(bureau, id).includes(person) ? [id] : []))
}

/** A time away is looked at from a whole working day on; for less nobody has to be named. Ours. */
const leastHalves = 2

/** The approved times away that the rules want somebody for and that nobody stands in for, wholly or on some day. */
export function gapsIn(situation: Situation): Absence[] {
  const { bureau, calendar, today } = situation
  const rules = postRules(bureau)
  if (!rules) return []
  return openAbsences(situation).filter((absence) => {
    const { matter, request } = absence
    const { span, back, person } = request
    if (matter === 'outing' || !rules.matters.includes(matter)) return false
    if (span.to < today || back !== null || !bureau.roster.person(person)) return false
    if (halfDaysOf(calendar, span, 'working-days') < leastHalves) return false
    return gapIn(situation, absence) !== null
  })
}
