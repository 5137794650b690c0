import { must } from '../../base/bug.js'
import { compareExact, points } from '../../base/points.js'
import type { Quota } from '../../scheme/model/grades.js'
import { barsOf } from './bars.js'
import { compareText, type Context } from '../context.js'
import { tryCondition } from './conditions.js'
import type { Nomination, Nominee, Place, TierRanking } from '../findings.js'
import type { Assessee } from '../input.js'
import { groupedBy } from '../../base/lookups.js'
import { areNeedsOpen } from './prerequisites.js'
import { placesFor } from './quota-places.js'
import { placesOf } from './ranking.js'
import { contributionOf } from './score.js'
import type { BarFound } from '../statement.js'
import { mayStillHold, triedGrades } from './tried-grades.js'

/** A place with a known rank, and what bars it from the quota's grade. */
interface Candidate {
  place: Place
  rank: number
  bars: readonly BarFound[]
  /** Another grade whose conditions hold; null: none. */
  other: string | null
}

/** Those among whom a quota counts its places, in order. */
interface Field {
  key: string
  tier: string
  unit?: string
  group?: string
  complete: boolean
  places: readonly Place[]
}

/** Who is proposed by each quota, field by field, where all totals are final; a quota may go on behind an earlier one. */
export function nominateAll(context: Context, rankings: readonly TierRanking[]): Nomination[] {
  const made: Made[] = []
  for (const quota of context.input.scheme.quotas) {
    for (const field of fieldsOf(context, quota, rankings)) {
      const placed = field.places.map((one) => one.assessee)
      const waits =
        quota.after !== null &&
        !made.some((one) => one.nomination.by === quota.after && one.key === field.key)
      if (!field.complete || waits || isOpenFor(context, quota, placed)) continue
      const taken = takenBefore(context, quota, { key: field.key, made })
      made.push({ key: field.key, nomination: nominate(context, quota, { field, taken }) })
    }
  }
  return made.map(({ nomination }) => nomination)
}

interface Made {
  key: string
  nomination: Nomination
}

/** The key of the field in which a quota looks at an assessee. */
export function fieldKey(quota: Quota, assessee: Assessee): string {
  const { tier, unit, group } = assessee
  switch (quota.per.value) {
    case 'tier':
      return tier
    case 'unit':
      return ` ${unit ?? ''}`
    case 'tier-and-unit':
      return `${tier} ${unit ?? ''}`
    case 'tier-and-group':
      return `${tier}  ${group ?? ''}`
    case 'everyone':
      return ''
  }
}

function fieldsOf(context: Context, quota: Quota, rankings: readonly TierRanking[]): Field[] {
  const counted = rankings.filter((one) => !one.affiliated)
  const whole = counted.filter((one) => one.group === null)
  if (quota.per.value === 'tier')
    return whole.map((one) => ({ ...fieldOfTier(one), key: one.tier }))
  if (quota.per.value === 'tier-and-group') {
    return counted.flatMap((one) =>
      one.group === null
        ? []
        : [{ ...fieldOfTier(one), key: `${one.tier}  ${one.group}`, group: one.group }],
    )
  }
  const complete = whole.every((one) => one.complete)
  const rows = whole.flatMap((ranking) =>
    ranking.places.flatMap((place) => {
      const assessee = context.assessees.get(place.assessee)
      const total = place.total === null ? null : points(place.total)
      return assessee === undefined ? [] : [{ assessee, total }]
    }),
  )
  const byKey = groupedBy(rows, ({ assessee }) => fieldKey(quota, assessee))
  return [...byKey]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, some]): Field => {
      const first = some[0]?.assessee
      const ofUnit = quota.per.value !== 'everyone' && first?.unit ? { unit: first.unit } : {}
      const tier = quota.per.value === 'tier-and-unit' ? (first?.tier ?? '') : ''
      return { key, tier, ...ofUnit, complete, places: placesOf(context, some) }
    })
}

function fieldOfTier({ tier, complete, places }: TierRanking): Omit<Field, 'key'> {
  return { tier, complete, places }
}

/** Whether something else than the totals may still change who is nominated. */
function isOpenFor(context: Context, quota: Quota, placed: readonly string[]): boolean {
  const { automatic } = quota
  return (
    areNeedsOpen(context, quota.grade, placed) ||
    placed.some((assessee) => triedGrades(context, assessee).some(mayStillHold)) ||
    (automatic !== null &&
      placed.some((assessee) => tryCondition(context, automatic.when, { assessee }).open))
  )
}

/** Those in a field whom the quotas before this one have nominated. */
function takenBefore(
  context: Context,
  quota: Quota,
  of: { key: string; made: readonly Made[] },
): ReadonlySet<string> {
  const taken = new Set<string>()
  const { quotas } = context.input.scheme
  for (let before = quota.after; before !== null; ) {
    const id: string = before
    for (const one of of.made) {
      if (one.nomination.by !== id || one.key !== of.key) continue
      for (const { assessee } of one.nomination.nominees) taken.add(assessee)
    }
    before = must(
      quotas.find((other) => other.id === id),
      `no quota ${id}`,
    ).after
  }
  return taken
}

function nominate(
  context: Context,
  quota: Quota,
  of: { field: Field; taken: ReadonlySet<string> },
): Nomination {
  const { field, taken } = of
  const places = placesFor(quota, field.tier, field.places.length)
  const all = field.places
    .filter((place) => !taken.has(place.assessee))
    .map((place) => candidate(context, quota, place))
  const holders = all.filter((one) => isFree(one) && isHolder(context, quota, one))
  const held = new Set(holders)
  const others = all.filter((one) => !held.has(one))
  const rankAmong = ranksAmong(others)
  const inside = quota.automatic?.places.value === 'inside'
  const free = inside ? Math.max(0, places.count - holders.length) : places.count
  const within = others.filter((one) => !givesWay(quota, one))
  const placed = withinQuota(context, quota, { candidates: within, top: free }).filter(({ who }) =>
    isFree(who),
  )
  const last = placed.reduce((rank, { who }) => Math.max(rank, rankAmong(who)), free)
  return {
    by: quota.id,
    grade: quota.grade,
    tier: field.tier,
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    ...(field.group === undefined ? {} : { group: field.group }),
    quota: places.count,
    clause: quota.clause,
    says: quota.says.text,
    nominees: [
      ...holders.map(holderNominee),
      ...placed.map((one) => nominee(one, rankAmong(one.who) > free)),
    ],
    struck: others
      .filter((one) => !isFree(one) && rankAmong(one) <= last)
      .map(({ place, rank, bars, other }) => ({
        assessee: place.assessee,
        rank,
        bars: bars.map((bar) => bar.id),
        ...(other === null ? {} : { grade: other }),
      })),
    ...(places.basis === null ? {} : { basis: places.basis }),
    ...(quota.automatic === null ? {} : { holders: { inside, count: holders.length } }),
  }
}

/** Whether the next in order moves up to the place of somebody who cannot have it. */
function givesWay(quota: Quota, one: Candidate): boolean {
  if (one.bars.length > 0) return quota.barred.value === 'next'
  return one.other !== null && quota.otherGrade.value === 'next'
}

function isFree(one: Candidate): boolean {
  return one.bars.length === 0 && one.other === null
}

/** Whether something gives the place, whatever the rank. */
function isHolder(context: Context, quota: Quota, one: Candidate): boolean {
  const { automatic } = quota
  const { assessee } = one.place
  return automatic !== null && tryCondition(context, automatic.when, { assessee }).holds
}

/** The rank that each has among some of a tier, who come in order. */
function ranksAmong(some: readonly Candidate[]): (one: Candidate) => number {
  const ranks = new Map<number, number>()
  for (const [index, { rank }] of some.entries()) {
    if (!ranks.has(rank)) ranks.set(rank, index + 1)
  }
  return (one) => must(ranks.get(one.rank), 'a candidate has a rank')
}

function holderNominee({ place, rank }: Candidate): Nominee {
  const by = { movedUp: false, tiedAtCut: false, criterion: 'automatic' }
  return { assessee: place.assessee, rank, ...by }
}

function nominee({ who, tiedAtCut, criterion }: Placed, movedUp: boolean): Nominee {
  return { assessee: who.place.assessee, rank: who.rank, movedUp, tiedAtCut, criterion }
}

function candidate(context: Context, quota: Quota, place: Place): Candidate {
  const bars = barsOf(context, place.assessee).filter((bar) => bar.grade === quota.grade)
  const others = triedGrades(context, place.assessee).filter(
    (one) => one.holds && one.grade !== quota.grade,
  )
  const rank = must(place.rank, 'a complete field has ranks')
  return { place, rank, bars, other: others.at(-1)?.grade ?? null }
}

interface Placed extends Pick<Nominee, 'tiedAtCut' | 'criterion'> {
  who: Candidate
}

/** The first `top` of candidates in order; ties across the last place are listed, or broken by criteria. */
function withinQuota(
  context: Context,
  quota: Quota,
  of: { candidates: readonly Candidate[]; top: number },
): Placed[] {
  const { candidates, top } = of
  const sure = (who: Candidate): Placed => ({ who, tiedAtCut: false, criterion: 'total' })
  if (top === 0) return []
  if (candidates.length <= top) return candidates.map(sure)
  const cutRank = must(candidates[top - 1], 'a quota has a place').rank
  const before = candidates.filter((one) => one.rank < cutRank)
  const atCut = candidates.filter((one) => one.rank === cutRank)
  const places = top - before.length
  if (atCut.length <= places) return [...before, ...atCut].map(sure)
  const tied =
    quota.ties.value.length > 0
      ? byCriteria(context, quota, { atCut, places })
      : atCut.map((who) => ({ who, tiedAtCut: true, criterion: 'total' }))
  return [...before.map(sure), ...byDecision(context, quota, { tied, places })]
}

/** Those of the equal at the last place whom people have chosen; whoever is left stays tied while places are. */
function byDecision(
  context: Context,
  quota: Quota,
  of: { tied: readonly Placed[]; places: number },
): Placed[] {
  const rows = (context.input.decided ?? []).filter((one) => one.quota === quota.id)
  const named = new Set(rows.map((one) => one.assessee))
  const chosen = of.tied.filter(({ who, tiedAtCut }) => tiedAtCut && named.has(who.place.assessee))
  if (chosen.length === 0) return [...of.tied]
  const sure = of.tied.filter(({ tiedAtCut }) => !tiedAtCut)
  const left = of.tied.filter((one) => one.tiedAtCut && !chosen.includes(one))
  const isFull = sure.length + chosen.length >= of.places
  const decided = chosen.map(({ who }) => ({ who, tiedAtCut: false, criterion: 'decided' }))
  return [...sure, ...decided, ...(isFull ? [] : left)]
}

/** Breaks a tie at the last place by parts, one after another; who is equal in all stays tied. */
function byCriteria(
  context: Context,
  quota: Quota,
  of: { atCut: readonly Candidate[]; places: number },
): Placed[] {
  let left = of.atCut
  let free = of.places
  const chosen: Placed[] = []
  for (const part of quota.ties.value) {
    const rows = left
      .map((who) => {
        const { points: own } = contributionOf(context, part, who.place.assessee)
        return { who, value: own.settled }
      })
      .sort((a, b) => compareExact(b.value, a.value))
    const cut = must(rows[free - 1], 'a tie is longer than its places').value
    const by = ({ who }: { who: Candidate }): Placed => ({ who, tiedAtCut: false, criterion: part })
    const better = rows.filter((one) => compareExact(one.value, cut) > 0)
    const equal = rows.filter((one) => compareExact(one.value, cut) === 0)
    chosen.push(...better.map(by))
    free -= better.length
    left = equal.map(({ who }) => who)
    if (equal.length === free) return [...chosen, ...equal.map(by)]
  }
  return [...chosen, ...left.map((who) => ({ who, tiedAtCut: true, criterion: 'total' }))]
}
