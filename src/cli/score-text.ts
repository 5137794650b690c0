import { yearName } from '../base/assessment-year.js'
import { points, shownText } from '../base/points.js'
import { padText, textWidth } from '../base/text-width.js'
import type { Scheme } from '../scheme/model/scheme.js'
import { officeName, partName } from '../scheme/show/frame.js'
import type { GradeFinding, Place, TierRanking } from '../scoring/findings.js'
import type { CycleResult, Statement } from '../scoring/statement.js'
import { groupedBy } from '../base/lookups.js'
import { basisText } from './score-notes.js'
import { shown, totalText, warningTexts } from './statement-words.js'

/** The cycle as a table: totals (or bounds), ranks, proposed grades; then nominees and warnings. */
export function tableLines(result: CycleResult, scheme: Scheme): string[] {
  const of = {
    statements: new Map(result.statements.map((one) => [one.assessee, one])),
    grades: new Map(result.grades.map((one) => [one.assessee, one])),
  }
  const nameOf = (id: string) => of.statements.get(id)?.name ?? id
  const lines = [
    `${scheme.title}  ${yearName(scheme.begins, result.year)} 年度  截至 ${result.asOf}`,
  ]
  const filled = result.rankings.filter((one) => one.places.length > 0)
  for (const ranking of filled) {
    lines.push(
      '',
      `${rankingName(ranking, scheme)}${ranking.complete ? '' : '  总分未定，暂不排名'}`,
    )
    lines.push(...placeLines(ranking.places, of, scheme))
  }
  for (const nomination of result.nominations) {
    if (!filled.some((one) => one.tier === nomination.tier)) continue
    const names = nomination.nominees.map((one) => {
      const marks = [
        one.criterion === 'automatic' ? '直接列入' : '',
        one.criterion === 'decided' ? '同分，由会议定' : '',
        one.movedUp ? '递补' : '',
        one.tiedAtCut ? '并列' : '',
      ].filter(Boolean)
      return `${nameOf(one.assessee)}${marks.length > 0 ? `（${marks.join('、')}）` : ''}`
    })
    const tier = scheme.tiers.find((one) => one.id === nomination.tier)?.name ?? nomination.tier
    lines.push(
      '',
      `${tier}  ${nomination.says}${basisText(nomination)}：${names.join('、') || '无'}`,
    )
    for (const one of nomination.struck) {
      const bars = one.bars.map((id) => scheme.bars.find((bar) => bar.id === id)?.name ?? id)
      const other = one.grade === undefined ? [] : [`符合“${gradeOf(scheme, one.grade) ?? ''}”`]
      lines.push(`  受限：${nameOf(one.assessee)}（${[...bars, ...other].join('、')}）`)
    }
  }
  if (scheme.assessee === 'person') lines.push(...ledgerLines(result))
  if (result.warnings.length > 0) lines.push('', '请留意')
  for (const warning of result.warnings) {
    const { tier } = warning
    if (tier !== null && !filled.some((one) => one.tier === tier)) continue
    const tierName = scheme.tiers.find((one) => one.id === tier)?.name ?? ''
    const names = warning.assessees.map((id) => nameOf(id)).join('、') || tierName
    const [id = '', period = ''] = (warning.part ?? '').split('/')
    const part = `${partName(scheme, id)} ${period}`.trim()
    const whole = [names, part, warningTexts[warning.code]].filter((text) => text !== '')
    lines.push(`  ${whole.join('  ')}`)
  }
  return lines
}

/** Who is ranked together: a tier, those apart in it, or those whom one office gathers. */
export function rankingName(ranking: TierRanking, scheme: Scheme): string {
  const group = ranking.group === null ? '' : `（${officeName(scheme, ranking.group)}扎口）`
  return `${ranking.name}${ranking.affiliated ? '（参公岗位）' : ''}${group}`
}

/** What is charged to departments where persons are scored. */
function ledgerLines(result: CycleResult): string[] {
  const charged = result.unitLedgers.filter((one) => one.facts.length > 0)
  const rows = charged.map((one) => `  ${one.name}  ${shown(one.points, '')} 分`)
  return rows.length === 0 ? [] : ['', '处室的账', ...rows]
}

interface Lookups {
  statements: ReadonlyMap<string, Statement>
  grades: ReadonlyMap<string, GradeFinding>
}

function placeLines(places: readonly Place[], of: Lookups, scheme: Scheme): string[] {
  const apart = totalsApart(places)
  const rows = places.map((place) => {
    const id = place.assessee
    const statement = of.statements.get(id)
    const grade = of.grades.get(id)
    return {
      rank: place.rank === null ? '  —' : `${place.rank}`.padStart(3),
      name: `${place.name}（${id}）`,
      total: statement === undefined ? '' : (apart.get(place.total) ?? totalText(statement)),
      grade: scheme.grades.length === 0 ? '' : (gradeOf(scheme, grade?.grade) ?? '待定'),
      tied: place.tied.length === 0 ? '' : '  并列',
    }
  })
  const widths = {
    name: widest(rows.map((row) => row.name)),
    total: widest(rows.map((row) => row.total)),
  }
  return rows.map(({ rank, name, total, grade, tied }) =>
    `${rank}  ${padText(name, widths.name)}  ${padText(total, widths.total)}  ${grade}${tied}`.trimEnd(),
  )
}

/** Totals that differ and would print alike, with as many decimals as it takes to tell them apart. */
function totalsApart(places: readonly Place[]): ReadonlyMap<string | null, string> {
  const totals = [...new Set(places.flatMap(({ total }) => total ?? []))]
  const found = new Map<string | null, string>()
  const divide = (some: readonly string[], decimals: number): void => {
    for (const alike of groupedBy(some, (one) => shownText(points(one), decimals)).values()) {
      const alone = alike.length === 1 || decimals === 12
      if (!alone) divide(alike, decimals + 1)
      else if (decimals > 4)
        for (const one of alike) found.set(one, shownText(points(one), decimals))
    }
  }
  divide(totals, 4)
  return found
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), 0)
}

function gradeOf(scheme: Scheme, id: string | null | undefined): string | undefined {
  return scheme.grades.find((one) => one.id === id)?.name
}
