import type { Scheme } from './scheme.js'
import { partsOf } from './tree.js'

/** What the levels of a scheme's parts are called, by `part/level`. */
export function levelNames({ total }: Pick<Scheme, 'total'>): Record<string, string> {
  const rows = partsOf(total).flatMap((part) =>
    part.kind === 'period-grades'
      ? part.levels.map(({ id, name }) => [`${part.id}/${id}`, name] as const)
      : [],
  )
  return Object.fromEntries(rows)
}
