import type { Instant } from '../../base/day.js'
import type { Db } from '../../storage/database.js'
import { readEntries } from '../../storage/ledger-reading.js'
import type { Bureau } from '../context.js'
import { bodyOf } from '../entries.js'

/** What an assessor handed in for a period: the last one counts. */
export interface Submission {
  assessor: string
  at: Instant
  points: Record<string, string>
}

/** The last submission of each assessor in a part's period. Only assessors themselves are shown their own. */
export async function submissionsOf(
  db: Db,
  bureau: Bureau,
  of: { part: string; period: string; by?: string },
): Promise<Map<string, Submission>> {
  const entries = await readEntries(db, {
    bureau: bureau.id,
    cycle: bureau.cycle.id,
    kinds: ['rating.submitted'],
    period: of.period,
    ...(of.by === undefined ? {} : { by: of.by }),
  })
  const submissions = new Map<string, Submission>()
  for (const entry of entries) {
    const body = bodyOf('rating.submitted', entry)
    if (body.part !== of.part) continue
    const earlier = submissions.get(entry.by)
    const points = earlier?.at === entry.at ? { ...earlier.points } : {}
    for (const rating of body.ratings) points[rating.assessee] = rating.points
    submissions.set(entry.by, { assessor: entry.by, at: entry.at, points })
  }
  return submissions
}
