import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { exportFacts } from '../../src/factsfile/export.js'
import { inputOf } from '../../src/factsfile/input.js'
import { viewOf } from '../../src/flows/all.js'
import type { DecisionIntent } from '../../src/flows/decision/intents.js'
import type { DecisionsView } from '../../src/flows/decision/view.js'
import type { Intent } from '../../src/flows/flow.js'
import { recompute } from '../../src/flows/publication/recompute.js'
import { readSnapshot, snapshotHash } from '../../src/flows/publication/results.js'
import { scoringInput } from '../../src/flows/scoring-input.js'
import { scoreCycle } from '../../src/scoring/engine.js'
import { appealDatabase, cycleOf, happened, office, people, publish } from '../appeal/bureau.js'
import { press } from '../pressing.js'
import { computedNow } from '../publication/computed.js'
import type { TestBureau } from '../report/bureau.js'

let database: Awaited<ReturnType<typeof appealDatabase>>
beforeAll(async () => {
  database = await appealDatabase()
}, 60_000)
afterAll(() => database.close())

async function looked(bureau: TestBureau): Promise<DecisionsView> {
  const key = cycleOf(bureau, people)
  await computedNow(bureau, 'zhou', key)
  return (await viewOf(await bureau.seeing('zhou'), { kind: 'decisions', key })) as DecisionsView
}

const say = (bureau: TestBureau, intent: DecisionIntent): Promise<string> =>
  press(bureau, 'zhou', intent as Intent)

const grounds = { of: '', reason: '全年满勤', reference: '党组纪要3号' }

test('equals at the last place are brought before a meeting by name; whom it chooses is nominated, published and exported', async () => {
  const bureau = await database.newBureau([people])
  bureau.goTo('2026-01-20', '10:00')
  await happened(bureau, 'reviewed-late', ['wang'])
  const cycle = cycleOf(bureau, people)
  const before = await looked(bureau)
  expect(before).toMatchObject({
    ...{ left: { count: 0 }, outdated: false },
    ties: [{ grade: '优秀', role: 'party-group', places: 1 }],
  })
  expect(before.ties[0]?.among.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['张可', '李群', '周毅', '赵敏', '孙文']),
  )
  expect((await office(bureau, people)).decisions).toEqual({ left: 1, decided: 0 })
  const places = {
    ...{ verb: 'decision.places' as const, cycle, results: before.results ?? '', nomination: 0 },
    ...grounds,
  }
  expect(await say(bureau, { ...places, chosen: ['wang'] })).toBe('refused:decision-places')
  expect(await say(bureau, { ...places, chosen: ['zhang'] })).toBe('decision-recorded')
  const changed = await office(bureau, people)
  expect(changed.preview?.since).toBe('会议决定1件')
  const after = await looked(bureau)
  expect(after.ties).toEqual([])
  expect(after.decided).toMatchObject([
    { names: ['张可'], quota: '名额', reference: '党组纪要3号', reason: '全年满勤', by: '周毅' },
  ])
  expect((await office(bureau, people)).preview?.nominees[0]?.names).toEqual(['张可'])
  const { id } = await publish(bureau, people)
  const { snapshot } = must(await readSnapshot(bureau.storage.read, id), 'a snapshot')
  expect(snapshot.result.grades.find(({ assessee }) => assessee === 'zhang')).toMatchObject({
    ...{ grade: 'excellent', reason: 'nominated', decidedBy: 'party-group' },
  })
  const made = await recompute(bureau.storage.read, id, new Map([[people.id, people]]))
  expect(made && 'pins' in made && snapshotHash(made)).toBe(snapshotHash(snapshot))

  const seeing = await bureau.seeing('zhou')
  const running = must(
    seeing.bureau.cycles.find((each) => each.id === cycle),
    'it runs',
  )
  const input = scoringInput(seeing, running, seeing.today)
  const file = JSON.parse(JSON.stringify(exportFacts(input)))
  // No score is made from the reference: it is for the ledger and those who read it.
  expect(file.decided).toEqual([
    { assessee: 'zhang', grade: 'excellent', quota: 'top', by: 'party-group' },
  ])
  const { nominations, grades } = scoreCycle(inputOf(running.scheme, file, seeing.today))
  expect({ nominations, grades }).toEqual({
    nominations: snapshot.result.nominations,
    grades: snapshot.result.grades,
  })
})

test('a grade that a meeting decides stands in place of the proposed one until it is taken back', async () => {
  const bureau = await database.newBureau([people])
  bureau.goTo('2026-01-20', '10:00')
  await happened(bureau, 'reviewed-piece', ['li'])
  const cycle = cycleOf(bureau, people)
  const of = { verb: 'decision.grade' as const, cycle, ...grounds }
  expect(await say(bureau, { ...of, name: '李群', grade: 'competent' })).toBe('decision-recorded')
  expect(await say(bureau, { ...of, name: 'no-zhang', grade: 'excellent' })).toBe(
    'decision-recorded',
  )
  expect(await say(bureau, { ...of, name: '张可', grade: 'competent' })).toBe('decision-recorded')
  const { decided } = await looked(bureau)
  expect(decided.map(({ names, grade }) => `${names} ${grade}`)).toEqual(['李群 称职', '张可 称职'])
  const gradeOf = async (who: string) => {
    await computedNow(bureau, 'zhou', cycle)
    const seeing = await bureau.seeing(null)
    const running = must(
      seeing.bureau.cycles.find((each) => each.id === cycle),
      'it runs',
    )
    const { grades } = scoreCycle(scoringInput(seeing, running, seeing.today))
    const found = grades.find(({ assessee }) => assessee === who)
    return `${found?.grade} ${found?.reason}`
  }
  expect(await gradeOf('li')).toBe('competent decided')
  const decision = must(decided[0], 'it').id
  const revoke = { verb: 'decision.revoke' as const, cycle, reason: '登记错了' }
  expect(await say(bureau, { ...revoke, decision })).toBe('decision-revoked')
  expect(await say(bureau, { ...revoke, decision })).toBe('refused:gone')
  expect(await gradeOf('li')).toBe('excellent nominated')
})

test('the preview says how near the edge of a quota is, and what is conspicuous moves no score', async () => {
  const bureau = await database.newBureau([people])
  bureau.goTo('2026-01-20', '10:00')
  await happened(bureau, 'reviewed-piece', ['li'])
  await looked(bureau)
  const { preview } = await office(bureau, people)
  expect(preview?.quotas).toMatchObject([
    { grade: '优秀', places: 1, basis: null, edge: { last: '李群', gap: '0.1' } },
  ])
  expect(preview?.raters).toEqual({ count: 0, first: [] })
})
