import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import type { Intent } from '../../src/flows/flow.js'
import { majorSlice } from '../../src/flows/major/matters.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import { leaveDatabase, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'

/** Paths through major matters besides those of `major.test.ts`. */
let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau
beforeAll(async () => {
  const shipped = workRules()
  const office = ['assessment-office']
  const binds = new Map([
    ...shipped.binds,
    ['office', office],
    ['discipline-office', office],
  ] as const)
  database = await leaveDatabase({ ...shipped, binds })
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-13', '22:00')
})
afterAll(() => database.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)
const report = (what: string, known: string): Promise<string> =>
  say('zhang', {
    verb: 'major.report',
    words: { what, place: '二号楼', known, needed: '', who: '' },
  })

async function last() {
  const { collected } = await bureau.seeing(null)
  return must([...collected.of(majorSlice).byId.values()].at(-1) ?? null, 'a matter')
}
const does = async (who: string, verb: string, more: object = {}): Promise<string> =>
  say(who, { verb: `major.${verb}`, matter: (await last()).id, text: '', ...more })

test('late, and for a good reason: who judges lets it be, and nothing is proposed', async () => {
  expect(await report('实验室起火', '2025-09-13 20:00')).toBe('major-reported-late')
  expect(await does('zhang', 'waive', { text: '先救人' })).toMatch(/^refused:/)
  expect(await does('zhou', 'waive', { text: '' })).toMatch(/^refused:/)
  expect(await does('zhou', 'waive', { text: '先救人' })).toBe('major-judged-waived')
  const { collected } = await bureau.seeing(null)
  expect(collected.of(factsSlice).byId.size).toBe(0)
})

test('a second matter is reported with an empty form after the first', async () => {
  await report('实验室起火', '2025-09-13 21:50')
  expect(await say('zhang', { verb: 'major.again' })).toBe('refreshed')
  expect(await report('同楼漏水', '2025-09-13 21:58')).toBe('major-reported')
  const { collected } = await bureau.seeing(null)
  expect(collected.of(majorSlice).byId.size).toBe(2)
})

test('who leads closes it while the reporter follows up: both stand, or the follow-up is told that it is over', async () => {
  await report('实验室起火', '2025-09-13 21:50')
  const said = await Promise.all([
    does('chen', 'close'),
    does('zhang', 'follow', { text: '明火已灭' }),
  ])
  expect(said[0]).toBe('major-closed-now')
  expect(said[1]).toMatch(/^(?:major-followed|refused:major-over|refused:major-closed)/)
})
