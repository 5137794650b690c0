import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { must } from '../../src/base/bug.js'
import { allJobs, askKinds, viewOf } from '../../src/flows/all.js'
import { asksFor } from '../../src/flows/asks.js'
import type { CaseView } from '../../src/flows/accountability/views.js'
import { casesSlice } from '../../src/flows/accountability/cases.js'
import { recordDraft } from '../../src/flows/fact/draft.js'
import type { Intent } from '../../src/flows/flow.js'
import { textsOf } from '../../src/flows/texts.js'
import { leaveDatabase, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import type { TestBureau, testDatabase } from '../report/bureau.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau

/** 周's office opens and reviews; the party group (陈, 吴, 郑, 周) decides. */
const work = (id = 'wuhan') => {
  const shipped = workRules(id)
  return {
    ...shipped,
    binds: new Map([...shipped.binds, ['discipline-office', ['assessment-office']]] as const),
    facts: new Map(id === 'wuhan' ? [['held-to-account', 'other-grave']] : []),
  }
}

beforeAll(async () => {
  database = await leaveDatabase(work())
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-10', '10:00')
})
afterAll(() => database.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)
const open = (who: string, whom = '张可', situation = 'shirking'): Promise<string> =>
  say(who, { verb: 'case.open', words: { who: whom, situation, facts: '来函逾期没有答复' } })

async function last() {
  const { collected } = await bureau.seeing(null)
  return must([...collected.of(casesSlice).byId.values()].at(-1) ?? null, 'a case')
}
const does = async (who: string, act: string, form = ''): Promise<string> =>
  say(who, { verb: `case.${act}`, case: (await last()).id, text: '写明的内容', form })

async function view(who: string | null): Promise<CaseView> {
  const seen = await viewOf(await bureau.seeing(who), { kind: 'case', key: (await last()).id })
  expect(renderCard(seen, { card: 'k3xabcdefg', revision: 1 })).toMatchObject({ schema: '2.0' })
  return seen as CaseView
}
const owes = async (who: string): Promise<string[]> =>
  asksFor(askKinds, await bureau.seeing(who), who)
    .filter(({ kind }) => kind.startsWith('case.'))
    .map(({ kind, due }) => `${kind} ${due}`)

describe('a case', () => {
  test('is put, heard, decided, served, reviewed and answered, each by its own and in its time', async () => {
    expect(await open('li')).toBe('refused:not-allowed')
    expect(await open('zhou')).toBe('case-opened')
    const { id } = await last()
    expect(await bureau.delivered()).toContain(`send case ${id} zhang`)
    expect(await owes('zhang')).toEqual(['case.state 2025-09-15'])
    expect(await owes('chen')).toEqual([])
    expect(await does('chen', 'decide', 'criticism')).toBe('refused:procedure-early')
    expect(await does('zhang', 'state')).toBe('case-stated')
    expect(await does('zhang', 'state')).toBe('refused:procedure-over')
    expect(await owes('chen')).toEqual(['case.decide null'])
    expect(await does('zhang', 'decide', 'criticism')).toBe('refused:procedure-not-yours')
    expect(await does('chen', 'decide', 'criticism')).toBe('case-decided')
    expect(await does('zhang', 'review')).toBe('refused:procedure-early')
    await bureau.delivered()
    expect((await last()).served).toMatchObject({ by: 'system', reviewBy: '2025-09-25' })
    expect(await does('zhang', 'review')).toBe('case-review-asked')
    const { may, inForce } = await view('zhou')
    // It is not suspended meanwhile.
    expect([may.answer, inForce]).toEqual([true, true])
    expect(await owes('zhou')).toEqual(['case.answer 2025-10-10', 'case.record null'])
    expect(await does('zhou', 'answer', 'none')).toBe('case-answered')
    expect(await view('zhang')).toMatchObject({
      ...{ decision: { form: '通报批评' }, answer: { form: '不予问责' } },
    })
    expect(await owes('zhou')).toEqual([])
  })

  test('whose person is silent is decided once the time for it is over', async () => {
    await open('zhou')
    bureau.goTo('2025-09-15', '23:00')
    expect(await does('wu', 'decide', 'none')).toBe('refused:procedure-early')
    bureau.goTo('2025-09-16', '09:00')
    expect(await does('zhang', 'state')).toBe('refused:procedure-late')
    expect(await does('wu', 'decide', 'none')).toBe('case-decided')
  })

  test('of two deciders at once is decided by one', async () => {
    await open('zhou')
    await does('zhang', 'state')
    const both = await Promise.all([
      does('chen', 'decide', 'admonition'),
      does('wu', 'decide', 'none'),
    ])
    expect(both.sort()).toEqual(['case-decided', 'refused:procedure-over'])
  })

  test('takes no review after its window', async () => {
    await open('zhou')
    await does('zhang', 'state')
    await does('chen', 'decide', 'admonition')
    await bureau.delivered()
    bureau.goTo('2025-09-25', '23:59')
    expect((await view('zhang')).may.review).toBe(true)
    bureau.goTo('2025-09-26', '00:01')
    expect(await does('zhang', 'review')).toBe('refused:procedure-late')
  })

  test('that the platform does not deliver is handed over; from then on the window runs', async () => {
    await open('zhou')
    await does('zhang', 'state')
    await bureau.delivered()
    await does('chen', 'decide', 'admonition')
    await bureau.delivered(({ what }) => !what.endsWith(' zhang'))
    expect(await owes('zhou')).toEqual(['case.serve null'])
    bureau.goTo('2025-09-12', '10:00')
    expect(await does('zhou', 'serve')).toBe('case-served')
    expect((await last()).served?.reviewBy).toBe('2025-09-27')
  })

  test('is seen by the person, who brings it and who decides, and by nobody else', async () => {
    await open('zhou')
    for (const who of ['li', 'wang', 'zhao', null]) {
      expect(await view(who)).toMatchObject({ kind: 'gone' })
    }
    expect(await does('li', 'state')).toBe('refused:gone')
    for (const who of ['zhang', 'zhou', 'chen', 'wu']) expect((await view(who)).kind).toBe('case')
    // One of the deciding body does not decide on themselves.
    expect(await open('zhou', '陈志')).toBe('case-opened')
    expect((await view('chen')).may.decide).toBe(false)
    expect(await open('zhou', '周毅')).toBe('refused:case-own')
  })

  test('makes a fact for schemes only where its form is one, and only in the procedure of facts', async () => {
    await open('zhou')
    await does('zhang', 'state')
    await does('chen', 'decide', 'criticism')
    expect(await does('zhou', 'record')).toBe('refused:case-no-fact')
    await bureau.delivered()
    expect(await does('zhou', 'record')).toBe('case-recorded-form')
    const draft = await recordDraft(bureau.storage.read, { bureau, person: 'zhou' }, 'new')
    expect(draft).toMatchObject({ kind: 'other-grave', words: { whom: ['zhang'] } })
    expect(await does('zhou', 'record')).toBe('refused:case-no-fact')
    await open('zhou', '王珊')
    await does('wang', 'state')
    await does('chen', 'decide', 'admonition')
    await bureau.delivered()
    expect(await does('zhou', 'record')).toBe('refused:case-no-fact')
  })

  test('loses what was written when its time is over, and what was decided stays', async () => {
    await open('zhou')
    await does('zhang', 'state')
    await does('chen', 'decide', 'admonition')
    await bureau.delivered()
    const { entries } = await last()
    const job = must(allJobs.find(({ name }) => name === 'case-erase') ?? null, 'it is there')
    const texts = async () => {
      const read = await textsOf(bureau.storage.read, [...entries.values()], ['reason', 'summary'])
      return [...read.values()].flatMap((each) => Object.values(each)).filter(Boolean).length
    }
    bureau.goTo('2027-09-10', '00:30')
    await bureau.job((ctx) => job.run(ctx, '2027-09-10', null))
    expect(await texts()).toBe(3)
    bureau.goTo('2027-09-11', '00:30')
    await bureau.job((ctx) => job.run(ctx, '2027-09-11', null))
    expect(await texts()).toBe(0)
    expect(await view('zhang')).toMatchObject({
      facts: { text: null },
      decision: { form: '诫勉谈话' },
    })
  })
})

test('under other rules others decide and review, in other windows, and the decision waits', async () => {
  bureau = await database.newBureau([], [], work('hexi-district'))
  expect(await open('zhou', '张可', 'fault')).toBe('refused:case-own')
  expect(await open('li', '张可', 'fault')).toBe('case-opened')
  expect(await owes('zhang')).toEqual(['case.state 2025-09-12'])
  await does('zhang', 'state')
  expect(await does('chen', 'decide', 'notice')).toBe('refused:gone')
  expect(await does('wu', 'decide', 'notice')).toBe('case-decided')
  await bureau.delivered()
  expect((await last()).served?.reviewBy).toBe('2025-09-17')
  expect(await owes('li')).toEqual(['case.record null'])
  expect(await does('zhang', 'review')).toBe('case-review-asked')
  expect((await view('zhang')).inForce).toBe(false)
  expect(await owes('li')).toEqual([])
  expect(await owes('chen')).toEqual(['case.answer 2025-09-17'])
  expect(await does('chen', 'answer', 'notice')).toBe('case-answered')
  expect(await does('li', 'record')).toBe('case-recorded-noted')
})
