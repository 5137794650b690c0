import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { asksFor } from '../../src/flows/asks.js'
import { askKinds, cardKindNames, viewOf } from '../../src/flows/all.js'
import { awayIn } from '../../src/flows/away/away.js'
import { decideTripAsks } from '../../src/flows/trip/asks.js'
import { backFromTripJob, eraseTripJob, tripDayJob } from '../../src/flows/trip/jobs.js'
import { rosterOn } from '../../src/roster/roster.js'
import { cardFor, setSent } from '../../src/storage/live-cards.js'
import { verifyChain } from '../../src/storage/chain.js'
import { ask, decide, leaveDatabase, workRules } from '../leave/bureau.js'
import type { TestBureau } from '../report/bureau.js'
import { approvedTrip, askTrip, decideTrip, lastTrip, ownTrip, tripWords } from './bureau.js'

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

async function waitsFor(who: string): Promise<string[]> {
  const situation = await bureau.seeing(who)
  return asksFor(askKinds, situation, who)
    .filter(({ kind }) => kind.startsWith('trip'))
    .map(({ kind, says }) => `${kind} ${says.code}`)
}

async function sent(kind: string): Promise<string[]> {
  const all = (await bureau.notices()).map(({ what }) => what.split(' '))
  return all.filter((what) => what[1] === kind).map((what) => what[3] ?? '')
}

describe('the chain of a trip', () => {
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
    ['a weekend alone', 'zhang', { from: '2025-09-13', to: '2025-09-14' }, ['li']],
    ['half a day of a head', 'li', { from: '2025-09-10', ends: 'noon' }, ['chen', 'wu']],
    ['a day of a leader', 'chen', { from: '2025-09-10' }, ['wu']],
  ])('of %s goes level by level', async (_, who, days, chain) => {
    expect(await askTrip(bureau, who, days)).toBe('trip-asked')
    for (const [at, decider] of chain.entries()) {
      expect(await waitsFor(decider)).toEqual(['trip.decide ask-trip'])
      const later = chain[at + 1]
      if (later !== undefined)
        expect(await decideTrip(bureau, later, { on: who })).toBe('refused:chain-not-yours')
      expect(await decideTrip(bureau, decider, { on: who })).toBe(
        at === chain.length - 1 ? 'trip-approved' : 'trip-passed',
      )
    }
    const trip = await lastTrip(bureau, who)
    expect([trip.stage, trip.passed.map(({ by }) => by)]).toEqual(['approved', chain])
  })

  test('skips a step that the applicant alone holds, and asks one of two steps in a row once', async () => {
    expect(await askTrip(bureau, 'hu', {})).toBe('trip-asked')
    expect(await decideTrip(bureau, 'hu', { on: 'hu' })).toBe('refused:chain-not-yours')
    expect(await decideTrip(bureau, 'wu', { on: 'hu' })).toBe('trip-approved')
    await askTrip(bureau, 'he', { from: '2025-09-10', to: '2025-09-12' })
    expect(await decideTrip(bureau, 'hu', { on: 'he' })).toBe('trip-approved')
  })

  test('that nobody has ruled is not begun; with a vacant step it is refused, with who has to fill it', async () => {
    expect(await askTrip(bureau, 'wu', {})).toBe('refused:trip-outside')
    const { submitTrip } = await import('../../src/flows/trip/submit.js')
    const given = await bureau.outcome('zhao', (ctx) =>
      submitTrip(ctx, { verb: 'trip.submit', key: 'trip', shown: '', words: tripWords({}) }),
    )
    expect(given).toMatchObject({
      code: 'trip-vacant',
      with: { role: '处室、单位主要负责人', office: '周毅' },
    })
  })

  test('waits for the office where a step becomes vacant while it waits', async () => {
    await askTrip(bureau, 'zhang', {})
    const situation = await bureau.seeing('zhou')
    const { history } = situation.bureau
    const people = history.people.map((one) => (one.id === 'li' ? { ...one, roles: [] } : one))
    const roster = rosterOn({ ...history, people }, situation.today)
    const vacant = { ...situation, bureau: { ...situation.bureau, roster } }
    expect(decideTripAsks.open(vacant, {}).map(({ who, says }) => [who, says.code])).toEqual([
      ['zhou', 'ask-trip-vacant'],
    ])
  })

  test('is decided for who is away by who took over, with a trace', async () => {
    await approvedTrip(bureau, 'li', { from: '2025-09-09', handover: 'wang' }, ['chen', 'wu'])
    await askTrip(bureau, 'zhang', {})
    bureau.goTo('2025-09-09', '10:00')
    expect(awayIn(await bureau.seeing('li'))).toEqual(['li'])
    expect([await waitsFor('li'), await waitsFor('wang')]).toEqual([[], ['trip.decide ask-trip']])
    const said = await Promise.all([
      decideTrip(bureau, 'li', { on: 'zhang' }),
      decideTrip(bureau, 'wang', { on: 'zhang' }),
    ])
    expect(said.sort()).toEqual(['refused:chain-ended-approved', 'trip-approved'])
  })

  test('is held beside a withdrawal: one of both is taken', async () => {
    await askTrip(bureau, 'zhang', {})
    const said = await Promise.all([
      ownTrip(bureau, 'zhang', 'withdraw'),
      decideTrip(bureau, 'li', { on: 'zhang', as: 'refuse', text: '不行' }),
    ])
    expect(said.filter((one) => one.startsWith('refused:'))).toHaveLength(1)
  })
})

describe('a trip', () => {
  test('is sent back with a reason and asked anew; refused, it ends', async () => {
    await askTrip(bureau, 'zhang', {})
    expect(await decideTrip(bureau, 'li', { on: 'zhang', as: 'return' })).toBe(
      'refused:chain-reason',
    )
    await decideTrip(bureau, 'li', { on: 'zhang', as: 'return', text: '换一天' })
    const { id } = await lastTrip(bureau, 'zhang')
    expect(await viewOf(await bureau.seeing('zhang'), { kind: 'own-trip', key: id })).toMatchObject(
      {
        trip: { ended: { reason: '换一天' } },
        may: { again: true },
      },
    )
    // What was written is there to be changed.
    expect(await viewOf(await bureau.seeing('zhang'), { kind: 'trip', key: id })).toMatchObject({
      step: { step: 'form', words: { place: '宜昌', reason: '调研' } },
    })
    expect(await askTrip(bureau, 'zhang', { from: '2025-09-11' }, id)).toBe('trip-asked')
    await decideTrip(bureau, 'li', { on: 'zhang', as: 'refuse', text: '不必去' })
    expect((await lastTrip(bureau, 'zhang')).stage).toBe('refused')
  })

  test('is changed by a chain; until then the one before stands', async () => {
    const first = await approvedTrip(bureau, 'zhang', { handover: 'wang' }, ['li'])
    const longer = { from: '2025-09-10', to: '2025-09-12', reason: '', place: '' }
    expect(await askTrip(bureau, 'zhang', longer, first)).toBe('trip-asked')
    expect(awayIn({ ...(await bureau.seeing('zhang')), today: day('2025-09-10') })).toEqual([
      'zhang',
    ])
    await decideTrip(bureau, 'li', { on: 'zhang' })
    await decideTrip(bureau, 'chen', { on: 'zhang' })
    const own = await viewOf(await bureau.seeing('zhang'), { kind: 'own-trip', key: first })
    expect(own).toMatchObject({ trip: { stage: 'replaced' } })
  })

  test.each([
    ['a day that is past', { from: '2025-09-05' }, 'trip-past'],
    ['more than a year ahead', { from: '2027-09-10' }, 'trip-far'],
    ['an end before its beginning', { from: '2025-09-11', to: '2025-09-10' }, 'trip-days'],
    ['no place', { place: '' }, 'trip-place'],
    ['no reason', { reason: '' }, 'trip-reason'],
    ['who goes as who takes over', { handover: 'zhang' }, 'handover-who'],
  ])('with %s is refused', async (_, of, code) => {
    expect(await askTrip(bureau, 'zhang', of)).toBe(`refused:${code}`)
  })

  test('and leave never share a half day, also of two asked at once', async () => {
    const said = await Promise.all([
      ask(bureau, 'zhang', { from: '2025-09-10' }),
      askTrip(bureau, 'zhang', { from: '2025-09-10' }),
    ])
    expect(said.filter((one) => one.startsWith('refused:'))).toHaveLength(1)
    await askTrip(bureau, 'wang', { from: '2025-09-10', ends: 'noon' })
    expect(await ask(bureau, 'wang', { from: '2025-09-10' })).toBe('refused:leave-overlap')
    expect(await ask(bureau, 'wang', { from: '2025-09-10', starts: 'noon' })).toBe('leave-asked')
    expect(await askTrip(bureau, 'wang', { from: '2025-09-10' }, 'outing')).toBe(
      'refused:trip-overlap',
    )
  })

  test('is not taken over by who is on one, nor leave', async () => {
    await approvedTrip(bureau, 'wang', {}, ['li'])
    expect(await askTrip(bureau, 'zhang', { handover: 'wang' })).toBe('refused:handover-away')
    expect(await ask(bureau, 'zhang', { handover: 'wang' })).toBe('refused:handover-away')
  })

  test('is withdrawn before it begins; who comes back early is there again', async () => {
    await approvedTrip(
      bureau,
      'zhang',
      { from: '2025-09-08', to: '2025-09-10', handover: 'wang' },
      ['li', 'chen'],
    )
    expect(await ownTrip(bureau, 'zhang', 'withdraw')).toBe('refused:trip-withdraw-begun')
    bureau.goTo('2025-09-09', '09:00')
    expect(awayIn(await bureau.seeing('li'))).toEqual(['zhang'])
    expect(await ownTrip(bureau, 'zhang', 'back')).toBe('trip-back')
    expect(awayIn(await bureau.seeing('li'))).toEqual([])
    expect(await ownTrip(bureau, 'zhang', 'back')).toBe('refused:trip-over')
  })
})

test('one’s card of a trip is shown anew on the day it begins and on the one after it', async () => {
  const id = await approvedTrip(bureau, 'zhang', { from: '2025-09-10' }, ['li'])
  const recipient = (await bureau.seeing(null)).bureau.addresses.get('zhang') ?? ''
  await bureau.storage.transact('work', async (tx) => {
    const card = await cardFor(tx, { bureau: bureau.id, recipient, kind: 'own-trip', key: id })
    await setSent(tx, [{ id: card.id, messageId: `om_${id}`, chatId: null }])
  })
  const shownAnew = async (on: string): Promise<string[]> => {
    bureau.goTo(on, '07:20')
    await bureau.notices()
    await bureau.job((ctx) => tripDayJob.run(ctx, on, null))
    return (await bureau.notices()).map(({ what }) => what.replace(id, 'it'))
  }
  expect(await shownAnew('2025-09-09')).toEqual([])
  expect(await shownAnew('2025-09-10')).toEqual(['update own-trip it zhang'])
  expect(await shownAnew('2025-09-11')).toEqual(['update own-trip it zhang'])
  expect(await shownAnew('2025-09-12')).toEqual([])
})

describe('an outing', () => {
  test('is reported in one press, stands at once, and who leads learns of it', async () => {
    const form = await viewOf(await bureau.seeing('zhang'), { kind: 'trip', key: 'outing' })
    expect(form).toMatchObject({
      step: {
        words: { from: '2025-09-08', starts: 'morning' },
        reckoned: { told: ['李群'], way: [] },
      },
    })
    expect(await askTrip(bureau, 'zhang', { from: '2025-09-08' }, 'outing')).toBe('trip-told')
    const { id, stage } = await lastTrip(bureau, 'zhang')
    expect([stage, await sent('trip-approval')]).toEqual(['approved', ['li']])
    expect(
      await viewOf(await bureau.seeing('li'), { kind: 'trip-approval', key: id }),
    ).toMatchObject({
      trip: { texts: { place: '宜昌' } },
      may: false,
    })
    expect(
      await viewOf(await bureau.seeing('chen'), { kind: 'trip-approval', key: id }),
    ).toMatchObject({
      code: 'trip-not-yours-now',
    })
    // Nobody has the post of who is out for an hour, and they are reminded as ever.
    expect(awayIn(await bureau.seeing('li'))).toEqual([])
    expect(await ownTrip(bureau, 'zhang', 'withdraw')).toBe('trip-withdrawn')
  })

  test.each([
    ['a head to who is in charge', 'li', 'chen'],
    ['a leader to the principal leader', 'chen', 'wu'],
  ])('is reported by %s', async (_, who, to) => {
    expect(await askTrip(bureau, who, { from: '2025-09-08' }, 'outing')).toBe('trip-told')
    expect(await sent('trip-approval')).toEqual([to])
  })

  test('of the principal leader is written down, with nobody to report to', async () => {
    expect(await askTrip(bureau, 'wu', { from: '2025-09-08' }, 'outing')).toBe('trip-stands')
  })

  test('is none on a day off, and none that is past', async () => {
    expect(await askTrip(bureau, 'zhang', { from: '2025-09-13' }, 'outing')).toBe(
      'refused:trip-no-days',
    )
    expect(await askTrip(bureau, 'zhang', { from: '2025-09-05' }, 'outing')).toBe(
      'refused:trip-past',
    )
  })
})

test('a head’s home says who is away today, without any reason; staff’s does not', async () => {
  await approvedTrip(bureau, 'zhang', { from: '2025-09-09', to: '2025-09-11' }, ['li', 'chen'])
  await ask(bureau, 'wang', { from: '2025-09-09', kind: 'sick' })
  await decide(bureau, 'li', { on: 'wang' })
  bureau.goTo('2025-09-09', '09:00')
  const home = async (who: string) =>
    viewOf(await bureau.seeing(who), { kind: 'home', key: 'home' })
  const away = [
    { name: '张可', matter: 'trip', to: '2025-09-11' },
    { name: '王珊', matter: 'leave', to: '2025-09-09' },
  ]
  for (const who of ['li', 'chen']) expect(await home(who)).toMatchObject({ away })
  expect(await home('sun')).toMatchObject({ away: [] })
  expect(await home('zhou')).toMatchObject({ away: [] })
})

describe('place, reason and what is handed over', () => {
  const secret = '去省纪委谈话'

  test('are seen by the person and the chain; who takes over sees what is handed over alone', async () => {
    const of = { from: '2025-09-10', reason: secret, handover: 'wang', tasks: '窗口值守' }
    const id = await approvedTrip(bureau, 'zhang', of, ['li'])
    const seenBy: string[] = []
    for (const { id: who } of (await bureau.seeing(null)).bureau.roster.people) {
      const seeing = await bureau.seeing(who)
      for (const kind of cardKindNames) {
        for (const key of [id, 'trip', 'mine', 'home', 'all']) {
          const text = JSON.stringify(await viewOf(seeing, { kind, key }).catch(() => null)) ?? ''
          if (text.includes(secret)) seenBy.push(`${who} ${kind}`)
        }
      }
    }
    expect([...new Set(seenBy)].sort()).toEqual([
      'li trip-approval',
      'zhang own-trip',
      'zhang trip',
    ])
    expect(await viewOf(await bureau.seeing('wang'), { kind: 'cover', key: id })).toMatchObject({
      name: '张可',
      tasks: '窗口值守',
    })
  })

  test('are erased when their time is over; the chain of the ledger is sound', async () => {
    const id = await approvedTrip(bureau, 'zhang', { reason: secret }, ['li'])
    const run = (on: string) => {
      bureau.goTo(on, '00:30')
      return bureau.job((ctx) => eraseTripJob.run(ctx, on, null))
    }
    await run('2026-09-10')
    const card = { kind: 'own-trip', key: id }
    expect(await viewOf(await bureau.seeing('zhang'), card)).toMatchObject({
      trip: { texts: { reason: secret } },
    })
    await run('2026-09-11')
    expect(await viewOf(await bureau.seeing('zhang'), card)).toMatchObject({
      trip: { texts: null },
    })
    expect(await verifyChain(bureau.storage.read, bureau.id)).toEqual([])
  })
})

test('another bureau’s work rules are followed as they are: one step, reported back on the last day, no outings', async () => {
  const other = await leaveDatabase(workRules('hexi-district'))
  try {
    bureau = await other.newBureau()
    bureau.goTo('2025-09-08', '10:00')
    expect(await askTrip(bureau, 'zhang', {}, 'outing')).toBe('refused:trip-no-rules')
    const id = await approvedTrip(bureau, 'zhang', { from: '2025-09-09', to: '2025-09-10' }, [
      'chen',
    ])
    const run = async (on: string) => {
      bureau.goTo(on, '08:40')
      await bureau.notices()
      await bureau.job((ctx) => backFromTripJob.run(ctx, on, null))
      return (await bureau.notices()).map(({ what }) => what.replace(id, 'it'))
    }
    expect(await run('2025-09-09')).toEqual([])
    expect(await run('2025-09-10')).toEqual(['send own-trip it zhang'])
    expect(await waitsFor('zhang')).toEqual(['trip.back ask-trip-back'])
    expect(await run('2025-09-11')).toEqual([
      'send own-trip it zhang',
      'send trip-approval it chen',
    ])
    expect(await run('2025-09-12')).toEqual([])
    expect(await ownTrip(bureau, 'zhang', 'back')).toBe('trip-back')
    expect(await waitsFor('zhang')).toEqual([])
  } finally {
    await other.close()
  }
}, 60_000)

test('nobody has a post whose B is away too', async () => {
  const of = { from: '2025-09-09', to: '2025-09-10', handover: 'wang' }
  await approvedTrip(bureau, 'li', of, ['chen', 'wu'])
  await ask(bureau, 'wang', { from: '2025-09-10' })
  await decide(bureau, 'li', { on: 'wang' })
  const standIn = async () => (await bureau.seeing('li')).bureau.standIns.of('li')
  bureau.goTo('2025-09-09', '09:00')
  expect(await standIn()).toBe('wang')
  bureau.goTo('2025-09-10', '09:00')
  expect(await standIn()).toBeNull()
})
