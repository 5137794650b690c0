import { periodText } from '../../base/assessment-year.js'
import { partsOf } from '../../scheme/model/tree.js'
import type { Seeing } from '../context.js'
import { raterName } from '../outside/rater-name.js'
import type { Preview, ResultHead } from './results.js'

/** So many of what may be as many as people are shown; how many there are is said. */
export const shownMost = { open: 10, warnings: 10, names: 6 }

/** A quota as the office looks at it. */
export interface QuotaShown {
  tier: string
  grade: string
  places: number
  /** Of a share: of how many, how much exactly, and how it was made whole. */
  basis: { share: string; people: number; exact: string; rounding: string } | null
  /** Who has the last place, who comes next, and the points between them; null where it is open or tied. */
  edge: { last: string; next: string; gap: string } | null
  /** Within the quota by rank, but barred: how many, and the first. */
  struck: { count: number; names: string[] }
}

/** A rater who is conspicuous; `decides`: on whom alone a last place hangs. */
export type RaterShown =
  | {
      what: 'same' | 'far'
      name: string
      part: string
      period: string
      people: number
      value: string
    }
  | { what: 'decides'; name: string; last: string; next: string }

/** The quotas of some results, each with its edge. */
export function quotasOf(head: ResultHead, { edges }: Preview): QuotaShown[] {
  return head.result.nominations.map(
    ({ tier, unit, group, grade, quota, basis, struck }, index) => {
      const edge = edges.find((one) => one.nomination === index)
      const where = [
        head.words.tiers[tier] ?? '',
        ...[unit, group].map((id) => head.words.units[id ?? ''] ?? ''),
      ]
      return {
        tier: where.filter((each) => each !== '').join(' '),
        grade: head.words.grades[grade] ?? grade,
        places: quota,
        basis: basis ?? null,
        edge: edge
          ? { last: nameIn(head, edge.last), next: nameIn(head, edge.next), gap: edge.gap }
          : null,
        struck: {
          count: struck.length,
          names: struck.slice(0, shownMost.names).map((one) => nameIn(head, one.assessee)),
        },
      }
    },
  )
}

/** What is conspicuous about raters, those first on whom a place hangs. */
export function ratersOf(
  seeing: Seeing,
  head: ResultHead,
  { raters, decisive }: Preview,
): { count: number; first: RaterShown[] } {
  const scheme = seeing.bureau.cycles.find((each) => each.scheme.id === head.pins.scheme.id)?.scheme
  const parts = new Map(scheme ? partsOf(scheme.total).map(({ id, name }) => [id, name]) : [])
  const all: RaterShown[] = [
    ...decisive.map(
      ({ assessor, last, next }): RaterShown => ({
        ...{ what: 'decides', name: raterName(seeing, assessor) },
        ...{ last: nameIn(head, last), next: nameIn(head, next) },
      }),
    ),
    ...raters.map(
      ({ what, assessor, part, period, people, value }): RaterShown => ({
        ...{ what, name: raterName(seeing, assessor), part: parts.get(part) ?? part },
        ...{ period: periodText(period, scheme?.begins), people, value },
      }),
    ),
  ]
  return { count: all.length, first: all.slice(0, shownMost.warnings) }
}

/** What an assessee is called in results. */
export function nameIn({ words }: Pick<ResultHead, 'words'>, assessee: string): string {
  return words.assessees[assessee]?.name ?? assessee
}

/** Who is nominated for a grade in a tier, by name. */
export interface Nominees {
  grade: string
  tier: string
  names: string[]
}

/** Who is nominated, by grade and tier, under the names that they are ranked by. */
export function nomineesOf({ result, words }: Pick<ResultHead, 'result' | 'words'>): Nominees[] {
  return result.nominations.map((each) => ({
    grade: words.grades[each.grade] ?? each.grade,
    tier: words.tiers[each.tier] ?? each.tier,
    names: each.nominees.map(({ assessee }) => nameIn({ words }, assessee)),
  }))
}
