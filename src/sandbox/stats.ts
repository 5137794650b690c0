/** What happened, in counts. */
export class Stats {
  readonly calls: Record<string, number> = {}
  readonly sends: Record<string, { calls: number; messages: number }> = {}
  readonly events = { made: 0, acked: 0, failed: 0, redelivered: 0, givenUp: 0 }
  readonly callbacks = { made: 0, answered: 0, late: 0 }
  rateHits = 0

  called(api: string): void {
    this.calls[api] = (this.calls[api] ?? 0) + 1
  }

  sent(uuid: string, made: boolean): void {
    const count = this.sends[uuid] ?? { calls: 0, messages: 0 }
    this.sends[uuid] = count
    count.calls += 1
    if (made) count.messages += 1
  }
}
