import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  cleanText,
  cleanTexts,
  countCharacters,
  isLonger,
  shorten,
  startOf,
} from '../../src/base/text.js'
import { submitReport } from '../../src/flows/report/submit.js'
import { testDatabase } from '../report/bureau.js'
import { deskOf } from './desk.js'

const family = '👨‍👩‍👧‍👦'

describe('text of people', () => {
  test('is counted as it is seen', () => {
    expect(countCharacters('𬱖'.repeat(60))).toBe(60)
    expect(countCharacters(`${family}e\u0301，`)).toBe(3)
    expect(isLonger('𬱖'.repeat(60), 60)).toBe(false)
    expect(isLonger('𬱖'.repeat(61), 60)).toBe(true)
  })

  test('is cut between characters, and says so', () => {
    expect(startOf(`十九${family}字`, 3)).toBe(`十九${family}`)
    expect(shorten(`十九${family}字`, 3)).toBe('十九…')
    expect(shorten('一二三', 3)).toBe('一二三')
  })

  test('a heap of marks on one letter is no way around a limit', () => {
    expect(isLonger(`a${'\u0301'.repeat(60_000)}`, 1_000)).toBe(true)
  })

  test('comes in without NUL and halves of pairs, however deep', () => {
    expect(cleanText('一\0二\ud83d三😀')).toBe('一二三😀')
    expect(cleanTexts({ 'a\0': ['\udc00b', 1, null] })).toEqual({ a: ['b', 1, null] })
  })
})

describe('in chat', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(() => database.close())

  test('nineteen characters and an emoji are answered', async () => {
    const bureau = await database.newBureau()
    bureau.goTo('2025-09-25', '09:00')
    const desk = deskOf(bureau)
    const text = `${'一二三四五六七八九十'.repeat(2).replace(/十$/, '')}😀和别的`
    const [answer] = await desk.say('zhang', { text })
    expect(answer).toContain('没有看懂')
    expect(answer && /\p{Surrogate}/u.test(answer)).toBe(false)
  })

  test('a message of NUL and half an emoji is answered', async () => {
    const bureau = await database.newBureau()
    bureau.goTo('2025-09-25', '09:00')
    const desk = deskOf(bureau)
    expect(await desk.say('zhang', { text: '今天\0天气\ud83d' })).toEqual([
      expect.stringContaining('“今天天气”'),
    ])
  })

  test('a plan with an emoji at the cut is quoted whole in the refusal, and saved', async () => {
    const bureau = await database.newBureau()
    const plan = `${'字'.repeat(18)}😀${'字'.repeat(20)}`
    bureau.goTo('2025-08-28', '10:00')
    await bureau.act('zhang', (ctx) =>
      submitReport(ctx, '2025-08', { items: [], extra: '接待', plans: [plan] }),
    )
    bureau.goTo('2025-09-25', '10:00')
    const desk = deskOf(bureau)
    const card = await desk.card('zhang', 'report', '2025-09')
    const reply = await desk.press('zhang', card, '提交', { plans: '办提案' })
    expect(reply.toast?.content).toContain(`${'字'.repeat(18)}😀…`)
  })

  test('a hundred rare characters are a plan of a hundred', async () => {
    const bureau = await database.newBureau()
    bureau.goTo('2025-09-25', '10:00')
    const report = { items: [], extra: '接待', plans: ['𬱖'.repeat(100)] }
    expect(await bureau.act('zhang', (ctx) => submitReport(ctx, '2025-09', report))).toBe(
      'report-submitted',
    )
  })
})
