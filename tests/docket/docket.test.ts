import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { addDays, day } from '../../src/base/day.js'
import { newId } from '../../src/base/ids.js'
import { askKinds, viewOf } from '../../src/flows/all.js'
import { eraseJob } from '../../src/flows/complaint/jobs.js'
import type { ComplaintsView } from '../../src/flows/complaint/views.js'
import { askJobs } from '../../src/flows/ask-jobs.js'
import { doAsks, judgeAsks, officeAsks } from '../../src/flows/docket/asks.js'
import { dueOf } from '../../src/flows/docket/clock.js'
import { type DocketsCollected, docketsSlice } from '../../src/flows/docket/dockets.js'
import type { DocketsView } from '../../src/flows/docket/list.js'
import { docketSheet } from '../../src/flows/docket/sheet.js'
import type { DocketFormView } from '../../src/flows/docket/views.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import { rosterOn } from '../../src/roster/roster.js'
import type { Intent } from '../../src/flows/flow.js'
import { personalTexts } from '../../src/storage/personal-texts.js'
import { verifyChain } from '../../src/storage/chain.js'
import { ask, decide, leaveDatabase, workRules } from '../leave/bureau.js'
import { press } from '../pressing.js'
import { person, type TestBureau } from '../report/bureau.js'
import { act, last, outcomeOf, register, seen, waitsFor, words } from './bureau.js'
import { complain, complaintSeen, find, lastComplaint, prove } from './complaints.js'

let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  // Who hears complaints.
  const dong = person('dong', '董清', 'planning', [{ role: 'discipline-team' }])
  database = await leaveDatabase(workRules(), [dong])
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-08', '10:00')
})

afterAll(() => database.close())

async function facts() {
  const { collected } = await bureau.seeing(null)
  return [...collected.of(factsSlice).byId.values()]
}

async function dueDay(): Promise<string | null> {
  const docket = await last(bureau)
  return dueOf(docket, bureau.calendar)?.day ?? null
}

describe('a matter', () => {
  // Received on Monday 8 September 2025; 28 September and 11 October are worked, 1 to 8 October are not.
  const dueDays: [kind: string, of: { explicit?: string }, due: string | null][] = [
    ['instruction-dated', { explicit: '2025-09-19' }, '2025-09-19'],
    ['instruction', {}, '2025-10-08'],
    ['instruction-urgent', {}, '2025-09-11'],
    ['instruction-safety', {}, '2025-09-15'],
    ['instruction-complex', {}, '2025-12-08'],
    ['service', { explicit: '2025-09-12' }, '2025-09-12'],
    ['superior', {}, '2025-09-28'],
    ['superior', { explicit: '2025-09-17' }, '2025-09-17'],
    ['assignment', {}, '2025-09-15'],
    ['assignment-overall', {}, '2025-09-11'],
    ['assignment-important', {}, '2025-09-09'],
    ['emergency', {}, null],
    ['letter', {}, '2025-10-24'],
  ]
  test('of each kind is due as the card said before it was sent', async () => {
    for (const [kind, of, due] of dueDays) {
      const look = { verb: 'docket.look', shown: '', words: words({ kind, ...of }) } as Intent
      expect(await press(bureau, 'zhou', look), kind).toBe(
        due === null ? 'docket-look-fast' : 'docket-look',
      )
      const form = await viewOf(await bureau.seeing('zhou'), { kind: 'docket-form', key: 'new' })
      expect((form as DocketFormView).step, kind).toMatchObject({ reckoned: { due } })
      expect(await register(bureau, 'zhou', { kind, ...of }), kind).toBe('docket-registered')
      expect(await dueDay(), kind).toBe(due)
    }
    const due = dueDays.map(([, , day]) => `docket.do ask-docket ${day ?? ''}`.trim())
    expect((await waitsFor(bureau, 'zhang')).sort()).toEqual(due.sort())
  })

  test('is shown with its day first where the card did not reckon it yet', async () => {
    const whole = words({ kind: 'assignment' })
    const intent = { verb: 'docket.submit', shown: 'letter,,', words: whole } as Intent
    expect(await press(bureau, 'zhou', intent)).toBe('docket-look')
    const { collected } = await bureau.seeing(null)
    expect(collected.of(docketsSlice).byId.size).toBe(0)
  })

  test('is told to who has it and who helps, answered, confirmed by the head, and then done', async () => {
    await bureau.notices()
    await register(bureau, 'zhou', { kind: 'assignment', assistants: '王珊、规划处' })
    const { id } = await last(bureau)
    const told = (await bureau.notices()).map(({ what }) => what)
    expect(told).toEqual([`send docket ${id} wang`, `send docket ${id} zhang`])
    expect(await act(bureau, 'wang', 'answer', { text: '办了' })).toBe('refused:docket-not-yours')
    expect(await act(bureau, 'zhang', 'answer', { text: '办了' })).toBe('docket-answered')
    expect(await waitsFor(bureau, 'zhang')).toEqual([])
    expect(await waitsFor(bureau, 'li')).toEqual(['docket.office ask-docket-confirm'])
    expect(await act(bureau, 'li', 'back', { text: '没有附件' })).toBe('docket-sent-back')
    expect(await act(bureau, 'zhang', 'answer', { text: '补了' })).toBe('docket-answered')
    expect(await act(bureau, 'li', 'confirm')).toBe('docket-done')
    expect(await act(bureau, 'zhang', 'answer', { text: '又办' })).toBe('refused:docket-over')
    const view = await seen(bureau, 'zhou')
    expect(view?.docket.trail.map(({ what, text }) => `${what} ${text}`)).toEqual([
      'docket.registered ',
      'docket.answered 办了',
      'docket.sent-back 没有附件',
      'docket.answered 补了',
      'docket.confirmed ',
    ])
    expect(await seen(bureau, 'he')).toBeNull()
  })

  test('goes to a unit’s head, who hands it on with a reason; the trace says who had it', async () => {
    await register(bureau, 'zhou', { owner: '综合处' })
    expect(await waitsFor(bureau, 'li')).toEqual(['docket.do ask-docket 2025-10-24'])
    const to = { owner: '王珊', assistants: '', text: '她熟悉' }
    expect(await act(bureau, 'zhang', 'place', to)).toBe('refused:gone')
    expect(await act(bureau, 'li', 'place', to)).toBe('docket-placed')
    expect(await waitsFor(bureau, 'wang')).toEqual(['docket.do ask-docket 2025-10-24'])
    expect(await waitsFor(bureau, 'li')).toEqual([])
    expect(await act(bureau, 'li', 'place', to)).toBe('refused:docket-same')
    expect((await seen(bureau, 'li'))?.docket.trail.at(-1)).toMatchObject({ text: '她熟悉' })
  })

  test('of somebody who left waits for the head of the unit, and nobody who left is given one', async () => {
    await register(bureau, 'zhou')
    const situation = await bureau.seeing('zhou')
    const people = situation.bureau.history.people.map((one) =>
      one.id === 'zhang'
        ? {
            ...one,
            memberships: [{ unit: 'general', from: day('2025-01-01'), to: day('2025-09-07') }],
          }
        : one,
    )
    const roster = rosterOn({ ...situation.bureau.history, people }, situation.today)
    const left = { ...situation, bureau: { ...situation.bureau, roster } }
    expect(doAsks.open(left, {}).map(({ who }) => who)).toEqual(['li'])
    expect(doAsks.open(left, { person: 'li' }).map(({ who }) => who)).toEqual(['li'])
    expect(doAsks.open(left, { person: 'zhang' })).toEqual([])
    expect(await register(bureau, 'zhou', { owner: '无此人' })).toBe('refused:docket-owner')
  })

  test('of somebody on leave waits for who has the post, who answers it in their place', async () => {
    await register(bureau, 'zhou')
    await ask(bureau, 'zhang', { from: '2025-09-09', handover: 'wang' })
    await decide(bureau, 'li', { on: 'zhang' })
    expect(await waitsFor(bureau, 'wang')).toEqual([])
    bureau.goTo('2025-09-09', '10:00')
    expect(await waitsFor(bureau, 'wang')).toEqual(['docket.do ask-docket 2025-10-24'])
    expect(await act(bureau, 'wang', 'answer', { text: '已答复' })).toBe('docket-answered')
    expect((await seen(bureau, 'li'))?.docket.trail.at(-1)?.by).toBe('王珊（代张可）')
  })

  test('stands still while it is paused, and its day moves by as long', async () => {
    await register(bureau, 'zhou', { kind: 'assignment' })
    bureau.goTo('2025-09-09', '10:00')
    expect(await act(bureau, 'zhou', 'pause', { text: '等材料' })).toBe('docket-now-paused')
    expect([await dueDay(), await waitsFor(bureau, 'zhang')]).toEqual([null, []])
    bureau.goTo('2025-09-17', '10:00')
    expect(await act(bureau, 'zhang', 'answer', { text: '好了' })).toBe('refused:docket-paused')
    expect(await act(bureau, 'zhou', 'resume')).toBe('docket-now-resumed')
    // Six working days later than 15 September.
    expect(await dueDay()).toBe('2025-09-23')
    expect(await act(bureau, 'zhou', 'drop', { text: '撤回' })).toBe('docket-now-dropped')
    expect(await waitsFor(bureau, 'zhang')).toEqual([])
  })

  test('is registered by a head for the own unit alone', async () => {
    const of = { kind: 'superior' }
    expect(await register(bureau, 'li', { ...of, owner: '王珊' })).toBe('docket-registered')
    expect(await register(bureau, 'li', { ...of, owner: '孙晴' })).toBe('refused:docket-owner-unit')
    expect(await register(bureau, 'zhang', of)).toBe('refused:docket-kind')
    expect(await register(bureau, 'li', { kind: 'instruction' })).toBe('refused:docket-kind')
  })

  test('is not registered with a day or time that is none, or has not come', async () => {
    const bad: [Parameters<typeof register>[2], string][] = [
      [{ received: '2025-09-08 10:01' }, 'docket-received-future'],
      [{ received: '２０２５-０９-０８ 09:00' }, 'docket-received'],
      [{ received: '2025-02-30 09:00' }, 'docket-received'],
      [{ explicit: '２０２５-０９-１９' }, 'docket-explicit'],
      [{ explicit: '2025-09-05' }, 'docket-explicit'],
      [{ kind: 'service' }, 'docket-explicit'],
    ]
    for (const [of, code] of bad) expect(await register(bureau, 'zhou', of)).toBe(`refused:${code}`)
  })

  test('has its owner reminded when half of its time is over and on its last day, and on no other', async () => {
    await register(bureau, 'zhou')
    const situation = await bureau.seeing('zhou')
    const days = Array.from({ length: 60 }, (_, at) => addDays(day('2025-09-08'), at))
    const reminded = days.filter((occasion) => doAsks.open(situation, { occasion }).length > 0)
    expect(reminded).toEqual(['2025-09-28', '2025-10-24'])
    const [job] = askJobs([doAsks]).filter(({ name }) => name === 'docket.do.remind')
    await bureau.notices()
    bureau.goTo('2025-09-28', '08:50')
    await bureau.job((ctx) => must(job, 'a job').run(ctx, '2025-09-28', null))
    expect((await bureau.notices()).map(({ what }) => what)).toEqual([
      `send docket ${(await last(bureau)).id} zhang`,
    ])
  })
})

describe('a longer time', () => {
  const longer = (to: string, more = {}) =>
    act(bureau, 'zhang', 'extend', { to, told: 'yes', text: '要审计', ...more })

  beforeEach(() => register(bureau, 'zhou'))

  test('is decided on by the leader in charge, once, and never beyond the most', async () => {
    expect(await longer('2025-12-06')).toBe('refused:docket-beyond')
    expect(await longer('2025-12-05', { told: 'no' })).toBe('refused:docket-told')
    expect(await act(bureau, 'wang', 'extend', { to: '2025-12-05', told: 'yes' })).toBe(
      'refused:gone',
    )
    expect(await longer('2025-12-05')).toBe('docket-extend-asked')
    expect(await longer('2025-12-05')).toBe('refused:docket-extending')
    expect(await waitsFor(bureau, 'chen')).toEqual(['docket.office ask-docket-extend'])
    expect(await act(bureau, 'li', 'agree')).toBe('refused:chain-not-yours')
    expect(await act(bureau, 'chen', 'agree')).toBe('docket-extend-agreed')
    expect(await dueDay()).toBe('2025-12-05')
    expect(await act(bureau, 'chen', 'agree')).toBe('refused:chain-ended-approved')
    expect(await longer('2025-12-05')).toBe('refused:docket-extended')
  })

  test('that was sent back is asked for anew; that is refused leaves the day', async () => {
    expect(await longer('2025-11-20')).toBe('docket-extend-asked')
    expect(await act(bureau, 'chen', 'return', { text: '写明原因' })).toBe('docket-extend-not')
    expect(await longer('2025-11-20')).toBe('docket-extend-asked')
    expect(await act(bureau, 'chen', 'refuse', { text: '按期办' })).toBe('docket-extend-not')
    expect(await dueDay()).toBe('2025-10-24')
    expect(officeAsks.open(await bureau.seeing('chen'), {})).toEqual([])
  })

  test('is not asked for when it is over', async () => {
    bureau.goTo('2025-10-28', '09:00')
    expect(await longer('2025-11-20')).toBe('refused:docket-late')
  })
})

describe('what is late', () => {
  const file = async (): Promise<void> => {
    const { id } = await last(bureau)
    const { attachToDocket } = await import('../../src/flows/docket/papers.js')
    expect(await act(bureau, 'zhou', 'papers')).toBe('docket-file-waits')
    const kept = {
      name: '交办单.pdf',
      sha256: '0'.repeat(64),
      size: 3,
      mediaType: 'application/pdf',
    }
    expect(await bureau.act('zhou', (ctx) => attachToDocket(ctx, kept))).toBe('docket-filed')
    expect((await last(bureau)).id).toBe(id)
  }

  test('is proposed by who keeps it as the fact that schemes count, and goes their way; never by itself', async () => {
    await register(bureau, 'zhou', { kind: 'assignment' })
    bureau.goTo('2025-09-16', '10:00')
    expect((await seen(bureau, 'zhang'))?.docket.late).toBe(true)
    await act(bureau, 'zhang', 'answer', { text: '办了' })
    await act(bureau, 'li', 'confirm')
    expect(await facts()).toEqual([])
    expect(await waitsFor(bureau, 'zhou')).toEqual(['docket.judge ask-docket-judge'])
    const told = async (occasion: string) =>
      judgeAsks.open(await bureau.seeing('zhou'), { occasion }).map(({ who }) => who)
    expect([await told('2025-09-16'), await told('2025-09-17')]).toEqual([[], ['zhou']])
    const judge = { as: 'late', text: '九月十五日到期，十六日才报办结' }
    expect(await act(bureau, 'li', 'judge', judge)).toBe('refused:docket-judge-other')
    expect(await act(bureau, 'zhou', 'judge', { ...judge, as: '' })).toBe('refused:docket-judge-as')
    expect(await act(bureau, 'zhou', 'judge', judge)).toBe('refused:docket-no-proof')
    await file()
    expect(await act(bureau, 'zhou', 'judge', judge)).toBe('docket-proposed')
    expect(await act(bureau, 'zhou', 'judge', judge)).toBe('refused:docket-judged-before')
    const [fact, ...more] = await facts()
    expect(more).toEqual([])
    expect(fact).toMatchObject({
      ...{ day: '2025-09-16', recordedBy: 'zhou', ended: null },
      body: { kind: 'instruction-late', persons: ['zhang'], units: ['general'] },
    })
    expect(await waitsFor(bureau, 'zhou')).toEqual([])
  })

  test('and still undone is proposed as such, or let be with a reason', async () => {
    await register(bureau, 'zhou', { kind: 'assignment' })
    bureau.goTo('2025-09-16', '10:00')
    expect((await seen(bureau, 'zhou'))?.may.judge).toMatchObject({
      as: 'undone',
      day: '2025-09-15',
    })
    const said = { as: 'none', text: '当天停电' }
    expect(await act(bureau, 'zhou', 'judge', said)).toBe('docket-let-be')
    expect(await facts()).toEqual([])
  })

  test('of a kind that no scheme counts waits for nobody, and stands in the register', async () => {
    await register(bureau, 'zhou')
    bureau.goTo('2025-10-28', '10:00')
    expect(await waitsFor(bureau, 'zhou')).toEqual([])
    expect(await act(bureau, 'zhou', 'judge', { as: 'late', text: '晚了' })).toBe(
      'refused:docket-not-late',
    )
    const view = await viewOf(await bureau.seeing('zhou'), { kind: 'dockets', key: 'all' })
    expect(view as DocketsView).toMatchObject({ open: 1, late: 1 })
  })

  test('is no matter that was answered in time and waits to be confirmed; one that was answered late is, once', async () => {
    const listed = async () => {
      const view = await viewOf(await bureau.seeing('zhou'), { kind: 'dockets', key: 'late' })
      const { open, late, rows, units } = view as DocketsView
      return [open, late, rows.length, units.map((unit) => `${unit.open}/${unit.late}`).join()]
    }
    await register(bureau, 'zhou', { kind: 'assignment' })
    bureau.goTo('2025-09-12', '10:00')
    await act(bureau, 'zhang', 'answer', { text: '办好了' })
    bureau.goTo('2025-09-18', '10:00')
    expect(await listed()).toEqual([1, 0, 0, '1/0'])
    await act(bureau, 'li', 'back', { text: '还缺附件' })
    expect(await listed()).toEqual([1, 1, 1, '1/1'])
    await act(bureau, 'zhang', 'answer', { text: '补齐了' })
    expect(await listed()).toEqual([1, 1, 1, '1/1'])
    await act(bureau, 'li', 'confirm')
    expect(await listed()).toEqual([0, 0, 1, '0/0'])
  })

  test('is one fact though two press at once', async () => {
    await register(bureau, 'zhou', { kind: 'assignment' })
    await file()
    bureau.goTo('2025-09-16', '10:00')
    await act(bureau, 'zhang', 'answer', { text: '办了' })
    await act(bureau, 'li', 'confirm')
    const said = { as: 'late', text: '晚了一天' }
    const both = await Promise.all([1, 2].map(() => act(bureau, 'zhou', 'judge', said)))
    expect(both.sort()).toEqual(['docket-proposed', 'refused:docket-judged-before'])
    expect(await facts()).toHaveLength(1)
  })
})

describe('a first contact', () => {
  const contact = (is: string, owner = '') => ({ kind: `contact-${is}`, owner })

  test('with the own unit’s business is done at once, or given to somebody by the limit of letters', async () => {
    expect(await register(bureau, 'zhang', contact('own'))).toBe('docket-registered')
    expect(await waitsFor(bureau, 'zhang')).toEqual(['docket.do ask-docket 2025-09-09'])
    expect(await act(bureau, 'zhang', 'answer', { text: '当场解释清楚' })).toBe('docket-done')
    await register(bureau, 'zhang', contact('own'))
    expect(await act(bureau, 'zhang', 'place', { owner: '王珊', assistants: '' })).toBe(
      'docket-placed',
    )
    expect(await waitsFor(bureau, 'wang')).toEqual(['docket.do ask-docket 2025-10-24'])
  })

  test('with another’s stays with who was asked until that unit takes it over', async () => {
    expect(await register(bureau, 'zhang', contact('other', '综合处'))).toBe(
      'refused:docket-owner-other',
    )
    expect(await register(bureau, 'zhang', contact('other', '规划处'))).toBe('docket-registered')
    expect(await waitsFor(bureau, 'zhang')).toEqual(['docket.do ask-docket 2025-09-09'])
    expect(await waitsFor(bureau, 'zhou')).toEqual(['docket.do ask-docket-take 2025-09-09'])
    const nobody = { owner: '', assistants: '' }
    expect(await act(bureau, 'zhang', 'place', nobody)).toBe('refused:docket-place-other')
    expect(await act(bureau, 'zhou', 'place', nobody)).toBe('docket-placed')
    expect(await waitsFor(bureau, 'zhang')).toEqual([])
    expect(await waitsFor(bureau, 'zhou')).toEqual(['docket.do ask-docket 2025-10-24'])
    expect(await last(bureau)).toMatchObject({ kind: 'letter', contact: null, person: 'zhou' })
  })

  test('with what is unclear waits for the office, which names who leads and who helps', async () => {
    await register(bureau, 'zhang', contact('unclear'))
    expect(await waitsFor(bureau, 'zhang')).toEqual([])
    expect(await waitsFor(bureau, 'zhou')).toEqual(['docket.do ask-docket-take 2025-09-09'])
    const named = { owner: '档案处', assistants: '综合处、孙晴' }
    expect(await act(bureau, 'zhou', 'place', named)).toBe('docket-placed')
    expect(await waitsFor(bureau, 'hu')).toEqual(['docket.do ask-docket 2025-10-24'])
    expect((await seen(bureau, 'sun'))?.docket.assistants).toEqual(['综合处', '孙晴'])
    expect(await seen(bureau, 'li')).not.toBeNull()
  })
})

describe('the register', () => {
  test('is read by who keeps it, by heads of their unit, and by everybody of their own; as a sheet too', async () => {
    await register(bureau, 'zhou', { title: '甲' })
    await register(bureau, 'zhou', { title: '乙', owner: '孙晴', kind: 'assignment' })
    const list = async (who: string) => {
      const view = await viewOf(await bureau.seeing(who), { kind: 'dockets', key: 'all' })
      return (view as DocketsView).rows.map(({ title }) => title)
    }
    expect(await list('zhou')).toEqual(['乙', '甲'])
    expect(await list('li')).toEqual(['甲'])
    expect(await list('sun')).toEqual(['乙'])
    expect(await list('he')).toEqual([])
    expect(await list('wu')).toEqual(['乙', '甲'])
    const sheet = must(await docketSheet(await bureau.seeing('li'), 'li'), 'a sheet')
    expect((sheet.rows ?? []).map((row) => [row[1], row[4], row[5], row[6], row[8]])).toEqual([
      ['甲', '2025-10-24', '综合处', '张可', '在办'],
    ])
  })

  test('of five thousand open matters is a page of eight, and who has a few looks at those alone', async () => {
    const begun = docketsSlice.begin()
    const seeing = await bureau.seeing('zhou')
    for (let at = 1; at <= 5000; at++) {
      const who = at % 1000 === 0 ? 'zhang' : 'sun'
      begun.apply({
        ...{ id: newId(), sequence: at, kind: 'docket.registered', by: 'zhou' },
        ...{ day: day('2025-09-08'), at: seeing.now, subject: who },
        body: {
          ...{ kind: 'letter', received: '2025-09-08T09:00', contact: null, person: who },
          clock: {
            kind: 'period',
            count: at % 30,
            unit: 'working-days',
            sameDay: false,
            shifts: false,
          },
          ...{ unit: who === 'zhang' ? 'general' : 'planning' },
          assistants: { units: [], persons: [] },
        },
      } as never)
    }
    const state: DocketsCollected = begun.state
    const of = seeing.collected.of.bind(seeing.collected)
    const collected = Object.assign(Object.create(seeing.collected), {
      of: (slice: { name: string }) => (slice.name === 'dockets' ? state : of(slice as never)),
    })
    const view = await viewOf({ ...seeing, collected }, { kind: 'dockets', key: 'all' })
    expect(view as DocketsView).toMatchObject({ open: 5000, pages: 625, page: 0 })
    expect((view as DocketsView).rows).toHaveLength(8)
    let looked = 0
    const counting = new Set(state.open)
    Object.defineProperty(counting, Symbol.iterator, {
      value: () => {
        looked++
        return state.open[Symbol.iterator]()
      },
    })
    const few = Object.assign(Object.create(collected), {
      of: (slice: { name: string }) =>
        slice.name === 'dockets' ? { ...state, open: counting } : of(slice as never),
    })
    expect(doAsks.open({ ...seeing, collected: few }, { person: 'zhang' })).toHaveLength(5)
    expect(looked).toBe(0)
  })
})

describe('another bureau’s rules', () => {
  beforeEach(async () => {
    const work = { ...workRules('hexi-district'), binds: new Map() }
    bureau = await database.newBureau([], [], work)
    bureau.goTo('2025-09-08', '10:00')
  })

  test('count the day of receipt and calendar days, and let the leader confirm', async () => {
    expect(await register(bureau, 'li', { kind: 'reply', owner: '王珊' })).toBe('docket-registered')
    expect(await dueDay()).toBe('2025-09-17')
    const far = { to: '2025-09-20', told: 'yes', text: '要审计' }
    expect(await act(bureau, 'wang', 'extend', far)).toBe('refused:docket-extend-none')
    await act(bureau, 'wang', 'answer', { text: '办了' })
    expect(await waitsFor(bureau, 'li')).toEqual([])
    expect(await act(bureau, 'chen', 'confirm')).toBe('docket-done')
  })

  test('count hours, after which it is late', async () => {
    await register(bureau, 'li', { kind: 'urgent', received: '2025-09-08 09:30', owner: '王珊' })
    expect(dueOf(await last(bureau), bureau.calendar)).toMatchObject({ day: '2025-09-08' })
    bureau.goTo('2025-09-08', '13:29')
    expect((await seen(bureau, 'wang'))?.docket.late).toBe(false)
    bureau.goTo('2025-09-08', '13:30')
    expect((await seen(bureau, 'wang'))?.docket.late).toBe(true)
    expect(await act(bureau, 'wang', 'answer', { text: '办了' })).toBe('docket-done')
  })

  test('let everybody register a visitor, and nobody but the units’ heads the rest', async () => {
    const visit = { kind: 'visitor', owner: '规划处' }
    expect(await register(bureau, 'zhang', visit)).toBe('docket-registered')
    expect(await act(bureau, 'zhou', 'place', { owner: '', assistants: '' })).toBe('docket-placed')
    expect(await last(bureau)).toMatchObject({ kind: 'reply', person: 'zhou' })
    expect(await register(bureau, 'zhang', { kind: 'reply' })).toBe('refused:docket-kind')
    const twice = await outcomeOf(bureau, 'zhou', {
      ...{ verb: 'docket.place', docket: (await last(bureau)).id },
      ...{ owner: '孙晴', assistants: '', text: '由她办' },
    } as Intent)
    expect(twice).toMatchObject({ kind: 'done', say: { with: { who: '孙晴' } } })
  })
})

describe('a complaint', () => {
  test('is seen by who hears it alone, in cards, lists and what waits', async () => {
    expect(await complain(bureau, '张可', 'zhou')).toBe('refused:not-allowed')
    expect(await complain(bureau, '张可')).toBe('complaint-kept')
    expect((await complaintSeen(bureau, 'dong'))?.complaint).toMatchObject({
      who: '来访的赵先生',
      due: '2025-10-24',
    })
    for (const other of ['zhang', 'li', 'chen', 'zhou', 'wu'])
      expect(await complaintSeen(bureau, other)).toBeNull()
    expect(await waitsFor(bureau, 'dong')).toEqual(['complaint.decide ask-complaint 2025-10-24'])
    expect(await waitsFor(bureau, 'zhou')).toEqual([])
    const asks = must(
      askKinds.find(({ name }) => name === 'complaint.decide'),
      'asks',
    )
    const situation = await bureau.seeing('dong')
    const days = Array.from({ length: 60 }, (_, at) => addDays(day('2025-09-08'), at))
    const reminded = days.filter((occasion) => asks.open(situation, { occasion }).length > 0)
    expect(reminded).toEqual(['2025-09-28', '2025-10-24'])
    const told = (await bureau.notices()).filter(({ what }) => what.includes('complaint'))
    expect(told.map(({ what }) => what)).toEqual([])
  })

  test('about who hears them goes to the principal leader, and is not seen by whom it is about', async () => {
    await complain(bureau, '董清')
    expect([
      await complaintSeen(bureau, 'dong'),
      (await complaintSeen(bureau, 'wu'))?.complaint.name,
    ]).toEqual([null, '董清'])
    expect(await find(bureau, 'dong', { as: 'unfounded' })).toBe('refused:gone')
    expect(await find(bureau, 'wu', { as: 'unfounded' })).toBe('complaint-closed')
  })

  test('that is verified is proposed as the facts that were chosen, which say nothing of who complained', async () => {
    await complain(bureau, '张可')
    const verified = { as: 'verified', facts: ['complaint-verified'] }
    expect(await find(bureau, 'dong', { ...verified, facts: [] })).toBe('refused:complaint-facts')
    expect(await find(bureau, 'dong', verified)).toBe('refused:complaint-no-proof')
    await prove(bureau)
    const both = await Promise.all([find(bureau, 'dong', verified), find(bureau, 'dong', verified)])
    expect(both.sort()).toEqual(['complaint-verified-now', 'refused:complaint-decided'])
    const { collected, db } = await bureau.seeing(null)
    const [fact, ...more] = collected.of(factsSlice).byId.values()
    expect(more).toEqual([])
    expect(fact).toMatchObject({
      day: '2025-09-08',
      body: { kind: 'complaint-verified', persons: ['zhang'], units: ['general'] },
    })
    const texts = JSON.stringify([...(await personalTexts(db, [fact?.id ?? '']))])
    expect(texts).toContain('核过登记簿')
    expect(texts).not.toContain('赵先生')
    expect(texts).not.toContain('没有人接待')
  })

  test('of many is found on a page of the list, each page turned by a press', async () => {
    for (let count = 0; count < 21; count++) await complain(bureau, '张可')
    const page = async () => {
      const view = await viewOf(await bureau.seeing('dong'), { kind: 'complaints', key: 'all' })
      if (view.kind !== 'complaints') throw new Error('gone')
      const { open, count, page, pages } = view as ComplaintsView
      return { ids: open.map(({ id }) => id), count, page, pages }
    }
    const first = await page()
    expect(first).toMatchObject({ count: 21, page: 0, pages: 2 })
    expect(first.ids).toHaveLength(20)
    const turn = { verb: 'complaint.page', page: 1 } as Intent
    expect(await press(bureau, 'dong', turn)).toBe('refreshed')
    expect(await press(bureau, 'zhang', turn)).toBe('refused:not-allowed')
    const second = await page()
    expect(second).toMatchObject({ count: 21, page: 1, pages: 2 })
    expect(second.ids).toEqual([(await lastComplaint(bureau)).id])
    // Once that one is decided there is no second page.
    expect(await find(bureau, 'dong', { as: 'unfounded' })).toBe('complaint-closed')
    expect(await page()).toEqual({ ...first, count: 20, pages: 1 })
  })

  test('has who complained and what was written erased after the months of the rules; what was decided stays', async () => {
    await complain(bureau, '张可')
    expect(await find(bureau, 'dong', { as: 'unfounded' })).toBe('complaint-closed')
    bureau.goTo('2026-09-08', '00:35')
    await bureau.job((ctx) => eraseJob.run(ctx, '2026-09-08', null))
    expect((await complaintSeen(bureau, 'dong'))?.complaint.who).toBe('来访的赵先生')
    bureau.goTo('2026-09-09', '00:35')
    await bureau.job((ctx) => eraseJob.run(ctx, '2026-09-09', null))
    const { db } = await bureau.seeing(null)
    const complaint = await lastComplaint(bureau)
    const entries = [complaint.id, complaint.decided?.entry ?? '']
    expect((await personalTexts(db, entries)).size).toBe(0)
    expect((await complaintSeen(bureau, 'dong'))?.complaint).toMatchObject({
      ...{ who: null, text: null },
      decided: { as: 'unfounded', reason: '' },
    })
    expect(await verifyChain(bureau.storage.read, bureau.id)).toEqual([])
  })
})
