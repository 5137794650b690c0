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
import type { Dispatch, PressIn } from '../../src/lark/inbound.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { Storage } from '../../src/storage/database.js'
import { openCard, cardFor, setSent, setShown } from '../../src/storage/live-cards.js'
import { openStorage } from '../../src/storage/open.js'
import { markDropped } from '../../src/storage/outbox-states.js'
import { findNotice } from '../../src/storage/outbox.js'
import { take } from '../../src/storage/inbox.js'
import { bureausWith } from '../bureaus.js'

/** Where a database is, and what lives in it: bureaus `b0`, `b1`, … of so many people with so many entries each. */
export interface Place {
  dataDir: string
  url?: string
  bureaus: number
  people: number
  entries: number
}

/** A database at work, without the wire. */
export async function openPlace(of: Pick<Place, 'dataDir' | 'url'>) {
  const clock = new OffsetClock(momentOf(day('2025-10-10'), '10:00') - machineTime())
  let statements = 0
  const storage = await openStorage({
    ...{ dataDir: of.dataDir, url: of.url, clock, log: silentLog },
    told: () => {
      statements += 1
    },
  })
  const scheme = must(readScheme(packagePath('schemes', 'wuhan-civil-servants')).scheme, 'it reads')
  const bureaus = bureausWith([scheme], clock)
  return { clock, storage, scheme, bureaus, counted: () => statements }
}

export type OpenPlace = Awaited<ReturnType<typeof openPlace>>

/** Presses of one after the other of its people, in one after the other of its bureaus; each answers its statements. */
export function presser(open: OpenPlace, of: Pick<Place, 'bureaus' | 'people'>) {
  const { storage, bureaus, counted } = open
  const render = createRender({ bureaus })
  let turn = 0
  const next = () => {
    turn += 1
    const bureau = `b${turn % of.bureaus}`
    return { bureau, openId: `ou_${bureau}_p${(turn * 37) % of.people}` }
  }
  let current = next()
  const dispatch = createDispatch({
    ...{ storage, bureaus, hashKey: 'key', wake: () => {}, contactsChanged: () => {} },
    bureauOf: async () => current.bureau,
    readGroup: async () => {},
  })
  /** Taken, answered, and the answer rendered as the sender does. */
  const myscore = async (): Promise<{ ms: number; statements: number }> => {
    current = next()
    const [first, before] = [stopwatch(), counted()]
    await say(dispatch, current.openId, '我的得分')
    const [taken, answered] = [first(), counted() - before]
    const notice = must(await lastNotice(storage, current.openId), 'an answer')
    const found = must(await findNotice(storage.read, notice), 'the notice')
    const [second, rendering] = [stopwatch(), counted()]
    const rendered = await storage.transact('work', (tx) => render(found, tx))
    const done = { ms: taken + second(), statements: answered + counted() - rendering }
    if ('drop' in rendered) throw new Error(`not shown: ${rendered.drop}`)
    await storage.transact('work', (tx) => markDropped(tx, notice, 'measured'))
    return done
  }
  const home = async (): Promise<{ ms: number; statements: number }> => {
    current = next()
    const card = await homeOf(storage, current)
    const [elapsed, before] = [stopwatch(), counted()]
    const reply = await dispatch(card)
    const done = { ms: elapsed(), statements: counted() - before }
    if (reply.toast?.type !== 'success' || !reply.card) throw new Error('not refreshed')
    return done
  }
  return { myscore, home }
}

/** A bare durable insert: one transaction with one row. In ms. */
export async function insert(storage: Storage): Promise<number> {
  const elapsed = stopwatch()
  await storage.transact('press', async (tx) => {
    await take(tx, newId(), 'bench')
  })
  return elapsed()
}

/** What is used now; with `--expose-gc` after what nobody needs was let go. */
export function memoryMb(): number {
  globalThis.gc?.()
  return process.memoryUsage().rss / 1e6
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

/** The person's home card, sent long ago and showing something else, with its refresh button pressed. */
async function homeOf(storage: Storage, of: { bureau: string; openId: string }): Promise<PressIn> {
  const place = { bureau: of.bureau, recipient: of.openId, kind: 'home', key: 'home' }
  const known = await openCard(storage.read, place)
  const card =
    known ??
    (await storage.transact('work', async (tx) => {
      const made = await cardFor(tx, place)
      const messageId = newId()
      await setSent(tx, [{ id: made.id, messageId, chatId: null }])
      return { ...made, messageId }
    }))
  await storage.transact('work', (tx) => setShown(tx, card, 'something else'))
  const name = actionName({ verb: 'refresh', card: card.id, revision: card.revision, args: [] })
  return {
    kind: 'press',
    ...{ openId: of.openId, messageId: card.messageId ?? '', chatId: 'oc', name, values: {} },
  }
}
