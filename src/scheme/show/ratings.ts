import { exactText } from '../../base/points.js'
import type { Scheme } from '../model/scheme.js'
import type { RaterRule, RatingsPart, Scale, VotesPart } from '../model/parts.js'
import { chosen, roleName } from './frame.js'
import { shareText } from './sharing.js'
import { vocabulary as v } from './vocabulary.js'

/** Who rates whom, and how what they say becomes one figure. */
export function ratersText(scheme: Scheme, one: RaterRule, only = false): string {
  const bodies = one.bodies.map((body, index) => {
    const weight = one.weights[index]
    return `${roleName(scheme, body)}${weight === undefined ? '' : ` ${shareText(weight)}`}`
  })
  const tier = scheme.tiers.find(({ id }) => id === one.assessees)?.name
  const whom = only ? '评价者' : `评价${tier ?? roleName(scheme, one.assessees)}`
  const texts = [bodies.join('、'), chosen(one.combine, (how) => v.combine[how])]
  if (one.observers.length > 0) {
    const heard = one.observers.map((role) => roleName(scheme, role)).join('、')
    const counted = (body: string | null) =>
      body === null ? '打的分不计' : `打的分算在${roleName(scheme, body)}一方`
    texts.push(`${heard}列席，${chosen(one.observersWith, counted)}`)
  }
  for (const [role, named] of Object.entries(one.outside)) {
    texts.push(
      `${roleName(scheme, role)}是第三方，凭链接或纸质表评，${chosen(named, (how) => v.outside[how])}`,
    )
  }
  if (one.missingBody.choice !== null || one.missingBody.value !== 're-split') {
    texts.push(chosen(one.missingBody, (how) => v.missingBody[how]))
  }
  if (one.own.choice !== null || one.own.value !== 'counts') texts.push(ownText(one))
  if (one.trim.choice !== null || one.trim.value !== 0) {
    texts.push(chosen(one.trim, trimText))
  }
  if (one.round.choice !== null || one.round.value !== null) {
    const rounded = (n: number | null) =>
      n === null ? '每方的平均用精确值' : `每方的平均先四舍五入到 ${n} 位小数`
    texts.push(chosen(one.round, rounded))
  }
  return `${whom}：${texts.join('，')}`
}

/** How judges hear and hand in; nothing where each rates by oneself. */
export function panelReadings({ panel }: Pick<RatingsPart, 'panel'>): string[] {
  if (panel === null) return []
  const minutes = (what: string, one: typeof panel.presentation): string[] =>
    one.choice === null && one.value === null
      ? []
      : [`${what}${chosen(one, (long) => (long === null ? '不限时' : ` ${long} 分钟`))}`]
  const texts = [
    '评委一个对象交一张表',
    ...minutes('陈述', panel.presentation),
    ...minutes('答问', panel.questions),
    chosen(panel.sheets, (how) => v.sheets[how]),
  ]
  return [texts.join('，')]
}

function trimText(trim: RaterRule['trim']['value']): string {
  if (trim === 'median') return '每方只取中间的'
  return trim === 0 ? '不去高低分' : `每方去掉 ${trim} 个最高、${trim} 个最低`
}

/** Whether what one says of oneself counts. */
export function ownText(one: Pick<VotesPart, 'own'>): string {
  return chosen(one.own, (how) => v.own[how])
}

/** The bands of a scale, or its values, and how a ballot is taken. */
export function bandReadings(scale: Scale): string[] {
  if (scale.named) return [`只看各档的票数比例：${scale.bands.map((one) => one.name).join('、')}`]
  const { bands, lowest, highest, edge, bandOnly } = scale
  if (bands.length === 0) return [`${exactText(lowest)}～${exactText(highest)}，自由打分`]
  if (scale.listed) {
    const values = bands.map(({ name, from }) => `${name} ${exactText(from)}`)
    return [`${values.join('，')}；票只能是这几个分`]
  }
  const ranges = bands.map(({ name, from, to, midpoint }) => {
    const middle = midpoint === null ? '' : `（代表分 ${exactText(midpoint)}）`
    return `${name} ${exactText(from)}～${exactText(to)}${middle}`
  })
  const taken = chosen(bandOnly, (one) => v.bandOnly[one])
  return [ranges.join('，'), `${chosen(edge, (one) => v.edge[one])}；${taken}`]
}
