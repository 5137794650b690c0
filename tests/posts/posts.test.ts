import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../src/base/day.js'
import { asksFor } from '../../src/flows/asks.js'
import { askKinds, viewOf } from '../../src/flows/all.js'
import { factProposed } from '../../src/flows/fact/entries.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { Intent } from '../../src/flows/flow.js'
import { eraseTripJob } from '../../src/flows/trip/jobs.js'
import { postJob } from '../../src/flows/post/jobs.js'
import type { PostsView } from '../../src/flows/post/views.js'
import { postsSlice } from '../../src/flows/post/posts.js'
import { ask, decide, lastLeave, leaveDatabase, workRules } from '../leave/bureau.js'
import { press, pressStraight } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'
import { approvedTrip, askTrip, decideTrip, lastTrip, ownTrip } from '../trips/bureau.js'

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

const morning = postJob(() => askKinds)

/** Runs a working morning's job; what it sent. */
async function runMorning(on: string): Promise<string[]> {
  bureau.goTo(on, '08:30')
  await bureau.notices()
  await bureau.job((ctx) => morning.run(ctx, on, null))
  return (await bureau.notices()).map(({ what }) => what.replace(/^send /, ''))
}

async function owes(who: string, kinds: RegExp): Promise<string[]> {
  const situation = await bureau.seeing(who)
  return asksFor(askKinds, situation, who)
    .filter(({ kind }) => kinds.test(kind))
    .map(({ kind, instead }) => `${kind}${instead === undefined ? '' : ` for ${instead}`}`)
}

const posts = /^post/
const view = async (who: string, kind: string, key: string) =>
  viewOf(await bureau.seeing(who), { kind, key })
const name = (who: string, of: { person: string; standIn: string; from?: string; to?: string }) =>
  press(bureau, who, { verb: 'post.name', from: '2025-09-08', to: '', ...of } as Intent)

/** 李, the head, is on a trip with 王 in their place. */
async function headAway(of: { from?: string; to?: string } = {}): Promise<string> {
  const span = { from: '2025-09-09', to: '2025-09-10', ...of }
  return approvedTrip(bureau, 'li', { ...span, handover: 'wang' }, ['chen', 'wu'])
}

/** Something is recorded of somebody of 综合处, by the office unless said otherwise. */
async function recorded(kind: string, whom: string, by = 'zhou'): Promise<string> {
  let id = ''
  await bureau.job(async (ctx) => {
    id = factProposed.write(ctx, {
      ...{ by, subject: whom, day: day('2025-09-08') },
      body: { kind, persons: [whom], units: ['general'], occasion: 'duty' },
      personal: { note: '九点十二分到' },
    })
  })
  return id
}

/** Somebody came late: the head verifies it. */
const late = (whom: string, by?: string): Promise<string> => recorded('late', whom, by)

describe('who is named', () => {
  test('for whenever somebody is away has the post of every time away, with nobody asked anything', async () => {
    expect(await name('li', { person: 'zhang', standIn: 'wang' })).toBe('post-named')
    expect((await bureau.notices()).map(({ what }) => what)).toEqual([
      'text saying post-named-you wang',
    ])
    await approvedTrip(bureau, 'zhang', {}, ['li'])
    expect(await owes('li', posts)).toEqual([])
    expect(await owes('wang', posts)).toEqual([])
    bureau.goTo('2025-09-10', '09:00')
    expect((await bureau.seeing('li')).bureau.standIns.of('zhang')).toBe('wang')
    expect(await view('wang', 'posts', 'mine')).toMatchObject({
      mine: [{ name: '张可' }],
      people: [],
    })
    const [named] = (await bureau.seeing('li')).collected.of(postsSlice).named.values()
    const end = { verb: 'post.end', named: named?.id ?? '', person: 'zhang' }
    expect(await press(bureau, 'wang', end as Intent)).toBe('refused:post-not-yours')
    expect(await press(bureau, 'li', end as Intent)).toBe('post-ended')
    expect((await bureau.seeing('li')).bureau.standIns.of('zhang')).toBeNull()
  })

  test.each([
    ['a member’s', 'wang', 'zhang', 'refused:post-not-yours'],
    ['the head’s own', 'li', 'li', 'refused:post-not-yours'],
    ['the head’s, by who is in charge', 'chen', 'li', 'post-named'],
    ['of a unit without head and leader', 'wu', 'zhao', 'post-named'],
  ])('%s post', async (_, by, person, said) => {
    expect(await name(by, { person, standIn: person === 'zhao' ? 'sun' : 'zhang' })).toBe(said)
  })

  test('from the own unit; where one is alone in theirs, from the whole bureau', async () => {
    const id = await approvedTrip(bureau, 'zhang', {}, ['li'])
    expect(await view('li', 'post', id)).toMatchObject({
      standIns: [{ id: 'li' }, { id: 'wang' }],
    })
    expect(await view('zhao', 'leave', 'new')).toMatchObject({
      step: { people: expect.arrayContaining([expect.objectContaining({ id: 'sun' })]) },
    })
    const { standIns } = (await view('wu', 'posts', 'mine')) as PostsView
    expect(standIns.map((one) => one.id)).toContain('sun')
  })

  test.each([
    ['nobody', { standIn: '' }, 'handover-who'],
    ['the person', { standIn: 'zhang' }, 'handover-who'],
    ['days that are past', { from: '2025-09-01' }, 'post-days'],
    ['an end before the beginning', { from: '2025-09-12', to: '2025-09-11' }, 'post-days'],
  ])('is refused with %s', async (_, of, code) => {
    expect(await name('li', { person: 'zhang', standIn: 'wang', ...of })).toBe(`refused:${code}`)
  })

  test('for one time away goes before who was asked, who learns that it is another', async () => {
    const id = await approvedTrip(bureau, 'zhang', { handover: 'wang' }, ['li'])
    await bureau.notices()
    const assign = { verb: 'post.assign', absence: id, person: 'zhang', standIn: 'li' }
    expect(await press(bureau, 'wang', assign as Intent)).toBe('refused:post-not-yours')
    expect(await press(bureau, 'li', assign as Intent)).toBe('post-named')
    expect((await bureau.notices()).map(({ what }) => what.replace(id, 'it'))).toEqual([
      'send cover it li',
      'send cover it wang',
    ])
    expect(await view('wang', 'cover', id)).toMatchObject({ state: 'other', standIn: '李群' })
    expect(await view('li', 'cover', id)).toMatchObject({ state: 'ahead', by: '李群' })
  })
})

describe('when nobody stands in', () => {
  test('who leads is asked to name somebody, once; not for half a day', async () => {
    await approvedTrip(bureau, 'wang', { from: '2025-09-15', ends: 'noon' }, ['li'])
    const id = await approvedTrip(bureau, 'zhang', {}, ['li'])
    expect(await owes('li', posts)).toEqual(['post.name'])
    expect(await runMorning('2025-09-09')).toEqual([`post ${id} li`])
    expect(await runMorning('2025-09-10')).toEqual([])
    expect(await view('li', 'post', id)).toMatchObject({ standIn: '', gap: '2025-09-10' })
    const assign = { verb: 'post.assign', absence: id, person: 'zhang', standIn: 'wang' }
    expect(await press(bureau, 'li', assign as Intent)).toBe('post-named')
    expect(await owes('li', posts)).toEqual([])
  })

  test('since who was to is away too, who leads is told; for the head who decided on the trip', async () => {
    await headAway({ to: '2025-09-11' })
    await ask(bureau, 'wang', { from: '2025-09-11' })
    await decide(bureau, 'li', { on: 'wang' })
    expect(await owes('chen', posts)).toEqual(['post.name'])
    const { id } = await lastTrip(bureau, 'li')
    expect(await view('chen', 'post', id)).toMatchObject({ standIn: '王珊', gap: '2025-09-11' })
    const assign = { verb: 'post.assign', absence: id, person: 'li', standIn: 'wang' }
    expect(await press(bureau, 'chen', assign as Intent)).toBe('refused:handover-away')
  })
})

describe('who stands in', () => {
  test('is told the day before and on the day, may say that they have it and what is left on return, and is asked neither', async () => {
    const id = await approvedTrip(
      bureau,
      'zhang',
      { from: '2025-09-15', to: '2025-09-16', handover: 'wang', tasks: '窗口值守' },
      ['li', 'chen'],
    )
    expect(await runMorning('2025-09-11')).toEqual([])
    expect(await runMorning('2025-09-12')).toEqual([`cover ${id} wang`])
    expect(await view('wang', 'cover', id)).toMatchObject({ state: 'ahead', tasks: '窗口值守' })
    const of = { absence: id, person: 'zhang' }
    expect(await press(bureau, 'sun', { verb: 'post.take', ...of } as Intent)).toBe('refused:gone')
    expect(await press(bureau, 'wang', { verb: 'post.take', ...of } as Intent)).toBe(
      'post-taken-over',
    )
    expect(await view('zhang', 'cover', id)).toMatchObject({
      state: 'mine',
      standIn: '王珊',
      taken: true,
    })
    expect(await owes('wang', posts)).toEqual([])
    expect(await runMorning('2025-09-15')).toEqual([`cover ${id} wang`])
    const back = { verb: 'post.return', ...of, text: '两件待补材料' }
    expect(await press(bureau, 'wang', back as Intent)).toBe('refused:post-not-over')
    expect(await ownTrip(bureau, 'zhang', 'back')).toBe('trip-back')
    // Neither is asked for: it is over by itself.
    expect(await owes('wang', posts)).toEqual([])
    expect(await runMorning('2025-09-16')).toEqual([])
    expect(await view('wang', 'cover', id)).toMatchObject({ state: 'over' })
    expect(await press(bureau, 'wang', { ...back, text: '' } as Intent)).toBe('refused:post-note')
    expect(await press(bureau, 'wang', back as Intent)).toBe('post-given-back')
    expect(await press(bureau, 'wang', back as Intent)).toBe('refused:post-returned')
    expect(await view('zhang', 'cover', id)).toMatchObject({ note: '两件待补材料' })
    expect(await view('li', 'cover', id)).toMatchObject({ kind: 'gone' })
    expect(await runMorning('2025-09-17')).toEqual([])
    bureau.goTo('2026-09-17', '00:30')
    await bureau.job((ctx) => eraseTripJob.run(ctx, '2026-09-17', null))
    expect(await view('zhang', 'cover', id)).toMatchObject({ note: '', tasks: '' })
  })

  test('has what waits for who is away, with its cards, and every decision says for whom', async () => {
    await headAway()
    const fact = await late('zhang')
    await askTrip(bureau, 'zhang', { from: '2025-09-15' })
    const { id: trip } = await lastTrip(bureau, 'zhang')
    expect([await owes('li', /^fact/), await owes('wang', /^fact/)]).toEqual([['fact.step'], []])
    const sent = await runMorning('2025-09-09')
    expect(sent).toContain(`approval ${fact} wang`)
    expect(sent).toContain(`trip-approval ${trip} wang`)
    expect([await owes('li', /^fact/), await owes('wang', /^fact/)]).toEqual([
      [],
      ['fact.step for li'],
    ])
    expect(await view('wang', 'approval', fact)).toMatchObject({
      kind: 'approval',
      standsFor: '李群',
    })
    expect(await view('sun', 'approval', fact)).toMatchObject({ kind: 'gone' })
    const verify = { verb: 'fact.verify', fact, whose: '', text: '', field: 'text' }
    expect(await press(bureau, 'sun', verify as Intent)).toBe('refused:not-allowed')
    expect(await press(bureau, 'wang', verify as Intent)).toBe('fact-verified')
    const { collected } = await bureau.seeing(null)
    const steps = collected.of(factsSlice).byId.get(fact)?.steps ?? []
    const step = steps.find(({ what }) => what === 'verified')
    expect(await view('chen', 'approval', fact)).toMatchObject({
      fact: { steps: [{}, { by: '王珊（代李群）' }] },
    })
    expect([step?.by, collected.of(postsSlice).acted.get(step?.entry ?? '')]).toEqual([
      'wang',
      'li',
    ])
  })

  test('gets what comes while somebody is away, and nothing of it once they are back', async () => {
    await headAway()
    await runMorning('2025-09-09')
    bureau.goTo('2025-09-09', '10:00')
    await askTrip(bureau, 'zhang', { from: '2025-09-11' })
    const { id: trip } = await lastTrip(bureau, 'zhang')
    expect(await owes('wang', /^trip/)).toEqual(['trip.decide for li'])
    // Who comes back has the cards of what came meanwhile and still waits, once.
    expect(await runMorning('2025-09-11')).toContain(`trip-approval ${trip} li`)
    expect(await runMorning('2025-09-12')).not.toContain(`trip-approval ${trip} li`)
    bureau.goTo('2025-09-12', '10:00')
    expect([await owes('wang', /^trip/), await owes('li', /^trip/)]).toEqual([[], ['trip.decide']])
    expect(await decideTrip(bureau, 'wang', { on: 'zhang' })).toBe('refused:chain-not-yours')
  })

  test('signs the unit’s month in the head’s place, and only then', async () => {
    await headAway({ from: '2025-10-09', to: '2025-10-10' })
    bureau.goTo('2025-10-08', '10:00')
    expect(await owes('wang', /^report.sign/)).toEqual([])
    bureau.goTo('2025-10-09', '10:00')
    expect([await owes('li', /^report.sign/), await owes('wang', /^report.sign/)]).toEqual([
      [],
      ['report.sign for li'],
    ])
    expect(await view('wang', 'digest', '2025-09.general')).toMatchObject({
      stage: { stage: 'form' },
    })
    const sign = { verb: 'digest.sign', month: '2025-09', unit: 'general', summary: '九月工作' }
    expect(await press(bureau, 'zhang', sign as Intent)).toBe('refused:not-allowed')
    expect(await press(bureau, 'wang', sign as Intent)).toMatch(/^digest-s/)
    expect(await view('chen', 'digest', '2025-09.general')).toMatchObject({
      stage: { by: '王珊（代李群）' },
    })
  })
})

test('who comes back signs the month that nobody signed in their place, and is sent it', async () => {
  bureau.goTo('2025-09-26', '10:00')
  await headAway({ from: '2025-09-29', to: '2025-10-09' })
  await runMorning('2025-09-29')
  await runMorning('2025-10-09')
  bureau.goTo('2025-10-09', '10:00')
  expect(await owes('wang', /^report.sign/)).toEqual(['report.sign for li'])
  expect(await runMorning('2025-10-10')).toContain('digest 2025-09.general li')
  expect(await owes('li', /^report.sign/)).toEqual(['report.sign'])
})

test('who was named has the work also when the leave is made longer', async () => {
  await ask(bureau, 'zhang', { from: '2025-09-09', to: '2025-09-10' })
  for (const one of ['li', 'chen']) await decide(bureau, one, { on: 'zhang' })
  const { id } = await lastLeave(bureau, 'zhang')
  const assign = { verb: 'post.assign', absence: id, person: 'zhang', standIn: 'wang' }
  expect(await press(bureau, 'li', assign as Intent)).toBe('post-named')
  await runMorning('2025-09-09')
  bureau.goTo('2025-09-10', '10:00')
  await ask(bureau, 'zhang', { from: '2025-09-09', to: '2025-09-12' }, id)
  for (const one of ['li', 'chen', 'wu']) await decide(bureau, one, { on: 'zhang' })
  const { id: longer } = await lastLeave(bureau, 'zhang')
  expect(await runMorning('2025-09-11')).toEqual([`cover ${longer} wang`])
  expect((await bureau.seeing(null)).bureau.standIns.of('zhang')).toBe('wang')
  expect(await owes('li', posts)).toEqual([])
  expect(await view('wang', 'cover', longer)).toMatchObject({ state: 'on', by: '李群' })
})

describe('who stands in never', () => {
  test('decides on what charges themselves: that stays with who is away', async () => {
    await headAway()
    const fact = await late('wang')
    const sent = await runMorning('2025-09-09')
    expect(sent.filter((what) => what.startsWith('approval'))).toEqual([])
    expect([await owes('li', /^fact/), await owes('wang', /^fact/)]).toEqual([['fact.step'], []])
    expect(await view('wang', 'approval', fact)).toMatchObject({ kind: 'gone' })
    const verify = { verb: 'fact.verify', fact, whose: '', text: '', field: 'text' }
    expect(await press(bureau, 'wang', verify as Intent)).toBe('refused:not-allowed')
  })

  test('decides on what they recorded themselves: nobody does, in whosever place', async () => {
    await headAway()
    const fact = await late('zhang', 'wang')
    const sent = await runMorning('2025-09-09')
    expect(sent.filter((what) => what === `approval ${fact} wang`)).toEqual([])
    expect([await owes('li', /^fact/), await owes('wang', /^fact/)]).toEqual([['fact.step'], []])
    const verify = { verb: 'fact.verify', fact, whose: '', text: '', field: 'text' }
    expect(await press(bureau, 'wang', verify as Intent)).toMatch(/^refused:/)
    expect(await press(bureau, 'li', verify as Intent)).toBe('fact-verified')
  })

  test('decides on what charges them as head, though it names somebody else', async () => {
    // From another unit than the leader's: named for whenever, so the leader's form has it.
    expect(await name('wu', { person: 'chen', standIn: 'li' })).toBe('post-named')
    await approvedTrip(bureau, 'chen', { from: '2025-09-09', to: '2025-09-10', handover: 'li' }, [
      'wu',
    ])
    bureau.goTo('2025-09-09', '10:00')
    const fact = await recorded('instruction-late', 'zhang')
    const owing = { chen: await owes('chen', /^fact.step/), li: await owes('li', /^fact.step/) }
    expect(owing).toEqual({ chen: ['fact.step'], li: [] })
    for (const verb of ['fact.verify', 'fact.approve']) {
      const step = { verb, fact, whose: '', text: '', field: 'text' }
      expect(await press(bureau, 'li', step as Intent)).toMatch(/^refused:/)
    }
  })

  test('names for themselves who stands in for them', async () => {
    await headAway()
    const id = await approvedTrip(bureau, 'wang', { from: '2025-09-15' }, ['li'])
    bureau.goTo('2025-09-09', '10:00')
    expect([await owes('li', posts), await owes('wang', /^post.name/)]).toEqual([['post.name'], []])
    const assign = { verb: 'post.assign', absence: id, person: 'wang', standIn: 'zhang' }
    expect(await press(bureau, 'wang', assign as Intent)).toBe('refused:post-not-yours')
    expect(await name('wang', { person: 'wang', standIn: 'zhang', from: '2025-09-09' })).toBe(
      'refused:post-not-yours',
    )
    // Their own card of posts does not offer the head's people.
    const other = { verb: 'post.name', person: 'zhang', standIn: 'sun', from: '2025-09-09', to: '' }
    expect(await pressStraight(bureau, 'wang', other as Intent)).toBe('post-named')
  })

  test('decides on their own leave or trip', async () => {
    await headAway()
    bureau.goTo('2025-09-09', '10:00')
    await askTrip(bureau, 'wang', { from: '2025-09-11' })
    expect([await owes('wang', /^trip/), await owes('li', /^trip/)]).toEqual([[], ['trip.decide']])
    expect(await decideTrip(bureau, 'wang', { on: 'wang' })).toBe('refused:chain-not-yours')
  })

  test('rates, reports or takes note for who is away', async () => {
    await headAway({ from: '2025-09-24', to: '2025-09-26' })
    bureau.goTo('2025-09-25', '10:00')
    const personal = /^(period\.rate|report\.answer|fact\.note)/
    expect([...new Set(await owes('li', personal))].sort()).toEqual([
      'period.rate',
      'report.answer',
    ])
    const own = await owes('wang', personal)
    expect(own.filter((one) => one.includes('rate') || one.includes('for'))).toEqual([])
    const [rating] = asksFor(askKinds, await bureau.seeing('li'), 'li').filter(
      ({ kind }) => kind === 'period.rate',
    )
    expect(await view('wang', 'rating', rating?.card.key ?? '')).toMatchObject({ kind: 'gone' })
  })
})

test('of two who name at once the last holds, and both are written', async () => {
  const id = await approvedTrip(bureau, 'zhang', {}, ['li'])
  const assign = (standIn: string) =>
    press(bureau, 'li', { verb: 'post.assign', absence: id, person: 'zhang', standIn } as Intent)
  expect(await Promise.all([assign('wang'), assign('li')])).toEqual(['post-named', 'post-named'])
  const { named } = (await bureau.seeing(null)).collected.of(postsSlice)
  expect(named.size).toBe(2)
})

test('another bureau’s work rules are followed as they are: who is in charge names, two days before, for trips alone', async () => {
  const other = await leaveDatabase(workRules('hexi-district'))
  try {
    bureau = await other.newBureau()
    bureau.goTo('2025-09-08', '10:00')
    expect(await name('li', { person: 'zhang', standIn: 'wang' })).toBe('refused:post-not-yours')
    await ask(bureau, 'wang', { kind: 'annual', from: '2025-09-16' })
    await decide(bureau, 'li', { on: 'wang' })
    expect(await owes('chen', posts)).toEqual([])
    const id = await approvedTrip(bureau, 'zhang', { from: '2025-09-12' }, ['chen'])
    expect(await owes('chen', posts)).toEqual(['post.name'])
    expect(await name('chen', { person: 'zhang', standIn: 'wang' })).toBe('post-named')
    expect(await owes('chen', posts)).toEqual([])
    expect(await runMorning('2025-09-09')).toEqual([])
    expect(await runMorning('2025-09-10')).toEqual([`cover ${id} wang`])
  } finally {
    await other.close()
  }
}, 60_000)
