import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { must } from '../../src/base/bug.js'
import { OffsetClock } from '../../src/base/clock.js'
import { day, momentOf } from '../../src/base/day.js'
import { sha256 } from '../../src/base/ids.js'
import { canonicalJson, type Json } from '../../src/base/json.js'
import { machineTime } from '../../src/base/real-time.js'
import { isRefusal } from '../../src/base/refusal.js'
import { silentLog } from '../../src/base/log.js'
import { create } from '../../src/cli/new.js'
import { viewOf } from '../../src/flows/all.js'
import type { Context, Outcome, Seeing } from '../../src/flows/context.js'
import { closeCycle } from '../../src/flows/cycle/change.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { factEffective, factProposed, factTold } from '../../src/flows/fact/entries.js'
import { inputsImported } from '../../src/flows/publication/imported.js'
import { publishResults } from '../../src/flows/publication/publish.js'
import { publishedSlice } from '../../src/flows/publication/published.js'
import { recompute } from '../../src/flows/publication/recompute.js'
import { readSnapshot, type Snapshot } from '../../src/flows/publication/results.js'
import { readersOf, sendResults } from '../../src/flows/publication/send.js'
import type { PublishView, RankingView, ResultView } from '../../src/flows/publication/views.js'
import { statementOf } from '../../src/flows/standing/view.js'
import { verifyBureau } from '../../src/flows/verification/verify.js'
import type { Person, Roster } from '../../src/roster/roster.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { Storage } from '../../src/storage/database.js'
import { askedRuns } from '../../src/storage/jobs.js'
import { append, erasePersonal } from '../../src/storage/ledger.js'
import { openStorage } from '../../src/storage/open.js'
import { replaceRoster } from '../../src/storage/roster-rows.js'
import { putSetting } from '../../src/storage/settings.js'
import { bureausWith } from '../bureaus.js'
import { startPostgres, withoutPostgres } from '../storage/postgres.js'
import { tempStorage } from '../storage/temp.js'

const folder = mkdtempSync(join(tmpdir(), 'kaohe-scheme-'))
const bureau = 'b'
const cycle = 'b.my-office.2025'

function schemeFor(assessee: 'person' | 'unit'): Scheme {
  const path = join(folder, assessee, 'my-office')
  create(path, { assessee, year: '2025' })
  const file = join(path, 'scheme.yaml')
  // Tasks are collected by no card yet: the units are assessed without.
  const tasks = /- kind: tasks\n[\s\S]*?excused: set\n/
  const points = '重点任务 {tasks=40} 分，工作纪律 {discipline=30} 分'
  const text = readFileSync(file, 'utf8').replace(tasks, '')
  writeFileSync(file, text.replace(points, '工作纪律 {discipline=70} 分'))
  return must(readScheme(path).scheme, 'the scheme can be read')
}

const scheme = schemeFor('person')

function someone(id: string, name: string, units: [string, string, string?][]): Person {
  return {
    ...{ id, name, employeeNo: id, tier: 'staff', post: '', affiliated: false },
    memberships: units.map(([unit, from, to]) => ({
      ...{ unit, from: day(from) },
      ...(to === undefined ? {} : { to: day(to) }),
    })),
    roles: id === 'p1' ? [{ role: 'assessment-office', from: day('2024-01-01') }] : [],
  }
}

/** 甲 is the office; 丙 left in November. */
const roster: Roster = {
  bureau: { id: bureau, name: '某局' },
  tiers: { staff: '工作人员' },
  roleNames: {},
  units: [
    { id: 'u1', name: '综合处', kind: 'general', tier: 'staff' },
    { id: 'u2', name: '规划处', kind: 'business', tier: 'staff' },
  ],
  people: [
    someone('p1', '甲某', [['u1', '2024-01-01']]),
    someone('p2', '乙某', [['u2', '2024-01-01']]),
    someone('p3', '丙某', [['u2', '2024-01-01', '2025-11-20']]),
  ],
}

const clock = new OffsetClock()
const people = ['p1', 'p2', 'p3']

/** A bureau in its own database, with a year that is complete and nothing published. */
async function newBureau(of: Scheme, assessees: readonly string[]) {
  clock.jump(momentOf(day('2026-01-05'), '10:00') - machineTime())
  const { storage, dataDir, close } = await tempStorage({ clock })
  const bureaus = bureausWith([of], clock)
  let note = ''
  await storage.transact('work', async (tx) => {
    await replaceRoster(tx, bureau, JSON.parse(JSON.stringify(roster)))
    await openCycle(tx, { bureau, scheme: of, year: 2025, on: day('2025-01-02'), by: 'p1' })
    await putSetting(tx, bureau, 'group-chat', 'oc_group')
    const on = { bureau, day: day('2025-05-06'), by: 'p1' }
    const body = { kind: 'late', persons: ['p2'], units: ['u2'] }
    note = append(tx, {
      ...{ ...on, kind: factProposed.kind, body },
      personal: { note: '抽查时不在岗' },
    })
    const about = { ...on, about: note, subject: of.assessee === 'unit' ? 'u2' : 'p2' }
    append(tx, { ...about, kind: factTold.kind, body: { objectUntil: '2025-05-13' } })
    append(tx, { ...about, kind: factEffective.kind, body: { ground: 'window-passed' } })
    const entered = assessees.map((assessee, at) => ({
      ...{ part: 'review', assessee, points: `${95 - at}` },
    }))
    const inputs: Json = {
      from: '2025-12-31',
      entered: of.assessee === 'unit' ? [] : entered,
      tallies: [],
      closedParts: of.assessee === 'unit' ? [] : ['review'],
    }
    append(tx, { ...on, cycle, kind: inputsImported.kind, body: inputs })
  })
  const seeing = async (person: string | null): Promise<Seeing> => ({
    ...must(await bureaus.situation(storage.read, bureau), 'the bureau is there'),
    person,
  })
  const act = async (flow: (ctx: Context) => Promise<Outcome>): Promise<string> =>
    storage.transact('press', async (tx) => {
      const situation = must(await bureaus.situation(tx, bureau), 'the bureau is there')
      const given = await flow({ ...situation, tx, person: 'p1' })
      return isRefusal(given) ? `refused:${given.code}` : given.say.code
    })
  /** What the office sees now, as its press says. */
  const previewed = async (): Promise<string> => {
    const view = await viewOf(await seeing('p1'), { kind: 'publish', key: cycle })
    return (view as PublishView).preview
  }
  const publish = async (reason = ''): Promise<string> => {
    const preview = await previewed()
    const said = await act((ctx) =>
      publishResults(ctx, { verb: 'publish.confirm', cycle, scope: 'ranking', preview, reason }),
    )
    expect(said).toBe('published')
    const { collected } = await seeing(null)
    return must(collected.of(publishedSlice).get(cycle)?.at(-1), 'a publication').id
  }
  return { storage, dataDir, close, note, seeing, act, publish, previewed }
}

type TestBureau = Awaited<ReturnType<typeof newBureau>>

const schemes = new Map([[scheme.id, scheme]])
let of: TestBureau
let published: string
let stored: Snapshot

beforeAll(async () => {
  of = await newBureau(scheme, people)
  published = await of.publish()
  stored = must(await readSnapshot(of.storage.read, published), 'a snapshot').snapshot
}, 60_000)
afterAll(async () => {
  await of.close()
  rmSync(folder, { recursive: true, force: true })
})

async function anew(storage: Storage): Promise<string> {
  const made = await recompute(storage.read, published, schemes)
  if (made === null || isRefusal(made)) throw new Error(`not recomputed: ${made?.code}`)
  return canonicalJson(made)
}

describe('what is published', () => {
  test('pins ledger, roster, scheme and imports by hash, and holds nothing that people wrote', async () => {
    const text = canonicalJson(stored)
    expect(stored.pins.ledger.sequence).toBe(5)
    for (const hash of [stored.pins.ledger.hash, stored.pins.roster.hash, stored.pins.imported]) {
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
    }
    expect(stored.pins.scheme.version).toBe(scheme.version)
    expect(text).not.toContain('抽查时不在岗')
    expect(stored.result.statements.map((each) => each.name)).toEqual(['甲某', '乙某', '丙某'])
    expect(await anew(of.storage)).toBe(text)
  })

  test('recomputes to the same bytes after moves and leavers, later facts, an erasure, a closed cycle', async () => {
    const text = canonicalJson(stored)
    await of.storage.transact('work', async (tx) => {
      const moved: Roster = {
        ...roster,
        units: roster.units.map((unit) => ({ ...unit, name: `${unit.name}（新）` })),
        people: [
          someone('p1', '甲某', [['u1', '2024-01-01']]),
          someone('p2', '乙某', [
            ['u2', '2024-01-01', '2025-06-30'],
            ['u1', '2025-07-01'],
          ]),
        ],
      }
      await replaceRoster(tx, bureau, JSON.parse(JSON.stringify(moved)))
      expect(await erasePersonal(tx, of.note)).toBe(true)
      const body = { kind: 'late', persons: ['p1'], units: ['u1'] }
      append(tx, { bureau, day: day('2025-09-09'), by: 'p1', kind: factProposed.kind, body })
    })
    expect(await anew(of.storage)).toBe(text)
    const before = (await viewOf(await of.seeing('p2'), {
      kind: 'result',
      key: published,
    })) as ResultView
    expect(before.standing.unit).toBe('规划处')
    expect(
      await of.act((ctx) => closeCycle(ctx, { verb: 'cycle.close', cycle, reason: '年度已结束' })),
    ).toBe('cycle-closed-done')
    expect(await anew(of.storage)).toBe(text)
    const after = (await viewOf(await of.seeing('p2'), {
      kind: 'result',
      key: published,
    })) as ResultView
    expect(after).toEqual(before)
    const ranking = (await viewOf(await of.seeing(null), {
      kind: 'ranking',
      key: published,
    })) as RankingView
    expect(ranking.tiers[0]?.rows.map((row) => `${row.name} ${row.unit}`)).toEqual([
      '甲某 综合处',
      '乙某 规划处',
      '丙某 规划处',
    ])
  })

  test('is sent to each by work that goes on in parts, written with the publication', async () => {
    const asked = await askedRuns(of.storage.read, [sendResults.name])
    expect(asked).toEqual([{ bureau, job: sendResults.name, period: published }])
    expect(readersOf(stored)).toEqual(people)
  })

  test('is not recomputed under another version of the scheme, which is said with what to do', async () => {
    const other = new Map([[scheme.id, { ...scheme, version: '2025-000000000000' }]])
    const refused = await recompute(of.storage.read, published, other)
    expect(isRefusal(refused) && [refused.code, refused.with]).toEqual([
      'recompute-scheme-differs',
      { scheme: scheme.id, pinned: scheme.version, found: '2025-000000000000' },
    ])
    const none = await recompute(of.storage.read, published, new Map())
    expect(isRefusal(none) && none.code).toBe('recompute-scheme-missing')
  })

  test('is computed anew by the comparison, which finds a roster that was changed behind it', async () => {
    const kinds = async (): Promise<string[]> =>
      (await verifyBureau(of.storage.read, bureau, { schemes })).differences.map((one) => one.kind)
    expect(await kinds()).toEqual([])
    const set = (body: Json) =>
      of.storage.transact('work', (tx) =>
        tx.client.rosterSnapshot.update({
          where: { bureau_revision: { bureau, revision: 1 } },
          data: { body: body ?? {} },
        }),
      )
    const people2 = roster.people.map((one) => (one.id === 'p2' ? { ...one, tier: null } : one))
    await set(JSON.parse(JSON.stringify({ ...roster, people: people2 })))
    expect(await kinds()).toEqual(['publication-differs'])
    await set(JSON.parse(JSON.stringify(roster)))
    expect(await kinds()).toEqual([])
  })

  test.skipIf(withoutPostgres)(
    'recomputes to the same bytes on a PostgreSQL server',
    async () => {
      const server = await startPostgres()
      const url = await server.newDatabase()
      const there = await openStorage({ url, dataDir: '', clock, log: silentLog })
      const from = of.storage.read.client
      const [entries, heads, rosters, cycles, publications] = [
        await from.ledgerEntry.findMany({ orderBy: { sequence: 'asc' } }),
        await from.ledgerHead.findMany(),
        await from.rosterSnapshot.findMany(),
        await from.cycle.findMany(),
        await from.publication.findMany(),
      ]
      const again = <T>(rows: T): T => JSON.parse(JSON.stringify(rows))
      await there.transact('work', async (tx) => {
        await tx.client.ledgerEntry.createMany({ data: again(entries) as never })
        await tx.client.ledgerHead.createMany({ data: again(heads) as never })
        await tx.client.rosterSnapshot.createMany({ data: again(rosters) as never })
        await tx.client.cycle.createMany({ data: again(cycles) as never })
        await tx.client.publication.createMany({ data: again(publications) as never })
      })
      expect(await anew(there)).toBe(canonicalJson(stored))
      await there.close()
      await server.stop()
    },
    60_000,
  )
})

test('after a restart it recomputes to the same bytes, while the next year’s cycle collects beside it', async () => {
  const own = await newBureau(scheme, people)
  await own.storage.transact('work', (tx) =>
    openCycle(tx, { bureau, scheme, year: 2026, on: day('2026-01-02'), by: 'p1' }),
  )
  const id = await own.publish()
  const text = canonicalJson(must(await readSnapshot(own.storage.read, id), 'a snapshot').snapshot)
  await own.storage.transact('work', async (tx) => {
    const left = { ...roster, people: roster.people.filter(({ id: one }) => one !== 'p3') }
    await replaceRoster(tx, bureau, JSON.parse(JSON.stringify(left)))
    expect(await erasePersonal(tx, own.note)).toBe(true)
    for (const on of ['2025-12-30', '2026-01-06']) {
      const fact = { bureau, day: day(on), by: 'p1' }
      const body = { kind: 'late', persons: ['p2'], units: ['u2'] }
      const about = append(tx, { ...fact, kind: factProposed.kind, body })
      const told = { ...fact, about, subject: 'p2' }
      append(tx, { ...told, kind: factTold.kind, body: { objectUntil: '2026-01-13' } })
      append(tx, { ...told, kind: factEffective.kind, body: { ground: 'window-passed' } })
    }
  })
  const late = async (year: number): Promise<string | undefined | null> => {
    const situation = await own.seeing(null)
    const running = situation.bureau.cycles.find((one) => one.year === year)
    return running && statementOf(situation, running, 'p2')?.highest
  }
  const running = [await late(2025), await late(2026)]
  expect(new Set(running).size, 'a fact of each year, and one more of the old one').toBe(2)
  await own.storage.close()
  const again = await openStorage({ dataDir: own.dataDir, clock, log: silentLog })
  expect(canonicalJson(await recompute(again.read, id, schemes))).toBe(text)
  expect((await verifyBureau(again.read, bureau, { schemes })).differences).toEqual([])
  await again.close()
  rmSync(own.dataDir, { recursive: true, force: true })
}, 60_000)

test('a scheme of units publishes units, and their members read their unit’s result', async () => {
  const units = schemeFor('unit')
  const own = await newBureau(units, ['u1', 'u2'])
  const id = await own.publish()
  const { snapshot } = must(await readSnapshot(own.storage.read, id), 'a snapshot')
  expect(snapshot.result.statements.map((each) => each.name)).toEqual(['综合处', '规划处'])
  const made = await recompute(own.storage.read, id, new Map([[units.id, units]]))
  expect(sha256(canonicalJson(made))).toBe(sha256(canonicalJson(snapshot)))
  const result = (await viewOf(await own.seeing('p2'), { kind: 'result', key: id })) as ResultView
  expect(result.assesses).toBe('unit')
  expect(result.standing.name).toBe('规划处')
  await own.close()
}, 60_000)

test('what was not looked at is not published: a fact, or a roster, that came after the preview', async () => {
  const own = await newBureau(scheme, people)
  const press = (preview: string): Promise<string> =>
    own.act((ctx) =>
      publishResults(ctx, {
        ...{ verb: 'publish.confirm', cycle, scope: 'ranking', preview, reason: '' },
      }),
    )
  const before = await own.previewed()
  await own.storage.transact('work', async (tx) => {
    append(tx, {
      ...{ bureau, day: day('2026-01-04'), by: 'p1', kind: factProposed.kind },
      body: { kind: 'late', persons: ['p1'], units: ['u1'] },
    })
  })
  expect(await own.previewed(), 'a fact of another year counts nothing').toBe(before)
  await own.storage.transact('work', async (tx) => {
    const left = roster.people.filter(({ id }) => id !== 'p3')
    await replaceRoster(tx, bureau, JSON.parse(JSON.stringify({ ...roster, people: left })))
  })
  expect(await press(before)).toBe('refused:publish-outdated')
  expect(await press(await own.previewed())).toBe('published')
  await own.close()
}, 60_000)
