import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { viewOf } from '../../src/flows/all.js'
import { officeAsks } from '../../src/flows/docket/asks.js'
import { dueOf } from '../../src/flows/docket/clock.js'
import type { DocketsView } from '../../src/flows/docket/list.js'
import { attachToDocket } from '../../src/flows/docket/papers.js'
import type { Intent } from '../../src/flows/flow.js'
import { ask, decide, leaveDatabase, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import { person, type TestBureau } from '../report/bureau.js'
import { act, last, register, seen, waitsFor } from './bureau.js'
import { complain, lastComplaint, prove } from './complaints.js'

/** Paths through matters with a time limit besides those of `docket.test.ts`. */
let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau
beforeAll(async () => {
  const dong = person('dong', '董清', 'planning', [{ role: 'discipline-team' }])
  database = await leaveDatabase(workRules(), [dong])
}, 60_000)
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-08', '10:00')
})
afterAll(() => database.close())

const longer = (to = '2025-11-20') =>
  act(bureau, 'zhang', 'extend', { to, told: 'yes', text: '要审计' })
const dueDay = async () => dueOf(await last(bureau), bureau.calendar)?.day

describe('a longer time', () => {
  beforeEach(async () => {
    await register(bureau, 'zhou')
    expect(await longer()).toBe('docket-extend-asked')
  })

  test('that is refused may be asked for anew before the day, with another reason', async () => {
    expect(await act(bureau, 'chen', 'refuse', { text: '按期办' })).toBe('docket-extend-not')
    expect((await seen(bureau, 'zhang'))?.docket).toMatchObject({ late: false })
    expect(await longer('2025-11-10')).toBe('docket-extend-asked')
    expect(await act(bureau, 'chen', 'agree')).toBe('docket-extend-agreed')
    expect(await dueDay()).toBe('2025-11-10')
  })

  test('waits for nobody once the matter is dropped', async () => {
    expect(await waitsFor(bureau, 'chen')).toEqual(['docket.office ask-docket-extend'])
    expect(await act(bureau, 'zhou', 'drop', { text: '来信撤回' })).toBe('docket-now-dropped')
    expect(await waitsFor(bureau, 'chen')).toEqual([])
    expect(await act(bureau, 'chen', 'agree')).toBe('refused:docket-over')
  })

  test('waits for nobody once the matter is done without it', async () => {
    expect(await act(bureau, 'zhang', 'answer', { text: '已书面答复' })).toBe('docket-answered')
    expect(await act(bureau, 'li', 'confirm')).toBe('docket-done')
    expect(officeAsks.open(await bureau.seeing('chen'), {})).toEqual([])
    expect(await act(bureau, 'chen', 'agree')).toBe('refused:docket-over')
  })

  test('that two may agree to at once is agreed to by one', async () => {
    await ask(bureau, 'chen', { from: '2025-09-09', handover: 'zheng' })
    expect(await decide(bureau, 'wu', { on: 'chen' })).toBe('leave-approved')
    bureau.goTo('2025-09-09', '10:00')
    const said = await Promise.all([act(bureau, 'chen', 'agree'), act(bureau, 'zheng', 'agree')])
    expect(said.sort()).toEqual(['docket-extend-agreed', 'refused:chain-ended-approved'])
    expect(await dueDay()).toBe('2025-11-20')
  })

  test('that is agreed to while the owner says it is done: both stand, the answer in time', async () => {
    const said = await Promise.all([
      act(bureau, 'chen', 'agree'),
      act(bureau, 'zhang', 'answer', { text: '已书面答复' }),
    ])
    expect(said).toEqual(['docket-extend-agreed', 'docket-answered'])
    expect((await seen(bureau, 'zhang'))?.docket.late).toBe(false)
  })
})

test('what was sent back to the owner waits for them anew, and is confirmed at the second time', async () => {
  await register(bureau, 'zhou', { kind: 'assignment' })
  await act(bureau, 'zhang', 'answer', { text: '办了' })
  expect(await act(bureau, 'li', 'back', { text: '附上批件' })).toBe('docket-sent-back')
  expect(await waitsFor(bureau, 'zhang')).toEqual(['docket.do ask-docket 2025-09-15'])
  expect(await act(bureau, 'zhang', 'answer', { text: '批件附上了' })).toBe('docket-answered')
  expect(await act(bureau, 'li', 'confirm')).toBe('docket-done')
})

test('who hands a matter on while its owner says it is done: the new owner has it, or it is answered', async () => {
  await register(bureau, 'zhou', { kind: 'assignment' })
  const said = await Promise.all([
    act(bureau, 'li', 'place', { owner: '王珊', assistants: '', text: '张可出差' }),
    act(bureau, 'zhang', 'answer', { text: '办了' }),
  ])
  const { state, person: owner } = await last(bureau)
  const answered = said[1] === 'docket-answered'
  expect(said.filter((one) => !one.startsWith('refused:'))).toHaveLength(1)
  expect([state === 'answered', owner]).toEqual([answered, answered ? 'zhang' : 'wang'])
})

test('the register is turned page by page, shown by what is late alone, and sent as a sheet', async () => {
  for (let at = 0; at < 10; at++) {
    expect(await register(bureau, 'zhou', { title: `第${at}件`, kind: 'assignment' })).toBe(
      'docket-registered',
    )
  }
  const turn = (page: number, show: string): Promise<string> =>
    press(bureau, 'zhou', { verb: 'dockets.page', key: 'all', page, show } as Intent)
  const rows = async () => {
    const view = await viewOf(await bureau.seeing('zhou'), { kind: 'dockets', key: 'all' })
    return (view as DocketsView).rows.length
  }
  expect([await rows(), await turn(1, 'open'), await rows()]).toEqual([8, 'refreshed', 2])
  expect([await turn(0, 'late'), await rows()]).toEqual(['refreshed', 0])
  expect(await press(bureau, 'zhou', { verb: 'dockets.export' } as Intent)).toBe('docket-sheet')
})

test('a paper of a matter is opened by who has it and who keeps it, and by nobody else', async () => {
  await register(bureau, 'zhou')
  expect(await act(bureau, 'zhang', 'papers')).toBe('docket-file-waits')
  const kept = { name: '答复.pdf', sha256: '3'.repeat(64), size: 3, mediaType: 'application/pdf' }
  expect(await bureau.act('zhang', (ctx) => attachToDocket(ctx, kept))).toBe('docket-filed')
  const [file = ''] = (await last(bureau)).files
  const open = (who: string) => press(bureau, who, { verb: 'docket.file', file } as Intent)
  for (const who of ['zhang', 'zhou', 'li']) expect(await open(who)).toBe('file-sent')
  expect(await open('sun')).toBe('refused:gone')
})

test('a second complaint is written down after the first, and what proves one is opened by who hears it', async () => {
  expect(await complain(bureau, '张可')).toBe('complaint-kept')
  await prove(bureau)
  const [file = ''] = (await lastComplaint(bureau)).files
  const open = (who: string) => press(bureau, who, { verb: 'complaint.file', file } as Intent)
  expect([await open('dong'), await open('zhang')]).toEqual(['file-sent', 'refused:gone'])
  expect(await press(bureau, 'dong', { verb: 'complaint.again' } as Intent)).toBe('refreshed')
  expect(await complain(bureau, '王珊')).toBe('complaint-kept')
})
