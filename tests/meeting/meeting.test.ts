import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { renderCard } from '../../cards/render.js'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { allJobs, askKinds, viewOf } from '../../src/flows/all.js'
import { asksFor } from '../../src/flows/asks.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { Intent } from '../../src/flows/flow.js'
import type { MarkWords, MeetingWords } from '../../src/flows/meeting/intents.js'
import type { MeetingMarksView } from '../../src/flows/meeting/marks-view.js'
import { leaveFrom, meetingsSlice } from '../../src/flows/meeting/meetings.js'
import type { MeetingView } from '../../src/flows/meeting/views.js'
import { textsOf } from '../../src/flows/texts.js'
import { parseRoster } from '../../src/roster/roster.js'
import { replaceRoster } from '../../src/storage/roster-rows.js'
import { ask, decide, leaveDatabase, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import { person, type TestBureau, type testDatabase } from '../report/bureau.js'

type Database = Awaited<ReturnType<typeof testDatabase>>
let database: Database
let bureau: TestBureau

beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-10', '10:00')
})

afterAll(() => database.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)

const call = (who: string, of: Partial<MeetingWords> = {}): Promise<string> =>
  say(who, {
    verb: 'meeting.call',
    words: {
      ...{
        title: '局务会',
        at: '2025-09-12 09:00',
        place: '三楼会议室',
        names: '张可、王珊、周毅',
      },
      ...{ briefs: '', note: '' },
      ...of,
    },
  })

async function meetings() {
  return (await bureau.seeing(null)).collected.of(meetingsSlice)
}

async function last() {
  return must([...(await meetings()).byId.values()].at(-1) ?? null, 'a meeting')
}

/** Does something about the last meeting. */
async function does(who: string, verb: string, more: object = {}): Promise<string> {
  const { id } = await last()
  return say(who, { verb: `meeting.${verb}`, meeting: id, text: '', ...more })
}

const marks = (who: string, of: Partial<MarkWords>): Promise<string> =>
  does(who, 'mark', { words: { absent: '', late: '', substituted: '', note: '九点清点', ...of } })

/** Decides on somebody's leave from the last meeting. */
async function decides(who: string, whose: string, as = 'agree', text = ''): Promise<string> {
  const meeting = await last()
  const leave = must(leaveFrom(meeting, whose), 'a leave')
  return say(who, { verb: `meeting.${as}`, leave: leave.id, meeting: meeting.id, text })
}

async function view<V>(who: string | null, kind: string): Promise<V> {
  const seen = await viewOf(await bureau.seeing(who), { kind, key: (await last()).id })
  // Every state that people see can be drawn.
  expect(renderCard(seen, { card: 'k3xabcdefg', revision: 1 })).toMatchObject({ schema: '2.0' })
  return seen as V
}

const owes = async (who: string): Promise<string[]> =>
  asksFor(askKinds, await bureau.seeing(who), who)
    .filter(({ kind }) => kind.startsWith('meeting.'))
    .map(({ kind, due }) => `${kind} ${due}`)

async function facts() {
  const { collected } = await bureau.seeing(null)
  return [...collected.of(factsSlice).byId.values()].map(({ body, recordedBy }) =>
    [body.kind, body.persons.join(), body.occasion ?? '-', recordedBy].join(' '),
  )
}

const run = (name: string, on: string) =>
  bureau.job((ctx) =>
    must(
      allJobs.find((job) => job.name === name),
      name,
    ).run(ctx, on, null),
  )

describe('a meeting', () => {
  test('is told to everybody who is named, in working hours, and at once where it is before the next morning', async () => {
    expect(await call('li', { names: '张可、规划处', briefs: '孙晴' })).toBe('meeting-called')
    const { id, persons, briefDue } = await last()
    expect([...persons].sort()).toEqual(['sun', 'zhang', 'zhou'])
    expect(briefDue).toBe('2025-09-15')
    expect((await bureau.delivered()).filter((each) => each.startsWith('send meeting '))).toEqual(
      ['sun', 'zhang', 'zhou'].map((who) => `send meeting ${id} ${who}`),
    )
    expect((await view<MeetingView>('zhang', 'meeting')).meeting.enter).toBe('08:50～08:55')
    expect(await view(null, 'meeting')).toMatchObject({ kind: 'gone' })
    expect(await view('wang', 'meeting')).toMatchObject({ kind: 'gone' })

    bureau.goTo('2025-09-10', '20:00')
    await call('li', { names: '王珊', at: '2025-09-12 09:00' })
    expect(await bureau.delivered()).not.toContain(`send meeting ${(await last()).id} wang`)
    await call('li', { names: '王珊', at: '2025-09-11 08:30' })
    expect(await bureau.delivered()).toContain(`send meeting ${(await last()).id} wang`)
  })

  test('names people as they stand in the roster: who left is nobody, whoever may not call is told so', async () => {
    expect(await call('zhang')).toBe('refused:not-allowed')
    expect(await call('li', { names: '张可、无此人' })).toBe('refused:names-nobody')
    expect(await call('li', { at: '2025-09-10 09:59' })).toBe('refused:meeting-past')
    expect(await call('li', { briefs: '陈志' })).toBe('refused:meeting-brief-who')
    expect((await meetings()).byId.size).toBe(0)
  })

  test('that the platform does not bring to somebody is told to who called it', async () => {
    await call('li')
    const { id } = await last()
    await bureau.delivered(({ what }) => !what.endsWith(' wang'))
    expect((await view<MeetingView>('li', 'meeting')).keeping?.unreached).toEqual(['王珊'])
    expect(await bureau.delivered()).toContain(`send meeting ${id} li`)
  })

  test('is called off before it begins, and nobody writes down who came', async () => {
    await call('li')
    const { id } = await last()
    await bureau.delivered()
    expect(await does('zhang', 'cancel', { text: '不去' })).toBe('refused:meeting-not-yours')
    expect(await does('li', 'cancel', { text: '改期' })).toBe('meeting-cancelled-now')
    expect(await bureau.delivered()).toContain(`send meeting ${id} zhang`)
    expect((await view<MeetingView>('zhang', 'meeting')).meeting.reason).toBe('改期')
    bureau.goTo('2025-09-12', '09:00')
    // The card that was on its way says nothing.
    expect(await view('li', 'meeting-marks')).toMatchObject({ kind: 'gone' })
    expect(await owes('li')).toEqual([])
    expect(await does('li', 'as-expected')).toBe('refused:meeting-cancelled')
  })
})

describe('leave from a meeting', () => {
  test('goes by the chain of the half day, is told to who called it, and excuses', async () => {
    await call('chen')
    expect(await does('zhang', 'ask', { text: '出差' })).toBe('meeting-leave-asked')
    expect(await owes('li')).toEqual(['meeting.decide 2025-09-12'])
    expect(await does('zhang', 'ask', { text: '出差' })).toBe('refused:meeting-leave-there')
    expect(await decides('chen', 'zhang')).toBe('refused:chain-not-yours')
    expect(await decides('li', 'zhang', 'return')).toBe('refused:chain-reason')
    expect(await decides('li', 'zhang', 'return', '写清去哪里')).toBe('leave-returned')
    expect(await does('zhang', 'ask', { text: '到省厅评审' })).toBe('meeting-leave-asked')
    await bureau.delivered()
    expect(await decides('li', 'zhang')).toBe('meeting-leave-approved')
    const { id } = await last()
    expect(await bureau.delivered()).toEqual(
      expect.arrayContaining([`send meeting ${id} zhang`, `send meeting ${id} chen`]),
    )
    expect((await view<MeetingView>('chen', 'meeting')).keeping?.leaves).toEqual(['张可'])
    bureau.goTo('2025-09-12', '09:30')
    expect(await marks('chen', { late: '张可' })).toBe('refused:meeting-mark-excused')
    expect(await does('chen', 'as-expected')).toBe('meeting-marked-now')
    expect((await last()).marked?.excused).toEqual(['zhang'])
    expect(await facts()).toEqual([])
  })

  test('is asked of who has the post while the decider is away, and says in whose place', async () => {
    expect(await ask(bureau, 'li', { from: '2025-09-10', handover: 'wang' })).toBe('leave-asked')
    expect(await decide(bureau, 'chen', { on: 'li' })).toBe('leave-approved')
    await call('chen', { names: '张可、周毅' })
    expect(await does('zhang', 'ask', { text: '出差' })).toBe('meeting-leave-asked')
    const [one] = asksFor(askKinds, await bureau.seeing('wang'), 'wang').filter(
      ({ kind }) => kind === 'meeting.decide',
    )
    expect(one?.instead).toBe('li')
    expect(await viewOf(await bureau.seeing('wang'), { kind: 'home', key: 'home' })).toMatchObject({
      tasks: expect.arrayContaining([
        expect.objectContaining({
          instead: '李群',
          says: expect.objectContaining({ code: 'ask-meeting-leave' }),
        }),
      ]),
    })
  })

  test('altogether excuses for its half days alone', async () => {
    for (const [who, ends] of [
      ['zhang', 'noon'],
      ['wang', 'evening'],
    ] as const) {
      await ask(bureau, who, { from: '2025-09-12', ends })
      await decide(bureau, 'li', { on: who })
    }
    await call('wu', { at: '2025-09-12 15:00' })
    bureau.goTo('2025-09-12', '15:30')
    expect(await marks('wu', { absent: '张可' })).toBe('meeting-marked-now')
    expect((await last()).marked).toMatchObject({ absent: ['zhang'], excused: ['wang'] })
  })

  test('of two who decide at once is decided by one', async () => {
    await call('chen')
    await does('zhang', 'ask', { text: '出差' })
    const both = await Promise.all([
      decides('li', 'zhang'),
      decides('li', 'zhang', 'refuse', '要到会'),
    ])
    expect(both.filter((each) => !each.startsWith('refused:'))).toHaveLength(1)
    expect(both.find((each) => each.startsWith('refused:chain-ended-'))).toBeDefined()
  })

  test('has a reason that nobody but the chain reads, and that is erased when its time is over', async () => {
    await call('chen')
    await does('zhang', 'ask', { text: '陪家人就医' })
    await decides('li', 'zhang')
    const { id } = must(leaveFrom(await last(), 'zhang'), 'a leave')
    const text = async () => (await textsOf(bureau.storage.read, [id], ['reason'])).get(id)?.reason
    expect(JSON.stringify(await view('chen', 'meeting'))).not.toContain('就医')
    bureau.goTo('2026-09-12', '00:30')
    await run('meeting-leave-erase', '2026-09-12')
    expect(await text()).toBe('陪家人就医')
    bureau.goTo('2026-09-13', '00:30')
    await run('meeting-leave-erase', '2026-09-13')
    expect((await text()) ?? '').toBe('')
    expect((await view<MeetingView>('zhang', 'meeting')).own?.leave?.reason).toBeNull()
    await run('meeting-leave-erase', '2026-09-13')
    expect((await last()).leaves).toHaveLength(1)
  })
})

describe('who came', () => {
  test('as expected is one press, and makes nothing', async () => {
    await call('li')
    expect(await does('li', 'as-expected')).toBe('refused:meeting-early')
    expect(await owes('li')).toEqual([])
    bureau.goTo('2025-09-12', '09:05')
    expect(await owes('li')).toEqual(['meeting.mark 2025-09-15'])
    expect(await does('li', 'as-expected')).toBe('meeting-marked-now')
    expect(await does('zhou', 'as-expected')).toBe('refused:meeting-marked')
    expect(await owes('li')).toEqual([])
    expect(await facts()).toEqual([])
  })

  test('with exceptions proposes a fact for each without leave, and it goes the way of facts', async () => {
    await call('wu', { names: '张可、王珊、周毅、赵敏' })
    bureau.goTo('2025-09-12', '09:40')
    expect(await marks('wu', { absent: '张可', late: '王珊', note: '' })).toBe(
      'refused:meeting-mark-note',
    )
    expect(await facts()).toEqual([])
    expect(await marks('wu', { absent: '张可', late: '王珊' })).toBe('meeting-marked-now')
    expect(await facts()).toEqual(['absent zhang meeting wu', 'late wang meeting wu'])
    const { marked } = await view<MeetingMarksView>('wu', 'meeting-marks')
    expect(marked).toMatchObject({ came: 3, absent: ['张可'], late: ['王珊'] })
    const all = [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()]
    const { id } = must(all[0] ?? null, 'a fact')
    const texts = await textsOf(bureau.storage.read, [id], ['note'])
    expect(texts.get(id)?.note).toBe('局务会（09:00）没有到；九点清点')
    // Nothing counts and nobody is told before it is approved.
    expect(all.map(({ charges }) => [...charges.values()].map(({ state }) => state))).toEqual([
      [],
      [],
    ])
  })

  test('whoever alone would approve it leaves it to the office, which finds the meeting', async () => {
    await call('chen')
    bureau.goTo('2025-09-12', '09:40')
    expect(await marks('chen', { absent: '张可' })).toBe('refused:meeting-mark-other')
    const { id } = await last()
    const mine = await viewOf(await bureau.seeing('zhou'), { kind: 'meetings', key: 'mine' })
    expect(mine).toMatchObject({ toMark: [{ id }] })
    expect(await marks('zhou', { absent: '张可' })).toBe('meeting-marked-now')
    expect(await facts()).toEqual(['absent zhang meeting zhou'])
  })

  test('is left to the office too where somebody else verifies, and who marks would approve it alone', async () => {
    const hosts = person('dong', '董清', 'party', [{ role: 'hosting-office' }])
    const other = await leaveDatabase(workRules(), [hosts])
    try {
      bureau = await other.newBureau()
      bureau.goTo('2025-09-10', '10:00')
      await call('chen')
      bureau.goTo('2025-09-12', '09:40')
      expect(await marks('chen', { absent: '张可' })).toBe('refused:meeting-mark-other')
      expect(await marks('dong', { absent: '张可' })).toBe('meeting-marked-now')
    } finally {
      await other.close()
    }
  }, 60_000)

  test('somebody sent is not who was named: by the rules that is absence', async () => {
    await call('wu')
    bureau.goTo('2025-09-12', '09:40')
    await marks('wu', { substituted: '张可' })
    expect(await facts()).toEqual(['absent zhang meeting wu'])
  })

  test('what is recorded already is not proposed again, and who left since is not missed', async () => {
    await call('wu', { names: '张可、王珊' })
    bureau.goTo('2025-09-12', '09:10')
    await say('zhou', {
      verb: 'attendance.check',
      words: {
        ...{ day: '2025-09-12', occasion: 'meeting', note: '点名' },
        names: { absent: '张可' },
      },
    })
    const seen = await viewOf(await bureau.seeing('zhou'), { kind: 'attendance', key: 'new' })
    const { step } = seen as unknown as { step: { shown: string } }
    const answers = { who: {}, reason: {} }
    await say('zhou', { verb: 'attendance.send', shown: step.shown, answers })
    await leaves('wang', '2025-09-11')
    expect(await marks('wu', { absent: '王珊' })).toBe('refused:names-nobody')
    expect(await marks('wu', { absent: '张可' })).toBe('meeting-marked-now')
    expect(await facts()).toEqual(['absent zhang meeting zhou'])
    expect((await last()).marked).toMatchObject({ absent: ['zhang'], left: ['wang'] })
  })

  test('of a second meeting on a day is a fact of its own: each is missed by itself', async () => {
    await call('wu', { names: '张可、王珊' })
    bureau.goTo('2025-09-12', '09:10')
    expect(await marks('wu', { absent: '张可', late: '王珊' })).toBe('meeting-marked-now')
    await call('wu', { at: '2025-09-12 15:00', names: '张可、王珊' })
    bureau.goTo('2025-09-12', '15:10')
    expect(await marks('wu', { absent: '张可' })).toBe('meeting-marked-now')
    expect(await facts()).toEqual([
      'absent zhang meeting wu',
      'late wang meeting wu',
      'absent zhang meeting wu',
    ])
  })

  test('of two who write it down at once one does', async () => {
    await call('chen')
    bureau.goTo('2025-09-12', '09:40')
    const both = await Promise.all([does('chen', 'as-expected'), marks('zhou', { late: '张可' })])
    expect(both.filter((each) => each === 'meeting-marked-now')).toHaveLength(1)
    expect(both).toContain('refused:meeting-marked')
  })

  test('where nobody counts it is only written down', async () => {
    bureau.goTo('2026-01-05', '10:00')
    await call('wu', { at: '2026-01-06 09:00' })
    bureau.goTo('2026-01-06', '10:00')
    expect(await marks('wu', { absent: '张可' })).toBe('meeting-marked-now')
    expect(await facts()).toEqual([])
    expect((await last()).marked?.absent).toEqual(['zhang'])
  })
})

describe('the report after a meeting', () => {
  test('is asked of who was named and came, goes to who leads the unit, and is read', async () => {
    await call('wu', { briefs: '张可、王珊' })
    bureau.goTo('2025-09-12', '10:30')
    expect(await owes('zhang')).toEqual(['meeting.brief 2025-09-15'])
    await marks('wu', { absent: '王珊' })
    expect(await owes('wang')).toEqual([])
    expect(await does('wang', 'brief', { text: '没有去' })).toBe('refused:meeting-brief-not-asked')
    const { id } = await last()
    await bureau.delivered()
    expect(await does('zhang', 'brief', { text: '月底前完成自查' })).toBe('meeting-briefed')
    expect(await bureau.delivered()).toContain(`send meeting-brief ${id}/zhang chen`)
    expect(await does('chen', 'read', { whose: 'zhang' })).toBe('meeting-brief-read-now')
    expect((await view<MeetingView>('zhang', 'meeting')).own?.brief?.given).toMatchObject({
      ...{ late: false, readBy: ['陈志'], text: '月底前完成自查' },
    })
    expect((await meetings()).open.size).toBe(0)
  })

  test('is late after its day, and who owes it is reminded that morning', async () => {
    await call('chen', { briefs: '张可' })
    bureau.goTo('2025-09-12', '10:30')
    await does('chen', 'as-expected')
    await bureau.delivered()
    bureau.goTo('2025-09-15', '08:45')
    await run('meeting-remind', '2025-09-15')
    expect(await bureau.delivered()).toEqual([`send meeting ${(await last()).id} zhang`])
    bureau.goTo('2025-09-16', '09:00')
    await does('zhang', 'brief', { text: '迟了' })
    expect((await last()).briefed.get('zhang')?.late).toBe(true)
  })
})

describe('under other rules', () => {
  beforeEach(async () => {
    bureau = await database.newBureau([], [], workRules('hexi-district'))
    bureau.goTo('2025-09-10', '10:00')
  })

  test('other people call, the last level alone decides, a substitute and lateness are written down, and all report', async () => {
    expect(await call('zheng')).toBe('refused:not-allowed')
    expect(await call('li', { names: '张可、王珊、李群' })).toBe('meeting-called')
    expect((await view<MeetingView>('zhang', 'meeting')).meeting.enter).toBe('')
    expect(await does('zhang', 'ask', { text: '出差' })).toBe('meeting-leave-asked')
    expect(await decides('li', 'zhang')).toBe('refused:chain-not-yours')
    await bureau.delivered()
    expect(await decides('chen', 'zhang')).toBe('meeting-leave-approved')
    // The head only learns of it.
    const { id } = must(leaveFrom(await last(), 'zhang'), 'a leave')
    expect(await bureau.delivered()).toContain(`send meeting-leave ${id} li`)
    bureau.goTo('2025-09-12', '09:40')
    expect(await marks('li', { substituted: '王珊' })).toBe('meeting-marked-now')
    expect(await facts()).toEqual([])
    expect(await owes('li')).toEqual(['meeting.brief 2025-09-16'])
    expect(await owes('wang')).toEqual([])
  })
})

/** Somebody leaves the bureau: the day is the last. */
async function leaves(who: string, on: string): Promise<void> {
  const { history } = (await bureau.seeing(null)).bureau
  const people = history.people.map((each) =>
    each.id === who
      ? { ...each, memberships: each.memberships.map((one) => ({ ...one, to: day(on) })) }
      : each,
  )
  const body = JSON.parse(JSON.stringify(parseRoster({ ...history, people })))
  await bureau.storage.transact('work', (tx) => replaceRoster(tx, bureau.id, body))
}
