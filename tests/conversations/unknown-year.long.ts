import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from './world.js'
import { until } from '../until.js'

/** The autumn in which the next year's notice is not known: by the real calendar, 2027's is not among those that ship. */
let world: World

beforeAll(async () => {
  world = await startWorld({ clock: '2026-11-25T08:40' })
}, 240_000)

afterAll(() => world?.close())

test('a bot that is started in November sends its report cards, and tells the office what is missing', async () => {
  await world.goTo('2026-11-25', '09:05')
  const card = await world.person('柯雨桐').card('工作月报')
  expect(card.text).toContain('11月30日（周一）')
  expect(card.text).not.toContain('暂定')
  const office = world.person('祝海宁')
  expect(await office.lastText()).toContain('还没有2027年的放假安排')
  await office.say('帮助')
  expect((await office.card('考核助手')).text).not.toBe('')
}, 120_000)

test('a bot that is started in January shows a due day of the new year as 暂定, and no job fails', async () => {
  await world.killBot()
  await world.control.post('/bot', { url: null })
  await world.goTo('2027-01-04', '08:40')
  await world.startBot()
  await world.goTo('2027-01-04', '09:05')
  const head = await world.person('乔砚秋').card('处室月报')
  expect(head.text).toContain('1月5日（周二，暂定）')
  expect(await world.botLog()).not.toContain('job-failed')
}, 240_000)

test('a notice that is put into the data folder makes it certain; a faulty one is refused with its place', async () => {
  const office = world.person('祝海宁')
  const hears = (words: string): Promise<void> =>
    until(
      async () => (await office.lastText()).includes(words),
      () => `for ${words}`,
    )
  const folder = join(world.dataDir, 'calendar')
  await mkdir(folder)
  const holidays = [
    ['元旦', '01-01', '01-03'],
    ['春节', '02-05', '02-11'],
    ['清明节', '04-03', '04-05'],
    ['劳动节', '05-01', '05-05'],
    ['端午节', '06-09', '06-09'],
    ['中秋节', '09-15', '09-15'],
    ['国庆节', '10-01', '10-07'],
  ].map(([name, from, to]) => ({ name, from: `2027-${from}`, to: `2027-${to}` }))
  const year = { year: 2027, notice: '国办发明电〔2026〕9号', holidays, workdays: [] }
  const file = join(folder, '2027.json')
  await writeFile(file, JSON.stringify({ ...year, holidays: holidays.slice(1) }, null, 2))
  await hears('元旦的法定假日')
  expect(await office.lastText()).toMatch(/2027\.json:\d+:\d+/)
  await writeFile(file, JSON.stringify(year, null, 2))
  await hears('已读入2027年')
  await world.quiet()
  const head = await world.person('乔砚秋').card('处室月报')
  expect(head.text).toContain('1月5日（周二）')
  expect(head.text).not.toContain('暂定')
}, 180_000)
