import { exactText, type Points } from '../../base/points.js'
import type { Scheme } from '../model/scheme.js'
import type { Places, Quota } from '../model/grades.js'
import { chosen } from './frame.js'
import { shareText } from './sharing.js'
import { vocabulary as v } from './vocabulary.js'

function placesOf(places: Places | null): string {
  if (places === null) return '没有名额'
  return places.kind === 'count' ? `前 ${places.count} 名` : `按人数的 ${shareText(places.share)}`
}

/** How many of which tier. */
export function placesText(scheme: Scheme, quota: Quota): string {
  const { top, byTier } = quota
  if (byTier.length === 0) return `每个层次${chosen(top, placesOf)}`
  const rows = byTier.map((one) => {
    const name = scheme.tiers.find((tier) => tier.id === one.tier)?.name ?? one.tier
    return `${name}${chosen(one.top, placesOf)}`
  })
  const rest = top.value === null && top.choice === null ? [] : [`其余${chosen(top, placesOf)}`]
  return [...rows, ...rest].join('，')
}

/** What else decides who has a place. */
export function quotaReadings(scheme: Scheme, quota: Quota): string[] {
  const { rounding, byTier, top, after, automatic, totalMin } = quota
  const shares = [top, ...byTier.map((one) => one.top)].some((one) =>
    [one.value, ...Object.values(one.byAnswer ?? {})].some((all) => all?.kind === 'share'),
  )
  const none = (one: Points | null) => (one === null ? '不看总分' : `总分不低于 ${exactText(one)}`)
  const trait = scheme.traits.find((one) => one.id === automatic?.trait)?.name ?? automatic?.trait
  return [
    ...(shares ? [`${chosen(rounding, (one) => v.rounding[one])}，层次之间不调剂`] : []),
    ...(after === null ? [] : [`接在 ${after} 的人后面`]),
    ...(automatic === null
      ? []
      : [`“${trait ?? ''}”直接列入，${chosen(automatic.counts, (one) => v.automatic[one])}`]),
    ...(totalMin.choice === null && totalMin.value === null ? [] : [chosen(totalMin, none)]),
  ]
}
