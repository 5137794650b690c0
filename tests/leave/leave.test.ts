import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asksFor } from '../../src/flows/asks.js'
import { askKinds, viewOf } from '../../src/flows/all.js'
import { decideAsks } from '../../src/flows/leave/asks.js'
import { rosterOn } from '../../src/roster/roster.js'
import { leavesSlice } from '../../src/flows/leave/leaves.js'
import { awayIn } from '../../src/flows/away/away.js'
import { type OwnLeaveView, viewLeave } from '../../src/flows/leave/views.js'
import type { TestBureau } from '../report/bureau.js'
import { ask, decide, lastLeave, leaveDatabase, own, words } from './bureau.js'
import { press } from '../pressing.js'

let database: Awaited<ReturnType<typeof leaveDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await leaveDatabase()
}, 60_000)

beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-09-08', '10:00')
})

afterAll(() => database.close())

const stage = async (who: string) => (await lastLeave(bureau, who)).stage

async function waitsFor(who: string): Promise<string[]> {
  const situation = await bureau.seeing(who)
  return asksFor(askKinds, situation, who)
    .filter(({ kind }) => kind.startsWith('leave'))
    .map(({ kind, says }) => `${kind} ${says.code}`)
}

async function ownView(who: string): Promise<OwnLeaveView> {
  const { id } = await lastLeave(bureau, who)
  const view = await viewOf(await bureau.seeing(who), { kind: 'own-leave', key: id })
  if (view.kind !== 'own-leave') throw new Error('gone')
  return view as OwnLeaveView
}

describe('the chain', () => {
  test.each([
    ['a day of staff', 'zhang', { from: '2025-09-10' }, ['li']],
    [
      'a day and a half',
      'zhang',
      { from: '2025-09-10', to: '2025-09-11', ends: 'noon' },
      ['li', 'chen'],
    ],
    ['three days', 'zhang', { from: '2025-09-10', to: '2025-09-12' }, ['li', 'chen']],
    [
      'four, over a weekend',
      'zhang',
      { from: '2025-09-11', to: '2025-09-16' },
      ['li', 'chen', 'wu'],
    ],
    ['a day of a head', 'li', { from: '2025-09-10' }, ['chen']],
    ['two days of a head', 'li', { from: '2025-09-10', to: '2025-09-11' }, ['chen', 'wu']],
    ['a day of a leader', 'chen', { from: '2025-09-10' }, ['wu']],
  ])('of %s goes level by level', async (_, who, days, chain) => {
    expect(await ask(bureau, who, days)).toBe('leave-asked')
    for (const [at, decider] of chain.entries()) {
      expect(await waitsFor(decider)).toEqual(['leave.decide ask-leave'])
      const later = chain[at + 1]
      if (later !== undefined)
        expect(await decide(bureau, later, { on: who })).toBe('refused:chain-not-yours')
      const last = at === chain.length - 1
      expect(await decide(bureau, decider, { on: who })).toBe(
        last ? 'leave-approved' : 'leave-passed',
      )
    }
    expect(await stage(who)).toBe('approved')
    expect((await lastLeave(bureau, who)).passed.map(({ by }) => by)).toEqual(chain)
  })

  test('skips a step that the applicant alone holds, and goes on to the next', async () => {
    // 胡 heads the unit and is in charge of it: of one day nobody else would decide, so the next level does.
    expect(await ask(bureau, 'hu', {})).toBe('leave-asked')
    expect(await decide(bureau, 'hu', { on: 'hu' })).toBe('refused:chain-not-yours')
    expect(await decide(bureau, 'wu', { on: 'hu' })).toBe('leave-approved')
  })

  test('asks one who holds two steps in a row once', async () => {
    expect(await ask(bureau, 'he', { from: '2025-09-10', to: '2025-09-12' })).toBe('leave-asked')
    expect(await decide(bureau, 'hu', { on: 'he' })).toBe('leave-approved')
  })

  test('that nobody has ruled is not begun: the principal leader’s own', async () => {
    expect(await ask(bureau, 'wu', {})).toBe('refused:leave-outside')
  })

  test('with a vacant step is refused at once, with who has to fill it', async () => {
    const given = await bureau.outcome('zhao', async (ctx) => {
      const whole = words({})
      const { submitLeave } = await import('../../src/flows/leave/submit.js')
      return submitLeave(ctx, { verb: 'leave.submit', key: 'new', shown: '', words: whole })
    })
    expect(given).toMatchObject({
      code: 'leave-vacant',
      with: { role: '处室、单位主要负责人', office: '周毅' },
    })
  })
})

describe('a step that becomes vacant while it waits', () => {
  test('waits for the office, and goes on once somebody holds the role', async () => {
    await ask(bureau, 'zhang', {})
    const situation = await bureau.seeing('zhou')
    const { history } = situation.bureau
    const people = history.people.map((one) => (one.id === 'li' ? { ...one, roles: [] } : one))
    const roster = rosterOn({ ...history, people }, situation.today)
    const vacant = { ...situation, bureau: { ...situation.bureau, roster } }
    expect(
      decideAsks.open(vacant, {}).map(({ who, says, card }) => [who, says.code, card]),
    ).toEqual([['zhou', 'ask-leave-vacant', { kind: 'missing', key: 'all' }]])
    expect(decideAsks.open(situation, {}).map(({ who }) => who)).toEqual(['li'])
  })
})

describe('an approver', () => {
  beforeEach(() => ask(bureau, 'zhang', {}))

  test('sends it back with a reason, and the person asks anew', async () => {
    expect(await decide(bureau, 'li', { on: 'zhang', as: 'return' })).toBe('refused:chain-reason')
    const said = await decide(bureau, 'li', { on: 'zhang', as: 'return', text: '换一天' })
    expect([said, await stage('zhang')]).toEqual(['leave-returned', 'returned'])
    const { leave, may } = await ownView('zhang')
    expect([leave.ended?.reason, may.again]).toEqual(['换一天', true])
    const { id } = await lastLeave(bureau, 'zhang')
    // What was written is there to be changed.
    expect(await viewLeave(await bureau.seeing('zhang'), id)).toMatchObject({
      step: { step: 'form', words: { reason: '家里有事' } },
    })
    expect(await ask(bureau, 'zhang', { from: '2025-09-11' }, id)).toBe('leave-asked')
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('leave-approved')
  })

  test('refuses it, and that is the end', async () => {
    expect(await decide(bureau, 'li', { on: 'zhang', as: 'refuse', text: '人手不够' })).toBe(
      'leave-refused',
    )
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('refused:chain-ended-refused')
    expect(await stage('zhang')).toBe('refused')
  })

  test('who is not of the chain, or the applicant, can’t decide', async () => {
    for (const who of ['wang', 'zhang', 'zhou', 'chen', 'wu']) {
      expect(await decide(bureau, who, { on: 'zhang' })).toBe('refused:chain-not-yours')
    }
  })

  test('who is away is stood in for by who took over, and is not asked', async () => {
    expect(await ask(bureau, 'li', { from: '2025-09-09', handover: 'wang' })).toBe('leave-asked')
    expect(await decide(bureau, 'chen', { on: 'li' })).toBe('leave-approved')
    bureau.goTo('2025-09-09', '10:00')
    expect(awayIn(await bureau.seeing('li'))).toEqual(['li'])
    expect(await waitsFor('li')).toEqual([])
    expect(await waitsFor('wang')).toEqual(['leave.decide ask-leave'])
    expect(await decide(bureau, 'wang', { on: 'zhang' })).toBe('leave-approved')
    expect((await lastLeave(bureau, 'zhang')).passed).toMatchObject([
      { by: 'wang', actingFor: 'li' },
    ])
  })
})

describe('of two at once one wins and the other is told kindly', () => {
  test('two approvers of one step', async () => {
    await ask(bureau, 'li', { from: '2025-09-09', handover: 'wang' })
    await decide(bureau, 'chen', { on: 'li' })
    await ask(bureau, 'zhang', {})
    bureau.goTo('2025-09-09', '10:00')
    const said = await Promise.all([
      decide(bureau, 'li', { on: 'zhang' }),
      decide(bureau, 'wang', { on: 'zhang' }),
    ])
    expect(said.sort()).toEqual(['leave-approved', 'refused:chain-ended-approved'])
    expect((await lastLeave(bureau, 'zhang')).passed).toHaveLength(1)
  })

  test('a withdrawal and a decision', async () => {
    await ask(bureau, 'zhang', {})
    const said = await Promise.all([
      own(bureau, 'zhang', 'withdraw'),
      decide(bureau, 'li', { on: 'zhang', as: 'refuse', text: '不行' }),
    ])
    expect(said.filter((one) => one.startsWith('refused:'))).toHaveLength(1)
  })

  test('two requests for the same days', async () => {
    const said = await Promise.all([
      ask(bureau, 'zhang', {}),
      ask(bureau, 'zhang', { kind: 'sick' }),
    ])
    expect(said.sort()).toEqual(['leave-asked', 'refused:leave-overlap'])
  })
})

describe('the person', () => {
  test('asks for tomorrow in one card: kind, day and who takes over stand there already', async () => {
    await ask(bureau, 'zhang', { kind: 'annual', from: '2025-09-08', handover: 'wang' })
    const view = await viewOf(await bureau.seeing('zhang'), { kind: 'leave', key: 'new' })
    expect(view).toMatchObject({ step: { step: 'made' } })
    await press(bureau, 'zhang', { verb: 'leave.again', key: 'new' } as never)
    const again = await viewOf(await bureau.seeing('zhang'), { kind: 'leave', key: 'new' })
    expect(again).toMatchObject({
      step: {
        words: { kind: 'annual', from: '2025-09-09', to: '2025-09-09', handover: 'wang' },
        reckoned: { days: '1', way: [{ names: ['李群'] }] },
      },
    })
  })

  test('sees days that the card did not show before they are sent', async () => {
    const whole = words({ from: '2025-09-26', to: '2025-10-09' })
    const said = await press(bureau, 'zhang', {
      ...{ verb: 'leave.submit', key: 'new', shown: '', words: whole },
    } as never)
    expect(said).toBe('leave-look')
    const view = await viewOf(await bureau.seeing('zhang'), { kind: 'leave', key: 'new' })
    // 26 Sep, then 28 Sep (a make-up Sunday), 29, 30 Sep, the holiday of 1–8 Oct, 9 Oct.
    expect(view).toMatchObject({ step: { reckoned: { days: '5', provisional: false } } })
    expect((await bureau.seeing('zhang')).collected.of(leavesSlice).byId.size).toBe(0)
  })

  test('is told that days of a year without a notice may change', async () => {
    bureau.goTo('2027-12-20', '10:00')
    await ask(bureau, 'zhang', { kind: 'annual', from: '2027-12-30', to: '2028-01-05' })
    const { leave } = await ownView('zhang')
    expect(leave.provisional).toBe(true)
    const { parts } = await lastLeave(bureau, 'zhang')
    expect(parts.map(({ year }) => year)).toEqual([2027, 2028])
  })

  test.each([
    ['a day that is past', { from: '2025-09-05' }, 'leave-past'],
    ['more than a year ahead', { from: '2027-09-10' }, 'leave-far'],
    ['a weekend', { from: '2025-09-13', to: '2025-09-14' }, 'leave-no-days'],
    ['an end before its beginning', { from: '2025-09-11', to: '2025-09-10' }, 'leave-days'],
    ['half a day of a whole-day kind', { kind: 'marriage', ends: 'noon' }, 'leave-halves'],
    ['no reason', { reason: '' }, 'leave-reason'],
    ['a kind that there is not', { kind: 'holiday' }, 'leave-kind'],
    ['oneself as who takes over', { handover: 'zhang' }, 'handover-who'],
  ])('is refused for %s', async (_, of, code) => {
    expect(await ask(bureau, 'zhang', of)).toBe(`refused:${code}`)
  })

  test('can’t hand over to who is away then', async () => {
    await ask(bureau, 'wang', {})
    await decide(bureau, 'li', { on: 'wang' })
    expect(await ask(bureau, 'zhang', { handover: 'wang' })).toBe('refused:handover-away')
  })

  test('can’t ask twice for a day, but for its two halves', async () => {
    expect(await ask(bureau, 'zhang', { ends: 'noon' })).toBe('leave-asked')
    expect(await ask(bureau, 'zhang', {})).toBe('refused:leave-overlap')
    expect(await ask(bureau, 'zhang', { starts: 'noon' })).toBe('leave-asked')
  })

  test('withdraws while it is decided on and before it begins, not after', async () => {
    await ask(bureau, 'zhang', {})
    expect(await own(bureau, 'zhang', 'withdraw')).toBe('leave-withdrawn')
    // Who was asked reads what became of it, and nothing that was written.
    const { id } = await lastLeave(bureau, 'zhang')
    expect(await viewOf(await bureau.seeing('li'), { kind: 'leave-approval', key: id })).toEqual({
      kind: 'gone',
      code: 'leave-taken-back',
    })
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('refused:chain-ended-withdrawn')
    await ask(bureau, 'zhang', {})
    await decide(bureau, 'li', { on: 'zhang' })
    bureau.goTo('2025-09-10', '10:00')
    expect(await own(bureau, 'zhang', 'withdraw')).toBe('refused:leave-withdraw-begun')
  })

  test('has nothing shorter of half a day, and adds a paper to any that stands', async () => {
    await ask(bureau, 'zhang', { ends: 'noon' })
    await decide(bureau, 'li', { on: 'zhang' })
    expect((await ownView('zhang')).may).toMatchObject({ shorten: false, papers: true })
    expect(await own(bureau, 'zhang', 'papers')).toBe('leave-papers-wait')
    await ask(bureau, 'zhang', { from: '2025-09-12' })
    await decide(bureau, 'li', { on: 'zhang' })
    expect((await ownView('zhang')).may).toMatchObject({ shorten: true, papers: true })
  })

  test('shortens it, and extends it by the chain of the whole', async () => {
    await ask(bureau, 'zhang', { from: '2025-09-10', to: '2025-09-12' })
    await decide(bureau, 'li', { on: 'zhang' })
    await decide(bureau, 'chen', { on: 'zhang' })
    expect(await own(bureau, 'zhang', 'shorten', { to: '2025-09-15', ends: 'evening' })).toBe(
      'refused:leave-shorter',
    )
    expect(await own(bureau, 'zhang', 'shorten', { to: '2025-09-11', ends: 'noon' })).toBe(
      'leave-shortened',
    )
    const before = await lastLeave(bureau, 'zhang')
    expect(before.parts).toMatchObject([{ halves: 3 }])
    expect(await ask(bureau, 'zhang', { to: '2025-09-16', reason: '还要几天' }, before.id)).toBe(
      'leave-asked',
    )
    // The approved one stands until the longer one is approved.
    expect(before.stage).toBe('approved')
    for (const who of ['li', 'chen', 'wu']) await decide(bureau, who, { on: 'zhang' })
    const { collected } = await bureau.seeing('zhang')
    const stages = [...collected.of(leavesSlice).byId.values()].map((one) => one.stage)
    expect(stages).toEqual(['replaced', 'approved'])
  })

  test('reports back on the first day, and early: the rest falls away', async () => {
    await ask(bureau, 'zhang', { from: '2025-09-10', to: '2025-09-12' })
    for (const who of ['li', 'chen']) await decide(bureau, who, { on: 'zhang' })
    expect(await own(bureau, 'zhang', 'back')).toBe('refused:leave-not-begun')
    bureau.goTo('2025-09-12', '09:00')
    expect(await own(bureau, 'zhang', 'back')).toBe('leave-back')
    expect((await lastLeave(bureau, 'zhang')).parts).toMatchObject([{ halves: 6 }])
    expect(await own(bureau, 'zhang', 'back')).toBe('refused:leave-over')
  })

  test('who comes back on the second day has had one', async () => {
    await ask(bureau, 'zhang', { from: '2025-09-10', to: '2025-09-12' })
    for (const who of ['li', 'chen']) await decide(bureau, who, { on: 'zhang' })
    bureau.goTo('2025-09-10', '09:00')
    expect(await own(bureau, 'zhang', 'back')).toBe('refused:leave-back-whole')
    bureau.goTo('2025-09-11', '09:00')
    expect(await own(bureau, 'zhang', 'back')).toBe('leave-back')
    expect((await lastLeave(bureau, 'zhang')).parts).toMatchObject([{ halves: 2 }])
    expect(awayIn(await bureau.seeing('zhang'))).toEqual([])
  })
})

describe('by telephone', () => {
  test('the head enters it afterwards, it goes through the chain, and the person writes the slip', async () => {
    const past = { who: '张可', from: '2025-09-05', reason: '' }
    expect(await ask(bureau, 'wang', past, 'phone')).toBe('refused:leave-enter-not-yours')
    expect(await ask(bureau, 'li', { ...past, who: '孙晴' }, 'phone')).toBe('refused:leave-who')
    expect(await ask(bureau, 'li', past, 'phone')).toBe('leave-asked')
    const leave = await lastLeave(bureau, 'zhang')
    expect(leave).toMatchObject({ telephone: true, askedBy: 'li', person: 'zhang' })
    expect(await decide(bureau, 'li', { on: 'zhang' })).toBe('leave-approved')
    expect(await waitsFor('zhang')).toContain('leave.later ask-leave-slip')
    expect(await own(bureau, 'zhang', 'slip', { text: '孩子发烧' })).toBe('leave-slip-filled')
    expect((await ownView('zhang')).leave.reason).toBe('孩子发烧')
    expect(await own(bureau, 'zhang', 'slip', { text: '又' })).toBe('refused:leave-slip-there')
  })

  test('the office enters it for anybody', async () => {
    expect(await ask(bureau, 'zhou', { who: '张可', from: '2025-09-05' }, 'phone')).toBe(
      'leave-asked',
    )
  })
})
