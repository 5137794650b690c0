import { arePointsAlone } from './tried-grades.js'
import type { GradeFinding, Warning } from '../findings.js'
import type { ScoringInput } from '../input.js'
import type { CycleResult, Line, Statement } from '../statement.js'

const noGrades: Warning = {
  code: 'no-grade-rules',
  tier: null,
  assessees: [],
  part: null,
  with: {},
}

type Result = Omit<CycleResult, 'warnings' | 'statements'>

/** All that the office should look at before it publishes, in a fixed order; `stated`: what the statements warn of. */
export function warningsOf(
  result: Result,
  { scheme, assessees }: Pick<ScoringInput, 'scheme' | 'assessees'>,
  stated: readonly Warning[],
): Warning[] {
  const tiers = new Map(assessees.map((one) => [one.id, one.tier]))
  const nominees = result.nominations.flatMap((one) => one.nominees)
  const nominated = new Set(nominees.map((one) => one.assessee))
  return [
    ...(scheme.grades.length > 0 ? [] : [noGrades]),
    ...stated,
    ...result.rankings
      .filter((ranking) => ranking.group === null)
      .flatMap((ranking) => tieWarnings(ranking.tier, ranking.places)),
    ...result.nominations.flatMap(nominationWarnings),
    ...result.grades.flatMap((grade) => gradeWarnings(grade, { tiers, nominated })),
  ]
}

/** What the office should look at in one statement. */
export function statementWarnings(statement: Statement): Warning[] {
  const found: Warning[] = []
  const visit = (line: Line): void => {
    for (const code of line.warnings) {
      const { assessee, tier } = statement
      found.push({ code, tier, assessees: [assessee], part: line.id, with: {} })
    }
    line.lines.forEach(visit)
  }
  visit(statement.root)
  return found
}

function tieWarnings(tier: string, places: Result['rankings'][number]['places']): Warning[] {
  return places.flatMap((place) => {
    if (place.tied[0] !== place.assessee) return []
    const { tied: assessees, rank } = place
    return [{ code: 'tie' as const, tier, assessees, part: null, with: { rank: `${rank}` } }]
  })
}

function nominationWarnings(nomination: Result['nominations'][number]): Warning[] {
  const { tier, grade, quota, nominees } = nomination
  const tied = nominees.filter((one) => one.tiedAtCut).map((one) => one.assessee)
  const base = { tier, part: null, with: { grade, quota: `${quota}` } }
  const found: Warning[] = []
  if (tied.length > 0) found.push({ ...base, code: 'tie-at-cut', assessees: tied })
  const { inside, count } = nomination.holders ?? { inside: true, count: 0 }
  if (inside && count > quota) {
    const holding = nominees.filter((one) => one.criterion === 'automatic')
    found.push({ ...base, code: 'over-quota', assessees: holding.map((one) => one.assessee) })
  }
  if (nominees.length - (inside ? 0 : count) < quota) {
    found.push({ ...base, code: 'places-left', assessees: nominees.map((one) => one.assessee) })
  }
  return found
}

function gradeWarnings(
  grade: GradeFinding,
  of: { tiers: ReadonlyMap<string, string>; nominated: ReadonlySet<string> },
): Warning[] {
  const tier = of.tiers.get(grade.assessee) ?? null
  const base = { tier, assessees: [grade.assessee], part: null }
  const holding = grade.tried.filter((one) => one.holds).map((one) => one.grade)
  const alone = grade.tried.filter(arePointsAlone).map((one) => one.grade)
  const found: Warning[] = []
  if (holding.length > 1) {
    found.push({ ...base, code: 'several-grades', with: { grades: holding.join(' ') } })
  }
  if (holding.length === 0 && alone.length > 0) {
    found.push({ ...base, code: 'low-total-without-votes', with: { grades: alone.join(' ') } })
  }
  return found
}
