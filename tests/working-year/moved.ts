import type { Day } from '../../src/base/day.js'
import { workedBefore } from './days.js'
import type { Look } from './look.js'
import { isLate } from './works.js'

/** What was known of a bureau when it was looked at last. */
export interface Known {
  /** Fact of the export → as it stood there. */
  facts: Map<string, string>
  /** Person or unit → what was noted of it. */
  noted: Map<string, string>
}

/** Nothing is known yet. */
export const nothingKnown = (): Known => ({ facts: new Map(), noted: new Map() })

/**
 * Everybody whose counts could have moved since the look before: of whom a fact of the export is new, gone, or another (proposed, effective,
 * withdrawn), of whom something was noted, whose time away began or ended, whose matter became late, and who heads or belongs to a unit
 * of which that is true. What is known is brought up to date.
 */
export function movedIn({ life, today, now }: Look, known: Known): string[] {
  const { diary, units } = life
  const moved = new Set<string>()
  const facts = new Map(now.file.facts.map((one) => [one.id, one]))
  for (const id of new Set([...facts.keys(), ...known.facts.keys()])) {
    const text = JSON.stringify(facts.get(id) ?? null)
    const before = known.facts.get(id) ?? 'null'
    if (text === before) continue
    for (const one of [text, before].map((each) => JSON.parse(each)))
      for (const who of [...(one?.persons ?? []), one?.unit, ...(one?.units ?? [])]) moved.add(who)
    known.facts.set(id, text)
  }
  const people = [...units.values()].flat()
  for (const [who, text] of [
    ...people.map((one) => [one, diary.of(one)] as const),
    ...[...units.keys()].map((one) => [one, diary.ofUnit(one)] as const),
  ]) {
    if (known.noted.get(who) !== text) moved.add(who)
    known.noted.set(who, text)
  }
  const since = workedBefore(today)
  const within = (on: Day): boolean => since < on && on <= today
  for (const { who, from, to, state, backOn } of diary.away) {
    if (state !== 'approved') continue
    if (within(from) || (since <= to && to < today) || (backOn !== null && within(backOn)))
      moved.add(who)
  }
  for (const one of diary.matters)
    if (isLate(one, today) && !isLate(one, since)) moved.add(one.owner)
  return withUnits(life.units, moved)
}

/** What charges somebody may charge who heads their unit; what charges a unit, all of it see. */
function withUnits(units: ReadonlyMap<string, readonly string[]>, moved: Set<string>): string[] {
  const all = [...units].flatMap(([unit, [head = '', ...others]]) => {
    if (moved.has(unit)) return [head, ...others]
    const own = [head, ...others].filter((who) => moved.has(who))
    return own.length > 0 ? [head, ...own] : []
  })
  return [...new Set(all)]
}
