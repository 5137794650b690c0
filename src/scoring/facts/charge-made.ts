import type { YearBegins } from '../../base/assessment-year.js'
import type { Points } from '../../base/points.js'
import type { ChargedTo, Exclusion, Rule } from '../../scheme/model/rules.js'
import type { ScoringFact } from '../input.js'

/** What one fact costs one assessee as one thing: with its sign, before limits and comparisons. */
export interface ChargeMade {
  fact: ScoringFact
  rule: Rule
  /** An assessee id, or a unit id when charged to the unit only. */
  whom: string
  to: ChargedTo
  points: Points
  /** What it is compared by within its matter: its points, or those before they were divided. */
  compared: Points
  /** The figure for one, before it is split or multiplied by persons. */
  figure: Points
  /** The whole part is lost. */
  all: boolean
  /** For which of the persons named, where each is counted apart; null otherwise. */
  person: string | null
  /** The lines that it excludes, or that exclude it; null: none. */
  exclusion: { by: string; of: Exclusion } | null
  /** Where the year begins, whose stretches it counts once in. */
  begins: YearBegins
  /** False: computed, and further facts may still take it away. */
  firm: boolean
}
