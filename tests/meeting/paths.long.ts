import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { viewOf } from '../../src/flows/all.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { ApprovalView } from '../../src/flows/fact/views.js'
import type { Intent } from '../../src/flows/flow.js'
import { leaveFrom, meetingsSlice } from '../../src/flows/meeting/meetings.js'
import { leaveDatabase } from '../leave/bureau.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'

/** Paths through meetings besides those of `meeting.test.ts`. */
let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau
beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-10', '10:00')
  const words = {
    ...{ title: '局务会', at: '2025-09-12 09:00', place: '三楼会议室' },
    ...{ names: '张可、王珊、周毅', briefs: '', note: '' },
  }
  expect(await say('wu', { verb: 'meeting.call', words })).toBe('meeting-called')
  expect(await does('zhang', 'ask', { text: '到省厅评审' })).toBe('meeting-leave-asked')
})
afterAll(() => database.close())

const say = (who: string, intent: object): Promise<string> => press(bureau, who, intent as Intent)

async function last() {
  const { collected } = await bureau.seeing(null)
  return must([...collected.of(meetingsSlice).byId.values()].at(-1) ?? null, 'a meeting')
}

async function does(who: string, verb: string, more: object = {}): Promise<string> {
  return say(who, { verb: `meeting.${verb}`, meeting: (await last()).id, text: '', ...more })
}

/** Something about 张's leave from it. */
async function leave(who: string, verb: string, text = ''): Promise<string> {
  const meeting = await last()
  const { id } = must(leaveFrom(meeting, 'zhang'), 'a leave')
  return say(who, { verb: `meeting.${verb}`, leave: id, meeting: meeting.id, text })
}

const marks = (who: string, of: Record<string, string>): Promise<string> =>
  does(who, 'mark', { words: { absent: '', late: '', substituted: '', note: '清点', ...of } })

const facts = async () => [...(await bureau.seeing(null)).collected.of(factsSlice).byId.values()]

test('leave that is refused: who asked has to come, and is absent who does not', async () => {
  expect(await leave('li', 'refuse')).toBe('refused:chain-reason')
  expect(await leave('li', 'refuse', '您要汇报')).toBe('leave-refused')
  expect(await does('zhang', 'ask', { text: '还是去不了' })).toBe('refused:meeting-leave-there')
  bureau.goTo('2025-09-12', '09:40')
  expect(await marks('wu', { absent: '张可' })).toBe('meeting-marked-now')
  expect((await facts()).map(({ body }) => body.kind)).toEqual(['absent'])
})

test('leave that is taken back: one comes after all, and may ask anew', async () => {
  expect(await leave('zhang', 'withdraw')).toBe('meeting-leave-withdrawn')
  expect(await leave('li', 'agree')).toBe('refused:chain-ended-withdrawn')
  expect(await does('zhang', 'ask', { text: '还是去不了' })).toBe('meeting-leave-asked')
  expect(await leave('li', 'agree')).toBe('meeting-leave-approved')
  expect(await leave('zhang', 'withdraw')).toBe('meeting-leave-withdrawn')
  bureau.goTo('2025-09-12', '09:40')
  expect(await does('wu', 'as-expected')).toBe('meeting-marked-now')
  expect((await last()).marked?.excused).toEqual([])
})

test('leave that waits when the meeting is called off waits for nobody', async () => {
  expect(await does('wu', 'cancel', { text: '改期' })).toBe('meeting-cancelled-now')
  expect(await leave('li', 'agree')).toBe('refused:meeting-cancelled')
})

test('leave that is agreed to after who came was written down is pointed out on the card of the absence', async () => {
  bureau.goTo('2025-09-12', '09:40')
  expect(await marks('wu', { absent: '张可' })).toBe('meeting-marked-now')
  const [fact] = await facts()
  const { id } = must(fact ?? null, 'a fact')
  await bureau.haveCard('wu', 'approval', id)
  await bureau.notices()
  expect(await leave('li', 'agree')).toBe('meeting-leave-approved')
  expect((await bureau.notices()).map(({ what }) => what)).toContain(`update approval ${id} wu`)
  const seen = await viewOf(await bureau.seeing('wu'), { kind: 'approval', key: id })
  expect((seen as ApprovalView).excused).toEqual([{ name: '张可', matter: 'meeting', span: null }])
})

test('a meeting that is closed while leave from it is agreed: it is excused, or the card of the absence says so', async () => {
  bureau.goTo('2025-09-12', '09:40')
  const said = await Promise.all([leave('li', 'agree'), marks('wu', { absent: '张可' })])
  expect(said[0]).toBe('meeting-leave-approved')
  expect(['meeting-marked-now', 'refused:meeting-mark-excused']).toContain(said[1])
  const [fact] = await facts()
  expect(fact === undefined).toBe(said[1] !== 'meeting-marked-now')
  if (!fact) return
  const seen = await viewOf(await bureau.seeing('wu'), { kind: 'approval', key: fact.id })
  expect((seen as ApprovalView).excused).toMatchObject([{ name: '张可' }])
})
