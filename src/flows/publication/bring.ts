import type { OtherResult } from '../../scheme/model/results.js'
import type { Scheme } from '../../scheme/model/scheme.js'
import { resultRows } from '../../scoring/result/result-rows.js'
import type { JobContext } from '../context.js'
import { tellOffice } from '../office.js'
import { resultsFound } from './entries.js'
import type { Snapshot } from './results.js'

/** The results of a scheme that another one of the bureau's looks at. */
function looksAt({ results }: Scheme, scheme: string): OtherResult[] {
  return results.filter((one) => one.scheme === scheme)
}

/**
 * Brings what was published to the bureau's other regulations that look at it, in the same transaction. Grades, places or
 * totals that are none of what they say are told to the office, and not brought.
 */
export async function writeFound(
  ctx: JobContext,
  { id, cycle, snapshot }: { id: string; cycle: string; snapshot: Snapshot },
): Promise<void> {
  const { result, pins } = snapshot
  const whole = result.rankings.filter(({ group }) => group === null)
  const statements = whole.flatMap(({ places }) => places)
  for (const scheme of ctx.bureau.schemes.values()) {
    const made = looksAt(scheme, pins.scheme.id).map((one) =>
      resultRows(one, { ...result, statements }),
    )
    if (made.length === 0) continue
    const rows = made.flatMap((one) => one.rows)
    resultsFound.write(ctx, { cycle, body: { publication: id, for: scheme.id, rows } })
    const [misfit] = made.flatMap((one) => one.misfits)
    if (misfit === undefined) continue
    const { of, found } = misfit
    const name = ctx.bureau.roster.unit(of)?.name ?? ctx.bureau.roster.nameOf(of)
    await tellOffice(ctx, 'results-misfit', { name, found, scheme: scheme.shortTitle })
  }
}
