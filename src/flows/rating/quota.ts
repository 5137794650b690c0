import { shownText } from '../../base/points.js'
import type { PeriodLimit } from '../../scheme/model/parts.js'
import type { Assessee } from '../../scoring/input.js'
import { mostOf } from '../../scoring/ratings/period-grades.js'
import type { Situation } from '../context.js'
import { submissionsIn } from './asks.js'
import { wasThere } from './assignments.js'
import { forcedIn } from './forced.js'
import type { RatingPeriod } from './periods.js'

/** How many of a group may have a level in a period. */
export interface Quota {
  level: string
  levelName: string
  among: 'unit' | 'tier' | 'everyone'
  /** Name of the unit or the tier; '' for everyone. */
  group: string
  /** Those of the group who are rated in the period. */
  size: number
  most: number
  /** `20%`. */
  share: string
  /** So many are allowed even where the share gives fewer; null: none. */
  least: number | null
  clause: string
  /** Who of the group has the level by others' handing-in, or by a fact. */
  elsewhere: readonly string[]
  members: ReadonlySet<string>
}

/**
 * The quotas that a person's ratings touch: each group of which somebody is among `people`. Its size is everybody who
 * is to be rated, so that nothing depends on who hands in first.
 */
export function quotasFor(
  situation: Pick<Situation, 'bureau' | 'collected' | 'today'>,
  period: RatingPeriod,
  of: { person: string; people: readonly string[] },
): Quota[] {
  const { part, cycle } = period
  if (part.kind !== 'period-grades') return []
  const rated = cycle.assessees.filter((one) => wasThere(one, period.period))
  const mine = new Set(of.people)
  return part.atMost.flatMap((limit) => {
    const keys = new Set(rated.filter(({ id }) => mine.has(id)).map((one) => groupOf(limit, one)))
    return [...keys].map((key): Quota => {
      const members = rated.filter((one) => groupOf(limit, one) === key).map((one) => one.id)
      const has = levelsBesides(situation, period, { ...of, members })
      return {
        level: limit.level,
        levelName: part.levels.find((one) => one.id === limit.level)?.name ?? limit.level,
        among: limit.among.value,
        group: groupName(situation, period, { limit, key }),
        size: members.length,
        most: mostOf(limit, members.length),
        share: `${shownText(limit.most.times.times(100).dividedBy(limit.most.over), 0)}%`,
        least: limit.least.value,
        clause: part.clause,
        elsewhere: members.filter((id) => has.get(id) === limit.level),
        members: new Set(members),
      }
    })
  })
}

/** How many would have the level with these values, and whether that is more than may. */
export function usedOf(quota: Quota, values: ReadonlyMap<string, string>): number {
  const mine = [...values].filter(([id, level]) => quota.members.has(id) && level === quota.level)
  return new Set([...quota.elsewhere, ...mine.map(([id]) => id)]).size
}

/** Levels of a group's members that stand without this person's handing-in. */
function levelsBesides(
  situation: Pick<Situation, 'bureau' | 'collected' | 'today'>,
  period: RatingPeriod,
  of: { person: string; people: readonly string[]; members: readonly string[] },
): Map<string, string> {
  const mine = new Set(of.people)
  const levels = new Map<string, string>()
  for (const [assessor, { values }] of submissionsIn(situation, period)) {
    if (assessor === of.person) continue
    for (const [id, level] of values) if (!mine.has(id)) levels.set(id, level)
  }
  const members = of.members.filter((id) => mine.has(id) || levels.has(id))
  for (const [id, { level }] of forcedIn(situation, period, members)) levels.set(id, level)
  return levels
}

function groupOf(limit: PeriodLimit, assessee: Assessee): string {
  switch (limit.among.value) {
    case 'unit':
      return assessee.unit ?? ''
    case 'tier':
      return assessee.tier
    case 'everyone':
      return ''
  }
}

function groupName(
  { bureau }: Pick<Situation, 'bureau'>,
  { cycle }: RatingPeriod,
  { limit, key }: { limit: PeriodLimit; key: string },
): string {
  if (limit.among.value === 'unit') return bureau.roster.unitNameOf(key)
  if (limit.among.value === 'everyone') return ''
  return cycle.scheme.tiers.find((tier) => tier.id === key)?.name ?? ''
}
