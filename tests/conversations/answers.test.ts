import { afterAll, beforeAll, expect, test } from 'vitest'
import { OffsetClock } from '../../src/base/clock.js'
import { failureFields } from '../../src/base/failure.js'
import { momentOf } from '../../src/base/day.js'
import { newId } from '../../src/base/ids.js'
import { must } from '../../src/base/bug.js'
import type { Storage } from '../../src/storage/database.js'
import { append } from '../../src/storage/ledger.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { findCard } from '../../src/storage/live-cards.js'
import { freeze, markSent } from '../../src/storage/outbox-states.js'
import { enqueue, findNotice } from '../../src/storage/outbox.js'
import { prune } from '../../src/storage/retention.js'
import {
  bureauId,
  cardBefore,
  makeBureau,
  people,
  pressOn,
  replicaOn,
  today,
} from '../chaos/bureau-presses.js'
import { tempStorage } from '../storage/temp.js'

const clock = new OffsetClock(momentOf(today, '10:00') - Date.now())
const officer = must(people.holders('assessment-office')[0], 'no office').id
const unit = 'u-office'
const member = must(
  people.people.find(({ id, tier }) => people.unitOf(id) === unit && tier !== undefined),
  'nobody is of this unit',
).id
let storage: Storage
let cycle: string
let close: () => Promise<void> = async () => {}
beforeAll(async () => {
  ;({ storage, close } = await tempStorage({ clock }))
  cycle = await makeBureau(storage)
})
afterAll(() => close())

const secret = '当天外出送文的经过'

function objected(): Promise<string> {
  return storage.transact('work', async (tx) => {
    const entry = { bureau: bureauId, cycle, day: today, by: officer, subject: member }
    const body = { kind: 'late', persons: [member], units: [unit] }
    const personal = { note: secret }
    const fact = append(tx, { ...entry, kind: 'fact.proposed', body, personal })
    const told = { objectUntil: '2025-10-17' }
    append(tx, { ...entry, kind: 'fact.told', about: fact, body: told })
    append(tx, { ...entry, kind: 'fact.objected', about: fact, body: {} })
    return fact
  })
}

test('a refusal is given, not remembered: the same press acts when its cause is gone', async () => {
  const press = replicaOn(storage)
  const fact = newId()
  const card = await cardBefore(storage, officer, 'hearing', fact)
  const pressed = { card, verb: 'fact.uphold', args: [fact], values: { text: '属实' } }
  const keys = () => storage.read.client.inboxKey.count()
  const before = await keys()
  expect((await press(pressOn(pressed))).toast?.type).toBe('warning')
  expect(await keys()).toBe(before)
  await storage.transact('work', async (tx) => {
    const entry = { bureau: bureauId, cycle, day: today, by: officer, subject: member }
    const body = { kind: 'late', persons: [member], units: [unit] }
    tx.appended.push({ id: fact, entry: { ...entry, kind: 'fact.proposed', body } })
    const told = { objectUntil: '2025-10-17' }
    append(tx, { ...entry, kind: 'fact.told', about: fact, body: told })
    append(tx, { ...entry, kind: 'fact.objected', about: fact, body: {} })
  })
  expect((await press(pressOn(pressed))).toast?.type).toBe('success')
})

test('the inbox keeps what was said by its code, never a card; the same press gets the same answer', async () => {
  const press = replicaOn(storage)
  const fact = await objected()
  const card = await cardBefore(storage, officer, 'hearing', fact)
  const pressed = { card, verb: 'fact.uphold', args: [fact], values: { text: '理由甲乙丙' } }
  const first = await press(pressOn(pressed))
  expect(JSON.stringify(first.card)).toContain(secret)
  const kept = JSON.stringify(await storage.read.client.inboxKey.findMany())
  expect(kept).toContain('fact-upheld')
  expect(kept).not.toContain(secret)
  expect(kept).not.toContain('理由甲乙丙')
  expect(await press(pressOn(pressed))).toEqual(first)
  const upheld = { bureau: bureauId, about: fact, kinds: ['fact.upheld'] }
  expect(await readEntries(storage.read, upheld)).toHaveLength(1)
})

test('a button with what is no id is refused, no error of the database', async () => {
  const press = replicaOn(storage)
  for (const forged of ['x', '1; DROP TABLE', `${newId()}0`]) {
    const card = await cardBefore(storage, officer, 'hearing', forged)
    const pressed = { card, verb: 'fact.uphold', args: [forged], values: { text: '一' } }
    expect((await press(pressOn(pressed))).toast?.type).toBe('warning')
  }
  expect(await findNotice(storage.read, 'x')).toBeNull()
})

test('what is kept for a time only is let go in the night, and not before', async () => {
  const press = replicaOn(storage)
  const card = await cardBefore(storage, officer, 'home', 'home')
  await press(pressOn({ card, verb: 'refresh' }))
  const notice = { bureau: bureauId, recipientType: 'open_id' as const, recipient: 'ou_x' }
  const id = await storage.transact('work', async (tx) => {
    const made = await enqueue(tx, { ...notice, op: 'send', cardKind: 'fact', cardKey: 'f' })
    await freeze(tx, [{ id: made, frozen: secret, revision: 1, uuid: 'u' }])
    await markSent(tx, [{ id: made, messageId: 'om_x', chatId: null }])
    return made
  })
  const on = async (days: number) => {
    clock.jump(clock.offsetMs() + days * 86_400_000)
    return prune(storage, ['leave:'])
  }
  const nothing = { keys: 0, texts: 0, notices: 0, results: 0, drafts: 0, files: 0 }
  expect(await on(1)).toEqual(nothing)
  expect((await findNotice(storage.read, id))?.frozen).toBe(secret)
  await on(2)
  expect(await findNotice(storage.read, id)).toMatchObject({ state: 'sent', frozen: null })
  // A card can be pressed for fourteen days, and its key must still be known.
  expect((await on(12)).keys).toBe(0)
  expect((await on(2)).keys).toBeGreaterThan(0)
  expect(await storage.read.client.inboxKey.count()).toBe(0)
  expect((await on(180)).notices).toBeGreaterThan(0)
  expect(await findNotice(storage.read, id)).toBeNull()
  expect(await findCard(storage.read, card.id)).not.toBeNull()
})

test('a failure is logged by its codes and where it happened, without what it quotes', async () => {
  const failing = storage.read.client.$queryRaw`SELECT ${secret}::text::uuid`
  const fields = failureFields(await failing.catch((thrown: unknown) => thrown))
  expect(fields.code).toContain('22P02')
  expect(fields.code).toContain('P2010')
  expect(JSON.stringify(fields)).not.toContain(secret)
  const full = Object.assign(new Error(`no space for ${secret}`), { code: 'ENOSPC' })
  const wrapped = failureFields(new Error(secret, { cause: full }))
  expect(wrapped).toMatchObject({ error: 'Error', code: 'ENOSPC', cause: 'Error' })
  expect(wrapped.at).toContain('answers.test.ts')
  expect(JSON.stringify(wrapped)).not.toContain(secret)
})
