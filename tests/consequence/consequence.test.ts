import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { askKinds, viewOf } from '../../src/flows/all.js'
import { asksFor } from '../../src/flows/asks.js'
import type { ConsequenceIntent } from '../../src/flows/consequence/intents.js'
import type { ConsequencesView, ConsequenceView } from '../../src/flows/consequence/view.js'
import type { Intent } from '../../src/flows/flow.js'
import type { ResultView } from '../../src/flows/publication/result-view.js'
import { appealDatabase, cycleOf, happened, people, publish } from '../appeal/bureau.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'

let database: Awaited<ReturnType<typeof appealDatabase>>
beforeAll(async () => {
  database = await appealDatabase()
}, 60_000)
afterAll(() => database.close())

const say = (bureau: TestBureau, who: string, intent: ConsequenceIntent): Promise<string> =>
  press(bureau, who, intent as Intent)

async function talk(bureau: TestBureau, who: string): Promise<ConsequenceView | null> {
  const key = `${cycleOf(bureau, people)}/talk`
  const view = await viewOf(await bureau.seeing(who), { kind: 'consequence', key })
  return view.kind === 'consequence' ? (view as ConsequenceView) : null
}

async function waitsFor(bureau: TestBureau, who: string): Promise<string[]> {
  const seeing = await bureau.seeing(who)
  return asksFor(askKinds, seeing, who)
    .filter(({ kind }) => kind === 'consequence.do')
    .map(({ says }) => `${says.with.name} ${says.with.count}`)
}

const names = (of: { name: string }[] = []): string[] => of.map(({ name }) => name)

test('what follows from a published result is listed for the office, read by whom it is about, asked of who is to carry it out, and done', async () => {
  const bureau = await database.newBureau([people])
  bureau.goTo('2026-01-20', '10:00')
  const cycle = cycleOf(bureau, people)
  const list = async (): Promise<ConsequencesView> =>
    (await viewOf(await bureau.seeing('zhou'), {
      ...{ kind: 'consequences', key: cycle },
    })) as ConsequencesView
  expect(await list()).toMatchObject({ version: null, lines: [] })
  await happened(bureau, 'reviewed-late', ['wang', 'wang', 'li'])
  await happened(bureau, 'reviewed-piece', ['zhang'])
  const { id } = await publish(bureau, people)
  expect(await list()).toMatchObject({
    version: 1,
    lines: [
      { name: '表彰', whom: 1, done: 0 },
      { name: '谈话', clause: '一', whom: 1, done: 0 },
    ],
  })
  const own = async (who: string) =>
    (
      (await viewOf(await bureau.seeing(who), { kind: 'result', key: id })) as ResultView
    ).consequences.map(({ name }) => name)
  expect([await own('wang'), await own('zhang'), await own('li')]).toEqual([['谈话'], ['表彰'], []])

  const of = { cycle, consequence: 'talk', whom: [] }
  expect(await say(bureau, 'zhou', { verb: 'consequence.hand', ...of, to: '无此人' })).toBe(
    'refused:consequence-to',
  )
  const leader = must(
    (await bureau.seeing(null)).bureau.roster.people.find((one) => one.id === 'chen'),
    'a leader',
  )
  expect(await talk(bureau, 'chen')).toBeNull()
  const hand: ConsequenceIntent = { verb: 'consequence.hand', ...of, to: leader.name }
  expect(await say(bureau, 'zhou', hand)).toBe('consequence-handed')
  expect(await waitsFor(bureau, 'chen')).toEqual(['谈话 1'])
  expect(await talk(bureau, 'chen')).toMatchObject({ isOffice: false, waiting: { count: 1 } })
  // Neither the person nor a colleague sees who was asked, or whether it is done.
  expect([await talk(bureau, 'wang'), await talk(bureau, 'li')]).toEqual([null, null])

  const done = { verb: 'consequence.done' as const, ...of, on: '2026-01-20', reference: '记录3号' }
  expect(await say(bureau, 'chen', { ...done, consequence: 'praise' })).toBe('refused:gone')
  expect(await say(bureau, 'chen', done)).toBe('consequence-done')
  expect(await say(bureau, 'chen', done)).toBe('refused:consequence-nobody')
  expect(await waitsFor(bureau, 'chen')).toEqual([])
  expect((await list()).lines.map(({ done: count }) => count)).toEqual([0, 1])
  expect(await talk(bureau, 'zhou')).toMatchObject({
    waiting: { count: 0 },
    done: { first: [{ by: leader.name, on: '2026-01-20', reference: '记录3号' }] },
  })
  expect(await say(bureau, 'zhou', { verb: 'consequence.undo', ...of, whom: ['wang'] })).toBe(
    'consequence-undone',
  )
  expect(await waitsFor(bureau, 'chen')).toEqual(['谈话 1'])
})

test('after a correction it holds for others, what was asked for the former stays visible, and the closed cycle keeps it', async () => {
  const bureau = await database.newBureau([people])
  bureau.goTo('2026-01-20', '10:00')
  const cycle = cycleOf(bureau, people)
  await happened(bureau, 'reviewed-late', ['wang', 'wang', 'li'])
  await publish(bureau, people)
  const of = { cycle, consequence: 'talk', whom: [] }
  expect(await say(bureau, 'zhou', { verb: 'consequence.hand', ...of, to: '周毅' })).toBe(
    'consequence-handed',
  )
  await happened(bureau, 'reviewed-late', ['li', 'li'])
  await publish(bureau, people, { reason: '漏记两件' })
  const after = must(await talk(bureau, 'zhou'), 'it')
  expect(after.waiting.first.map(({ name, holds, to }) => [name, holds, to])).toEqual([
    ['李群', true, ''],
    ['王珊', false, '周毅'],
  ])
  await press(bureau, 'zhou', { verb: 'cycle.close', cycle, reason: '年度工作结束' } as Intent)
  const closed = must(await talk(bureau, 'zhou'), 'it')
  expect(names(closed.waiting.first)).toEqual(['李群', '王珊'])
  const done = { verb: 'consequence.done' as const, ...of, on: '2026-01-20', reference: '' }
  expect(await say(bureau, 'zhou', done)).toBe('consequence-done')
  expect((await talk(bureau, 'zhou'))?.done.count).toBe(2)
})
