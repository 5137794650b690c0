import type { Part } from '../../scheme/model/parts.js'
import { partsOf } from '../../scheme/model/tree.js'
import type { Line } from '../../scoring/statement.js'
import type { Situation } from '../context.js'
import { statementOf } from '../standing/view.js'
import type { PanelOf } from './which.js'

/** What was worked out beforehand of an assessee, for judges to look at. */
export interface Advice {
  /** Name of what is shown: 预评分. */
  name: string
  /** What it makes together, and of how much; null where nothing is worked out. */
  total: { points: string; of: string } | null
  /** Row → what stands beside it. */
  rows: ReadonlyMap<string, string>
}

/**
 * What a scheme works out to be shown and not counted: its parts stand beside the row that cites the same clause. Null where
 * a scheme shows nothing.
 */
export function adviceFor(situation: Situation, of: PanelOf, assessee: string): Advice | null {
  const { scheme } = of.cycle
  const given = new Set(of.parts.map(({ id }) => id))
  // What judges give themselves is no advice to them, also where it is only shown.
  const shown = topShown(scheme.total).filter(
    (part) => !partsOf(part).some(({ id }) => given.has(id)),
  )
  const [first] = shown
  if (!first) return null
  const statement = statementOf(situation, of.cycle, assessee)
  if (!statement) return null
  const lines = new Map(linesOf(statement.root).map((line) => [line.id, line]))
  const below = shown.flatMap((part) => partsOf(part)).filter(({ kind }) => kind !== 'sum')
  const rows = of.parts.flatMap((row) => {
    const beside = below.filter(({ clause }) => clause === row.clause)
    const [one] = beside
    const line = beside.length === 1 && one ? lines.get(one.id) : undefined
    return line ? [[row.id, line.own.settled] as const] : []
  })
  const line = lines.get(first.id)
  const total = line ? { points: line.own.settled, of: first.points?.toFixed() ?? '' } : null
  return { name: first.name, total, rows: new Map(rows) }
}

/** Parts that are shown, without those below one. */
function topShown(part: Part): Part[] {
  if (part.adds.value === 'shown') return [part]
  return part.kind === 'sum' ? part.children.flatMap(topShown) : []
}

function linesOf(line: Line): Line[] {
  return [line, ...line.lines.flatMap(linesOf)]
}
