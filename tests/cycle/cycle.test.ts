import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LeftOut, checkFit } from '../../src/binding/fits.js'
import { must } from '../../src/base/bug.js'
import { packagePath } from '../../src/base/package-root.js'
import { isRefusal } from '../../src/base/refusal.js'
import type { Bureaus } from '../../src/flows/bureau.js'
import type { Context, Outcome } from '../../src/flows/context.js'
import { viewOf } from '../../src/flows/all.js'
import { amendCycle, answerChoice, closeCycle, showChoice } from '../../src/flows/cycle/change.js'
import { openPrepared, prepareCycle } from '../../src/flows/cycle/opening.js'
import type { CyclesView, CycleView, OpeningView } from '../../src/flows/cycle/views.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { listCycles } from '../../src/storage/cycles.js'
import { readEntries } from '../../src/storage/ledger-reading.js'
import { bureausWith } from '../bureaus.js'
import { testDatabase, type TestBureau } from '../report/bureau.js'
import { deskOf, readable } from '../text/desk.js'

const scheme = must(
  readScheme(packagePath('schemes', 'wuhan-civil-servants')).scheme,
  'the scheme can be read',
)
const year = '2026'
const wanted = { scheme: scheme.id, year }

let database: Awaited<ReturnType<typeof testDatabase>>
let bureau: TestBureau

beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(() => database.close())
beforeEach(async () => {
  bureau = await database.newBureau()
  bureau.goTo('2025-12-10', '10:00')
})

/** Everything that the roster does not fill, declared as left out. */
async function declared(): Promise<Map<string, LeftOut[]>> {
  const { bureau: of, today } = await bureau.seeing('zhou')
  const missing: string[] = []
  checkFit({ scheme, roster: of.history, leftOut: [], today }, (_, message) => {
    missing.push(/（([\w-]+)）/.exec(message)?.[1] ?? '')
  })
  return new Map([[scheme.id, missing.map((id) => ({ id, reason: '本单位没有' }))]])
}

/** Lets somebody act in the bureau as other bureau folders would have it. */
async function actIn(
  bureaus: Bureaus,
  who: string,
  flow: (ctx: Context) => Promise<Outcome>,
): Promise<string> {
  return bureau.storage.transact('press', async (tx) => {
    const situation = must(await bureaus.situation(tx, bureau.id), 'the bureau is there')
    const given = await flow({ ...situation, tx, person: who })
    return isRefusal(given) ? `refused:${given.code}` : given.say.code
  })
}

async function entries(kind: string) {
  return readEntries(bureau.storage.read, { bureau: bureau.id, kinds: [kind] })
}

describe('opening', () => {
  test('is refused in its order: who may not, no such scheme, a year too far, opened already, what is missing', async () => {
    const open = (who: string, intent: { scheme: string; year: string }) =>
      bureau.act(who, (ctx) => openPrepared(ctx, { verb: 'cycle.open', ...intent }))
    expect(await open('zhang', { scheme: 'none', year: '1999' })).toBe('refused:not-allowed')
    expect(await open('zhou', { scheme: 'none', year: '1999' })).toBe(
      'refused:cycle-scheme-unknown',
    )
    expect(await open('zhou', { ...wanted, year: '2028' })).toBe('refused:cycle-year')
    expect(await open('zhou', { ...wanted, year: '2025' })).toBe('refused:cycle-already')
    expect(await open('zhou', wanted)).toBe('refused:cycle-misfit')
    expect(await listCycles(bureau.storage.read, bureau.id)).toHaveLength(1)
    const prepare = await bureau.act('zhou', (ctx) =>
      prepareCycle(ctx, { verb: 'cycle.prepare', ...wanted, year: '2025' }),
    )
    expect(prepare).toBe('refused:cycle-already')
  })

  test('shows who is assessed, what is left out, what is missing and what will be asked of whom and when, and writes nothing', async () => {
    const said = await bureau.act('zhou', (ctx) =>
      prepareCycle(ctx, { verb: 'cycle.prepare', ...wanted }),
    )
    expect(said).toBe('cycle-prepared')
    const key = `${scheme.id}/${year}`
    const view = (await viewOf(await bureau.seeing('zhou'), {
      kind: 'cycle-open',
      key,
    })) as OpeningView
    expect(view.missing.join()).toContain('leaves-out')
    expect(view.tiers.map(({ count }) => count).reduce((a, b) => a + b)).toBe(5)
    expect(view.asks.map(({ says, people, times }) => [says.code, people, times.length])).toEqual([
      ['forecast-report', 5, 12],
      ['forecast-sign', 2, 12],
      ['forecast-rate', expect.any(Number), 4],
      ['forecast-vote', 6, 1],
    ])
    expect(view.asks[0]?.times[0]).toEqual({ opens: '2026-01-23', due: '2026-01-30' })
    const nobody = await viewOf(await bureau.seeing('zhang'), { kind: 'cycle-open', key })
    expect(nobody).toEqual({ kind: 'gone', code: 'gone' })
    expect(await listCycles(bureau.storage.read, bureau.id)).toHaveLength(1)
    const list = (await viewOf(await bureau.seeing('zhou'), {
      kind: 'cycles',
      key: 'cycles',
    })) as CyclesView
    expect(list.schemes).toEqual([
      {
        id: scheme.id,
        title: scheme.shortTitle,
        years: ['2026', '2024'].map((year) => ({ year, name: year })),
      },
    ])
  })

  test('writes the version, the roster that was bound and what was left out, and stands beside last year’s', async () => {
    const bureaus = bureausWith([scheme], bureau.clock, await declared())
    const open = (): Promise<string> =>
      actIn(bureaus, 'zhou', (ctx) => openPrepared(ctx, { verb: 'cycle.open', ...wanted }))
    expect(await open()).toBe('cycle-opened')
    expect(await open()).toBe('refused:cycle-already')
    const opened = (await entries('cycle.opened')).at(-1)
    expect(opened?.by).toBe('zhou')
    expect(opened?.body).toMatchObject({ version: scheme.version, year, rosterRevision: 1 })
    expect(JSON.stringify(opened?.body)).toContain('本单位没有')
    const { bureau: now } = await bureau.seeing('zhou')
    expect(now.cycles.map((each) => each.year)).toEqual([2026, 2025])
  })

  test('by words and presses: 周期, 先看清单, 确认开启', async () => {
    const leavesOut = await declared()
    const bureaus = bureausWith([scheme], bureau.clock, leavesOut)
    const seeing: TestBureau['seeing'] = async (person) => {
      const situation = await bureaus.situation(bureau.storage.read, bureau.id)
      return { ...must(situation, 'the bureau is there'), person }
    }
    const desk = deskOf({ ...bureau, bureaus, seeing })
    expect(await desk.say('zhou', { text: '周期' })).toEqual(['cycles cycles'])
    expect((await desk.say('zhang', { text: '/cycle' })).join()).toContain(
      '没有“管理考核周期”的权限',
    )
    const list = await desk.card('zhou', 'cycles', 'cycles')
    const shown = await desk.press('zhou', list, '先看清单', wanted)
    expect(shown.toast?.content).toContain('清单')
    const sheet = await desk.card('zhou', 'cycle-open', `${scheme.id}/${year}`)
    expect(readable(sheet)).toContain('考核对象 5 人')
    expect((await desk.press('zhou', sheet, '确认开启')).toast?.content).toContain('已开启')
  })
})

describe('a choice of the scheme', () => {
  const choice = must(
    scheme.choices.find((each) => each.alternatives.length > 1),
    'a choice',
  )
  const other = must(
    choice.alternatives.find((each) => each.id !== choice.answer),
    'another answer',
  ).id
  const intent = { verb: 'cycle.choose' as const, choice: choice.id, answer: other }
  const reference = '局党组会议纪要第3号'

  test('is refused in its order, and both faults of the form at once', async () => {
    const choose = (who: string, of: Partial<Parameters<typeof answerChoice>[1]>) =>
      bureau.outcome(who, (ctx) =>
        answerChoice(ctx, { ...intent, cycle: bureau.cycle, reference, ...of }),
      )
    const code = (given: Outcome): string => (isRefusal(given) ? given.code : given.say.code)
    expect(code(await choose('zhang', { cycle: 'none' }))).toBe('not-allowed')
    expect(code(await choose('zhou', { cycle: 'none', choice: 'none' }))).toBe('no-cycle')
    expect(code(await choose('zhou', { choice: 'none', answer: '' }))).toBe('choice-unknown')
    const both = await choose('zhou', { answer: 'none', reference: '' })
    expect(isRefusal(both) && both.faults.map((each) => each.code)).toEqual([
      'choice-answer',
      'choice-reference',
    ])
    expect(code(await choose('zhou', {}))).toBe('choice-answered')
    expect(code(await choose('zhou', {}))).toBe('choice-same')
    expect(
      await bureau.act('zhou', (ctx) =>
        showChoice(ctx, { verb: 'cycle.choice', cycle: bureau.cycle, choice: 'none' }),
      ),
    ).toBe('refused:choice-unknown')
  })

  test('is in force in the running scheme, whose version stays that of the files', async () => {
    await bureau.act('zhou', (ctx) =>
      answerChoice(ctx, { ...intent, cycle: bureau.cycle, reference }),
    )
    const { bureau: now } = await bureau.seeing('zhou')
    const [cycle] = now.cycles
    expect(cycle?.scheme.choices.find((each) => each.id === choice.id)?.answer).toBe(other)
    expect(cycle?.scheme.version).toBe(scheme.version)
    const [entry] = await entries('cycle.choices')
    expect(entry?.body).toEqual({ answers: { [choice.id]: other }, reference })
    const view = (await viewOf(await bureau.seeing('zhou'), {
      kind: 'cycle',
      key: bureau.cycle,
    })) as CycleView
    expect(view.choices.find((each) => each.id === choice.id)?.reference).toBe(reference)
  })
})

describe('a scheme that changed on disk', () => {
  const amend = { verb: 'cycle.amend' as const, reason: '补充通知', reference: '〔2025〕3号' }
  const changed: Scheme = { ...scheme, version: '2025-0123456789ab' }

  test('is refused in its order', async () => {
    const cycle = bureau.cycle
    const standing = (who: string) =>
      bureau.act(who, (ctx) => amendCycle(ctx, { ...amend, cycle, reason: '', reference: '' }))
    expect(await standing('zhang')).toBe('refused:not-allowed')
    expect(await standing('zhou')).toBe('refused:amend-nothing')
    const without = bureausWith([], bureau.clock)
    expect(await actIn(without, 'zhou', (ctx) => amendCycle(ctx, { ...amend, cycle }))).toBe(
      'refused:cycle-scheme-gone',
    )
    const bureaus = bureausWith([changed], bureau.clock)
    expect(
      await actIn(bureaus, 'zhou', (ctx) => amendCycle(ctx, { ...amend, cycle, reason: '' })),
    ).toBe('refused:amend-reason')
    expect(await actIn(bureaus, 'zhou', (ctx) => amendCycle(ctx, { ...amend, cycle }))).toBe(
      'refused:cycle-misfit',
    )
  })

  test('lets the cycle stand still until the office amends it; answers that still hold are kept', async () => {
    const leavesOut = await declared()
    const choice = must(scheme.choices[0], 'a choice')
    const intent = { choice: choice.id, answer: choice.answer, reference: '〔2025〕1号' }
    await bureau.act('zhou', (ctx) =>
      answerChoice(ctx, { verb: 'cycle.choose', cycle: bureau.cycle, ...intent }),
    )
    const bureaus = bureausWith([changed], bureau.clock, leavesOut)
    const before = must(await bureaus.situation(bureau.storage.read, bureau.id), 'a bureau')
    expect(before.bureau.cycles).toEqual([])
    expect(before.bureau.standstills.map((each) => each.found)).toEqual([changed.version])
    const said = await actIn(bureaus, 'zhou', (ctx) =>
      amendCycle(ctx, { ...amend, cycle: bureau.cycle }),
    )
    expect(said).toBe('cycle-amended-done')
    const after = must(await bureaus.situation(bureau.storage.read, bureau.id), 'a bureau')
    expect(after.bureau.cycles.map((each) => each.schemeVersion)).toEqual([changed.version])
    const [entry] = await entries('cycle.amended')
    expect(entry?.body).toMatchObject({
      ...{ from: scheme.version, to: changed.version, reason: '补充通知' },
      answers: { [choice.id]: choice.answer },
    })
  })
})

describe('closing', () => {
  const close = (who: string, of: { cycle?: string; reason?: string }) =>
    bureau.act(who, (ctx) =>
      closeCycle(ctx, { verb: 'cycle.close', cycle: bureau.cycle, reason: '', ...of }),
    )

  test('before its publicity is over needs a reason; then nothing in it can be decided', async () => {
    expect(await close('zhang', {})).toBe('refused:not-allowed')
    expect(await close('zhou', { cycle: 'none' })).toBe('refused:no-cycle')
    expect(await close('zhou', {})).toBe('refused:cycle-close-reason')
    expect(await close('zhou', { reason: '机构撤并' })).toBe('cycle-closed-done')
    expect(await close('zhou', { reason: '机构撤并' })).toBe('refused:no-cycle')
    const { bureau: now } = await bureau.seeing('zhou')
    expect(now.cycles).toEqual([])
    const view = (await viewOf(await bureau.seeing('zhou'), {
      kind: 'cycle',
      key: bureau.cycle,
    })) as CycleView
    expect(view.standing).toBe('closed')
    expect(view.closed).toEqual({ on: '2025-12-10', by: '周毅', reason: '机构撤并' })
  })
})
