import { points } from '../base/points.js'
import { canonicalJson } from '../base/json.js'
import { groupedBy } from '../base/lookups.js'
import { partsOf } from '../scheme/model/tree.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { officeName } from '../scheme/show/frame.js'
import { countedLater } from '../factsfile/late.js'
import type { FactsFile } from '../factsfile/shape.js'
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

/** What lies after the day scored and is not counted: things that happened, and decisions about them. */
export function laterLines(facts: FactsFile, asOf: string, scheme: Scheme): string[] {
  const happened = facts.facts.filter((fact) => fact.day > asOf).length
  const decided = facts.facts.filter(
    (fact) => fact.day <= asOf && fact.history?.some((step) => step.on > asOf),
  )
  const lines = [
    ...(happened === 0 ? [] : [`${asOf} 以后还有 ${happened} 件事，没有计入`]),
    ...(decided.length === 0
      ? []
      : [
          `${asOf} 以后还有对 ${decided.map((fact) => fact.id).join('、')} 的决定，没有计入；要计入就把 --as-of 写到那一天`,
        ]),
  ]
  const next = countedLater(scheme, facts).map(({ id }) => id)
  if (next.length > 0)
    lines.push(`${next.join('、')} 在年度的截止日以后，计入下一年度，这里没有计入`)
  return lines.length === 0 ? [] : ['', ...lines.map((line) => `注意：${line}`)]
}

/** Facts that say the same in everything: several times, or one thing written twice. */
export function alikeLines({ facts }: Pick<FactsFile, 'facts'>): string[] {
  const same = groupedBy(
    facts.filter(({ history, state }) => history === undefined && state === undefined),
    ({ id: _, ...rest }) => canonicalJson(rest),
  )
  const alike = [...same.values()].filter((one) => one.length > 1)
  if (alike.length === 0) return []
  return [
    '',
    ...alike.map((some) => {
      const [first] = some
      const ids = some.map(({ id }) => id).join('、')
      return `注意：${ids} 写得一模一样（${first?.day ?? ''} ${first?.rule ?? ''}）。是几次就这样，是同一件就只留一行`
    }),
  ]
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
