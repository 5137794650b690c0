/**
 * A function of a context that is worked out once: statements of a cycle ask for the same again and
 * again. What is kept goes away with the context.
 */
export function once<C extends object, T>(find: (context: C) => T): (context: C) => T {
  const known = new WeakMap<C, { value: T }>()
  return (context) => {
    const before = known.get(context)
    if (before !== undefined) return before.value
    const value = find(context)
    known.set(context, { value })
    return value
  }
}

/** Lists by the one key of each, in the order of what they are made from. */
export function groupedBy<T>(
  all: Iterable<T>,
  keyOf: (one: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    else group.push(one)
  }
  return groups
}

/** Lists by key, in the order of what they are made from. */
export function grouped<T>(
  all: Iterable<T>,
  keysOf: (one: T) => readonly string[] | ReadonlySet<string>,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    for (const key of keysOf(one)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [one])
      else group.push(one)
    }
  }
  return groups
}
