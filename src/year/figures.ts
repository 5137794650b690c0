import type { Day } from '../base/day.js'

/** What a year cost one person. */
export interface Burden {
  /** Cards and texts that came, by their titles ('' for a text); changes of them not counted. */
  messages: Map<string, number>
  /** Cards that were answered because they asked, each once, by the verb that answered them. */
  answers: Map<string, number>
  /** What the person began: words sent and forms handed in. */
  begun: number
}

/** Counts one more of a name. */
export function oneMore(counts: Map<string, number>, of: string): void {
  counts.set(of, (counts.get(of) ?? 0) + 1)
}

/** How much of some names, or of all, was counted. */
export function countOf(
  counts: ReadonlyMap<string, number>,
  which: (name: string) => boolean = () => true,
): number {
  return [...counts].reduce((sum, [name, count]) => sum + (which(name) ? count : 0), 0)
}

/** A press that was taken. */
export interface Done {
  /** In the roster. */
  who: string
  verb: string
  on: Day
  /** What the bot answered. */
  said: string
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
  /** Presses that were taken, one for two devices that pressed the same. */
  readonly done: Done[] = []
  /** Messages that somebody left unanswered on purpose: `open_id message_id`. */
  readonly left = new Set<string>()
  /** Presses sent wrong on purpose, and those of them that were refused. */
  slips = { sent: 0, refused: 0 }
  /** Presses sent from two devices at once. */
  doubles = 0
  /** Real time, in milliseconds, of each answer. */
  readonly answerMs: number[] = []

  readonly #answered = new Set<string>()

  /** A person answered what a card asks: the next sheet of a ballot on it, or another answer, is no second one. */
  answered(id: string, verb: string, messageId: string): void {
    const one = `${id} ${verb} ${messageId}`
    if (this.#answered.has(one)) return
    this.#answered.add(one)
    oneMore(this.of(id).answers, verb)
  }

  of(id: string): Burden {
    const known = this.burden.get(id)
    if (known) return known
    const fresh = { messages: new Map(), answers: new Map(), begun: 0 }
    this.burden.set(id, fresh)
    return fresh
  }

  /** An answer's time below which this share (0 to 1) of all answers came. */
  quantileMs(share: number): number {
    const sorted = this.answerMs.toSorted((a, b) => a - b)
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  }
}
