import { type Points, roundHalfUp } from '../../base/points.js'
import type { Rounding } from '../../scheme/model/grades.js'
import type { PeriodLimit } from '../../scheme/model/parts.js'
import type { Assessee } from '../../scoring/input.js'
import { groupOf, mostOf } from '../../scoring/ratings/period-grades.js'
import type { Situation } from '../context.js'
import { submissionsIn } from './asks.js'
import { wasThere } from './assignments.js'
import { forcedIn } from './forced.js'
import type { RatingPeriod } from './periods.js'

/** How many of a group may have a level in a period. */
export interface Quota {
  level: string
  levelName: string
  /** Name of the unit, the tier, or both; '' for everyone. */
  group: string
  /** Those of the group who are rated in the period. */
  size: number
  most: number
  /** `20%`, and how what is no whole place is counted; null where a number is fixed. */
  share: { of: string; rounding: Rounding } | null
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
  const rated = cycle.assessees.filter((one) => wasThere(one, period))
  const mine = new Set(of.people)
  return part.atMost.flatMap((limit) => {
    const groups = new Map<string, Assessee>()
    for (const one of rated) if (mine.has(one.id)) groups.set(groupOf(limit, one), one)
    return [...groups].map(([key, one]): Quota => {
      const members = rated.filter((each) => groupOf(limit, each) === key).map(({ id }) => id)
      const has = levelsBesides(situation, period, { ...of, members })
      return {
        level: limit.level,
        levelName: part.levels.find((one) => one.id === limit.level)?.name ?? limit.level,
        group: groupName(situation, period, { limit, one }),
        size: members.length,
        most: mostOf(limit, members.length),
        share: shareOf(limit),
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

function shareOf({ places, rounding }: PeriodLimit): Quota['share'] {
  if (places.value.kind === 'count') return null
  const { times, over } = places.value.share
  return { of: `${percentText(times.times(100).dividedBy(over))}%`, rounding: rounding.value }
}

/** A share in hundredths, with two decimals where it has them. */
function percentText(percent: Points): string {
  return roundHalfUp(percent, 2).toFixed()
}

function groupName(
  { bureau }: Pick<Situation, 'bureau'>,
  { cycle }: RatingPeriod,
  { limit, one }: { limit: PeriodLimit; one: Assessee },
): string {
  const unit = bureau.roster.unitNameOf(one.unit ?? '')
  const tier = cycle.scheme.tiers.find((each) => each.id === one.tier)?.name ?? ''
  switch (limit.per.value) {
    case 'unit':
      return unit
    case 'tier':
      return tier
    case 'tier-and-unit':
      return `${unit} · ${tier}`
    case 'everyone':
      return ''
  }
}
