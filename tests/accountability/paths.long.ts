import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { must } from '../../src/base/bug.js'
import { viewOf } from '../../src/flows/all.js'
import { casesSlice } from '../../src/flows/accountability/cases.js'
import type { Intent } from '../../src/flows/flow.js'
import { leaveDatabase, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'
import { readable } from '../text/desk.js'

/** Paths through accountability besides those of `accountability.test.ts`. */
let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau
beforeAll(async () => {
  const shipped = workRules()
  const binds = new Map([...shipped.binds, ['discipline-office', ['assessment-office']]] as const)
  database = await leaveDatabase({ ...shipped, binds })
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-10', '10:00')
  const words = { who: '张可', situation: 'shirking', facts: '来函逾期没有答复' }
  expect(await say('zhou', { verb: 'case.open', words })).toBe('case-opened')
  await bureau.delivered()
})
afterAll(() => database.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)

async function last() {
  const { collected } = await bureau.seeing(null)
  return must([...collected.of(casesSlice).byId.values()].at(-1) ?? null, 'a case')
}
const does = async (who: string, act: string, form = ''): Promise<string> =>
  say(who, { verb: `case.${act}`, case: (await last()).id, text: '写明的内容', form })
const view = async (who: string) =>
  viewOf(await bureau.seeing(who), { kind: 'case', key: (await last()).id })

test('is dropped by who brought it, before it is decided; the person reads so', async () => {
  expect(await does('li', 'drop')).toBe('refused:gone')
  expect(await does('zhou', 'drop')).toBe('case-dropped')
  const dropped = await view('zhang')
  expect(dropped).toMatchObject({ may: { state: false } })
  const text = readable(renderCard(dropped, { card: 'k3xabcdefg', revision: 1 }))
  expect(text).toContain('不再追究，不用再办')
  expect(text).not.toContain('前可以陈述和申辩')
  expect(await does('zhang', 'state')).toBe('refused:procedure-over')
  expect(await does('chen', 'decide', 'criticism')).toBe('refused:procedure-over')
  // Another one may be brought after it.
  expect(await say('zhou', { verb: 'case.again' })).toMatch(/^(?:refreshed|case)/)
})

test('ends with nobody held to account where the deciders say so, and nothing is recorded', async () => {
  await does('zhang', 'state')
  expect(await does('chen', 'decide', 'none')).toBe('case-decided')
  await bureau.delivered()
  expect(await view('zhang')).toMatchObject({ decision: { form: '不予问责' } })
  expect(await does('zhou', 'record')).toBe('refused:case-no-fact')
})

test('a review that is asked for in the last minute is taken, and answered in thirty days', async () => {
  await does('zhang', 'state')
  await does('chen', 'decide', 'admonition')
  await bureau.delivered()
  bureau.goTo('2025-09-25', '23:59')
  expect(await does('zhang', 'review')).toBe('case-review-asked')
  expect(await does('zhang', 'review')).toBe('refused:procedure-over')
  expect(await does('zhou', 'answer', 'admonition')).toBe('case-answered')
})

test('who states something in the minute in which it is dropped: one of both stands', async () => {
  const said = await Promise.all([does('zhang', 'state'), does('zhou', 'drop')])
  expect(said[1]).toBe('case-dropped')
  expect(['case-stated', 'refused:procedure-over']).toContain(said[0])
  expect(await does('chen', 'decide', 'criticism')).toBe('refused:procedure-over')
})
