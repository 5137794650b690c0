/** What a year cost one person. */
export interface Burden {
  /** Cards and texts that came, changes of them not counted. */
  messages: number
  /** Cards that were answered because they asked. */
  answers: number
  /** What the person began: words sent and forms handed in. */
  begun: number
}

/** A press that was refused although it was meant to be right. */
export interface Refused {
  who: string
  title: string
  verb: string
  why: string
}

/** Everything counted while a year is lived. */
export class Figures {
  readonly burden = new Map<string, Burden>()
  readonly refused: Refused[] = []
  /** Presses that the bot never answered. */
  readonly failed: Refused[] = []
  presses = 0
  /** Presses sent wrong on purpose, and those of them that were refused. */
  slips = { sent: 0, refused: 0 }
  /** Presses sent from two devices at once. */
  doubles = 0
  /** Real time, in milliseconds, of each answer. */
  readonly answerMs: number[] = []

  of(id: string): Burden {
    const known = this.burden.get(id)
    if (known) return known
    const fresh = { messages: 0, answers: 0, begun: 0 }
    this.burden.set(id, fresh)
    return fresh
  }

  /** An answer's time below which this share (0 to 1) of all answers came. */
  quantileMs(share: number): number {
    const sorted = this.answerMs.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  }
}
