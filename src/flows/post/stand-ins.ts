/** Who stands in for whom today (AB岗). */
export interface StandIns {
  /** Everybody is there, or nobody has a post of another. */
  none: boolean
  /** Who has somebody's post today; null while they are there, or nobody has it. */
  of(person: string): string | null
  /** Whose posts somebody has today, besides the own one. */
  by(person: string): readonly string[]
}

/** From who is away to who stands in. */
export function standInsFrom(pairs: ReadonlyMap<string, string>): StandIns {
  const by = new Map<string, string[]>()
  for (const [away, standIn] of pairs) by.set(standIn, [...(by.get(standIn) ?? []), away])
  return {
    none: pairs.size === 0,
    of: (person) => pairs.get(person) ?? null,
    by: (person) => by.get(person) ?? [],
  }
}

/** Everybody is there, or nobody has a post of another. */
export const nobodyStandsIn = standInsFrom(new Map())
