import type { ResultRow } from '../../scoring/input.js'
import { slice } from '../collected.js'
import { resultsFound } from './entries.js'

/** Regulation that looks at it → cycle that was published → what that found. */
export const foundSlice = slice<Map<string, Map<string, readonly ResultRow[]>>>(
  'found',
  () => new Map(),
  {
    [resultsFound.kind]: (state, entry) => {
      const { for: scheme, rows } = resultsFound.body(entry)
      const known = state.get(scheme) ?? new Map<string, readonly ResultRow[]>()
      state.set(scheme, known.set(entry.cycle ?? '', rows))
    },
  },
)

/** What other cycles found that a regulation looks at in a year: of that year and of earlier ones. */
export function foundFor(
  state: ReadonlyMap<string, ReadonlyMap<string, readonly ResultRow[]>>,
  scheme: string,
  year: number,
): ResultRow[] {
  const rows = [...(state.get(scheme)?.values() ?? [])].flat()
  return rows.filter((row) => Number.parseInt(row.year, 10) <= year)
}
