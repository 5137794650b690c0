import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, type Day, day } from '../../src/base/day.js'
import { isRefusal } from '../../src/base/refusal.js'
import { askKinds, isGone, verbOf, viewOf } from '../../src/flows/all.js'
import type { Intent } from '../../src/flows/flow.js'
import type { CoverView } from '../../src/flows/post/cover.js'
import { postJob } from '../../src/flows/post/jobs.js'
import { postsSlice } from '../../src/flows/post/posts.js'
import { postDayJob } from '../../src/flows/post/stale.js'
import { cardFor, setSent } from '../../src/storage/live-cards.js'
import { leaveDatabase } from '../leave/bureau.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'
import { approvedTrip, ownTrip } from '../trips/bureau.js'

/** Whatever is named, asked, changed, withdrawn, taken over or given back, and as days pass: what a card offers is done. */

let database: Awaited<ReturnType<typeof leaveDatabase>>
beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)
afterAll(() => database.close())

const morning = postJob(() => askKinds)
const people = ['zhang', 'wang', 'li', 'sun'] as const
const chains: Readonly<Record<string, readonly string[]>> = {
  ...{ zhang: ['li'], wang: ['li'], li: ['chen', 'wu'], sun: ['zhou'] },
}

/** The same numbers for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return (state >>> 8) % below
  }
}

/** What everybody has before them: each card as it was shown last. */
class Chats {
  readonly #shown = new Map<string, { who: string; key: string; view: CoverView }>()
  readonly #bureau: TestBureau

  constructor(bureau: TestBureau) {
    this.#bureau = bureau
  }

  /** What waits is sent, as each card is by then. */
  async deliver(): Promise<void> {
    for (const { notice } of await this.#bureau.notices()) {
      if (notice.op === 'text' || notice.cardKind !== 'cover') continue
      const { recipient, cardKey: key } = notice
      const who = recipient.slice(`ou_${this.#bureau.id}_`.length)
      const view = await viewOf(await this.#bureau.seeing(who), { kind: 'cover', key })
      const place = `${who} ${key}`
      if (isGone(view)) this.#shown.delete(place)
      else this.#shown.set(place, { who, key, view: view as CoverView })
      await this.#bureau.storage.transact('work', async (tx) => {
        const at = { bureau: this.#bureau.id, recipient, kind: 'cover', key }
        const card = await cardFor(tx, at)
        await setSent(tx, [{ id: card.id, messageId: `om_${card.id}`, chatId: null }])
      })
    }
  }

  /** Every button that is before somebody. */
  offers(): { who: string; intent: Intent }[] {
    return [...this.#shown.values()].flatMap(({ who, key, view }) => {
      const { state, taken, stage, person } = view
      const verb =
        stage !== 'approved'
          ? null
          : (state === 'ahead' || state === 'on') && !taken
            ? 'post.take'
            : state === 'over'
              ? 'post.return'
              : null
      if (verb === null) return []
      return [{ who, intent: { verb, absence: key, person, text: '无' } as Intent }]
    })
  }
}

class Undone extends Error {
  override name = 'Undone'
}

/** What is said to a press, which is taken back; null where it is done. */
async function refusalOf(bureau: TestBureau, who: string, intent: Intent): Promise<string | null> {
  let said: string | null = 'nothing'
  await bureau
    .outcome(who, async (ctx) => {
      const given = await verbOf(intent.verb)?.act(ctx, intent as never)
      said = given && isRefusal(given) ? given.code : null
      throw new Undone()
    })
    .catch((thrown: unknown) => {
      if (!(thrown instanceof Undone)) throw thrown
    })
  return said
}

/** Something that somebody does; what it was. */
async function act(
  bureau: TestBureau,
  today: Day,
  pick: (below: number) => number,
): Promise<string> {
  const one = people[pick(people.length)] ?? 'zhang'
  const other = people[pick(people.length)] ?? 'wang'
  const head = one === 'li' ? 'chen' : one === 'sun' ? 'zhou' : 'li'
  const from = addDays(today, pick(4))
  const to = addDays(from, pick(4))
  const { collected } = await bureau.seeing(one)
  const named = [...collected.of(postsSlice).named.values()].filter(({ ended }) => !ended)
  const last = named[pick(Math.max(1, named.length))]
  switch (pick(6)) {
    case 0:
    case 1: {
      const handover = other === one ? '' : other
      const said = await approvedTrip(bureau, one, { from, to, handover }, chains[one] ?? [])
      return `${one} is away ${from} to ${to}, asks ${handover || 'nobody'}: ${said}`
    }
    case 2: {
      const intent = { verb: 'post.name', person: one, standIn: other, from: today, to: '' }
      return `${head} names ${other} for ${one}: ${await press(bureau, head, intent as Intent)}`
    }
    case 3: {
      if (!last) return 'nothing'
      const intent = { verb: 'post.end', named: last.id, person: last.person }
      return `${last.by} ends ${last.standIn}: ${await press(bureau, last.by, intent as Intent)}`
    }
    case 4: {
      const verb = pick(2) === 0 ? 'back' : 'withdraw'
      return `${one} ${verb}: ${await ownTrip(bureau, one, verb).catch(() => 'no trip')}`
    }
    default: {
      const absence = [...collected.of(postsSlice).covers.keys()].at(-1) ?? ''
      const intent = { verb: 'post.assign', absence, person: one, standIn: other }
      return `${head} gives ${one}'s to ${other}: ${await press(bureau, head, intent as Intent)}`
    }
  }
}

test.each([1, 2, 3, 4, 5, 6])('no card of seed %i offers what is refused', async (seed) => {
  const bureau = await database.newBureau()
  const pick = numbers(seed)
  const chats = new Chats(bureau)
  const told: string[] = []
  let offered = 0
  let today = day('2025-09-08')
  for (let days = 0; days < 12; days++, today = addDays(today, 1)) {
    bureau.goTo(today, '00:15')
    await bureau.job((ctx) => postDayJob.run(ctx, today, null))
    told.push(today)
    await look()
    bureau.goTo(today, '08:30')
    const [due] = morning.due(bureau.calendar, today, today)
    if (due) await bureau.job((ctx) => morning.run(ctx, due.period, null))
    await look()
    bureau.goTo(today, '10:00')
    for (let turn = 0; turn < 3; turn++) {
      const offers = chats.offers()
      const taken = pick(3) === 0 ? offers[pick(Math.max(1, offers.length))] : undefined
      told.push(
        taken
          ? `${taken.who} ${taken.intent.verb}: ${await press(bureau, taken.who, taken.intent)}`
          : await act(bureau, today, pick),
      )
      await look()
    }
  }
  expect(offered).toBeGreaterThan(10)

  async function look(): Promise<void> {
    await chats.deliver()
    for (const { who, intent } of chats.offers()) {
      offered++
      const refusal = await refusalOf(bureau, who, intent)
      expect(refusal, [...told, `${who} ${intent.verb}`].join('\n')).toBeNull()
    }
  }
})
