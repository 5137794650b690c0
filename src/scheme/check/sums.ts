import { compareExact, exactText, type Points, sum } from '../../base/points.js'
import type { ForWhom, Part, RatingsPart } from '../model/parts.js'
import type { Place } from '../read/place.js'
import type { Draft } from '../shape/scheme.js'

/** Whether a part counts inside its parent, by some answer. */
export function addsInside({ adds }: Pick<Part, 'adds'>): boolean {
  return [adds.value, ...Object.values(adds.byAnswer ?? {})].includes('inside')
}

/** The children that count inside, by the answers in force and by every other one to what a choice lets count. */
function insideByAnswers(children: readonly Part[]): Part[][] {
  const inForce = children.filter((child) => child.adds.value === 'inside')
  const others = children.flatMap(({ adds: { choice, byAnswer } }) =>
    Object.keys(byAnswer ?? {}).map((answer) => ({ choice, answer })),
  )
  const found = [inForce]
  for (const { choice, answer } of others) {
    const inside = children.filter(({ adds }) => {
      const value = adds.choice === choice ? adds.byAnswer?.[answer] : adds.value
      return value === 'inside'
    })
    const known = found.some(
      (one) => one.map(({ id }) => id).join() === inside.map(({ id }) => id).join(),
    )
    if (!known) found.push(inside)
  }
  return found
}

/** Children measured by weight add up to their parent's weight, those measured in points to its points: for whomever they are. */
export function checkSums(
  at: Place,
  own: { weight: Points; points: Points | null; within: readonly ForWhom[] },
  children: readonly Part[],
): void {
  for (const inside of insideByAnswers(children)) checkInside(at, own, { inside, children })
}

function checkInside(
  at: Place,
  own: { weight: Points; points: Points | null; within: readonly ForWhom[] },
  { inside, children }: { inside: readonly Part[]; children: readonly Part[] },
): void {
  // Where nothing counts inside, nothing must sum up: grades are reached without a score.
  if (inside.length === 0 && own.points === null) return
  if (own.points === null) {
    for (const [index, child] of children.entries()) {
      if (!inside.includes(child) || child.points === null) continue
      const message = `上级按权重（weight），“${child.name}”却写了 points；要么都写权重，要么都写分值`
      at.below('parts', index).problem('points', 'weight-or-points', message)
    }
  }
  const without = own.points === null ? [] : inside.filter((child) => child.points === null)
  if (without.length > 0) {
    // What says neither has been told so already.
    const weighed = without.filter((child) => !child.weight.equals(1))
    const names = weighed.map((child) => child.name).join('、')
    const message = `上级写了 points，下级也要写：${names}`
    if (weighed.length > 0) at.problem('parts', 'weight-or-points', message)
    return
  }
  for (const { who, parts } of groupsOf(at, inside, own.within)) {
    const total = sum(
      parts.map((child) => (own.points === null ? child.weight : child.points) ?? sum([])),
    )
    if (compareExact(total, own.points ?? own.weight) === 0) continue
    if (own.points === null) {
      const message = `${who}下级的权重合计 ${percent(total)}，应为 ${percent(own.weight)}（都按占总分的比例写）`
      at.problem('parts', 'weights-sum', message)
    } else {
      const message = `${who}下级的分值合计 ${figure(total)} 分，应为 ${figure(own.points)} 分`
      at.problem('parts', 'points-sum', message)
    }
  }
}

interface Group {
  /** Whose parts these are, for people; empty where all have the same. */
  who: string
  parts: readonly Part[]
}

/**
 * The parts of each who has others: of every unit or tier that the scheme lists, those without a trait and with it; of
 * whom the parts above are.
 */
function groupsOf(at: Place, parts: readonly Part[], within: readonly ForWhom[]): Group[] {
  const kinds = [...new Set(parts.flatMap(({ onlyFor }) => onlyFor?.of ?? []))]
  const [kind] = kinds
  if (kind === undefined) return [{ who: '', parts }]
  if (kinds.length > 1) {
    const message = '同一级里 for 写的要是一样的：都是单位、都是层次，或都是条件，不然合计不清'
    at.problem('parts', 'for-mixed', message)
    return []
  }
  const same = within.filter((one) => one.of === kind)
  const meant = listed(at.reader.draft, kind).filter(({ id }) =>
    same.every((one) => one.ids.includes(id)),
  )
  const groups = meant.map(({ id, name }) => ({
    who: `“${name}”的`,
    parts: parts.filter(({ onlyFor }) => onlyFor === null || onlyFor.ids.includes(id)),
  }))
  // Who has none here may be nobody's of those whom the parts above are for.
  return same.length < within.length ? groups.filter((one) => one.parts.length > 0) : groups
}

function listed(draft: Draft, kind: 'unit' | 'tier' | 'trait'): { id: string; name: string }[] {
  switch (kind) {
    case 'unit':
      return draft.units.map(({ unit, name }) => ({ id: unit, name }))
    case 'tier':
      return draft.tiers.map(({ tier, name }) => ({ id: tier, name }))
    case 'trait': {
      const traits = draft.traits.map(({ trait, name }) => ({ id: trait, name }))
      return [{ id: '', name: '没有这些条件的' }, ...traits]
    }
  }
}

/** The periods' weights add up to the part's. */
export function checkPeriods(at: Place, part: RatingsPart): void {
  const periods = part.periodWeight.times(part.periods.length)
  if (part.points !== null || compareExact(periods, part.weight) === 0) return
  const message = `${part.periods.length} 期各占 ${percent(part.periodWeight)}，合计 ${percent(periods)}，与权重 ${percent(part.weight)} 不符`
  at.problem('weights', 'weights-sum', message)
}

function percent(value: Points): string {
  return `${figure(value.times(100))}%`
}

function figure(value: Points): string {
  return exactText(value.toDecimalPlaces(4))
}
