import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { must } from '../../src/base/bug.js'
import { allJobs, viewOf } from '../../src/flows/all.js'
import type { AttendanceCheckStep, AttendanceView } from '../../src/flows/attendance/view.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { ApprovalView } from '../../src/flows/fact/views.js'
import type { Intent } from '../../src/flows/flow.js'
import { ask, decide, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import { person, type TestBureau, testDatabase } from '../report/bureau.js'
import { readable } from '../text/desk.js'

/** Paths through attendance besides those of `attendance.test.ts`. 董 checks; 综合处 has thirty more people. */
let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau
const many = Array.from({ length: 30 }, (_, at) =>
  person(`m${at}`, `组员${at + 10}`, 'general', []),
)
beforeAll(async () => {
  database = await testDatabase({
    work: workRules(),
    people: [person('dong', '董清', 'party', [{ role: 'discipline-team' }]), ...many],
  })
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-10', '10:30')
})
afterAll(() => database.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)
const check = (who: string, names: Record<string, string>): Promise<string> =>
  say(who, {
    verb: 'attendance.check',
    words: {
      ...{ day: '2025-09-10', occasion: 'duty', note: '九点抽查' },
      names: { late: '', absent: '', 'early-leave': '', ...names },
    },
  })

async function checked(who: string): Promise<AttendanceCheckStep> {
  const seen = await viewOf(await bureau.seeing(who), { kind: 'attendance', key: 'new' })
  const { step } = seen as AttendanceView
  if (step.step !== 'check') throw new Error(`at ${step.step}`)
  return step
}

const send = async (who: string): Promise<string> =>
  say(who, {
    ...{ verb: 'attendance.send', shown: (await checked(who)).shown },
    answers: { who: {}, reason: {} },
  })

async function facts() {
  const { collected } = await bureau.seeing(null)
  return [...collected.of(factsSlice).byId.values()]
}

async function lastFact(): Promise<string> {
  return must((await facts()).at(-1), 'a fact').id
}

const step = (who: string, verb: string, fact: string, of: object = {}): Promise<string> =>
  say(who, { verb: `fact.${verb}`, fact, whose: '', field: 'opinion', text: '', ...of })

/** A finding up to the telling; its fact. */
async function told(): Promise<string> {
  await check('dong', { late: '张可' })
  expect(await send('dong')).toBe('attendance-sent')
  const fact = await lastFact()
  expect(await step('li', 'verify', fact)).toBe('fact-verified')
  expect(await step('chen', 'approve', fact)).toBe('fact-approved')
  await bureau.delivered()
  return fact
}

const effective = (on: string) =>
  bureau.job((ctx) => {
    const job = must(
      allJobs.find(({ name }) => name === 'effective-facts'),
      'a job',
    )
    return job.run(ctx, on, null)
  })

const stateOf = async (fact: string) =>
  (await facts()).find(({ id }) => id === fact)?.charges.get('zhang')?.state

test('what was typed is there to be changed after it was looked at', async () => {
  await check('dong', { late: '张可' })
  expect((await checked('dong')).ready).toHaveLength(1)
  expect(await say('dong', { verb: 'attendance.edit' })).toBe('refreshed')
  const form = await viewOf(await bureau.seeing('dong'), { kind: 'attendance', key: 'new' })
  expect(form).toMatchObject({ step: { words: { names: { late: '张可' } } } })
  await check('dong', { late: '张可、王珊' })
  expect(await send('dong')).toBe('attendance-sent')
  expect((await facts())[0]?.body.persons).toEqual(['zhang', 'wang'])
})

test('many who are excused are looked at page by page, each with a reason, and recorded together', async () => {
  bureau.goTo('2025-09-08', '10:00')
  const names = many.slice(0, 14)
  for (const { id } of names) {
    await ask(bureau, id, { from: '2025-09-10' })
    expect(await decide(bureau, 'li', { on: id })).toBe('leave-approved')
  }
  bureau.goTo('2025-09-10', '10:30')
  await check('dong', { absent: names.map(({ name }) => name).join('、') })
  const first = await checked('dong')
  const reasons = (asked: AttendanceCheckStep['asked']) =>
    Object.fromEntries(asked.map(({ at }) => [`${at}`, '人在单位，没有休假']))
  const turn = { verb: 'attendance.look', answers: { who: {}, reason: reasons(first.asked) } }
  expect(await say('dong', { ...turn, page: 1 })).toBe('refreshed')
  const second = await checked('dong')
  expect(second.asked.map(({ at }) => at)).not.toEqual(first.asked.map(({ at }) => at))
  expect(
    await say('dong', {
      ...{ verb: 'attendance.send', shown: second.shown },
      answers: { who: {}, reason: reasons(second.asked) },
    }),
  ).toBe('attendance-sent')
  const [fact] = await facts()
  expect(fact?.body.persons).toHaveLength(14)
})

test('leave by telephone that is entered after the absence was written down is pointed out to who decides on that', async () => {
  await check('dong', { absent: '张可、王珊' })
  expect(await send('dong')).toBe('attendance-sent')
  const fact = await lastFact()
  await bureau.haveCard('li', 'approval', fact)
  await bureau.notices()
  const phone = { who: '张可', from: '2025-09-10', reason: '' }
  expect(await ask(bureau, 'zhou', phone, 'phone')).toBe('leave-asked')
  expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('leave-approved')
  expect((await bureau.notices()).map(({ what }) => what)).toContain(`update approval ${fact} li`)
  const seen = (await viewOf(await bureau.seeing('li'), {
    ...{ kind: 'approval', key: fact },
  })) as ApprovalView
  expect(seen.excused).toMatchObject([{ name: '张可', matter: 'leave' }])
  expect(readable(renderCard(seen, { card: 'k3xabcdefg', revision: 1 }))).toContain(
    '张可** 那天已批准请假',
  )
  expect(await step('li', 'return', fact, { text: '张可已请假' })).toBe('fact-returned')
})

test('an objection counts until the last minute of its window, and not a minute after', async () => {
  const fact = await told()
  const objection = { whose: 'zhang', text: '在门口接人' }
  bureau.goTo('2025-09-17', '23:59')
  await effective('2025-09-17')
  expect(await stateOf(fact)).toBe('told')
  expect(await step('zhang', 'object', fact, objection)).toBe('fact-objected')
  bureau.goTo('2025-09-18', '00:01')
  await effective('2025-09-18')
  expect(await stateOf(fact)).toBe('objected')
  expect(await step('zhou', 'withdraw', fact, { text: '属实', whose: 'zhang' })).toBe(
    'fact-withdrawn',
  )
})

test('an objection beside the job that ends its window: the window is over, and it says so', async () => {
  const fact = await told()
  bureau.goTo('2025-09-18', '00:01')
  const objection = { whose: 'zhang', text: '在门口接人' }
  const [said] = await Promise.all([
    step('zhang', 'object', fact, objection),
    effective('2025-09-18'),
  ])
  expect(said).toMatch(/^refused:fact-(?:window-passed|stage-effective)$/)
  expect(await stateOf(fact)).toBe('effective')
})

test('two who write the same finding down at once have recorded it once', async () => {
  await check('dong', { late: '张可' })
  await check('zhou', { late: '张可' })
  const said = await Promise.all([send('dong'), send('zhou')])
  expect(said.filter((one) => one === 'attendance-sent')).toHaveLength(1)
  expect((await facts()).map(({ body }) => body.persons.join())).toEqual(['zhang'])
  const other = said.find((one) => one !== 'attendance-sent')
  expect(other).toMatch(/^(?:attendance-changed|refused:)/)
})
