import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { actionName } from '../../cards/action-name.js'
import { createDispatch } from '../../src/desk/dispatch.js'
import { speaksIn } from '../../src/desk/speaks-in.js'
import { slices } from '../../src/flows/all.js'
import { Bureaus } from '../../src/flows/bureau.js'
import { Folds } from '../../src/flows/folds.js'
import type { MessageIn, PressIn } from '../../src/lark/inbound.js'
import { putAddresses } from '../../src/storage/addresses.js'
import { cardFor } from '../../src/storage/live-cards.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { type TestBureau, testDatabase } from '../report/bureau.js'

const month = '2025-09'
let database: Awaited<ReturnType<typeof testDatabase>>
let first: TestBureau
let second: TestBureau

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  first = await database.newBureau()
  second = await database.newBureau()
  first.goTo('2025-09-25', '10:00')
})

/** One app that serves these bureaus; their people by bureau and open id. */
async function app(served: TestBureau[], people: [TestBureau, Record<string, string>][]) {
  for (const [{ id, storage }, of] of people) {
    await storage.transact('work', (tx) => putAddresses(tx, id, new Map(Object.entries(of))))
  }
  const { storage, clock, calendar } = first
  const ids = served.map((of) => of.id)
  const schemes = new Map([[database.scheme.id, database.scheme]])
  const known = (id: string) => (ids.includes(id) ? { schemes, calendar } : null)
  const bureaus = new Bureaus({ known, folds: new Folds(slices), clock })
  return createDispatch({
    storage,
    bureaus,
    bureauOf: speaksIn(bureaus, ids),
    hashKey: 'key',
    wake: () => undefined,
    contactsChanged: () => undefined,
    readGroup: async () => {},
  })
}

let count = 0
function word(openId: string, text: string): MessageIn {
  count += 1
  return {
    ...{
      kind: 'message',
      type: 'text',
      key: `m${count}`,
      appId: 'cli',
      tenantKey: 't',
      openId,
      text,
    },
    ...{ messageId: `om_${count}`, chatId: 'oc', chatType: 'p2p', mentionsBot: false, files: [] },
  }
}

/** A press on 提交 of the report that stands before an open id in a bureau. */
async function submit(bureau: TestBureau, openId: string, plans: string): Promise<PressIn> {
  const place = { bureau: bureau.id, recipient: openId, kind: 'report', key: month }
  const { id, revision } = await bureau.storage.transact('work', (tx) => cardFor(tx, place))
  const name = actionName({ verb: 'report.submit', card: id, revision, args: [month, '0'] })
  const values = { extra: '整理台账', plans }
  return { kind: 'press', openId, messageId: 'om_card', chatId: 'oc', name, values }
}

async function sent(bureau: TestBureau): Promise<string[]> {
  const waiting = await bureau.storage.read.client.notice.findMany({
    where: { bureau: bureau.id, state: 'queued' },
  })
  return waiting.map((of) => `${of.op} ${of.cardKind} ${of.cardKey}`)
}

async function reports(bureau: TestBureau): Promise<number> {
  const kinds = ['report.submitted']
  return (await readEntries(bureau.storage.read, { bureau: bureau.id, kinds })).length
}

describe('somebody who belongs to two bureaus of one app', () => {
  test('speaks to the first of them', async () => {
    const both: [TestBureau, Record<string, string>][] = [
      [first, { zhang: 'ou_a' }],
      [second, { li: 'ou_a' }],
    ]
    await (await app([first, second], both))(word('ou_a', '帮助'))
    expect([await sent(first), await sent(second)]).toEqual([['send home home'], []])
    await (await app([second, first], both))(word('ou_a', '帮助'))
    expect([await sent(first), await sent(second)]).toEqual([
      ['send home home'],
      ['send home home'],
    ])
  })

  test('speaks to the second where they do not belong to the first today', async () => {
    const people: [TestBureau, Record<string, string>][] = [
      [first, { gone: 'ou_b' }],
      [second, { zhang: 'ou_b' }],
    ]
    await (await app([first, second], people))(word('ou_b', '帮助'))
    expect([await sent(first), await sent(second)]).toEqual([[], ['send home home']])
  })

  test('presses in the bureau of the card, whatever comes first', async () => {
    const dispatch = await app(
      [first, second],
      [
        [first, { zhang: 'ou_c' }],
        [second, { zhang: 'ou_c' }],
      ],
    )
    const inSecond = await dispatch(await submit(second, 'ou_c', '第二家的计划'))
    expect(inSecond.toast?.type).toBe('success')
    expect([await reports(first), await reports(second)]).toEqual([0, 1])
    const inFirst = await dispatch(await submit(first, 'ou_c', '第一家的计划'))
    expect(inFirst.toast?.type).toBe('success')
    expect([await reports(first), await reports(second)]).toEqual([1, 1])
  })
})

describe('nothing outside a bureau knows another’s', () => {
  test('a person of one bureau cannot press a card of the other', async () => {
    const dispatch = await app(
      [first, second],
      [
        [first, { zhang: 'ou_d' }],
        [second, { zhang: 'ou_e' }],
      ],
    )
    const press = await submit(second, 'ou_e', '计划')
    const reply = await dispatch({ ...press, openId: 'ou_d' })
    expect(reply.toast?.type).toBe('warning')
    expect(await reports(second)).toBe(0)
  })

  test('an open id that no bureau knows is told so by the main one', async () => {
    const dispatch = await app([second, first], [[first, { zhang: 'ou_f' }]])
    await dispatch(word('ou_stranger', '帮助'))
    expect([await sent(first), await sent(second)]).toEqual([[], ['text saying unknown-person']])
  })

  test('a bureau that this app does not serve answers nobody', async () => {
    const dispatch = await app([first], [[second, { zhang: 'ou_g' }]])
    const reply = await dispatch(await submit(second, 'ou_g', '计划'))
    expect(reply.toast?.type).toBe('warning')
    expect(await reports(second)).toBe(0)
  })
})
