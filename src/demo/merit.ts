import { randomFrom } from './random.js'

/** How good somebody's year is in the demonstration, in half points: 0 to 15. */
export function meritOf(seed: string, person: string): number {
  const random = randomFrom(`${seed} merit ${person}`)
  return random.below(8) + random.below(9)
}

/** Half points as text: 183 is `91.5`. */
export function halves(count: number): string {
  return `${count >> 1}${count % 2 === 1 ? '.5' : ''}`
}
