import { points } from '../base/points.js'
import { partsOf } from '../scheme/coverage.js'
import type { Scheme } from '../scheme/model.js'
import type { Nomination } from '../scoring/findings.js'
import type { Line } from '../scoring/statement.js'

/** What stands below a line: who shared it, what a mean leaves out. */
export function lineNotes(line: Line, scheme: Scheme): string[] {
  const notes: string[] = []
  const joint = line.fact?.joint ?? []
  if (joint.length > 0) {
    const roles = partsOf(scheme.total).flatMap((part) =>
      part.kind === 'deduction' ? part.jointRoles : [],
    )
    const rows = joint.map(({ who, as, share }) => {
      const role = roles.find((one) => one.id === as)?.name ?? as
      return [who, role, share].filter((one) => one !== undefined).join(' ')
    })
    notes.push(`几家共同：${rows.join('、')}`)
  }
  if (line.leftOut !== undefined)
    notes.push(`另有 ${line.leftOut} 份不算（自己给自己的，或最高最低的）`)
  return notes
}

/** How a share of a tier came to its places: `（21 人的 15% 是 3.15，取 3 名）`. */
export function basisText({ basis, quota }: Nomination): string {
  if (basis === undefined) return ''
  const percent = points(basis.share).times(100).toDecimalPlaces(4).toString()
  const exact = points(basis.exact).toDecimalPlaces(4).toString()
  return `（${basis.people} 人的 ${percent}% 是 ${exact}，取 ${quota} 名）`
}
