import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { asksFor } from '../../src/flows/asks.js'
import { askKinds, viewOf } from '../../src/flows/all.js'
import { factsSlice, stageOf } from '../../src/flows/fact/facts.js'
import type { Intent } from '../../src/flows/flow.js'
import { requestsOf } from '../../src/flows/chain/request.js'
import { unaskedSlice } from '../../src/flows/unasked/found.js'
import { unaskedFlow } from '../../src/flows/unasked/flow.js'
import { ask, decide, leaveDatabase, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'
import { approvedTrip, askTrip } from './bureau.js'

let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-08', '10:00')
})

afterAll(() => database.close())

const find = (by: string, of: Record<string, string> = {}) => {
  const words = {
    who: '张可',
    from: '2025-09-10',
    to: '2025-09-10',
    place: '上海',
    note: '抽查不在岗',
  }
  return press(bureau, by, { verb: 'unasked.submit', words: { ...words, ...of } } as Intent)
}

async function last(who = 'zhang') {
  const { collected } = await bureau.seeing(null)
  return must(requestsOf(collected.of(unaskedSlice), who).at(-1), 'a finding')
}

async function act(by: string, verb: string, text = ''): Promise<string> {
  const { id, person } = await last()
  return press(bureau, by, { verb: `unasked.${verb}`, unasked: id, person, text } as Intent)
}

const sent = async () => (await bureau.notices()).map(({ what }) => what)
const owes = async (who: string) =>
  asksFor(askKinds, await bureau.seeing(who), who).filter(({ kind }) => kind === 'unasked.decide')

describe('a trip that nobody was asked for', () => {
  test('is told to who went, who explains, and to who would have approved it, who confirms; then it has its consequences', async () => {
    bureau.goTo('2025-09-11', '10:00')
    expect(await find('zhou')).toBe('unasked-found')
    const { id } = await last()
    expect(await sent()).toEqual([`send unasked ${id} li`, `send unasked ${id} zhang`])
    expect(await act('zhang', 'explain', '临时接到通知')).toBe('unasked-explained')
    expect(await owes('li')).toHaveLength(1)
    const card = { kind: 'unasked', key: id }
    expect(await viewOf(await bureau.seeing('li'), card)).toMatchObject({
      texts: { place: '上海', explained: ['临时接到通知'] },
      consequences: [{ name: '局内通报批评' }, { name: '不报差旅费' }],
      may: { decide: true },
    })
    for (const who of ['wang', 'sun', 'chen'])
      expect(await viewOf(await bureau.seeing(who), card)).toMatchObject({ kind: 'gone' })
    for (const who of ['zhou', 'zhang', 'chen'])
      expect(await act(who, 'confirm')).toBe('refused:chain-not-yours')
    expect(await act('li', 'confirm')).toBe('unasked-confirmed')
    expect(await sent()).toEqual([
      `send unasked ${id} zhang`,
      `send unasked ${id} zhou`,
      'text saying unasked-follows zhou',
    ])
    expect([(await last()).stage, await owes('li')]).toEqual(['approved', []])
    expect(await act('zhang', 'explain', '还有')).toBe('refused:unasked-decided')
    // No scheme has points for it here: it makes no fact.
    expect((await bureau.seeing(null)).collected.of(factsSlice).byId.size).toBe(0)
  })

  test('goes to the level that the length would have needed', async () => {
    bureau.goTo('2025-09-17', '10:00')
    await find('zhou', { from: '2025-09-10', to: '2025-09-12' })
    expect([(await owes('chen')).length, (await owes('li')).length]).toEqual([1, 0])
  })

  test('that was none is dismissed with a reason, and has no consequence', async () => {
    bureau.goTo('2025-09-11', '10:00')
    await find('zhou')
    expect(await act('li', 'dismiss')).toBe('refused:chain-reason')
    expect(await act('li', 'dismiss', '走前电话请示过')).toBe('unasked-dismissed')
    expect((await sent()).filter((what) => what.includes('follows'))).toEqual([])
    expect((await last()).stage).toBe('refused')
  })

  test('is none where leave, a trip or an outing excuses: that is pointed out', async () => {
    await approvedTrip(bureau, 'zhang', { from: '2025-09-10' }, ['li'])
    await ask(bureau, 'wang', { from: '2025-09-10' })
    await decide(bureau, 'li', { on: 'wang' })
    bureau.goTo('2025-09-11', '10:00')
    expect(await find('zhou')).toBe('refused:unasked-excused')
    expect(await find('zhou', { who: '王珊' })).toBe('refused:unasked-excused')
    expect(await find('zhou', { who: '孙晴' })).toBe('unasked-found')
    expect(await find('zhou', { who: '孙晴' })).toBe('refused:unasked-known')
  })

  test('is one also where it was asked for and not approved', async () => {
    await askTrip(bureau, 'zhang', { from: '2025-09-10' })
    bureau.goTo('2025-09-11', '10:00')
    expect(await find('zhou')).toBe('unasked-found')
  })

  test('is said by who records attendance, of others, and only of days that have come', async () => {
    bureau.goTo('2025-09-11', '10:00')
    expect(await find('li')).toBe('refused:not-allowed')
    expect(await find('zhou', { who: '周毅' })).toBe('refused:unasked-who')
    expect(await find('zhou', { to: '2025-09-12' })).toBe('refused:unasked-days')
    expect(await find('zhou', { who: '吴主任' })).toBe('refused:trip-outside')
  })

  test('is decided once, also by two at once', async () => {
    bureau.goTo('2025-09-11', '10:00')
    await find('zhou')
    const said = await Promise.all([act('li', 'confirm'), act('li', 'dismiss', '请示过')])
    expect(said.filter((one) => one.startsWith('refused:chain-ended'))).toHaveLength(1)
  })

  test('leaves no text when its time is over', async () => {
    bureau.goTo('2025-09-11', '10:00')
    await find('zhou')
    await act('zhang', 'explain', '临时接到通知')
    await act('li', 'confirm')
    const { id } = await last()
    const [erase] = unaskedFlow.jobs ?? []
    bureau.goTo('2026-09-11', '00:30')
    await bureau.job((ctx) => must(erase, 'a job').run(ctx, '2026-09-11', null))
    const view = await viewOf(await bureau.seeing('li'), { kind: 'unasked', key: id })
    expect(view).toMatchObject({ texts: null })
    expect(JSON.stringify(view)).not.toContain('通知')
  })
})

test('where the rules make a fact of it, that is proposed in its procedure and not taken as given', async () => {
  const hexi = workRules('hexi-district')
  const work = { ...hexi, facts: new Map([['away-from-post', 'absent']]) }
  const other = await leaveDatabase(work)
  try {
    bureau = await other.newBureau()
    bureau.goTo('2025-09-11', '10:00')
    // There the head records attendance, of the own unit.
    expect(await find('li', { who: '孙晴' })).toBe('refused:unasked-who')
    expect(await find('li')).toBe('unasked-found')
    expect(await act('chen', 'confirm')).toBe('unasked-confirmed')
    const facts = [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()]
    expect(facts.map((fact) => [fact.body.kind, fact.body.persons, stageOf(fact)])).toEqual([
      ['absent', ['zhang'], 'proposed'],
    ])
    expect((await last()).facts).toEqual(facts.map(({ id }) => id))
  } finally {
    await other.close()
  }
}, 60_000)
