import { points } from '../base/points.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { officeName } from '../scheme/show/frame.js'
import type { Nomination } from '../scoring/findings.js'
import type { FactView, Line } from '../scoring/statement.js'

/** Who shared a fact, with the part each had in it or the share; empty where nobody did. */
export function jointText({ joint }: FactView, scheme: Scheme): string {
  if (joint === undefined) return ''
  const roles = partsOf(scheme.total).flatMap((part) =>
    part.kind === 'deduction' ? part.jointRoles : [],
  )
  const rows = joint.map(({ who, as, share }) => {
    const role = roles.find((one) => one.id === as)?.name ?? as
    return [officeName(scheme, who), role, share].filter((one) => one !== undefined).join(' ')
  })
  return `几家共同：${rows.join('、')}`
}

/** What a mean leaves out. */
export function leftOutText({ leftOut }: Line): string {
  if (leftOut === undefined) return ''
  return `另有 ${leftOut} 份不算（自己给自己的，或最高最低的）`
}

/** How a share of a tier came to its places: `（21 人的 15% 是 3.15，取 3 名）`. */
export function basisText({ basis, quota }: Nomination): string {
  if (basis === undefined) return ''
  const percent = points(basis.share).times(100).toDecimalPlaces(4).toString()
  const exact = points(basis.exact).toDecimalPlaces(4).toString()
  return `（${basis.people} 人的 ${percent}% 是 ${exact}，取 ${quota} 名）`
}
