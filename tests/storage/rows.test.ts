import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { OffsetClock } from '../../src/base/clock.js'
import { day, instant } from '../../src/base/day.js'
import { sha256 } from '../../src/base/ids.js'
import { stopwatch } from '../../src/base/real-time.js'
import { bureauStamp } from '../../src/storage/bureau-stamp.js'
import { addressesOf, addressesStamp, putAddresses, whoIs } from '../../src/storage/addresses.js'
import { findCycle, listCycles, saveCycle, setCycleState } from '../../src/storage/cycles.js'
import type { Storage, Tx } from '../../src/storage/database.js'
import { deleteDraft, getDraft, listDrafts, putDraft } from '../../src/storage/drafts.js'
import { FileStore, filesAbout, saveFile, setFileAbout } from '../../src/storage/files.js'
import {
  bumpCard,
  cardFor,
  shownCard,
  cardOfMessage,
  cardsByKey,
  findCard,
  openCard,
  retireCard,
  openCards,
  setSent,
} from '../../src/storage/live-cards.js'
import {
  enqueue,
  enqueueAll,
  findNotice,
  lockNotice,
  type NewNotice,
  nextDue,
  outlook,
} from '../../src/storage/outbox.js'
import {
  freeze,
  markDropped,
  markFailed,
  markRetry,
  markSent,
  pruneOutbox,
} from '../../src/storage/outbox-states.js'
import { findVersion, listVersions, savePublication } from '../../src/storage/publications.js'
import { readRoster, replaceRoster, rosterRevision } from '../../src/storage/roster-rows.js'
import { getSetting, putSetting } from '../../src/storage/settings.js'
import { tempFolder, tempStorage } from './temp.js'

const clock = new OffsetClock()
let storage: Storage
let close: () => Promise<void> = async () => {}

beforeAll(async () => {
  ;({ storage, close } = await tempStorage({ clock }))
})
afterAll(() => close())

function work<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  return storage.transact('work', fn)
}

describe('the outbox', () => {
  const to = (recipient: string, more: Partial<NewNotice> = {}): NewNotice => ({
    bureau: 'b',
    recipientType: 'open_id',
    recipient,
    op: 'send',
    cardKind: 'home',
    cardKey: 'x',
    ...more,
  })
  const put = (notice: NewNotice) => work((tx) => enqueue(tx, notice))
  const due = async () => (await nextDue(storage.read, clock.now(), 10)).map((notice) => notice.id)
  const rendered = { frozen: '{"a":1}', revision: 1, uuid: 'u' }
  const clear = () =>
    work(async (tx) => {
      for (const id of await due0(tx)) await markDropped(tx, id, 'cleared')
    })
  const due0 = async (tx: Tx) =>
    (await tx.client.notice.findMany({ where: { state: { in: ['queued', 'frozen'] } } })).map(
      ({ id }) => id,
    )

  // Each lane was looked at once for each of its notices: 1,200 in thirty lanes cost a second a look.
  test('of which much waits tells what goes next at the cost of reading it, not of its square', async () => {
    const all = Array.from({ length: 1_200 }, (_, n) => ({
      ...to(`many-${n % 30}`, { cardKey: `${n}` }),
      op: 'send' as const,
    }))
    await work((tx) => enqueueAll(tx, all))
    const fastest = async (read: () => Promise<unknown>): Promise<number> => {
      const times: number[] = []
      for (let n = 0; n < 4; n++) {
        const elapsed = stopwatch()
        await read()
        times.push(elapsed())
      }
      return Math.min(...times)
    }
    const plain = await fastest(
      () => storage.read.client.$queryRaw`SELECT * FROM "Notice" WHERE "state" = 'queued'`,
    )
    const next = await fastest(() => nextDue(storage.read, clock.now(), 64))
    const found = await nextDue(storage.read, clock.now(), 64)
    expect(found.map(({ cardKey }) => cardKey)).toEqual(all.slice(0, 30).map((one) => one.cardKey))
    expect(next / plain).toBeLessThan(12)
    await storage.read.client.notice.deleteMany({ where: { lane: { startsWith: 'many-' } } })
  })

  test('within a lane the order is kept: one at a time, the earliest first', async () => {
    const a1 = await put(to('a'))
    const a2 = await put(to('a'))
    const b1 = await put(to('b'))
    expect(await due()).toEqual([a1, b1])
    await work((tx) => markSent(tx, [{ id: a1, messageId: 'm', chatId: 'c' }]))
    expect(await due()).toEqual([a2, b1])
    await clear()
  })

  test('a notice waits until its moment and does not hold up its lane', async () => {
    const later = await put(to('a', { notBefore: instant(clock.now() + 60_000) }))
    const now = await put(to('a'))
    expect(await due()).toEqual([now])
    await work((tx) => markSent(tx, [{ id: now, messageId: 'm', chatId: null }]))
    expect(await due()).toEqual([])
    const nextAt = must(await findNotice(storage.read, later), 'the later one').notBefore
    expect(await outlook(storage.read, clock.now())).toEqual({ waiting: 1, sendable: 0, nextAt })
    clock.jump(clock.offsetMs() + 61_000)
    expect(await due()).toEqual([later])
    const all = { waiting: 1, sendable: 1, nextAt: null }
    expect(await outlook(storage.read, clock.now())).toEqual(all)
    await clear()
    const nothing = { waiting: 0, sendable: 0, nextAt: null }
    expect(await outlook(storage.read, clock.now())).toEqual(nothing)
  })

  test('while the clock is moved on a changed card waits for further changes, three days at most; what is new does not', async () => {
    const dayMs = 86_400_000
    const goOn = (ms: number): void =>
      clock.jump(clock.offsetMs() + ms, undefined, instant(clock.now() + 30 * dayMs))
    goOn(0)
    await work(async (tx) => {
      const { id } = await cardFor(tx, { bureau: 'b', recipient: 'a', kind: 'home', key: 'x' })
      await setSent(tx, [{ id, messageId: 'm', chatId: null }])
    })
    const update = to('a', { op: 'update' })
    const first = await put(update)
    const fresh = await put(to('a'))
    expect(await due()).toEqual([fresh])
    await work((tx) => markSent(tx, [{ id: fresh, messageId: 'm', chatId: null }]))
    const { notBefore } = must(await findNotice(storage.read, first), 'the update')
    const waits = { waiting: 1, sendable: 0, nextAt: instant(notBefore + 3 * dayMs) }
    expect(await outlook(storage.read, clock.now())).toEqual(waits)
    goOn(2 * dayMs)
    expect(await put(update)).toBe(first)
    expect(await due()).toEqual([])
    goOn(dayMs + 1_000)
    expect(await due()).toEqual([first])
    await work((tx) => markSent(tx, [{ id: first, messageId: 'm', chatId: null }]))
    const last = await put(update)
    expect(await due()).toEqual([])
    clock.jump(clock.offsetMs())
    expect(await due()).toEqual([last])
    goOn(0)
    expect(await due()).toEqual([])
    // Twelve days old, it would come as another message.
    goOn(6 * dayMs)
    await work((tx) => markSent(tx, [{ id: last, messageId: 'm', chatId: null }]))
    const old = await put(update)
    expect(await due()).toEqual([old])
    clock.jump(clock.offsetMs())
    await clear()
  })

  test('a notice to be tried again holds up its lane, not others; given up it frees it', async () => {
    const a1 = await put(to('a'))
    const a2 = await put(to('a'))
    const b1 = await put(to('b'))
    await work((tx) => freeze(tx, [{ id: a1, ...rendered }]))
    const notBefore = instant(clock.now() + 5_000)
    await work((tx) => markRetry(tx, a1, { notBefore, error: '429' }))
    expect(await due()).toEqual([b1])
    expect(await outlook(storage.read, clock.now())).toEqual({
      waiting: 3,
      sendable: 1,
      nextAt: notBefore,
    })
    clock.jump(clock.offsetMs() + 6_000)
    // What was not tried yet comes before what failed.
    expect(await due()).toEqual([b1, a1])
    expect(await findNotice(storage.read, a1)).toMatchObject({
      state: 'frozen',
      attempts: 1,
      ...rendered,
    })
    await work((tx) => markFailed(tx, a1, '230001'))
    expect(await due()).toEqual([a2, b1])
    await clear()
  })

  test('an update joins one of the same card that is queued, not one that is frozen', async () => {
    const update = to('a', { op: 'update' })
    const first = await put(update)
    expect(await put(update)).toBe(first)
    expect(await put(to('a', { op: 'update', cardKey: 'other' }))).not.toBe(first)
    await work((tx) => freeze(tx, [{ id: first, ...rendered }]))
    expect(await put(update)).not.toBe(first)
    await clear()
  })

  test('what is done with can be neither locked, frozen nor sent again', async () => {
    const id = await put(to('a'))
    const { notBefore } = must(await findNotice(storage.read, id), 'the notice')
    expect(await work((tx) => lockNotice(tx, id))).toEqual({ notBefore })
    await work((tx) => freeze(tx, [{ id, ...rendered }]))
    await expect(work((tx) => freeze(tx, [{ id, ...rendered }]))).rejects.toThrow('not queued')
    await work((tx) => markSent(tx, [{ id, messageId: 'm', chatId: 'c' }]))
    expect(await work((tx) => lockNotice(tx, id))).toBeNull()
    await expect(work((tx) => markFailed(tx, id, 'x'))).rejects.toThrow('not queued or frozen')
    expect(await findNotice(storage.read, id)).toMatchObject({ state: 'sent', messageId: 'm' })
  })

  test('pruning forgets what is done with and leaves what waits', async () => {
    const waiting = await put(to('a', { op: 'text', detail: { text: '一' } }))
    await work((tx) => pruneOutbox(tx, instant(clock.now() + 1)))
    expect(await storage.read.client.notice.count()).toBe(1)
    expect((await findNotice(storage.read, waiting))?.detail).toEqual({ text: '一' })
    await clear()
  })
})

describe('live cards', () => {
  const place = { bureau: 'b', recipient: 'ou_1', kind: 'home', key: 'k' }

  test('what is to be shown is the next revision where it shows something else, made where there is none', async () => {
    const other = { ...place, key: 'shown' }
    const shown = (contentHash: string) => work((tx) => shownCard(tx, other, { contentHash }))
    const first = await shown('h1')
    expect(first).toMatchObject({ revision: 1, changed: true })
    expect(await shown('h1')).toEqual({ id: first.id, revision: 1, changed: false })
    expect(await shown('h2')).toEqual({ id: first.id, revision: 2, changed: true })
    const asked = { ...place, key: 'asked' }
    const { id } = await work((tx) => cardFor(tx, asked))
    const made = await work((tx) => shownCard(tx, asked, { contentHash: 'h' }))
    expect(made).toEqual({ id, revision: 1, changed: true })
  })

  test('there is one open card at a place, made once by however many ask', async () => {
    const cards = await Promise.all([1, 2, 3].map(() => work((tx) => cardFor(tx, place))))
    expect(new Set(cards.map((card) => card.id)).size).toBe(1)
    expect(cards[0]).toMatchObject({ revision: 0, messageId: null, closed: false })
    expect(cards[0]?.id).toMatch(/^[a-z0-9]{10}$/)
  })

  test('each rendering has the next revision, and the message leads to the card', async () => {
    const { id } = await work((tx) => cardFor(tx, place))
    await work((tx) => bumpCard(tx, id, { contentHash: 'h1' }))
    expect((await work((tx) => bumpCard(tx, id, { contentHash: 'h2' }))).revision).toBe(2)
    const from = clock.now()
    await work((tx) => setSent(tx, [{ id, messageId: 'om_1', chatId: 'oc_1' }]))
    const card = must(await cardOfMessage(storage.read, 'om_1'), 'the card')
    expect(card).toMatchObject({ id, chatId: 'oc_1', contentHash: 'h2' })
    expect(card.sentAt).toBeGreaterThanOrEqual(from)
  })

  test('several cards are sent in one statement, each under its own message; told is which was there before', async () => {
    const [one, two] = await Promise.all(
      ['one', 'two'].map((key) => work((tx) => cardFor(tx, { ...place, key }))),
    )
    const ids = [must(one, 'one').id, must(two, 'two').id] as const
    const rows = (message: string) =>
      ids.map((id, n) => ({ id, messageId: `${message}${n}`, chatId: null }))
    const gone = { id: 'never', messageId: 'x', chatId: null }
    const first = await work((tx) => setSent(tx, [...rows('a'), gone]))
    expect([...first].sort()).toEqual(ids.map((id) => [id, null]).sort())
    const second = await work((tx) => setSent(tx, rows('b')))
    expect([...second].sort()).toEqual(
      [
        [ids[0], 'a0'],
        [ids[1], 'a1'],
      ].sort(),
    )
    const found = await openCards(storage.read, [
      { ...place, key: 'two' },
      { ...place, key: 'nobody' },
      { ...place, key: 'one' },
    ])
    expect(found.map((card) => card?.messageId ?? null)).toEqual(['b1', null, 'b0'])
  })

  test('a retired card leaves its place to a new one and can still be found', async () => {
    const old = await work((tx) => cardFor(tx, place))
    await work((tx) => retireCard(tx, old.id))
    const fresh = await work((tx) => cardFor(tx, place))
    await work((tx) => retireCard(tx, fresh.id))
    const third = await work((tx) => cardFor(tx, place))
    expect(new Set([old.id, fresh.id, third.id]).size).toBe(3)
    expect((await findCard(storage.read, old.id))?.closed).toBe(true)
    expect(await cardsByKey(storage.read, 'b', 'home', 'k')).toEqual([third])
  })
})

describe('drafts, cycles, rosters, settings, publications, contacts', () => {
  test('a draft is kept, replaced and thrown away, and is its owner’s alone', async () => {
    const place = { bureau: 'b', owner: 'p1', kind: 'report', key: '2025-03' }
    await work((tx) => putDraft(tx, place, { a: 1 }))
    await work((tx) => putDraft(tx, place, { a: 2 }))
    expect((await getDraft(storage.read, place))?.body).toEqual({ a: 2 })
    expect(await getDraft(storage.read, { ...place, owner: 'p2' })).toBeNull()
    expect(await listDrafts(storage.read, { bureau: 'b', owner: 'p1' })).toHaveLength(1)
    expect(await work((tx) => deleteDraft(tx, place))).toBe(true)
    expect(await work((tx) => deleteDraft(tx, place))).toBe(false)
  })

  test('a cycle is read as it was opened, and moves on', async () => {
    const cycle = {
      ...{ id: 'c1', bureau: 'b', scheme: 's', schemeVersion: '1', year: 2025 },
      ...{
        state: 'open' as const,
        binding: { units: ['u'] },
        answers: {},
        openedOn: day('2025-01-02'),
      },
    }
    await work((tx) => saveCycle(tx, cycle))
    expect(await findCycle(storage.read, 'c1')).toEqual(cycle)
    await work((tx) => setCycleState(tx, 'c1', 'published'))
    expect(await listCycles(storage.read, 'b', ['open'])).toEqual([])
    expect(await listCycles(storage.read, 'b')).toHaveLength(1)
  })

  test('a new roster has the next revision, and the one before stays readable', async () => {
    expect(await rosterRevision(storage.read, 'b')).toBe(0)
    expect(await readRoster(storage.read, 'b')).toBeNull()
    await work((tx) => replaceRoster(tx, 'b', { people: [1] }))
    expect(await work((tx) => replaceRoster(tx, 'b', { people: [1, 2] }))).toBe(2)
    expect((await readRoster(storage.read, 'b'))?.body).toEqual({ people: [1, 2] })
    expect((await readRoster(storage.read, 'b', 1))?.body).toEqual({ people: [1] })
  })

  test('a setting may be anything, false and empty too; an unset one is null', async () => {
    for (const value of [false, '', 0, { a: [null] }]) {
      await work((tx) => putSetting(tx, 'b', 'k', value))
      expect(await getSetting(storage.read, 'b', 'k')).toEqual(value)
    }
    expect(await getSetting(storage.read, 'b', 'unset')).toBeNull()
  })

  test('a cycle has each version of a publication once', async () => {
    const one = {
      ...{ id: 'p1', cycle: 'c1', version: 1, results: null, state: 'published' as const },
      snapshot: { total: '92.875' },
    }
    await work((tx) => savePublication(tx, one))
    await work((tx) => savePublication(tx, { ...one, id: 'p2', version: 2 }))
    await expect(work((tx) => savePublication(tx, { ...one, id: 'p3' }))).rejects.toMatchObject({
      code: 'P2010',
    })
    expect((await listVersions(storage.read, 'c1')).map(({ id }) => id)).toEqual(['p2', 'p1'])
    expect(await findVersion(storage.read, 'c1', 2)).toMatchObject({ ...one, id: 'p2', version: 2 })
  })

  test('the stamp of a bureau changes with roster, cycles and its settings, each time, and with nothing else', async () => {
    const stamp = async (db = storage.read): Promise<string> =>
      (await bureauStamp(db, 's', [addressesStamp])).stamp
    const cycle = {
      ...{ id: 's1', bureau: 's', scheme: 'x', schemeVersion: 'v', year: 2025 },
      ...{ state: 'open' as const, binding: {}, answers: {}, openedOn: day('2025-01-02') },
    }
    const seen = [await stamp()]
    const writers: ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => replaceRoster(tx, 's', { units: [] }),
      (tx) => replaceRoster(tx, 's', { units: ['甲'] }),
      (tx) => saveCycle(tx, cycle),
      (tx) => setCycleState(tx, 's1', 'published'),
      (tx) => putAddresses(tx, 's', new Map([['a', 'ou_1']])),
    ]
    for (const write of writers) {
      await work(write)
      seen.push(await stamp())
    }
    await work(async (tx) => {
      for (const address of ['ou_2', 'ou_3']) {
        await putAddresses(tx, 's', new Map([['a', address]]))
        seen.push(await stamp(tx))
      }
    })
    expect(new Set(seen).size).toBe(8)
    await work((tx) => putSetting(tx, 's', 'jobs-looked-until', 1))
    await work((tx) => putAddresses(tx, 't', new Map()))
    expect(await stamp()).toBe(seen.at(-1))
  })

  test('an open id is found in each bureau that has it, and only what differs is written', async () => {
    const put = (bureau: string, addresses: Record<string, string>) =>
      work((tx) => putAddresses(tx, bureau, new Map(Object.entries(addresses))))
    expect(await put('b', { p1: 'ou_1', p2: 'ou_2' })).toEqual(['ou_1', 'ou_2'])
    expect(await put('c', { chief: 'ou_1' })).toEqual(['ou_1'])
    expect(await whoIs(storage.read, 'ou_1')).toEqual([
      { bureau: 'b', person: 'p1' },
      { bureau: 'c', person: 'chief' },
    ])
    expect(await put('b', { p2: 'ou_2', p1: 'ou_1' })).toEqual([])
    // The two exchange their accounts, and one leaves.
    expect((await put('b', { p1: 'ou_2', p2: 'ou_1' })).sort()).toEqual(['ou_1', 'ou_2'])
    expect([...(await addressesOf(storage.read, 'b'))]).toEqual([
      ['p1', 'ou_2'],
      ['p2', 'ou_1'],
    ])
    expect(await put('b', { p2: 'ou_1' })).toEqual(['ou_2'])
    expect(await whoIs(storage.read, 'ou_2')).toEqual([])
  })

  test('somebody of two bureaus has a card of one kind and key in each', async () => {
    const place = { recipient: 'ou_1', kind: 'home', key: 'home' }
    const [b, c, again] = await work(async (tx) => [
      await cardFor(tx, { ...place, bureau: 'b' }),
      await cardFor(tx, { ...place, bureau: 'c' }),
      await cardFor(tx, { ...place, bureau: 'b' }),
    ])
    expect(b?.id).not.toBe(c?.id)
    expect(again?.id).toBe(b?.id)
    expect((await openCard(storage.read, { ...place, bureau: 'c' }))?.id).toBe(c?.id)
  })
})

describe('files', () => {
  test('bytes are kept once under their sha256, and damage is noticed', async () => {
    const folder = await tempFolder()
    const store = new FileStore(folder)
    const bytes = Buffer.from('材料')
    const hash = await store.put(bytes)
    expect(hash).toBe(sha256(bytes))
    await Promise.all([store.put(bytes), store.put(bytes)])
    expect(await readdir(join(folder, hash.slice(0, 2)))).toEqual([hash])
    expect(await store.get(hash)).toEqual(bytes)
    expect(await store.get(sha256('other'))).toBeNull()
    await expect(store.get('../../etc/passwd')).rejects.toThrow('not a sha256')
    await writeFile(join(folder, hash.slice(0, 2), hash), 'changed')
    await expect(store.get(hash)).rejects.toThrow('damaged')
    await rm(folder, { recursive: true })
  })

  test('a file that waited with a draft moves to its entry', async () => {
    const file = {
      ...{ bureau: 'b', sha256: sha256('x'), name: '材料.pdf', size: 1 },
      ...{ mediaType: 'application/pdf', by: 'p1', about: 'draft' },
    }
    const id = await work((tx) => saveFile(tx, file))
    expect(await filesAbout(storage.read, 'b', 'draft')).toMatchObject([{ ...file, id }])
    await work((tx) => setFileAbout(tx, id, 'entry'))
    expect(await filesAbout(storage.read, 'b', 'draft')).toEqual([])
    expect(await filesAbout(storage.read, 'b', 'entry')).toHaveLength(1)
  })
})
