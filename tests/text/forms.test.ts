import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { periodsOf, ratingKey } from '../../src/flows/rating/periods.js'
import { submitReport } from '../../src/flows/report/submit.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { checkCard } from '../../src/sandbox/cards/check.js'
import { testDatabase } from '../report/bureau.js'
import { deskOf, readable, tagged } from './desk.js'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const world = { hasImage: () => false, hasPerson: () => true, hasAudio: () => false }

/** 张可 has two plans of August to answer for in September. */
async function september() {
  const bureau = await database.newBureau()
  bureau.goTo('2025-08-28', '10:00')
  const august = { items: [], extra: '接待', plans: ['办提案', '调研*四家*'] }
  await bureau.act('zhang', (ctx) => submitReport(ctx, '2025-08', august))
  bureau.goTo('2025-09-25', '10:00')
  await bureau.notices()
  return { bureau, desk: deskOf(bureau) }
}

function field(card: unknown, name: string) {
  return must(
    tagged(card).find((each) => each.name === name),
    `no field ${name}`,
  )
}

describe('a refused form', () => {
  test('comes back with what was typed, every fault named, and a mark at each field', async () => {
    const { desk } = await september()
    const card = await desk.card('zhang', 'report', '2025-09')
    const typed = { status_0: 'not-done', note_0: '', note_1: '已走访两家', extra: '值班' }
    const plans = '长'.repeat(101)
    const { toast, card: back } = await desk.press('zhang', card, '提交', { ...typed, plans })
    expect(toast?.content).toContain('有3处要改')
    expect(checkCard(back, world)).toBeUndefined()
    const text = readable(back)
    expect(text).toContain('1. 第1项“办提案”未完成，还没有写原因')
    expect(text).toContain('2. 第2项“调研*四家*”还没有选进度')
    expect(text).toContain('3. 下月计划第1条')
    expect(field(back, 'note_1').default_value).toBe('已走访两家')
    expect(field(back, 'extra').default_value).toBe('值班')
    expect(field(back, 'status_0').initial_option).toBe('not-done')
    const order = tagged(back).flatMap(({ name, content }) =>
      typeof name === 'string' ? [name] : `${content}`.includes('请改这里') ? ['mark'] : [],
    )
    for (const at of ['note_0', 'status_1', 'plans'])
      expect(order[order.indexOf(at) + 1]).toBe('mark')
    expect(order.filter((each) => each === 'mark')).toHaveLength(3)
  })

  test('can be handed in from the card that came back, as it stands', async () => {
    const { bureau, desk } = await september()
    const card = await desk.card('zhang', 'report', '2025-09')
    const typed = { status_0: 'done', status_1: 'done', plans: '' }
    const { card: back } = await desk.press('zhang', card, '提交', typed)
    const again = await desk.press('zhang', { ...must(back, 'a card') }, '提交', {
      ...typed,
      plans: '接着办',
    })
    expect(again.toast?.type).toBe('success')
    const entries = await readEntries(bureau.storage.read, { bureau: bureau.id })
    expect(entries.filter(({ period }) => period === '2025-09')).toHaveLength(1)
  })

  test('that was shown anew while somebody was typing keeps what they typed, where its fields still mean the same', async () => {
    const { bureau, desk } = await september()
    bureau.goTo('2025-09-30', '17:30')
    const card = await desk.card('li', 'digest', '2025-09.general')
    await desk.press('li', card, '存草稿', { summary: '草稿' })
    const { toast, card: back } = await desk.press('li', card, '签报', { summary: '我写的长文' })
    expect(toast?.content).toContain('已有更新')
    expect(field(back, 'summary').default_value).toBe('我写的长文')
    const report = await desk.card('zhang', 'report', '2025-09')
    await desk.press('zhang', report, '存草稿', { note_0: '先存' })
    const outdated = await desk.press('zhang', report, '提交', { note_0: '改过' })
    expect(field(outdated.card, 'note_0').default_value, 'its items may be others').toBe('先存')
  })

  test('of a recorder names occasion, whom, day and note at once, and keeps what was chosen', async () => {
    const { desk } = await september()
    await desk.say('zhou', { text: '记录 迟到' })
    const card = await desk.card('zhou', 'record', 'new')
    const { toast, card: back } = await desk.press('zhou', card, '提交审定', {
      day: '2025-12-01',
      newMatter: '值班',
    })
    expect(toast?.content).toContain('有4处要改')
    expect(readable(back)).toContain('发生日期还没有到')
    expect(readable(back)).toContain('还没有选场合')
    expect(field(back, 'newMatter').default_value).toBe('值班')
    expect(field(back, 'day').initial_date).toBe('2025-12-01')
  })

  test('of a rater names everybody who lacks a score or has a wrong one', async () => {
    const { bureau, desk } = await september()
    const [cycle] = (await bureau.seeing(null)).bureau.cycles
    const period = periodsOf(must(cycle, 'a cycle'), bureau.calendar).find(
      (each) => each.period === '2025-Q3',
    )
    const key = ratingKey(must(period, 'a third quarter'))
    const card = await desk.card('li', 'rating', key)
    const scores = tagged(card).flatMap(({ name }) =>
      typeof name === 'string' && name.startsWith('score_') ? [name] : [],
    )
    expect(scores.length).toBeGreaterThan(1)
    const { card: back } = await desk.press('li', card, '提交', { [`${scores[0]}`]: '九十' })
    expect(readable(back)).toContain('“九十”不是数字')
    expect(readable(back)).toContain('还没有打分')
    expect(field(back, `${scores[0]}`).default_value).toBe('九十')
  })
})

describe('a forged press', () => {
  test('of 60 KB is refused with the limit, and nothing is written', async () => {
    const { bureau, desk } = await september()
    const card = await desk.card('zhang', 'report', '2025-09')
    const long = '字'.repeat(20_000)
    const typed = { status_0: 'done', status_1: 'done', plans: '办', extra: long, note_0: long }
    const { toast, card: back } = await desk.press('zhang', card, '提交', typed)
    expect(toast?.content).toContain('有2处要改')
    expect(readable(back)).toContain('计划外工作至多500字，现有20000字')
    expect(Buffer.byteLength(JSON.stringify(JSON.stringify(back)))).toBeLessThan(30 * 1024)
    const entries = await readEntries(bureau.storage.read, { bureau: bureau.id })
    expect(entries.filter(({ period }) => period === '2025-09')).toEqual([])
  })

  test('with a name no card of ours has is not read', async () => {
    const { desk } = await september()
    const card = await desk.card('zhang', 'home', 'home')
    const name = `${
      must(
        tagged(card).find(({ tag }) => tag === 'button'),
        'a button',
      ).name
    }`
    const reply = await desk.pressName('zhang', `${name}${'~x'.repeat(300)}`)
    expect(reply.toast?.content).toContain('没有读懂')
  })
})
