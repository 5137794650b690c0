import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { viewOf } from '../../src/flows/all.js'
import { attachToComplaint } from '../../src/flows/complaint/act.js'
import { complaintsSlice } from '../../src/flows/complaint/complaints.js'
import { eraseJob } from '../../src/flows/complaint/jobs.js'
import type { ComplaintView } from '../../src/flows/complaint/views.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { Intent } from '../../src/flows/flow.js'
import { personalTexts } from '../../src/storage/personal-texts.js'
import { verifyChain } from '../../src/storage/chain.js'
import { press, workRules } from '../leave/bureau.js'
import { person, type TestBureau, testDatabase } from '../report/bureau.js'
import { waitsFor } from './bureau.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await testDatabase({
    work: workRules(),
    people: [
      person('wu', '吴主任', 'leaders', [{ role: 'principal-leader' }]),
      person('dong', '董清', 'planning', [{ role: 'discipline-team' }]),
    ],
  })
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-08', '10:00')
})

afterAll(() => database.close())

const submit = (against: string, who = 'dong') =>
  press(bureau, who, {
    verb: 'complaint.submit',
    words: { received: '2025-09-08 09:00', against, who: '来访的赵先生', text: '没有人接待' },
  } as Intent)

async function last() {
  const { collected } = await bureau.seeing(null)
  return must([...collected.of(complaintsSlice).byId.values()].at(-1), 'a complaint')
}

const decide = async (who: string, of: object) =>
  press(bureau, who, {
    ...{ verb: 'complaint.decide', complaint: (await last()).id, facts: [], text: '核过登记簿' },
    ...of,
  } as Intent)

async function seen(who: string): Promise<ComplaintView | null> {
  const { id } = await last()
  const view = await viewOf(await bureau.seeing(who), { kind: 'complaint', key: id })
  return view.kind === 'complaint' ? (view as ComplaintView) : null
}

async function proof(): Promise<void> {
  const { id } = await last()
  const papers = { verb: 'complaint.papers', complaint: id } as Intent
  expect(await press(bureau, 'dong', papers)).toBe('complaint-file-waits')
  const kept = { name: '登记簿.jpg', sha256: '0'.repeat(64), size: 3, mediaType: 'image/jpeg' }
  expect(await bureau.act('dong', (ctx) => attachToComplaint(ctx, kept))).toBe('docket-filed')
}

test('a complaint is seen by who hears it alone, in cards, lists and what waits', async () => {
  expect(await submit('张可', 'zhou')).toBe('refused:not-allowed')
  expect(await submit('张可')).toBe('complaint-kept')
  expect((await seen('dong'))?.complaint).toMatchObject({ who: '来访的赵先生', due: '2025-10-24' })
  for (const other of ['zhang', 'li', 'chen', 'zhou', 'wu']) expect(await seen(other)).toBeNull()
  expect(await waitsFor(bureau, 'dong')).toEqual(['complaint.decide ask-complaint 2025-10-24'])
  expect(await waitsFor(bureau, 'zhou')).toEqual([])
  const told = (await bureau.notices()).filter(({ what }) => what.includes('complaint'))
  expect(told.map(({ what }) => what)).toEqual([])
})

test('one about who hears them goes to the principal leader, and is not seen by whom it is about', async () => {
  await submit('董清')
  expect([await seen('dong'), (await seen('wu'))?.complaint.name]).toEqual([null, '董清'])
  expect(await decide('dong', { as: 'unfounded' })).toBe('refused:gone')
  expect(await decide('wu', { as: 'unfounded' })).toBe('complaint-closed')
})

test('a verified one is proposed as the facts that were chosen, which say nothing of who complained', async () => {
  await submit('张可')
  const verified = { as: 'verified', facts: ['complaint-verified'] }
  expect(await decide('dong', { ...verified, facts: [] })).toBe('refused:complaint-facts')
  expect(await decide('dong', verified)).toBe('refused:complaint-no-proof')
  await proof()
  const both = await Promise.all([decide('dong', verified), decide('dong', verified)])
  expect(both.sort()).toEqual(['complaint-verified-now', 'refused:complaint-decided'])
  const { collected, db } = await bureau.seeing(null)
  const [fact, ...more] = collected.of(factsSlice).byId.values()
  expect(more).toEqual([])
  expect(fact).toMatchObject({
    day: '2025-09-08',
    body: { kind: 'complaint-verified', persons: ['zhang'], units: ['general'] },
  })
  const texts = JSON.stringify([...(await personalTexts(db, [fact?.id ?? '']))])
  expect(texts).toContain('核过登记簿')
  expect(texts).not.toContain('赵先生')
  expect(texts).not.toContain('没有人接待')
})

test('who complained and what was written are erased after the months of the rules; what was decided stays', async () => {
  await submit('张可')
  expect(await decide('dong', { as: 'unfounded' })).toBe('complaint-closed')
  bureau.goTo('2026-09-08', '00:35')
  await bureau.job((ctx) => eraseJob.run(ctx, '2026-09-08', null))
  expect((await seen('dong'))?.complaint.who).toBe('来访的赵先生')
  bureau.goTo('2026-09-09', '00:35')
  await bureau.job((ctx) => eraseJob.run(ctx, '2026-09-09', null))
  const { db } = await bureau.seeing(null)
  const complaint = await last()
  const entries = [complaint.id, complaint.decided?.entry ?? '']
  expect((await personalTexts(db, entries)).size).toBe(0)
  expect((await seen('dong'))?.complaint).toMatchObject({
    ...{ who: null, text: null },
    decided: { as: 'unfounded', reason: '' },
  })
  expect(await verifyChain(bureau.storage.read, bureau.id)).toEqual([])
})
