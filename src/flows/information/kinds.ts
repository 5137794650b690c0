import { refuse, type Refusal } from '../../base/refusal.js'
import { mayNot } from '../access.js'
import type { Bureau, Context } from '../context.js'
import { type FactFields, fieldsOf, type Option } from '../fact/fields.js'
import { kindsOf } from '../fact/kinds.js'
import { type Counting, recordedFor } from '../fact/procedure.js'
import { sendInformation } from './actions.js'

/** A kind of information that the bureau's schemes count. */
export interface InfoKind {
  id: string
  /** What the first scheme that counts it calls it. */
  name: string
  counting: readonly Counting[]
  fields: FactFields
  /** Some counter counts it also where it was adopted nowhere. */
  countsReceived: boolean
}

/** The kinds of information that running cycles count, in the order of the schemes. */
export function infoKinds(bureau: Bureau): InfoKind[] {
  return [...kindsOf(bureau)].flatMap(([id, counting]) => {
    const of = counting.filter(({ rule }) => rule.source === 'information')
    const [first] = of
    const fields = fieldsOf(counting)
    if (!first || !isDecidedAtOnce(fields)) return []
    return [{ id, name: first.rule.name, counting, fields, countsReceived: isReceived(of, fields) }]
  })
}

/** What is asked of it stands in the form or is said with the decision; all else is recorded by hand. */
function isDecidedAtOnce({ questions, occasions, points, done, quantity }: FactFields): boolean {
  const asks = questions.some(({ required }) => required)
  return !asks && occasions.length === 0 && points.length === 0 && !done && !quantity?.days
}

function isReceived(of: readonly Counting[], { levels }: FactFields): boolean {
  if (levels.length === 0) return false
  return of.some(({ cycle, rule }) =>
    cycle.scheme.counters.some(
      ({ rules, month, year }) =>
        rules.value.includes(rule.id) && (month.value === null || year.value === null),
    ),
  )
}

/** Kinds with their sorts, as one list to choose from. */
export function whatOptions(kinds: readonly InfoKind[]): Option[] {
  return kinds.flatMap(({ id, name, fields: { sorts } }) =>
    sorts.length === 0
      ? [{ id, name }]
      : sorts.map((sort) => ({ id: `${id}/${sort.id}`, name: `${name}：${sort.name}` })),
  )
}

/** What was chosen of {@link whatOptions}; null for none of them. */
export function whatOf(
  kinds: readonly InfoKind[],
  what: string,
): { kind: InfoKind; sort: string | null } | null {
  const [id, sort] = what.split('/')
  const kind = kinds.find((each) => each.id === id)
  if (!kind) return null
  const { sorts } = kind.fields
  if (sorts.length === 0) return sort === undefined ? { kind, sort: null } : null
  return sort !== undefined && sorts.some((each) => each.id === sort) ? { kind, sort } : null
}

/**
 * Who decides on pieces of a kind and is asked to: who owns its line; else whom the procedures let record it for any
 * unit; else the assessment office.
 */
export function informationOffice(
  { roster }: Pick<Bureau, 'roster'>,
  { counting }: Pick<InfoKind, 'counting'>,
): string[] {
  const owners = counting.flatMap(({ rule }) => rule.scoredBy)
  const own = owners.flatMap((id) => (roster.unit(id) ? roster.membersOf(id) : roster.holders(id)))
  const roles = counting.flatMap(({ cycle, rule }) =>
    cycle.scheme.procedures
      .filter(({ id }) => rule.procedures.includes(id))
      .flatMap(({ recordedBy }) => recordedBy),
  )
  const recording = roles.flatMap((role) =>
    roster
      .holders(role)
      .filter(({ id }) =>
        roster.rolesOf(id).some((held) => held.role === role && held.unit === undefined),
      ),
  )
  const office = roster.holders('assessment-office')
  const [first = []] = [own, recording, office].filter((all) => all.length > 0)
  return [...new Set(first.map(({ id }) => id))]
}

/**
 * Who of them is asked about one person's piece: nobody decides on what they sent in themselves, as long as somebody
 * else is there, if need be of the assessment office.
 */
export function askedAbout(
  bureau: Pick<Bureau, 'roster'>,
  kind: Pick<InfoKind, 'counting'>,
  person: string,
): string[] {
  const office = informationOffice(bureau, kind)
  const assessing = bureau.roster.holders('assessment-office').map(({ id }) => id)
  const others = [office, assessing].map((all) => all.filter((one) => one !== person))
  return others.find((all) => all.length > 0) ?? office
}

/** Whether somebody may decide on pieces of a kind: who may record it for any unit. */
export function mayDecideKind(bureau: Bureau, person: string, kind: InfoKind): boolean {
  return recordedFor(bureau, person, kind.counting) === 'all'
}

/** The kinds that somebody may decide on. */
export function kindsDecided(bureau: Bureau, person: string): InfoKind[] {
  return infoKinds(bureau).filter((kind) => mayDecideKind(bureau, person, kind))
}

/**
 * Whether somebody can't send anything in: strangers; where no scheme counts information.
 * @refuses not-allowed, info-nowhere
 */
export function mayNotSend({ bureau, person }: Pick<Context, 'bureau' | 'person'>): Refusal | null {
  const denied = mayNot(bureau, person, sendInformation, { person })
  if (denied) return denied
  return infoKinds(bureau).length > 0 ? null : refuse('info-nowhere')
}

/**
 * Whether somebody decides on no information at all.
 * @refuses info-nowhere, not-allowed
 */
export function mayNotDecide({
  bureau,
  person,
}: Pick<Context, 'bureau' | 'person'>): Refusal | null {
  const kinds = infoKinds(bureau)
  if (kinds.length === 0) return refuse('info-nowhere')
  if (kinds.some((kind) => mayDecideKind(bureau, person, kind))) return null
  const names = kinds.flatMap((kind) => informationOffice(bureau, kind))
  const who = [...new Set(names)].slice(0, 4).map((id) => bureau.roster.nameOf(id))
  return refuse('not-allowed', { what: '处理报送', who: who.join('、') || '目前无人' })
}
