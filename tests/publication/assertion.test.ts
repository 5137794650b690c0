import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { must } from '../../src/base/bug.js'
import { OffsetClock } from '../../src/base/clock.js'
import { day, momentOf } from '../../src/base/day.js'
import { sha256 } from '../../src/base/ids.js'
import { canonicalJson, type Json } from '../../src/base/json.js'
import { machineTime } from '../../src/base/real-time.js'
import { isRefusal, type Refusal } from '../../src/base/refusal.js'
import { silentLog } from '../../src/base/log.js'
import { create } from '../../src/cli/new.js'
import { replay as replayFile } from '../../src/cli/replay.js'
import { verify } from '../../src/cli/verify.js'
import { runAsked } from '../../src/app/run-jobs.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { allJobs, lookAt, templates, viewOf } from '../../src/flows/all.js'
import { type Context, done, type Outcome, type Seeing } from '../../src/flows/context.js'
import { closeCycle } from '../../src/flows/cycle/change.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { factEffective, factProposed, factTold } from '../../src/flows/fact/entries.js'
import { itemsClosed } from '../../src/flows/items/entries.js'
import { inputsImported } from '../../src/flows/publication/imported.js'
import { publishResults } from '../../src/flows/publication/publish.js'
import { readersOf } from '../../src/flows/publication/moved.js'
import { publishedSlice } from '../../src/flows/publication/published.js'
import { recompute } from '../../src/flows/publication/recompute.js'
import { readSnapshot, type Snapshot } from '../../src/flows/publication/results.js'
import { sendResults } from '../../src/flows/publication/send.js'
import type { PublishView } from '../../src/flows/publication/publish-view.js'
import type { ResultView } from '../../src/flows/publication/result-view.js'
import type { RankingView } from '../../src/flows/publication/views.js'
import { statementOf } from '../../src/flows/standing/view.js'
import { verifyBureau } from '../../src/flows/verification/verify.js'
import { zippedPack } from '../../src/replay/zipped.js'
import { makePack } from '../../src/replay/make.js'
import { replay } from '../../src/replay/replay.js'
import { type Pack, type PackedEntry, packShape } from '../../src/replay/shape.js'
import type { Person, Roster } from '../../src/roster/roster.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import type { Statement } from '../../src/scoring/statement.js'
import { readScheme } from '../../src/scheme/read/read.js'
import type { Storage } from '../../src/storage/database.js'
import { jobsState, runDone } from '../../src/storage/jobs.js'
import { receiptOf } from '../../src/storage/result-readers.js'
import { resultPages } from '../../src/storage/results.js'
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
  // Nor does an office score the items: what facts make is all.
  const scored = /^ *by: \{ scores: \[assessment-office\] \}\n/gm
  const text = readFileSync(file, 'utf8').replace(tasks, '').replace(scored, '')
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
  const tier = of.assessee === 'unit' ? must(of.tiers[0], 'a tier').id : 'staff'
  const units = roster.units.map((unit) => ({ ...unit, tier }))
  await storage.transact('work', async (tx) => {
    await replaceRoster(tx, bureau, JSON.parse(JSON.stringify({ ...roster, units })))
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
    // Units' items are scored: what has no score of its own counts as the ledger has it.
    if (of.assessee === 'unit') {
      append(tx, { ...on, cycle, kind: itemsClosed.kind, body: { open: assessees.length } })
    }
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
  /** Does what was asked for: computes, publishes, sends. */
  const work = async (): Promise<void> => {
    const calendar = openCalendar()
    const calendars = { of: () => calendar, revision: () => 0 }
    const options = { storage, bureaus, served: () => [bureau], calendars, clock, log: silentLog }
    const names = allJobs.filter((job) => job.asked).map((job) => job.name)
    while ((await jobsState(storage.read, names)).asked.length > 0) {
      expect(await runAsked({ ...options, jobs: allJobs }, clock.now())).toEqual([])
    }
  }
  const card = { kind: 'publish', key: cycle }
  /** The office's card as it stands. */
  const office = async (): Promise<PublishView> =>
    (await viewOf(await seeing('p1'), card)) as PublishView
  /** The office opens its card, and looks at it again when what is to be computed is computed. */
  const previewed = async (): Promise<string> => {
    await act(async (ctx) => {
      await lookAt(ctx, card)
      return done('opened')
    })
    await work()
    return must((await office()).preview, 'a preview').results
  }
  const press = (results: string, reason = ''): Promise<string> =>
    act((ctx) =>
      publishResults(ctx, { verb: 'publish.confirm', cycle, scope: 'ranking', results, reason }),
    )
  const publish = async (reason = ''): Promise<string> => {
    expect(await press(await previewed(), reason)).toBe('publish-begun')
    await work()
    const { collected } = await seeing(null)
    return must(collected.of(publishedSlice).get(cycle)?.at(-1), 'a publication').id
  }
  /** What a press is refused with. */
  const refusal = (results: string): Promise<Refusal | null> =>
    storage.transact('press', async (tx) => {
      const situation = must(await bureaus.situation(tx, bureau), 'the bureau is there')
      const given = await publishResults(
        { ...situation, tx, person: 'p1' },
        { verb: 'publish.confirm', cycle, scope: 'ranking', results, reason: '' },
      )
      return isRefusal(given) ? given : null
    })
  return {
    ...{ storage, dataDir, close, note, seeing, act, publish, previewed, press, office, work },
    refusal,
  }
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

/** The publication computed anew, with every statement of it. */
async function anew(storage: Storage): Promise<string> {
  const made: Statement[] = []
  const head = await recompute(storage.read, published, schemes, (one) => made.push(one))
  return textOf(head, made)
}

/** What is published, byte for byte. */
async function kept(storage: Storage): Promise<string> {
  return textOf(stored, await statements(storage, published))
}

function textOf(made: Awaited<ReturnType<typeof recompute>>, all: readonly unknown[]): string {
  if (made === null || isRefusal(made)) throw new Error(`not recomputed: ${made?.code}`)
  return canonicalJson({ made, all })
}

/** Every statement of a publication, as it is kept. */
async function statements(storage: Storage, id: string): Promise<Json[]> {
  const { results } = must(await readSnapshot(storage.read, id), 'a snapshot')
  const all: Json[] = []
  for await (const page of resultPages(storage.read, results)) {
    all.push(...page.map(({ statement }) => statement))
  }
  return all
}

describe('what is published', () => {
  test('pins ledger, roster, scheme and imports by hash, and holds nothing that people wrote', async () => {
    const text = await kept(of.storage)
    expect(stored.pins.ledger.sequence).toBe(5)
    for (const hash of [stored.pins.ledger.hash, stored.pins.roster.hash, stored.pins.imported]) {
      expect(hash).toMatch(/^[0-9a-f]{64}$/)
    }
    expect(stored.pins.scheme.version).toBe(scheme.version)
    expect(text).not.toContain('抽查时不在岗')
    expect(Object.values(stored.words.assessees).map((each) => each.name)).toEqual([
      ...['甲某', '乙某', '丙某'],
    ])
    expect(stored.statements.count).toBe(3)
    expect(await anew(of.storage)).toBe(text)
  })

  test('recomputes to the same bytes after moves and leavers, later facts, an erasure, a closed cycle', async () => {
    const text = await kept(of.storage)
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
    // Only that a review may be asked for ends with the cycle.
    expect(after).toEqual({ ...before, review: null })
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
    const run = { bureau, job: sendResults.name, period: published }
    expect(await runDone(of.storage.read, run)).toBe(true)
    expect(readersOf(stored)).toEqual(people)
    // Nobody has an address here.
    expect(await receiptOf(of.storage.read, published)).toEqual({
      ...{ all: 3, waiting: 0, delivered: 0, failed: [], unreachable: people },
    })
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
      const [entries, heads, rosters, cycles, publications, results, rows] = [
        await from.ledgerEntry.findMany({ orderBy: { sequence: 'asc' } }),
        await from.ledgerHead.findMany(),
        await from.rosterSnapshot.findMany(),
        await from.cycle.findMany(),
        await from.publication.findMany(),
        await from.results.findMany(),
        await from.resultRow.findMany(),
      ]
      const again = <T>(rows: T): T => JSON.parse(JSON.stringify(rows))
      await there.transact('work', async (tx) => {
        await tx.client.ledgerEntry.createMany({ data: again(entries) as never })
        await tx.client.ledgerHead.createMany({ data: again(heads) as never })
        await tx.client.rosterSnapshot.createMany({ data: again(rosters) as never })
        await tx.client.cycle.createMany({ data: again(cycles) as never })
        await tx.client.publication.createMany({ data: again(publications) as never })
        await tx.client.results.createMany({ data: again(results) as never })
        await tx.client.resultRow.createMany({ data: again(rows) as never })
      })
      expect(await anew(there)).toBe(await kept(there))
      expect(await kept(there)).toBe(await kept(of.storage))
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
  expect(Object.values(snapshot.words.assessees).map(({ name }) => name)).toEqual([
    ...['综合处', '规划处'],
  ])
  const made = await recompute(own.storage.read, id, new Map([[units.id, units]]))
  expect(sha256(canonicalJson(made))).toBe(sha256(canonicalJson(snapshot)))
  const result = (await viewOf(await own.seeing('p2'), { kind: 'result', key: id })) as ResultView
  expect(result.assesses).toBe('unit')
  expect(result.standing.name).toBe('规划处')
  await own.close()
}, 60_000)

test('what was not looked at is not published: a fact, or a roster, that came after the preview', async () => {
  const own = await newBureau(scheme, people)
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
  expect(await own.press(before)).toBe('refused:publish-outdated')
  expect(await own.press(await own.previewed())).toBe('publish-begun')
  await own.close()
}, 60_000)

test('kaohe verify does not pass over a publication whose scheme is not there, and computes it anew where it is', async () => {
  const own = await newBureau(scheme, people)
  await own.publish()
  await own.storage.close()
  const missing = await verify({ data: own.dataDir })
  expect(missing.exitCode).toBe(3)
  expect(missing.lines[0]).toContain('一致')
  expect(missing.lines[1]).toContain(`找不到办法“${scheme.id}”，需要 ${scheme.version} 版`)
  vi.stubEnv('KAOHE_SCHEMES', join(folder, 'person'))
  expect(await verify({ data: own.dataDir })).toMatchObject({ exitCode: 0 })
  // Its files changed meanwhile.
  const file = join(folder, 'person', 'my-office', 'scheme.yaml')
  const before = readFileSync(file, 'utf8')
  writeFileSync(file, before.replace(/^title: .*$/m, 'title: 另一个办法'))
  const other = await verify({ data: own.dataDir })
  writeFileSync(file, before)
  vi.unstubAllEnvs()
  expect(other.exitCode).toBe(3)
  expect(other.lines[1]).toContain(`它用的是办法“${scheme.id}”的 ${scheme.version} 版，现有的是`)
}, 60_000)

test('a statement that was changed behind a publication is found', async () => {
  const own = await newBureau(scheme, people)
  await own.publish()
  const kinds = async (): Promise<string[]> =>
    (await verifyBureau(own.storage.read, bureau)).differences.map((one) => one.kind)
  expect(await kinds()).toEqual([])
  const where = { where: { assessee: 'p2' } }
  const [row] = await own.storage.read.client.resultRow.findMany(where)
  const statement = JSON.parse(JSON.stringify(must(row, 'a row').statement))
  await own.storage.transact('work', (tx) =>
    tx.client.resultRow.updateMany({
      ...where,
      data: { statement: { ...statement, total: '99' } },
    }),
  )
  expect(await kinds()).toEqual(['publication-changed'])
  // With its hash, too: then all hashes together are not what was published.
  const data = { hash: sha256(canonicalJson({ ...statement, total: '99' })) }
  await own.storage.transact('work', (tx) => tx.client.resultRow.updateMany({ ...where, data }))
  expect(await kinds()).toEqual(['publication-changed'])
  await own.close()
}, 60_000)

test('what came since the preview is said by kind and number, with the names of whom it is about', async () => {
  const own = await newBureau(scheme, people)
  const before = await own.previewed()
  expect((await own.office()).preview?.since).toBeNull()
  await own.storage.transact('work', async (tx) => {
    const on = { bureau, day: day('2025-12-30'), by: 'p1' }
    for (const who of ['p2', 'p3']) {
      const body = { kind: 'late', persons: [who], units: ['u2'] }
      append(tx, { ...on, kind: factProposed.kind, body })
    }
    const left = roster.people.map((one) => (one.id === 'p3' ? { ...one, post: '科员' } : one))
    await replaceRoster(tx, bureau, JSON.parse(JSON.stringify({ ...roster, people: left })))
  })
  const said = '加减分事项2件（乙某、丙某）；名册'
  expect((await own.office()).preview?.since).toBe(said)
  const refused = await own.refusal(before)
  expect([refused?.code, refused?.with.what]).toEqual(['publish-outdated', said])
  clock.jump(momentOf(day('2026-01-06'), '09:00') - machineTime())
  expect((await own.office()).preview?.since).toBe(`${said}；日期已到第二天`)
  // Looked at anew, it is computed anew: now two are open, and nothing came since.
  await own.previewed()
  const { preview } = await own.office()
  expect([preview?.since, preview?.open]).toEqual([null, { count: 2, names: ['乙某', '丙某'] }])
  await own.close()
}, 60_000)

test('what is looked at twice is computed once; a publication is made once, and a second press is refused meanwhile', async () => {
  const own = await newBureau(scheme, people)
  const first = await own.previewed()
  expect(await own.previewed()).toBe(first)
  expect(await own.press(first)).toBe('publish-begun')
  expect((await own.office()).publishing).toBe(1)
  expect(await own.press(first)).toBe('refused:publish-under-way')
  const closing = (): Promise<string> =>
    own.act((ctx) => closeCycle(ctx, { verb: 'cycle.close', cycle, reason: '年度已结束' }))
  expect(await closing()).toBe('refused:publish-under-way')
  await Promise.all([own.work(), own.work()])
  const office = await own.office()
  expect([office.publishing, office.published?.version, office.published?.all]).toEqual([
    null,
    1,
    3,
  ])
  expect(await own.storage.read.client.publication.count()).toBe(1)
  expect(await own.press(first)).toBe('refused:publish-reason')
  expect(await closing()).toBe('cycle-closed-done')
  await own.close()
}, 60_000)

describe('a replay pack', () => {
  const path = join(folder, 'person', 'my-office')
  /** The pack as it is carried to another machine. */
  const packed = async (): Promise<Pack> => {
    const schemeFolder = (id: string) => (id === scheme.id ? path : null)
    const made = must(await makePack(of.storage.read, { cycle, schemeFolder }), 'published')
    if (isRefusal(made)) throw new Error(made.code)
    return packShape.parse(JSON.parse(JSON.stringify(made)))
  }
  const whole = (pack: Pack, kind: string) =>
    must(
      pack.ledger.find((entry) => 'kind' in entry && entry.kind === kind),
      kind,
    ) as Extract<PackedEntry, { kind: string }>

  test('is computed again from itself alone, to the last digit, and holds nothing that people wrote', async () => {
    const pack = await packed()
    expect(await replay(pack)).toEqual({
      ...{ fault: null, statements: 3, head: stored.pins.ledger },
    })
    expect(JSON.stringify(pack)).not.toContain('抽查时不在岗')
  })

  test('goes to the office through the chat as a zipped file, and to nobody else', async () => {
    const asked = async (who: string) =>
      templates.get('replay-pack')?.(await of.seeing(who), who, cycle)
    expect(await asked('p2')).toBeNull()
    const made = await asked('p1')
    if (!made || !('pack' in made)) throw new Error('no pack')
    expect(made.pack.version).toBe(stored.version)
    const zipped = must(
      await zippedPack(of.storage.read, { ...made.pack, schemeFolder: () => path }),
      'published',
    )
    expect(packShape.parse(JSON.parse(gunzipSync(zipped).toString()))).toEqual(await packed())
  })

  test.each([
    ['a fact', factProposed.kind, { kind: 'late', persons: ['p1'], units: ['u2'] }],
    ['a decision', factTold.kind, { objectUntil: '2025-05-20' }],
    [
      'imported scores',
      inputsImported.kind,
      { from: '2025-12-31', entered: [], tallies: [], closedParts: [] },
    ],
  ])('names %s that was altered', async (_, kind, body) => {
    const pack = await packed()
    const entry = whole(pack, kind)
    entry.body = body
    const fault = { kind: 'entry', sequence: entry.sequence, entryKind: kind }
    expect((await replay(pack)).fault).toEqual(fault)
  })

  test('names an entry that was taken out, and one whose place is kept but not its content', async () => {
    const pack = await packed()
    const sequence = whole(pack, factEffective.kind).sequence
    const without = { ...pack, ledger: pack.ledger.filter((one) => one.sequence !== sequence) }
    expect((await replay(without)).fault).toMatchObject({ kind: 'entry', sequence: sequence + 1 })
    const hidden = pack.ledger.map((one) =>
      one.sequence === sequence ? { sequence, hash: one.hash } : one,
    )
    expect((await replay({ ...pack, ledger: hidden })).fault).toMatchObject({
      ...{ kind: 'statement', name: 'p2' },
    })
  })

  test('names a statement, a roster, a rule of the scheme that are not those that were published', async () => {
    const pack = await packed()
    const [row] = pack.publication.rows
    const statement = { ...Object(row?.statement), total: '99' }
    const rows = pack.publication.rows.map((one) => (one === row ? { ...one, statement } : one))
    const altered = { ...pack, publication: { ...pack.publication, rows } }
    expect((await replay(altered)).fault).toEqual({ kind: 'publication' })
    const body = { ...Object(pack.roster.body), roleNames: { x: 'x' } }
    const moved = { ...pack, roster: { ...pack.roster, body } }
    expect((await replay(moved)).fault).toEqual({ kind: 'roster' })
    const files = Object.fromEntries(
      Object.entries(pack.scheme.files).map(([name, text]) => [
        name,
        text.replaceAll('平时考核', '日常考核'),
      ]),
    )
    const ruled = { ...pack, scheme: { ...pack.scheme, files } }
    expect((await replay(ruled)).fault).toEqual({ kind: 'scheme' })
  })

  test('says on the command line that it is the same, names the first difference, and refuses what is no pack', async () => {
    const file = join(folder, 'pack.json')
    const pack = await packed()
    writeFileSync(file, JSON.stringify(pack))
    const same = await replayFile(file)
    expect([same.exitCode, same.lines[0]]).toEqual([
      ...[0, '一致 某局 2025年度 my-office 第1版：3份得分说明和全部名次、等次逐字相同'],
    ])
    const entry = whole(pack, factProposed.kind)
    entry.day = day('2025-05-07')
    writeFileSync(file, JSON.stringify(pack))
    const other = await replayFile(file)
    expect(other.exitCode).toBe(1)
    expect(other.lines[0]).toContain(`台账第${entry.sequence}条（fact.proposed）被改动`)
    writeFileSync(file, JSON.stringify({ ...pack, cycle: null }))
    expect(await replayFile(file)).toEqual({
      exitCode: 2,
      lines: [`错误 “${file}”不是完整的复算包：cycle 处与格式不符`],
    })
    writeFileSync(file, '{')
    expect((await replayFile(file)).lines[0]).toContain('不是 JSON')
    expect((await replayFile(join(folder, 'none.json'))).lines[0]).toContain('不能读取')
  })
})
