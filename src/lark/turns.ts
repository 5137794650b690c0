/** So many of one person may wait behind the one that runs. */
const waitingMax = 10

/** What one person has under way: the end of it, and how much it is. */
interface Line {
  tail: Promise<void>
  count: number
}

/**
 * One thing of a person at a time, in the order in which they came: whoever presses fast waits for
 * himself, and others do not wait for him. Beyond ten that wait, nothing more is taken of him.
 */
export class Turns {
  readonly #lines = new Map<string, Line>()

  /** Runs `work` when the person's turn comes; null, at once, when too much of them waits already. */
  take<T>(person: string, work: () => Promise<T>): Promise<T> | null {
    const line = this.#lines.get(person) ?? { tail: Promise.resolve(), count: 0 }
    if (line.count > waitingMax) return null
    line.count += 1
    this.#lines.set(person, line)
    const result = line.tail.then(work)
    const end = (): void => {
      line.count -= 1
      if (line.count === 0) this.#lines.delete(person)
    }
    line.tail = result.then(end, end)
    return result
  }
}
