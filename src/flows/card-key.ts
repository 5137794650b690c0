/** A card's key from its parts; none of them holds a slash. */
export function keyOf(...parts: readonly string[]): string {
  return parts.join('/')
}

/** The parts of a card's key; null unless there are just so many, none empty. */
export function partsIn(key: string, count: number): string[] | null {
  const parts = key.split('/')
  return parts.length === count && parts.every((part) => part !== '') ? parts : null
}
