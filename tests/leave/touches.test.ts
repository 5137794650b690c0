import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseActionName } from '../../cards/action-name.js'
import { parsePress } from '../../cards/presses.js'
import { renderCard } from '../../cards/render.js'
import { must } from '../../src/base/bug.js'
import { isRefusal } from '../../src/base/refusal.js'
import { viewOf } from '../../src/flows/all.js'
import type { Intent } from '../../src/flows/flow.js'
import type { LeaveView } from '../../src/flows/leave/views.js'
import { Card } from '../../src/year/card.js'
import type { Control } from '../../src/year/control.js'
import type { TestBureau } from '../report/bureau.js'
import { deskOf } from '../text/desk.js'
import { ask, decide, lastLeave, leaveDatabase } from './bureau.js'
import { press } from '../pressing.js'

/*
 * How many touches a leave takes: writing the word, each field that is picked or typed into, each press. A field that the card has
 * filled in already costs none.
 */
let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau
beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)
afterAll(() => database.close())

/** Nobody stands behind it: what is pressed goes through the parser and the flow. */
const control: Control = { get: async () => Promise.reject(), post: async () => Promise.reject() }

async function form(who: string): Promise<{ card: Card; view: LeaveView }> {
  const view = await viewOf(await bureau.seeing(who), { kind: 'leave', key: 'new' })
  const content = renderCard(view, { card: 'k3xabcdefg', revision: 1 })
  const reader = { openId: who, lastText: async () => '' }
  return { card: new Card(reader, 'om_1', content, control), view: view as LeaveView }
}

/** Fills in these fields alone, and presses 提交; what was said. */
async function submit(who: string, typed: Record<string, string>): Promise<string> {
  const { card } = await form(who)
  const button = card.button('提交')
  const held = card.formOf(button).flatMap(({ field, held }): [string, unknown][] => {
    const { default_value: text, initial_option: option, initial_date: date } = field
    return held ? [[`${field.name}`, date ?? option ?? text]] : []
  })
  const { verb, args } = must(parseActionName(button), 'a button of ours')
  const values = { ...Object.fromEntries(held), ...typed }
  const intent = parsePress(verb, { args, values } as Parameters<typeof parsePress>[1])
  if (!intent || isRefusal(intent)) throw new Error('unreadable')
  return press(bureau, who, intent as Intent)
}

/** What somebody does, and how often they touch the screen for it. */
const reason = { reason: '陪家人复诊' }
const nextWeek = { from: '2025-09-16' }

test.each([
  ['one day tomorrow, for the first time', [], reason, 3, ['2025-09-09', 'evening', null]],
  [
    'one day tomorrow, with who took over last time',
    ['before'],
    reason,
    3,
    ['2025-09-09', 'evening', 'wang'],
  ],
  [
    'one day tomorrow, with who is named for whenever',
    ['before', 'named'],
    reason,
    3,
    ['2025-09-09', 'evening', 'li'],
  ],
  [
    'nobody in the place of who took over last time',
    ['before'],
    { ...reason, handover: '-' },
    4,
    ['2025-09-09', 'evening', null],
  ],
  [
    'what is handed over is written too',
    [],
    { ...reason, tasks: '窗口值守' },
    4,
    ['2025-09-09', 'evening', null],
  ],
  [
    'another day: picking the first is enough',
    [],
    { ...reason, ...nextWeek },
    5,
    ['2025-09-16', 'evening', null],
  ],
  [
    'half of another day',
    [],
    { ...reason, ...nextWeek, ends: 'noon' },
    6,
    ['2025-09-16', 'noon', null],
  ],
] as const)('%s', async (_, before, typed, touches, [on, ends, handover]) => {
  bureau = await database.newBureau()
  if (before.includes('before' as never)) {
    bureau.goTo('2025-08-18', '10:00')
    await ask(bureau, 'zhang', { from: '2025-08-20', handover: 'wang' })
    await decide(bureau, 'li', { on: 'zhang' })
  }
  bureau.goTo('2025-09-08', '10:00')
  if (before.includes('named' as never)) {
    const of = { verb: 'post.name', person: 'zhang', standIn: 'li', from: '2025-09-08', to: '' }
    expect(await press(bureau, 'li', of as unknown as Intent)).toBe('post-named')
  }
  await deskOf(bureau).say('zhang', { text: '请假' })
  let done = 1 + Object.keys(typed).length
  let said = ''
  do {
    said = await submit('zhang', typed)
    done += 1
  } while (said === 'leave-look')
  expect([said, done]).toEqual(['leave-asked', touches])
  const leave = await lastLeave(bureau, 'zhang')
  const { span } = leave
  expect([span.from, span.to]).toEqual([on, on])
  expect([span.endsAtNoon ? 'noon' : 'evening', leave.handover]).toEqual([ends, handover])
  const seen = await viewOf(await bureau.seeing('zhang'), { kind: 'own-leave', key: leave.id })
  const tasks = 'tasks' in typed ? typed.tasks : ''
  expect(seen).toMatchObject({ leave: { reason: typed.reason, tasks } })
})
