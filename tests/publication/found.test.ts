import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { publishResults } from '../../src/flows/publication/publish.js'
import { publishedSlice } from '../../src/flows/publication/published.js'
import { recompute } from '../../src/flows/publication/recompute.js'
import { readSnapshot, snapshotHash } from '../../src/flows/publication/results.js'
import { isRefusal } from '../../src/base/refusal.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { statementOf } from '../../src/flows/standing/view.js'
import { unitScheme } from '../facts/schemes.js'
import { type TestBureau, testDatabase } from '../report/bureau.js'
import { cited, read, totalOf } from '../scoring/invented/scheme.js'
import { computedNow, workAsked } from './computed.js'

/** People have the total of their unit, and something for its place. */
const people: Scheme = {
  ...read({
    assessee: 'person',
    tiers: [{ tier: 'L2', name: '全部', ...cited, says: '一起排' }],
    procedures: [],
    rules: [],
    results: [
      {
        ...{ result: 'unit-total', name: '处室得分', ...cited, of: 'unit', scheme: 'unit-scheme' },
        ...{ says: '在负 {below=500} 到 {above=500} 之间', from: '-$below', to: '$above' },
      },
      {
        ...{ result: 'unit-place', name: '处室名次', ...cited, of: 'unit', scheme: 'unit-scheme' },
        says: '第 {one=1} 名和其余的',
        levels: [
          { level: 'first', name: '第一名', rank: '$one' },
          { level: 'other', name: '其余' },
        ],
      },
    ],
    total: {
      ...totalOf([
        {
          ...{ kind: 'result', part: 'share', name: '处室得分', ...cited, says: '处室的得分' },
          ...{ adds: 'outside', result: 'unit-total' },
        },
        {
          ...{ kind: 'result', part: 'place', name: '名次加分', ...cited, adds: 'outside' },
          ...{ says: '第一名加 {first=0.5} 分', result: 'unit-place' },
          points: { first: '$first' },
        },
      ]),
      ...{ says: '期限 {days=5} 天', adds: 'outside', weight: undefined },
    },
  }),
  id: 'people-scheme',
}

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
}, 60_000)
afterAll(async () => {
  await database.close()
})

/** 张可's total in the cycle of the people. */
async function totalNow(bureau: TestBureau): Promise<string | null | undefined> {
  const seeing = await bureau.seeing(null)
  const cycle = seeing.bureau.cycles.find(({ scheme }) => scheme.id === people.id)
  return statementOf(seeing, must(cycle, 'it runs'), 'zhang')?.total
}

async function publish(bureau: TestBureau, scheme: string): Promise<string> {
  const cycle = `${bureau.id}.${scheme}.2025`
  const results = await computedNow(bureau, 'zhou', cycle)
  const said = await bureau.act('zhou', (ctx) =>
    publishResults(ctx, {
      ...{ verb: 'publish.confirm', cycle, scope: 'ranking', results, reason: '更正' },
    }),
  )
  await workAsked(bureau)
  return said
}

test('what one cycle publishes is the result that another looks at; a correction takes its place, and the other recomputes', async () => {
  const bureau = await database.newBureau([unitScheme, people])
  bureau.goTo('2026-01-05', '10:00')
  expect(await totalNow(bureau)).toBe(null)
  expect(await publish(bureau, people.id)).toBe('refused:publish-open')
  expect(await publish(bureau, unitScheme.id)).toBe('publish-begun')
  // Every unit has its 100 and is first.
  expect(await totalNow(bureau)).toBe('100.5')
  expect(await publish(bureau, people.id)).toBe('publish-begun')
  const { collected } = await bureau.seeing(null)
  const [version] = collected.of(publishedSlice).get(`${bureau.id}.${people.id}.2025`) ?? []
  const { id } = must(version, 'it was published')
  const made = await recompute(bureau.storage.read, id, new Map([[people.id, people]]))
  if (made === null || isRefusal(made)) throw new Error(JSON.stringify(made))
  const kept = must(await readSnapshot(bureau.storage.read, id), 'it is kept').snapshot
  expect(snapshotHash(made)).toBe(snapshotHash(kept))
})
