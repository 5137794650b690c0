import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { day } from '../../src/base/day.js'
import { createRender } from '../../src/desk/render-notice.js'
import { allJobs, askKinds, viewOf } from '../../src/flows/all.js'
import { asksFor } from '../../src/flows/asks.js'
import { noWords } from '../../src/flows/fact/draft.js'
import { decideFact } from '../../src/flows/fact/decide.js'
import { factProposed } from '../../src/flows/fact/entries.js'
import { factsSlice } from '../../src/flows/fact/facts.js'
import type { FactIntent } from '../../src/flows/fact/intents.js'
import { submitForm } from '../../src/flows/fact/submit.js'
import { missingIn, rateAsks } from '../../src/flows/rating/asks.js'
import { dutiesOf } from '../../src/flows/rating/assignments.js'
import { nameActing } from '../../src/flows/rating/close.js'
import { ratingSubmitted } from '../../src/flows/rating/entries.js'
import { openPeriods, periodFor } from '../../src/flows/rating/periods.js'
import type { DigestView } from '../../src/flows/report/digest-view.js'
import { signAsks } from '../../src/flows/report/asks.js'
import { reportSubmitted } from '../../src/flows/report/entries.js'
import { rosterFollowed } from '../../src/flows/roster/entries.js'
import { statementOf } from '../../src/flows/standing/view.js'
import type { Person, Roster } from '../../src/roster/roster.js'
import { cardFor, setSent } from '../../src/storage/live-cards.js'
import { jobsState } from '../../src/storage/jobs.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { refreshCards } from '../../src/storage/stale-cards.js'
import { putAddresses } from '../../src/storage/addresses.js'
import { replaceRoster } from '../../src/storage/roster-rows.js'
import { unitScheme } from '../facts/schemes.js'
import { deskOf, readable } from '../text/desk.js'
import { person, testDatabase, type TestBureau } from '../report/bureau.js'

/** Somebody whom the platform knows, and who comes to the bureau only where a test lets them. */
const later = { ...person('qian', '钱宁', 'general', []), memberships: [] }

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase({ people: [later] })
}, 60_000)
afterAll(() => database.close())

function job(name: string) {
  return must(
    allJobs.find((each) => each.name === name),
    `no job ${name}`,
  )
}

/** Runs a job to its end. */
async function runs(bureau: TestBureau, name: string, period = 'now'): Promise<void> {
  let after: string | null = null
  do after = await bureau.job((ctx) => job(name).run(ctx, period, after))
  while (after !== null)
}

/** A bureau that is followed since a day: what changes from then on is a change. */
async function bureauOn(on: string, time = '10:00'): Promise<TestBureau> {
  const bureau = await database.newBureau()
  bureau.goTo(on, time)
  await runs(bureau, 'roster-day')
  return bureau
}

type Edit = (person: Person) => Person

/** The office changes the roster's file; what follows from it was done. Answers what went out. */
async function edit(bureau: TestBureau, edits: Record<string, Edit>): Promise<string[]> {
  await bureau.notices()
  const { history } = (await bureau.seeing(null)).bureau
  const people = history.people.map((one) => edits[one.id]?.(one) ?? one)
  await put(bureau, { ...history, people })
  await runs(bureau, 'roster-edit')
  return (await bureau.notices()).map(({ what }) => what)
}

async function put(bureau: TestBureau, roster: Roster): Promise<void> {
  await bureau.storage.transact('work', async (tx) => {
    await replaceRoster(tx, bureau.id, JSON.parse(JSON.stringify(roster)))
  })
}

const leaves =
  (to: string): Edit =>
  (one) => ({
    ...one,
    memberships: one.memberships.map((of) => ({ ...of, to: day(to) })),
    roles: one.roles.map((role) => ({ ...role, to: day(to) })),
  })

const holds =
  (role: string, unit: string | undefined, from: string): Edit =>
  (one) => ({
    ...one,
    roles: [...one.roles, { role, ...(unit === undefined ? {} : { unit }), from: day(from) }],
  })

const loses =
  (role: string, to: string): Edit =>
  (one) => ({
    ...one,
    roles: one.roles.map((held) => (held.role === role ? { ...held, to: day(to) } : held)),
  })

const moves =
  (unit: string, from: string, until: string): Edit =>
  (one) => ({
    ...one,
    memberships: [
      ...one.memberships.map((of) => ({ ...of, to: day(until) })),
      { unit, from: day(from) },
    ],
  })

/** What waits for somebody, of the kinds that begin so. */
async function asked(bureau: TestBureau, who: string, begins = 'fact.'): Promise<string[]> {
  const all = asksFor(askKinds, await bureau.seeing(who), who)
  return all.map(({ kind, about }) => `${kind} ${about}`).filter((ask) => ask.startsWith(begins))
}

/** Somebody has a card that was sent today. */
async function hasCard(bureau: TestBureau, who: string, kind: string, key: string): Promise<void> {
  await bureau.haveCard(who, kind, key)
  const { addresses } = (await bureau.seeing(null)).bureau
  const recipient = must(addresses.get(who), 'an address')
  await bureau.storage.transact('work', async (tx) => {
    const { id } = await cardFor(tx, { bureau: bureau.id, recipient, kind, key })
    await setSent(tx, [{ id, messageId: `om_${id}`, chatId: 'oc' }])
  })
}

/** Who owes what that belongs to nobody: there is nothing. */
async function owedByNobody(bureau: TestBureau): Promise<string[]> {
  const situation = await bureau.seeing(null)
  return askKinds
    .flatMap((kind) => kind.open(situation, {}))
    .filter(({ who }) => !situation.bureau.roster.person(who))
    .map(({ kind, who }) => `${kind} ${who}`)
}

/** 张 was late: recorded by the office. */
async function late(bureau: TestBureau): Promise<string> {
  const words = { ...noWords, day: '2025-09-01', occasion: 'duty', note: '迟到', whom: ['zhang'] }
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

/** 张 was late with a task: recorded by the head of the unit, whose recording verifies it. */
function recordedByHead(bureau: TestBureau): Promise<string> {
  return bureau.job(async (ctx) =>
    factProposed.write(ctx, {
      ...{ by: 'li', day: day('2025-09-01'), subject: 'zhang' },
      body: { kind: 'general-late', persons: ['zhang'], units: ['general'], head: null },
      personal: { note: '超期' },
    }),
  )
}

function decide(
  bureau: TestBureau,
  who: string,
  verb: FactIntent['verb'],
  fact: string,
): Promise<string> {
  const intent = { verb, fact, whose: '', text: '理由', field: 'text' }
  return bureau.act(who, (ctx) => decideFact(ctx, intent))
}

async function trace(bureau: TestBureau) {
  const found = await readEntries(bureau.storage.read, {
    bureau: bureau.id,
    kinds: [rosterFollowed.kind],
  })
  return found.flatMap((entry) => rosterFollowed.body(entry).asks)
}

async function view(bureau: TestBureau, who: string, kind: string, key: string): Promise<string> {
  return (await viewOf(await bureau.seeing(who), { kind, key })).kind
}

describe('facts under way', () => {
  test('who approves leaves: the next one has it at once, is told from whom, and it stands in the ledger', async () => {
    const bureau = await bureauOn('2025-09-03')
    const fact = await late(bureau)
    await decide(bureau, 'li', 'fact.verify', fact)
    expect(await asked(bureau, 'chen')).toEqual([`fact.step ${fact}`])
    const sent = await edit(bureau, {
      chen: leaves('2025-09-02'),
      zhou: holds('leader-in-charge', 'planning', '2025-09-03'),
      zhao: holds('leader-in-charge', 'general', '2025-09-03'),
    })
    expect(sent).toContain(`send approval ${fact} zhao`)
    expect(sent).toContain('text saying asks-taken-over zhao')
    expect(sent).toContain('text saying roster-followed zhou')
    expect(await trace(bureau)).toContainEqual({
      ...{ kind: 'fact.step', about: fact, from: ['chen'], to: ['zhao'] },
    })
    expect(await decide(bureau, 'zhao', 'fact.approve', fact)).toBe('fact-approved')
    expect(await owedByNobody(bureau)).toEqual([])
  })

  test('nobody is left who approves: the office has it by name, and it goes on once the role is filled', async () => {
    const bureau = await bureauOn('2025-09-03')
    const fact = await late(bureau)
    await decide(bureau, 'li', 'fact.verify', fact)
    const sent = await edit(bureau, { chen: loses('leader-in-charge', '2025-09-02') })
    expect(sent).toContain(`send approval ${fact} zhou`)
    const all = asksFor(askKinds, await bureau.seeing('zhou'), 'zhou')
    expect(all.find(({ kind }) => kind === 'fact.stuck')).toMatchObject({
      ...{ about: fact, says: { code: 'ask-nobody' } },
    })
    const card = readable(await deskOf(bureau).card('zhou', 'approval', fact))
    expect(card).toContain('没有人可以办：请在名册里补上分管')
    const filled = await edit(bureau, {
      wang: holds('leader-in-charge', 'general', '2025-09-03'),
    })
    expect(filled).toContain(`send approval ${fact} wang`)
    expect(await asked(bureau, 'zhou')).toEqual([])
  })

  test('the step before passed when nobody was there for the next: the office has it at once', async () => {
    const bureau = await bureauOn('2025-09-03')
    const fact = await late(bureau)
    await edit(bureau, { chen: leaves('2025-09-02') })
    await decide(bureau, 'li', 'fact.verify', fact)
    const sent = (await bureau.notices()).map(({ what }) => what)
    expect(sent).toContain(`send approval ${fact} zhou`)
  })

  test('who verified by recording and moves since has verified', async () => {
    const bureau = await bureauOn('2025-09-03')
    const fact = await recordedByHead(bureau)
    const before = await asked(bureau, 'chen')
    expect(before).toEqual([`fact.step ${fact}`])
    bureau.goTo('2025-09-04', '10:00')
    await edit(bureau, {
      li: loses('unit-head', '2025-09-03'),
      wang: holds('unit-head', 'general', '2025-09-04'),
    })
    expect(await asked(bureau, 'chen')).toEqual(before)
    expect(await asked(bureau, 'wang')).toEqual([])
  })

  test('who recorded it leaves: what is sent back goes to the office, which records it anew', async () => {
    const bureau = await bureauOn('2025-09-03')
    const fact = await recordedByHead(bureau)
    bureau.goTo('2025-09-04', '10:00')
    await edit(bureau, { li: leaves('2025-09-03') })
    expect(await decide(bureau, 'chen', 'fact.return', fact)).toBe('fact-returned')
    const sent = (await bureau.notices()).map(({ what }) => what)
    expect(sent).toContain(`send record ${fact} zhou`)
    expect(await view(bureau, 'zhou', 'record', fact)).toBe('record')
    expect(await view(bureau, 'wang', 'record', fact)).toBe('gone')
  })

  test('whom it charges leaves before it is delivered: the office hands it over', async () => {
    const bureau = await bureauOn('2025-09-03')
    const fact = await late(bureau)
    await decide(bureau, 'li', 'fact.verify', fact)
    await decide(bureau, 'chen', 'fact.approve', fact)
    const { addresses } = (await bureau.seeing(null)).bureau
    await bureau.storage.transact('work', async (tx) => {
      const known = new Map([...addresses].filter(([who]) => who !== 'zhang'))
      await putAddresses(tx, bureau.id, known)
    })
    await bureau.delivered((sent) => !sent.what.endsWith('zhang'))
    const sent = (await bureau.notices()).map(({ what }) => what)
    expect(sent).toContain(`send approval ${fact} zhou`)
    expect(await asked(bureau, 'zhou')).toEqual([`fact.hand-over ${fact}`])
  })

  test('an office member changes: the objection is the next one’s; who was told and left is asked nothing', async () => {
    const bureau = await bureauOn('2025-09-03')
    const fact = await late(bureau)
    await decide(bureau, 'li', 'fact.verify', fact)
    await decide(bureau, 'chen', 'fact.approve', fact)
    await bureau.delivered()
    expect(await asked(bureau, 'zhang')).toEqual([`fact.note ${fact}`])
    await decide(bureau, 'zhang', 'fact.object', fact)
    expect(await asked(bureau, 'zhou')).toEqual([`fact.hear ${fact}`])
    const sent = await edit(bureau, {
      zhou: loses('assessment-office', '2025-09-02'),
      zhao: holds('assessment-office', undefined, '2025-09-03'),
      zhang: leaves('2025-09-02'),
    })
    expect(sent).toContain(`send hearing ${fact} zhao`)
    expect(await decide(bureau, 'zhou', 'fact.uphold', fact)).toBe('refused:not-allowed')
    expect(await decide(bureau, 'zhao', 'fact.uphold', fact)).toBe('fact-upheld')
    expect(await owedByNobody(bureau)).toEqual([])
  })
})

describe('monthly reports', () => {
  test('who comes when the month’s cards are out gets one; who comes after the month owes none for it', async () => {
    const bureau = await bureauOn('2025-09-26')
    const comes =
      (from: string): Edit =>
      (one) => ({
        ...one,
        memberships: [{ unit: 'general', from: day(from) }],
      })
    expect(await edit(bureau, { qian: comes('2025-09-26') })).toContain('send report 2025-09 qian')
    expect(await trace(bureau), 'nobody’s report passes to somebody else').toEqual([])
    const after = await bureauOn('2025-10-03')
    expect(await edit(after, { qian: comes('2025-10-02') })).not.toContain(
      'send report 2025-09 qian',
    )
    expect(await asked(after, 'qian', '')).toEqual([])
    const early = await viewOf(await after.seeing('qian'), { kind: 'report', key: '2025-09' })
    expect(early).toEqual({ kind: 'gone', code: 'report-not-there' })
    after.goTo('2025-10-09', '10:00')
    const digest = await viewOf(await after.seeing('li'), {
      kind: 'digest',
      key: '2025-09.general',
    })
    expect((digest as DigestView).members.map(({ name }) => name)).not.toContain('钱宁')
  })

  test('whose membership begins on a day is asked on that day, without any edit', async () => {
    const bureau = await database.newBureau()
    bureau.goTo('2025-09-25', '10:00')
    const { history } = (await bureau.seeing(null)).bureau
    const people = history.people.map((one) =>
      one.id === 'qian'
        ? { ...one, memberships: [{ unit: 'general', from: day('2025-09-28') }] }
        : one,
    )
    await put(bureau, { ...history, people })
    await runs(bureau, 'roster-day')
    await bureau.notices()
    bureau.goTo('2025-09-28', '00:05')
    await runs(bureau, 'roster-day')
    bureau.goTo('2025-09-28', '09:00')
    expect((await bureau.notices()).map(({ what }) => what)).toContain('send report 2025-09 qian')
    await runs(bureau, 'roster-day')
    expect(await bureau.notices(), 'once').toEqual([])
  })

  test('the head becomes staff: the unit’s report is the next head’s, and the card of the one before says so', async () => {
    const bureau = await bureauOn('2025-10-09')
    expect(await asked(bureau, 'li', 'report.')).toContain('report.sign 2025-09.general')
    await hasCard(bureau, 'li', 'digest', '2025-09.general')
    const sent = await edit(bureau, {
      li: loses('unit-head', '2025-10-08'),
      wang: holds('unit-head', 'general', '2025-10-09'),
    })
    expect(sent).toContain('send digest 2025-09.general wang')
    expect(sent).toContain('update digest 2025-09.general li')
    expect(await view(bureau, 'li', 'digest', '2025-09.general')).toBe('gone')
    expect(await trace(bureau)).toContainEqual({
      ...{ kind: 'report.sign', about: '2025-09.general', from: ['li'], to: ['wang'] },
    })
    const vacant = await edit(bureau, { wang: loses('unit-head', '2025-10-08') })
    expect(vacant, 'nobody heads it: the office').toContain('send digest 2025-09.general zhou')
  })

  test('who moves is in the digest of the new unit; who left and had reported stays in that of the old', async () => {
    const bureau = await bureauOn('2025-09-26')
    const counts = { done: 1, underWay: 0, notDone: 0, plans: 1 }
    for (const who of ['zhang', 'wang']) {
      await bureau.job(async (ctx) =>
        reportSubmitted.write(ctx, {
          ...{ by: who, subject: who, period: '2025-09', body: counts },
          personal: { items: [], extra: '值班', plans: ['下月'] },
        }),
      )
    }
    await edit(bureau, {
      zhang: moves('planning', '2025-09-27', '2025-09-26'),
      wang: leaves('2025-09-27'),
    })
    bureau.goTo('2025-10-09', '10:00')
    const members = async (who: string, unit: string): Promise<string[]> => {
      const seen = await viewOf(await bureau.seeing(who), {
        kind: 'digest',
        key: `2025-09.${unit}`,
      })
      return (seen as DigestView).members.map(({ name, report }) => `${name} ${report !== null}`)
    }
    expect(await members('li', 'general')).toEqual(['李群 false', '王珊 true'])
    expect(await members('zhou', 'planning')).toEqual(['张可 true', '周毅 false'])
    // Whoever moves after its end leaves the month where it was.
    await edit(bureau, { zhang: moves('party', '2025-10-09', '2025-10-08') })
    expect(await members('li', 'general')).toContain('张可 true')
    expect(await owedByNobody(bureau)).toEqual([])
  })
})

const part = 'superior'

/** What somebody gave for the third quarter as the head of 综合处. */
function gives(bureau: TestBureau, who: string, whom: readonly string[], points = '90') {
  return bureau.job(async (ctx) =>
    ratingSubmitted.write(ctx, {
      ...{ by: who, cycle: bureau.cycle, period: '2025-Q3' },
      body: {
        ...{ part, raterClass: 'unit-head' },
        ratings: whom.map((assessee) => ({ assessee, points })),
      },
    }),
  )
}

describe('ratings', () => {
  const key = (bureau: TestBureau): string => `${bureau.cycle}/2025-Q3/${part}`
  const duties = async (bureau: TestBureau, who: string): Promise<string[]> => {
    const situation = await bureau.seeing(who)
    const period = must(periodFor(situation, key(bureau)), 'a period')
    return dutiesOf(situation, period, who)
      .map(({ assessee, bodies }) => `${assessee} ${bodies.join('+')}`)
      .sort()
  }

  test('the head leaves before rating: the next one gets the card; given before, it counts and is not asked again', async () => {
    const changes = {
      li: leaves('2025-09-28'),
      wang: holds('unit-head', 'general', '2025-09-29'),
    }
    const before = await bureauOn('2025-09-26')
    expect(await duties(before, 'li')).toEqual(['wang unit-head', 'zhang unit-head'])
    before.goTo('2025-09-29', '10:00')
    expect(await edit(before, changes)).toContain(`send rating ${key(before)} wang`)
    expect(await duties(before, 'wang')).toEqual(['zhang unit-head'])

    const after = await bureauOn('2025-09-26')
    await gives(after, 'li', ['zhang', 'wang'])
    after.goTo('2025-09-29', '10:00')
    expect(await edit(after, changes)).not.toContain(`send rating ${key(after)} wang`)
    expect(await duties(after, 'wang')).toEqual([])
    const asks = rateAsks.open(await after.seeing(null), {})
    const third = asks.filter(({ about }) => about === key(after))
    expect(third.map(({ who }) => who)).not.toContain('wang')
  })

  test('another head of the unit who held the role all along still rates, whoever else left', async () => {
    const bureau = await bureauOn('2025-09-26')
    await edit(bureau, { zhao: holds('unit-head', 'general', '2025-01-01') })
    await gives(bureau, 'li', ['zhang', 'wang'])
    await edit(bureau, { li: leaves('2025-09-25') })
    expect(await duties(bureau, 'zhao')).toEqual(['wang unit-head', 'zhang unit-head'])
  })

  test('who moved after the quarter is rated by the unit of its last day', async () => {
    const bureau = await bureauOn('2025-09-29')
    const moved = { wang: moves('planning', '2025-10-09', '2025-10-08') }
    await edit(bureau, moved)
    expect(await duties(bureau, 'li')).toContain('wang unit-head')
    bureau.goTo('2025-10-10', '10:00')
    expect(await duties(bureau, 'li'), 'also when the move has come').toContain('wang unit-head')
    expect((await duties(bureau, 'zhou')).join()).not.toContain('wang unit-head')
  })

  test('who was away for the whole quarter is not rated, and is again after coming back', async () => {
    const bureau = await bureauOn('2025-09-29')
    await edit(bureau, {
      wang: (one) => ({
        ...one,
        memberships: [
          { unit: 'general', from: day('2025-01-01'), to: day('2025-06-20') },
          { unit: 'general', from: day('2025-10-09') },
        ],
      }),
    })
    expect(await duties(bureau, 'li')).toEqual(['zhang unit-head'])
    bureau.goTo('2025-12-25', '10:00')
    const situation = await bureau.seeing('li')
    const fourth = must(periodFor(situation, `${bureau.cycle}/2025-Q4/${part}`), 'a period')
    expect(dutiesOf(situation, fourth, 'li').map(({ assessee }) => assessee)).toContain('wang')
  })

  test('who rates instead leaves: it is the rater’s own again', async () => {
    const bureau = await bureauOn('2025-09-26')
    const named = await bureau.act('zhou', (ctx) =>
      nameActing(ctx, {
        ...{ verb: 'period.acting', cycle: bureau.cycle, period: '2025-Q3', part },
        ...{ assessor: '李群', instead: '赵敏' },
      }),
    )
    expect(named).toBe('acting-named')
    expect(await duties(bureau, 'li')).toEqual([])
    const sent = await edit(bureau, { zhao: leaves('2025-09-25') })
    expect(sent).toContain(`send rating ${key(bureau)} li`)
    expect(await duties(bureau, 'li')).toEqual(['wang unit-head', 'zhang unit-head'])
    expect(await owedByNobody(bureau)).toEqual([])
    const situation = await bureau.seeing(null)
    for (const period of openPeriods(situation)) {
      expect(missingIn(situation, period)).not.toContain('zhao')
    }
  })
})

describe('access, units and results', () => {
  test('the card of who left says so, also once the platform’s account is nobody’s here', async () => {
    const bureau = await bureauOn('2025-09-26')
    await hasCard(bureau, 'wang', 'home', 'home')
    expect(await edit(bureau, { wang: leaves('2025-09-25') })).toContain('update home home wang')
    expect(await view(bureau, 'wang', 'home', 'home')).toBe('gone')
    const { addresses } = (await bureau.seeing(null)).bureau
    await bureau.storage.transact('work', async (tx) => {
      const known = new Map([...addresses].filter(([who]) => who !== 'wang'))
      expect(await putAddresses(tx, bureau.id, known)).toEqual([addresses.get('wang')])
      await refreshCards(tx, {
        ...{ bureau: bureau.id, group: null, except: null },
        places: [{ recipients: [must(addresses.get('wang'), 'an address')] }],
      })
    })
    const [waiting] = await bureau.notices()
    const { notice } = must(waiting, 'an update')
    const render = createRender({ bureaus: bureau.bureaus })
    const shown = await bureau.storage.transact('work', (tx) => render(notice, tx))
    expect(JSON.stringify(shown)).toContain('您不在本单位的考核名册里')
    expect(JSON.stringify(shown)).not.toContain('王珊')
  })

  test('a unit is dissolved: its people’s reports are signed in their new one, and nobody owes one for it', async () => {
    const bureau = await bureauOn('2025-09-26')
    const { history } = (await bureau.seeing(null)).bureau
    const roster: Roster = {
      ...history,
      units: history.units.map((unit) =>
        unit.id === 'planning' ? { ...unit, to: day('2025-09-30') } : unit,
      ),
      people: history.people.map((one) =>
        one.id === 'zhou' ? moves('party', '2025-10-01', '2025-09-30')(one) : one,
      ),
    }
    await put(bureau, roster)
    bureau.goTo('2025-10-09', '10:00')
    await runs(bureau, 'roster-day')
    const situation = await bureau.seeing(null)
    const signs = signAsks.open(situation, { occasion: '2025-09' }).map(({ about }) => about)
    expect(signs.sort()).toEqual(['2025-09.general', '2025-09.party'])
    const digest = await viewOf(await bureau.seeing('zhou'), {
      ...{ kind: 'digest', key: '2025-09.party' },
    })
    expect((digest as DigestView).members.map(({ name }) => name)).toEqual(['周毅', '赵敏'])
    expect(await owedByNobody(bureau)).toEqual([])
  })

  test('a unit that was dissolved is assessed for the year in which it still was, and not after', async () => {
    const bureau = await database.newBureau([unitScheme])
    bureau.goTo('2025-09-26', '10:00')
    const { history } = (await bureau.seeing(null)).bureau
    const assessed = async (to: string): Promise<boolean> => {
      const units = history.units.map((unit) =>
        unit.id === 'party' ? { ...unit, to: day(to) } : unit,
      )
      await put(bureau, { ...history, units })
      const { cycles } = (await bureau.seeing(null)).bureau
      return must(
        cycles.find(({ scheme }) => scheme.assessee === 'unit'),
        'a scheme of units',
      ).byId.has('party')
    }
    expect([await assessed('2025-02-28'), await assessed('2024-12-31')]).toEqual([true, false])
  })

  test('somebody is taken out of the file instead of being given a last day: the office reads the name', async () => {
    const bureau = await bureauOn('2025-09-26')
    const { history } = (await bureau.seeing(null)).bureau
    await bureau.notices()
    await put(bureau, { ...history, people: history.people.filter(({ id }) => id !== 'wang') })
    await runs(bureau, 'roster-edit')
    const text = (await bureau.notices()).find(({ what }) => what.includes('roster-removed'))
    expect(text?.what).toBe('text saying roster-removed zhou')
    expect(text?.notice.detail).toEqual({ names: '王珊', count: '1' })
  })

  test('who has served part of the year has a score over it, the same person after coming back', async () => {
    const bureau = await bureauOn('2025-09-26')
    const highest = async () => {
      const situation = await bureau.seeing(null)
      const cycle = must(situation.bureau.cycles[0], 'a cycle')
      return statementOf(situation, cycle, 'wang')?.highest
    }
    const whole = await highest()
    await edit(bureau, { wang: leaves('2025-03-31') })
    const left = await highest()
    expect(left, 'who left in March is assessed still').toBeDefined()
    await edit(bureau, {
      wang: (one) => ({
        ...one,
        memberships: [...one.memberships, { unit: 'planning', from: day('2025-09-26') }],
        roles: [],
      }),
    })
    expect(await highest()).toBe(whole)
    expect((await asked(bureau, 'wang', 'report.')).join()).toContain('report.answer 2025-09')
  })

  test('an edit asks for one run; followed twice it changes nothing more', async () => {
    const bureau = await bureauOn('2025-09-26')
    const sent = await edit(bureau, { wang: holds('unit-head', 'party', '2025-09-26') })
    expect(sent.length).toBeGreaterThan(0)
    await runs(bureau, 'roster-edit', 'again')
    await runs(bureau, 'roster-day')
    expect(await bureau.notices()).toEqual([])
    expect((await jobsState(bureau.storage.read, ['roster-edit'])).asked).toEqual([])
  })
})
