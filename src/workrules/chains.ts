import { must } from '../base/bug.js'
import type { WorkingCalendar } from '../calendar/calendar.js'
import type { Chain, ChainRow, Matter, Rank, Steps, WorkRules } from './model.js'
import { daysFromHalves, halfDaysOf, type Span } from './span.js'

/** The rank of somebody who holds some of the roles that the rules name: the first that fits. */
export function rankOf(rules: Pick<WorkRules, 'ranks'>, holds: (role: string) => boolean): Rank {
  const found = rules.ranks.find((rank) => rank.roles.some(holds)) ?? rules.ranks.at(-1)
  return must(found, 'work rules have a rank for everybody')
}

/** The chain for a matter; null where the rules say nothing of it. */
export function chainFor(rules: Pick<WorkRules, 'chains'>, matter: Matter): Chain | null {
  return rules.chains.find((one) => one.matter === matter) ?? null
}

/** Who stands in a chain for one case. */
export interface Stepped {
  /** Every step, in order. */
  steps: Steps
  /** Those who decide, in order; the others only learn of it. */
  deciding: readonly string[]
}

/**
 * The steps for somebody of a rank who is away for a span (WR-3, WR-4: by level and length). A span of no working day
 * counts as the shortest.
 */
export function stepsFor(
  chain: Chain,
  rank: string,
  span: Span,
  calendar: WorkingCalendar,
): Stepped {
  const row = chain.rows.find(
    (one) =>
      one.rank === rank &&
      (one.upTo === null ||
        !daysFromHalves(halfDaysOf(calendar, span, one.measured.value)).greaterThan(one.upTo)),
  )
  return steppedBy(chain, must(row, `chain ${chain.id} has a row for every rank and length`))
}

/** The steps for the longest time that somebody of a rank may be away: every level above. */
export function longestFor(chain: Chain, rank: string): Stepped {
  const row = chain.rows.find((one) => one.rank === rank && one.upTo === null)
  return steppedBy(chain, must(row, `chain ${chain.id} has a row for any length`))
}

function steppedBy(chain: Chain, row: ChainRow): Stepped {
  const steps = row.steps.value
  if (typeof steps === 'string') return { steps, deciding: [] }
  return { steps, deciding: chain.levels.value === 'each' ? steps : steps.slice(-1) }
}
