import { sleep } from '../base/real-time.js'

/** How a play stands: people who act by themselves, driven by a program beside the sandbox. */
export interface PlayState {
  /** A program that can act for everybody is there. */
  offered: boolean
  /** Somebody at the page wants it to go on. */
  running: boolean
  /** Share that is over, 0 to 1. */
  share: number
  /** For people: where it is. */
  line: string
  /** Counts changes. */
  revision: number
}

const pollMs = 25_000

/** What the page wants of the play, and what its program tells of it; in memory only. */
export class Play {
  #state: PlayState = { offered: false, running: false, share: 0, line: '', revision: 0 }
  readonly #waiting = new Set<() => void>()

  get state(): PlayState {
    return this.#state
  }

  /** Takes what is given of a state; whoever waits is told. */
  change(of: Partial<Omit<PlayState, 'revision'>>): PlayState {
    this.#state = { ...this.#state, ...of, revision: this.#state.revision + 1 }
    for (const go of [...this.#waiting]) go()
    return this.#state
  }

  /** Resolves at the next change, or after the longest poll. */
  async next(onClose: (stop: () => void) => void): Promise<void> {
    const stopping = new AbortController()
    const stop = (): void => stopping.abort()
    this.#waiting.add(stop)
    onClose(stop)
    await sleep(pollMs, { unref: true, signal: stopping.signal })
    this.#waiting.delete(stop)
  }
}
