import { must } from '../../src/base/bug.js'
import { OffsetClock } from '../../src/base/clock.js'
import { day, momentOf } from '../../src/base/day.js'
import { newId } from '../../src/base/ids.js'
import { silentLog } from '../../src/base/log.js'
import { packagePath } from '../../src/base/package-root.js'
import { machineTime, stopwatch } from '../../src/base/real-time.js'
import { actionName } from '../../cards/action-name.js'
import { createDispatch } from '../../src/desk/dispatch.js'
import { createRender } from '../../src/desk/render-notice.js'
import { slices } from '../../src/flows/all.js'
import { Folds } from '../../src/flows/folds.js'
import type { Dispatch, PressIn } from '../../src/lark/inbound.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { Storage } from '../../src/storage/database.js'
import { openCard, cardFor, setSent } from '../../src/storage/live-cards.js'
import { streamEntries } from '../../src/storage/ledger-stream.js'
import { openStorage } from '../../src/storage/open.js'
import { markDropped } from '../../src/storage/outbox-states.js'
import { findNotice } from '../../src/storage/outbox.js'
import { take } from '../../src/storage/inbox.js'
import { bureausWith } from '../bureaus.js'
import { makeBigBureau } from './big-bureau.js'

/** One row: a press in a bureau of a size, beside a bare durable insert of one row in the same run. */
export interface PressRow {
  name: 'myscore' | 'home' | 'cold start'
  on: 'embedded' | 'server'
  people: number
  entries: number
  /** Median. */
  ms: number
  /** Median of the insert; of the cold start: a plain read of the same rows. */
  floorMs: number
  statements: number
  rssMb: number
}

const now = momentOf(day('2025-10-10'), '10:00')
const presses = 40

/** A database with one bureau, through the desk, without the wire. */
async function place(options: { dataDir: string; url?: string }) {
  const clock = new OffsetClock(now - machineTime())
  let statements = 0
  const storage = await openStorage({
    ...options,
    clock,
    log: silentLog,
    told: () => {
      statements += 1
    },
  })
  const scheme = must(readScheme(packagePath('schemes', 'wuhan-civil-servants')).scheme, 'it reads')
  return { clock, storage, scheme, counted: () => statements }
}

function median(all: readonly number[]): number {
  return must([...all].sort((a, b) => a - b)[Math.floor(all.length / 2)], 'some')
}

/** Measures `/myscore` and home in a bureau of this size. */
export async function measurePresses(of: {
  dataDir: string
  url?: string
  people: number
  entries: number
  bureaus?: number
}): Promise<PressRow[]> {
  const { storage, scheme, counted, clock } = await place(of)
  const count = of.bureaus ?? 1
  const ids = Array.from({ length: count }, (_, n) => `b${n}`)
  for (const id of ids) {
    await makeBigBureau(storage, { id, people: of.people, entries: of.entries, scheme })
  }
  const bureaus = bureausWith([scheme], clock)
  const render = createRender({ bureaus })
  const scoreStatements: number[] = []
  const homeStatements: number[] = []
  let turn = 0
  const next = (): { bureau: string; person: string; openId: string } => {
    turn += 1
    const bureau = must(ids[turn % ids.length], 'a bureau')
    const person = `p${(turn * 37) % of.people}`
    return { bureau, person, openId: `ou_${bureau}_${person}` }
  }
  let current = next()
  const dispatch = createDispatch({
    ...{ storage, bureaus, hashKey: 'key', wake: () => {}, contactsChanged: () => {} },
    bureauOf: async () => current.bureau,
    readGroup: async () => {},
  })
  const myscore = async (): Promise<void> => {
    current = next()
    const before = counted()
    await say(dispatch, current.openId, '我的得分')
    const answered = counted() - before
    const notice = must(await lastNotice(storage, current.openId), 'an answer')
    const found = must(await findNotice(storage.read, notice), 'the notice')
    const rendering = counted()
    const rendered = await storage.transact('work', (tx) => render(found, tx))
    scoreStatements.push(answered + counted() - rendering)
    if ('drop' in rendered) throw new Error(`not shown: ${rendered.drop}`)
    await storage.transact('work', (tx) => markDropped(tx, notice, 'measured'))
  }
  const home = async (): Promise<void> => {
    current = next()
    const card = await homeOf(storage, current)
    const before = counted()
    const reply = await dispatch(card)
    homeStatements.push(counted() - before)
    if (reply.toast?.type !== 'success' || !reply.card) throw new Error('not refreshed')
  }
  // Once for each bureau, so that what is kept is kept.
  for (const _ of ids) await myscore()
  const floor: number[] = []
  const scores: number[] = []
  const homes: number[] = []
  for (let n = 0; n < presses; n++) {
    floor.push(await timed(() => insert(storage)))
    scores.push(await timed(myscore))
    homes.push(await timed(home))
  }
  const rssMb = process.memoryUsage().rss / 1e6
  const on = of.url ? 'server' : 'embedded'
  const base = {
    on,
    people: of.people,
    entries: of.entries,
    floorMs: median(floor),
    rssMb,
  } as const
  const rows: PressRow[] = [
    { ...base, name: 'myscore', ms: median(scores), statements: median(scoreStatements) },
    { ...base, name: 'home', ms: median(homes), statements: median(homeStatements) },
  ]
  if (count === 1) rows.push(await coldStart(storage, base))
  await storage.close()
  return rows
}

async function coldStart(
  storage: Storage,
  base: Omit<PressRow, 'name' | 'ms' | 'statements'>,
): Promise<PressRow> {
  const plain = await timed(async () => {
    for await (const rows of streamEntries(storage.read, { bureau: 'b0', after: 0, upTo: null })) {
      if (rows.length === 0) throw new Error('nothing to read')
    }
  })
  const ms = await timed(async () => {
    await new Folds(slices).latest(storage.read, 'b0', base.entries)
  })
  const rssMb = process.memoryUsage().rss / 1e6
  return { ...base, name: 'cold start', ms, floorMs: plain, statements: 0, rssMb }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const elapsed = stopwatch()
  await work()
  return elapsed()
}

/** A bare durable insert: one transaction with one row. */
async function insert(storage: Storage): Promise<void> {
  await storage.transact('press', async (tx) => {
    await take(tx, newId(), 'bench')
  })
}

async function say(dispatch: Dispatch, openId: string, text: string): Promise<void> {
  await dispatch({
    kind: 'message',
    ...{ key: newId(), appId: 'a', tenantKey: 't', openId, type: 'text' },
    ...{ messageId: newId(), chatId: 'oc', text, mentionsBot: false, files: [] },
    chatType: 'p2p',
  })
}

async function lastNotice(storage: Storage, openId: string): Promise<string | null> {
  const row = await storage.read.client.notice.findFirst({
    where: { recipient: openId, state: 'queued', op: 'send' },
    orderBy: { position: 'desc' },
    select: { id: true },
  })
  return row?.id ?? null
}

/** The person's home card, sent long ago, with its refresh button pressed. */
async function homeOf(storage: Storage, of: { bureau: string; openId: string }): Promise<PressIn> {
  const place = { bureau: of.bureau, recipient: of.openId, kind: 'home', key: 'home' }
  const known = await openCard(storage.read, place)
  const card =
    known ??
    (await storage.transact('work', async (tx) => {
      const made = await cardFor(tx, place)
      await setSent(tx, [{ id: made.id, messageId: newId(), chatId: null }])
      return made
    }))
  const name = actionName({ verb: 'refresh', card: card.id, revision: card.revision, args: [] })
  return {
    kind: 'press',
    ...{ openId: of.openId, messageId: card.messageId ?? '', chatId: 'oc', name, values: {} },
  }
}
