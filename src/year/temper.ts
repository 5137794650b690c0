import type { Random } from '../demo/random.js'

/** How somebody deals with what reaches them. */
export interface Temper {
  /** Working days until they act, at most. */
  patience: number
  /** Of 100 cards, how many they leave until they are reminded. */
  forgets: number
  /** Of 100 forms, how many they first send with something wrong or missing. */
  slips: number
  /** Of 100 presses, how many come from two devices at once. */
  doubles: number
}

const tempers = {
  prompt: { patience: 0, forgets: 0, slips: 5, doubles: 5 },
  usual: { patience: 2, forgets: 5, slips: 10, doubles: 3 },
  slow: { patience: 4, forgets: 20, slips: 10, doubles: 0 },
} satisfies Record<string, Temper>

/** A temper for one person: half are usual, a third prompt, the others slow. */
export function temperOf(random: Random): Temper {
  const drawn = random.below(6)
  if (drawn < 3) return tempers.usual
  return drawn < 5 ? tempers.prompt : tempers.slow
}
