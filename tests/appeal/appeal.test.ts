import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { packagePath } from '../../src/base/package-root.js'
import type { Json } from '../../src/base/json.js'
import { sha256 } from '../../src/base/ids.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { askKinds, fileTakers, lookAt, viewOf } from '../../src/flows/all.js'
import { asksFor } from '../../src/flows/asks.js'
import { appealMade } from '../../src/flows/appeal/entries.js'
import { eraseJob, remindJob } from '../../src/flows/appeal/jobs.js'
import { wholeLine } from '../../src/flows/appeal/lines.js'
import type { AppealAnswerView, AppealView, OwnAppealView } from '../../src/flows/appeal/views.js'
import { closeCycle } from '../../src/flows/cycle/change.js'
import type { Intent } from '../../src/flows/flow.js'
import { attachFile } from '../../src/flows/files.js'
import type { ResultView } from '../../src/flows/publication/result-view.js'
import { readSnapshot } from '../../src/flows/publication/results.js'
import { reviewRule } from '../../src/flows/publication/review.js'
import type { RankingView } from '../../src/flows/publication/views.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { filesAbout } from '../../src/storage/files.js'
import { verifyChain } from '../../src/storage/chain.js'
import { press } from '../pressing.js'
import type { TestBureau } from '../report/bureau.js'
import { deskOf } from '../text/desk.js'
import {
  appealDatabase,
  appealsAbout,
  cycleOf,
  happened,
  office,
  people,
  publish,
  units,
} from './bureau.js'

let database: Awaited<ReturnType<typeof appealDatabase>>
beforeAll(async () => {
  database = await appealDatabase()
}, 60_000)
afterAll(() => database.close())

const secret = '当天我在外地开会'
const answer = '出差审批单可以证明'

/** 李 is first, 王 has lost 2, 张 3 less a little; published on a Tuesday morning, and delivered. */
async function published(): Promise<{ bureau: TestBureau; first: string; facts: string[] }> {
  const bureau = await database.newBureau([people])
  bureau.goTo('2026-01-20', '10:00')
  await happened(bureau, 'reviewed-piece', ['li', 'zhang'])
  await happened(bureau, 'reviewed-late', ['wang', 'wang'])
  const facts = await happened(bureau, 'reviewed-late', ['zhang', 'zhang', 'zhang'])
  const { id } = await publish(bureau, people)
  return { bureau, first: id, facts }
}

function submit(
  bureau: TestBureau,
  who: string,
  of: { line: string; whose?: string; reason?: string; scheme?: typeof people },
): Promise<string> {
  const { line, whose = who, reason = secret, scheme = people } = of
  const cycle = cycleOf(bureau, scheme)
  return press(bureau, who, {
    ...{ verb: 'appeal.submit', cycle, assessee: whose, line, reason },
  } as Intent)
}

async function decide(
  bureau: TestBureau,
  who: string,
  of: { whose: string; finding: string; reverse?: string[]; reason?: string },
): Promise<string> {
  const { whose, finding, reverse = [], reason = answer } = of
  const last = must((await appealsAbout(bureau, whose)).at(-1), 'an appeal')
  return press(bureau, who, {
    ...{ verb: 'appeal.answer', appeal: last.id, whose, finding, reverse, reason },
  } as Intent)
}

async function seen<V>(bureau: TestBureau, who: string | null, kind: string, key: string) {
  return (await viewOf(await bureau.seeing(who), { kind, key })) as V
}

async function waitsFor(bureau: TestBureau, who: string): Promise<string[]> {
  return asksFor(askKinds, await bureau.seeing(null), who)
    .filter(({ kind }) => kind.startsWith('appeal.'))
    .map(({ says, due }) => `${says.code} ${due}`)
}

const change = (name: string, before: [number, string], after: [number, string]) => ({
  name,
  before: { rank: before[0], total: before[1] },
  after: { rank: after[0], total: after[1] },
})

test('a review is asked for, answered, taken up in a correction, and told to those alone whom it moves', async () => {
  const { bureau, first, facts } = await published()
  const cycle = cycleOf(bureau, people)
  const key = `${cycle}/zhang`
  const form = await seen<AppealView>(bureau, 'zhang', 'appeal', key)
  expect(form).toMatchObject({
    ...{ version: 1, total: '97.1', review: { until: '2026-01-23', clause: '一', choice: null } },
    answer: { due: '2026-01-27', days: 5, ruled: true, who: '考核办' },
  })
  const lines = form.lines.map((line) => line.id)
  expect(lines).toEqual(expect.arrayContaining(['item', ...facts.map((fact) => `item/${fact}`)]))
  expect(lines).toHaveLength(5)
  // Evidence that is sent belongs to the form that was opened.
  await bureau.job((ctx) => lookAt({ ...ctx, person: 'zhang' }, { kind: 'appeal', key }))
  const bytes = { name: '审批单.jpg', sha256: sha256('x'), size: 1, mediaType: 'image/jpeg' }
  const attached = await bureau.outcome('zhang', (ctx) => attachFile(fileTakers, ctx, bytes))
  expect(attached).toMatchObject({ say: { code: 'appeal-attached' } })
  expect(await submit(bureau, 'zhang', { line: `item/${facts[0]}` })).toBe('appeal-made-now')
  const [appeal] = await appealsAbout(bureau, 'zhang')
  const id = must(appeal, 'an appeal').id
  expect(await bureau.delivered()).toEqual(
    expect.arrayContaining([`send appeal-answer ${id} sun`, `send appeal-answer ${id} zhou`]),
  )
  expect(await waitsFor(bureau, 'zhou')).toEqual(['ask-review 2026-01-27'])
  const before = await seen<AppealAnswerView>(bureau, 'zhou', 'appeal-answer', id)
  expect(before.appeal).toMatchObject({
    ...{ reason: secret, name: '张可', files: [{ name: '审批单.jpg' }], total: '97.1' },
    line: { name: '项目：迟报', points: '-1', clause: '一' },
    facts: [{ name: '迟报', note: '超过一天', recordedBy: '孙文' }],
  })
  expect(before.reversible.map((one) => one.id)).toEqual([facts[0]])

  // A second fact is not what the line is about.
  const two = [facts[0] ?? '', facts[1] ?? '']
  const wrongly = { whose: 'zhang', finding: 'granted', reverse: two }
  expect(await decide(bureau, 'zhou', wrongly)).toBe('refused:appeal-reverse')
  expect(await decide(bureau, 'zhou', { ...wrongly, reverse: two.slice(0, 1) })).toBe(
    'appeal-granted-now',
  )
  const told = await bureau.delivered()
  expect(told).toContain(`send own-appeal ${id} zhang`)
  expect(told).toContain(`send fact ${facts[0]} zhang`)
  expect(await waitsFor(bureau, 'sun')).toEqual(['ask-correct null'])
  const cards = await office(bureau, people)
  expect([cards.appeals.unanswered.length, cards.appeals.uncorrected.length]).toEqual([0, 1])

  // 98.1 by now: before 王, who was before.
  bureau.goTo('2026-01-22', '10:00')
  const second = await publish(bureau, people, { reason: '经复核更正一处' })
  expect(second.sent.filter((what) => what.startsWith('send result'))).toEqual([
    `send result ${second.id} wang`,
    `send result ${second.id} zhang`,
  ])
  expect((await office(bureau, people)).published).toMatchObject({ all: 2, delivered: 2 })
  expect(await waitsFor(bureau, 'sun')).toEqual([])
  const ranking = await seen<RankingView>(bureau, null, 'ranking', second.id)
  expect(ranking.changes).toEqual({
    count: 2,
    first: [change('张可', [6, '97.1'], [5, '98.1']), change('王珊', [5, '98'], [6, '98'])],
  })
  expect(await seen(bureau, null, 'ranking', first)).toMatchObject({ replaced: true })
  const own = await seen<ResultView>(bureau, 'zhang', 'result', first)
  expect(own).toMatchObject({ replacedBy: 2, review: null })
  const others = await seen<ResultView>(bureau, 'zhao', 'result', first)
  expect(others).toMatchObject({ replacedBy: null, unchangedBy: 2 })
  expect(await seen(bureau, 'zhang', 'own-appeal', id)).toMatchObject({
    appeal: { stage: 'granted', corrected: 2, answer: { reason: answer, reversed: 1 } },
    result: { kind: 'result', key: second.id },
  })

  // What was published is what anybody computes from the exported facts.
  const { bureau: now, ...seeing } = await bureau.seeing('zhou')
  const running = must(
    now.cycles.find((each) => each.id === cycle),
    'it runs',
  )
  const input = scoringInput({ ...seeing, bureau: now }, running, seeing.today)
  const file = JSON.parse(JSON.stringify(exportFacts(input)))
  const again = scoreCycle(inputOf(running.scheme, file, seeing.today))
  const read = must(await readSnapshot(bureau.storage.read, second.id), 'a snapshot')
  const { rankings, nominations, grades } = read.snapshot.result
  expect([again.rankings, again.nominations, again.grades]).toEqual([rankings, nominations, grades])
})

test('only who is concerned and who decides read it, nobody in the group, and it is erased a year after', async () => {
  const { bureau } = await published()
  await submit(bureau, 'zhang', { line: 'item' })
  const [appeal] = await appealsAbout(bureau, 'zhang')
  const id = must(appeal, 'an appeal').id
  for (const who of ['wang', 'li', 'chen', 'zhou', 'han', null]) {
    expect(await seen(bureau, who, 'own-appeal', id), `${who}`).toMatchObject({ kind: 'gone' })
  }
  for (const who of ['zhang', 'li', 'chen', 'han', null]) {
    expect(await seen(bureau, who, 'appeal-answer', id), `${who}`).toMatchObject({ kind: 'gone' })
  }
  expect(await decide(bureau, 'zhou', { whose: 'zhang', finding: 'rejected' })).toBe(
    'appeal-rejected-now',
  )
  const { client } = bureau.storage.read
  const where = { bureau: bureau.id }
  const entries = await client.ledgerEntry.findMany({ where })
  const textsNow = async (): Promise<string> => {
    const own = { entryId: { in: entries.map((entry) => entry.id) } }
    return JSON.stringify(await client.personalText.findMany({ where: own }))
  }
  const [all, texts] = [JSON.stringify(entries), await textsNow()]
  expect([all.includes(secret), all.includes(answer)]).toEqual([false, false])
  expect([texts.includes(secret), texts.includes(answer)]).toEqual([true, true])
  bureau.goTo('2027-01-20', '01:00')
  await bureau.job((ctx) => eraseJob.run(ctx, '2027-01-20', null))
  expect((await seen<OwnAppealView>(bureau, 'zhang', 'own-appeal', id)).appeal.reason).toBe(secret)
  bureau.goTo('2027-01-21', '01:00')
  await bureau.job((ctx) => eraseJob.run(ctx, '2027-01-21', null))
  const erased = await seen<OwnAppealView>(bureau, 'zhang', 'own-appeal', id)
  expect(erased.appeal).toMatchObject({ erased: true, reason: '', stage: 'rejected' })
  const after = await textsNow()
  expect([after.includes(secret), after.includes(answer)]).toEqual([false, false])
  expect(await filesAbout(bureau.storage.read, bureau.id, id)).toEqual([])
  expect(await verifyChain(bureau.storage.read, bureau.id)).toEqual([])
})

test('the window runs from the day on which the result came, its last day counted', async () => {
  const bureau = await database.newBureau([people])
  bureau.goTo('2026-01-20', '10:00')
  await happened(bureau, 'reviewed-late', ['zhang', 'wang'])
  const { id } = await publish(bureau, people, { takes: ({ what }) => !what.endsWith(' wang') })
  bureau.goTo('2026-01-23', '18:00')
  const offered = await seen<ResultView>(bureau, 'zhang', 'result', id)
  expect(offered.review).toMatchObject({ until: '2026-01-23', over: false, workingDaysLeft: 0 })
  const key = `${cycleOf(bureau, people)}/zhang`
  await bureau.job((ctx) => lookAt({ ...ctx, person: 'zhang' }, { kind: 'appeal', key }))
  bureau.goTo('2026-01-26', '09:00')
  expect(await submit(bureau, 'zhang', { line: 'item' })).toBe('refused:appeal-window')
  const late = { name: '审批单.jpg', sha256: sha256('y'), size: 1, mediaType: 'image/jpeg' }
  expect(await bureau.act('zhang', (ctx) => attachFile(fileTakers, ctx, late))).toBe(
    'refused:record-attached-nowhere',
  )
  expect((await seen<ResultView>(bureau, 'zhang', 'result', id)).review?.over).toBe(true)
  // 王 has no result in hand yet: nothing of the time has passed.
  expect(await submit(bureau, 'wang', { line: 'item' })).toBe('appeal-made-now')
  const stood = await bureau.storage.read.client.ledgerEntry.findMany({
    where: { bureau: bureau.id, kind: appealMade.kind },
  })
  expect(stood.map(({ body }) => (body as { until: Json }).until)).toEqual(['2026-01-29'])
})

test('asked twice, for another, about nothing, or by who heads nothing, it is refused; withdrawn it may be asked again', async () => {
  const { bureau, facts } = await published()
  const line = `item/${facts[0]}`
  for (const who of ['wang', 'li', 'zhou']) {
    expect(await submit(bureau, who, { line, whose: 'zhang' })).toBe('refused:not-allowed')
  }
  expect(await submit(bureau, 'zhang', { line: 'item/none' })).toBe('refused:appeal-line')
  expect(await submit(bureau, 'zhang', { line, reason: '' })).toBe('refused:appeal-reason')
  expect(await submit(bureau, 'zhang', { line })).toBe('appeal-made-now')
  expect(await submit(bureau, 'zhang', { line })).toBe('refused:appeal-twice')
  expect(await submit(bureau, 'zhang', { line: wholeLine })).toBe('appeal-made-now')
  const [first] = await appealsAbout(bureau, 'zhang')
  const withdraw = (who: string): Promise<string> =>
    press(bureau, who, {
      ...{ verb: 'appeal.withdraw', appeal: first?.id, whose: 'zhang' },
    } as Intent & { appeal?: string })
  expect(await withdraw('wang')).toBe('refused:gone')
  expect(await withdraw('zhang')).toBe('appeal-withdrawn-now')
  expect(await withdraw('zhang')).toBe('refused:appeal-withdrawn-before')
  expect(await submit(bureau, 'zhang', { line })).toBe('appeal-made-now')
  const close = await bureau.act('zhou', (ctx) =>
    closeCycle(ctx, { verb: 'cycle.close', cycle: cycleOf(bureau, people), reason: '年度已结束' }),
  )
  expect(close).toBe('refused:cycle-appeals')
})

test('of two answers at once one is given, the other reads of it; so do an answer and a withdrawal', async () => {
  const { bureau } = await published()
  await submit(bureau, 'zhang', { line: 'item' })
  const [appeal] = await appealsAbout(bureau, 'zhang')
  const id = must(appeal, 'an appeal').id
  const desk = deskOf(bureau)
  const cards = await Promise.all(['zhou', 'sun'].map((who) => desk.card(who, 'appeal-answer', id)))
  const own = await desk.card('zhang', 'own-appeal', id)
  const values = { finding: 'rejected', reason: answer }
  const replies = await Promise.all([
    ...cards.map((card, at) => desk.press(at === 0 ? 'zhou' : 'sun', card, '答复', values)),
    desk.press('zhang', own, '撤回'),
  ])
  const types = replies.map(({ toast }) => toast?.type)
  expect(types.filter((type) => type === 'success')).toHaveLength(1)
  const { answered, withdrawn } = must((await appealsAbout(bureau, 'zhang'))[0], 'it')
  expect([answered !== null, withdrawn !== null].filter(Boolean)).toHaveLength(1)
})

test('a unit’s result is asked about by its head; who of the office heads it does not answer', async () => {
  const bureau = await database.newBureau([units])
  bureau.goTo('2026-01-20', '10:00')
  await happened(bureau, 'reviewed-units-late', ['general', 'planning'])
  const { id } = await publish(bureau, units)
  expect((await seen<ResultView>(bureau, 'zhang', 'result', id)).review).toBeNull()
  expect((await seen<ResultView>(bureau, 'li', 'result', id)).review).not.toBeNull()
  const of = { line: 'item', scheme: units }
  expect(await submit(bureau, 'zhang', { ...of, whose: 'general' })).toBe('refused:not-allowed')
  expect(await submit(bureau, 'li', { ...of, whose: 'general' })).toBe('appeal-made-now')
  // 周 heads 规划处 and is of the office: 孙 answers.
  expect(await submit(bureau, 'zhou', { ...of, whose: 'planning' })).toBe('appeal-made-now')
  expect(await decide(bureau, 'zhou', { whose: 'planning', finding: 'granted' })).toBe(
    'refused:appeal-own',
  )
  expect(await waitsFor(bureau, 'zhou')).toEqual(['ask-review 2026-01-27'])
  expect(await waitsFor(bureau, 'sun')).toEqual(['ask-review 2026-01-27', 'ask-review 2026-01-27'])
  expect(await decide(bureau, 'sun', { whose: 'planning', finding: 'granted' })).toBe(
    'appeal-granted-now',
  )
})

test('where the scheme has it, an appeal goes on from the answer to whom the scheme names, once and in time', async () => {
  const { bureau } = await published()
  await submit(bureau, 'zhang', { line: 'item' })
  const [review] = await appealsAbout(bureau, 'zhang')
  const further = (appeal: string): Promise<string> =>
    press(bureau, 'zhang', {
      ...{ verb: 'appeal.further', appeal, whose: 'zhang', reason: '审批单没有看' },
    } as Intent)
  const id = must(review, 'a review').id
  expect(await further(id)).toBe('refused:appeal-further-none')
  expect(await decide(bureau, 'sun', { whose: 'zhang', finding: 'rejected' })).toBe(
    'appeal-rejected-now',
  )
  expect(await seen(bureau, 'zhang', 'own-appeal', id)).toMatchObject({
    further: { until: '2026-01-26', who: 'party-group' },
  })
  expect(await further(id)).toBe('appeal-made-now')
  expect(await further(id)).toBe('refused:appeal-further-twice')
  expect(await waitsFor(bureau, 'han')).toEqual(['ask-appeal 2026-01-27'])
  const second = must((await appealsAbout(bureau, 'zhang')).at(-1), 'it')
  expect(await seen(bureau, 'han', 'appeal-answer', second.id)).toMatchObject({
    appeal: { further: true, before: { by: '孙文', reason: answer, stage: 'rejected' } },
  })
  expect(await decide(bureau, 'sun', { whose: 'zhang', finding: 'granted' })).toBe(
    'refused:not-allowed',
  )
  expect(await decide(bureau, 'han', { whose: 'zhang', finding: 'partly' })).toBe(
    'appeal-granted-now',
  )
  expect(await further(second.id)).toBe('refused:appeal-further-none')
})

test('who answers is reminded before the last day, on it, and once after it', async () => {
  const { bureau } = await published()
  await submit(bureau, 'zhang', { line: 'item' })
  await bureau.notices()
  const reminded = async (on: string): Promise<number> => {
    bureau.goTo(on, '08:40')
    await bureau.job((ctx) => remindJob.run(ctx, on, null))
    bureau.goTo(on, '09:00')
    return (await bureau.notices()).filter(({ what }) => what.startsWith('send appeal')).length
  }
  const days = ['2026-01-21', '2026-01-23', '2026-01-26', '2026-01-27', '2026-01-28', '2026-01-29']
  const counts: number[] = []
  for (const on of days) counts.push(await reminded(on))
  expect(counts).toEqual([0, 2, 2, 2, 2, 0])
})

test('a version that the group did not take is said so on the office’s card, and is sent again by a press', async () => {
  const bureau = await database.newBureau([units])
  bureau.goTo('2026-01-20', '10:00')
  await publish(bureau, units, { takes: ({ what }) => !what.startsWith('send ranking') })
  expect((await office(bureau, units)).published?.inGroup).toBe('failed')
  const desk = deskOf(bureau)
  const card = await desk.card('zhou', 'publish', cycleOf(bureau, units))
  expect(JSON.stringify(card)).toContain('没有发到群里')
  const pressed = await desk.press('zhou', card, '再发到群里')
  expect(pressed.toast?.type).toBe('success')
  expect((await office(bureau, units)).published?.inGroup).toBe('waiting')
  await bureau.delivered()
  expect((await office(bureau, units)).published?.inGroup).toBe('delivered')
  expect(
    await press(bureau, 'zhou', {
      ...{ verb: 'publish.to-group', cycle: cycleOf(bureau, units) },
    } as Intent),
  ).toBe('refused:publish-in-group')
})

test.each(
  readdirSync(packagePath('schemes'), { withFileTypes: true }).filter((one) => one.isDirectory()),
)(
  '$name says how long reviews are heard, by its clause or by who decided the silence',
  ({ name }) => {
    const scheme = must(readScheme(packagePath('schemes', name)).scheme, 'it reads')
    const { days, clause, choice } = reviewRule(scheme)
    expect(days).toBeGreaterThan(0)
    expect([clause !== null, choice !== null].filter(Boolean)).toHaveLength(1)
    expect(choice?.decidedBy ?? '汉').toMatch(/\p{Script=Han}/u)
  },
)
