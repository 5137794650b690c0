import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { commands } from '../../src/flows/all.js'
import { daysSaid } from '../../src/flows/away/days-said.js'
import { readCommand } from '../../src/flows/commands.js'
import { viewLeave } from '../../src/flows/leave/views.js'
import { viewTrip } from '../../src/flows/trip/views.js'
import { deskOf } from '../text/desk.js'
import { ask, decide, leaveDatabase } from './bureau.js'

/** A Wednesday. */
const today = day('2025-09-24')

test.each([
  ['今天', '2025-09-24'],
  ['明天', '2025-09-25'],
  ['后天下午', '2025-09-26 noon'],
  ['大后天', '2025-09-27'],
  ['下午', '2025-09-24 noon'],
  ['明天上午', '2025-09-25 morning 2025-09-25 noon'],
  ['周三', '2025-09-24'],
  ['周一', '2025-09-29'],
  ['本周五', '2025-09-26'],
  ['下周一', '2025-09-29'],
  ['下下周日', '2025-10-12'],
  ['下星期天', '2025-10-05'],
  ['12月3日', '2025-12-03'],
  ['1月5号', '2026-01-05'],
  ['9月24日', '2025-09-24'],
  ['3号', '2025-10-03'],
  ['30日', '2025-09-30'],
  ['2026-01-05', '2026-01-05'],
  ['2026年1月5日下午', '2026-01-05 noon'],
  ['12.3', '2025-12-03'],
  ['明天到后天', '2025-09-25 morning 2025-09-26 evening'],
  ['明天下午到下周一上午', '2025-09-25 noon 2025-09-29 noon'],
  ['下周一至周三', '2025-09-29 morning 2025-10-01 evening'],
  ['12月3日至5日', '2025-12-03 morning 2025-12-05 evening'],
])('%s are days', (text, meant) => {
  const [from = '', starts = 'morning', to = from, ends = 'evening'] = meant.split(' ')
  expect(daysSaid(text, today)).toEqual({ from, to, starts, ends })
})

test.each(['昨天', '随便', '13月3日', '2月30日', '三天', '后天到明天', '5', '明天到', '天气'])(
  '%s is none',
  (text) => {
    expect(daysSaid(text, today)).toBeNull()
  },
)

test('days stand behind the word, before it, or with it', () => {
  const read = (text: string) => {
    const found = readCommand(commands, text)
    return 'command' in found ? [found.command.name, found.argument] : found.code
  }
  expect(read('请假 明天下午')).toEqual(['请假', '明天下午'])
  expect(read('请假明天')).toEqual(['请假', '明天'])
  expect(read('我明天请假。')).toEqual(['请假', '明天'])
  expect(read('出差12月3日至5日')).toEqual(['出差', '12月3日至5日'])
  expect(read('批假')).toEqual(['批假', ''])
  expect(read('请假制度')).toBe('unknown-command-near')
})

let database: Awaited<ReturnType<typeof leaveDatabase>>
beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)
afterAll(() => database.close())

test('a form opens with the days that were said, and what was begun stays in it', async () => {
  const bureau = await database.newBureau()
  bureau.goTo('2025-09-24', '10:00')
  const desk = deskOf(bureau)
  expect(await desk.say('zhang', { text: '请假 明天' })).toEqual(['leave new'])
  const words = async () => {
    const view = await viewLeave(await bureau.seeing('zhang'), 'new')
    return 'step' in view && view.step.step === 'form' ? view.step : null
  }
  const first = await words()
  expect(first).toMatchObject({ words: { from: '2025-09-25', to: '2025-09-25' } })
  const typed = { ...first?.words, reason: '看病' }
  await desk.press('zhang', await desk.card('zhang', 'leave', 'new'), '算天数', typed)
  await desk.say('zhang', { text: '请假 下周一下午' })
  expect((await words())?.words).toMatchObject({
    ...{ from: '2025-09-29', to: '2025-09-29', starts: 'noon', reason: '看病' },
  })
  // The card shows these days already: it is sent with one press.
  const card = await desk.card('zhang', 'leave', 'new')
  const { toast } = await desk.press('zhang', card, '提交', { ...(await words())?.words })
  expect(toast?.content).toContain('0.5')
  expect((await desk.say('zhang', { text: '外出 下午' })).at(-1)).toBe('trip outing')
  expect(await viewTrip(await bureau.seeing('zhang'), 'outing')).toMatchObject({
    step: { words: { from: '2025-09-24', to: '2025-09-24', starts: 'noon' } },
  })
  const [refused = ''] = await desk.say('zhang', { text: '请假 随便' })
  expect(refused).toContain('请假 明天')
})

test('批假 opens the one that waits, all of them where there are several, and says where there is none', async () => {
  const bureau = await database.newBureau()
  bureau.goTo('2025-09-08', '10:00')
  const desk = deskOf(bureau)
  const said = async () => (await desk.say('li', { text: '批假' })).at(-1) ?? ''
  expect(await said()).toContain('没有等您批的')
  await ask(bureau, 'zhang', {})
  await bureau.notices()
  expect(await said()).toMatch(/^leave-approval /)
  await ask(bureau, 'wang', {})
  await bureau.notices()
  expect(await said()).toBe('home home')
  await decide(bureau, 'li', { on: 'wang' })
  await bureau.notices()
  expect(await said()).toMatch(/^leave-approval /)
})
