import { rankIn, rosterRoles, type BoundWork } from '../../binding/work.js'
import type { WorkingCalendar } from '../../calendar/calendar.js'
import { chainFor, longestFor, stepsFor } from '../../workrules/chains.js'
import type { Chain, Matter, Steps } from '../../workrules/model.js'
import type { Span } from '../../workrules/span.js'
import type { Bureau } from '../context.js'

/** The chain that holds for a request, as the work rules say: roles, not yet people. */
export interface Ruled {
  chain: Chain
  rank: string
  steps: Steps
  /** Roles that decide, in order. */
  deciding: readonly string[]
  /** Roles that only learn of it. */
  informed: readonly string[]
}

/** The chain for somebody's matter over a span, by rank and length; null where the bureau has no rules for it. */
export function ruledFor(
  { work, roster }: Pick<Bureau, 'work' | 'roster'>,
  of: { matter: Matter; person: string; span: Span; calendar: WorkingCalendar },
): Ruled | null {
  const chain = work && chainFor(work.rules, of.matter)
  return work && chain ? ruledBy({ work, roster, chain }, of) : null
}

/** The same where it is known which chain holds. */
export function ruledBy(
  { work, roster, chain }: { work: BoundWork; roster: Bureau['roster']; chain: Chain },
  of: { person: string; span: Span; calendar: WorkingCalendar },
): Ruled {
  const rank = rankIn(work, roster, of.person).id
  const stepped = stepsFor(chain, rank, of.span, of.calendar)
  const whole = isOwnMatter({ work, roster }, of.person, stepped.deciding)
    ? longestFor(chain, rank)
    : stepped
  const { steps } = whole
  const deciding = chain.does === 'are-told' ? [] : whole.deciding
  const informed = typeof steps === 'string' ? [] : steps.filter((one) => !deciding.includes(one))
  return { chain, rank, steps, deciding, informed }
}

/** Whether every step is held by the applicant alone: then who comes next decides, as for a longer request. */
function isOwnMatter(
  of: { roster: Bureau['roster']; work: BoundWork },
  person: string,
  deciding: readonly string[],
): boolean {
  if (deciding.length === 0) return false
  return deciding.every((role) => {
    const holders = holdersFor(of, role, person)
    return holders.length > 0 && holders.every((one) => one === person)
  })
}

/** A request on its way: whose it is, the roles that decide in order, and who decided so far. */
export interface OnItsWay {
  person: string
  /** Whose heads and leaders decide, where that is not the unit of the person. */
  unit?: string
  deciding: readonly string[]
  /** `at`: the place of the role that was decided under; places between are those that were skipped. */
  passed: readonly { at: number; by: string }[]
}

/** A step that waits. */
export interface Waiting {
  /** Its place among the roles that decide. */
  at: number
  role: string
  roleName: string
  /** Who holds the role; the applicant is never among them. */
  holders: readonly string[]
  /** Who may decide today: holders, and who stands in for one who is away. Empty: vacant. */
  deciders: readonly string[]
  /** Of those, whom is asked: not who is away while another stands in. */
  asked: readonly string[]
  /** Who stands in → for whom. */
  acting: ReadonlyMap<string, string>
}

/** Who holds a role of the work rules for a person today: for the person's unit, else for the bureau. */
export function holdersFor(
  of: { roster: Bureau['roster']; work: BoundWork },
  role: string,
  person: string,
): string[] {
  return holdersIn(of, role, of.roster.unitOf(person))
}

/** Who holds a role of the work rules for a unit today, else for the bureau; heads and leaders are always of a unit. */
export function holdersIn(
  { roster, work }: { roster: Bureau['roster']; work: BoundWork },
  role: string,
  unit: string | null,
): string[] {
  const roles = rosterRoles(work, role)
  const own = unit === null ? [] : roles.flatMap((one) => roster.holders(one, unit))
  const ofUnits = ['unit-head', 'leader-in-charge']
  const all =
    own.length > 0
      ? own
      : roles.filter((one) => !ofUnits.includes(one)).flatMap((one) => roster.holders(one))
  return [...new Set(all.map(({ id }) => id))]
}

/**
 * The step that waits; null when every one is done. Roles are resolved to people by the roster of the day. An applicant
 * who alone holds the role is skipped, and so is a step whose holder has decided the one before: nobody decides twice.
 */
export function waitingOf(
  bureau: Pick<Bureau, 'roster' | 'work' | 'standIns'>,
  of: OnItsWay,
): Waiting | null {
  const { roster, work, standIns } = bureau
  if (!work) return null
  const before = of.passed.at(-1)
  for (let at = (before?.at ?? -1) + 1; at < of.deciding.length; at++) {
    const role = of.deciding[at] ?? ''
    const all = holdersIn({ roster, work }, role, of.unit ?? roster.unitOf(of.person))
    const holders = all.filter((one) => one !== of.person)
    if (all.length > 0 && holders.length === 0) continue
    if (before !== undefined && holders.includes(before.by)) continue
    const acting = new Map(
      holders.flatMap((holder): [string, string][] => {
        const by = standIns.of(holder)
        return by === null || by === of.person || holders.includes(by) ? [] : [[by, holder]]
      }),
    )
    const covered = new Set(acting.values())
    const deciders = [...holders, ...acting.keys()]
    const asked = deciders.filter((one) => !covered.has(one))
    const roleName = work.rules.roles.find((one) => one.id === role)?.name ?? role
    return { at, role, roleName, holders, deciders, asked, acting }
  }
  return null
}

/** Roles of a whole way that nobody holds for the person today; who has to fill them is the office's matter. */
export function vacantIn(
  bureau: Pick<Bureau, 'roster' | 'work'>,
  of: Pick<OnItsWay, 'person' | 'deciding'>,
): { role: string; name: string }[] {
  const { roster, work } = bureau
  if (!work) return []
  return of.deciding
    .filter((role) => holdersFor({ roster, work }, role, of.person).length === 0)
    .map((role) => ({ role, name: work.rules.roles.find((one) => one.id === role)?.name ?? role }))
}
