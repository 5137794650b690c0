import { must } from '../../base/bug.js'
import { points, type Points } from '../../base/points.js'
import { figureOf, shareOfFigure } from '../../scheme/language/figures.js'
import type { DeductionPart } from '../../scheme/model/parts.js'
import type { ChargedTo, Rule } from '../../scheme/model/rules.js'
import type { Share } from '../../scheme/model/sharing.js'
import type { ScoringFact } from '../input.js'

/** One of those who did something together: what part each had, or which share of it. */
type JointRow = NonNullable<ScoringFact['joint']>[number]

/** The share that a fact's row names, `50%` or `1/3`; a Bug for text that is none: check the file first. */
export function shareOfText(written: string): Share {
  return shareOfFigure(must(figureOf('share', written), `not a share: ${written}`))
}

/** How a figure is divided among those charged by one fact; null where each bears it whole. */
export function divided(
  part: Pick<DeductionPart, 'jointly' | 'jointRoles'>,
  of: { fact: ScoringFact; rule: Rule; to: ChargedTo; among: number },
): ((whom: string, whole: Points) => Points) | null {
  const { fact, rule, to, among } = of
  const how = (rule.jointly ?? part.jointly).value
  if (how === 'full' || !mayBeShared(to, fact)) return null
  const equal: Share = { times: points(1), over: points(Math.max(1, among)) }
  const rows = to === 'branch' ? [] : (fact.joint ?? [])
  const shared = rows.some((row) => row.share !== undefined)
  return (whom, whole) => {
    const row = rows.find((one) => one.who === whom)
    const { times, over } =
      how === 'by-role'
        ? shareByRole(part, row, rows)
        : how === 'by-share' && shared
          ? shareWritten(row)
          : equal
    return whole.times(times).dividedBy(over)
  }
}

/** Persons are shared with as before; units and branches where several of them are charged by one fact. */
function mayBeShared(to: ChargedTo, fact: ScoringFact): boolean {
  return to === 'person' || to === 'branch' || (to === 'unit' && fact.joint !== undefined)
}

const all: Share = { times: points(1), over: points(1) }
const nothing: Share = { times: points(0), over: points(1) }

function shareWritten(row: JointRow | undefined): Share {
  return row?.share === undefined ? nothing : shareOfText(row.share)
}

/**
 * The share of one's part in the matter, divided among those with the same part where they have it together; who is named
 * without a part did it alone.
 */
function shareByRole(
  part: Pick<DeductionPart, 'jointRoles'>,
  row: JointRow | undefined,
  rows: readonly JointRow[],
): Share {
  if (row?.as === undefined) return all
  const { as } = row
  const { share, together } = must(
    part.jointRoles.find((one) => one.id === as),
    `no joint role ${as}`,
  )
  if (!together.value) return share.value
  const same = rows.filter((one) => one.as === as).length
  return { times: share.value.times, over: share.value.over.times(same) }
}
