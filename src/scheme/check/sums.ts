import { compareExact, exactText, type Points, sum } from '../../base/points.js'
import type { Part, RatingsPart } from '../model/parts.js'
import type { Place } from '../read/place.js'

/** Children measured by weight add up to their parent's weight, those measured in points to its points. */
export function checkSums(
  at: Place,
  own: { weight: Points; points: Points | null },
  children: readonly Part[],
): void {
  const inside = children.filter((child) => child.adds === 'inside')
  // Where nothing counts inside, nothing must sum up: grades are reached without a score.
  if (inside.length === 0 && own.points === null) return
  if (own.points === null) {
    for (const [index, child] of children.entries()) {
      if (child.adds !== 'inside' || child.points === null) continue
      const message = `上级按权重（weight），“${child.name}”却写了 points；要么都写权重，要么都写分值`
      at.below('parts', index).problem('points', 'weight-or-points', message)
    }
    const total = sum(inside.map((child) => child.weight))
    if (compareExact(total, own.weight) === 0) return
    const message = `下级的权重合计 ${percent(total)}，应为 ${percent(own.weight)}（都按占总分的比例写）`
    at.problem('parts', 'weights-sum', message)
    return
  }
  const without = inside.filter((child) => child.points === null)
  if (without.length > 0) {
    const names = without.map((child) => child.name).join('、')
    at.problem('parts', 'weight-or-points', `上级写了 points，下级也要写：${names}`)
    return
  }
  const total = sum(inside.map((child) => child.points ?? sum([])))
  if (compareExact(total, own.points) === 0) return
  const message = `下级的分值合计 ${exactText(total)} 分，应为 ${exactText(own.points)} 分`
  at.problem('parts', 'points-sum', message)
}

/** The periods' weights add up to the part's. */
export function checkPeriods(at: Place, part: RatingsPart): void {
  const periods = part.periodWeight.times(part.periods.length)
  if (part.points !== null || compareExact(periods, part.weight) === 0) return
  const message = `${part.periods.length} 期各占 ${percent(part.periodWeight)}，合计 ${percent(periods)}，与权重 ${percent(part.weight)} 不符`
  at.problem('period-weight', 'weights-sum', message)
}

function percent(value: Points): string {
  return `${exactText(value.times(100).toDecimalPlaces(4))}%`
}
