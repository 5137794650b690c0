import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeForm } from '../../src/flows/fact/record.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import { noWords } from '../../src/flows/fact/draft.js'
import { submitForm } from '../../src/flows/fact/submit.js'
import { viewRecord } from '../../src/flows/fact/record-view.js'
import { units } from '../refusals/schemes.js'
import { testDatabase } from '../report/bureau.js'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(() => database.close())

const kind = 'units-piece'

test('a month’s counts of all units are one form, prefilled with what each had in the month before', async () => {
  const bureau = await database.newBureau([units])
  const say = (on: string, words: object = {}) => ({ ...noWords, day: on, occasion: '', ...words })
  const act = (intent: Parameters<typeof changeForm>[1]) =>
    bureau.act('zhou', (ctx) => changeForm(ctx, intent))
  const submit = (words: ReturnType<typeof say>) =>
    bureau.outcome('zhou', (ctx) =>
      submitForm(ctx, { verb: 'record.submit', key: 'new', kind, confirmed: true, words }),
    )
  const shown = async () => {
    const view = await viewRecord(await bureau.seeing('zhou'), 'new')
    return 'apart' in view
      ? Object.fromEntries(view.apart.map(({ id, value }) => [id, value]))
      : null
  }
  const facts = async () =>
    [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()].map(
      ({ body, day }) => `${day} ${body.units.join()} ${body.quantity}`,
    )

  bureau.goTo('2025-03-03', '10:00')
  expect(await act({ verb: 'record.kind', key: 'new', kind })).toBe('chosen')
  expect(await act({ verb: 'record.all', key: 'new', words: say('2025-03-03') })).toBe(
    'record-all-taken',
  )
  const all = Object.keys((await shown()) ?? {})
  expect(all).toContain('general')
  const whom = { whom: all, note: '三月采用' }
  const none = await submit(say('2025-03-03', { ...whom, amounts: { general: '0' } }))
  expect('faults' in none && none.faults.map(({ code }) => code)).toEqual(['record-quantity'])
  const wrong = await submit(say('2025-03-03', { ...whom, amounts: { general: '三' } }))
  expect('faults' in wrong && wrong.faults.map(({ field }) => field)).toEqual(['amount.general'])
  await submit(say('2025-03-03', { ...whom, amounts: { general: '3', planning: '0', party: '1' } }))
  expect(await facts()).toEqual(['2025-03-03 general 3', '2025-03-03 party 1'])

  bureau.goTo('2025-04-01', '10:00')
  await act({ verb: 'record.again', key: 'new' })
  await act({ verb: 'record.kind', key: 'new', kind })
  await act({ verb: 'record.all', key: 'new', words: say('2025-04-01') })
  expect(await shown()).toMatchObject({ general: '3', planning: '', party: '1' })
})
