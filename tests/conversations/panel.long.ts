import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Card, Pressed } from '../../src/year/card.js'
import { startWorld, type World } from './world.js'

/** Judges who hear counties one after the other, from the opening to a score, over the wire. */
let world: World

beforeAll(async () => {
  const bureaus = ['lianyungang']
  world = await startWorld({ clock: '2025-12-22T09:00', bureaus, fresh: true })
}, 120_000)

afterAll(() => world?.close())

const said = (answer: Pressed): string => answer.toast?.content ?? JSON.stringify(answer)
const [office, leader, county] = ['陶明澄', '温青野', '越清和']

async function sheetOf(name: string): Promise<Card> {
  return world.person(name).card('评委打分')
}

/** Fills in every page of the sheet that is shown, all rows alike, and hands it in. */
async function handIn(name: string, figure: string): Promise<string> {
  for (;;) {
    const card = await sheetOf(name)
    const rows = card.fields().filter((field) => field.startsWith('row.'))
    card.fill(Object.fromEntries(rows.map((field) => [field, figure])))
    const next = card.buttons().includes('下一页')
    const answer = said(await card.press(next ? '下一页' : '交这张表'))
    if (!next || !answer.startsWith('已保存')) return answer
  }
}

test('a panel is opened, heard by the clock, handed in and closed; its judges count from then on', async () => {
  await world.person(office).say('评委进度')
  const opening = await world.person(office).card('评委进度')
  expect(opening.tag).toBe('待开评')
  expect(said(await opening.press('开评'))).toContain('听6家')

  const own = await sheetOf(county)
  expect(own.text).toContain('本单位东海县')
  expect(own.text).toContain('预评分')
  const first = await sheetOf(leader)
  const bad = first.fields().find((field) => field.startsWith('row.')) ?? ''
  expect(said(await first.fill({ [bad]: '99' }).press('存草稿'))).toContain('之间')

  const desk = await world.person(office).card('评委进度')
  const start = desk.buttons().find((text) => text.startsWith('开始：')) ?? ''
  expect(said(await desk.press(start))).toContain('15分钟')
  expect((await sheetOf(leader)).text).toContain('正在陈述')
  await world.goTo('2025-12-22', '09:16')
  expect((await world.person(office).card('陈述时间快到了')).text).toContain(
    start.replace('开始：', ''),
  )

  expect(await handIn(leader, '1.5')).toContain('的表已交，还有5张')
  expect(await handIn(county, '2')).toContain('的表已交')

  const late = await world.person(office).card('评委进度')
  expect(late.text).toContain('已交')
  expect(late.text).not.toContain('1.5')
  const end = late.fill({ reason: '其他评委改日补' })
  expect(said(await end.press('结束评委打分'))).toContain('交了的已计入')
  expect((await sheetOf(leader)).tag).toBe('已结束')
  expect(await handIn(leader, '1').catch((thrown: Error) => thrown.message)).toContain('no button')
  const log = await world.botLog()
  expect(log).not.toContain('"level":"error"')
}, 120_000)
