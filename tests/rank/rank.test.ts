import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { viewOf } from '../../src/flows/all.js'
import { ranksOf } from '../../src/flows/publication/result-view.js'
import type { UnitView } from '../../src/flows/rank/unit-view.js'
import type { RankView } from '../../src/flows/rank/view.js'
import { appealDatabase, cycleOf, happened, people, publish, units } from '../appeal/bureau.js'
import type { TestBureau } from '../report/bureau.js'
import { deskOf, readable } from '../text/desk.js'

let database: Awaited<ReturnType<typeof appealDatabase>>
beforeAll(async () => {
  database = await appealDatabase()
}, 60_000)
afterAll(() => database.close())

async function rankOf(bureau: TestBureau, who: string, of = people): Promise<RankView> {
  const key = cycleOf(bureau, of)
  return (await viewOf(await bureau.seeing(who), { kind: 'rank', key })) as RankView
}

async function unitOf(bureau: TestBureau, who: string, key: string): Promise<UnitView> {
  return (await viewOf(await bureau.seeing(who), { kind: 'unit', key })) as UnitView
}

test('persons read their own place and how near the next is; of others only who is nominated, unless all is published', async () => {
  const bureau = await database.newBureau([people])
  bureau.goTo('2026-01-20', '10:00')
  await happened(bureau, 'reviewed-piece', ['li', 'li', 'zhang'])
  await happened(bureau, 'reviewed-late', ['wang'])
  expect(await rankOf(bureau, 'zhang')).toMatchObject({ kind: 'gone' })
  await publish(bureau, people, { scope: 'nominees' })
  const own = await rankOf(bureau, 'zhang')
  expect(own).toMatchObject({
    own: [
      {
        ...{ name: '张可', total: '100.1', grade: '称职' },
        ranks: [{ rank: 2, ranked: 6, behind: '0.1', ahead: '0.1' }],
      },
    ],
    nominees: [{ grade: '优秀', names: ['李群'] }],
    tiers: [],
    publicity: { until: '2026-01-27', over: false },
  })
  const card = await deskOf(bureau).card('zhang', 'rank', cycleOf(bureau, people))
  expect(readable(card)).not.toMatch(/王珊|99|周毅/)
  // Who is not assessed has no place, and reads what the group reads.
  expect((await rankOf(bureau, 'chen')).own).toEqual([])
  bureau.goTo('2026-01-28', '10:00')
  await publish(bureau, people, { reason: '公布全部名次' })
  const all = await rankOf(bureau, 'wang')
  expect(all.tiers[0]?.rows.map(({ name }) => name)).toContain('张可')
  expect(all.publicity).toMatchObject({ until: '2026-02-04', over: false })
})

test('heads read their unit’s place, leaders those in their charge; a unit is read by its own and who leads it', async () => {
  const bureau = await database.newBureau([units])
  bureau.goTo('2026-01-20', '10:00')
  await happened(bureau, 'reviewed-units-late', ['general'])
  const before = await unitOf(bureau, 'li', 'general')
  expect(before).toMatchObject({
    ...{ name: '综合处', heads: ['李群'], leaders: ['陈志'], members: 3, published: [] },
    running: [{ final: '99' }],
  })
  await publish(bureau, units)
  const after = await unitOf(bureau, 'chen', 'general')
  expect(after.running).toEqual([])
  expect(after.published).toMatchObject([
    { version: 1, place: { name: '综合处', total: '99', ranks: [{ rank: 4, behind: '1' }] } },
  ])
  for (const who of ['zhao', 'han']) {
    expect(await unitOf(bureau, who, 'general'), who).toMatchObject({ kind: 'gone' })
  }
  const names = async (who: string) =>
    (await rankOf(bureau, who, units)).own.map(({ name }) => name)
  expect(await names('zhang')).toEqual(['综合处'])
  expect(await names('chen')).toEqual(expect.arrayContaining(['综合处']))
  const { say } = deskOf(bureau)
  expect(await say('chen', { text: '排名' })).toEqual([`rank ${cycleOf(bureau, units)}`])
  expect(await say('chen', { text: '处室' })).toEqual(['unit general'])
  const table = must((await rankOf(bureau, 'zhang', units)).tiers[0], 'the tier')
  expect(table.rows).toHaveLength(4)
})

test('who is ranked in the group that one office gathers reads that place before the whole tier’s', () => {
  const place = (assessee: string, rank: number) => ({
    ...{ assessee, name: assessee, total: `${100 - rank}`, rank, tied: [] },
    ...{ behind: null, ahead: null },
  })
  const ranking = (group: string | null, ...places: ReturnType<typeof place>[]) => ({
    ...{ tier: 'all', name: '全部', affiliated: false, group, complete: true, places },
  })
  const snapshot = {
    result: {
      rankings: [ranking(null, place('a', 1), place('b', 2)), ranking('hub', place('b', 1))],
    },
    words: { units: { hub: '人教科' } },
  }
  const ranks = ranksOf(snapshot as unknown as Parameters<typeof ranksOf>[0], 'b')
  expect(ranks.map(({ name, rank, ranked }) => `${name} ${rank}/${ranked}`)).toEqual([
    '人教科扎口 1/1',
    '全部 2/2',
  ])
})
