import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { allJobs, askKinds, viewOf } from '../../src/flows/all.js'
import { asksFor } from '../../src/flows/asks.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { decideFact } from '../../src/flows/fact/decide.js'
import { noWords } from '../../src/flows/fact/draft.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { FactIntent } from '../../src/flows/fact/intents.js'
import { submitForm } from '../../src/flows/fact/submit.js'
import type { HomeView } from '../../src/flows/home/view.js'
import { rateAsks } from '../../src/flows/rating/asks.js'
import { closePeriod } from '../../src/flows/rating/close.js'
import { ownStandings, type StandingView, statementOf } from '../../src/flows/standing/view.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { asking, unitScheme } from '../facts/schemes.js'
import { deskOf, readable } from '../text/desk.js'

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau
let next: string

beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(() => database.close())

/** Last year's cycles, and this year's of the people's scheme beside them. */
async function overNewYear(...more: Parameters<typeof database.newBureau>[0] & object) {
  bureau = await database.newBureau(more)
  const { scheme } = database
  next = `${bureau.id}.${scheme.id}.2026`
  await bureau.storage.transact('work', (tx) =>
    openCycle(tx, { bureau: bureau.id, scheme, year: 2026, on: day('2026-01-02'), by: 'zhou' }),
  )
  bureau.goTo('2026-01-05', '10:00')
}

async function record(whom: string[], on: string): Promise<string> {
  const words = { ...noWords, day: on, occasion: 'duty', note: '晚到', whom }
  const said = await bureau.act('zhou', (ctx) =>
    submitForm(ctx, {
      ...{ verb: 'record.submit', key: 'new', kind: 'late', confirmed: true },
      words,
    }),
  )
  expect(said).toBe('fact-proposed')
  const { collected } = await bureau.seeing(null)
  return must([...collected.of(factsSlice).byId.keys()].at(-1), 'a fact')
}

function decide(who: string, verb: FactIntent['verb'], fact: string): Promise<string> {
  const intent = { verb, fact, whose: '', text: '理由', field: 'text' }
  return bureau.act(who, (ctx) => decideFact(ctx, intent))
}

async function runs(name: string, period: string): Promise<void> {
  const job = must(
    allJobs.find((each) => each.name === name),
    `no job ${name}`,
  )
  await bureau.job((ctx) => job.run(ctx, period, null))
}

/** Recorded, verified, approved and delivered on one day; effective when its window is over. */
async function effective(whom: string[], on: string, then: string): Promise<string> {
  const fact = await record(whom, on)
  await decide('li', 'fact.verify', fact)
  await decide('chen', 'fact.approve', fact)
  await bureau.delivered()
  bureau.goTo(then, '10:00')
  await runs('effective-facts', then)
  return fact
}

/** The highest that somebody may reach still, by the id of each cycle. */
async function highest(assessee: string): Promise<Record<string, string | null | undefined>> {
  const situation = await bureau.seeing(null)
  return Object.fromEntries(
    situation.bureau.cycles.map((cycle) => [
      cycle.id,
      statementOf(situation, cycle, assessee)?.highest,
    ]),
  )
}

describe('over New Year, with last year’s cycle beside this one’s', () => {
  beforeEach(() => overNewYear())

  test('what happened in the old year and is recorded in the new counts in the old alone, and the other way round', async () => {
    const before = await highest('zhang')
    const old = await effective(['zhang'], '2025-12-30', '2026-01-15')
    const after = await highest('zhang')
    expect(after[bureau.cycle]).not.toBe(before[bureau.cycle])
    expect(after[next]).toBe(before[next])
    const { collected } = await bureau.seeing(null)
    const recorded = must(collected.of(factsSlice).byId.get(old), 'the fact')
    expect(recorded.charges.get('zhang')?.objectUntil, 'five working days over no holiday').toBe(
      '2026-01-12',
    )
    await effective(['zhang'], '2026-01-14', '2026-01-28')
    const then = await highest('zhang')
    expect(then[bureau.cycle]).toBe(after[bureau.cycle])
    expect(then[next]).not.toBe(after[next])
  })

  test('December’s report and the fourth quarter wait for people; the first one’s does not yet', async () => {
    const kinds = async (who: string): Promise<string[]> =>
      asksFor(askKinds, await bureau.seeing(who), who).map(({ kind, about }) => `${kind} ${about}`)
    expect(await kinds('zhang')).toContain('report.answer 2025-12')
    const li = await kinds('li')
    expect(li).toContain('report.sign 2025-12.general')
    expect(li).toContain(`period.rate ${bureau.cycle}/2025-Q4/superior`)
    expect(li.join()).not.toContain('2026-Q1')
    expect(li.join()).not.toContain(`${next}/`)
    const moments = must(rateAsks.sends, 'cards').moments(
      bureau.calendar,
      day('2025-12-20'),
      day('2026-01-31'),
    )
    const reminded = moments.filter(({ occasion, reminds }) => reminds && occasion === '2025-Q4')
    expect(reminded).toHaveLength(1)
    await runs('period.rate.remind', '2025-Q4')
    const sent = (await bureau.notices()).map(({ what }) => what)
    expect(sent).toContain(`send rating ${bureau.cycle}/2025-Q4/superior li`)
    expect(sent.join()).not.toContain(next)
  })

  test('the old year’s last quarter is ended in the new year, and says nothing of the new', async () => {
    bureau.goTo('2026-01-20', '10:00')
    const said = await bureau.act('zhou', (ctx) =>
      closePeriod(ctx, {
        ...{ verb: 'period.close', cycle: bureau.cycle, period: '2025-Q4', part: 'superior' },
        reason: '都在外',
      }),
    )
    expect(said).toBe('period-closed')
    const asks = rateAsks.open(await bureau.seeing(null), {})
    expect(asks.map(({ about }) => about)).not.toContain(`${bureau.cycle}/2025-Q4/superior`)
    bureau.goTo('2026-03-27', '10:00')
    const first = rateAsks.open(await bureau.seeing(null), { occasion: '2026-Q1' })
    expect(new Set(first.map(({ cycle }) => cycle))).toEqual(new Set([next]))
  })

  test('home shows both years; /myscore opens this one’s, from which last year’s is one press away', async () => {
    const home = (await viewOf(await bureau.seeing('zhang'), {
      kind: 'home',
      key: 'home',
    })) as HomeView
    expect(home.standings.map(({ year }) => year)).toEqual(['2026', '2025'])
    const desk = deskOf(bureau)
    expect(await desk.say('zhang', { text: '/myscore' })).toEqual([`standing ${next}/zhang`])
    const card = await desk.card('zhang', 'standing', `${next}/zhang`)
    expect(readable(card)).toContain('2025年度')
    await bureau.notices()
    await desk.press('zhang', card, '2025年度')
    expect((await bureau.notices()).map(({ what }) => what)).toContain(
      `send standing ${bureau.cycle}/zhang zhang`,
    )
    const old = (await viewOf(await bureau.seeing('zhang'), {
      ...{ kind: 'standing', key: `${bureau.cycle}/zhang` },
    })) as StandingView
    expect(old.year).toBe('2025')
    expect(old.others?.map(({ year }) => year)).toEqual(['2026'])
  })
})

describe('somebody in several cycles', () => {
  test('two schemes of people and one of units: each score is theirs, the unit’s where the person is in no own', async () => {
    await overNewYear(unitScheme, asking)
    const situation = await bureau.seeing('zhou')
    const mine = ownStandings(situation, 'zhou').map(
      ({ cycle, assessee }) => `${cycle.scheme.id} ${cycle.year} ${assessee}`,
    )
    expect(mine.sort()).toEqual([
      'asking 2025 zhou',
      'unit-scheme 2025 planning',
      'wuhan-civil-servants 2025 zhou',
      'wuhan-civil-servants 2026 zhou',
    ])
    for (const { cycle, assessee } of ownStandings(situation, 'zhou')) {
      const view = await viewOf(situation, { kind: 'standing', key: `${cycle.id}/${assessee}` })
      expect([view.kind, (view as StandingView).others?.length]).toEqual(['standing', 3])
    }
  })

  test('a kind that both count is recorded once, costs in both, and is given back in both', async () => {
    await overNewYear(unitScheme)
    const units = `${bureau.id}.${unitScheme.id}.2025`
    const seen = async () => [
      (await highest('zhang'))[bureau.cycle],
      (await highest('general'))[units],
    ]
    const before = await seen()
    const fact = await effective(['zhang'], '2025-12-30', '2026-01-15')
    const charged = await seen()
    expect(charged.map((now, at) => now === before[at])).toEqual([false, false])
    expect(await decide('zhou', 'fact.reverse', fact)).toBe('fact-reversed')
    expect(await seen()).toEqual(before)
    expect(await decide('zhou', 'fact.reverse', fact)).toBe('refused:fact-stage-reversed')
  })
})
