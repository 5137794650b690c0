/** An invariant of ours is broken. The caller rolls back, answers with an id and logs the stack. */
export class Bug extends Error {
  override name = 'Bug'
}

/**
 * Throws a {@link Bug}: for the branch that cannot be reached and the invariant that must hold.
 * Never used for what a person may do wrong: that is a refusal.
 */
export function bug(message: string): never {
  throw new Bug(message)
}

/** Asserts an invariant; narrows away `undefined`, `null` and `false`. Throws {@link Bug}. */
export function must<T>(value: T | undefined | null | false, message: string): T {
  if (value === undefined || value === null || value === false) bug(message)
  return value
}
