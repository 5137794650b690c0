import type { Scheme } from '../model/scheme.js'
import type { Places, Quota } from '../model/grades.js'
import { conditionText } from './conditions.js'
import { chosen, partName } from './frame.js'
import { shareText } from './sharing.js'
import { vocabulary as v } from './vocabulary.js'

function placesOf(places: Places | null): string {
  if (places === null) return '没有名额'
  return places.kind === 'count' ? `前 ${places.count} 名` : `按人数的 ${shareText(places.share)}`
}

/** How many of which tier. */
export function placesText(scheme: Scheme, quota: Quota): string {
  const { places: top, byTier } = quota
  if (byTier.length === 0)
    return `${chosen(quota.per, (one) => v.quotaPer[one])}${chosen(top, placesOf)}`
  const rows = byTier.map((one) => {
    const name = scheme.tiers.find((tier) => tier.id === one.tier)?.name ?? one.tier
    return `${name}${chosen(one.places, placesOf)}`
  })
  const rest = top.value === null && top.choice === null ? [] : [`其余${chosen(top, placesOf)}`]
  return [...rows, ...rest].join('，')
}

/** What else decides who has a place. */
export function quotaReadings(scheme: Scheme, quota: Quota): string[] {
  const { rounding, byTier, places, after, automatic, ties, barred, otherGrade } = quota
  const shares = [places, ...byTier.map((one) => one.places)].some((one) =>
    [one.value, ...Object.values(one.byAnswer ?? {})].some((all) => all?.kind === 'share'),
  )
  const other =
    otherGrade === barred ? [] : [`已符合别的等次的：${chosen(otherGrade, (one) => v.barred[one])}`]
  const behind = scheme.quotas.find((one) => one.id === after)?.name ?? after
  return [
    `不得评优的：${chosen(barred, (one) => v.barred[one])}；最后一名并列：${chosen(ties, (parts) => tiesText(scheme, parts, '都列出'))}`,
    ...other,
    ...(shares ? [`${chosen(rounding, (one) => v.rounding[one])}，名额之间不调剂`] : []),
    ...(after === null ? [] : [`接在“${behind}”的人后面`]),
    ...(automatic === null
      ? []
      : [
          `${conditionText(scheme, automatic.when)}的直接列入，${chosen(automatic.places, (one) => v.automatic[one])}`,
        ]),
  ]
}

/** What breaks equal totals. */
export function tiesText(scheme: Scheme, parts: readonly string[], none: string): string {
  return parts.length === 0 ? none : `依次比${parts.map((id) => partName(scheme, id)).join('、')}`
}
