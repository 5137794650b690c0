import type { Nomination } from '../../scoring/findings.js'
import type { ResultHead } from '../publication/results.js'
import type { Running } from '../running.js'

/** Equals at the last place of a quota, of whom those who decide choose some. */
export interface TieLeft {
  /** Which of the results' nominations. */
  nomination: number
  quota: string
  grade: string
  /** Who decides it: role of the scheme. */
  role: string
  /** As many places are left for them. */
  places: number
  among: readonly string[]
}

/** Ties that the regulation leaves to people. */
export function tiesLeft(
  { result }: Pick<ResultHead, 'result'>,
  { scheme }: Pick<Running, 'scheme'>,
): TieLeft[] {
  return result.nominations.flatMap((nomination, index) => {
    const among = nomination.nominees.filter((one) => one.tiedAtCut).map((one) => one.assessee)
    const quota = scheme.quotas.find((one) => one.id === nomination.by)
    if (among.length === 0 || !quota) return []
    return [
      {
        ...{ nomination: index, quota: quota.id, grade: nomination.grade, role: quota.decidedBy },
        ...{ places: placesLeft(nomination), among },
      },
    ]
  })
}

/** Places of a nomination that nobody has for certain. */
function placesLeft({ nominees, quota, holders }: Nomination): number {
  const sure = nominees.filter((one) => !one.tiedAtCut).length
  const outside = holders && !holders.inside ? holders.count : 0
  return quota - (sure - outside)
}

/** Who has no grade because it is left to people, other than by a tie. */
export function gradesLeft({ result }: Pick<ResultHead, 'result'>): string[] {
  const tied = new Set(
    result.nominations.flatMap((each) =>
      each.nominees.filter((one) => one.tiedAtCut).map((one) => one.assessee),
    ),
  )
  return result.grades
    .filter(({ assessee, reason }) => reason === 'undetermined' && !tied.has(assessee))
    .map(({ assessee }) => assessee)
}

/** What the office should bring before those who decide, though a grade is proposed. */
const looked = ['low-total-without-votes', 'nominee-with-low-grade', 'several-grades', 'over-quota']

/** Whom a warning asks those who decide to look at. */
export function lookedAt({ result }: Pick<ResultHead, 'result'>): string[] {
  const all = result.warnings.filter(({ code }) => looked.includes(code))
  return [...new Set(all.flatMap(({ assessees }) => assessees))]
}
