import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { append } from '../../src/storage/ledger.js'
import { testDatabase } from '../report/bureau.js'
import { deskOf, readable } from './desk.js'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('a proposed fact is shown to the person from the day it is told on, with who was told and when it was recorded', async () => {
  const bureau = await database.newBureau()
  bureau.goTo('2025-09-25', '10:00')
  const desk = deskOf(bureau)
  const of = { bureau: bureau.id, subject: 'zhang' }
  const standing = `${bureau.cycle}/zhang`
  const fact = await bureau.storage.transact('press', async (tx) =>
    append(tx, {
      ...of,
      kind: 'fact.proposed',
      day: day('2025-09-22'),
      by: 'zhou',
      body: { kind: 'late', persons: ['zhang'], units: ['general'] },
      personal: { note: '上午到会晚' },
    }),
  )
  expect(readable(await desk.card('zhang', 'standing', standing))).not.toContain('上午到会晚')
  await bureau.storage.transact('press', async (tx) => {
    const decided = { ...of, about: fact, day: day('2025-09-25'), by: 'chen' }
    append(tx, { ...decided, kind: 'fact.approved', body: { role: 'leader-in-charge' } })
    append(tx, { ...decided, kind: 'fact.told', body: { objectUntil: '2025-10-09' } })
  })
  expect(readable(await desk.card('zhang', 'standing', standing))).toContain('上午到会晚')
  const told = readable(await desk.card('zhang', 'fact', fact))
  expect(told).toMatch(/9月25日\S* 记录/)
  expect(told).toMatch(/告知张可　陈志/)
})
