import { stopwatch, within } from '../base/real-time.js'
import type { Storage, Tx } from '../storage/database.js'
import { checkLease } from '../storage/lease.js'
import { type CardPlace, type LiveCard, openCards, setSent } from '../storage/live-cards.js'
import { enqueueAll, lockNotices, type NewSend } from '../storage/outbox.js'
import { freeze, markSent } from '../storage/outbox-states.js'

/** What the parts of a transaction have in common, one statement for all: carried out when all have written. */
export interface Rows {
  frozen: { id: string; frozen: string; revision: number | null; uuid: string }[]
  sent: { id: string; messageId: string; chatId: string | null }[]
  /** Cards that are these messages now. `before` says what is to be sent about the message that the card was, when that is another one. */
  shown: {
    id: string
    messageId: string
    chatId: string
    before: (messageId: string) => NewSend[]
  }[]
  /** Open cards that are looked for. */
  wanted: { place: CardPlace; found: (card: LiveCard | null) => void }[]
}

/** What one delivery reads and writes in a transaction. */
export interface Part<T> {
  /** Which is locked before the writing; null where nothing is written about it. */
  notice: string | null
  /** The lease's number that the delivery began under. */
  fencing: number
  /** Whether it decides something, and so takes what it decides on before anything else is held. */
  alone: boolean
  /** What is written, made before anything is locked. */
  make: (tx: Tx) => Promise<T>
  write: (tx: Tx, of: T, rows: Rows) => Promise<void>
}

type Write = (tx: Tx, rows: Rows) => Promise<void>

/** Real time after which a transaction takes no further part: a press waits for it on the embedded database. */
const takingMs = 30
const partsMax = 16
/** So many parts are made at the same time: what they ask of the database they ask with one statement. */
const roundMax = 8
/** Real time for which what has something to write waits for the other deliveries that are under way. */
const gatherMs = 10

interface Waiting {
  alone: boolean
  fencing: number
  notice: string | null
  make: (tx: Tx) => Promise<Write>
  /** Whether the notice still waited. */
  done: (waited: boolean) => void
  failed: (thrown: unknown) => void
}

/**
 * Transactions that deliveries share: what several have to write while one transaction runs is written in the next
 * one, behind one look at the lease, one lock of the notices and one commit. One that throws takes nobody
 * along: then each has a transaction of its own.
 */
export class Together {
  readonly #storage: Storage
  readonly #leaseName: string
  readonly #underWay: () => number
  #waiting: Waiting[] = []
  #running = false
  /** Told when all deliveries that are under way have something to write. */
  #gathered: (() => void) | null = null

  /** `underWay`: how many deliveries may have something to write. */
  constructor(storage: Storage, leaseName: string, underWay: () => number = () => 0) {
    this.#storage = storage
    this.#leaseName = leaseName
    this.#underWay = underWay
  }

  /**
   * Makes and writes a part, which must do nothing but use its transaction: it may be run anew. Answers what was made; null, and
   * nothing written, when the notice waits no more. Rejects with LeaseLost, and with what the part or the database throws.
   */
  run<T>(part: Part<T>): Promise<T | null> {
    const { alone, fencing, notice } = part
    return new Promise((resolve, reject) => {
      let made: T
      const make: Waiting['make'] = async (tx) => {
        made = await part.make(tx)
        return (on, rows) => part.write(on, made, rows)
      }
      const done = (waited: boolean): void => resolve(waited ? made : null)
      this.#waiting.push({ alone, fencing, notice, make, done, failed: reject })
      if (!this.#running) void this.#drain()
      else if (this.#isWhole()) this.#gathered?.()
    })
  }

  async #drain(): Promise<void> {
    this.#running = true
    while (this.#waiting.length > 0) {
      await this.#gather()
      await this.#next()
    }
    this.#running = false
  }

  #isWhole(): boolean {
    return this.#waiting.length >= Math.min(this.#underWay(), partsMax)
  }

  /** Waits a moment for the others that are under way: a commit more costs more. */
  async #gather(): Promise<void> {
    if (this.#isWhole()) return
    await within(
      gatherMs,
      new Promise<void>((resolve) => {
        this.#gathered = resolve
      }),
      undefined,
    )
    this.#gathered = null
  }

  async #next(): Promise<void> {
    let taken: Waiting[] = []
    try {
      const waited = await this.#storage.transact('work', async (tx) => {
        // Run anew after a conflict: what was taken before is taken again.
        this.#waiting.unshift(...taken)
        taken = []
        return await this.#write(tx, taken)
      })
      for (const each of taken) each.done(each.notice === null || waited.has(each.notice))
    } catch (thrown) {
      const [first, ...others] = taken.length > 0 ? taken : this.#waiting.splice(0, 1)
      if (others.length === 0) return first?.failed(thrown)
      this.#waiting.unshift(...taken.map((each) => ({ ...each, alone: true })))
    }
  }

  /** Takes what waits, as far as it may be together, and writes it; the notices that still waited. */
  async #write(tx: Tx, taken: Waiting[]): Promise<ReadonlySet<string>> {
    const elapsed = stopwatch()
    const writes: [string | null, Write][] = []
    for (let round = this.#take(taken); round.length > 0; round = this.#take(taken)) {
      const made = await all(round.map((each) => each.make(tx)))
      for (const [index, write] of made.entries())
        writes.push([round[index]?.notice ?? null, write])
      if (round.some((each) => each.alone) || elapsed() > takingMs) break
    }
    for (const fencing of new Set(taken.map((each) => each.fencing))) {
      await checkLease(tx, this.#leaseName, fencing)
    }
    const waited = await lockNotices(
      tx,
      taken.flatMap((each) => each.notice ?? []),
    )
    const rows: Rows = { frozen: [], sent: [], shown: [], wanted: [] }
    for (const [notice, write] of writes) {
      if (notice === null || waited.has(notice)) await write(tx, rows)
    }
    await carryOut(tx, rows)
    return waited
  }

  /** Takes those that are to be made together next, behind what was taken. */
  #take(taken: Waiting[]): Waiting[] {
    const round: Waiting[] = []
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const behind = taken.length > 0
      if (behind && (next.alone || taken.length >= partsMax || round.length >= roundMax)) break
      this.#waiting.shift()
      taken.push(next)
      round.push(next)
      if (next.alone) break
    }
    return round
  }
}

/** What all of these give; throws what the first of them threw, when none runs any more. */
async function all<T>(running: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(running)
  return await Promise.all(running)
}

async function carryOut(tx: Tx, { frozen, sent, shown, wanted }: Rows): Promise<void> {
  await freeze(tx, frozen)
  await markSent(tx, sent)
  const before = await setSent(tx, shown)
  await enqueueAll(
    tx,
    shown.flatMap((each) => {
      const messageId = before.get(each.id) ?? each.messageId
      return messageId === each.messageId ? [] : each.before(messageId)
    }),
  )
  const cards = await openCards(
    tx,
    wanted.map(({ place }) => place),
  )
  for (const [index, { found }] of wanted.entries()) found(cards[index] ?? null)
}
