import { describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { addMonths, day, dayAt, instant, momentOf } from '../../src/base/day.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { demoCycleOpens, demoRoster, demoStart } from '../../src/demo/bureau.js'
import { factStories } from '../../src/demo/fact-stories.js'
import { demoPast, livePast, type PastEntry } from '../../src/demo/past.js'
import { Collected } from '../../src/flows/collected.js'
import { cycleOpened } from '../../src/flows/cycle/entries.js'
import * as factEntries from '../../src/flows/fact/entries.js'
import { type FactRecord, factsSlice, stageOf } from '../../src/flows/fact/facts.js'
import { scoringFacts } from '../../src/flows/fact/scored.js'
import { periodClosed, ratingSubmitted } from '../../src/flows/rating/entries.js'
import { reportSubmitted, reportText, unitReportSigned } from '../../src/flows/report/entries.js'
import { answerUntil, openingAt, unitDueUntil } from '../../src/flows/report/months.js'
import { headsOverTime, rosterOn, tiersOf } from '../../src/roster/roster.js'
import { scoreOne } from '../../src/scoring/engine.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { type Cycle, saveCycle } from '../../src/storage/cycles.js'
import type { Entry } from '../../src/storage/ledger-entry.js'
import { headOf } from '../../src/storage/ledger.js'
import { verifyChain } from '../../src/storage/chain.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { bureauOf } from '../access/bureau.js'
import { tempStorage } from '../storage/temp.js'

const roster = demoRoster()
const calendar = openCalendar()
const { scheme } = readScheme('schemes/wuhan-civil-servants')
if (!scheme) throw new Error('the scheme has errors')
const cycle: Cycle = {
  id: 'c-2025',
  bureau: roster.bureau.id,
  scheme: scheme.id,
  schemeVersion: scheme.version,
  year: 2025,
  state: 'open',
  binding: {},
  answers: {},
  openedOn: demoCycleOpens,
}
const source = { roster, scheme, cycle, calendar }
const past = demoPast(source)
const ofKind = (kind: string): PastEntry[] => past.filter((of) => of.entry.kind === kind)
const entries = past.map(
  (of, index): Entry => ({
    ...of.entry,
    id: of.key,
    sequence: index + 1,
    at: of.at,
    previousHash: '',
    hash: '',
  }),
)

/** Facts as the bureau's fold has them after these entries. */
function foldFacts(all: readonly Entry[]): FactRecord[] {
  const collected = new Collected([factsSlice])
  for (const entry of all) {
    const { cycle = null, subject = null, about = null, period = null } = entry
    collected.add({ ...entry, cycle, subject, about, period })
  }
  return [...collected.of(factsSlice).byId.values()]
}

describe('the year so far of the demonstration', () => {
  test('is the same each time, and another one for another seed', () => {
    expect(demoPast(source)).toEqual(past)
    expect(demoPast({ ...source, seed: 'other' })).not.toEqual(past)
  })

  test('holds only entries as the flows write them', () => {
    const kinds = [
      ...[cycleOpened, reportSubmitted, unitReportSigned, ratingSubmitted, periodClosed],
      ...Object.values(factEntries),
    ]
    for (const entry of entries) {
      const kind = kinds.find((each) => each.kind === entry.kind)
      expect(() => kind?.body(entry) ?? expect.fail(entry.kind)).not.toThrow()
      if (entry.kind === 'report.submitted')
        expect(reportText.safeParse(entry.personal).error).toBeUndefined()
    }
    expect(entries.length).toBeGreaterThan(500)
  })

  test('stands in the order of time, before the clock starts, with keys that are unique and known before use', () => {
    const known = new Set<string>()
    let last = instant(0)
    for (const { key, at, entry } of past) {
      expect(at).toBeGreaterThanOrEqual(last)
      last = at
      const named = [
        ...(entry.about === undefined ? [] : [entry.about]),
        ...(entry.kind === 'unit-report.signed' ? unitReportSigned.body(entry).reports : []),
      ]
      for (const each of named) expect(known).toContain(each)
      expect(known).not.toContain(key)
      known.add(key)
    }
    expect(last).toBeLessThan(demoStart)
  })

  test('is written on working days by people who belong to the bureau on that day', () => {
    for (const { at, entry } of past) {
      if (entry.by === 'system') continue
      expect(calendar.isWorkingDay(dayAt(at))).toBe(true)
      expect(rosterOn(roster, dayAt(at)).person(entry.by)?.id).toBe(entry.by)
    }
  })
})

describe('its monthly reports', () => {
  const months = Array.from({ length: 8 }, (_, index) => addMonths('2025-01', index))

  test('begin after the cards come; most are in time, a few late, a few missing', () => {
    let late = 0
    let missing = 0
    for (const month of months) {
      const reports = ofKind('report.submitted').filter((of) => of.entry.period === month)
      for (const { at } of reports) {
        expect(at).toBeGreaterThan(openingAt(calendar, month))
        if (at > answerUntil(calendar, month)) late++
      }
      const people = rosterOn(roster, day(`${month}-28`)).people.length - 6
      expect(reports.length).toBeGreaterThan(people - 6)
      missing += people - reports.length
    }
    expect(late).toBeGreaterThan(0)
    expect(late).toBeLessThan(30)
    expect(missing).toBeGreaterThan(0)
    expect(missing).toBeLessThan(30)
  })

  test('take up what the person planned the month before, word for word', () => {
    let compared = 0
    for (const { entry } of ofKind('report.submitted')) {
      const before = ofKind('report.submitted').find(
        (of) => of.entry.by === entry.by && of.entry.period === addMonths(entry.period ?? '', -1),
      )
      const items = reportText.parse(entry.personal).items.map((item) => item.text)
      expect(items).toEqual(before ? reportText.parse(before.entry.personal).plans : [])
      if (before) compared++
    }
    expect(compared).toBeGreaterThan(300)
  })

  test('count what they say, and give a reason for what was not done', () => {
    for (const { entry } of ofKind('report.submitted')) {
      const text = reportText.parse(entry.personal)
      const counts = reportSubmitted.body(entry)
      expect(counts.done + counts.underWay + counts.notDone).toBe(text.items.length)
      expect(counts.plans).toBe(text.plans.length)
      for (const item of text.items) if (item.status === 'not-done') expect(item.note).not.toBe('')
    }
  })

  test('are varied: nobody repeats a plan of a colleague in the same month', () => {
    for (const month of months) {
      const plans = ofKind('report.submitted')
        .filter((of) => of.entry.period === month)
        .flatMap((of) => reportText.parse(of.entry.personal).plans)
      expect(new Set(plans).size).toBe(plans.length)
    }
  })

  test('are signed by each head in time, over every report of the unit and with who is missing', () => {
    const signed = ofKind('unit-report.signed')
    expect(signed).toHaveLength(8 * 14)
    for (const { at, entry } of signed) {
      expect(at).toBeLessThan(unitDueUntil(calendar, entry.period ?? ''))
      const on = rosterOn(roster, calendar.lastWorkingDay(entry.period ?? ''))
      const { reports, missing } = unitReportSigned.body(entry)
      const reporters = past.filter((of) => reports.includes(of.key)).map((of) => of.entry.by)
      const members = on.membersOf(entry.subject ?? '').map((of) => of.id)
      expect([...reporters, ...missing].sort()).toEqual([...members].sort())
      expect(on.headsOf(entry.subject ?? '')[0]?.id).toBe(entry.by)
    }
  })
})

describe('its ratings', () => {
  test('of two quarters are complete, within the scale and closed; the third is untouched', () => {
    const periods = new Set(ofKind('rating.submitted').map((of) => of.entry.period))
    expect([...periods].sort()).toEqual(['2025-Q1', '2025-Q2'])
    expect(ofKind('period.closed').map((of) => of.entry.period)).toEqual(['2025-Q1', '2025-Q2'])
    for (const period of periods) {
      const ratings = ofKind('rating.submitted')
        .filter((of) => of.entry.period === period)
        .flatMap((of) => ratingSubmitted.body(of.entry).ratings)
      expect(new Set(ratings.map((of) => of.assessee)).size).toBe(54)
      for (const { points } of ratings) expect(points).toMatch(/^(8[5-9]|9\d|100)(\.5)?$/)
    }
  })

  test('nobody rates oneself, and a closing comes after the last rating', () => {
    for (const { entry, at } of ofKind('rating.submitted')) {
      const body = ratingSubmitted.body(entry)
      expect(body.ratings.map((of) => of.assessee)).not.toContain(entry.by)
      const closing = ofKind('period.closed').find((of) => of.entry.period === entry.period)
      expect(closing?.at).toBeGreaterThan(at)
    }
  })
})

describe('its facts', () => {
  const facts = foldFacts(entries)
  const withdrawn = (of: FactRecord): boolean => stageOf(of) === 'withdrawn'

  test('are a dozen over the months, and two of September that are still open', () => {
    const stages = facts.map(stageOf)
    expect(stages.filter((of) => of === 'effective')).toHaveLength(11)
    expect(stages.filter((of) => of === 'withdrawn')).toHaveLength(1)
    expect(stages.slice(-2)).toEqual(['told', 'proposed'])
    expect(new Set(facts.slice(0, 12).map((of) => of.day.slice(0, 7))).size).toBe(8)
  })

  test('name rules that take points, approved by who the regulation names', () => {
    for (const fact of facts) {
      const rule = scheme.rules.find((of) => of.id === fact.body.kind)
      expect(rule?.kind).toBe('points')
      const unit = fact.body.units[0] ?? ''
      const leaders = rosterOn(roster, day('2025-09-25')).leadersOf(unit)
      const approved = fact.steps.find((step) => step.what === 'approved')
      if (stageOf(fact) !== 'proposed') expect(leaders.map((of) => of.id)).toContain(approved?.by)
    }
  })

  test('become effective only after the window for objections, or when the office upheld them', () => {
    for (const fact of facts) {
      const upheld = fact.steps.some((of) => of.what === 'upheld')
      for (const effective of fact.steps.filter((of) => of.what === 'effective')) {
        const until = fact.charges.get(effective.whose ?? '')?.objectUntil ?? '9999'
        if (!upheld) expect(dayAt(effective.at) > until).toBe(true)
      }
      expect(fact.steps.filter((of) => of.what === 'objected')).toHaveLength(
        upheld || withdrawn(fact) ? 1 : 0,
      )
    }
    expect(facts.filter((of) => of.steps.some((step) => step.what === 'upheld'))).toHaveLength(1)
  })

  test('one of September can still be objected to when the clock starts', () => {
    const told = facts.find((of) => stageOf(of) === 'told')
    const person = told?.body.persons[0] ?? ''
    expect((told?.charges.get(person)?.objectUntil ?? '') > dayAt(demoStart)).toBe(true)
    expect(factStories.at(-2)?.person).toBe(person)
  })
})

describe('scores over it', () => {
  test('a lateness costs the person, a late task the person and the head, a withdrawn one nobody', () => {
    const facts = foldFacts(entries)
    const bureau = bureauOf(roster, [scheme], day('2025-09-25'))
    const running = must(bureau.cycles[0], 'the cycle runs')
    const input = {
      scheme,
      year: '2025',
      assessees: rosterOn(roster, day('2025-09-25')).assessed.map((of) => ({
        id: of.id,
        name: of.name,
        unit: of.memberships.at(-1)?.unit ?? null,
        tier: tiersOf(of)[0] ?? '',
        roles: of.roles,
      })),
      units: roster.units.map(({ id, name }) => ({ id, name, heads: headsOverTime(roster, id) })),
      facts: scoringFacts(bureau, running, facts),
      ratings: [],
      tallies: [],
      entered: [],
      closed: { year: false, facts: false, parts: [], periods: [] },
      asOf: day('2025-09-25'),
    }
    const best = (person: string): string | null | undefined =>
      scoreOne(input, person).root.lines.find((line) => line.id === 'routine')?.points.highest
    expect(best('p10')).toBe('29.9')
    expect(best('p19')).toBe('29.5')
    expect(best('p46')).toBe('29')
    // The head of 政策法规处 for two matters of the unit, 0.3 and 0.5.
    expect(best('p16')).toBe('29.2')
    expect(best('p47')).toBe('30')
    // Told, but the window is still open.
    expect(best('p33')).toBe('30')
  })
})

describe('living the past', () => {
  test('writes it once into the ledger, also after dying half way, with its own moments and an unbroken chain', async () => {
    const { storage, close } = await tempStorage()
    try {
      await storage.transact('work', (tx) => saveCycle(tx, cycle))
      const broken = past.findIndex((of) => of.at >= momentOf(day('2025-03-01')))
      await livePast(storage, past.slice(0, broken))
      const ids = await livePast(storage, past)
      expect(ids.size).toBe(past.length)
      const read = await readEntries(storage.read, { bureau: roster.bureau.id })
      expect(await livePast(storage, past)).toEqual(ids)
      expect(await headOf(storage.read, roster.bureau.id)).toMatchObject({ sequence: past.length })
      expect(read.map((of) => [of.id, of.at])).toEqual(past.map((of) => [ids.get(of.key), of.at]))
      expect(await verifyChain(storage.read, roster.bureau.id)).toEqual([])
      const signed = read.find((of) => of.kind === 'unit-report.signed')
      const reports = signed ? unitReportSigned.body(signed).reports : []
      expect(reports.length).toBeGreaterThan(0)
      for (const id of reports) expect(read.map((of) => of.id)).toContain(id)
      expect(foldFacts(read).map(stageOf)).toEqual(foldFacts(entries).map(stageOf))
    } finally {
      await close()
    }
  }, 120_000)
})
