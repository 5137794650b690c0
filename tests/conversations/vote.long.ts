import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { demoBureau } from '../../src/demo/bureau.js'
import type { Person } from '../../src/year/person.js'
import { startWorld, type World } from './world.js'

let world: World
const { roster } = demoBureau('yueyang')

beforeAll(async () => {
  world = await startWorld({ clock: '2025-12-08T09:30', bureaus: ['yueyang'], fresh: true })
}, 120_000)

afterAll(() => world?.close())

function holder(role: string): Person {
  const found = roster.people.find(({ roles }) => roles.some((held) => held.role === role))
  return world.person(must(found ?? null, `nobody is ${role}`).name)
}

test('a bureau votes on more than sixty in chat: sheet by sheet, each once, counted at its time, and no log says what', async () => {
  const office = holder('assessment-office')
  await office.say('测评进度')
  const plan = await office.card('民主测评进度')
  expect(plan.text).toContain('每人 3 张表')
  expect((await plan.fill({ days: '1' }).press('发起测评')).toast?.content).toContain('已发起')
  await world.quiet()

  const voters = roster.people.slice(20, 27).map(({ name }) => world.person(name))
  for (const [at, voter] of voters.entries()) {
    for (let number = 1; number <= 3; number += 1) {
      const sheet = await voter.card('民主测评')
      expect(sheet.text).toContain(`这是第 **${number}** 张`)
      const first = sheet.options('pick_excellent')[0]?.value ?? ''
      if (at === 0 && number === 1) {
        // Nobody is left to whoever nothing was said on; what was chosen is still there.
        const unsaid = await sheet.fill({ pick_excellent: [first] }).press('交表')
        expect(unsaid.toast?.content).toContain('还有')
      }
      const again = await voter.card('民主测评')
      const given = { rest: 'competent', pick_excellent: [first] }
      expect((await again.fill(given).press('交表')).toast?.content).toContain('已收到')
    }
    const done = await voter.card('民主测评')
    expect([done.tag, done.text.includes('填的内容谁也查不到')]).toEqual(['已交', true])
  }
  await office.say('测评进度')
  const running = await office.card('民主测评进度')
  expect(running.text).toContain('交齐 **7** / ')
  expect(running.text).toContain('已交 21 / ')
  await world.goTo('2025-12-10', '09:00')
  await office.say('测评进度')
  const result = await office.card('民主测评进度')
  expect(result.tag).toBe('已计票')
  const table = JSON.stringify(result.content).replaceAll('\u2060', '')
  // Seven chose the first on each sheet, but for one who stands there.
  expect(table).toMatch(/优秀\u00a0[67]"/)
  const log = await world.botLog()
  expect(log).toContain('votes-forgotten')
  for (const trace of ['pick_', 'competent', '"rest"', '优秀']) expect(log).not.toContain(trace)
}, 240_000)
