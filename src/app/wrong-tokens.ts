/** Wrong tokens that one address may send within a window, and the window. */
const most = 20
const windowMs = 10 * 60_000
/** Addresses that are remembered: who makes more is let in before the memory is full. */
const addressesMost = 10_000

/**
 * Counts wrong tokens by who sends them, in this process and real time. A token has 128 bits: nobody guesses one; whoever tries is
 * kept from keeping the bot busy. Who has sent too many waits until the window is over, with right tokens too.
 */
export class WrongTokens {
  readonly #now: () => number
  readonly #sent = new Map<string, { since: number; count: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Somebody sent a token that there is not. */
  note(address: string): void {
    const now = this.#now()
    const known = this.#sent.get(address)
    const current = known && now - known.since < windowMs ? known : { since: now, count: 0 }
    this.#sent.delete(address)
    this.#sent.set(address, { ...current, count: current.count + 1 })
    const [oldest] = this.#sent.keys()
    if (this.#sent.size > addressesMost && oldest !== undefined) this.#sent.delete(oldest)
  }

  /** Seconds for which somebody has to wait; 0: not at all. */
  waitFor(address: string): number {
    const known = this.#sent.get(address)
    if (!known || known.count < most) return 0
    const left = windowMs - (this.#now() - known.since)
    return left > 0 ? Math.ceil(left / 1_000) : 0
  }
}
