import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { must } from '../../src/base/bug.js'
import { OffsetClock } from '../../src/base/clock.js'
import { day, momentOf } from '../../src/base/day.js'
import type { Json } from '../../src/base/json.js'
import { silentLog } from '../../src/base/log.js'
import { machineTime } from '../../src/base/real-time.js'
import { openCalendar } from '../../src/calendar/calendar.js'
import { create } from '../../src/cli/new.js'
import { openCycle } from '../../src/flows/cycle/open.js'
import { factEffective, factProposed, factTold } from '../../src/flows/fact/entries.js'
import { inputsImported } from '../../src/flows/publication/imported.js'
import type { Roster } from '../../src/roster/roster.js'
import type { Scheme } from '../../src/scheme/model/scheme.js'
import { readScheme } from '../../src/scheme/read/read.js'
import { putAddresses } from '../../src/storage/addresses.js'
import type { Storage } from '../../src/storage/database.js'
import { jobsState } from '../../src/storage/jobs.js'
import { append } from '../../src/storage/ledger.js'
import { findVersion } from '../../src/storage/publications.js'
import { receiptOf } from '../../src/storage/result-readers.js'
import { replaceRoster } from '../../src/storage/roster-rows.js'
import { putSetting } from '../../src/storage/settings.js'
import { tempStorage } from '../storage/temp.js'

const folder = mkdtempSync(join(tmpdir(), 'kaohe-killed-'))
const bureau = 'b'
const cycle = 'b.my-office.2025'
const clock = new OffsetClock()
const card = { kind: 'publish', key: cycle }

/** More than two parts of computing, and of sending. */
const people = Array.from({ length: 120 }, (_, n) => `p${`${n + 1}`.padStart(3, '0')}`)
const office = 'p001'

const roster: Roster = {
  bureau: { id: bureau, name: '某局' },
  tiers: { staff: '工作人员' },
  roleNames: {},
  units: [{ id: 'u1', name: '综合处', kind: 'general', tier: 'staff' }],
  people: people.map((id) => ({
    ...{ id, name: `某${id}`, employeeNo: id, tier: 'staff', post: '', affiliated: false },
    memberships: [{ unit: 'u1', from: day('2024-01-01') }],
    roles: id === office ? [{ role: 'assessment-office', from: day('2024-01-01') }] : [],
  })),
}

let scheme: Scheme
let storage: Storage
let close: () => Promise<void> = async () => {}

beforeAll(async () => {
  const path = join(folder, 'my-office')
  create(path, { assessee: 'person', year: '2025' })
  const file = join(path, 'scheme.yaml')
  const tasks = /- kind: tasks\n[\s\S]*?excused: set\n/
  const points = '重点任务 {tasks=40} 分，工作纪律 {discipline=30} 分'
  const text = readFileSync(file, 'utf8').replace(tasks, '')
  writeFileSync(file, text.replace(points, '工作纪律 {discipline=70} 分'))
  scheme = must(readScheme(path).scheme, 'the scheme can be read')
  clock.jump(momentOf(day('2026-01-05'), '10:00') - machineTime())
  ;({ storage, close } = await tempStorage({ clock }))
  await storage.transact('work', async (tx) => {
    await replaceRoster(tx, bureau, JSON.parse(JSON.stringify(roster)))
    await putAddresses(tx, bureau, new Map(people.map((id) => [id, `ou_${id}`])))
    await openCycle(tx, { bureau, scheme, year: 2025, on: day('2025-01-02'), by: office })
    await putSetting(tx, bureau, 'group-chat', 'oc_group')
    const on = { bureau, day: day('2025-05-06'), by: office }
    for (const who of people.slice(0, 30)) {
      const body = { kind: 'late', persons: [who], units: ['u1'] }
      const about = append(tx, { ...on, kind: factProposed.kind, body })
      const of = { ...on, about, subject: who }
      append(tx, { ...of, kind: factTold.kind, body: { objectUntil: '2025-05-13' } })
      append(tx, { ...of, kind: factEffective.kind, body: { ground: 'window-passed' } })
    }
    const inputs: Json = {
      ...{ from: '2025-12-31', tallies: [], closedParts: ['review'] },
      entered: people.map((assessee, at) => ({ part: 'review', assessee, points: `${at / 2}` })),
    }
    append(tx, { ...on, cycle, kind: inputsImported.kind, body: inputs })
  })
}, 120_000)
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

/** Dies before the commit of its transaction number `commits`. */
function dying(commits: number): Storage {
  let left = commits
  return {
    ...storage,
    read: storage.read,
    transact: (lane, fn) =>
      storage.transact(lane, async (tx) => {
        if (left <= 0) throw new Error('dead')
        const made = await fn(tx)
        left -= 1
        if (left === 0) throw new Error('killed')
        return made
      }),
  }
}

/** A process: modules of its own, that remember nothing of one before. */
async function newProcess() {
  vi.resetModules()
  const { runAsked } = await import('../../src/app/run-jobs.js')
  const { allJobs, lookAt, viewOf } = await import('../../src/flows/all.js')
  const { publishResults } = await import('../../src/flows/publication/publish.js')
  const { bureausWith } = await import('../bureaus.js')
  const bureaus = bureausWith([scheme], clock)
  const calendar = openCalendar()
  const names = allJobs.filter((job) => job.asked).map((job) => job.name)
  const situation = async (db = storage.read) =>
    must(await bureaus.situation(db, bureau), 'the bureau is there')
  return {
    run: async (on: Storage): Promise<void> => {
      const calendars = { of: () => calendar, revision: () => 0 }
      const served = (): string[] => [bureau]
      const options = { storage: on, bureaus, served, calendars, clock, log: silentLog }
      await runAsked({ ...options, jobs: allJobs }, clock.now())
    },
    wanted: async (): Promise<string[]> =>
      (await jobsState(storage.read, names)).asked.map((run) => run.job),
    look: () =>
      storage.transact('press', async (tx) =>
        lookAt({ ...(await situation(tx)), tx, person: office }, card),
      ),
    seen: async (): Promise<Json> => {
      const seeing = { ...(await situation()), person: office }
      return JSON.parse(JSON.stringify(await viewOf(seeing, card)))
    },
    publish: (results: string) =>
      storage.transact('press', async (tx) =>
        publishResults(
          { ...(await situation(tx)), tx, person: office },
          { verb: 'publish.confirm', cycle, scope: 'ranking', results, reason: '' },
        ),
      ),
  }
}

/** Process after process does one part of what is asked for and dies in the next one; how many there were. */
async function diedAway(meanwhile: () => Promise<void>): Promise<number> {
  for (let processes = 1; ; processes++) {
    const one = await newProcess()
    await one.run(dying(2))
    if ((await one.wanted()).length === 0) return processes
    await meanwhile()
  }
}

/** Something that counts in no result: the ledger has moved on when the next process begins. */
async function somethingElse(): Promise<void> {
  await storage.transact('work', async (tx) => {
    const body = { kind: 'late', persons: [office], units: ['u1'] }
    append(tx, { bureau, day: day('2026-01-04'), by: office, kind: factProposed.kind, body })
  })
}

test('killed at any part of computing, publishing and sending, everything is there once', async () => {
  const begun = await newProcess()
  await begun.look()
  // Pinned and three parts, then what they give together.
  expect(await diedAway(somethingElse)).toBeGreaterThanOrEqual(4)
  const seen = await begun.seen()
  expect(seen).toMatchObject({ computing: null, preview: { since: null, open: { count: 0 } } })
  const { client } = storage.read
  expect(await client.results.count()).toBe(1)
  expect(await client.resultRow.count()).toBe(people.length)
  const [made] = await client.results.findMany()
  expect(made).toMatchObject({ state: 'ready', done: people.length, total: people.length })

  const last = await newProcess()
  expect(await last.publish(must(made, 'results').id)).toMatchObject({ kind: 'done' })
  expect(await diedAway(somethingElse)).toBeGreaterThanOrEqual(3)
  expect(await client.publication.count()).toBe(1)
  expect(await client.ledgerEntry.count({ where: { kind: 'results.published' } })).toBe(1)
  const sent = await client.notice.groupBy({
    ...{ by: ['cardKind', 'op'], where: { op: 'send' } },
    _count: true,
  })
  const counts = Object.fromEntries(sent.map((row) => [row.cardKind, row._count]))
  expect(counts).toEqual({ ranking: 1, result: people.length })
  const publication = must(await findVersion(storage.read, cycle, 1), 'the first version')
  expect(await receiptOf(storage.read, publication.id)).toMatchObject({
    ...{ all: people.length, waiting: people.length },
  })
  const { verifyBureau } = await import('../../src/flows/verification/verify.js')
  const schemes = new Map([[scheme.id, scheme]])
  const verified = await verifyBureau(storage.read, bureau, { schemes })
  expect(verified).toMatchObject({ differences: [], notComputed: [] })
}, 300_000)
