import type { Line } from '../statement.js'

/** What every line says; all else is what most lines do not have, unless it is said. */
type Given = Pick<Line, 'id' | 'kind' | 'name' | 'operation' | 'own' | 'points'> & Partial<Line>

/** A row of a statement. Every member written out: millions are made in a large bureau. */
export function newLine(of: Given): Line {
  return {
    id: of.id,
    kind: of.kind,
    name: of.name,
    clause: of.clause ?? null,
    says: of.says ?? null,
    operation: of.operation,
    own: of.own,
    scale: of.scale ?? null,
    points: of.points,
    pointsMax: of.pointsMax ?? null,
    closed: of.closed ?? true,
    missing: of.missing ?? false,
    floored: of.floored ?? false,
    exhausted: of.exhausted ?? false,
    lost: of.lost ?? null,
    noCase: of.noCase ?? false,
    scoredBy: of.scoredBy ?? none,
    choices: of.choices ?? noChoices,
    fact: of.fact ?? null,
    count: of.count ?? null,
    notCounted: of.notCounted ?? none,
    warnings: of.warnings ?? none,
    lines: of.lines ?? none,
  }
}

const none: readonly never[] = []
const noChoices = {}
