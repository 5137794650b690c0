/** Choices that are the same for the same seed. */
export interface Random {
  /** A whole number from 0 to `count` − 1. */
  below(count: number): number
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean
  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T
  /** The list in another order. */
  shuffled<T>(list: readonly T[]): T[]
}

/** Random choices from a text: the same text, the same choices, on every machine (mulberry32). */
export function randomFrom(seed: string): Random {
  let state = 0
  for (const letter of seed) state = (Math.imul(state, 31) + (letter.codePointAt(0) ?? 0)) | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (count: number): number => next() % count
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick: (list) => list[below(list.length)] ?? list[0],
    shuffled: (list) => {
      const keyed = list.map((item) => ({ item, key: next() }))
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
    },
  }
}
