import { exactText } from '../base/points.js'
import type { Scheme } from './model.js'
import type { RaterRule, Scale, VotesPart } from './model-parts.js'
import { chosen, roleName } from './show-frame.js'
import { shareText } from './show-sharing.js'
import { vocabulary as v } from './vocabulary.js'

/** Who rates whom, and how what they say becomes one figure. */
export function ratersText(scheme: Scheme, one: RaterRule): string {
  const bodies = one.bodies.map((body, index) => {
    const weight = one.weights[index]
    return `${roleName(scheme, body)}${weight === undefined ? '' : ` ${shareText(weight)}`}`
  })
  const texts = [bodies.join('、'), chosen(one.combine, (how) => v.combine[how])]
  if (one.missingBody.choice !== null || one.missingBody.value !== 're-split') {
    texts.push(chosen(one.missingBody, (how) => v.missingBody[how]))
  }
  if (one.own.choice !== null || one.own.value !== 'counts') texts.push(ownText(one))
  if (one.trim.choice !== null || one.trim.value !== 0) {
    const trimmed = (n: number) => (n === 0 ? '不去高低分' : `每方去掉 ${n} 个最高、${n} 个最低`)
    texts.push(chosen(one.trim, trimmed))
  }
  return `评价${roleName(scheme, one.assessees)}：${texts.join('，')}`
}

/** Whether what one says of oneself counts. */
export function ownText(one: Pick<VotesPart, 'own'>): string {
  return chosen(one.own, (how) => v.own[how])
}

/** The bands of a scale, or its values. */
export function bandsText(scale: Scale): string {
  const texts = scale.bands.map(({ name, from, to, midpoint }) =>
    scale.listed
      ? `${name} ${exactText(midpoint)}`
      : `${name} ${exactText(from)}～${exactText(to)}（代表分 ${exactText(midpoint)}）`,
  )
  return texts.join('，')
}
