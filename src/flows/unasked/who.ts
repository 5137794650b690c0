import { refuse, type Refusal } from '../../base/refusal.js'
import { findNamed } from '../../roster/find.js'
import { chainFor } from '../../workrules/chains.js'
import type { Chain } from '../../workrules/model.js'
import { occasionsOf, recordsAttendanceOf } from '../attendance/who.js'
import { matterNames } from '../away/away.js'
import type { Bureau, Context } from '../context.js'

/** The chain of trips, where the rules say what follows for who goes without asking; null where they do not. */
export function ruledUnasked({ work }: Pick<Bureau, 'work'>): Chain | null {
  const chain = work && chainFor(work.rules, 'trip')
  return chain && chain.without.length > 0 ? chain : null
}

/**
 * For whom somebody may say that they went without asking: the office and who records attendance, of everybody or of their
 * units; null for nobody.
 */
function findsOf(bureau: Bureau, person: string): 'all' | readonly string[] | null {
  const { roster } = bureau
  if (roster.holders('assessment-office').some(({ id }) => id === person)) return 'all'
  const each = occasionsOf(bureau, person).map(({ id }) => recordsAttendanceOf(bureau, person, id))
  if (each.includes('all')) return 'all'
  const units = each.flatMap((one) => one ?? [])
  return units.length > 0 ? units : null
}

/**
 * Whether somebody says of nobody that they went without asking.
 * @refuses unasked-no-rules, not-allowed
 */
export function mayNotFind({ bureau, person }: Pick<Context, 'bureau' | 'person'>): Refusal | null {
  if (!ruledUnasked(bureau)) return refuse('unasked-no-rules')
  if (bureau.roster.person(person) && findsOf(bureau, person) !== null) return null
  const office = bureau.roster.holders('assessment-office').map(({ name }) => name)
  const what = `登记没有批准的${matterNames.trip}`
  return refuse('not-allowed', { what, who: office.join('、') || '目前无人' })
}

/** The one person of that name of whom somebody may say it; null for none or several. */
export function meantBy(bureau: Bureau, by: string, typed: string): string | null {
  const within = findsOf(bureau, by)
  if (within === null) return null
  const all = bureau.roster.people.filter(
    ({ id }) => id !== by && (within === 'all' || within.includes(bureau.roster.unitOf(id) ?? '')),
  )
  const exact = all.filter(({ name }) => name === typed.trim())
  const found = exact.length > 0 ? exact : findNamed(all, typed)
  return found.length === 1 ? (found[0]?.id ?? null) : null
}
