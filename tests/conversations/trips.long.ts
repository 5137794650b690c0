import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { startWorld, type World } from './world.js'

/** A trip, an outing, who stands in, and a trip that nobody was asked for, over the wire. */
let world: World

beforeAll(async () => {
  world = await startWorld()
}, 120_000)

afterAll(() => world?.close())

const said = (answer: { toast?: { content: string } | undefined }): string =>
  answer.toast?.content ?? ''
const reason = '到省科技厅汇报高企认定'

test('an outing is one word and one press, and who leads reads it', async () => {
  const person = world.person('柯雨桐')
  await person.say('外出')
  const form = await person.card('外出')
  expect(form.text).toContain('乔砚秋')
  const told = await form.fill({ place: '市民之家', reason: '送材料' }).press('报告')
  expect(said(told)).toBe('已报告乔砚秋')
  expect((await world.person('乔砚秋').card('外出报告')).text).toContain('市民之家')
}, 120_000)

test('the head goes on a trip: two agree, B is told, takes over, and decides and signs what waits for the head', async () => {
  const head = world.person('乔砚秋')
  const standIn = world.person('梁知夏')
  await head.say('出差')
  const form = await head.card('出差')
  const to = form.option('handover', '梁知夏')
  const days = { from: '2025-09-28', to: '2025-09-29' }
  const texts = { place: '上海', reason, tasks: '周一的签到表送审' }
  const looked = await form.fill({ ...days, ...texts, handover: to }).press('提交')
  expect(said(looked)).toContain('共2个工作日')
  expect(said(await (await head.card('出差')).press('提交'))).toContain('等裴文岳批准')
  expect(said(await (await world.person('裴文岳').card('批出差')).press('同意'))).toContain(
    '范立洲',
  )
  expect(said(await (await world.person('范立洲').card('批出差')).press('同意'))).toContain(
    '已批准',
  )
  const cover = await standIn.card('工作交接')
  expect(cover.text).toContain('周一的签到表送审')
  expect(cover.text).not.toContain(reason)
  expect(said(await cover.press('已接手'))).toContain('已接手')

  await world.goTo('2025-09-28', '09:00')
  const staff = world.person('阮明澈')
  await staff.say('请假')
  await (await staff.card('请假')).fill({ reason: '家里有事' }).press('提交')
  const approval = await standIn.card('批假')
  expect(approval.text).toContain('乔砚秋')
  expect(said(await approval.press('同意'))).toBe('已批准阮明澈的请假，已通知本人')
  const own = (await staff.cards('我的请假')).at(-1)
  expect(own?.text).toContain('代乔砚秋')

  await head.say('出差')
  await (await head.card('出差')).press('我的出差外出')
  const mine = await (await head.card('我的出差外出')).press('查看')
  expect(mine).toBeDefined()
  const trip = must((await head.cards('我的出差')).at(-1), 'a card of the trip')
  await trip.press('已返岗')
  const back = await standIn.card('工作交接')
  expect(back.tag).toBe('顶岗结束')
  expect(said(await back.fill({ text: '签到表已送审' }).press('交回'))).toContain('已交回')
  expect((await head.card('工作交接')).text).toContain('签到表已送审')
}, 120_000)

test('nobody stands in: the head is asked, names somebody for good, and it is done', async () => {
  const head = world.person('乔砚秋')
  await head.say('AB岗')
  // 阮明澈 is on leave tomorrow, and asked nobody to take over.
  await (await head.card('AB岗')).press('指定')
  const gap = await head.card('指定B岗')
  expect([gap.tag, gap.text]).toEqual(['没有人顶岗', expect.stringContaining('阮明澈')])
  const named = await gap.fill({ standIn: gap.option('standIn', '俞子昂') }).press('指定')
  expect(said(named)).toContain('阮明澈不在时由俞子昂顶岗')
  expect((await world.person('俞子昂').card('工作交接')).text).toContain('阮明澈')
  await head.say('AB岗')
  const posts = await head.card('AB岗')
  const filled = posts.fill({
    ...{ person: posts.option('person', '俞子昂'), standIn: posts.option('standIn', '柯雨桐') },
    ...{ from: '2025-09-28', to: '' },
  })
  expect(said(await filled.press('长期指定'))).toContain('由柯雨桐顶岗')
  expect(await world.person('柯雨桐').lastText()).toContain('乔砚秋指定您为俞子昂的B岗')
}, 120_000)

test('a trip that nobody was asked for is told, explained and confirmed', async () => {
  const finder = world.person('尤思远')
  await finder.say('擅自出差')
  const form = await finder.card('擅自出差')
  const days = { from: '2025-09-25', to: '2025-09-25' }
  const where = { place: '宜昌', note: '抽查不在岗，处里说去了宜昌' }
  expect(said(await form.fill({ who: '阮明澈', ...days, ...where }).press('提出'))).toContain(
    '阮明澈',
  )
  const told = await world.person('阮明澈').card('擅自出差')
  expect(said(await told.fill({ text: '临时接到通知' }).press('提交说明'))).toContain('已提交')
  const decide = await world.person('乔砚秋').card('擅自出差')
  expect(decide.text).toContain('临时接到通知')
  expect(said(await decide.press('确认没有批准'))).toContain('已确认阮明澈没有经过批准')
  expect(await finder.lastText()).toContain('局内通报批评')
}, 120_000)

test('the log of the bot holds no reason and no name', async () => {
  const log = await world.botLog()
  for (const secret of [reason, '市民之家', '签到表', '柯雨桐']) expect(log).not.toContain(secret)
})
