import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.js'

/** A unit's report on its whole way, over the wire: signed, sent back, signed anew, filed, passed round and read. */
let world: World

beforeAll(async () => {
  world = await startWorld()
  await world.goTo('2025-09-30', '17:30')
}, 120_000)

afterAll(() => world?.close())

const isDone = (pressed: unknown): boolean => JSON.stringify(pressed).includes('success')

test('the head signs with an annex, and who is in charge sends it back with a remark', async () => {
  const head = world.person('乔砚秋')
  const leader = world.person('裴文岳')
  const digest = await head.card('处室月报')
  expect(isDone(await digest.fill({ summary: '本月办结十件' }).press('加附件'))).toBe(true)
  await head.sendFile('会议情况.txt')
  await world.quiet()
  const drafted = await head.card('处室月报')
  expect(drafted.text).toContain('会议情况')
  expect(isDone(await drafted.fill({ summary: '本月办结十件' }).press('签报'))).toBe(true)
  await world.goTo('2025-10-09', '08:40')
  const review = await leader.card('处室月报')
  expect(review.tag).toBe('待您审签')
  expect(review.text).toContain('本月办结十件')
  expect(isDone(await review.press('退回'))).toBe(false)
  expect(isDone(await review.fill({ remark: '写明是哪十件' }).press('退回'))).toBe(true)
}, 120_000)

test('the head reads why, signs anew, and it arrives with the leader’s signature', async () => {
  const head = world.person('乔砚秋')
  const leader = world.person('裴文岳')
  await world.quiet()
  const again = await head.card('处室月报')
  expect(again.text).toContain('写明是哪十件')
  expect(isDone(await again.fill({ summary: '办结十件，附清单' }).press('签报'))).toBe(true)
  await world.quiet()
  const review = await leader.card('处室月报')
  expect(review.text).toContain('附清单')
  expect(isDone(await review.press('同意'))).toBe(true)
  const receipt = await head.card('处室月报')
  expect(receipt.tag).toBe('已签报')
  expect(receipt.buttons()).not.toContain('撤回修改')
}, 120_000)

test('the office sees what came when, passes it round, and the principal leader reads it', async () => {
  const office = world.person('祝海宁')
  const principal = world.person('范立洲')
  await world.goTo('2025-10-10', '09:30')
  await office.say('报送情况 9月')
  const table = await office.card('月报报送情况')
  expect(table.text).toContain('期限')
  expect(isDone(await table.press('送局领导传阅'))).toBe(true)
  await world.quiet()
  const reading = await principal.card('处室月报传阅')
  expect(reading.text).toContain('办结十件，附清单')
  expect(isDone(await reading.press('已阅'))).toBe(true)
  const seen = await office.card('月报报送情况')
  expect(seen.text).toContain('范立洲')
  await office.say('往期月报 9月')
  expect((await office.card('往期月报')).text).toContain('办公室')
}, 120_000)

test('the log holds nothing of what was written', async () => {
  const log = await world.botLog()
  for (const secret of ['办结十件', '写明是哪十件', '会议情况', '裴文岳']) {
    expect(log).not.toContain(secret)
  }
})
